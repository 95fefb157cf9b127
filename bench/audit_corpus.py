"""What the audit finds in real pages: those of ../shared/corpus.

Usage: python -m bench.audit_corpus [NUMBER]. The pages in HTML are audited as whole pages; all of
them, and those in Markdown, as the articles that they become when they are imported. Prints the
findings per rule and, where a number is given, as many of them drawn at random (always the same
ones) to be read by hand for false alarms.
"""

import random
import sys
from collections import Counter

from accessibility.audit.audit import Page, audit, html_lines, source_lines
from articles.importers.reading import read_page
from articles.importers.records import UnreadablePage
from articles.markup import Facts, TooMuch, render
from mscoe.environment import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
OLD_SITE = "https://www.va.gov/"
SEED = 17


def findings():
    """Every finding, with the file it is in and whether that was read as an article."""
    for path in sorted(CORPUS.joinpath("html").rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        for finding in audit(html, page=Page(is_whole=True), at_lines=html_lines):
            yield "page", path, finding
    for path in sorted([*CORPUS.rglob("*.html"), *CORPUS.joinpath("markdown").rglob("*.md")]):
        for finding in findings_in_article(path):
            yield "article", path, finding


def findings_in_article(path):
    try:
        record = read_page(path, base_url=OLD_SITE)
        facts = Facts(language=record.language or "en")
        html = render(record.body, facts=facts, source_lines=True).html
    except (UnreadablePage, TooMuch):
        return []
    return audit(html, page=Page(language=facts.language), at_lines=source_lines)


def main(wanted=0):
    if not CORPUS.is_dir():
        print("There is no folder ../shared/corpus.")
        return 0
    found = list(findings())
    counts = Counter((kind, finding.severity, finding.rule) for kind, _, finding in found)
    for (kind, severity, rule), number in sorted(counts.items()):
        print(f"{number:6}  {kind:8} {severity:8} {rule}")
    for kind, path, finding in random.Random(SEED).sample(found, min(wanted, len(found))):
        print(f"\n{kind} {path.relative_to(CORPUS)}:{finding.line} [{finding.rule}]")
        print(f"  {finding.message} {finding.remedy}\n  > {finding.excerpt}")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 0))
