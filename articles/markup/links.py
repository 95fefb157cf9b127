"""Links: what they lead to is found out, said in words, and listed."""

from markdown_it.token import Token

from accessibility.hints import file_hint, language_hint
from articles.markup import addresses, languages
from articles.markup.tokens import attribute, element, end_of, plain_text, text_token
from articles.markup.values import Facts, LinkFound, Page
from articles.markup.words import words_in


def take_languages(page: Page) -> None:
    """Move ``{lang=es}`` or ``{hreflang=es}`` from behind a link onto it."""
    for token in page.tokens:
        children = token.children or []
        for index, child in enumerate(children[:-1]):
            if child.type == "link_close" and children[index + 1].type == "text":
                _take_language(children, index)


def _take_language(children: list[Token], end: int) -> None:
    text = children[end + 1]
    if not (found := languages.MARK.match(text.content)):
        return
    text.content = text.content[found.end() :]
    link = next(child for child in reversed(children[:end]) if child.type == "link_open")
    link.attrs["hreflang"] = found["lang"]
    if found["name"] == "lang":
        link.attrs |= languages.attributes(found["lang"])


def mark(page: Page) -> None:
    """Say in words what each link leads to, and list it."""
    for token in page.tokens:
        if any(child.tag == "a" for child in token.children or ()):
            token.children = _marked(page, token.children or [])


def _marked(page: Page, children: list[Token]) -> list[Token]:
    result: list[Token] = []
    end = 0
    for index, token in enumerate(children):
        if token.tag == "a" and token.nesting > 0:
            end = end_of(children, index) + 1
            result += _link(page, children[index:end])
        elif index >= end:
            result.append(token)
    return result


def _link(page: Page, tokens: list[Token]) -> list[Token]:
    link = tokens[0]
    address = addresses.relative_to_site(attribute(link, "href"), page.facts.own_hosts)
    kind = addresses.kind(address)
    link.attrs["href"] = address
    if kind == "external":
        link.attrs |= {"class": "external", "rel": "external"}
    text = plain_text(tokens).strip()
    if not text and len(tokens) == 2:
        tokens.insert(1, text_token(address))
        text = address
    lang = attribute(link, "hreflang")
    page.links.append(LinkFound(address, text, kind, lang))
    tokens[-1:-1] = _hints(address, kind, lang, page.facts)
    return tokens


def _hints(address: str, kind: str, lang: str, facts: Facts) -> list[Token]:
    """Computed words, visible to all but for the external mark, which the style sheet draws."""
    size = facts.files[address].size if address in facts.files else None
    is_web = kind in ("external", "internal", "file")
    said = [file_hint(address, size=size) if is_web else "", language_hint(lang) if lang else ""]
    hints: list[Token] = []
    if words := ", ".join(hint for hint in said if hint):
        hints += element("span", f" ({words})", class_="link-facts")
    if kind == "external":
        external = words_in(facts.language).external_site
        hints += element("span", f" ({external})", class_="visually-hidden")
    return hints
