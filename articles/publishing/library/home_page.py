"""The act on the home page: its words, what it features, the order of sections and their pages."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.contrib.auth.models import User

from accessibility.changes import act_lock
from accessibility.changes.optimistic_lock import fingerprint
from articles.models import Event, FirstPage, Section, SiteSettings
from articles.publishing.act import start_act
from articles.publishing.errors import HomePageChanged
from articles.publishing.library.site_settings import feature, featured_now


@dataclass
class HomePage:
    """What the home page is made from. Pages and sections by their keys, in order.

    ``first``: of each section, by its key as a text, the pages that it lists before the others.
    """

    title: str
    introduction: str
    featured: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    first: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def now(cls) -> Self:
        settings = SiteSettings.current()
        sections = list(Section.objects.in_order().values_list("pk", flat=True))
        first: dict[str, list[int]] = {str(section): [] for section in sections}
        for section, article in FirstPage.objects.values_list("section", "article"):
            first[str(section)].append(article)
        return cls(settings.home_title, settings.home_introduction, featured_now(), sections, first)

    @classmethod
    def kept(cls, data: dict[str, Any]) -> Self:
        """From what an event kept."""
        return cls(**data)

    @property
    def fingerprint(self) -> str:
        return fingerprint(asdict(self))


def save_home_page(*, home: HomePage, by: User | None, seen: str = "") -> Event | None:
    """Save what the home page is made from; the event keeps what it was, so that it can be undone.

    ``seen``: the fingerprint of what a form began with. Where someone saved another one since,
    HomePageChanged is raised and nothing done. Returns None if nothing differs.
    """
    with act_lock.act(Event.Verb.HOME_SAVED):  # its lock first: the event says what was before
        before = HomePage.now()
        if seen and before.fingerprint != seen:
            raise HomePageChanged
        if before == home:
            return None
        data = {"was": asdict(before), "now": asdict(home)}
        with start_act(Event.Verb.HOME_SAVED, by=by, data=data) as act:
            _save_words(home)
            feature(home.featured)
            _arrange(home.sections)
            _list_first(home.first)
            act.invalidate(paths=[act_lock.EVERY_PAGE])
            return act.event


def _save_words(home: HomePage) -> None:
    settings = SiteSettings.current()
    # mypy sees the fields here, not their values.
    settings.home_title, settings.home_introduction = home.title, home.introduction  # type: ignore[assignment]
    settings.full_clean()
    settings.save()


def _arrange(sections: Sequence[int]) -> None:
    for position, section in enumerate(sections):
        Section.objects.filter(pk=section).update(position=position)


def _list_first(first: dict[str, list[int]]) -> None:
    FirstPage.objects.all().delete()
    FirstPage.objects.bulk_create(
        FirstPage(section_id=int(section), article_id=article, position=position)
        for section, articles in first.items()
        for position, article in enumerate(articles)
    )
