"""Two editors, one page: what a save does with what others saved since."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles import publishing
from articles.models import Article
from articles.publishing.errors import EditConflict
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "First.\n\nSecond.\n\nThird."


@pytest.fixture
def rosa():
    return factories.user(first_name="Rosa", last_name="Example")


@pytest.fixture
def page():
    return factories.draft(title="Fatigue", body=TEXT).article


def save(page, **values):
    """Save as someone who loads the page now and writes these fields; the revision of it."""
    return saving(page, **values).revision


def saving(page, *, by=None, base=None, byline=None, resources=None, **fields):
    article = Article.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return publishing.save_draft(
        article=article, by=by, base=base, byline=byline, resources=resources
    )


def bodies(page):
    return list(page.revisions.order_by("number").values_list("body", flat=True))


def test_what_does_not_overlap_is_merged_and_told(page, rosa):
    save(page, by=rosa, title="Fatigue in MS", body=TEXT.replace("First", "1st"))

    saved = saving(page, base=1, title="Fatigue", body=TEXT.replace("Third", "3rd"))

    assert (saved.revision.number, saved.revision.title) == (3, "Fatigue in MS")
    assert saved.revision.body == "1st.\n\nSecond.\n\n3rd."
    assert set(saved.merged.fields) == {"title", "body"}
    assert [found.made_by for found in saved.merged.saves] == [rosa]


def test_what_overlaps_is_refused_with_both_texts_and_changes_nothing(page, rosa):
    save(page, by=rosa, body=TEXT.replace("Second", "Theirs"))

    with pytest.raises(EditConflict, match="Rosa Example saved this page") as refusal:
        save(page, base=1, body=TEXT.replace("Second", "Mine"))

    (overlap,) = refusal.value.merge.overlaps
    assert (overlap.mine.strip(), overlap.theirs.strip()) == ("Mine.", "Theirs.")
    page.refresh_from_db()
    assert (page.body, page.revisions.count()) == (TEXT.replace("Second", "Theirs"), 2)


def test_a_lone_editor_is_never_told_of_a_conflict(page):
    for number in range(100):
        save(page, base=page.latest_revision(), title=f"Title {number}", body=f"Text {number}")

    assert page.revisions.count() == 101


def test_the_same_text_from_two_editors_is_no_conflict_and_no_revision(page, rosa):
    save(page, by=rosa, body="Other.")

    assert save(page, base=1, body="Other.").number == 2


def test_a_text_that_nobody_changed_gives_way_to_the_newer_one(page, rosa):
    save(page, by=rosa, body="Other.")

    saved = saving(page, base=1, body=TEXT)

    assert (saved.revision.number, saved.revision.body) == (2, "Other.")
    assert saved.merged.fields == ("body",)


def test_a_page_in_memory_that_grew_old_overwrites_nothing(page, rosa):
    in_memory = Article.objects.get(pk=page.pk)
    save(page, by=rosa, body=TEXT.replace("First", "1st"))

    in_memory.title = "Tiredness"
    saved = publishing.save_draft(article=in_memory, by=None).revision

    assert (saved.title, saved.body) == ("Tiredness", TEXT.replace("First", "1st"))


def test_moving_a_page_keeps_what_was_saved_meanwhile(page, rosa):
    in_memory = Article.objects.get(pk=page.pk)
    save(page, by=rosa, body="Newer.")

    publishing.move(article=in_memory, section=page.section, slug="elsewhere", by=None)

    page.refresh_from_db()
    assert (page.slug, page.body) == ("elsewhere", "Newer.")


def test_restoring_over_a_newer_save_is_refused(page, rosa):
    save(page, body="Second text.")
    save(page, by=rosa, body="Third text.")

    with pytest.raises(EditConflict):
        publishing.restore(revision=page.revisions.get(number=1), by=None, base=2)

    assert bodies(page)[-1] == "Third text."


def test_authors_and_links_of_two_editors_are_put_together(page):
    rosa, sam, ida = (factories.person(name).pk for name in ("Rosa", "Sam", "Ida"))
    near, far = factories.link().pk, factories.link().pk
    save(page, byline=[rosa, sam], resources=[(near, "")])
    save(page, base=2, byline=[ida, rosa, sam], resources=[(near, "Start here")])

    saved = save(page, base=2, byline=[rosa], resources=[(near, ""), (far, "")])

    assert [entry["person"] for entry in saved.byline] == [ida, rosa]
    assert [(entry["link"], entry["note"]) for entry in saved.resources] == [
        (near, "Start here"),
        (far, ""),
    ]


def test_the_line_ends_of_a_browser_are_no_change(page):
    assert save(page, base=1, body=TEXT.replace("\n", "\r\n")).number == 1


@pytest.mark.django_db(transaction=True)
def test_many_clients_at_random_bases_lose_no_update_and_leave_no_gap(page):
    outcome = save_from_many(page, clients=5, saves=100, seed=1)

    assert outcome["acknowledged"] > outcome["refused"] > 0
    assert_nothing_was_lost(page, outcome)


def save_from_many(page, *, clients, saves, seed):
    """Clients that each change one paragraph, from a base some saves old; what became of it."""
    page.body = "\n\n".join(f"Paragraph {number}." for number in range(4 * clients))
    publishing.save_draft(article=page, by=None)

    def client(number):
        chance, found = random.Random(seed + number), {"said": [], "refused": 0}
        try:
            for turn in range(saves // clients):
                _one_save(page, chance, f"Client {number} at turn {turn}.", found)
        finally:
            connection.close()
        return found

    with ThreadPoolExecutor(clients) as pool:
        found = list(pool.map(client, range(clients)))
    return {
        "said": [said for each in found for said in each["said"]],
        "acknowledged": sum(len(each["said"]) for each in found),
        "refused": sum(each["refused"] for each in found),
    }


def _one_save(page, chance, words, found):
    """Change one paragraph of a base some saves old; refused where someone else changed it."""
    newest = page.latest_revision().number
    base = page.revisions.get(number=chance.randint(max(2, newest - 15), newest))
    paragraphs = base.body.split("\n\n")
    place = chance.randrange(len(paragraphs))
    replaced, paragraphs[place] = paragraphs[place], words
    try:
        saved = save(page, base=base.number, body="\n\n".join(paragraphs))
    except EditConflict:
        found["refused"] += 1
    else:
        found["said"].append((saved.number, words, replaced))


def assert_nothing_was_lost(page, outcome):
    """Every acknowledged text is in its revision; it stays until someone who saw it changes it."""
    texts = dict(page.revisions.values_list("number", "body"))
    assert sorted(texts) == list(range(1, len(texts) + 1))
    replaced = {old for _, _, old in outcome["said"]}
    last = set(texts[max(texts)].split("\n\n"))
    for number, words, _ in outcome["said"]:
        assert words in texts[number].split("\n\n")
        assert words in last or words in replaced
