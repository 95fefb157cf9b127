"""Owner, co-authors, reviewer and first day: no save overwrites what someone else chose."""

from datetime import date

import pytest
from django.utils import timezone

from articles import publishing
from articles.desk import autosave
from articles.models import Article, Event
from tests import factories
from tests.articles.desk.test_admin import desk_address, page_form, signed_in
from tests.articles.desk.test_conflicts import choose

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return factories.administrator(username="rosa", first_name="Rosa", last_name="Example")


@pytest.fixture
def ida():
    return factories.administrator(username="ida", first_name="Ida", last_name="Example")


@pytest.fixture
def sam():
    return factories.user(username="sam", first_name="Sam", last_name="Example", is_staff=True)


@pytest.fixture
def page(rosa):
    return factories.draft(title="Fatigue", slug="fatigue", owner=rosa).article


def opened(client, page):
    """What the form of the page would send if nobody typed anything."""
    form = client.get(desk_address("change", page)).context["adminform"].form
    article = form.instance
    kept = {
        "title": article.title,
        "slug": article.slug,
        "summary": article.summary,
        "body": article.body,
        "section": article.section_id,
        "owner": article.owner_id,
        "coauthors": [account.pk for account in article.coauthors.all()],
        "clinical_reviewer": article.clinical_reviewer_id or "",
        "first_published_on": article.first_published_on or "",
        "seen_revision": form["seen_revision"].value(),
        "seen_details": form["seen_details"].value(),
        "window": form["window"].value(),
    }
    return page_form(**kept)


def send(client, page, form, **changed):
    return client.post(desk_address("change", page), form | changed, follow=True)


def now(page):
    return Article.objects.get(pk=page.pk)


def test_two_people_who_change_different_details_both_win(rosa, ida, sam, page):
    reviewer = factories.person("Vera Example")
    first, second = signed_in(rosa), signed_in(ida)
    forms = opened(first, page), opened(second, page)

    send(first, page, forms[0], owner=sam.pk, coauthors=[rosa.pk])
    done = send(
        second,
        page,
        forms[1],
        clinical_reviewer=reviewer.pk,
        first_published_on="2020-03-01",
        coauthors=[ida.pk],
        title="Fatigue in MS",
    )

    kept = now(page)
    assert (kept.owner, kept.clinical_reviewer, kept.title) == (sam, reviewer, "Fatigue in MS")
    assert kept.first_published_on == date(2020, 3, 1)
    assert set(kept.coauthors.all()) == {rosa, ida}
    assert "From Rosa Example: Owner, Co-authors." in done.text


@pytest.mark.parametrize(("choice", "name"), [("mine", "ida"), ("theirs", "sam")])
def test_a_detail_that_both_changed_is_shown_with_both_values_to_choose_from(
    choice, name, rosa, ida, sam, page
):
    first, second = signed_in(rosa), signed_in(ida)
    forms = opened(first, page), opened(second, page)
    send(first, page, forms[0], owner=sam.pk, title="Their title")

    answered = send(second, page, forms[1], owner=ida.pk, summary="My summary")

    assert answered.status_code == 409
    assert "Rosa Example saved this page" in answered.text
    assert "Owner" in answered.text
    assert ">Ida Example</div>" in answered.text
    assert ">Sam Example</div>" in answered.text
    assert now(page).owner == sam
    assert page.latest_revision().summary != "My summary"

    done = choose(second, page, answered, choice_0=choice)

    kept = now(page)
    assert "saved. Readers see no change." in done.text
    assert (kept.owner.username, kept.title, kept.summary) == (name, "Their title", "My summary")


def test_a_first_day_and_a_reviewer_that_both_changed_are_chosen_one_by_one(rosa, ida, page):
    vera, will = factories.person("Vera Example"), factories.person("Will Example")
    first, second = signed_in(rosa), signed_in(ida)
    forms = opened(first, page), opened(second, page)
    send(first, page, forms[0], clinical_reviewer=vera.pk, first_published_on="2020-03-01")

    answered = send(
        second, page, forms[1], clinical_reviewer=will.pk, first_published_on="2021-04-02"
    )

    assert answered.status_code == 409
    assert "March 1, 2020" in answered.text
    assert "April 2, 2021" in answered.text
    choose(second, page, answered, choice_0="theirs", choice_1="mine")
    kept = now(page)
    assert (kept.clinical_reviewer, kept.first_published_on) == (vera, date(2021, 4, 2))


def test_what_a_third_person_changes_during_the_choice_is_not_overwritten_either(
    rosa, ida, sam, page
):
    first, second = signed_in(rosa), signed_in(ida)
    forms = opened(first, page), opened(second, page)
    send(first, page, forms[0], owner=sam.pk)
    answered = send(second, page, forms[1], owner=ida.pk)
    send(first, page, opened(first, page), owner="")

    again = choose(second, page, answered, choice_0="mine")

    assert again.status_code == 409
    assert now(page).owner is None


def test_a_stale_form_that_changes_no_detail_leaves_the_newer_ones(rosa, ida, sam, page):
    first, second = signed_in(rosa), signed_in(ida)
    forms = opened(first, page), opened(second, page)
    send(first, page, forms[0], owner=sam.pk)

    done = send(second, page, forms[1], body="More words.")

    assert done.status_code == 200
    assert (now(page).owner, page.latest_revision().body) == (sam, "More words.")


def test_a_page_in_memory_that_grew_old_overwrites_no_detail(sam, page):
    old, older = now(page), now(page)
    old.owner = sam
    publishing.save_draft(article=old, by=None)

    older.body = "More words."
    publishing.save_draft(article=older, by=None)

    assert now(page).owner == sam


def test_going_back_to_a_form_whose_owner_was_saved_is_no_conflict_with_oneself(
    rosa, ida, sam, page
):
    desk = signed_in(rosa)
    form = opened(desk, page)
    send(desk, page, form, owner=sam.pk, sequence=1)

    done = send(desk, page, form, owner=ida.pk, sequence=2)

    assert done.status_code == 200
    assert now(page).owner == ida


def test_the_history_tells_who_changed_a_detail(rosa, sam, page):
    desk = signed_in(rosa)

    send(desk, page, opened(desk, page), owner=sam.pk, coauthors=[rosa.pk])

    event = Event.objects.get(verb=Event.Verb.DETAILS_CHANGED)
    assert (event.by, event.article) == (rosa, page)
    told = desk.get(desk_address("history", page)).text
    assert (
        "Rosa Example changed Owner from Rosa Example to Sam Example; Co-authors from nobody to"
        " Rosa Example"
    ) in told


def test_unsaved_work_goes_on_from_the_details_it_began_with(rosa, ida, sam, page):
    first, second = signed_in(rosa), signed_in(ida)
    form = opened(second, page) | {"owner": ida.pk}
    window = form.pop("window")
    autosave.keep(
        person=ida,
        article=page,
        window=window,
        sequence=1,
        base=1,
        pairs=[[name, str(value)] for name, value in form.items() if value != []],
        at=timezone.now(),
    )
    send(first, page, opened(first, page), owner=sam.pk)

    offered = second.get(desk_address("change", page)).context["offered"]
    assert [label for label, _ in offered[0]["changes"]] == ["Owner"]
    restored = second.get(desk_address("change", page, unsaved=window)).context["adminform"].form
    answered = send(second, page, form, seen_details=restored["seen_details"].value(), owner=ida.pk)

    assert answered.status_code == 409
    assert now(page).owner == sam


def test_nonsense_in_the_hidden_field_is_no_reason_to_fail(rosa, sam, page):
    desk = signed_in(rosa)
    form = opened(desk, page)

    for nonsense in ("", "{", "[1]", '{"owner_id": "x", "coauthors": 3}'):
        assert send(desk, page, form, seen_details=nonsense, owner=sam.pk).status_code == 200
    assert 'name="seen_details"' in desk.get(desk_address("change", page)).text
    assert now(page).owner == sam
