"""Everything over ../shared, the folder of real material that may lie beside the project."""

import io
import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accessibility.menus import acts as menu_acts
from accessibility.models import Menu
from articles import publishing
from articles.importers.import_pages import Wishes, files_in, import_files
from articles.models import Article, Publication
from bench import commonmark_score, import_figures
from mscoe.environment import ROOT
from tests import factories
from tests.journeys import whole_site
from tests.site_copies import empty_the_site, live_addresses, mains

SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
NO_TEXT = "No text was found on the page apart from menus and footers."
NO_SUMMARY = (
    "The page cannot be published yet. "
    "Write a summary of one or two sentences for lists and search engines."
)
OLD_SITE = "https://www.va.gov/"
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not SHARED.is_dir(), reason="There is no folder ../shared."),
]


def test_every_example_that_the_allow_list_leaves_comes_out_as_commonmark_says():
    specification = SHARED / "spec" / "commonmark-0.31.2.json"

    verdicts = commonmark_score.verdicts_on(json.loads(specification.read_text(encoding="utf-8")))

    counts = {verdict: len(numbers) for verdict, numbers in verdicts.items()}
    assert counts == {"as expected": 576, "raw HTML": 72, "changed by the allow-list": 4}


def test_imports_keep_the_words_and_links_of_pages_whose_source_is_known():
    pairs = import_figures.compare_pairs(CORPUS, OLD_SITE)

    means = import_figures.means_of(pairs)
    assert len(pairs) == 24
    assert {name: mean for name, mean in means.items() if mean < import_figures.WANTED[name]} == {}


def import_corpus(kind, section):
    """Import one half of the corpus and publish it; what became of each file."""
    wishes = Wishes(section=section, publish=True)
    files = files_in([CORPUS / kind])
    return list(import_files(files, wishes=wishes, base_url=OLD_SITE, site_names=()))


def statuses(outcomes):
    return Counter(outcome.status for outcome in outcomes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "first", "again", "at_least_live"),
    [
        ("html", {"created": 50}, {"unchanged": 50}, 50),
        ("markdown", {"created": 252, "failed": 8}, {"unchanged": 252, "failed": 8}, 240),
    ],
)
def test_every_saved_page_becomes_an_article_or_is_refused_in_a_sentence(
    kind, first, again, at_least_live, client
):
    section = factories.section()

    outcomes = import_corpus(kind, section)

    assert statuses(outcomes) == first
    # A crash would be told with the name of its exception.
    refusals = {each.sentence for each in outcomes if each.status == "failed"}
    assert refusals <= {NO_TEXT, NO_SUMMARY}
    published = [each for each in outcomes if each.sentence == "published"]
    assert len(published) >= at_least_live
    assert {client.get(each.path).status_code for each in published} == {200}
    # Of the others each says why it stays a draft.
    drafts = [each for each in outcomes if each.status == "created" and each not in published]
    assert all(any("a draft" in remark for remark in each.remarks) for each in drafts)
    assert statuses(import_corpus(kind, section)) == again


@pytest.mark.django_db
def test_the_page_of_the_site_before_is_imported_whole_and_without_its_boilerplate(client):
    source = SHARED / "reference" / "ms-centre-page.txt"
    factories.section("treatments")
    options = {"section": "treatments", "publish": True}

    call_command("import_page", source, stdout=io.StringIO(), **options)

    page = client.get("/treatments/stem-cell-therapy-for-multiple-sclerosis/").context["page"]
    assert page["title"] == "Stem Cell Therapy for Multiple Sclerosis"
    assert [(each["name"], each["credentials"]) for each in page["byline"]] == [
        ("Derek McFaul", "DO"),
        ("Rebecca Spain", "MD, MSPH"),
    ]
    paragraphs = page["html"].splitlines()
    assert [text.split()[0] for text in paragraphs] == [
        "<p>MS",
        "<p>Studies",
        "<p>This",
        "<p>Still",
    ]
    assert all(text.endswith("</p>") for text in paragraphs)
    assert Menu.objects.get(slug="main").legacy_hint.startswith("Attention A T users.")
    # The same page from elsewhere, in other words: its address is taken.
    copy = SHARED / "corpus" / "html" / "nci" / "article-coping-feelings-2-en.html"
    taken = factories.live_article(slug="feelings-and-cancer", title="Feelings")
    with pytest.raises(CommandError):
        call_command(
            "import_page", copy, section="symptoms", stdout=(told := io.StringIO()), publish=True
        )
    assert f"{taken.path} belongs to “Feelings”" in told.getvalue()


def build_large_site():
    """Some 350 pages, and every state that a page, a menu and a draft can be in."""
    whole_site.build()
    call_command("load_sample_site", verbosity=0)
    import_corpus("html", factories.section("old-pages"))
    import_corpus("markdown", factories.section("older-pages"))
    imported = list(Article.objects.filter(section__slug="older-pages").order_by("pk"))
    elsewhere = factories.section("elsewhere")
    for number, article in enumerate(imported[:40]):
        article = Article.objects.get(pk=article.pk)
        if number % 4 == 0:
            publishing.withdraw(article=article, reason="Too old.", gone=number % 8 == 0, by=None)
        elif number % 4 == 1:
            publishing.move(article=article, section=elsewhere, slug=f"moved-{number}", by=None)
        elif number % 4 == 2:
            article.body += "\nA newer draft.\n"
            publishing.save_draft(article=article, by=None)
        else:
            factories.live_article(title=article.title, section=elsewhere)
    factories.draft(title="Never published", section=None, body="---\r\nOne\r\n\r\n\ntwo  ")


def everything_kept():
    """What does not show on the pages: states, drafts, where old addresses lead, menus."""
    now = timezone.now()
    articles = Article.objects.with_facts(at=now).order_by("title", "slug", "section__slug")
    paths = Publication.objects.order_by("path").values_list("path", flat=True).distinct()
    answers = {path: Publication.objects.answer(path, at=now) for path in paths}
    return [
        *((each.title, each.slug, each.state(at=now), each.body) for each in articles),
        *((path, each.kind, each.address) for path, each in answers.items()),
        *(
            (
                menu.slug,
                menu_acts.live_version(menu).tree,
                menu_acts.plain(menu_acts.working_tree(menu)),
            )
            for menu in Menu.objects.order_by("slug")
        ),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_site_of_several_hundred_pages_comes_back_byte_for_byte(
    client, settings, tmp_path, media_root
):
    build_large_site()
    before, kept = mains(client, live_addresses()), everything_kept()
    assert len(before) > 330

    call_command("export_site", tmp_path / "site", verbosity=0)
    empty_the_site(settings, tmp_path)
    call_command("import_site", tmp_path / "site", verbosity=0)

    after = mains(client, live_addresses())
    assert sorted(after) == sorted(before)
    assert [path for path, main in before.items() if after[path] != main] == []
    assert [pair for pair in zip(kept, everything_kept(), strict=True) if pair[0] != pair[1]] == []
