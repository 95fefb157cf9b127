"""What belongs to a site and not to its page: notices, menus, badges, disclaimers.

Every recogniser looks at the words of one line or one paragraph. Some words are boilerplate
anywhere ("Return to top"); others only above the title ("Menu", "Veterans Crisis Line"),
because further down a page may well speak of them.
"""

import re

from articles.importers.records import LeftOut

NOTICE = "notice to users of assistive technology"
DISCLAIMER = "disclaimer"
MENU = "menu"
SITE_NAME = "site name"

ASSISTIVE_PRODUCT = r"(?:a\.?\s?t\.?|assistive technology|screen[ -]?readers?|jaws|nvda|voiceover)"
ASSISTIVE_NOTICE = re.compile(
    rf"\battention,?\s+{ASSISTIVE_PRODUCT}\s+users?\b"
    r"|\b(?:auto\s+)?forms mode (?:to |off|on)"
    rf"|\b(?:switch|turn)\b.{{0,40}}\bforms mode\b"
    r"|\bto access the (?:sub)?menus? (?:on|of) this page\b"
    # Keys and menus together are the site's; "press Enter on the chart" is about the page.
    rf"|\b{ASSISTIVE_PRODUCT} users?\b.{{0,80}}\b(?:press|hit|use|switch|turn|tab)\b.{{0,120}}"
    r"\b(?:mode|(?:sub)?menus?|navigation)\b",
    re.I | re.S,
)
MENU_OPERATION = re.compile(r"\bmenus?\b", re.I), re.compile(r"\b(?:enter|arrow|tab)\b", re.I)

TOP = "link to the page's top"
ANYWHERE = {
    TOP: (
        r"\W*(?:return|back|go|jump|scroll) to (?:the )?(?:page )?top(?: of (?:the )?page)?\W*",
        r"\W*(?:top of (?:the )?page|volver arriba|arriba|\^top)\W*",
    ),
    "skip link": (
        (
            r"(?:skip|jump) (?:to|over|past) (?:the )?(?:main |page )?"
            r"(?:content|navigation|menu|search)\W*"
        ),
        r"saltar al? (?:el )?contenido(?: principal)?\W*",
    ),
    "share links": (
        (
            r"(?:share|print|e-?mail|tweet|bookmark|save|subscribe)(?: (?:this|the))?"
            r"(?: (?:page|article|story))?(?: (?:on|via|to|by|with) [\w ]{2,20})?\W*"
        ),
        (
            r"(?:facebook|twitter|linkedin|instagram|youtube|pinterest|flickr|rss)"
            r"(?: (?:page|feed|icon))?\W*"
        ),
    ),
    "hint about a link": (
        r"\W*(?:(?:this )?link is external|opens? in (?:a )?new (?:window|tab)|external link)\W*",
        r"\W*exit disclaimer\W*",
    ),
    "cookie notice": (
        r"(?:this|our) (?:web)?site uses cookies\W*",
        (
            r"(?:this|our) (?:web)?site uses cookies\b.*\b(?:accept|agree|consent|continu"
            r"|experience|analy|traffic|policy|advert|third.part|improve|necessary|preferences)\w*.*"
        ),
    ),
    "banner": (
        r"an official (?:web)?site of the united states government\b.*",
        r"here[’']s how you know\W*",
    ),
    "copyright line": (r"(?:©|\(c\)|copyright)\s.{0,120}",),
    "breadcrumbs": (r"you are here\b.*", r"(?:home|inicio)\s*[»>›/|→].{1,200}"),
    "page counter": (r"page \d+ of \d+\W*",),
    DISCLAIMER: (r"disclaimers?(?: of (?:hyperlinks|endorsement|liability))?\W?",),
}
ABOVE_THE_TITLE = {
    MENU: (
        r"(?:main |site |primary |quick )?(?:menus?|links|navigation|nav)\W*",
        r"site (?:map|index)|more in this section\W*",
        (
            r"(?:open|close|show|hide|toggle)(?: (?:the|this|main|mobile))?"
            r" (?:menu|search|navigation|sidebar)\W*"
        ),
        r"home|contact(?: us)?|about(?: us)?|faqs?|a-z (?:index|health topics)|locations?",
        r"health|benefits",
    ),
    "badge": (
        r".*\b(?:badge|logo|icon|banner|seal)\W*",
        r"(?:veterans|military)? ?crisis line\b.{0,60}",
        r"(?:get|dial|call|talk to).{0,40}\b(?:crisis line|988)\b.{0,40}",
        r"my ?health ?e? ?vet\b.{0,30}",
    ),
    "search": (
        (
            r"(?:\(?button\)?\s*)?search"
            r"(?: (?:this site|the site|for:?|all sites?|box|[\w.]+\.\w+))?\W*"
        ),
        r"enter your search.{0,30}",
    ),
    "sign-in link": (
        r"(?:sign|log) ?(?:in|on|out|up)(?: / (?:sign|log) ?(?:in|up))?\W*",
        r"register\W*|my account\W*",
    ),
    "language links": (
        (
            r"(?:english|español|espanol|français|tagalog|中文|tiếng việt)"
            r"(?:[ |/,]+(?:english|español|tagalog))*\W*"
        ),
    ),
    "text size links": (r"(?:text size|font size|a a a|[+-] ?a|increase|decrease)\b.{0,30}",),
    "banner": (r"(?:u\.?s\.? )?department of veterans affairs\W*|va\.gov\W*|skip\W*",),
}


def compiled(shapes: dict[str, tuple[str, ...]]) -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(shape, re.I)) for kind, found in shapes.items() for shape in found]


RECOGNISERS_ANYWHERE = compiled(ANYWHERE)
RECOGNISERS_ABOVE = compiled(ABOVE_THE_TITLE)

ABOUT_LINKS = re.compile(
    r"\b(?:links?|hyperlinks?|external (?:web)?sites?|third[- ]part(?:y|ies))\b", re.I
)
NO_ENDORSEMENT = re.compile(
    r"\b(?:endors\w+|not responsible|no responsibility|no control|bears? no"
    r"|not guarantee|not constitute|responsib\w+ for the (?:accuracy|content))\b",
    re.I,
)
# What a doctor's word about links speaks of, and a lawyer's does not.
ADVICE = re.compile(
    r"\b(?:drugs?|dos(?:e|es|age)|medicines?|medications?|alcohol|tablets?|mg|our doctors?)\b", re.I
)
SITE_LIKE = re.compile(
    r"\b(?:cent(?:er|re)s?|clinics?|hospital|department|society|foundation|institutes?|association"
    r"|universit(?:y|ies)|network|administration|health (?:system|care system)|library|agency"
    r"|\w+\.(?:gov|org|com|edu))\b",
    re.I,
)
ADDITIONAL_INFORMATION = re.compile(
    r"(?:(?:for\s+)?(?:additional|more|further)\s+(?:information|resources?|links?|reading)"
    r"|(?:helpful|useful|related|other|external|online)\s+(?:links?|resources?|web\s?sites?)"
    r"|resources?|references and resources|(?:más|mas) información|información adicional|recursos)"
    r"(?:\s+(?:and|&)\s+(?:links|resources|references))?\s*:?",
    re.I,
)


def boilerplate_kind(text: str) -> str:
    """What this line or paragraph is, anywhere on a page; empty for a page's own words."""
    words = " ".join(text.split())
    if is_assistive_notice(words):
        return NOTICE
    if is_disclaimer(words):
        return DISCLAIMER
    return first_kind(words, RECOGNISERS_ANYWHERE)


def boilerplate_kind_above_title(text: str) -> str:
    """What this line is above a page's title."""
    return boilerplate_kind(text) or first_kind(" ".join(text.split()), RECOGNISERS_ABOVE)


def first_kind(words: str, recognisers: list[tuple[str, re.Pattern[str]]]) -> str:
    return next((kind for kind, shape in recognisers if shape.fullmatch(words)), "")


def is_assistive_notice(words: str) -> bool:
    return len(words) < 1500 and bool(ASSISTIVE_NOTICE.search(words))


def tells_how_to_use_menus(words: str) -> bool:
    """Whether a notice is an operating hint, which belongs to the menu."""
    return all(shape.search(words) for shape in MENU_OPERATION)


def is_disclaimer(words: str) -> bool:
    """A paragraph about links to other sites that says nobody here answers for them."""
    if len(words) > 1500:
        return False
    if not ABOUT_LINKS.search(words):
        return False
    if ADVICE.search(words):
        return False
    if words.lower().startswith("disclaimer"):
        return True
    return bool(NO_ENDORSEMENT.search(words)) and "endors" in words.lower()


def menu_hint_in(left_out: list[LeftOut]) -> str:
    """The first notice that says how the menus are operated."""
    notices = [piece.text for piece in left_out if piece.kind == NOTICE]
    return next(filter(tells_how_to_use_menus, notices), "")


def looks_like_site_name(text: str) -> bool:
    return len(text) <= 80 and bool(SITE_LIKE.search(text))


def heads_additional_information(text: str) -> bool:
    return bool(ADDITIONAL_INFORMATION.fullmatch(" ".join(text.split())))
