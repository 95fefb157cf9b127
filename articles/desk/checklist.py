"""What blocks publishing a revision, and warnings.

Each rule takes the facts about one page and yields lines; a rule more is one function more in
``RULES``. Rules are pure: ``facts_of`` asks the database.
"""

import re
from dataclasses import dataclass
from itertools import chain

from django.utils import timezone

from accessibility.menus import acts as menu_acts
from articles.models import Publication
from articles.publishing.approval import state
from articles.publishing.approval.state import missing_for_publishing
from articles.publishing.dismissals import judged
from articles.publishing.errors import AddressTaken
from articles.text import revision_diff
from articles.text.aging_phrases import find_time_words

MOST_WORDS = 5
LONG_TITLE = 70
LONG_TITLE_FOR_MENUS = 40
SHORT_SUMMARY = 40
UNDESCRIBED = re.compile(r"!\[\s*\]\(\s*<?([^)\s>]+)")


@dataclass(frozen=True)
class Line:
    """One line of the checklist; ``place`` names where to fix it: a field, or a screen."""

    blocks: bool
    sentence: str
    place: str


@dataclass(frozen=True)
class Facts:
    """What rules may know of a page. Dull defaults, so that a test names what it is about."""

    revision: object
    problems: tuple = ()
    is_approved: bool = True
    holder: object = None
    untitled_links: tuple = ()
    has_reviewer: bool = True
    menus: tuple = ("Main",)
    open_remarks: int = 0
    time_words: tuple = ()
    findings: tuple = ()


def lines(facts):
    """All lines, what blocks first."""
    found = chain.from_iterable(rule(facts) for rule in RULES)
    return sorted(found, key=lambda line: not line.blocks)


def missing_fields(facts):
    for name, sentence in facts.problems:
        yield Line(True, sentence, name)


def approval(facts):
    if not facts.is_approved and not facts.problems:
        yield Line(True, "No one has approved this revision.", "submit")


def address_taken(facts):
    if facts.holder is not None:
        yield Line(True, str(AddressTaken(facts.holder)), "slug")


def images_of_others(facts):
    """Only our own pictures are shown; those have alternative text or are marked as decorative."""
    known = {image["address"] for image in facts.revision.images}
    for address in UNDESCRIBED.findall(facts.revision.body):
        if address not in known:
            yield Line(False, f"The image {address} has no alternative text.", "body")


def long_title(facts):
    title, short = facts.revision.title, facts.revision.short_title
    if len(title) > LONG_TITLE:
        yield Line(False, f"The title has {len(title)} characters. Can it be shorter?", "title")
    if len(title) > LONG_TITLE_FOR_MENUS and not short:
        yield Line(False, "Add a short title that fits menus and breadcrumbs.", "short_title")


def short_summary(facts):
    if facts.revision.summary and len(facts.revision.summary) < SHORT_SUMMARY:
        yield Line(False, "The summary is very short. Say what readers will find.", "summary")


def no_reviewer(facts):
    if not facts.has_reviewer:
        yield Line(False, "The page has no clinical reviewer.", "clinical_reviewer")


def no_authors(facts):
    if not facts.revision.byline:
        yield Line(False, "The page has no author.", "authors")


def untitled_links(facts):
    for address in facts.untitled_links:
        yield Line(
            False, f"A link under Additional information has no title: {address}", "resources"
        )


def not_in_menus(facts):
    if not facts.menus:
        yield Line(False, "The page is not in any menu. Its section lists it.", "menus")


def open_remarks(facts):
    if facts.open_remarks:
        number = facts.open_remarks
        said = "One comment is" if number == 1 else f"{number} comments are"
        yield Line(False, f"{said} not resolved.", "review")


def time_words(facts):
    if facts.time_words:
        shown = ", ".join(f"“{words}”" for words in facts.time_words[:MOST_WORDS])
        more = " and others" if len(facts.time_words) > MOST_WORDS else ""
        yield Line(False, f"These phrases may go out of date: {shown}{more}.", "body")


def errors_of_the_audit(facts):
    for finding in facts.findings:
        if finding.is_error:
            yield Line(True, f"{finding.message} {finding.remedy}", "findings")


def warnings_of_the_audit(facts):
    warnings = [finding for finding in facts.findings if not finding.is_error]
    if warnings:
        said = (
            "One accessibility warning"
            if len(warnings) == 1
            else f"{len(warnings)} accessibility warnings"
        )
        yield Line(False, f"{said} in the text.", "findings")


RULES = [
    missing_fields,
    errors_of_the_audit,
    approval,
    address_taken,
    images_of_others,
    long_title,
    short_summary,
    no_authors,
    no_reviewer,
    untitled_links,
    not_in_menus,
    open_remarks,
    time_words,
    warnings_of_the_audit,
]


def facts_of(revision, *, at):
    article, path = revision.article, revision_diff.address(revision)
    return Facts(
        revision=revision,
        problems=tuple(missing_for_publishing(revision)),
        is_approved=state.is_approved(revision),
        holder=_holder(path, article, at=at),
        untitled_links=tuple(one["address"] for one in revision.resources if not one["title"]),
        has_reviewer=article.clinical_reviewer_id is not None,
        menus=tuple(menu_acts.menus_holding(path)) if path else (),
        time_words=tuple(dict.fromkeys(_aging_words(revision, at=at))),
        findings=tuple(one.finding for one in judged(revision) if one.is_open),
        open_remarks=article.remarks.filter(settled_at=None).count(),
    )


def _aging_words(revision, *, at):
    found = find_time_words(revision.body, on=timezone.localdate(at))
    return [word.words for word in found if word.is_urgent]


def _holder(path, article, *, at):
    """Who else answers at the address, or None."""
    holders = Publication.objects.live(at=at).filter(path=path).exclude(article=article)
    return holders.select_related("revision", "article", "target").first() if path else None
