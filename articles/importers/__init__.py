"""Pages of other sites: read into records, then written as drafts through the acts."""

from articles.importers.reading import pages_in, read_page
from articles.importers.records import ImportedPage, UnreadablePage

__all__ = ["ImportedPage", "UnreadablePage", "pages_in", "read_page"]
