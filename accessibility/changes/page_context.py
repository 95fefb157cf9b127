"""What the layers that make one page hand one another; nothing else is hung on a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class PageContext:
    """Of one request; the middleware and the views of others know nothing of it.

    A page for readers: ``at``, the moment as of which it is made, or None for now; ``live_menus``
    by slug and ``site_settings``, each None until someone reads them or puts others in their place;
    ``answers``: what addresses answer, by path, where many pages are made at once.

    A form at the desk: ``refusal``, the exception because of which it is shown again; ``conflict``,
    the FormConflict among those; ``unsaved``: the kept work that it begins with, and ``saved``:
    what the act of saving returned.
    """

    at: datetime | None = None
    live_menus: Mapping[str, Any] | None = None
    site_settings: Any = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    refusal: Exception | None = None
    conflict: Exception | None = None
    unsaved: Any = None
    saved: Any = None


def page_context(request: Any) -> PageContext:
    """The request's context, made when it is first asked for."""
    context: PageContext = vars(request).setdefault("page_context", PageContext())
    return context
