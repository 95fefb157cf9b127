"""The audit: every rule over one page's HTML. Pure; a rule more is one name more in ``RULES``.

No finding means "nothing found", never "accessible": much of what makes a page usable only a
person can judge.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from accessibility.audit.findings import Finding
from accessibility.audit.rules import (
    aria,
    contrast,
    controls,
    frames,
    headings,
    images,
    languages,
    links,
    lists,
    pages,
    reading,
    structure,
    tables,
)
from accessibility.audit.rules.document import Document, Page, shorten
from accessibility.audit.rules.numbers import whole_number
from accessibility.audit.rules.ruling import Fault, Rule
from accessibility.terms import TermFact

__all__ = ["RULES", "RULES_VERSION", "Page", "audit", "html_lines", "source_lines"]

MOST_OF_ONE_RULE = 200  # nobody reads more, and a text made to be slow stays quick
MOST_STEPS = 30
LONGEST_SENTENCE = 500
Lines = Callable[[HtmlElement], int | None]
LINE = "data-line"
# What says where an element stands, not what it is: a dismissal outlives a change of these.
OF_THE_PLACE = frozenset({LINE, "id", "aria-labelledby", "aria-describedby", "class"})

# Raise it whenever a rule of the same name finds something else, or says it in other words: pages
# are then audited again.
RULES_VERSION = 3
RULES: tuple[Rule, ...] = (
    images.has_alternative_text,
    images.linked_images_say_where_they_lead,
    images.alternative_text_is_no_file_name,
    images.alternative_text_says_something,
    images.alternative_text_does_not_start_with_image_of,
    images.alternative_text_is_short,
    images.alternative_text_is_not_said_twice,
    links.links_have_words,
    links.links_say_where_they_lead_in_their_sentence,
    links.links_say_which_page_they_lead_to,
    links.links_say_where_they_lead_alone,
    links.links_have_names_not_addresses,
    links.same_words_lead_to_the_same_place,
    links.same_words_in_one_sentence_lead_to_the_same_place,
    links.links_to_files_say_so,
    links.links_that_open_windows_say_so,
    links.links_within_the_page_lead_somewhere,
    headings.headings_have_words,
    headings.headings_go_down_one_step_at_a_time,
    headings.headings_are_distinct,
    headings.headings_are_short,
    headings.bold_lines_do_not_pose_as_headings,
    headings.sections_hold_something,
    headings.long_texts_have_headings,
    tables.tables_have_header_cells,
    tables.tables_hold_facts,
    tables.tables_have_captions,
    tables.header_cells_have_words,
    tables.cells_point_at_cells_of_their_table,
    tables.header_cells_stand_over_cells,
    languages.pages_name_their_language,
    languages.page_languages_exist,
    languages.pages_are_in_the_language_they_claim,
    languages.languages_of_passages_exist,
    languages.passages_are_in_the_language_they_claim,
    languages.passages_in_other_languages_are_marked,
    lists.lists_are_lists,
    structure.no_markup_shows,
    structure.nothing_is_empty,
    structure.long_text_is_not_in_capitals,
    structure.only_links_are_underlined,
    structure.ids_are_unique,
    structure.attributes_are_given_once,
    pages.pages_have_titles,
    pages.titles_say_what_a_page_is_about,
    pages.pages_do_not_change_by_themselves,
    pages.pages_can_be_enlarged,
    pages.pages_have_one_main_part,
    pages.main_parts_have_headings,
    pages.pages_let_readers_skip_to_the_content,
    pages.repeated_parts_can_be_passed,
    pages.parts_of_one_kind_have_names,
    controls.fields_have_names,
    controls.buttons_have_names,
    controls.image_buttons_have_names,
    controls.summaries_have_names,
    controls.menu_items_have_names,
    controls.names_hold_the_words_that_are_seen,
    frames.frames_have_names,
    frames.frames_can_be_entered,
    frames.frames_with_one_name_hold_one_thing,
    frames.objects_have_names,
    frames.drawings_have_names,
    frames.films_have_captions,
    frames.recordings_have_transcripts,
    frames.sound_waits_to_be_started,
    aria.roles_exist,
    aria.attributes_exist,
    aria.values_are_understood,
    aria.roles_have_what_they_need,
    aria.attributes_suit_the_role,
    aria.names_are_given_where_they_are_heard,
    aria.parts_are_in_their_whole,
    aria.wholes_hold_their_parts,
    aria.what_is_hidden_takes_no_focus,
    aria.buttons_and_images_hold_no_controls,
    aria.what_is_decorative_stays_silent,
    contrast.text_stands_out_from_its_ground,
    contrast.colours_come_in_pairs,
    reading.sentences_are_short,
    reading.paragraphs_are_short,
    reading.texts_are_easy_to_read,
    reading.words_are_plain,
    reading.terms_of_the_glossary_are_explained,
    reading.terms_of_the_glossary_are_spelled_right,
    reading.abbreviations_are_written_out_once,
)


def audit(
    html: str,
    *,
    page: Page,
    terms: Sequence[TermFact] = (),
    at_lines: Lines | None = None,
) -> list[Finding]:
    """What the rules find in a page or in an article's body, in the order of the page.

    ``at_lines`` tells the line an element stands at: ``source_lines`` for the Markdown that was
    rendered with its lines, ``html_lines`` for the HTML itself.
    """
    document = Document(html, page, terms)
    found = [
        (document.walk.order[fault.element], _finding(rule, fault, document, at_lines))
        for rule in RULES
        if page.is_whole or not rule.whole_pages
        for fault in islice(rule.find(document), MOST_OF_ONE_RULE)
    ]
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def source_lines(element: HtmlElement) -> int | None:
    """The line in the author's Markdown, from what ``articles.markup.render`` notes at each block.

    Inside a block, each line break that was typed is one in the HTML too.
    """
    block = next(
        (each for each in (element, *element.iterancestors()) if LINE in each.attrib), None
    )
    start = None if block is None else whole_number(block.get(LINE))
    if block is None or start is None:
        return None
    return start + 1 + _breaks_before(element, block)


def html_lines(element: HtmlElement) -> int | None:
    """The line in the HTML that was audited."""
    return element.sourceline


def _breaks_before(element: HtmlElement, block: HtmlElement) -> int:
    breaks = 0
    for event, node in etree.iterwalk(block, events=("start", "end")):
        if node is element:
            break
        text = node.text if event == "start" else node.tail
        if event == "start" or node is not block:
            breaks += (text or "").count("\n")
    return breaks if element is not block else 0


def _finding(rule: Rule, fault: Fault, document: Document, at_lines: Lines | None) -> Finding:
    element = fault.element
    return Finding(
        rule=rule.name,
        criterion=rule.criterion,
        level=rule.level,
        severity=rule.severity,
        message=shorten(fault.message, LONGEST_SENTENCE),
        remedy=fault.remedy,
        excerpt=shorten(fault.excerpt or document.text(element) or _markup(element)),
        selector=_selector(element, document),
        line=at_lines(element) if at_lines else None,
        element_hash=_hash(rule.name, fault.identity or _normalised(element)),
    )


def _markup(element: HtmlElement) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def _selector(element: HtmlElement, document: Document) -> str:
    """The shortest path of tags that finds the element, from the nearest id down."""
    steps: list[str] = []
    for each in (element, *element.iterancestors()):
        key = each.get("id", "")
        if re.fullmatch(r"[A-Za-z][\w-]*", key) and document.by_id(key) is each:
            return " > ".join([f"#{key}", *steps])
        if each.tag in ("html", "body"):
            return " > ".join([each.tag, *steps])
        steps.insert(0, f"{each.tag}:nth-of-type({document.keep(_numbers)[each]})")
        if len(steps) == MOST_STEPS:
            break
    return " > ".join(steps)


def _numbers(document: Document) -> dict[HtmlElement, int]:
    """Which of the elements with its tag each is, among those beside it."""
    numbers: dict[HtmlElement, int] = {}
    met: Counter[tuple[HtmlElement | None, str]] = Counter()
    for each in document.walk.order:
        place = (each.getparent(), each.tag)
        met[place] += 1
        numbers[each] = met[place]
    return numbers


def _hash(rule: str, what: str) -> str:
    return hashlib.sha256(f"{rule}\n{what}".encode("utf-8", "replace")).hexdigest()[:32]


def _normalised(element: HtmlElement) -> str:
    """The element as it is written, without the attributes that only say where it is."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            kept = sorted(pair for pair in node.attrib.items() if pair[0] not in OF_THE_PLACE)
            parts.append(f"<{node.tag} {kept}>{node.text or ''}")
        else:
            parts.append(f"</{node.tag}>{(node.tail or '') if node is not element else ''}")
    return " ".join("".join(parts).split())
