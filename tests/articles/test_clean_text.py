"""Whichever door a text comes through, it is stored without what nobody sees."""

import inspect
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from accessibility.models import Menu, MenuItem, Message, Term
from accessibility.text import model_fields
from accessibility.text.cleaning import cleaned
from articles import publishing
from articles.importers.reading import read_page
from articles.importers.writing import Wishes, write_page
from articles.models import Article, Image, Link, Person, Section
from articles.publishing.approval.acts import spelling_changes
from articles.publishing.errors import NotOnlySpelling
from articles.search import search
from tests import factories

pytestmark = pytest.mark.django_db

DIRTY, CLEAN = "\ufeffTake \u200b5 mg of plas\u00adma \u202e", "Take 5 mg of plasma "

# Fields that hold no words someone typed, and why.
COPIED = "copied from the working copy, which is clean; it never changes"
MADE = "made by the site"
ASCII = "letters, figures and hyphens alone, by its own check"
RAW = "kept as it was typed, until it is saved"
UNTYPED = {
    "articles.Revision": COPIED,
    "articles.ReviewerConfirmation": "copied from the submission, which is clean; it never changes",
    "articles.Rendered": MADE,
    "articles.Context": MADE,
    "articles.SearchEntry": MADE,
    "articles.DeskEntry": MADE,
    "articles.ListEntry": MADE,
    "articles.PageAudit": MADE,
    "articles.PageFinding": MADE,
    "articles.SiteAudit": MADE,
    "articles.ProcessSeen": MADE,
    "articles.Buffer": RAW,
    "articles.Presence": MADE,
    "accessibility.Change": MADE,
    "accessibility.CountedAttempt": MADE,
    "accessibility.MenuStep": MADE,
    "articles.Link.language": ASCII,
    "articles.DeskPreferences.time_zone": ASCII,
    "accessibility.MenuItem.language": ASCII,
    "articles.Article.import_source": MADE,
    "articles.Article.import_sha": MADE,
    "articles.Approval.sha": MADE,
    "articles.Decision.revision_sha": MADE,
    "articles.Dismissal.rule": MADE,
    "articles.Dismissal.element_hash": MADE,
    "articles.Dismissal.message": MADE,
    "articles.Dismissal.excerpt": MADE,
    "articles.Remark.heading": MADE,
    "articles.Remark.heading_id": MADE,
    "articles.LinkUse.text": MADE,
    "articles.Publication.path": ASCII,
    "accessibility.Message.sender": MADE,
}


def text_fields():
    for model in apps.get_models():
        if model._meta.app_label in ("articles", "accessibility"):
            yield from (
                field
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.TextField)
                and not isinstance(field, models.SlugField)
                and not field.choices
            )


def is_untyped(field):
    own = field.model._meta.label
    return own in UNTYPED or f"{own}.{field.name}" in UNTYPED


@pytest.mark.parametrize("field", text_fields(), ids=str)
def test_every_field_that_someone_fills_in_keeps_nothing_invisible(field):
    if is_untyped(field) and not isinstance(field, model_fields.CleanText):
        return
    row = field.model()
    setattr(row, field.attname, DIRTY)

    assert field.pre_save(row, add=True) == CLEAN
    assert getattr(row, field.attname) == CLEAN
    assert field.get_prep_value(DIRTY) == CLEAN
    assert field.to_python(DIRTY) == CLEAN


# What acts are told in words, and the field that keeps it.
KEPT_IN = {
    "reason": ["articles.Event.reason", "articles.Publication.reason", "articles.Decision.reason"]
    + ["articles.ReviewDate.reason", "articles.Dismissal.reason"],
    "note": ["articles.Revision.note", "articles.ContentReview.note"],
    "changed": ["articles.Submission.changed"],
    "outside_name": ["articles.Submission.outside_name"],
    "outside_email": ["articles.Submission.outside_email"],
    "name": ["articles.Decision.name_as_shown"],
    "email": ["articles.Decision.email"],
    "name_as_shown": ["articles.ContentReview.name_as_shown"],
    "text": ["articles.Remark.text"],
    "urgent_reason": ["articles.Event.reason"],
    "target_url": ["articles.Publication.target_url"],
}
NO_WORDS = """
account accounts act add_image address address_of addressees again all_values_of approved
archived article articles as_it_stood as_linked at base before by byline changes choose
coauthors data details dismissal drop due_on element_hash event featured files findings from
gone grounds group groups heading_id home image instead into_schedule keep_schedule kind
language leads_to left_out link live lock menu mine model moment on one opened other
out_of_menus over path people permissions person pictures preferences prepared publication
reader readers remark remarks resources reviewed_on reviewer revision row rule saves section
sections seen settings settled slug source starts_at submission theirs thing typed until
updated_on urgent user value verb verdict with_errors word words written
"""


def test_every_word_that_an_act_is_given_has_a_field_that_cleans_it():
    acts = [act for act in vars(publishing).values() if inspect.isfunction(act)]
    asked = {name for act in acts for name in inspect.signature(act).parameters}

    new = asked - set(KEPT_IN) - set(NO_WORDS.split())
    assert new == set(), "say in KEPT_IN or NO_WORDS whether someone types it"
    for label in (label for labels in KEPT_IN.values() for label in labels):
        model, _, name = label.rpartition(".")
        assert isinstance(apps.get_model(model)._meta.get_field(name), model_fields.CleanText), (
            label
        )


def unseen_in_database():
    """Columns of text, by table, that hold a character nobody sees."""
    columns = """
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name ~ '^(articles|accessibility)_'
          AND data_type IN ('text', 'character varying', 'jsonb', 'ARRAY')
    """
    found = []
    with connection.cursor() as cursor:
        cursor.execute(columns)
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM {table} WHERE "{column}"::text ~ %s',
                ["[\u00ad\u200b\u2060\ufeff\u202e]"],
            )
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found


def test_the_database_would_show_what_was_missed():
    Section.objects.create(name="Care", slug="care")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_section SET name = %s", [DIRTY])

    assert unseen_in_database() == ["articles_section.name"]


def test_after_many_acts_nothing_invisible_is_stored():
    someone = factories.administrator()
    section = factories.section("care", name=DIRTY, introduction=DIRTY)
    rosa = factories.person(DIRTY, credentials=DIRTY, affiliation=DIRTY, biography=DIRTY)
    link = factories.link("https://example.org/\u200ba", title=DIRTY, publisher=DIRTY)
    article = factories.article(
        title=DIRTY, short_title=DIRTY, summary=DIRTY, body=DIRTY + "&shy;", section=section
    )
    saved = publishing.save_draft(
        article=article, by=someone, byline=[rosa.pk], resources=[(link.pk, DIRTY)], note=DIRTY
    )
    revision = saved.revision
    submission = publishing.submit(
        revision=revision, by=None, changed=DIRTY, outside_name=DIRTY, outside_email="a@example.org"
    )
    publishing.remark(revision=revision, text=DIRTY, by=someone)
    publishing.decide(
        submission=submission, verdict="comment", by=someone, reason=DIRTY, name=DIRTY
    )
    publishing.publish(revision=revision, by=someone, reason=DIRTY, urgent=True)
    publishing.record_review(
        article=article,
        person=rosa,
        reviewed_on=timezone.localdate(),
        due_on=timezone.localdate() + timedelta(days=90),
        by=someone,
        note=DIRTY,
    )
    publishing.withdraw(article=article, reason=DIRTY, by=someone)
    publishing.redirect(
        path="/old/", target_url="https://example.org/\u200bx", by=someone, reason=DIRTY
    )
    menu = Menu.objects.create(slug="main", name=DIRTY, place="header")
    MenuItem.objects.create(menu=menu, label=DIRTY, address="/care/", description=DIRTY)
    Term.objects.create(
        name=DIRTY, slug="t", plain_words=DIRTY, other_spellings=[DIRTY], language="en"
    )
    Message.objects.bulk_create([Message(text=DIRTY, name=DIRTY, at=timezone.now())])
    Person.objects.filter(pk=rosa.pk).update(affiliation=DIRTY)

    assert unseen_in_database() == []
    assert Article.objects.get().title == CLEAN
    assert saved.removed["body"].removed["soft hyphen"] == 2


def test_a_text_saved_before_is_cleaned_at_its_next_save_and_its_revision_stays():
    revision = factories.draft(body="Plasmapheresis helps.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET body = %s", ["Plasma\u00adpheresis helps."])
    article = Article.objects.get()

    saved = publishing.save_draft(article=article, by=None)

    assert article.body == "Plasmapheresis helps."
    assert saved.revision == revision
    assert saved.removed["body"].removed == {"soft hyphen": 1}


def test_an_approval_can_be_carried_on_over_what_nobody_sees_but_not_over_a_number():
    def changes(before, after):
        approved, now = factories.draft(body=before), factories.draft(body=after)
        return spelling_changes(approved, now)

    article = factories.article(body="x")
    held = publishing.save_draft(article=article, by=None).revision
    held.body = "Plasma\u00adpheresis helps."
    held.title, held.summary = article.title, article.summary
    now = publishing.save_draft(
        article=with_body(article, "Plasmapheresis helps."), by=None
    ).revision
    assert list(spelling_changes(held, now)) == []

    held.body = "Take 5\u00ad10 mg."
    now = publishing.save_draft(article=with_body(article, "Take 5-10 mg."), by=None).revision
    with pytest.raises(NotOnlySpelling):
        spelling_changes(held, now)


def with_body(article, body):
    article.body = body
    return article


NUMBERS = {"position": "1", "review_months": "12"}


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Person, {"name": DIRTY, "slug": "rosa"}),
        (Section, {"name": DIRTY, "slug": "care", "introduction": DIRTY} | NUMBERS),
        (Link, {"address": "https://example.org/", "title": DIRTY, "publisher": "P"}),
    ],
)
def test_the_desk_tells_which_field_lost_how_many(client, model, fields):
    client.force_login(factories.administrator())
    address = reverse(f"admin:articles_{model._meta.model_name}_add")
    form = client.get(address).context["adminform"].form
    fields = {
        name: form[name].value() or "" for name in form.fields if not form[name].value()
    } | fields

    answer = client.post(address, fields | {"kind": "page", "language": "en", "order": "0"})

    assert answer.status_code == 302, answer.context["adminform"].form.errors
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    label = "title" if model is Link else "name"
    assert (
        f"Removed from “{label}”: 1 byte order mark, 1 direction mark, 1 soft hyphen"
        " and 1 zero-width space."
    ) in told
    assert getattr(model.objects.get(), label).strip() == CLEAN.strip()


def test_an_imported_page_is_found_by_the_whole_word(tmp_path):
    page = tmp_path / "shy.html"
    page.write_text(
        '<html lang="en"><title>Fatigue</title><main><h1>Shy test page</h1>'
        "<p>The zanthe&shy;lium&#8203;drug helps. Also quorb\u00adital.</p></main>",
        encoding="utf-8",
    )
    factories.section("care")

    record = read_page(page)
    outcome = write_page(
        record,
        source="shy.html",
        wishes=Wishes(section=Section.objects.get(), publish=True),
    )

    now = timezone.now()
    for words in ("zantheliumdrug", "zanthe\u00adliumdrug", "quorbital"):
        assert [one.article for one in search(words, at=now)] == [outcome.article]
    assert "Removed from the file: 2 soft hyphens and 1 zero-width space." in record.remarks


def test_a_field_takes_the_text_that_is_stored_for_its_longest():
    image = Image(alternative_text="a" * 10)
    assert cleaned(image.alternative_text).text == image.alternative_text
    section = Section(name="\u00ad".join("n" * 60), slug="long")

    section.full_clean()

    assert section.name == "n" * 60
