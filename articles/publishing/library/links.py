"""Changing the address of a link on every page that uses it: one act, one event, in batches."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import cast

from django.contrib.auth.models import User
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from articles import markup, search
from articles.models import (
    Approval,
    Article,
    Event,
    Link,
    LinkUse,
    Publication,
    Resource,
    Revision,
)
from articles.publishing.act import Act, start_act
from articles.publishing.approval.acts import shown_name
from articles.publishing.drafts.saving import keep_many
from articles.publishing.errors import LinkNotReplaced, LinkUnchanged
from articles.text.snapshot_fields import KeptEntries

Step = tuple[int, int] | list[Article]  # pages done, of how many; at the end the pages
BATCH = 500
NOTE = "A link was changed on every page"
IN_ADDRESS = r"[\w/?&=#%~+$@(-]"
AFTER = rf"(?!{IN_ADDRESS})(?![.,;:!*_']+{IN_ADDRESS})"
BEFORE = r"(?<![\w/?&=#%-])"


def pages_using(link: Link, *, at: datetime) -> QuerySet[Article]:
    """Articles whose newest, live or scheduled text holds the link, by title."""
    uses = LinkUse.objects.filter(link=link).values("revision")
    newest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number").values("pk")[:1]
    readers = _ahead(at=at).filter(revision__in=uses).values("article")
    pages = Article.objects.annotate(newest=Subquery(newest))
    return pages.filter(Q(newest__in=uses) | Q(pk__in=readers)).order_by("title", "pk")


def _ahead(*, at: datetime) -> QuerySet[Publication]:
    """What readers get as pages, now or by a schedule that waits."""
    return Publication.objects.happened().pages().filter(Q(ends_at=None) | Q(ends_at__gt=at))


def replace_link(*, link: Link, address: str, by: User | None) -> list[Article]:
    """Put another address in a link's place in every draft and in every text that readers get.

    Readers have the new texts at once; approvals are carried on, and a draft that waits stays a
    draft. The old link is archived. Returns the articles. Raises LinkUnchanged, or LinkNotReplaced
    where a page writes the address in a way that cannot be changed: then nothing is done anywhere.
    """
    *_, pages = replacing_link(link=link, address=address, by=by)
    return cast(list[Article], pages)  # the last step


def replacing_link(*, link: Link, address: str, by: User | None) -> Iterator[Step]:
    """The same act step by step: yields how many pages of how many are done, then the pages.

    Stopping before the last step changes nothing.
    """
    if address == link.address:
        raise LinkUnchanged(address)
    data = {"from": link.address, "to": address}
    with start_act(Event.Verb.LINK_REPLACED, by=by, data=data) as act:
        other = _other_link(link, address)
        pages = list(pages_using(link, at=act.at).select_for_update(of=("self",)))
        for start in range(0, len(pages), BATCH):
            _replace_on(act, pages[start : start + BATCH], link, other)
            yield min(start + BATCH, len(pages)), len(pages)
        _replace_resources(link, other)
        link.archived_at, link.archived_by = act.at, by
        link.save(update_fields=["archived_at", "archived_by"])
        act.invalidate(articles=[page.pk for page in pages], paths=["/resources/"])
    yield pages


def _other_link(link: Link, address: str) -> Link:
    """The link that takes the place: one that is known, or one with what we know of the old."""
    known = Link.objects.filter(address=address).first()
    if known is not None:
        known.archived_at = known.archived_by = None
        known.save(update_fields=["archived_at", "archived_by"])
        return known
    names = ("title", "publisher", "kind", "language")
    other = Link(address=address, **{name: getattr(link, name) for name in names})
    other.full_clean()
    other.save()
    return other


def _replace_on(act: Act, pages: Sequence[Article], link: Link, other: Link) -> None:
    rows = list(_ahead(at=act.at).filter(article__in=pages).select_related("revision"))
    made = _texts_anew(pages, rows, link, other)
    looks = keep_many(list(made.values()), by=act.event.by, at=act.at)
    _refuse_leftovers(made, looks, link)
    _carry_approvals(act, made)
    _update_working_copies(act, pages, made)
    _place_again(act, rows, made, looks)


def _texts_anew(
    pages: Sequence[Article], rows: Sequence[Publication], link: Link, other: Link
) -> dict[int, Revision]:
    """New revisions by the keys of the old ones. A page's draft comes last, so it stays newest."""
    drafts = Revision.objects.in_bulk([page.newest for page in pages])
    used = set(LinkUse.objects.filter(link=link).values_list("revision", flat=True))
    shown: dict[int, dict[int, Revision]] = defaultdict(dict)
    for row in rows:
        if row.revision_id in used:
            shown[row.article_id][row.revision_id] = row.revision
    made = {}
    for page in pages:
        draft = drafts[page.newest]
        texts = shown[page.pk] | {draft.pk: draft}
        ordered = sorted(texts.values(), key=lambda text: text.number)
        for number, text in enumerate(ordered, draft.number + 1):
            made[text.pk] = _rewritten(text, number, link, other)
    return made


def _rewritten(text: Revision, number: int, link: Link, other: Link) -> Revision:
    written = text.snapshot() | {
        "body": in_text(text.body, link.address, other.address),
        "resources": _in_resources(text.resources, link, other),
    }
    return Revision(
        article_id=text.article_id,
        number=number,
        note=NOTE,
        updated_on=text.updated_on,
        **written,
    )


def in_text(source: str, old: str, new: str) -> str:
    """Markdown with one address in the place of another; longer addresses stay as they are."""
    return re.sub(BEFORE + re.escape(old) + AFTER, lambda _: new, source)


def _in_resources(entries: KeptEntries, link: Link, other: Link) -> KeptEntries:
    kept, has_other = [], any(entry["link"] == other.pk for entry in entries)
    for entry in entries:
        if entry["link"] != link.pk:
            kept.append(entry)
        elif not has_other:
            kept.append(Resource(link=other, note=entry["note"]).as_listed())
    return kept


def _refuse_leftovers(
    made: Mapping[int, Revision], looks: Mapping[int, markup.Rendered], link: Link
) -> None:
    left = {
        revision.article_id
        for revision in made.values()
        if any(found.address == link.address for found in looks[revision.pk].links)
    }
    if left:
        raise LinkNotReplaced(list(Article.objects.filter(pk__in=left).order_by("title", "pk")))


def _carry_approvals(act: Act, made: Mapping[int, Revision]) -> None:
    old = Revision.objects.in_bulk(list(made))
    approvals = Approval.objects.filter(revision__article__in={r.article_id for r in old.values()})
    held = {(one.revision.article_id, one.sha): one for one in _oldest_first(approvals)}
    Approval.objects.bulk_create(
        Approval(
            revision=revision,
            sha=revision.sha,
            grounds=Approval.Grounds.LINK,
            carried_from=held[revision.article_id, old[key].sha],
            made_at=act.at,
            made_by=act.event.by,
            name_as_shown=shown_name(act.event.by),
            event=act.event,
        )
        for key, revision in made.items()
        if (revision.article_id, old[key].sha) in held and revision.sha != old[key].sha
    )


def _oldest_first(approvals: QuerySet[Approval]) -> QuerySet[Approval]:
    return approvals.select_related("revision").order_by("pk")


def _update_working_copies(
    act: Act, pages: Sequence[Article], made: Mapping[int, Revision]
) -> None:
    """In one statement: the new drafts are already in the database."""
    drafts = Revision.objects.filter(pk__in=[made[page.newest].pk for page in pages])
    Article.objects.filter(pk__in=[page.pk for page in pages]).update(
        body=Subquery(drafts.filter(article=OuterRef("pk")).values("body")),
        updated_at=act.at,
        updated_by=act.event.by,
    )


def _replace_resources(link: Link, other: Link) -> None:
    """In working copies; where the new link is already in the list, the old one is removed."""
    has_other = Resource.objects.filter(link=other).values("article")
    Resource.objects.filter(link=link, article__in=has_other).delete()
    Resource.objects.filter(link=link).update(link=other)


def _place_again(
    act: Act,
    rows: Sequence[Publication],
    made: Mapping[int, Revision],
    looks: Mapping[int, markup.Rendered],
) -> None:
    """Cut live and scheduled publications, and place them again with the new texts."""
    rows = [row for row in rows if row.revision_id in made]
    ahead = Publication.objects.filter(pk__in=[row.pk for row in rows])
    ahead.filter(starts_at__lte=act.at).update(ends_at=act.at)
    ahead.filter(starts_at__gt=act.at).update(ends_at=F("starts_at"))
    shown = {row.revision_id: made[row.revision_id] for row in rows}
    search.index_like(shown, texts={key: looks[text.pk].text for key, text in shown.items()})
    placed = [_placed(act, row, made[row.revision_id]) for row in rows]
    act.insert(placed)
    act.invalidate(paths=[row.path for row in placed])


def _placed(act: Act, row: Publication, revision: Revision) -> Publication:
    kept = ("path", "kind", "article_id", "section_id", "reason", "published_on", "updated_on")
    return Publication(
        **{name: getattr(row, name) for name in (*kept, "until", "ends_at")},
        revision=revision,
        starts_at=max(row.starts_at, act.at),
        event=act.event,
    )
