"""Front matter as generators write it → a mapping of words: YAML, TOML, JSON, or plain head lines.

Values stay the words that were typed: a title "No" is no truth value and a summary "1.10" no
number. What cannot be parsed is read line by line, and a remark reports it.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from accessibility.text.plain_yaml import WordsLoader
from articles.importers.records import UnreadablePage

FrontValue = Any  # words, a list of values, or a mapping of them
LONGEST = 64_000
FENCED = re.compile(
    r"\A\s*(?P<fence>---|\+\+\+|;;;)[ \t]*(?P<named>yaml|toml|json)?[ \t]*\n"
    r"(?P<inner>(?:.*\n)*?)(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.I,
)
COMMENTS_ABOVE = re.compile(r"\A\s*(?:<!--(?:(?!-->).)*-->\s*)+(?=---|\+\+\+|;;;|\{)", re.S)
UNCLOSED = re.compile(
    r"\A\s*(?:---|\+\+\+)[ \t]*\n"
    r"(?P<inner>(?:(?:[ \t]*[\w\"'-]+[ \t]*[:=]|[ \t]+\S|-[ \t]).*(?:\n|\Z))+)"
)
BARE_JSON = re.compile(r"\A\s*\{\s*(?:\"|\})")
END_OF_JSON = re.compile(r"^\}[ \t]*$\n?", re.M)
# Lines "Title: …" at the very top without fences, as MultiMarkdown and Pelican read them.
HEAD_LINES = re.compile(
    r"\A\s*(?P<inner>Title:[ \t]*\S.*\n(?:[A-Za-z][\w -]{0,30}:.*(?:\n|\Z)|[ \t]+\S.*(?:\n|\Z))*)"
    r"(?=\s*(?:\n|\Z))",
    re.I,
)
LANGUAGE_OF_FENCE = {"---": "yaml", "+++": "toml", ";;;": "json"}
KEY_LINE = re.compile(
    r"^(?P<indent>[ \t]*)[\"']?(?P<key>[A-Za-z_][\w-]*)[\"']?\s*[:=]\s*(?P<value>.*)$"
)


@dataclass
class Head:
    """What is above a page's text. ``pairs`` holds every key of the first level as written."""

    pairs: list[tuple[str, FrontValue]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def split_head(text: str) -> tuple[Head, str]:
    """The front matter, empty where there is none, and the text below it."""
    if comments := COMMENTS_ABOVE.match(text):  # as linters and editors leave them
        head, rest = split_head(text[comments.end() :])
        return (head, f"{comments[0]}\n{rest}") if head.pairs else (Head(), text)
    if match := FENCED.match(text):
        return fenced_head(match, text)
    if BARE_JSON.match(text):
        return json_head(text)
    if match := UNCLOSED.match(text):
        head = lines_head(short_enough(match["inner"]))
        head.remarks.append("The front matter has no closing line. Its first lines were read.")
        return head, text[match.end() :]
    if match := HEAD_LINES.match(text):
        return lines_head(short_enough(match["inner"])), text[match.end() :]
    return Head(), text


def fenced_head(match: re.Match[str], text: str) -> tuple[Head, str]:
    inner, rest = match["inner"], text[match.end() :]
    language = (match["named"] or LANGUAGE_OF_FENCE[match["fence"]]).lower()
    if not any(map(KEY_LINE.match, inner.split("\n"))) and language == "yaml" and inner.strip():
        return Head(), text  # two rules with words between them
    return READERS[language](short_enough(inner)), rest


def short_enough(source: str) -> str:
    if len(source) > LONGEST:
        raise UnreadablePage("The front matter is too long for one page.")
    return source


def yaml_head(source: str) -> Head:
    try:
        node = yaml.compose(source, Loader=WordsLoader)
        pairs = yaml_pairs(node) if isinstance(node, yaml.MappingNode) else []
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        return unparsed_head(source, "YAML", where(problem))
    if node is not None and not pairs:
        return unparsed_head(source, "YAML", "it contains no keys")
    return with_doubles_named(Head(pairs))


def yaml_pairs(node: yaml.MappingNode) -> list[tuple[str, FrontValue]]:
    loader = WordsLoader("")
    return [
        (str(loader.construct_object(key, deep=True)), loader.construct_object(value, deep=True))
        for key, value in node.value
    ]


def toml_head(source: str) -> Head:
    try:
        return Head(list(tomllib.loads(source, parse_float=str).items()))
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return unparsed_head(source, "TOML", where(problem))


def json_values(source: str) -> Head:
    try:
        pairs = json.loads(source, object_pairs_hook=Pairs, parse_float=str)
    except (ValueError, RecursionError) as problem:
        return unparsed_head(source, "JSON", where(problem))
    if not isinstance(pairs, Pairs):
        return unparsed_head(source, "JSON", "it contains no keys")
    return with_doubles_named(Head([(key, plain_json(value)) for key, value in pairs]))


class Pairs(list[tuple[str, FrontValue]]):
    """An object of JSON with every pair it was written with."""


def plain_json(value: FrontValue) -> FrontValue:
    if isinstance(value, Pairs):
        return {key: plain_json(inner) for key, inner in value}
    return [plain_json(each) for each in value] if isinstance(value, list) else value


def json_head(text: str) -> tuple[Head, str]:
    """JSON without fences ends with its closing brace."""
    start = len(text) - len(text.lstrip())
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        closing = END_OF_JSON.search(text)
        end = closing.end() if closing else len(text)
        if closing is None:
            return Head(), text
    return json_values(short_enough(text[start:end])), text[end:]


READERS = {"yaml": yaml_head, "toml": toml_head, "json": json_values}


def unparsed_head(source: str, language: str, why: str) -> Head:
    head = lines_head(source)
    head.remarks.append(
        f"The front matter is not valid {language} ({why}). Only its simple lines were read."
    )
    return head


def where(problem: Exception) -> str:
    mark = getattr(problem, "problem_mark", None)
    if mark:
        return f"line {mark.line + 2}"
    line = re.search(r"line (\d+)", str(problem))
    return f"line {int(line[1]) + 1}" if line else "it cannot be read"


def lines_head(source: str) -> Head:
    """Lines "key: value" or "key = value"; indented ones come after those of the first level."""
    found = [match for line in source.split("\n") if (match := KEY_LINE.match(line))]
    found.sort(key=lambda match: bool(match["indent"]))
    return Head([(match["key"], line_value(match["value"])) for match in found])


def line_value(value: str) -> str:
    """The value of a line without its quotes, the comment behind it and a closing comma."""
    value = value.strip()
    if quoted := re.match(r"([\"'])(.*?)\1\s*,?\s*(?:#.*)?$", value):
        return quoted[2]
    value = re.sub(r"\s+#.*$", "", value).rstrip(",").strip()
    return "" if value in ("null", "~") else value


def with_doubles_named(head: Head) -> Head:
    for key in doubles(head.pairs):
        head.remarks.append(f"“{key}” appears twice in the front matter. The last one was used.")
    return head


def doubles(pairs: list[tuple[str, FrontValue]]) -> Iterator[str]:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            yield key
        seen.add(key)
