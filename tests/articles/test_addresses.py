import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.addresses import PublicationBook
from articles.models import Image
from tests import factories

pytestmark = pytest.mark.django_db
ELSEWHERE = ["https://example.org/", "tel:988", "//example.org/", "mailto:a@example.org"]


def image(name, text, **fields):
    return Image.objects.create(
        file=f"images/{name}.png", width=80, height=40, alternative_text=text, **fields
    )


@pytest.fixture
def addresses():
    """One address of every kind that the site can answer."""
    treatments = factories.section("treatments")
    live = factories.live_article(section=treatments, slug="live", title="A live page")
    noted = factories.live_article(section=treatments, slug="noted", title="Old advice")
    gone = factories.live_article(section=treatments, slug="gone", title="A mistake")
    publishing.withdraw(article=noted.article, reason="The advice has changed.", by=None)
    publishing.withdraw(article=gone.article, reason="A mistake.", by=None, gone=True)
    publishing.redirect(path="/old/page.asp", target_url=live.path, by=None)
    factories.person("Rosa Example", slug="rosa-example")
    ours = ["/", "/treatments/", "/people/rosa-example/", "/people/nobody/", "/site-index/"]
    paths = [live.path, f"{live.path}#part", noted.path, gone.path, "/old/page.asp"]
    return [*ours, *paths, "/nowhere/at-all/", "/nothing/", "/admin/", "/a\x00b/", *ELSEWHERE]


def test_many_addresses_are_answered_as_each_alone(addresses):
    at = timezone.now()
    book = PublicationBook()

    together = book.look_up_all(addresses, at)

    assert together == {address: book.look_up(address, at) for address in addresses}
    assert {answer.kind for answer in together.values()} == {
        "page",
        "notice",
        "gone",
        "redirect",
        "not found",
        "unknown",
    }


@pytest.mark.parametrize("count", [3, 30])
def test_live_pages_and_what_never_was_one_take_the_same_queries(count, django_assert_num_queries):
    section = factories.section("treatments")
    live = [factories.live_article(section=section, slug=f"page-{n}") for n in range(3)]
    paths = [page.path for page in live] + [f"/nowhere/{n}/" for n in range(count)]

    with django_assert_num_queries(3):
        PublicationBook().look_up_all(paths, timezone.now())


def test_what_an_address_leads_to_and_when_a_page_ends_is_told(addresses):
    at = timezone.now()
    until = at + datetime.timedelta(days=30)
    ending = factories.live_article(slug="ending", title="For a while")
    publishing.set_end(publication=ending, until=until, by=None)

    book = PublicationBook()

    assert book.look_up("/old/page.asp", at).leads_to == "/treatments/live/"
    assert book.look_up(ending.path, timezone.now()).ends_at == until


def test_pictures_are_found_by_their_words_but_not_those_in_the_bin():
    badge = image("badge", "A telephone", caption="Crisis line")
    image("other", "A telephone in the bin", archived_at=timezone.now())
    image("clinic", "A clinic")

    book = PublicationBook()

    assert [found.address for found in book.pictures("crisis telephone")] == [badge.address]
    assert list(book.pictures_at([badge.address, "/media/images/none.png"])) == [badge.address]
