"""Acts on sections. Renaming one moves all its pages."""

from django.db.models import Q

from accessibility import announcing, menus
from articles.addresses import reserved_first_parts
from articles.models import Event, Publication, Section
from articles.publishing.acts import act
from articles.publishing.pages import redirect, refuse_if_taken
from articles.publishing.refusals import AddressReserved


def save_section(*, section, by):
    """Save a section. A changed address part moves its pages; old addresses lead to the new."""
    section.full_clean()
    if section.slug in reserved_first_parts():
        raise AddressReserved(section.slug)
    with act(Event.Verb.SECTION_SAVED, by=by, data={"section": section.slug}) as doing:
        before = Section.objects.select_for_update().filter(pk=section.pk).first()
        section.save()
        _end_redirect(section.get_absolute_url(), at=doing.at)
        if before is not None and before.slug != section.slug:
            _rename(doing, section, old_slug=before.slug)
        doing.touch(paths=[announcing.EVERY_PAGE])
        return section


def _end_redirect(path, *, at):
    standing = Publication.objects.live(at=at).filter(path=path, article=None)
    standing.update(ends_at=at)


def _rename(doing, section, *, old_slug):
    """Lay every answer of the section again under its new address, schedules included."""
    old, new = f"/{old_slug}/", f"/{section.slug}/"
    moves = {old: new}
    rows = Publication.objects.happened().filter(section=section)
    ahead = list(rows.filter(Q(ends_at=None) | Q(ends_at__gt=doing.at)))
    for row in ahead:
        cut_at = max(row.starts_at, doing.at)
        Publication.objects.filter(pk=row.pk).update(ends_at=cut_at)
        laid = Publication(
            **{
                field.attname: getattr(row, field.attname)
                for field in Publication._meta.concrete_fields
                if field.attname != "id"
            }
        )
        laid.path = new + row.path.removeprefix(old)
        laid.starts_at, laid.event = cut_at, doing.event
        refuse_if_taken(laid.path, row.article, at=cut_at)
        laid.save(force_insert=True)
        doing.touch(articles=[row.article_id], paths=[row.path, laid.path])
        moves[row.path] = laid.path
    menus.follow_moves(moves, by=doing.event.by)
    redirect(path=old, target_url=new, by=doing.event.by, reason="The section was renamed.")
