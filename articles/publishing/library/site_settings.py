"""The act on what every page says of the site; the quick links follow it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import User

from accessibility.changes import act_lock, optimistic_lock
from accessibility.changes.optimistic_lock import Opened, SavedRow
from accessibility.menus import rewriting
from accessibility.menus.acts import QUICK_LINKS
from accessibility.menus.tree import Node
from accessibility.models import Menu
from articles.models import Article, Event, FeaturedPage, SiteSettings
from articles.publishing.act import EventData, start_act
from articles.text import phone_numbers

FEATURED = "featured_pages"
NUMBER = ("crisis_label", "crisis_number", "crisis_press", "crisis_address")
PORTAL = ("portal_label", "portal_address")
FOLLOWED = "Followed the site settings"


def save_settings(
    *,
    settings: SiteSettings,
    by: User | None,
    featured: Iterable[Article] | None = None,
    opened: Opened | None = None,
) -> SavedRow:
    """Save what every page says, and, where given, the articles the home page features.

    ``opened``: what a form began with; see content.py. Quick links to the crisis line and to the
    patient portal say what the settings say, in the same act.
    """
    with act_lock.act(Event.Verb.SETTINGS_SAVED):  # its lock first: the event says what was before
        pages = None if featured is None else [article.pk for article in featured]
        featured_before = featured_now()
        beside = {} if pages is None else {FEATURED: (pages, featured_before)}
        stored = optimistic_lock.locked(settings)
        merged = optimistic_lock.merge_into(
            settings, stored=stored, opened=opened, by=by, beside=beside, together=(NUMBER, PORTAL)
        )
        settings.full_clean()
        before = stored or SiteSettings.first_values()
        changed = _changed(before, settings)
        if pages is not None and merged.values[FEATURED] != featured_before:
            changed[FEATURED] = [featured_before, merged.values[FEATURED]]
        with start_act(Event.Verb.SETTINGS_SAVED, by=by, data={"changed": changed}) as act:
            settings.save()
            if FEATURED in changed:
                feature(merged.values[FEATURED])
            _lead_quick_links(before, settings, by=by)
            act.invalidate(paths=[act_lock.EVERY_PAGE])
            return SavedRow(settings, merged)


def _changed(before: SiteSettings, after: SiteSettings) -> EventData:
    """[old, new] by the name of each column that differs."""
    names = [field.attname for field in SiteSettings._meta.concrete_fields]
    pairs = {name: [getattr(before, name), getattr(after, name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def featured_now() -> list[int]:
    """The keys of the articles that the home page features, in order."""
    return list(FeaturedPage.objects.values_list("article_id", flat=True))


def feature(pages: Iterable[int]) -> None:
    """Let the home page feature these articles; for acts alone."""
    FeaturedPage.objects.all().delete()
    FeaturedPage.objects.bulk_create(
        FeaturedPage(article_id=page, position=position) for position, page in enumerate(pages)
    )


def _lead_quick_links(before: SiteSettings, after: SiteSettings, *, by: User | None) -> None:
    """In what readers have and in what is arranged; unfinished work stays unpublished."""
    menu = Menu.objects.filter(slug=QUICK_LINKS).first()
    if menu is not None and before.help_lines != after.help_lines:
        rewriting.rewrite(menu, _as_settings_say(before, after), by=by, note=FOLLOWED)


def _as_settings_say(before: SiteSettings, after: SiteSettings) -> Callable[[Node], dict[str, Any]]:
    """What an entry says now, if it led to one of the two."""

    def said(node: Node) -> dict[str, Any]:
        for old, new in zip(before.help_lines, after.help_lines, strict=True):
            if node["address"] == old["address"]:
                is_ours = node["label"] == old["label"] or _names_number(node, before)
                return new if is_ours else {"address": new["address"]}
        return {}

    return said


def _names_number(node: Node, settings: SiteSettings) -> bool:
    is_crisis_line = node["address"] == settings.crisis_address
    return is_crisis_line and phone_numbers.names(node["label"], settings.crisis_number)
