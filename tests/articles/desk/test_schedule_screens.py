"""The desk's screens of what is to come, and of what was."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from articles import publishing
from articles.desk.forms.moments import moment_of
from articles.models import Article, DeskPreferences, Publication
from tests import factories

pytestmark = pytest.mark.django_db

BERLIN, DENVER = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Denver")


@pytest.fixture
def desk(client):
    client.user = factories.administrator()
    client.force_login(client.user)
    return client


def at(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def moment_fields(name, moment):
    local = timezone.localtime(moment)
    return {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M}"}


def urgent(**typed):
    """What the form of publishing without approval sends."""
    typed = {"reason": "For a test"} | typed
    named = {f"urgent-{name}": value for name, value in typed.items()}
    return {"revision": 1, "urgent": "yes"} | named


def tomorrow(hours=0):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=1, hours=hours)


def waiting_at(path):
    return Publication.objects.ahead(at=timezone.now()).filter(path=path).order_by("starts_at")


# --- The clock of whoever is asked ----------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "zone", "moment"),
    [
        # The day before clocks go forward, and the day after: 09:00 is another hour of UTC.
        (datetime(2027, 3, 27, 9, 0), BERLIN, datetime(2027, 3, 27, 8, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 9, 0), BERLIN, datetime(2027, 3, 28, 7, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 1, 59), BERLIN, datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (datetime(2027, 3, 28, 3, 0), BERLIN, datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (datetime(2027, 11, 7, 0, 59), DENVER, datetime(2027, 11, 7, 6, 59, tzinfo=UTC)),
        (datetime(2027, 11, 7, 2, 0), DENVER, datetime(2027, 11, 7, 9, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_what_the_clock_on_the_wall_shows(local, zone, moment):
    assert moment_of(local, zone=zone) == moment


@pytest.mark.parametrize(
    ("local", "zone", "words"),
    [
        (
            datetime(2027, 3, 28, 2, 30),
            BERLIN,
            (
                "On March 28, 2027, clocks in Berlin go forward, so 2:30 a.m. does not exist."
                " Choose a time before 2 a.m., or 3 a.m. or later."
            ),
        ),
        (
            datetime(2027, 11, 7, 1, 30),
            DENVER,
            (
                "On November 7, 2027, clocks in Denver go back, so 1:30 a.m. comes twice."
                " Choose the first or the second."
            ),
        ),
    ],
)
def test_an_hour_that_does_not_exist_or_comes_twice_is_refused_in_words(local, zone, words):
    with pytest.raises(ValidationError) as refusal:
        moment_of(local, zone=zone)

    assert refusal.value.messages == [words]


def test_scheduling_across_a_clock_change_keeps_the_hour_on_the_wall(desk, time_machine):
    DeskPreferences.objects.create(person=desk.user, time_zone="Europe/Berlin")
    revision = factories.draft(slug="fatigue")
    form = urgent(
        when="later",
        starts_at_0="2027-10-31",
        starts_at_1="09:00",
        until_0="2028-03-26",
        until_1="09:00",
    )

    said = desk.post(at("publish", revision.article), form, follow=True).text

    assert "October 31, 2027, 9 a.m. (CET)" in said
    row = Publication.objects.get()
    assert (row.starts_at, row.until) == (
        datetime(2027, 10, 31, 8, 0, tzinfo=UTC),
        datetime(2028, 3, 26, 7, 0, tzinfo=UTC),
    )


def test_readers_get_a_page_at_the_hour_on_the_wall_across_a_clock_change(
    desk, client, time_machine
):
    DeskPreferences.objects.create(person=desk.user, time_zone="Europe/Berlin")
    revision = factories.draft(slug="fatigue")
    form = urgent(
        when="later",
        starts_at_0="2027-10-31",
        starts_at_1="09:00",
        until_0="2028-03-26",
        until_1="09:00",
    )
    desk.post(at("publish", revision.article), form)

    answers = []
    for moment in (
        datetime(2027, 10, 31, 7, 59, 59, tzinfo=UTC),
        datetime(2027, 10, 31, 8, 0, tzinfo=UTC),
        datetime(2028, 3, 26, 6, 59, 59, tzinfo=UTC),
        datetime(2028, 3, 26, 7, 0, tzinfo=UTC),
    ):
        time_machine.move_to(moment)
        answers.append(client.get("/symptoms/fatigue/").status_code)

    assert answers == [404, 200, 200, 410]


@pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
def test_of_an_hour_that_comes_twice_either_can_be_chosen(which, hour, desk):
    DeskPreferences.objects.create(person=desk.user, time_zone="Europe/Berlin")
    revision = factories.draft(slug="fatigue")
    form = urgent(when="later", starts_at_0="2027-10-31", starts_at_1="02:30")

    asked = desk.post(at("publish", revision.article), form).text
    assert "go back, so 2:30 a.m. comes twice. Choose the first or the second." in asked
    assert 'name="urgent-starts_at_2"' in asked
    assert 'name="urgent-until_2"' not in asked
    assert not Publication.objects.exists()
    desk.post(at("publish", revision.article), form | {"urgent-starts_at_2": which})

    row = Publication.objects.get()
    assert row.starts_at == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


def test_an_end_in_the_hour_that_comes_twice_is_shown_as_it_was_chosen(desk):
    DeskPreferences.objects.create(person=desk.user, time_zone="Europe/Berlin")
    until = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    publication = factories.publish(factories.draft(), until=until)

    shown = desk.get(at("set_end", publication.article)).text

    assert '<option value="1" selected>' in shown


def test_the_hour_that_is_left_out_is_explained_at_the_publish_screen(desk):
    DeskPreferences.objects.create(person=desk.user, time_zone="Europe/Berlin")
    revision = factories.draft()
    form = urgent(when="later", starts_at_0="2027-03-28", starts_at_1="02:30")

    response = desk.post(at("publish", revision.article), form)

    assert "go forward, so 2:30 a.m. does not exist" in response.text
    assert 'value="2027-03-28"' in response.text
    assert not Publication.objects.exists()


def test_the_desk_tells_times_in_the_zone_of_whoever_looks(desk):
    article = factories.draft().article
    publishing.publish(
        revision=article.latest_revision(),
        by=None,
        urgent=True,
        reason="x",
        starts_at=datetime(2037, 7, 1, 12, 0, tzinfo=UTC),
    )
    address = reverse("admin:articles_article_scheduled")
    assert "July 1, 2037, 8 a.m." in desk.get(address).text

    desk.post(reverse("admin:preferences"), {"time_zone": "Asia/Tokyo", "has_shortcuts": "on"})

    assert "July 1, 2037, 9 p.m." in desk.get(address).text
    assert timezone.get_current_timezone_name() == "America/New_York"


def test_preferences_are_everybodys_own(desk):
    other = factories.administrator()

    desk.post(reverse("admin:preferences"), {"time_zone": "Asia/Tokyo", "weekly_mail": "on"})

    mine = DeskPreferences.objects.get()
    assert (mine.person, mine.weekly_mail, mine.has_shortcuts) == (desk.user, True, False)
    assert DeskPreferences.of(other).time_zone == ""


# --- Publishing and ending ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"when": "later"}, "Choose a date and a time."),
        ({"when": "later", "starts_at_0": "2037-01-01"}, "Choose both a date and a time."),
        ({"when": "now", "starts_at_0": "2037-01-01", "starts_at_1": "09:00"}, "or clear them"),
        ({"when": "later", "starts_at_0": "2001-01-01", "starts_at_1": "09:00"}, "has passed"),
        ({"until_0": "2001-01-01", "until_1": "09:00"}, "before it begins"),
    ],
)
def test_what_does_not_fit_is_said_in_words_and_nothing_is_published(desk, typed, words):
    article = factories.draft().article

    response = desk.post(at("publish", article), urgent(**typed))

    assert words in response.text
    assert not Publication.objects.exists()


def test_publishing_now_asks_what_becomes_of_a_schedule(desk):
    article = factories.live_article(slug="fatigue").article
    article.title = "New"
    newer = publishing.save_draft(article=article, by=None)
    factories.publish(newer, starts_at=tomorrow())
    article.title = "Newest"
    publishing.save_draft(article=article, by=None)
    assert "Already scheduled" in desk.get(at("publish", article)).text

    desk.post(at("publish", article), urgent(keep_schedule="no") | {"revision": 3})

    assert [row.revision.title for row in waiting_at("/symptoms/fatigue/")] == ["Newest"]


def test_a_live_page_is_given_an_end_and_named_menus_let_go_of_it(desk):
    publication = factories.live_article(slug="fatigue")
    menu = menu_acts.save_menu(slug="main", items=[{"label": "x", "address": publication.path}])
    menu_acts.publish_menu(menu, by=None)
    address, end = at("set_end", publication.article), tomorrow()
    assert "It is in: Main" in desk.get(address).text

    desk.post(address, moment_fields("until", end) | {"out_of_menus": "on"})

    ending = Publication.objects.ahead(at=timezone.now()).get()
    assert ending.until == end
    assert ending.event.data["out_of_menus"] is True


# --- The list, and cancelling ---------------------------------------------------------------


def test_what_is_scheduled_is_listed_and_cancelled_once_confirmed(desk):
    article = factories.live_article(slug="fatigue", title="Old").article
    article.title = "New"
    waiting = factories.publish(
        publishing.save_draft(article=article, by=None), starts_at=tomorrow()
    )
    listed = desk.get(reverse("admin:articles_article_scheduled")).text
    assert "Revision 2 replaces revision 1" in listed
    assert "Revision 2 replaces revision 1" in desk.get(at("change", article)).text
    address = at("cancel_schedule", article)

    asked = desk.get(address, {"publication": waiting.pk}).text
    assert "“Old” stays at" in asked
    assert waiting_at(waiting.path).count() == 2

    desk.post(address, {"publication": waiting.pk})
    assert [row.revision.title for row in waiting_at(waiting.path)] == ["Old"]
    again = desk.post(address, {"publication": waiting.pk})
    assert "has already started" in again.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(
    count, desk, django_assert_num_queries
):
    for _ in range(count):
        factories.publish(factories.draft(), starts_at=tomorrow())
    address = reverse("admin:articles_article_scheduled")

    with django_assert_num_queries(5):  # the session, its user, the zone, the pages, the schedule
        assert desk.get(address).text.count('class="upcoming-when"') == count


def test_somebody_without_the_right_neither_sees_nor_cancels(client):
    waiting = factories.publish(factories.draft(title="Canary"), starts_at=tomorrow())
    client.force_login(factories.user(is_staff=True))

    assert client.get(reverse("admin:articles_article_scheduled")).status_code == 403
    for name in ("cancel_schedule", "set_end", "swap"):
        assert client.post(at(name, waiting.article)).status_code == 403
    waiting.refresh_from_db()
    assert waiting.ends_at is None


# --- Withdrawing and swapping ---------------------------------------------------------------


@pytest.mark.parametrize("typed", ["/symptoms/balance/", "balance and MS"])
def test_a_withdrawn_page_may_lead_to_another_chosen_by_title_or_address(typed, desk, client):
    publication = factories.live_article(slug="fatigue")
    factories.live_article(slug="balance", title="Balance and MS")
    form = {"reason": "One page for both.", "found": "elsewhere", "instead": typed}

    desk.post(at("withdraw", publication.article), form)

    assert client.get(publication.path).headers["Location"] == "/symptoms/balance/"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"found": "elsewhere"}, "Choose the page to redirect to."),
        ({"found": "notice", "instead": "No such page"}, "No live page has the title or address"),
        ({"found": "notice", "instead": "Twins"}, "Enter the address instead"),
        ({"found": "notice", "instead": "/symptoms/fatigue/"}, "This is the page itself"),
    ],
)
def test_a_page_that_cannot_be_named_instead_is_refused_in_words(typed, words, desk, client):
    publication = factories.live_article(slug="fatigue", title="Fatigue")
    factories.live_article(title="Twins")
    factories.live_article(title="Twins")

    response = desk.post(at("withdraw", publication.article), {"reason": "Kept"} | typed)

    assert words in response.text
    assert "Kept" in response.text
    assert client.get(publication.path).status_code == 200


def test_both_new_addresses_are_shown_before_pages_swap(desk):
    one = factories.live_article(slug="fatigue", title="Fatigue").article
    other = factories.live_article(slug="balance", title="Balance").article
    form = {"other": "/symptoms/balance/", "when": "now"}

    asked = desk.post(at("swap", one), form).text
    assert "“Fatigue” will be at <strong>/symptoms/balance/</strong>" in asked
    assert "“Balance” will be at <strong>/symptoms/fatigue/</strong>" in asked
    assert Article.objects.get(pk=one.pk).path == "/symptoms/fatigue/"

    desk.post(at("swap", one), form | {"confirmed": "Swap"})
    assert [Article.objects.get(pk=page.pk).slug for page in (one, other)] == [
        "balance",
        "fatigue",
    ]
