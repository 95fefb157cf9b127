"""Full text over live pages: what was published is indexed; what is live is found."""

from articles.search.excerpts import MATCH_START, MATCH_STOP, excerpt_parts
from articles.search.index import index, index_again, index_like, index_new, needs_indexing
from articles.search.query import LONGEST_QUERY, are_small_words, search
from articles.search.respelling import respell, respelling

__all__ = [
    "LONGEST_QUERY",
    "MATCH_START",
    "MATCH_STOP",
    "are_small_words",
    "excerpt_parts",
    "index",
    "index_again",
    "index_like",
    "index_new",
    "needs_indexing",
    "respell",
    "respelling",
    "search",
]
