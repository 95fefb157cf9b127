"""Comments of every kind that Markdown sites use: taken out of the text, and listed.

They were written for colleagues, not for readers. Code stays as it is, whatever stands in it.
"""

import re

from articles.importers.records import LeftOut

COMMENT = "comment"
CODE = r"""
(?P<code>
    ^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n)*?
    (?:[ ]{0,3}(?P=fence)[`~]*[ \t]*(?=\n|\Z)|[^\n]*\Z)
  | (?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)
)
"""
# An opening mark without its end hides everything behind it, as it did on the old site.
KINDS = r"""
    <!--(?:-?>|(?P<words>.*?)(?:--!?>|\Z))
  | \{%-?\s*comment\b[^%]*%\}.*?(?:\{%-?\s*endcomment\s*-?%\}|\Z)
  | \{%-?\s*(?:if\s+false|unless\s+true)\s*-?%\}.*?(?:\{%-?\s*end(?:if|unless)\s*-?%\}|\Z)
  | \{\{-?\s*/\*.*?(?:\*/\s*-?\}\}|\Z)
  | \{/\*.*?(?:\*/\}|\Z)
  | \{\{[<%]\s*(?P<hiding>comment|hide|hidden|private|draft|todo)\b[^{}]*?[>%]\}\}
    .*?(?:\{\{[<%]\s*/\s*(?P=hiding)\s*[>%]\}\}|\Z)
  | \{::comment\b[^{}]*?/\}
  | \{::comment\b[^{}]*?\}.*?(?:\{:/(?:comment)?\}|\Z)
  | <%(?:\#|--).*?(?:%>|\Z)
  | <comment>.*?(?:</comment>|\Z)
  | \{\#[^{}]*\#\}
  | (?<![\w%])%%(?!%)(?:[^%]|%(?!%))+%%(?![\w%])
  | ^[ ]{0,3}\[(?://|_|\#|comments?|todo|hidden|note\sto\sself)[^\]\n]*\]:[ \t]*
    (?:<[^>\n]*>|\#|\S+)?[ \t]*(?:\([^()]*\)|"[^"]*"|'[^']*'|[^\n]*)[ \t]*$
"""
SHAPE = re.compile(f"{CODE}|(?P<comment>{KINDS})", re.X | re.S | re.M | re.I)
# Marks that cut a summary off, and those meant for tools, say nothing.
SILENT = re.compile(
    r"[\s<>!%{}/*#-]*(?:more|truncate|excerpt|toc|break|prettier-ignore.*|markdownlint.*|vale.*|"
    r"cspell.*|eslint.*)?[\s<>!%{}/*#-]*",
    re.I,
)
SHOWN = 200


def without_comments(body: str) -> tuple[str, list[LeftOut]]:
    """The body without its comments, and what they said."""
    left_out: list[LeftOut] = []

    def leave_out(match: re.Match[str]) -> str:
        if match["code"] is not None:
            return match[0]
        said = " ".join(match[0].split())
        if not SILENT.fullmatch(said):
            left_out.append(LeftOut(COMMENT, said[:SHOWN]))
        return ""

    return SHAPE.sub(leave_out, body), left_out
