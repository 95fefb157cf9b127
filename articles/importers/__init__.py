"""Pages of other sites: read into records, then written as drafts through the acts.

``apart`` reads a file in a child process with limits; ``reading`` is what runs there. What reads
files is large, so that it is imported when it is first asked for, and never by a web server.
"""

from collections.abc import Callable

from articles.importers.records import ImportedPage, UnreadablePage

__all__ = ["ImportedPage", "UnreadablePage", "pages_in", "read_page"]


def __getattr__(name: str) -> Callable[..., object]:
    if name not in ("pages_in", "read_page"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from articles.importers import reading

    found: Callable[..., object] = getattr(reading, name)
    return found
