"""Links: what they lead to is found out, said in words, and listed."""

from collections.abc import Iterator

from markdown_it.token import Token

from accessibility.hints import file_hint
from articles.markup import addresses, languages
from articles.markup.glossary import TERM_CLASS
from articles.markup.tokens import attribute, element, end_of, plain_text, text_token
from articles.markup.values import Facts, LinkFound, Page
from articles.markup.words import Words, primary, words_in


def prepare(page: Page) -> None:
    """Make addresses on our own hosts relative, and take in what is typed behind a link."""
    for token in page.tokens:
        if any(child.tag == "a" for child in token.children or ()):
            token.children = _prepared(token.children or [], page.facts)


def _prepared(children: list[Token], facts: Facts) -> list[Token]:
    prepared: list[Token] = []
    link: Token | None = None
    for token in children:
        if token.tag == "a" and token.nesting > 0:
            link = token
            link.attrs["href"] = addresses.relative_to_site(
                attribute(link, "href"), facts.own_hosts
            )
        elif token.tag == "a" and link is not None and prepared[-1] is link:
            prepared.append(text_token(attribute(link, "href")))
        elif token.type == "text" and link is not None and prepared[-1].type == "link_close":
            _take_language(link, token)
        prepared.append(token)
    return prepared


def _take_language(link: Token, behind: Token) -> None:
    """Move ``{lang=es}`` or ``{hreflang=es}`` from behind a link onto it."""
    if found := languages.MARK.match(behind.content):
        behind.content = behind.content[found.end() :]
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
    languages_around = [page.facts.language]
    end = 0
    for index, token in enumerate(children):
        if token.type == "span_open":
            languages_around.append(attribute(token, "lang"))
        elif token.type == "span_close":
            languages_around.pop()
        if token.tag == "a" and token.nesting > 0:
            end = end_of(children, index) + 1
            result += _link(page, children[index:end], languages_around[-1])
        elif index >= end:
            result.append(token)
    return result


def _link(page: Page, tokens: list[Token], language_around: str) -> list[Token]:
    page.budget.tick()
    link = tokens[0]
    if attribute(link, "class") == TERM_CLASS:
        meaning = f" ({words_in(page.facts.language).meaning})"
        tokens[-1:-1] = element("span", meaning, class_="visually-hidden")
        return tokens
    address = attribute(link, "href")
    found = LinkFound(
        address=address,
        text=plain_text(tokens).strip() or address,
        kind=addresses.kind(address),
        lang=attribute(link, "hreflang"),
    )
    page.links.append(found)
    if found.kind == "external":
        link.attrs |= {"class": "external", "rel": "external"}
    tokens[-1:-1] = _hints(found, page.facts, attribute(link, "lang") or language_around)
    return tokens


def _hints(link: LinkFound, facts: Facts, language_around: str) -> list[Token]:
    """Computed words, visible to all but for the external mark, which the style sheet draws."""
    words = words_in(facts.language)
    foreign = {} if primary(language_around) == words.language else {"lang": words.language}
    hints: list[Token] = []
    if known := ", ".join(fact for fact in _known(link, facts, words) if fact):
        hints += element("span", f" ({known})", class_="link-facts", **foreign)
    if link.kind == "external":
        external = f" ({words.external_site})"
        hints += element("span", external, class_="visually-hidden", **foreign)
    return hints


def _known(link: LinkFound, facts: Facts, words: Words) -> Iterator[str]:
    """The kind and size of a file, and a language that is not the page's own."""
    if link.kind in ("external", "internal", "file"):
        file = facts.files.get(link.address)
        yield file_hint(link.address, size=file.size if file else None)
    if link.lang and primary(link.lang) != primary(facts.language):
        yield words.in_language(link.lang)
