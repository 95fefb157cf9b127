"""Whether a page was public on the site it comes from, as its front matter says it.

Each generator and CMS has its own word: ``draft: true``, ``published: false``, ``status: pending``,
a date to publish or to expire. A page stays a draft wherever one of them keeps it from readers,
and wherever one of them cannot be understood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.importers.dates import Moment, readings
from articles.importers.markdown.front_formats import FrontValue


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TRUE = words("true yes on y t 1")
FALSE = words("false no off n f 0 none never")
HIDING = words(
    """
    draft isdraft unpublished unpublish hidden hide private isprivate unlisted archived deleted
    trashed removed withdrawn retired obsolete disabled headless wip workinprogress confidential
    embargoed protected passwordprotected password noindex sitemapexclude excludefromsitemap
    sitemapignore searchexclude excludesearch excludefromsearch expired
    eleventyexcludefromcollections
    """
)
SHOWING = words(
    """
    published publish ispublished public ispublic visible isvisible enabled isenabled active
    isactive live islive online approved isapproved released render output production prod
    vagovprod sitemap permalink indexable listed list
    """
)
# Names under which every value counts, and those that may well mean something else.
STATUS = words(
    """
    status poststatus pagestatus publishstatus publicationstatus publishingstatus workflow
    workflowstate workflowstatus moderationstate moderationstatus contentstatus reviewstatus
    """
)
PERHAPS_STATUS = words("state stage visibility access")
PUBLIC = TRUE | words(
    """
    publish published live public active online approved released final current visible open
    everyone anyone all anonymous inherit enabled listed
    """
)
NOT_PUBLIC = FALSE | words(
    """
    draft autodraft pending private future scheduled trash trashed review inreview needsreview
    unpublished hidden archive archived expired password protected internal restricted members wip
    todo withdrawn deleted embargo embargoed retired inactive disabled unlisted rejected
    """
)
FROM = words(
    """
    publishedon publishdate publishon publishat publishedat publicationdate publishtime publishup
    publishafter pubdate published date created dateposted golive embargo embargountil
    availablefrom releasedate scheduledfor scheduled
    """
)
UNTIL = words(
    """
    expires expiry expire expirydate expiredate expireson expiresat expirationdate expiration
    expirationtime unpublishdate unpublishon unpublishat unpublishedon publishdown validuntil
    validto validthrough archivedate removeon sunset sunsetdate takedowndate
    """
)
NOT_A_DATE_IS_FINE = words("published date created embargo scheduled")
AROUND = words(
    """
    params extra meta metadata attributes fields page post node cms cascade header config settings
    options seo data publishing publication build sitemap search
    """
)
LABELS = words("tag tags category categories label labels type layout")
DEEPEST = 4
MOST_VALUES = 2000


@dataclass
class PublicState:
    """``reason`` quotes what keeps the page from readers; the two moments limit when it is shown.

    ``since`` and ``until`` hold (key, moment) for each limit that was written.
    """

    reason: str = ""
    since: list[tuple[str, Moment]] = field(default_factory=list)
    until: list[tuple[str, Moment]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def public_state(pairs: list[tuple[str, FrontValue]]) -> PublicState:
    """What the pairs of a front matter say of the page's readers."""
    state = PublicState()
    for key, value in flags(pairs):
        judge(key, value, state)
    return state


def is_about_readers(key: object) -> bool:
    """Whether a key of this name says something about who may read the page."""
    known = HIDING | SHOWING | STATUS | PERHAPS_STATUS | FROM | UNTIL
    return name_of(key) in known


def name_of(key: object) -> str:
    """ "publishdate" of "publishDate", "publish_date" and "Publish-Date"."""
    return re.sub(r"[\W_]+", "", str(key)).lower()


def flags(pairs: list[tuple[str, FrontValue]], depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every key and its value as words, also from the mappings in which systems keep them."""
    for key, value in pairs[:MOST_VALUES]:
        for each in unwrapped(value):
            if not isinstance(each, dict):
                yield str(key), " ".join(str(each).split())
            elif depth < DEEPEST and name_of(key) in AROUND:
                yield from flags(list(each.items()), depth + 1)


def unwrapped(value: FrontValue) -> Iterator[FrontValue]:
    """The values in lists and in Drupal's ``[{value: …}]``; nothing of what is empty."""
    if isinstance(value, dict) and set(value) & {"value", "target_id"}:
        yield from unwrapped(value.get("value", value.get("target_id")))
    elif isinstance(value, list):
        for each in value[:20]:
            yield from unwrapped(each)
    elif value is not None and value != "" and value != {}:
        yield value


def word_of(value: str) -> str:
    return re.sub(r"[-_\s]+", "", value).lower()


def judge(key: str, value: str, state: PublicState) -> None:
    name, said = name_of(key), word_of(value)
    shown = f"{key}: …" if "password" in name else f"{key}: {value[:60]}"
    if name in FROM or name in UNTIL:
        judge_moment(key, value, state)
    if hides(name, said):
        state.reason = state.reason or shown
    elif name in STATUS and said not in PUBLIC:
        state.reason = state.reason or f"{shown}, which is not known to mean “public”"


def hides(name: str, said: str) -> bool:
    if name in HIDING:
        return said not in FALSE
    if name in SHOWING:
        return said in FALSE | {"draft", "pending", "private", "hidden"}
    if name in STATUS | PERHAPS_STATUS:
        return said in NOT_PUBLIC
    if name in ("disable", "exclude", "ignore"):  # of a sitemap or a search
        return said in TRUE
    if name in LABELS:
        return said in {"draft", "private", "unpublished", "wip"}
    return name in ("robots", "metarobots") and "noindex" in said


def judge_moment(key: str, value: str, state: PublicState) -> None:
    name, said = name_of(key), word_of(value)
    if is_no_limit(name, said):
        return
    moments = readings(value)
    limits = state.until if name in UNTIL else state.since
    limits += [(key, moment) for moment in moments]
    if not moments and name in NOT_A_DATE_IS_FINE:
        state.remarks.append(f"“{key}: {value[:60]}” is not a readable date.")
    elif not moments:
        state.reason = state.reason or f"{key}: {value[:60]}, which is not a readable date"


def is_no_limit(name: str, said: str) -> bool:
    """ "expires: never" limits nothing, and "published: true" is no date."""
    if said in FALSE:
        return name in UNTIL or said != "never"
    return name in NOT_A_DATE_IS_FINE and said in TRUE
