import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accessibility.models import Change
from articles import publishing
from articles.models import Article, Event, Link, LinkUse, Publication, Revision, Section
from articles.publishing.errors import (
    AddressReserved,
    AddressTaken,
    NothingLive,
    NotReadyToPublish,
    ReasonMissing,
    TextTooMuch,
)
from articles.publishing.pages import pages_need_rendering
from tests import factories

pytestmark = pytest.mark.django_db


def answer(path, at=None):
    return Publication.objects.answer(path, at=at or timezone.now())


def edit(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    return publishing.save_draft(article=article, by=None).revision


# --- Saving ---------------------------------------------------------------------------------


def test_a_draft_saves_with_everything_missing():
    revision = publishing.save_draft(article=Article(), by=None).revision

    assert revision.number == 1
    assert revision.title == ""


def test_every_save_that_changes_something_is_a_revision():
    first = factories.draft(title="Fatigue")

    second = edit(first.article, title="Fatigue and MS")

    assert second.number == 2
    assert [r.title for r in first.article.revisions.all()] == ["Fatigue and MS", "Fatigue"]


def test_a_save_that_changes_nothing_makes_no_revision():
    first = factories.draft()

    again = edit(first.article, title=first.title)

    assert again == first
    assert Revision.objects.count() == 1


def test_an_address_part_is_made_from_the_title():
    revision = factories.draft(title="Walking and balance", slug="")

    assert revision.slug == "walking-and-balance"


def test_a_revision_keeps_credentials_as_they_were():
    rosa = factories.person(credentials="MD")
    revision = factories.draft(byline=[rosa.pk])

    rosa.credentials = "MD, MSPH"
    publishing.save_person(person=rosa, by=None)

    revision.refresh_from_db()
    assert [entry["credentials"] for entry in revision.byline] == ["MD"]


def test_saving_finds_the_links_in_the_text():
    revision = factories.draft(
        body="Read [about trials](https://example.org/trials) and [more](https://example.org/trials)."
    )

    assert [link.address for link in Link.objects.all()] == ["https://example.org/trials"]
    assert [use.text for use in revision.link_uses.all()] == ["about trials", "more"]


def test_resources_are_link_uses_too():
    society = factories.link()

    revision = factories.draft(resources=[(society.pk, "Start here")])

    assert [use.place for use in revision.link_uses.all()] == [LinkUse.Place.RESOURCE]
    assert revision.resources[0]["note"] == "Start here"


def test_a_text_past_the_limits_is_refused_in_words_and_nothing_is_saved():
    with pytest.raises(TextTooMuch) as refusal:
        factories.draft(body="word " * 60_000)

    assert str(refusal.value)
    assert not Article.objects.exists()


def test_restoring_makes_the_older_text_the_newest_revision():
    first = factories.draft(title="Fatigue", byline=[factories.person().pk])
    edit(first.article, title="Tiredness")

    restored = publishing.restore(revision=first, by=None)

    assert restored.number == 3
    assert restored.title == "Fatigue"
    assert restored.byline == first.byline
    assert restored.note == "Restored from revision 1"


# --- Publishing -----------------------------------------------------------------------------


def test_nobody_reads_a_draft():
    revision = factories.draft()

    assert answer(revision.article.path).kind == "not found"


def test_a_published_page_answers_with_its_text():
    publication = factories.live_article(slug="fatigue", body="Rest **early**.")

    found = answer("/symptoms/fatigue/")

    assert found.kind == "page"
    assert found.publication == publication
    assert "<strong>early</strong>" in found.publication.html


def test_visitors_keep_reading_the_live_page_while_a_newer_draft_exists():
    publication = factories.live_article(slug="fatigue", title="Fatigue")

    edit(publication.article, title="Canary")

    assert answer("/symptoms/fatigue/").publication.revision.title == "Fatigue"


def test_publishing_a_newer_revision_ends_the_older_one():
    old = factories.live_article(slug="fatigue")
    newer = edit(old.article, title="Newer")

    new = factories.publish(newer)

    old.refresh_from_db()
    assert old.ends_at == new.starts_at
    assert answer("/symptoms/fatigue/").publication == new


def test_what_an_address_said_before_can_be_asked():
    old = factories.live_article(slug="fatigue", title="Older")
    factories.publish(edit(old.article, title="Newer"))

    assert answer("/symptoms/fatigue/", old.starts_at).publication.revision.title == "Older"


@pytest.mark.parametrize("missing", ["title", "summary", "body"])
def test_publishing_asks_for_what_readers_would_miss(missing):
    revision = factories.draft(**{missing: ""})

    with pytest.raises(NotReadyToPublish) as refusal:
        factories.publish(revision)

    assert [name for name, _ in refusal.value.problems] == [missing]
    assert not Publication.objects.exists()


def test_publishing_without_a_section_is_refused():
    revision = factories.draft(section=None)

    with pytest.raises(NotReadyToPublish):
        factories.publish(revision)


def test_a_taken_address_is_refused_naming_its_holder():
    factories.live_article(slug="fatigue", title="The first to come")
    other = factories.draft(slug="fatigue")

    with pytest.raises(AddressTaken, match="The first to come"):
        factories.publish(other)

    assert Publication.objects.count() == 1


def test_each_act_leaves_one_event_and_one_change():
    changes_before = Change.objects.count()
    revision = factories.draft()
    someone = factories.user()
    changes_before = Change.objects.count()

    publishing.publish(revision=revision, by=someone, reason="First version", urgent=True)

    event = Event.objects.get(article=revision.article)
    assert (event.verb, event.by, event.reason) == ("published", someone, "First version")
    change = Change.objects.latest("pk")
    assert Change.objects.count() == changes_before + 1
    assert (change.articles, change.paths) == ([revision.article_id], [revision.article.path])


def test_a_page_is_dated_by_its_first_and_its_latest_text(monkeypatch):
    publication = factories.live_article()

    assert publication.published_on == timezone.localdate()
    assert not publication.is_updated


def test_an_imported_page_keeps_its_original_dates():
    article = factories.article(first_published_on=datetime.date(2019, 3, 4))
    revision = publishing.save_draft(
        article=article, by=None, updated_on=datetime.date(2021, 5, 6)
    ).revision

    publication = factories.publish(revision)

    assert publication.published_on == datetime.date(2019, 3, 4)
    assert publication.updated_on == datetime.date(2021, 5, 6)


def test_an_edited_import_is_dated_by_the_edit():
    article = factories.article(first_published_on=datetime.date(2019, 3, 4))
    first = publishing.save_draft(
        article=article, by=None, updated_on=datetime.date(2021, 5, 6)
    ).revision
    factories.publish(first)

    publication = factories.publish(edit(article, title="Edited"))

    assert publication.published_on == datetime.date(2019, 3, 4)
    assert publication.updated_on == timezone.localdate()


# --- Moving and withdrawing -----------------------------------------------------------------


def test_a_moved_pages_old_address_leads_to_the_new_one():
    article = factories.live_article(slug="fatigue").article

    publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    assert answer("/symptoms/tiredness/").kind == "page"
    old = answer("/symptoms/fatigue/")
    assert (old.kind, old.address) == ("redirect", "/symptoms/tiredness/")


def test_redirects_never_form_chains():
    article = factories.live_article(slug="one").article
    for slug in ["two", "three", "four"]:
        publishing.move(article=article, section=article.section, slug=slug, by=None)

    assert {answer(f"/symptoms/{slug}/").address for slug in ["one", "two", "three"]} == {
        "/symptoms/four/"
    }


def test_a_page_may_move_back():
    article = factories.live_article(slug="one").article
    publishing.move(article=article, section=article.section, slug="two", by=None)

    publishing.move(article=article, section=article.section, slug="one", by=None)

    assert answer("/symptoms/one/").kind == "page"
    assert answer("/symptoms/two/").address == "/symptoms/one/"


def test_moving_does_not_publish_an_unfinished_draft():
    article = factories.live_article(slug="fatigue", title="Live title").article
    edit(article, title="Canary")

    publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    assert answer("/symptoms/tiredness/").publication.revision.title == "Live title"


def test_a_page_that_moves_is_not_shown_as_having_a_newer_draft():
    article = factories.live_article(slug="fatigue").article

    publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    assert article.state(at=timezone.now()) == "live"


def test_moving_keeps_the_dates_readers_see():
    article = factories.article(slug="fatigue", first_published_on=datetime.date(2019, 3, 4))
    revision = publishing.save_draft(
        article=article, by=None, updated_on=datetime.date(2021, 5, 6)
    ).revision
    factories.publish(revision)

    publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    moved = answer("/symptoms/tiredness/").publication
    assert (moved.published_on, moved.updated_on) == (
        datetime.date(2019, 3, 4),
        datetime.date(2021, 5, 6),
    )


def test_a_page_cannot_move_to_a_taken_address():
    factories.live_article(slug="taken")
    article = factories.live_article(slug="fatigue").article

    with pytest.raises(AddressTaken):
        publishing.move(article=article, section=article.section, slug="taken", by=None)

    assert answer("/symptoms/fatigue/").kind == "page"
    assert article.revisions.count() == 1


def test_an_address_left_by_a_move_may_be_used_by_another_page():
    article = factories.live_article(slug="fatigue").article
    publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    factories.live_article(slug="fatigue", title="A new page")

    assert answer("/symptoms/fatigue/").publication.revision.title == "A new page"


def test_a_withdrawn_page_shows_its_notice():
    article = factories.live_article(slug="fatigue").article

    publishing.withdraw(article=article, reason="The advice has changed.", by=None)

    found = answer("/symptoms/fatigue/")
    assert (found.kind, found.publication.reason) == ("notice", "The advice has changed.")


def test_a_page_can_be_withdrawn_without_a_trace():
    article = factories.live_article(slug="fatigue").article

    publishing.withdraw(article=article, reason="Published by mistake.", by=None, gone=True)

    assert answer("/symptoms/fatigue/").kind == "gone"


def test_withdrawing_needs_a_reason():
    article = factories.live_article(slug="fatigue").article

    with pytest.raises(ReasonMissing):
        publishing.withdraw(article=article, reason="  ", by=None)

    assert answer("/symptoms/fatigue/").kind == "page"


def test_what_is_not_live_cannot_be_withdrawn():
    article = factories.draft().article

    with pytest.raises(NothingLive):
        publishing.withdraw(article=article, reason="Why not", by=None)


def test_publishing_again_ends_the_notice():
    publication = factories.live_article(slug="fatigue")
    publishing.withdraw(article=publication.article, reason="Wrong.", by=None)

    factories.publish(publication.revision)

    assert answer("/symptoms/fatigue/").kind == "page"


def test_an_old_sites_address_leads_elsewhere():
    factories.live_article(slug="fatigue")

    publishing.redirect(path="/MS/fatigue.asp", target_url="/symptoms/fatigue/", by=None)

    found = answer("/MS/fatigue.asp")
    assert (found.kind, found.address) == ("redirect", "/symptoms/fatigue/")


def test_a_redirect_follows_its_target_when_that_moves():
    article = factories.live_article(slug="fatigue").article
    publishing.redirect(path="/MS/fatigue.asp", target_url="/symptoms/fatigue/", by=None)

    publishing.move(article=article, section=article.section, slug="tiredness", by=None)

    assert answer("/MS/fatigue.asp").address == "/symptoms/tiredness/"


def test_two_redirects_that_lead_to_each_other_end():
    publishing.redirect(path="/a/", target_url="/b/", by=None)
    publishing.redirect(path="/b/", target_url="/a/", by=None)

    assert answer("/a/").kind in ("redirect", "gone")


# --- Sections -------------------------------------------------------------------------------


def test_renaming_a_section_moves_its_pages():
    factories.live_article(slug="fatigue")
    withdrawn = factories.live_article(slug="old-advice").article
    publishing.withdraw(article=withdrawn, reason="Outdated.", by=None)
    section = Section.objects.get(slug="symptoms")

    section.slug = "signs"
    publishing.save_section(section=section, by=None)

    assert answer("/signs/fatigue/").kind == "page"
    assert answer("/signs/old-advice/").kind == "notice"
    assert answer("/symptoms/fatigue/").address == "/signs/fatigue/"
    assert answer("/symptoms/").address == "/signs/"


def test_a_section_may_take_its_old_name_back():
    factories.live_article(slug="fatigue")
    section = Section.objects.get(slug="symptoms")
    for slug in ["signs", "symptoms"]:
        section.slug = slug
        publishing.save_section(section=section, by=None)

    assert answer("/symptoms/fatigue/").kind == "page"
    assert answer("/signs/fatigue/").address == "/symptoms/fatigue/"


@pytest.mark.parametrize("slug", ["admin", "people", "search", "static", "media", "keyboard-help"])
def test_a_section_cannot_have_an_address_the_site_uses(slug):
    with pytest.raises(AddressReserved, match=slug):
        publishing.save_section(section=Section(name="X", slug=slug), by=None)


# --- What the database holds ----------------------------------------------------------------


def refused_by_database(change):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    return refusal.value.__cause__.pgcode


RESTRICTED = "23001"


@pytest.mark.parametrize(
    "model", [Revision, Event, LinkUse], ids=["revisions", "events", "link uses"]
)
def test_history_is_neither_changed_nor_deleted(model):
    factories.live_article(body="[Example Society](https://example.org/)")
    table = model._meta.db_table

    def run(statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    with connection.cursor() as cursor:
        owner = "SELECT tableowner = current_user FROM pg_tables WHERE tablename = %s"
        cursor.execute(owner, [table])
        assert cursor.fetchone() == (True,)
    assert refused_by_database(lambda: run(f"UPDATE {table} SET id = id")) == RESTRICTED
    assert refused_by_database(lambda: run(f"DELETE FROM {table}")) == RESTRICTED


def test_only_the_end_of_a_publication_moves():
    publication = factories.live_article()
    rows = Publication.objects.filter(pk=publication.pk)

    assert refused_by_database(lambda: rows.update(path="/x/")) == RESTRICTED
    assert refused_by_database(lambda: rows._raw_delete("default")) == RESTRICTED
    assert rows.update(ends_at=timezone.now() + datetime.timedelta(days=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_publication_that_is_over_never_changes_again():
    publication = factories.live_article()
    publishing.withdraw(article=publication.article, reason="Wrong.", by=None)
    rows = Publication.objects.filter(pk=publication.pk)

    assert refused_by_database(lambda: rows.update(ends_at=None)) == RESTRICTED


@pytest.mark.django_db(transaction=True)
def test_a_publication_neither_starts_nor_ends_in_the_past():
    publication = factories.live_article()
    yesterday = timezone.now() - datetime.timedelta(days=1)
    rows = Publication.objects.filter(pk=publication.pk)
    past = Publication(
        path="/x/",
        kind="redirect",
        target_url="/y/",
        starts_at=yesterday,
        event=publication.event,
    )

    assert refused_by_database(lambda: past.save()) == RESTRICTED
    assert refused_by_database(lambda: rows.update(ends_at=yesterday)) in (RESTRICTED, "23514")


def test_an_address_never_has_two_answers():
    publication = factories.live_article()
    twin = Publication(
        path=publication.path,
        kind="redirect",
        target_url="/y/",
        starts_at=timezone.now(),
        event=publication.event,
    )

    assert refused_by_database(lambda: twin.save()) == "23P01"


def test_an_article_never_has_two_homes():
    publication = factories.live_article()
    twin = Publication(
        path="/somewhere/else/",
        kind="page",
        article=publication.article,
        revision=publication.revision,
        section=publication.section,
        starts_at=timezone.now(),
        event=publication.event,
    )

    assert refused_by_database(lambda: twin.save()) == "23P01"


def test_a_page_never_shows_another_pages_revision():
    publication, other = factories.live_article(), factories.draft()
    Publication.objects.filter(pk=publication.pk).update(ends_at=timezone.now())
    wrong = Publication(
        path="/x/",
        kind="page",
        article=publication.article,
        revision=other,
        section=publication.section,
        starts_at=timezone.now(),
        event=publication.event,
    )

    assert refused_by_database(lambda: wrong.save()) == "23503"


# --- States ---------------------------------------------------------------------------------


def states():
    draft = factories.draft().article
    live = factories.live_article().article
    changed = factories.live_article().article
    edit(changed, title="A newer draft")
    withdrawn = factories.live_article().article
    publishing.withdraw(article=withdrawn, reason="Outdated.", by=None)
    return {"draft": draft, "live": live, "changed": changed, "withdrawn": withdrawn}


def test_a_state_is_derived_alike_for_one_row_and_for_many():
    expected, now = states(), timezone.now()

    for state, article in expected.items():
        assert article.state(at=now) == state
        assert list(Article.objects.in_state(state, at=now)) == [article]


# --- Rendering again ------------------------------------------------------------------------


def test_live_pages_are_rendered_again_only_where_they_look_different(settings):
    inside = factories.live_article(body="[Other society](https://other.example/)")
    factories.live_article(body="No link at all.")
    assert not pages_need_rendering(at=timezone.now())
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "other.example"]

    assert pages_need_rendering(at=timezone.now())
    assert publishing.render_pages() == 1

    assert not pages_need_rendering(at=timezone.now())
    shown = answer(inside.path).publication
    assert "external site" not in shown.html
    assert publishing.render_pages() == 0
    assert inside.revision.renderings.count() == 2


def test_a_spanish_page_gets_the_marks_of_links_in_spanish():
    shown = factories.live_article(body="[Estudio](https://e.example/)", language="es")

    assert "(sitio externo)" in answer(shown.path).publication.html
