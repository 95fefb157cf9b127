"""How the audit does on the W3C's labelled cases (ACT rules) in ../shared/act.

Usage: python -m bench.act_score. Each of the W3C's rules stands beside ours. A failed case in which
ours find something is found; a passed or inapplicable case in which they do is a false alarm. What
HTML alone cannot decide - because of an author's style sheet or script, or because someone has to
look at a picture or open another page - is not counted, and is named with its reason.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

from accessibility.audit.audit import Page, audit
from mscoe.environment import ROOT

CASES = ROOT.parent / "shared" / "act"
OURS = {
    "674b10": ("aria-role",),
    "6a7281": ("aria-value",),
    "5f99a7": ("aria-attribute",),
    "4e8ab6": ("aria-required",),
    "kb1m8s": ("aria-naming",),
    "ff89c9": ("aria-parent",),
    "bc4a75": ("aria-children",),
    "5c01ea": ("aria-allowed",),
    "e086e5": ("field-name",),
    "ffd0e9": ("heading-empty",),
    "e6952f": ("attribute-doubled",),
    "3ea0c8": ("id-doubled",),
    "akn7bn": ("frame-keyboard",),
    "cae760": ("frame-name",),
    "46ca7f": ("decorative-exposed",),
    "59796f": ("image-button-name",),
    "23a2a8": ("image-alt", "image-link-name"),
    "7d6734": ("drawing-name",),
    "de46e4": ("language-valid",),
    "bf051a": ("page-language-valid",),
    "b5c3f8": ("page-language",),
    "off6ek": ("language-wrong",),
    "ucwvc8": ("page-language-wrong",),
    "c487ae": ("link-name", "image-link-name"),
    "aizyf1": ("link-vague", "link-in-context", "link-kind-alone"),
    "5effbb": ("link-in-context", "link-kind-alone"),
    "b20e66": ("link-same-words", "link-same-words-in-context"),
    "fd3a94": ("link-same-words-in-context",),
    "8fc3b6": ("object-name",),
    "m6b1q3": ("menu-item-name",),
    "97a4e1": ("button-name",),
    "307n5z": ("aria-focus-inside",),
    "6cfa84": ("aria-hidden-focus",),
    "2t702h": ("summary-name",),
    "2ee8b8": ("label-in-name",),
    "bc659a": ("page-refresh",),
    "b4f0c3": ("page-zoom",),
    "cf77f2": ("page-bypass",),
    "047fe0": ("page-heading",),
    "ye5d6e": ("page-skip-link",),
    "b40fd1": ("page-main",),
    "a25f45": ("table-headers-attribute",),
    "d0f69e": ("table-header-unused",),
    "2779a5": ("page-title",),
    "c4a8a4": ("page-title-says-nothing",),
    "80f0bf": ("sound-starts-alone",),
    "afw4f7": ("contrast",),
}
# Rules that nothing which only reads HTML can decide.
UNDECIDABLE = {
    "9bd38c": "someone has to see whether the text speaks of what shows on the screen",
    "b49b2e": "someone has to understand the heading and the text under it",
    "qt1vmo": "someone has to look at the picture",
    "0va7u6": "someone has to look at the picture",
    "e88epe": "someone has to look at the picture",
    "4b1c6c": "the pages in the frames have to be opened and compared",
    "c5a4ea": "the film has to be watched",
    "f51b46": "the film has to be heard",
    "3e12e1": "scripts have to run",
    "24afc2": "text has to be laid out",
    "9e45ec": "text has to be laid out",
    "78fd32": "text has to be laid out",
}
# Single cases, with what they would need.
ONE_BY_ONE = {
    "ucwvc8/c4eaf50df4fa37f9.html": "three words, common in no one language: a dictionary decides",
}
# Links whose pages have to be opened before anybody knows whether they are the same.
COMPARES_PAGES = ("b20e66", "fd3a94")
OWN_STYLE = re.compile(r"<style\b|<link\b[^>]*stylesheet", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


@dataclass(frozen=True)
class Verdict:
    rule: str
    name: str
    file: str
    expected: str
    is_flagged: bool
    reason: str  # why it cannot be decided; empty if it can

    @property
    def is_right(self) -> bool:
        return self.is_flagged == (self.expected == "failed")


def verdicts():
    cases = json.loads((CASES / "cases.json").read_text(encoding="utf-8"))["testcases"]
    return [verdict_on(case) for case in cases]


def verdict_on(case):
    html = (CASES / case["file"]).read_text(encoding="utf-8")
    rules = OURS.get(case["ruleId"], ())
    found = audit(html, page=Page(is_whole=True))
    return Verdict(
        case["ruleId"],
        case["ruleName"],
        case["file"],
        case["expected"],
        any(finding.rule in rules for finding in found),
        reason(case, html),
    )


def reason(case, html):
    """Why HTML alone cannot decide the case, or an empty string."""
    rule = case["ruleId"]
    if rule in UNDECIDABLE:
        return UNDECIDABLE[rule]
    if case["file"] in ONE_BY_ONE:
        return ONE_BY_ONE[case["file"]]
    if SCRIPT.search(html):
        return "scripts have to run"
    if OWN_STYLE.search(html):
        return "an author's style sheet decides"
    if rule in COMPARES_PAGES and "assets" in case["needs"]:
        return "the pages behind the links have to be opened and compared"
    return ""


def score(found):
    """Per rule of the W3C: (failed cases, found of them, other cases, false alarms, its name)."""
    rows = defaultdict(lambda: [0, 0, 0, 0, ""])
    for verdict in found:
        if verdict.reason:
            continue
        row = rows[verdict.rule]
        at = 0 if verdict.expected == "failed" else 2
        row[at] += 1
        row[at + 1] += verdict.is_flagged
        row[4] = verdict.name
    return rows


def main():
    if not CASES.is_dir():
        print("There is no folder ../shared/act.")
        return 0
    found = verdicts()
    rows = score(found)
    print("rule     found   false alarms   the W3C's rule, and ours")
    for rule, (failed, hit, other, alarms, name) in sorted(rows.items(), key=lambda row: row[1][4]):
        figures = f"{hit:2} of {failed:2}   {alarms:2} of {other:2}"
        print(f"{rule}  {figures}      {name}: {', '.join(OURS[rule])}")
    failed, hit, other, alarms = (sum(row[at] for row in rows.values()) for at in range(4))
    print(f"all: {hit} of {failed} failed cases found; {alarms} false alarms in {other} others")
    for verdict in found:
        if not verdict.reason and not verdict.is_right:
            print(f"  wrong: {verdict.file} ({verdict.expected})")
    print("not counted:")
    for (why, rule), cases in sorted(
        Counter((v.reason, v.rule) for v in found if v.reason).items()
    ):
        print(f"  {cases:2} of {rule}: {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
