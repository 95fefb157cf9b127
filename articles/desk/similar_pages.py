"""Pages that may be about the same as a new one, by their titles."""

from dataclasses import dataclass
from itertools import combinations

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles import permissions
from articles.models import Article, DeskWords
from articles.text.similar_titles import are_similar, beginning, key_words

MOST = 5
MOST_WORDS = 8
MOST_COMPARED = 500
LONGEST = 200


@dataclass(frozen=True)
class SimilarPage:
    """A page of this site, as someone who begins another is told of it."""

    title: str
    about: str
    address: str


def similar_pages(title, *, user, but=None):
    """Live pages and drafts that ``user`` may read whose titles are like ``title``."""
    typed = key_words(title[:LONGEST])[:MOST_WORDS]
    if not typed:
        return []
    found = (_shown(page, typed, user) for page in _candidates(typed, user, but))
    return [page for page in found if page is not None][:MOST]


def _candidates(typed, user, but):
    """Pages with two of the words anywhere, those of readers and those that ``user`` may read."""
    words = [f"'{beginning(word)}':*" for word in typed]
    query = " | ".join(f"({one} & {other})" for one, other in combinations(words, 2)) or words[0]
    held = DeskWords.objects.filter(words=SearchQuery(query, config="simple", search_type="raw"))
    rows = Article.objects.filter(pk__in=held.values("pk"), archived_at=None)
    rows = rows.with_facts(at=timezone.now()).with_live_title(at=timezone.now())
    known = permissions.only_readable(Article.objects.all(), user).order_by().values("pk")
    rows = rows.filter(Q(pk__in=known) | Q(live_title__isnull=False)).exclude(pk=but)
    return rows.defer("body").order_by("-updated_at")[:MOST_COMPARED]


def _shown(page, typed, user):
    """What is said of a page; None if its titles are others. Drafts are for those who may read."""
    if page.live_title and are_similar(typed, key_words(page.live_title)):
        return SimilarPage(page.live_title, "live", page.live_path)
    if not are_similar(typed, key_words(page.title)) or not permissions.may_read(user, page):
        return None
    address = reverse("admin:articles_article_change", args=[page.pk])
    return SimilarPage(str(page), "draft", address)
