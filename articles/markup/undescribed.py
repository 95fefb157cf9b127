"""Pictures of a rendered text that nobody described and nobody called decorative."""

from html.parser import HTMLParser


class _Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "img" and "alt" not in said:
            self.found.append(said.get("src") or "")


def undescribed(html: str) -> list[str]:
    """Their addresses in order, each once: figures leaves out their ``alt`` altogether."""
    pictures = _Pictures()
    pictures.feed(html)
    return list(dict.fromkeys(pictures.found))
