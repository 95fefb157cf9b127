"""Wherever a form begins, someone may save while it is read: what they wrote never vanishes.

Each case opens a form while a colleague's save commits before one of its queries, whichever it is,
then sends the form. The colleague's words are still there, or the answer shows both.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from zoneinfo import available_timezones

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from django.utils import timezone

from accessibility import glossary
from accessibility.changes import snapshots
from accessibility.menus import acts as menu_acts
from accessibility.menus import reorder
from accessibility.models import Menu, MenuItem, Message, Term
from accessibility.statement import messages
from articles import publishing
from articles.desk.forms import ArticleForm
from articles.desk.forms import pages as page_forms
from articles.desk.forms.rows import ResourceRows
from articles.desk.views.publishing import page_acts
from articles.models import (
    Article,
    DeskPreferences,
    FeaturedPage,
    Image,
    Link,
    Person,
    Section,
    SiteSettings,
)
from articles.publishing import content_review
from articles.publishing.drafts.merge import loaded_revision
from articles.publishing.errors import EditConflict
from tests import factories
from tests.accessibility.menus.menu_factories import add_entry
from tests.articles.desk.test_admin import desk_address, signed_in
from tests.articles.desk.test_opened_forms import MADE, image
from tests.between_queries import Colleague, elsewhere, positions_that_matter
from tests.desk_forms import as_sent

pytestmark = pytest.mark.django_db(transaction=True)
CONFLICT = 409
TEXT = "First.\n\nSecond.\n\nThird."


@dataclass
class Form:
    """A form of the desk, what its editor changes in it, and what a colleague saves meanwhile.

    ``save(words)`` is the colleague's act; ``found()`` gives the words that are saved now.
    ``overwrites``: both change the same field, which is no loss where the form showed the words.
    ``again()`` makes the form as it was, where its editor's save leaves nothing to do.
    """

    address: str
    mine: dict
    save: Callable
    found: Callable
    overwrites: bool = False
    posted_to: str = ""
    selector: str = "#content form"
    again: Callable = lambda: None
    open: Callable = None  # (client) → the answer with the form; else what its address gives
    editor: User = field(default_factory=factories.administrator)


def words(number):
    return f"theirs-{number:03}"


def vanished(form):
    """The queries of the form before which a colleague can save words that it then removes."""
    client, lost = signed_in(form.editor), []
    read = form.open or (lambda client: client.get(form.address))
    numbers = positions_that_matter(lambda: read(client), lambda: form.save(words(999)))
    for number in numbers:
        form.again()
        with Colleague(partial(form.save, words(number)), before=number):
            opened = read(client)
        answered = send(client, form, opened)
        assert answered.status_code in (200, 302, CONFLICT)
        was_shown = form.overwrites and words(number) in opened.text
        if not (words(number) in form.found() or answered.status_code == CONFLICT or was_shown):
            lost.append(number)
    form.again()
    assert_it_saves(send(client, form, read(client)))
    return lost


def send(client, form, opened):
    sent = as_sent(opened, form=form.selector, **form.mine)
    return client.post(form.posted_to or form.address, sent)


def assert_it_saves(answered):
    """What the editor sends is good where no colleague is there: else nothing could vanish."""
    results = answered.context["results"] if answered.status_code == 200 else []
    assert answered.status_code == 302 or (results and all(done.is_done for done in results))


def now(row):
    return type(row).objects.get(pk=row.pk)


def changed(row, **values):
    """The row as a colleague reads it just now, with other values."""
    row = now(row)
    for name, value in values.items():
        setattr(row, name, value)
    return row


# --- Pages ----------------------------------------------------------------------------------


def a_page(**fields):
    return factories.draft(title="Fatigue", slug="fatigue", body=TEXT, **fields).article


def save_page(page, text, **values):
    publishing.save_draft(article=changed(page, **values), by=None, note=text)


def of_page(address, mine, page=None, **options):
    """A form about a page in whose text a colleague adds words."""
    page = page or a_page()

    def save(text):
        save_page(page, text, body=f"{TEXT}\n\nA fourth, {text}.")

    return Form(desk_address(address, page), mine, save, lambda: now(page).body, **options)


def page_details():
    """Lists and details, which are in other tables than the text."""
    page = a_page()
    made = {words(number): _made_before(words(number)) for number in [*range(60), 999]}

    def save(text):
        person, account, link = made[text]
        publishing.save_draft(
            article=changed(page, owner=account),
            by=None,
            byline=[person.pk],
            resources=[(link.pk, "")],
            coauthors=[account.pk],
        )

    def found():
        """Words that are in every one of them."""
        return set.intersection(
            {now(page).owner and now(page).owner.username},
            {account.username for account in page.coauthors.all()},
            {line.person.name for line in page.byline.all()},
            {row.link.title for row in page.resources.all()},
        )

    return Form(desk_address("change", page), {"summary": "Mine."}, save, found)


def live_page():
    return factories.live_article(title="Fatigue", body=TEXT).article


def _made_before(text):
    account = User.objects.create(username=text, is_staff=True)
    return Person.objects.create(name=text, slug=text), account, factories.link(title=text)


HOTFIX = {"body": TEXT.replace("First", "Mine"), "how": "urgent", "reason": "A wrong dose"}


def hotfix_of_draft():
    return of_page("hotfix", HOTFIX, live_page())


def hotfix_of_live_text():
    page = live_page()

    def save(text):
        live = content_review.live_page(page, at=timezone.now()).revision
        written = {"title": live.title, "summary": live.summary, "body": f"{TEXT}\n\n{text}"}
        publishing.fix_live(
            article=now(page), seen=live, written=written, by=None, urgent_reason="A fault"
        )

    return Form(desk_address("hotfix", page), HOTFIX, save, lambda: now(page).body, overwrites=True)


def move_to_another_address():
    page = live_page()

    def save(text):
        publishing.move(article=now(page), section=page.section, slug=text, by=None)

    mine = {"slug": "elsewhere"}
    return Form(desk_address("move", page), mine, save, lambda: now(page).slug, overwrites=True)


def restore():
    page = a_page()
    save_page(page, "Second thoughts", body="Another text.")
    restored = desk_address("restore", page)
    form = of_page("history", {}, page, overwrites=True, posted_to=restored)
    form.selector = "form.restore"
    return form


def choice_of_a_conflict():
    """The page with both texts is a form as well, which a third person's save may meet."""
    page, turns = a_page(), count()

    def save(text):
        save_page(page, text, summary=text)

    def open(client):
        opened, turn = client.get(desk_address("change", page)), next(turns)
        body = f"First.\n\nTheirs {turn}.\n\nThird."
        elsewhere(lambda: save_page(page, "In the way", body=body))
        sent = as_sent(opened, body=f"First.\n\nMine {turn}.\n\nThird.")
        answered = client.post(desk_address("change", page), sent)
        assert answered.status_code == CONFLICT
        return answered

    address = desk_address("change", page)
    return Form(address, {"choice_0": "mine"}, save, lambda: now(page).summary, open=open)


def bulk(what, **mine):
    def form():
        page = a_page()
        made = {name: value() if callable(value) else value for name, value in mine.items()}
        address = reverse("admin:articles_article_bulk", args=[what])
        opened = of_page("change", made, page, posted_to=address)
        opened.address = f"{address}?page={page.pk}"
        return opened

    return form


def of_bulk_owner_beside_details():
    form = bulk("owner", owner=lambda: factories.user(is_staff=True).pk)()
    page = Article.objects.get()

    def save(text):
        account = factories.user(username=text, is_staff=True)
        publishing.save_draft(article=now(page), by=None, coauthors=[account.pk])

    form.save = save
    form.found = lambda: {account.username for account in page.coauthors.all()}
    return form


def pictures_of_a_draft():
    picture, page = image(), a_page()

    def again():
        type(picture).objects.filter(pk=picture.pk).update(alternative_text="")
        save_page(page, "A picture", body=f"![]({picture.address})")

    def save(text):
        publishing.save_image(image=changed(picture, alternative_text=text), by=None)

    again()
    mine = {f"picture-{picture.pk}-alternative_text": "Mine"}
    address = desk_address("describe", page)
    return Form(address, mine, save, lambda: now(picture).alternative_text, again=again)


# --- Rows of the desk -------------------------------------------------------------------------


def row_that_comes_back():
    """The form of a row that was refused, with what is saved now."""
    row, turns = MADE[Person](), count()
    address = change_address(row)

    def save(text):
        publishing.save_person(person=changed(row, affiliation=text), by=None)

    def open(client):
        opened, turn = client.get(address), next(turns)
        theirs = {"biography": f"Theirs {turn}."}
        elsewhere(lambda: publishing.save_person(person=changed(row, **theirs), by=None))
        answered = client.post(address, as_sent(opened, biography=f"Mine {turn}."))
        assert answered.status_code == CONFLICT
        return answered

    return Form(address, {}, save, lambda: now(row).affiliation, open=open)


def of_row(kind, act, subject, theirs, **mine):
    """The form of a row: a colleague changes the field ``theirs``, its editor the others."""

    def form():
        row = MADE[kind]()

        def save(text):
            act(**{subject: changed(row, **{theirs: text})}, by=None)

        return Form(change_address(row), mine, save, lambda: getattr(now(row), theirs))

    return form


def change_address(row):
    kind = f"{row._meta.app_label}_{row._meta.model_name}"
    return reverse(f"admin:{kind}_change", args=[row.pk])


def featured_pages():
    row = MADE[SiteSettings]()

    def save(text):
        page = factories.live_article(title=text, slug=text).article
        publishing.save_settings(settings=now(row), by=None, featured=[page])

    def found():
        return [one.article.title for one in FeaturedPage.objects.select_related("article")]

    return Form(change_address(row), {"about": "Mine."}, save, found)


def menu():
    row = MADE[Menu]()

    def save(text):
        menu_acts.save_words(now(row), name=text)

    return Form(change_address(row), {"keyboard_hint": ""}, save, lambda: now(row).name)


def menu_entry():
    row = MADE[Menu]()
    entry = add_entry(row, label="Fatigue", address="/fatigue/")
    address = reverse("admin:accessibility_menu_item", args=[row.pk, entry.pk])

    def save(text):
        reorder.save_item(changed(entry, label=text))

    mine = {"address": "/symptoms/fatigue/"}
    return Form(address, mine, save, lambda: now(entry).label)


def panel_of_a_menu_entry():
    form = menu_entry()
    row, entry = Menu.objects.get(), MenuItem.objects.get()
    form.posted_to, form.address = form.address, f"{change_address(row)}?at={entry.pk}"
    form.selector = f"form[action='{form.posted_to}']:has([name=label])"
    return form


def message():
    row = MADE[Message]()

    def save(text):
        messages.set_answered(message=now(row), answered=False, note=text, by=None)

    return Form(change_address(row), {"answered": "on"}, save, lambda: now(row).note)


def rights_of_an_account():
    row = MADE[User]()

    def save(text):
        publishing.save_account(
            account=now(row),
            by=None,
            groups=[Group.objects.create(name=text)],
            sections=[factories.section(slug=text)],
        )

    def found():
        groups, sections = row.groups.all(), row.sections_of_work.all()
        return {group.name for group in groups} & {section.slug for section in sections}

    return Form(change_address(row), {"last_name": "Mine"}, save, found)


def rights_of_a_group():
    row = MADE[Group]()
    right = Permission.objects.get(codename="view_link")

    def save(text):
        publishing.save_group(group=changed(row, name=text), by=None, permissions=[])

    return Form(change_address(row), {"permissions": [right.pk]}, save, lambda: now(row).name)


def preferences():
    """Of one person, in two windows."""
    editor, zones = factories.administrator(), iter(ZONES)
    mine = DeskPreferences.objects.create(person=editor)
    chosen = {}

    def save(text):
        chosen[zone := next(zones)] = text
        publishing.save_preferences(preferences=changed(mine, time_zone=zone), by=editor)

    address = reverse("admin:preferences")
    found = lambda: chosen.get(now(mine).time_zone, "")  # noqa: E731
    return Form(address, {"weekly_mail": "on"}, save, found, editor=editor)


ZONES = sorted(zone for zone in available_timezones() if zone.startswith("America/"))

FORMS = {
    "page": lambda: of_page("change", {"summary": "Mine."}),
    "page, the same text": lambda: of_page("change", {"body": "Mine."}, overwrites=True),
    "page, lists and details": page_details,
    "hotfix, with a draft": hotfix_of_draft,
    "hotfix, live text": hotfix_of_live_text,
    "move, with a text": lambda: of_page("move", {"slug": "elsewhere"}, live_page()),
    "move, another address": move_to_another_address,
    "restore": restore,
    "choice of a conflict": choice_of_a_conflict,
    "person who comes back": row_that_comes_back,
    "bulk section": bulk("section", section=lambda: factories.section(slug="elsewhere").pk),
    "bulk owner": bulk("owner", owner=lambda: factories.user(is_staff=True).pk),
    "bulk owner, with details": of_bulk_owner_beside_details,
    "bulk publish": bulk("publish", reason="A fault"),
    "pictures of a draft": pictures_of_a_draft,
    "settings": of_row(SiteSettings, publishing.save_settings, "settings", "contact", about="M."),
    "settings, featured pages": featured_pages,
    "menu": menu,
    "menu entry": menu_entry,
    "menu entry, in its panel": panel_of_a_menu_entry,
    "term": of_row(Term, glossary.save_term, "term", "plain_words", source_title="Mine"),
    "section": of_row(Section, publishing.save_section, "section", "introduction", position=9),
    "person": of_row(Person, publishing.save_person, "person", "biography", affiliation="Mine"),
    "link": of_row(Link, publishing.save_link, "link", "title", publisher="Mine"),
    "image": of_row(Image, publishing.save_image, "image", "caption", credit="Mine"),
    "message": message,
    "account": of_row(User, publishing.save_account, "account", "first_name", last_name="Mine"),
    "account, rights": rights_of_an_account,
    "group": rights_of_a_group,
    "preferences": preferences,
}


# Long, and much like others of them.
LONG = {"page, the same text", "bulk publish", "hotfix, with a draft"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.prove] if name in LONG else []) for name in FORMS],
)
def test_what_a_colleague_saves_while_a_form_is_read_never_vanishes(name):
    assert vanished(FORMS[name]()) == []


@pytest.mark.parametrize("name", ["page", "move, another address"])
def test_the_walk_notices_a_form_that_names_a_newer_base_than_its_text(name, monkeypatch):
    def latest(article):
        return article.latest_revision() if article.pk else None

    monkeypatch.setattr(snapshots, "one_snapshot", nullcontext)
    for module in (page_acts, page_forms):
        monkeypatch.setattr(module, "loaded_revision", latest)

    assert vanished(FORMS[name]()) != []


def test_a_form_of_a_page_names_the_revision_that_the_page_was_read_with():
    page = Article.objects.get(pk=a_page().pk)
    save_page(page, "Later", body="A colleague's text.")

    form = ArticleForm(instance=page)

    assert (form["body"].value(), form["seen_revision"].value()) == (TEXT, 1)


def test_the_boxes_of_a_form_and_the_co_authors_it_was_opened_with_are_the_same():
    page, account = a_page(), factories.user(is_staff=True)
    with Colleague(
        lambda: publishing.save_draft(article=now(page), by=None, coauthors=[account.pk]),
        before=1,  # after the query of the boxes
    ):
        form = ArticleForm(instance=page)

    seen = form["seen_details"].field.to_python(form["seen_details"].value())
    assert form["coauthors"].value() == seen["coauthors"]


def test_the_revision_of_a_page_is_known_though_a_clock_went_back_between_two_saves(monkeypatch):
    page = Article.objects.get(pk=a_page().pk)
    slow = timezone.now() - timedelta(minutes=1)
    monkeypatch.setattr("articles.publishing.drafts.saving.timezone.now", lambda: slow)
    save_page(page, "Later", body="Saved where the clock is slow.")

    assert loaded_revision(page).number == 1
    assert loaded_revision(now(page)).number == 2


def test_a_save_that_names_a_revision_the_page_has_not_overwrites_nothing():
    page = a_page()
    save_page(page, "Later", body=TEXT.replace("Second", "Theirs"))

    with pytest.raises(EditConflict):
        publishing.save_draft(
            article=changed(page, body=TEXT.replace("Second", "Mine")), by=None, base=999
        )


def test_long_lists_name_what_they_are_also_found_by():
    link = factories.link("https://example.org/heat", title="Heat", publisher="Example Society")
    rows = ResourceRows(prefix="resources", initial=[{"link": link.pk}], editor=factories.user())

    assert f'<option value="{link.pk}" selected data-about="Example Society">Heat' in str(rows[0])
    assert 'data-behaviour="picker"' in str(rows[0])
