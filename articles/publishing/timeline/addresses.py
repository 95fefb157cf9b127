"""What a page's address does to its working copy, its live text and its approval."""

from datetime import datetime

from articles import search
from articles.models import Approval, Article, Publication, Revision, Section
from articles.publishing.act import Act
from articles.publishing.approval.acts import carry_approval
from articles.publishing.approval.state import is_approved
from articles.publishing.drafts.saving import SavedDraft, save_draft
from articles.publishing.timeline.place import address_of, home_at


def new_address_in_draft(act: Act, home: Publication, *, like: Publication) -> dict[int, Revision]:
    """Write the address of ``like``, a publication, into the draft of the page at ``home``.

    See ``readdress``.
    """
    slug = like.path.rstrip("/").rpartition("/")[2]
    note = "Moved to another address"
    _, texts = readdress(act, home.article, section=like.section, slug=slug, note=note)
    return texts


def readdress(
    act: Act,
    article: Article,
    *,
    section: Section | None,
    slug: str,
    note: str,
    base: Revision | int | None = None,
) -> tuple[Revision, dict[int, Revision]]:
    """Write an address into the working copy: nobody's text changes, so its approval carries on.

    Returns (the page's revision now, {key of the live revision: what takes its place}). The live
    text is replaced only where no draft waits, so that nothing unfinished is published.
    """
    home, latest = home_at(article, at=act.at), article.latest_revision()
    article.section, article.slug = section, slug
    saved = save_draft(article=article, by=act.event.by, note=note, base=base)
    revision = saved.revision
    if latest is None or revision == latest:
        return revision, {}
    if is_approved(latest) and not _numbers_changed(saved):
        carry_approval(revision=revision, grounds=Approval.Grounds.ADDRESS, by=act.event.by)
    if home is None or home.kind != "page" or home.revision_id != latest.pk:
        return revision, {}
    search.index(revision, text=revision.renderings.latest("pk").rendered.text)
    return revision, {latest.pk: revision}


def _numbers_changed(saved: SavedDraft) -> bool:
    """Whether a save removed something between two digits: then someone must read it again."""
    return any(found.beside_figures for found in saved.removed.values())


def place_of(revision: Revision, *, at: datetime, now: datetime) -> tuple[Section, str]:
    """(section, path) at which a revision is published.

    Where nobody gave the page another address since its live text, that is wherever the page
    lives at the moment: a scheduled swap takes later texts along.
    """
    written = address_of(revision.section, revision.slug)
    present = home_at(revision.article, at=now)
    if present is None or present.revision is None:
        return revision.section, written
    kept = (present.revision.section_id, present.revision.slug)
    if written == present.path or (revision.section_id, revision.slug) == kept:
        then = home_at(revision.article, at=at) or present
        return then.section, then.path
    return revision.section, written
