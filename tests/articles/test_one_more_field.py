"""One more field of a page: declared in one place, with its column, and known everywhere."""

import pytest
import yaml
from django.db import connection
from django.utils import timezone

from accessibility.text import model_fields
from articles import publishing
from articles.desk import autosave
from articles.desk.forms.pages import panels
from articles.importers.site.export import export_site
from articles.importers.site.folder import read_site_folder
from articles.importers.site.writing import write_site
from articles.models import Article, Publication, Revision, live_page
from articles.publishing.approval.state import approval_state
from articles.publishing.errors import EditConflict
from articles.text import revision_diff, snapshot_fields
from articles.text.snapshot_fields import Field, Kind
from tests import factories
from tests.articles.desk.test_admin import desk_address, page_form, signed_in

pytestmark = pytest.mark.django_db
STAND_IN = Field("stand_in", "Stand-in", Kind.LINE, panel=snapshot_fields.SETTINGS, since=2)


@pytest.fixture
def add_stand_in(monkeypatch):
    """Declares the field, and gives both tables its column, until the test is over."""
    columns = []

    def add():
        connection.check_constraints()  # PostgreSQL alters no table that still has work to do
        for model in (Article, Revision):
            column = model_fields.CharField(max_length=60, blank=True, default="")
            model.add_to_class(STAND_IN.name, column)
            columns.append((model, column))
            with connection.schema_editor() as editor:
                editor.add_field(model, column)
        fields = (*snapshot_fields.FIELDS, STAND_IN)
        monkeypatch.setattr(snapshot_fields, "FIELDS", fields)
        forget_columns()

    yield add
    for model, column in columns:
        model._meta.local_fields.remove(column)
        model._meta._expire_cache()
        delattr(model, column.name)
    forget_columns()


def forget_columns():
    """The query of every live page is made once in a process, with the columns there are then."""
    live_page._fields.cache_clear()
    live_page._query.cache_clear()


def now(page):
    return Article.objects.get(pk=page.pk)


def edit(page, *, base=None, **values):
    article = now(page)
    for name, value in values.items():
        setattr(article, name, value)
    return publishing.save_draft(article=article, by=None, base=base).revision


def state_of_text(page):
    return approval_state(page.latest_revision(), at=timezone.now())


def test_pages_stay_approved_when_a_field_is_added_and_until_someone_fills_it(add_stand_in):
    page = factories.draft().article
    factories.approve(page.latest_revision())
    add_stand_in()

    found = [state_of_text(page)]
    unchanged = edit(page)
    for stand_in in ("Families", ""):
        edit(page, stand_in=stand_in)
        found.append(state_of_text(page))

    assert unchanged.number == 1
    assert found == ["approved", "changed since approval", "approved"]


def test_a_comparison_shows_it(add_stand_in):
    add_stand_in()
    page = factories.draft(stand_in="Families").article
    before, after = page.latest_revision(), edit(page, stand_in="Patients")

    [(label, passages)] = revision_diff.changes(before, after)

    assert label == "Stand-in"
    assert "Families" in str(passages) and "Patients" in str(passages)


def test_an_older_revision_brings_it_back(add_stand_in):
    add_stand_in()
    page = factories.draft(stand_in="Families").article
    edit(page, stand_in="Patients")

    restored = publishing.restore(revision=now(page).revisions.get(number=1), by=None)

    assert (restored.number, restored.stand_in) == (3, "Families")
    assert now(page).stand_in == "Families"


def test_what_two_editors_wrote_is_merged(add_stand_in):
    add_stand_in()
    page = factories.draft(stand_in="Families").article
    edit(page, stand_in="Patients")

    merged = edit(page, base=1, stand_in="Families", title="Another title")

    assert (merged.stand_in, merged.title) == ("Patients", "Another title")
    with pytest.raises(EditConflict, match="same parts: Stand-in"):
        edit(page, base=1, stand_in="Nurses")


def test_the_form_asks_for_it_and_a_conflict_offers_both(add_stand_in):
    add_stand_in()
    page = factories.draft(stand_in="Families").article
    client = signed_in(factories.administrator())
    form = {"title": page.title, "slug": page.slug, "section": page.section_id}
    form |= {"summary": page.summary, "body": page.body, "seen_revision": 1}

    def save(stand_in):
        typed = page_form(**form, stand_in=stand_in)
        return client.post(desk_address("change", page), typed)

    assert 'name="stand_in" value="Families"' in client.get(desk_address("change", page)).text
    assert save("Patients").status_code == 302
    assert now(page).stand_in == page.latest_revision().stand_in == "Patients"
    conflict = save("Nurses")
    assert conflict.status_code == 409
    assert "Both, as edited below" in conflict.text


def test_unsaved_work_says_how_it_differs(add_stand_in):
    add_stand_in()
    page = factories.draft(stand_in="Families").article
    someone = factories.administrator()
    autosave.keep(
        person=someone,
        article=page,
        window="abcdef12",
        sequence=1,
        base=1,
        pairs=[["stand_in", "Patients"]],
        at=timezone.now(),
    )

    screen = signed_in(someone).get(desk_address("change", page)).text

    assert "Stand-in" in screen.partition('name="title"')[0]


def test_a_site_takes_it_along(add_stand_in, tmp_path):
    add_stand_in()
    factories.live_article(slug="fatigue", stand_in="Families")
    folder = tmp_path / "site"

    export_site(folder, at=timezone.now())
    exported = folder / "pages" / "symptoms" / "fatigue.md"
    text = exported.read_text()
    exported.rename(exported.with_name("copy.md")).write_text(text.replace("fatigue", "copy"))
    write_site(read_site_folder(folder), by=None)

    assert yaml.safe_load(text.split("---")[1])["stand_in"] == "Families"
    copy = Publication.objects.answer("/symptoms/copy/", at=timezone.now())
    assert copy.publication.revision.stand_in == "Families"


def test_every_field_that_people_type_is_in_a_panel_of_the_form_or_a_list_below_it():
    asked = {name for _, names in panels() for name in names}
    typed = {name.removesuffix("_id") for name in snapshot_fields.columns()}

    assert typed <= asked
