"""Links: that each says where it leads, read in its sentence and read alone."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules import link_words
from accessibility.audit.rules.document import Document, shorten
from accessibility.audit.rules.link_contexts import confusable_pair, has_context, place_of
from accessibility.audit.rules.places import parts_of
from accessibility.audit.rules.ruling import Fault, error, warning
from accessibility.hints import file_kind

PICTURES = ("img", "svg", "object")
SAYS_WINDOW = re.compile(
    r"\b(?:new|another|separate) (?:browser )?(?:window|tab)\b"
    r"|\b(?:nueva (?:ventana|pestaña)|ventana nueva|pestaña nueva)\b",
    re.IGNORECASE,
)
NAME_IT = "Use words that name where it goes, such as “Clinics near you”."


@error("link-name", "2.4.4", Level.A)
def links_have_words(document: Document) -> Iterator[Fault]:
    """A link has words."""
    for link in links(document):
        if not document.name(link) and not any(True for _ in link.iter(*PICTURES)):
            yield Fault(
                link,
                "This link has no text, so nobody can tell where it goes.",
                "Write the name of the page it goes to, or remove the link.",
                link.get("href") or "",
            )


@error("link-in-context", "2.4.4", Level.A)
def links_say_where_they_lead_in_their_sentence(document: Document) -> Iterator[Fault]:
    """A link and the sentence around it say where it leads."""
    for link in links(document):
        words = document.name(link)
        if _is_vague(link, document) and not has_context(link, document):
            yield Fault(
                link,
                f"“{_shown(words)}” does not say where the link goes, and neither do the"
                " words around it.",
                NAME_IT,
            )


@warning("link-kind-alone", "2.4.4", Level.A)
def links_say_which_page_they_lead_to(document: Document) -> Iterator[Fault]:
    """A link on its own says which page it leads to, not only what kind of page."""
    for link in links(document):
        is_in_menu = next(link.iterancestors("nav", "header", "footer"), None) is not None
        if is_in_menu or not _names_a_kind(document.name(link)):
            continue
        if not has_context(link, document):
            yield Fault(
                link,
                f"“{_shown(document.name(link))}” says what kind of page it is, but not which one.",
                "Add its subject, such as “Report on fatigue in 2024”.",
            )


@warning("link-vague", "2.4.9", Level.AAA)
def links_say_where_they_lead_alone(document: Document) -> Iterator[Fault]:
    """A link says where it leads when it is read alone, as in a list of links."""
    for link in links(document):
        words = document.name(link)
        is_vague = _is_vague(link, document) or link_words.is_kind_of_file(words)
        if is_vague and has_context(link, document):
            yield Fault(
                link,
                "Many people go through a list of links without the words around them. In such a"
                f" list, “{_shown(words)}” does not say where it goes.",
                NAME_IT,
            )


@warning("link-bare-address", "2.4.4", Level.A)
def links_have_names_not_addresses(document: Document) -> Iterator[Fault]:
    """A link shows a name, not a long address."""
    for link in links(document):
        words = document.name(link)
        if link_words.is_bare_address(words):
            yield Fault(
                link,
                "The link shows its address. Screen readers spell it out, and it is hard for"
                " everyone to read.",
                "Use the title of the page instead.",
                words,
            )


@warning("link-same-words", "2.4.9", Level.AAA)
def same_words_lead_to_the_same_place(document: Document) -> Iterator[Fault]:
    """Links with the same words lead to the same place."""
    for group in _same_words(document):
        words = document.name(group[0])
        places = list(dict.fromkeys(place_of(link) for link in group))
        second = next(link for link in group if place_of(link) == places[1])
        is_said_below = confusable_pair(group, document) is not None
        if not link_words.is_vague(words) and not is_said_below:
            yield Fault(
                second,
                f"“{_shown(words)}” goes to {len(places)} different pages: {_addresses(group)}.",
                "Give each link its own words, so that they can be told apart in a list of links.",
                identity=f"{words} {places}",
            )


@warning("link-same-words-in-context", "2.4.4", Level.A)
def same_words_in_one_sentence_lead_to_the_same_place(document: Document) -> Iterator[Fault]:
    """Links with the same words and the same context lead to the same place."""
    for group in _same_words(document):
        if pair := confusable_pair(group, document):
            first, second = pair
            yield Fault(
                second,
                f"“{_shown(document.name(second))}” goes to two different pages, and the words"
                " around both links are the same.",
                "Say in each link how it differs.",
                identity=f"{document.name(second)} {place_of(first)} {place_of(second)}",
            )


@warning("link-document", "2.4.4", Level.A)
def links_to_files_say_so(document: Document) -> Iterator[Fault]:
    """A link to a file says which kind of file it is, and how large if it is one of ours."""
    for link in links(document):
        kind = file_kind(link.get("href") or "")
        behind = f"{_text_after(link)} {_rest_of_item(link, document)}"
        words = f"{document.name(link)} {behind}"
        if not kind or not document.name(link):
            continue
        if not link_words.names_file_kind(words, kind):
            yield Fault(
                link,
                f"This link opens a file ({kind}) without warning. On a phone that can be slow"
                " and costly.",
                f"Add the file type and size in parentheses, such as “({kind}, 1.2 MB)”.",
            )
        elif _is_own(link, document) and not link_words.names_size(words):
            yield Fault(
                link,
                f"This link says that it opens a file ({kind}), but not how large the file is.",
                "Add the size, such as “1.2 MB”.",
            )


@warning("link-new-window", "3.2.5", Level.AAA)
def links_that_open_windows_say_so(document: Document) -> Iterator[Fault]:
    """A link that opens a new window warns about it."""
    for link in links(document):
        target = (link.get("target") or "").strip().lower()
        if target in ("", "_self", "_top", "_parent"):
            continue
        if not SAYS_WINDOW.search(f"{document.name(link)} {document.semantics.description(link)}"):
            yield Fault(
                link,
                "This link opens a new window without warning. Many people cannot find their"
                " way back.",
                "Let it open in the same window, or add “(opens in a new window)”.",
            )


@warning("link-target-missing", "2.4.1", Level.A)
def links_within_the_page_lead_somewhere(document: Document) -> Iterator[Fault]:
    """A link within the page leads to a place that is there."""
    names = {each.get("name") for each in document.walk.by_tag.get("a", ())}
    for link in links(document):
        key = unquote((link.get("href") or "").strip().removeprefix("#"))
        if not (link.get("href") or "").strip().startswith("#") or key.lower() in ("", "top"):
            continue
        if document.by_id(key) is None and key not in names:
            yield Fault(
                link,
                f"This link goes to a place that is not on this page (“#{key}”).",
                "Choose a heading that is on the page, or remove the link.",
            )


def links(document: Document) -> list[HtmlElement]:
    """Everything that is met as a link and leads somewhere."""
    return document.keep(_links)


def _links(document: Document) -> list[HtmlElement]:
    return [
        each
        for each in document.exposed
        if (each.get("role") or each.get("href") is not None) and document.role(each) == "link"
    ]


def _addresses(group: list[HtmlElement]) -> str:
    """The first two places of the group, and whether there are more."""
    addresses = list({place_of(link): shorten(link.get("href") or "") for link in group}.values())
    return " and ".join(addresses[:2]) + (", and more" if len(addresses) > 2 else "")


def _is_vague(link: HtmlElement, document: Document) -> bool:
    """Whether the words lead nowhere; a heading of the page that says the same is a place."""
    address = (link.get("href") or "").strip()
    target = document.by_id(unquote(address[1:])) if address.startswith("#") else None
    if target is not None and document.text(target) == document.text(link):
        return False
    return link_words.is_vague(document.name(link))


def _names_a_kind(words: str) -> bool:
    return link_words.plain(words) in link_words.KINDS_OF_PAGE or link_words.is_kind_of_file(words)


def _shown(words: str) -> str:
    return shorten(link_words.without_hints(words))


def _same_words(document: Document) -> list[list[HtmlElement]]:
    """Links by their words, where several share them."""
    return document.keep(_grouped)


def _grouped(document: Document) -> list[list[HtmlElement]]:
    groups: dict[str, list[HtmlElement]] = defaultdict(list)
    for link in links(document):
        words = " ".join(document.name(link).casefold().split())
        if re.search(r"[^\W\d_]", words) and (link.get("href") or link.get("onclick")):
            groups[words].append(link)
    return [group for group in groups.values() if len({place_of(link) for link in group}) > 1]


def _text_after(link: HtmlElement) -> str:
    """The parentheses directly after the link."""
    found = re.match(r"\s*[(\[][^)\]]*[)\]]", link.tail or "")
    return found[0] if found else ""


def _rest_of_item(link: HtmlElement, document: Document) -> str:
    """What a list item says of its link, such as a line of facts below: up to the next link."""
    item = next(link.iterancestors("li"), None)
    if item is None:
        return ""
    later = (
        each for each in item.iter("a") if document.walk.order[each] > document.walk.order[link]
    )
    return document.walk.text_between(link, next(later, None), within=item)


def _is_own(link: HtmlElement, document: Document) -> bool:
    parts = parts_of(link.get("href"))
    return not parts.netloc or parts.hostname in document.page.own_hosts
