"""Pages that a section lists before its others, in the order that people chose."""

from django.db.models import F

from articles.models import Publication


def chosen_first(sections, *, at):
    """Keys of the live publications that sections list first, in order, by section."""
    found = {section: [] for section in sections}
    for section, publication in _chosen(at=at).values_list("section", "pk"):
        if section in found:
            found[section].append(publication)
    return found


def chosen_paths(section, *, at):
    """Where the pages are that one section lists first, in order."""
    return list(_chosen(at=at).filter(section=section).values_list("path", flat=True))


def _chosen(*, at):
    """A page that has moved to another section is not among that one's first."""
    live = Publication.objects.live(at=at).pages()
    chosen = live.filter(article__listed_first__section=F("section"))
    return chosen.order_by("article__listed_first__position", "article__listed_first__pk")
