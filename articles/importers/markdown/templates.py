"""Marks that only the old site's generator understands: repaired where possible, else left out."""

import re

from articles.importers.markdown_syntax import image
from articles.importers.records import LeftOut

FENCE = re.compile(r"(^```.*?^```[^\n]*$|^~~~.*?^~~~[^\n]*$)", re.S | re.M)
SITE_ADDRESS = re.compile(
    r"\{\{-?\s*(?:site|base|page)\.?(?:base_?url|basurl|siteurl|url|root)\s*-?\}\}", re.I
)
SHORTCODE = re.compile(r"\{\{[<%]\s*(?P<name>[\w./-]+)\s*(?P<given>[^{}]*?)\s*/?[>%]\}\}")
GIVEN = re.compile(r"(?P<key>[\w-]+)\s*=\s*\"(?P<value>[^\"]*)\"")
TAG = re.compile(r"\{%-?.*?-?%\}|\{\{.*?\}\}", re.S)
HEADING_ID = re.compile(r"^(#{1,6}\s.*?)\s*\{:?\s*#([\w-]+)[^}\n]*\}\s*$", re.M)
ATTRIBUTES = re.compile(r"\{:?\s*[.#][\w-][^{}\n]*\}")
OPENED_TO_MARKDOWN = re.compile(
    r"(<\w+\b[^<>]*\bmarkdown\s*=\s*[\"“']?(?:1|block)[^<>]*>)[ \t]*\n(?=[ ]{0,3}[^\s<])"
)
# Generators read on as Markdown there; CommonMark takes the whole line for HTML.
CLOSED_BEFORE_TEXT = re.compile(r"^([ ]{0,3}</(?:table|blockquote|div|ul|ol)>)(?=[^\s<])", re.M)


def without_templates(body: str) -> tuple[str, list[LeftOut]]:
    """The body in Markdown and HTML alone, and what could not be said in them."""
    left_out: list[LeftOut] = []
    parts = FENCE.split(body)
    parts[::2] = [without_marks(part, left_out) for part in parts[::2]]
    return "".join(parts), left_out


def without_marks(text: str, left_out: list[LeftOut]) -> str:
    def leave_out(match: re.Match[str]) -> str:
        left_out.append(
            LeftOut("mark of the old site's generator", " ".join(match[0].split())[:200])
        )
        return ""

    def replace(match: re.Match[str]) -> str:
        given = dict(GIVEN.findall(match["given"]))
        if given.get("src"):
            caption = f"\n\n{given['caption']}\n\n" if given.get("caption") else ""
            return image(given.get("alt", ""), given["src"]) + caption
        leave_out(match)
        is_address = match.string[: match.start()].endswith(("](", "](<", '="', "='"))
        # As an address this leads nowhere, so the link's words stay and the link goes.
        return "#" + re.sub(r"[^\w./-]", "", match["given"]) if is_address else ""

    text = SITE_ADDRESS.sub("", text)
    text = SHORTCODE.sub(replace, text)
    text = TAG.sub(leave_out, text)
    text = HEADING_ID.sub(lambda m: f'{m[1]} <a name="{m[2]}"></a>', text)
    text = OPENED_TO_MARKDOWN.sub(r"\1\n\n", ATTRIBUTES.sub("", text))
    return CLOSED_BEFORE_TEXT.sub(r"\1\n\n", text)
