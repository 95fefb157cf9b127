"""Acts on sections. Renaming one moves all its pages."""

from datetime import datetime

from django.contrib.auth.models import User

from accessibility.changes import act_lock, optimistic_lock
from accessibility.changes.optimistic_lock import Opened, SavedRow
from accessibility.menus import acts as menu_acts
from articles.addresses import reserved_first_parts
from articles.models import Article, Event, Publication, Section
from articles.publishing.act import Act, EventData, start_act
from articles.publishing.errors import AddressReserved
from articles.publishing.library.trash import describe_drafts
from articles.publishing.pages import redirect
from articles.publishing.timeline.place import place_again

MOST_NAMED = 20  # live pages


def save_section(*, section: Section, by: User | None, opened: Opened | None = None) -> SavedRow:
    """Save a section. A changed address part moves its pages; old addresses lead to the new.

    ``opened``: what a form began with; see content.py.
    """
    with act_lock.act(Event.Verb.SECTION_SAVED):  # its lock first: the event says what was before
        before = optimistic_lock.locked(section)
        merged = optimistic_lock.merge_into(section, stored=before, opened=opened, by=by)
        section.full_clean()
        if section.slug in reserved_first_parts():
            raise AddressReserved(section.slug)
        data = {"section": section.slug} | _names_before(before, section)
        with start_act(Event.Verb.SECTION_SAVED, by=by, data=data) as act:
            section.save()
            _end_redirect(section.get_absolute_url(), at=act.at)
            if before is not None and before.slug != section.slug:
                _rename(act, section, old_slug=before.slug)
            act.invalidate(paths=[act_lock.EVERY_PAGE])
            return optimistic_lock.SavedRow(section, merged)


def places_of_section(section: Section, *, reader: User, at: datetime) -> list[str]:
    """What is in a section, and what leads to it; drafts as ``reader`` may know them."""
    live = Publication.objects.live(at=at).pages().filter(section=section)
    rows = live.select_related("revision").order_by("path")
    places = [f"the page “{row.revision.title}” ({row.path})" for row in rows[:MOST_NAMED]]
    if (more := live.count() - len(places)) > 0:
        places.append(f"{more} more live {'page' if more == 1 else 'pages'}")
    drafts = Article.objects.filter(section=section, archived_at=None)
    places += describe_drafts(drafts.exclude(pk__in=live.values("article")), reader=reader)
    menus = menu_acts.menus_holding(section.get_absolute_url())
    places += [f"the menu “{menu}”" for menu in menus]
    if limited := section.editors.count():
        accounts = "1 account" if limited == 1 else f"{limited} accounts"
        places.append(f"{accounts} with permissions in this section")
    return places


def _names_before(before: Section | None, section: Section) -> EventData:
    """The row of a section holds its names of today; the event of a renaming keeps the others."""
    if before is None or (before.name, before.slug) == (section.name, section.slug):
        return {}
    return {"was": {"key": before.pk, "name": before.name, "slug": before.slug}}


def _end_redirect(path: str, *, at: datetime) -> None:
    standing = Publication.objects.live(at=at).filter(path=path, article=None)
    standing.update(ends_at=at)


def _rename(act: Act, section: Section, *, old_slug: str) -> None:
    """Place every publication of the section at its new address, schedules included."""
    old, new = f"/{old_slug}/", f"/{section.slug}/"
    rows = list(Publication.objects.ahead(at=act.at).filter(section=section))
    moves = {old: new} | {row.path: new + row.path.removeprefix(old) for row in rows}

    def to_new_address(copy: Publication) -> None:
        copy.path = moves[copy.path]

    place_again(act, rows, at=act.at, change=to_new_address)
    menu_acts.follow_moves(moves, by=act.event.by)
    redirect(path=old, target_url=new, by=act.event.by, reason="The section was renamed.")
