"""The rules of what is scheduled, each by its name. Moments are minutes from now."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from accessibility.menus.live import live_menus
from articles import publishing, search
from articles.importers.outcomes import Wishes
from articles.importers.records import ImportedPage
from articles.importers.writing import write_page
from articles.models import Article, Event, Publication, Section
from articles.publishing.approval.state import approval_state, is_approved
from articles.publishing.errors import (
    AddressTaken,
    Conflict,
    EndsBeforeStart,
    MomentPassed,
    NotApproved,
    NotLiveThen,
    NotScheduled,
    SamePage,
    moment_label,
)
from articles.publishing.timeline.place import home_at
from tests import factories
from tests.articles.publishing.timeline.schedule_walk import Clock, Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def said(path, at):
    """What an address answers: a title, or the kind with where it leads."""
    answer = Publication.objects.answer(path, at=at)
    if answer.kind in ("page", "notice"):
        return f"{answer.kind}: {answer.publication.revision.title}"
    return f"redirect: {answer.address}" if answer.kind == "redirect" else answer.kind


def over_time(clock, path, *minutes):
    return [said(path, clock.after(minute)) for minute in minutes]


def edit(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    return publishing.save_draft(article=article, by=None)


def live(slug, title):
    return factories.live_article(slug=slug, title=title)


def schedule(article, title, starts_at, **options):
    return factories.publish(edit(article, title=title), starts_at=starts_at, **options)


PATH = "/symptoms/fatigue/"
OTHER = "/symptoms/balance/"


# --- Scheduling -----------------------------------------------------------------------------


def test_a_scheduled_page_is_read_from_its_moment_on(clock):
    revision = factories.draft(slug="fatigue", title="Fatigue")

    factories.publish(revision, starts_at=clock.after(10))

    assert over_time(clock, PATH, 1, 9, 10, 11) == ["not found"] * 2 + ["page: Fatigue"] * 2


def test_a_page_ends_when_it_was_asked_to(clock):
    revision = factories.draft(slug="fatigue", title="Fatigue")

    factories.publish(revision, until=clock.after(10))

    assert over_time(clock, PATH, 1, 9, 10) == ["page: Fatigue"] * 2 + ["gone"]


def test_scheduling_needs_approval_as_publishing_does():
    revision = factories.draft()

    with pytest.raises(NotApproved):
        publishing.publish(revision=revision, by=None, starts_at=timezone.now() + timedelta(days=1))


def test_an_approved_text_can_be_scheduled():
    revision = factories.draft()
    factories.approve(revision)

    publishing.publish(revision=revision, by=None, starts_at=timezone.now() + timedelta(days=1))

    event = Event.objects.first()
    assert (event.verb, event.data["revision"]) == ("scheduled", 1)


def test_a_moment_that_has_passed_is_refused_in_words(clock):
    revision = factories.draft()

    with pytest.raises(MomentPassed, match="has passed"):
        factories.publish(revision, starts_at=clock.after(-5))


def test_an_end_before_the_start_is_refused_in_words(clock):
    revision = factories.draft()

    with pytest.raises(EndsBeforeStart, match="before it begins"):
        factories.publish(revision, starts_at=clock.after(5), until=clock.after(5))


def test_scheduling_over_a_live_page_cuts_it_at_that_moment(clock):
    article = live("fatigue", "Old").article

    schedule(article, "New", clock.after(10))

    assert over_time(clock, PATH, 1, 9, 10) == ["page: Old", "page: Old", "page: New"]


def test_what_is_scheduled_is_found_by_search_from_its_moment_on(clock):
    revision = factories.draft(title="Dizziness")

    factories.publish(revision, starts_at=clock.after(10))

    found = [list(search.search("dizziness", at=clock.after(minute))) for minute in (9, 10)]
    assert [len(pages) for pages in found] == [0, 1]


def test_a_scheduled_text_is_dated_by_the_day_it_begins(clock):
    revision = factories.draft()

    publication = factories.publish(revision, starts_at=clock.after(60 * 24 * 40))

    assert publication.published_on == timezone.localdate(publication.starts_at)


# --- Publishing now -------------------------------------------------------------------------


def test_publishing_now_keeps_a_schedule_that_waits(clock):
    article = live("fatigue", "Old").article
    schedule(article, "New", clock.after(10))

    factories.publish(edit(article, title="Meanwhile"))

    assert over_time(clock, PATH, 1, 10) == ["page: Meanwhile", "page: New"]


def test_publishing_now_drops_a_schedule_when_asked(clock):
    article = live("fatigue", "Old").article
    schedule(article, "New", clock.after(10))

    factories.publish(edit(article, title="Meanwhile"), keep_schedule=False)

    assert over_time(clock, PATH, 1, 10) == ["page: Meanwhile"] * 2


def test_an_end_that_was_asked_for_does_not_reach_into_a_schedule(clock):
    article = live("fatigue", "Old").article
    schedule(article, "New", clock.after(10))

    meanwhile = factories.publish(edit(article, title="Meanwhile"), until=clock.after(20))

    assert (meanwhile.ends_at, meanwhile.until) == (clock.after(10), clock.after(20))


def test_of_two_schedules_at_one_instant_the_later_act_wins(clock):
    article = live("fatigue", "Old").article
    first = schedule(article, "First", clock.after(10))

    second = schedule(article, "Second", clock.after(10))

    assert over_time(clock, PATH, 9, 10) == ["page: Old", "page: Second"]
    publishing.cancel_schedule(publication=second, by=None)
    assert over_time(clock, PATH, 9, 10) == ["page: Old", "page: Old"]
    first.refresh_from_db()
    assert first.ends_at == first.starts_at


def test_an_address_that_is_promised_to_another_page_is_refused_by_name_and_date(clock):
    factories.publish(factories.draft(slug="fatigue", title="Fatigue"), starts_at=clock.after(10))
    other = factories.draft(slug="fatigue", title="Tiredness")

    with pytest.raises(AddressTaken) as refusal:
        factories.publish(other)

    assert "“Fatigue”" in str(refusal.value)
    assert PATH in str(refusal.value)
    assert moment_label(clock.after(10)) in str(refusal.value)
    factories.publish(other, until=clock.after(10))
    assert over_time(clock, PATH, 9, 10) == ["page: Tiredness", "page: Fatigue"]


# --- Every door to an address that is taken -----------------------------------------------------


def publish_there(path):
    factories.publish(factories.draft(slug="balance", title="Mine"))


def schedule_there(path):
    factories.publish(
        factories.draft(slug="balance", title="Mine"),
        starts_at=timezone.now() + timedelta(minutes=5),
    )


def urgently_among_several(path):
    """The act on several pages, which tells each refusal."""
    page = factories.draft(slug="balance", title="Mine").article
    desk = Client()
    desk.force_login(factories.administrator())
    address = reverse("admin:articles_article_bulk", args=["publish"])
    [done] = desk.post(address, {"page": page.pk, "reason": "Urgent"}).context["results"]
    assert not done.is_done
    raise Told(done.sentence)


def move_there(path):
    page = live("mine", "Mine").article
    publishing.move(article=page, section=page.section, slug="balance", by=None)


def put_into_the_section(path):
    page = factories.live_article(
        slug="balance", title="Mine", section=factories.section("treatments")
    ).article
    publishing.move(article=page, section=factories.section(), slug="balance", by=None)


def redirect_there(path):
    publishing.redirect(path=path, target_url="/", by=None)


def import_there(path):
    page = ImportedPage(title="Balance", summary="S.", body="Mine.")
    write_page(page, source="x", wishes=Wishes(section=factories.section(), publish=True))


def publish_a_live_page_with_another_address(path):
    page = factories.draft(slug="mine", title="Mine").article
    factories.publish(page.latest_revision())
    page.slug = "balance"
    factories.publish(publishing.save_draft(article=page, by=None))


class Told(Exception):
    """A refusal that was told and not raised."""


@pytest.mark.parametrize(
    "door",
    [
        publish_there,
        schedule_there,
        urgently_among_several,
        move_there,
        put_into_the_section,
        redirect_there,
        import_there,
        publish_a_live_page_with_another_address,
    ],
)
def test_no_door_leads_to_a_taken_address_and_the_refusal_names_page_address_and_day(door):
    holder = live("balance", "Balance and walking")

    with pytest.raises((AddressTaken, Told)) as refusal:
        door(OTHER)

    told = str(refusal.value)
    assert "“Balance and walking”" in told
    assert OTHER in told
    assert f"{timezone.localtime(holder.starts_at):%B %-d, %Y}" in told
    assert said(OTHER, timezone.now() + timedelta(minutes=6)) == "page: Balance and walking"
    assert Publication.objects.happened().filter(path=OTHER).count() == 1


def test_a_section_is_not_renamed_onto_an_address_that_is_taken():
    publishing.redirect(path="/balance/walking/", target_url="https://example.org/", by=None)
    page = live("walking", "Walking")
    section = page.section
    section.slug = "balance"

    with pytest.raises(AddressTaken) as refusal:
        publishing.save_section(section=section, by=None)

    today = f"{timezone.localdate():%B %-d, %Y}"
    assert "/balance/walking/ redirects to https://example.org/" in str(refusal.value)
    assert today in str(refusal.value)
    assert said("/symptoms/walking/", timezone.now()) == "page: Walking"


def insert_without_looking(publication):
    with publishing.start_act(Event.Verb.REDIRECTED, by=None) as act:
        publication.starts_at, publication.event = act.at, act.event
        act.insert([publication])


def test_what_only_the_database_finds_is_told_with_page_address_and_moment():
    home = live("balance", "Balance and walking")
    twins = [
        Publication(path=home.path, kind="redirect", target_url="/y/"),
        Publication(
            path="/elsewhere/",
            kind="page",
            article=home.article,
            revision=home.revision,
            section=home.section,
        ),
    ]
    for twin in twins:
        with pytest.raises(Conflict) as refusal:
            insert_without_looking(twin)

        begins = moment_label(home.starts_at)
        assert f"“Balance and walking” is at {home.path} from {begins} on." in str(refusal.value)


# --- Cancelling -----------------------------------------------------------------------------


def test_cancelling_a_schedule_gives_the_time_back(clock):
    article = live("fatigue", "Old").article
    waiting = schedule(article, "New", clock.after(10))

    publishing.cancel_schedule(publication=waiting, by=None)

    assert over_time(clock, PATH, 1, 10, 1000) == ["page: Old"] * 3


def test_cancelling_a_schedule_gives_the_time_back_up_to_the_end_asked_for(clock):
    revision = factories.draft(slug="fatigue", title="Old")
    article = factories.publish(revision, until=clock.after(20)).article
    waiting = schedule(article, "New", clock.after(10))

    publishing.cancel_schedule(publication=waiting, by=None)

    assert over_time(clock, PATH, 10, 19, 20) == ["page: Old", "page: Old", "gone"]


def test_cancelling_a_schedule_gives_the_time_back_up_to_the_next_one(clock):
    article = live("fatigue", "Old").article
    waiting = schedule(article, "New", clock.after(10))
    schedule(article, "Newest", clock.after(20))

    publishing.cancel_schedule(publication=waiting, by=None)

    assert over_time(clock, PATH, 10, 19, 20) == ["page: Old", "page: Old", "page: Newest"]


def test_a_cancelled_schedule_never_happened(clock):
    waiting = factories.publish(factories.draft(slug="fatigue"), starts_at=clock.after(10))

    publishing.cancel_schedule(publication=waiting, by=None)

    assert over_time(clock, PATH, 9, 10, 11) == ["not found"] * 3
    assert waiting.article.state(at=clock.after(11)) == "draft"


def test_what_has_begun_cannot_be_cancelled(clock):
    waiting = factories.publish(factories.draft(slug="fatigue"), starts_at=clock.after(10))
    clock.pass_to(10)

    with pytest.raises(NotScheduled, match="has already started"):
        publishing.cancel_schedule(publication=waiting, by=None)


def test_cancelling_is_refused_where_another_page_counts_on_the_address(clock):
    article = live("fatigue", "Old").article
    article.slug = "tiredness"
    moving = schedule(article, "Moved", clock.after(10))
    factories.publish(factories.draft(slug="fatigue", title="Next"), starts_at=clock.after(15))

    with pytest.raises(AddressTaken, match="“Next”"):
        publishing.cancel_schedule(publication=moving, by=None)

    assert over_time(clock, PATH, 9, 12, 15) == [
        "page: Old",
        "redirect: /symptoms/tiredness/",
        "page: Next",
    ]


# --- Ends -----------------------------------------------------------------------------------


def test_a_live_page_can_be_given_an_end_and_have_it_taken_away(clock):
    publication = live("fatigue", "Fatigue")

    ending = publishing.set_end(publication=publication, until=clock.after(10), by=None)
    assert over_time(clock, PATH, 9, 10) == ["page: Fatigue", "gone"]

    publishing.set_end(publication=ending, until=None, by=None)
    assert over_time(clock, PATH, 9, 10) == ["page: Fatigue"] * 2


def test_a_later_end_is_refused_where_the_address_is_promised(clock):
    publication = live("fatigue", "Fatigue")
    ending = publishing.set_end(publication=publication, until=clock.after(10), by=None)
    factories.publish(factories.draft(slug="fatigue", title="Next"), starts_at=clock.after(15))

    with pytest.raises(AddressTaken, match="“Next”"):
        publishing.set_end(publication=ending, until=clock.after(20), by=None)

    assert over_time(clock, PATH, 9, 10, 15) == ["page: Fatigue", "gone", "page: Next"]


# --- Withdrawing ----------------------------------------------------------------------------


def test_withdrawing_cancels_later_schedules(clock):
    article = live("fatigue", "Old").article
    schedule(article, "New", clock.after(10))

    publishing.withdraw(article=article, reason="Wrong.", by=None)

    assert over_time(clock, PATH, 1, 10) == ["notice: Old"] * 2


def test_a_withdrawal_can_be_scheduled_and_cancelling_it_does_not_revive_what_it_cancelled(clock):
    article = live("fatigue", "Old").article
    schedule(article, "New", clock.after(20))

    notice = publishing.withdraw(
        article=article, reason="Wrong.", by=None, starts_at=clock.after(10)
    )
    assert over_time(clock, PATH, 9, 10, 20) == ["page: Old", "notice: Old", "notice: Old"]

    publishing.cancel_schedule(publication=notice, by=None)
    assert over_time(clock, PATH, 9, 10, 20) == ["page: Old"] * 3


def test_publishing_again_ends_the_notice(clock):
    publication = live("fatigue", "Old")
    publishing.withdraw(article=publication.article, reason="Wrong.", by=None)

    schedule(publication.article, "Mended", clock.after(10))

    assert over_time(clock, PATH, 1, 10) == ["notice: Old", "page: Mended"]


def test_a_page_can_be_withdrawn_although_its_address_is_promised_to_another(clock):
    publication = live("fatigue", "Old")
    publishing.set_end(publication=publication, until=clock.after(10), by=None)
    factories.publish(factories.draft(slug="fatigue", title="Next"), starts_at=clock.after(10))

    publishing.withdraw(article=publication.article, reason="Wrong.", by=None)

    assert over_time(clock, PATH, 1, 10) == ["notice: Old", "page: Next"]


def test_a_withdrawn_page_may_lead_to_another_and_follows_it(clock):
    one, other = live("fatigue", "Fatigue").article, live("balance", "Balance").article
    publishing.move(article=one, section=one.section, slug="tiredness", by=None)

    publishing.withdraw(article=one, reason="One page for both.", by=None, leads_to=other)
    publishing.move(article=other, section=other.section, slug="walking", by=None)

    at = clock.after(1)
    assert said(PATH, at) == said("/symptoms/tiredness/", at) == "redirect: /symptoms/walking/"
    assert one.state(at=at) == "withdrawn"
    assert list(Article.objects.in_state("withdrawn", at=at)) == [one]


def test_a_page_leads_only_to_one_that_is_live():
    article = live("fatigue", "Fatigue").article
    draft = factories.draft(title="Canary").article

    with pytest.raises(NotLiveThen):
        publishing.withdraw(article=article, reason="Old.", by=None, leads_to=draft)
    with pytest.raises(SamePage):
        publishing.withdraw(article=article, reason="Old.", by=None, instead=article)

    assert article.state(at=timezone.now()) == "live"


def test_a_page_that_led_elsewhere_can_be_published_again(clock):
    publication, other = live("fatigue", "Fatigue"), live("balance", "Balance").article
    publishing.withdraw(article=publication.article, reason="Old.", by=None, leads_to=other)

    factories.publish(publication.revision)

    assert said(PATH, clock.after(1)) == "page: Fatigue"


# --- Moving and renaming --------------------------------------------------------------------


def test_a_move_takes_along_what_is_scheduled(clock):
    article = live("fatigue", "Old").article
    schedule(article, "New", clock.after(10))

    publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    new = "/symptoms/tiredness/"
    assert over_time(clock, new, 1, 10) == ["page: Old", "page: New"]
    assert over_time(clock, PATH, 1, 10) == [f"redirect: {new}"] * 2


def test_a_move_carries_the_approval_on_and_the_page_stays_live():
    revision = factories.draft(slug="fatigue")
    factories.approve(revision)
    article = publishing.publish(revision=revision, by=None).article

    moved = publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    assert is_approved(moved)
    assert approval_state(moved, at=timezone.now()) == "live"


def test_renaming_a_section_takes_along_what_is_scheduled(clock):
    article = live("fatigue", "Old").article
    waiting = schedule(article, "New", clock.after(10), until=clock.after(20))
    section = Section.objects.get(slug="symptoms")

    section.slug = "signs"
    publishing.save_section(section=section, by=None)

    assert over_time(clock, "/signs/fatigue/", 1, 10, 20) == ["page: Old", "page: New", "gone"]
    assert over_time(clock, PATH, 1, 10) == ["redirect: /signs/fatigue/"] * 2
    waiting.refresh_from_db()
    assert waiting.ends_at == waiting.starts_at


def test_a_schedule_of_a_renamed_section_can_still_be_cancelled(clock):
    article = live("fatigue", "Old").article
    schedule(article, "New", clock.after(10))
    section = Section.objects.get(slug="symptoms")
    section.slug = "signs"
    publishing.save_section(section=section, by=None)
    waiting = Publication.objects.ahead(at=clock.at).get(starts_at__gt=clock.at)

    publishing.cancel_schedule(publication=waiting, by=None)

    assert over_time(clock, "/signs/fatigue/", 1, 10) == ["page: Old"] * 2


# --- Swapping -------------------------------------------------------------------------------


def pair():
    return live("fatigue", "Fatigue").article, live("balance", "Balance").article


def test_two_pages_trade_addresses_in_one_act(clock):
    one, other = pair()

    publishing.swap(one=one, other=other, by=None)

    at = clock.after(1)
    assert (said(PATH, at), said(OTHER, at)) == ("page: Balance", "page: Fatigue")
    assert [Article.objects.get(pk=page.pk).path for page in (one, other)] == [OTHER, PATH]
    assert {page.state(at=at) for page in (one, other)} == {"live"}


def test_a_swap_takes_along_what_is_scheduled(clock):
    one, other = pair()
    schedule(one, "Fatigue again", clock.after(10))

    publishing.swap(one=one, other=other, by=None)

    assert over_time(clock, OTHER, 1, 10) == ["page: Fatigue", "page: Fatigue again"]
    assert over_time(clock, PATH, 1, 10) == ["page: Balance"] * 2


def test_menus_follow_a_swap(clock):
    one, other = pair()
    menu = menu_acts.save_menu(slug="main", items=[{"label": "Fatigue", "address": PATH}])
    menu_acts.publish_menu(menu, by=None)

    publishing.swap(one=one, other=other, by=None)

    assert [item.address for item in live_menus()["main"].items] == [OTHER]


def test_a_swap_can_be_scheduled_and_cancelling_one_half_cancels_both(clock):
    one, other = pair()
    publishing.swap(one=one, other=other, by=None, starts_at=clock.after(10))
    schedule(one, "Fatigue again", clock.after(20))
    assert over_time(clock, PATH, 9, 10, 20) == ["page: Fatigue", "page: Balance", "page: Balance"]
    assert over_time(clock, OTHER, 10, 20) == ["page: Fatigue", "page: Fatigue again"]

    half = home(one, clock.after(10))
    publishing.cancel_schedule(publication=half, by=None)

    assert over_time(clock, PATH, 9, 10, 20) == [
        "page: Fatigue",
        "page: Fatigue",
        "page: Fatigue again",
    ]
    assert over_time(clock, OTHER, 9, 10, 20) == ["page: Balance"] * 3


def home(article, at):
    return home_at(article, at=at)


@pytest.mark.parametrize("give_up", ["publish", "withdraw"])
def test_dropping_half_of_a_scheduled_swap_drops_the_other_half_too(clock, give_up):
    one, other = pair()
    publishing.swap(one=one, other=other, by=None, starts_at=clock.after(10))

    if give_up == "publish":
        factories.publish(edit(one, title="Mended"), keep_schedule=False)
    else:
        publishing.withdraw(article=one, reason="Wrong.", by=None)

    shown = {"publish": "page: Mended", "withdraw": "notice: Fatigue"}[give_up]
    assert over_time(clock, PATH, 9, 10) == [shown] * 2
    assert over_time(clock, OTHER, 9, 10) == ["page: Balance"] * 2


def test_a_text_published_before_a_scheduled_swap_goes_along(clock):
    one, other = pair()
    publishing.swap(one=one, other=other, by=None, starts_at=clock.after(10))

    factories.publish(edit(one, title="Mended"))

    assert over_time(clock, PATH, 9, 10) == ["page: Mended", "page: Balance"]
    assert over_time(clock, OTHER, 9, 10) == ["page: Balance", "page: Mended"]


def test_a_page_does_not_swap_with_itself_or_with_a_draft():
    one, draft = live("fatigue", "Fatigue").article, factories.draft().article

    with pytest.raises(SamePage):
        publishing.swap(one=one, other=one, by=None)
    with pytest.raises(NotLiveThen):
        publishing.swap(one=one, other=draft, by=None)


# --- When a schedule comes due --------------------------------------------------------------


def test_a_scheduled_swap_is_followed_by_menus_and_drafts_when_it_happens(clock, time_machine):
    one, other = pair()
    menu = menu_acts.save_menu(slug="main", items=[{"label": "Fatigue", "address": PATH}])
    menu_acts.publish_menu(menu, by=None)
    publishing.swap(one=one, other=other, by=None, starts_at=clock.after(10))
    assert publishing.follow_schedules() == 0

    clock.pass_to(11)
    time_machine.move_to(clock.at, tick=False)

    assert publishing.follow_schedules() == 2
    assert [item.address for item in live_menus()["main"].items] == [OTHER]
    assert [Article.objects.get(pk=page.pk).path for page in (one, other)] == [OTHER, PATH]
    assert one.state(at=clock.after(12)) == "live"
    assert publishing.follow_schedules() == 0


def test_a_page_that_ends_leaves_the_menus_when_that_was_asked(clock, time_machine):
    menu = menu_acts.save_menu(
        slug="main",
        items=[
            {
                "label": "Fatigue",
                "address": PATH,
                "items": [{"label": "Balance", "address": OTHER}],
            }
        ],
    )
    live("balance", "Balance")
    factories.publish(factories.draft(slug="fatigue"), until=clock.after(10), out_of_menus=True)
    menu_acts.publish_menu(menu, by=None)

    clock.pass_to(11)
    time_machine.move_to(clock.at, tick=False)

    assert publishing.follow_schedules() == 1
    assert [item.address for item in live_menus()["main"].items] == [OTHER]
    assert [node["address"] for node in menu_acts.working_tree(menu)] == [OTHER]
    assert Event.objects.filter(verb="expired").count() == 1
    assert publishing.follow_schedules() == 0


def test_a_withdrawn_page_leaves_the_menus_at_once_when_that_was_asked():
    article = live("fatigue", "Fatigue").article
    menu = menu_acts.save_menu(slug="main", items=[{"label": "Fatigue", "address": PATH}])
    menu_acts.publish_menu(menu, by=None)

    publishing.withdraw(article=article, reason="Wrong.", by=None, out_of_menus=True)

    assert list(live_menus()["main"].items) == []


# --- Whatever order acts come in ------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_no_order_of_acts_gives_two_answers_or_changes_the_past(clock, seed):
    walk = Walk(clock, seed=seed)

    walk.take(steps=40)

    assert walk.mistakes() == []
    assert walk.done > 10


def test_the_command_follows_what_came_due(clock, time_machine):
    one, other = pair()
    publishing.swap(one=one, other=other, by=None, starts_at=clock.after(10))
    clock.pass_to(11)
    time_machine.move_to(clock.at, tick=False)
    said = StringIO()

    call_command("follow_schedules", stdout=said)
    call_command("follow_schedules", stdout=said)

    assert said.getvalue() == "2 scheduled change(s) applied.\n"
