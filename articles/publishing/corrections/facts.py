"""Which numbers and addresses changed, as the events of the settings keep them."""

from collections.abc import Iterator
from typing import Any

from articles.models import Event, SiteSettings
from articles.text.changed_facts import AddressChanged, Change, Line, LineChanged

LINE = ("crisis_number", "crisis_press", "crisis_address")
PORTAL = "portal_address"
Values = dict[str, Any]


def changed_facts() -> list[Change]:
    """Every number and address that the settings once had, each with what is true now."""
    now = {name: getattr(SiteSettings.current(), name) for name in (*LINE, PORTAL)}
    found = (change for before in _before(now) for change in _differing(before, now))
    return list(dict.fromkeys(found))


def _before(values: Values) -> Iterator[Values]:
    """What the settings said before each of their changes, the newest first."""
    saved = Event.objects.filter(verb=Event.Verb.SETTINGS_SAVED, data__has_key="changed")
    for changed in saved.order_by("-at", "-pk").values_list("data__changed", flat=True):
        olds = {name: pair[0] for name, pair in changed.items() if name in values}
        if olds:
            values = values | olds
            yield values


def _differing(before: Values, now: Values) -> Iterator[Change]:
    old, new = (Line(*(values[name] for name in LINE)) for values in (before, now))
    if old.number and (old.number, old.press) != (new.number, new.press):
        yield LineChanged(old, new)
    if before[PORTAL] != now[PORTAL]:
        yield AddressChanged(before[PORTAL], now[PORTAL])
    if old.address.startswith("https://") and old.address != new.address:
        yield AddressChanged(old.address, new.address)
