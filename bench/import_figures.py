"""How much of a page an import keeps, over pages whose Markdown source is known.

    python bench/import_figures.py FOLDER [--base-url URL] [--worst N]

FOLDER holds ``html-markdown-pairs.json`` (a list of {"html": …, "markdown": …}) and the folders
``html`` and ``markdown``. Both sides of a pair are compared as their readers see them: the words
of the source, rendered with the HTML in it, and the words of the imported body, rendered by the
site's own pipeline; and the addresses their links lead to.
"""

import argparse
import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from articles.importers.reading import read_page
from articles.importers.records import UnreadablePage
from articles.markup import render

CORPUS = Path("../shared/corpus")
WANTED = {"word recall": 0.99, "word precision": 0.97, "link recall": 0.97}
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PAGES = (".html", ".htm", ".md", ".markdown", ".txt")


@dataclass
class Figures:
    name: str
    recall: float
    precision: float
    link_recall: float
    missing: list[str]
    added: list[str]
    unlinked: list[str]


def words(text: str) -> Counter:
    return Counter(re.findall(r"\w+", text.replace("’", "'").casefold()))


def source_soup(path: Path) -> BeautifulSoup:
    text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S)
    soup = BeautifulSoup(READER.render(text), "lxml")
    for unread in soup(["script", "style"]):
        unread.decompose()
    return soup


def addresses(found: list[str], base_url: str) -> Counter:
    return Counter(unquote(urljoin(base_url, each)).rstrip("/") for each in found if each)


def share(part: Counter, whole: Counter) -> float:
    return (part & whole).total() / whole.total() if whole.total() else 1.0


def compare(html: Path, markdown: Path, base_url: str) -> Figures:
    source = source_soup(markdown)
    imported = render(read_page(html, base_url=base_url).body)
    wanted, kept = words(source.get_text(" ")), words(imported.text)
    found = addresses([link.address for link in imported.links], base_url)
    links = addresses([a.get("href") for a in source.find_all("a")], base_url)
    return Figures(
        name=str(html),
        recall=share(kept, wanted),
        precision=share(wanted, kept),
        link_recall=share(found, links),
        missing=sorted((wanted - kept).elements()),
        added=sorted((kept - wanted).elements()),
        unlinked=sorted((links - found).elements()),
    )


def compare_pairs(folder: Path, base_url: str) -> list[Figures]:
    """The figures of every pair that ``html-markdown-pairs.json`` of the folder lists."""
    listed = json.loads((folder / "html-markdown-pairs.json").read_text(encoding="utf-8"))
    return [compare(folder / p["html"], folder / p["markdown"], base_url) for p in listed]


def means_of(pairs: list[Figures]) -> dict[str, float]:
    return {
        "word recall": fmean(each.recall for each in pairs),
        "word precision": fmean(each.precision for each in pairs),
        "link recall": fmean(each.link_recall for each in pairs),
    }


def read_everything(folder: Path, base_url: str) -> tuple[int, list[str]]:
    """Every page read: how many came through, and a sentence for each that did not."""
    read, refused = 0, []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in PAGES):
        try:
            render(read_page(path, base_url=base_url).body)
        except UnreadablePage as reason:
            refused.append(f"{path.relative_to(folder)}: {reason}")
        else:
            read += 1
    return read, refused


def report_pairs(pairs: list[Figures], worst: int) -> bool:
    means = means_of(pairs)
    for name, value in means.items():
        print(f"mean {name:15} {value:.4f}  (wanted: {WANTED[name]})")
    for each in sorted(pairs, key=lambda each: min(each.recall, each.precision))[:worst]:
        print(f"\n{each.name}: {each.recall:.4f} {each.precision:.4f} {each.link_recall:.4f}")
        print(
            f"  missing: {' '.join(each.missing)[:300]}\n  added: {' '.join(each.added)[:300]}",
            f"  unlinked: {each.unlinked}",
        )
    return all(means[name] >= wanted for name, wanted in WANTED.items())


def use_settings_of_development() -> None:
    """An import asks for the languages of the site."""
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mscoe.settings")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--base-url", default="https://www.va.gov/", help="where the pages were")
    parser.add_argument("--worst", type=int, default=0, help="show the N least complete pages")
    given = parser.parse_args()
    use_settings_of_development()
    if not given.folder.exists():
        print(f"Not measured: there is no {given.folder}. Name a folder of such pages.")
        return 0
    pairs = compare_pairs(given.folder, given.base_url)
    print(f"{len(pairs)} pairs of HTML and Markdown")
    good = report_pairs(pairs, given.worst)
    for name in ("html", "markdown"):
        read, refused = read_everything(given.folder / name, given.base_url)
        print(f"{name}: {read} pages read, {len(refused)} refused")
        for sentence in refused:
            print(f"  {sentence}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
