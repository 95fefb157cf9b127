"""Imported pages become drafts, are known again, and never overwrite what someone edited."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from PIL import Image as Picture

from accessibility.models import Menu
from articles import publishing
from articles.importers.outcomes import NotImported, Wishes
from articles.importers.records import ImportedPage
from articles.importers.writing import first_sentences, update
from articles.models import Article, Image, Link, LinkUse, Person, Publication, Revision
from articles.publishing.errors import EditConflict
from tests import factories
from tests.articles.importers.word_files import paragraph, picture, word_file

pytestmark = pytest.mark.django_db

NOTICE = "Attention AT users: switch forms mode off, then press enter to open a menu."
SAVED = f"""{NOTICE}

Example Centers of Excellence

Menu

Living with Fatigue

Ada Able, DO and Bo Baker, MD, MSPH

Fatigue is common in MS. Rest before you are tired, and not only when nothing else is left.

Additional Information

* A guide: https://example.org/guide
"""
PAGE = "---\ntitle: Living with Fatigue\nlang: en\nsummary: How to rest\n---\n\nRest.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages"


@pytest.fixture
def symptoms():
    return factories.section("symptoms")


def saved(folder, text=SAVED, name="fatigue.txt"):
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text)
    return path


def run(*paths, **options):
    """The command's lines; ``failure`` is its last word when a page failed."""
    told = io.StringIO()
    call_command("import_page", *map(str, paths), stdout=told, **options)
    return told.getvalue().splitlines()


def failed_run(*paths, **options):
    told = io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("import_page", *map(str, paths), stdout=told, **options)
    return told.getvalue().splitlines(), str(failure.value)


def test_a_saved_page_becomes_a_draft_with_people_resources_and_links(folder, symptoms):
    lines = run(saved(folder), section="symptoms")

    article = Article.objects.get()
    assert (article.title, article.path) == (
        "Living with Fatigue",
        "/symptoms/living-with-fatigue/",
    )
    assert article.body == (
        "Fatigue is common in MS. Rest before you are tired, and not only when nothing else is "
        "left."
    )
    assert [line.person.as_credited()["name"] for line in article.byline.all()] == [
        "Ada Able",
        "Bo Baker",
    ]
    assert [str(person) for person in Person.objects.all()] == [
        "Ada Able, DO",
        "Bo Baker, MD, MSPH",
    ]
    assert [each.link.address for each in article.resources.all()] == ["https://example.org/guide"]
    assert not Publication.objects.exists()
    assert lines[0] == "created    fatigue.txt  /symptoms/living-with-fatigue/"
    assert lines[-1] == "1 created."


def test_the_report_lists_what_was_left_out(folder, symptoms):
    lines = run(saved(folder), section="symptoms")

    assert [line.strip() for line in lines if "left out" in line] == [
        f"left out: notice to users of assistive technology: “{NOTICE}”",
        "left out: menu: “Menu”",
        "left out: site name: “Example Centers of Excellence”",
        "left out: heading of the list of resources: “Additional Information”",
    ]


def test_an_operating_hint_goes_to_the_main_menu_and_not_into_the_page(folder, symptoms):
    run(saved(folder), section="symptoms")

    assert Menu.objects.get(slug="main").legacy_hint == NOTICE
    assert "forms mode" not in Revision.objects.get().body


def test_a_page_can_be_published_at_once(folder, symptoms, client):
    run(saved(folder), section="symptoms", publish=True)

    shown = client.get("/symptoms/living-with-fatigue/").content.decode()
    assert "Ada Able" in shown and "MD, MSPH" in shown and "Rest before you are tired" in shown
    assert "forms mode" not in shown


def test_running_it_again_changes_nothing(folder, symptoms):
    path = saved(folder)
    run(path, section="symptoms", publish=True)
    before = Revision.objects.count(), Publication.objects.count(), Person.objects.count()

    lines = run(path, section="symptoms", publish=True)

    assert lines == ["unchanged  fatigue.txt  /symptoms/living-with-fatigue/", "1 unchanged."]
    assert (Revision.objects.count(), Publication.objects.count(), Person.objects.count()) == before


def test_a_page_is_known_again_when_its_file_lies_elsewhere(folder, symptoms):
    run(saved(folder), section="symptoms")

    lines = run(saved(folder, name="moved/other.txt"), section="symptoms")

    assert lines[0].split() == ["unchanged", "other.txt", "/symptoms/living-with-fatigue/"]


def test_a_draft_imported_before_can_be_published_later(folder, symptoms):
    path = saved(folder)
    run(path, section="symptoms")

    lines = run(path, publish=True)

    assert lines[0].split() == ["published", "fatigue.txt", "/symptoms/living-with-fatigue/"]
    assert Publication.objects.get().kind == Publication.Kind.PAGE


def test_a_newer_source_updates_a_page_nobody_edited(folder, symptoms):
    path = saved(folder, PAGE, "fatigue.md")
    run(path, section="symptoms", publish=True)
    path.write_text(PAGE.replace("Rest.", "Rest more."))

    lines = run(path, section="symptoms")

    article = Article.objects.get()
    assert lines[0].split() == ["updated", "fatigue.md", "/symptoms/living-with-fatigue/"]
    assert article.body == "Rest more."
    assert article.state(at=timezone.now()) == "changed"


def test_an_editors_later_work_is_never_overwritten(folder, symptoms):
    path = saved(folder, PAGE, "fatigue.md")
    run(path, section="symptoms")
    article = Article.objects.get()
    article.body = "Better."
    publishing.save_draft(article=article, by=factories.user(username="ada"))
    path.write_text(PAGE.replace("Rest.", "Rest more."))

    lines = run(path, section="symptoms", publish=True)

    today = f"{timezone.localdate():%B %-d, %Y}"
    assert lines[0] == (
        "kept       fatigue.md  /symptoms/living-with-fatigue/  edited here since it was"
        f" imported (revision 2 by ada, {today}); the newer source was not imported"
    )
    assert Article.objects.get().body == "Better."
    assert not Publication.objects.exists()


@pytest.mark.parametrize("field", ["summary", "body"])
def test_what_an_editor_saves_during_the_import_is_neither_lost_nor_counted_as_imported(
    field, folder, symptoms
):
    run(saved(folder, PAGE, "fatigue.md"), section="symptoms")
    loaded, edited = Article.objects.get(), Article.objects.get()
    setattr(edited, field, "Better.")
    kept = publishing.save_draft(article=edited, by=factories.user(first_name="Ada"))
    newer = ImportedPage(title="Living with Fatigue", summary="How to rest", body="Rest more.")

    refused = pytest.raises((NotImported, EditConflict), match="Ada saved this page")
    with refused, transaction.atomic():
        update(loaded, newer, sha="newer", wishes=Wishes(section=symptoms))

    article = Article.objects.get()
    assert (getattr(article, field), article.latest_revision()) == ("Better.", kept)
    assert article.imported_revision.number == 1


def test_a_page_that_was_withdrawn_here_is_not_published_again(folder, symptoms):
    path = saved(folder, PAGE, "fatigue.md")
    run(path, section="symptoms", publish=True)
    publishing.withdraw(article=Article.objects.get(), reason="Old.", by=None)
    path.write_text(PAGE.replace("Rest.", "Rest more."))

    lines = run(path, publish=True)

    assert lines[1].strip() == "It was withdrawn here, so it was not published again."
    assert Article.objects.get().state(at=timezone.now()) == "withdrawn"


def test_a_taken_address_is_refused_naming_its_holder(folder, symptoms):
    factories.live_article(title="Tired", slug="living-with-fatigue", section=symptoms)

    lines, failure = failed_run(saved(folder), section="symptoms")

    assert lines[0].startswith(
        "failed     fatigue.txt  The address /symptoms/living-with-fatigue/ belongs to “Tired”."
    )
    assert failure == "1 of 1 pages could not be imported. See above."
    assert not Person.objects.exists()


def test_an_address_meant_for_a_draft_is_refused_too(folder, symptoms):
    factories.draft(title="Tired", slug="living-with-fatigue", section=symptoms)

    lines, _ = failed_run(saved(folder), section="symptoms")

    assert lines[0] == (
        "failed     fatigue.txt  The address /symptoms/living-with-fatigue/ is reserved for the"
        " draft “Tired”. Give that draft another address part, or this page another title."
    )


def test_one_bad_page_never_stops_the_rest(folder, symptoms):
    saved(folder, "", "a-empty.md")
    saved(folder, PAGE, "b-good.md")
    saved(folder, PAGE, "c-twin.md")
    saved(folder, "---\ntitle: 多发性硬化\n---\nText.", "d-letters.md")

    lines, failure = failed_run(folder, section="symptoms")

    assert [line for line in lines if not line.startswith(" ")] == [
        "failed     a-empty.md  The file is empty.",
        "created    b-good.md  /symptoms/living-with-fatigue/",
        "unchanged  c-twin.md  /symptoms/living-with-fatigue/",
        "created    d-letters.md",
        "1 failed, 2 created, 1 unchanged.",
    ]
    assert failure == "1 of 4 pages could not be imported. See above."


def test_a_title_that_makes_no_address_is_a_draft_with_a_question(folder, symptoms):
    page = saved(folder, "---\ntitle: 多发性硬化\nsummary: A.\n---\nText.", "letters.md")

    lines = run(page, section="symptoms", publish=True)

    article = Article.objects.get()
    assert (article.title, article.path) == ("多发性硬化", "")
    assert Publication.objects.count() == 0
    assert (
        "           No address can be made from the title “多发性硬化”, because it cannot be"
        " written in Latin letters. The page stays a draft until you give it an address part."
    ) in lines
    assert run(page, section="symptoms")[0].split()[0] == "unchanged"


def test_the_same_title_twice_gets_a_second_address_and_the_report_says_so(folder, symptoms):
    saved(folder, PAGE, "a.md")
    saved(folder, f"{PAGE}More.\n", "b.md")
    saved(folder, f"{PAGE}Still more.\n", "c.md")

    lines = run(folder, section="symptoms", publish=True)
    again = run(folder, section="symptoms", publish=True)

    assert sorted(Publication.objects.values_list("path", flat=True)) == [
        "/symptoms/living-with-fatigue-2/",
        "/symptoms/living-with-fatigue-3/",
        "/symptoms/living-with-fatigue/",
    ]
    assert (
        "           The address /symptoms/living-with-fatigue/ is used by “Living with Fatigue”,"
        " which has the same title. This page has /symptoms/living-with-fatigue-2/."
    ) in lines
    assert again[-1] == "3 unchanged."


def test_the_name_that_a_folder_repeats_is_no_pages_title(folder, symptoms):
    for topic in ("Fatigue", "Heat", "Sleep"):
        saved(
            folder,
            f"<html><head><title>{topic} - Acme Network</title></head><body><h1>Acme Network</h1>"
            f"<p>{topic} is common in MS, and there is much that helps.</p></body></html>",
            f"{topic}.html",
        )

    run(folder, section="symptoms")

    assert sorted(Article.objects.values_list("title", flat=True)) == ["Fatigue", "Heat", "Sleep"]


def test_a_dry_run_says_what_would_happen_and_writes_nothing(folder, symptoms):
    saved(folder)
    saved(folder, SAVED.replace("common in MS", "common"), "twin.txt")

    lines = run(folder, section="symptoms", publish=True, dry_run=True)

    assert lines[0].split() == [
        "created", "fatigue.txt", "/symptoms/living-with-fatigue/", "published",
    ]  # fmt: skip
    assert (
        "           The address /symptoms/living-with-fatigue/ is used by fatigue.txt, which has"
        " the same title. This page has /symptoms/living-with-fatigue-2/."
    ) in lines
    assert lines[-1] == "2 created. Nothing was written: this was a dry run."
    assert not Article.objects.exists()
    assert not Person.objects.exists()
    assert not Menu.objects.exists()


def test_pictures_are_taken_into_the_library_where_their_file_is_there(
    folder, symptoms, media_root
):
    (folder / "img").mkdir()
    Picture.new("RGB", (20, 10), "teal").save(folder / "img" / "a nap.png")
    (folder / "img" / "page.png").write_text("<html>")
    text = PAGE + "\n![A nap](<img/a nap.png>)\n\n![](img/page.png)\n\n![Gone](img/gone.png)\n"

    lines = run(saved(folder, text, "fatigue.md"), section="symptoms")

    image = Image.objects.get()
    assert Article.objects.get().body == f"Rest.\n\n![A nap]({image.address})"
    assert (image.alternative_text, image.is_decorative) == ("A nap", False)
    assert [line.strip() for line in lines[1:-1]] == [
        (
            "The picture img/page.png was left out: This is a web page, not a picture. Send a JPEG "
            "or PNG file."
        ),
        "left out: image whose file is not there: “Gone (img/gone.png)”",
    ]


def test_people_known_here_stay_as_they_are(folder, symptoms):
    factories.person(name="Ada Able", slug="ada", credentials="MD, PhD")

    lines = run(saved(folder), section="symptoms")

    assert Person.objects.get(name="Ada Able").credentials == "MD, PhD"
    assert lines[1].strip() == (
        "Ada Able is listed on this site with the credentials “MD, PhD”, but the page says “DO”."
    )


def test_links_to_other_sites_are_registered(folder, symptoms):
    text = PAGE + "\n[Guide](https://example.org/guide) and [Care](/care/)\n"

    run(saved(folder, text, "fatigue.md"), section="symptoms", base_url="https://old.example/")

    assert sorted(use.link.address for use in LinkUse.objects.all()) == [
        "https://example.org/guide",
        "https://old.example/care/",
    ]


def test_a_resource_without_a_whole_address_is_left_out_and_said(folder, symptoms):
    text = "---\ntitle: Rest\nsummary: How\nresources: [{title: Sleep, url: /sleep/}]\n---\nRest.\n"

    lines = run(saved(folder, text, "rest.md"), section="symptoms")

    assert lines[1].strip() == (
        "“Sleep” was left out of the resources, because /sleep/ is not a full address of"
        " another site."
    )
    assert not Link.objects.exists()


def test_original_dates_are_kept_as_data(folder, symptoms):
    text = PAGE.replace("summary", "date: 2019-05-03\nupdated: 2020-06-03\nsummary")

    run(saved(folder, text, "fatigue.md"), section="symptoms", publish=True)

    page = Publication.objects.get()
    assert (page.published_on, page.updated_on) == (date(2019, 5, 3), date(2020, 6, 3))
    assert timezone.localdate(page.starts_at) == timezone.localdate()


def test_a_page_that_tells_only_when_it_was_published_is_not_shown_as_updated(folder, symptoms):
    text = PAGE.replace("summary", "date: 2019-05-03\nsummary")

    run(saved(folder, text, "fatigue.md"), section="symptoms", publish=True)

    page = Publication.objects.get()
    assert (page.published_on, page.updated_on) == (date(2019, 5, 3), date(2019, 5, 3))


def test_a_day_that_is_still_to_come_is_no_date_of_a_page(folder, symptoms):
    text = PAGE.replace("summary", "updated: 2999-06-03\nsummary")

    lines = run(saved(folder, text, "fatigue.md"), section="symptoms", publish=True)

    page = Publication.objects.get()
    assert (page.published_on, page.updated_on) == (timezone.localdate(), timezone.localdate())
    assert "           The date June 3, 2999 is in the future and was left out." in lines


NOT_PUBLIC = {
    "draft: true": "“draft: true”",
    "Published: No": "“Published: No”",
    "date: 2999-05-03": "“date”: May 3, 2999 is in the future",
    "expiryDate: 2020-01-31": "“expiryDate”: it ended on January 31, 2020",
}


@pytest.mark.parametrize("line", NOT_PUBLIC)
def test_a_page_that_is_not_public_on_its_old_site_stays_a_draft(folder, symptoms, line):
    text = PAGE.replace("summary", f"{line}\nsummary")

    lines = run(saved(folder, text, "fatigue.md"), section="symptoms", publish=True)

    assert Publication.objects.count() == 0
    assert Article.objects.get().state(at=timezone.now()) == "draft"
    sentence = f"It stays a draft, because it is not public on its old site ({NOT_PUBLIC[line]})."
    assert f"           {sentence}" in lines


def test_a_draft_is_published_once_its_old_site_shows_it(folder, symptoms):
    hidden = PAGE.replace("summary", "draft: true\nsummary")
    run(saved(folder, hidden, "fatigue.md"), section="symptoms", publish=True)

    [line, *_] = run(saved(folder, PAGE, "fatigue.md"), section="symptoms", publish=True)

    assert line.split()[0] == "published"
    assert Publication.objects.count() == 1


def test_a_live_page_that_its_old_site_hides_by_now_stays_and_is_reported(folder, symptoms):
    run(saved(folder, PAGE, "fatigue.md"), section="symptoms", publish=True)
    hidden = PAGE.replace("summary", "draft: true\nsummary")

    [line, *_] = run(saved(folder, hidden, "fatigue.md"), section="symptoms", publish=True)

    assert Publication.objects.live(at=timezone.now()).count() == 1
    assert "(“draft: true”), but was published here. Check it." in line


def test_a_newer_text_of_such_a_page_is_updated_the_day_it_comes(folder, symptoms):
    text = PAGE.replace("summary", "date: 2019-05-03\nsummary")
    run(saved(folder, text, "fatigue.md"), section="symptoms", publish=True)

    run(saved(folder, f"{text}More.\n", "fatigue.md"), section="symptoms", publish=True)

    page = Publication.objects.live(at=timezone.now()).get()
    assert (page.published_on, page.updated_on) == (date(2019, 5, 3), timezone.localdate())


@pytest.mark.parametrize("title", ["Rest–and sleep", "Rest/and sleep", "Rest—and sleep"])
def test_dashes_and_strokes_part_the_words_of_an_address(folder, symptoms, title):
    run(saved(folder, PAGE.replace("Living with Fatigue", title), "rest.md"), section="symptoms")

    assert Article.objects.get().slug == "rest-and-sleep"


def test_what_is_too_long_is_cut_and_said(folder, symptoms):
    text = PAGE.replace("Living with Fatigue", "Fatigue " * 30).replace("How to rest", "Rest " * 99)

    lines = run(saved(folder, text, "fatigue.md"), section="symptoms")

    article = Article.objects.get()
    assert (len(article.title), len(article.summary)) == (200, 400)
    assert [line.split(". Left")[0].strip() for line in lines[1:3]] == [
        "The title was shortened to 200 characters",
        "The summary was shortened to 400 characters",
    ]


def test_a_language_the_site_does_not_offer_is_said(folder, symptoms):
    lines = run(
        saved(folder, PAGE.replace("lang: en", "lang: fr"), "f.md"),
        saved(folder, "<html lang=fr><h1>La sieste</h1><p>Une sieste aide.", "g.html"),
        section="symptoms",
    )

    offered = "The page is in French, which this site does not support. "
    assert [line.strip() for line in lines if "French" in line] == [
        f"{offered}it is marked as English.",
        f"{offered}its paragraphs are marked as French, the page is marked as English.",
    ]


def test_without_a_section_a_page_is_a_draft_without_an_address(folder):
    lines = run(saved(folder, PAGE, "fatigue.md"))

    assert lines[0] == "created    fatigue.md"
    assert Article.objects.get().section is None


def test_without_a_section_a_page_cannot_be_published(folder):
    lines, _ = failed_run(saved(folder, PAGE, "fatigue.md"), publish=True)

    assert lines[0] == "failed     fatigue.md  The page cannot be published yet. Choose a section."
    assert not Article.objects.exists()


def test_unknown_sections_users_and_empty_folders_are_refused_in_words(folder, symptoms):
    assert failed_run(folder)[1] == (
        "No pages were found there: HTML, Markdown, plain text and Word documents can be imported."
    )
    assert failed_run(folder, section="cure")[1] == (
        "There is no section “cure”. Available sections: symptoms."
    )
    assert failed_run(folder, by="nobody")[1] == "There is no user “nobody”."


def test_who_imports_is_recorded(folder, symptoms):
    ada = factories.user(username="ada")

    run(saved(folder), section="symptoms", by="ada")

    assert (Revision.objects.get().made_by, Article.objects.get().owner) == (ada, ada)


LONG = "A sentence of some length."
SUMMARIES = {
    "# T\n\nOne *fine* [sentence](/x), and it is long enough. Two.": (
        "One fine sentence, and it is long enough. Two."
    ),
    "- a list\n\nShort.": "Short.",
    " ".join([LONG] * 20): " ".join([LONG] * 11),
    "Care &mdash; the team&rsquo;s own &lt;kind&gt; &#8211; is what counts here.": (
        "Care — the team’s own <kind> – is what counts here."
    ),
    "![x](y)": "",
}


@pytest.mark.parametrize("body", SUMMARIES)
def test_a_summary_is_made_of_the_first_sentences(body):
    assert first_sentences(body) == SUMMARIES[body]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_progress_bar_is_drawn_for_many_pages_where_somebody_watches(folder, symptoms):
    for number in range(6):
        saved(folder, PAGE.replace("Fatigue", f"Fatigue {number}"), f"{number}.md")
    watched, piped = Terminal(), io.StringIO()

    call_command("import_page", folder, section="symptoms", stdout=io.StringIO(), stderr=watched)
    call_command("import_page", folder, section="symptoms", stdout=io.StringIO(), stderr=piped)

    assert "[###############               ] 3 of 6" in watched.getvalue()
    assert piped.getvalue() == ""


def test_a_word_document_is_imported_with_its_picture(tmp_path, media_root):
    blocks = [
        paragraph("Heat and MS", style="Title"),
        paragraph(picture("A fan")),
        paragraph("Rest."),
    ]
    (tmp_path / "leaflet.docx").write_bytes(word_file(*blocks))

    call_command("import_page", str(tmp_path))

    article, image = Article.objects.get(), Image.objects.get()
    assert article.title == "Heat and MS"
    assert article.body == f"![A fan]({image.address})\n\nRest."
