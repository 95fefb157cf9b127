"""What the editor shows of the audit: each finding with the repair that is safe, and the sums."""

from dataclasses import dataclass

from articles.desk import help_topics
from articles.models import Link
from articles.publishing import dismissals
from articles.text import repairs


@dataclass(frozen=True)
class Shown:
    """A finding as a person meets it: what was decided, and what a button could do."""

    finding: object
    dismissal: object
    repair: str

    @property
    def help_topic(self):
        return help_topics.place_of(self.finding.rule)[0]

    @property
    def help_anchor(self):
        return help_topics.place_of(self.finding.rule)[1]

    @property
    def repair_label(self):
        return repairs.REPAIRS[self.repair].label if self.repair else ""


@dataclass(frozen=True)
class Advice:
    """All findings of a text, what blocks first; dismissed ones apart."""

    errors: list
    warnings: list
    dismissed: list

    @property
    def is_empty(self):
        return not (self.errors or self.warnings)


def advice_about(judged):
    """Findings with their dismissals, as the panel and the screen show them."""
    shown = [Shown(one.finding, one.dismissal, _repair_of(one.finding)) for one in judged]
    still_open = [one for one in shown if one.dismissal is None]
    return Advice(
        errors=[one for one in still_open if one.finding.is_error],
        warnings=[one for one in still_open if not one.finding.is_error],
        dismissed=[one for one in shown if one.dismissal is not None],
    )


def _repair_of(finding):
    return repairs.FOR_RULE.get(finding.rule, "") if finding.line else ""


def repaired(source, *, name, line):
    """The text with one place fixed; the same text where no safe fix exists."""
    return repairs.repair(source, name=name, line=line, known=_known(source))


def _known(source):
    addresses = {found["address"] for found in repairs.BARE.finditer(source)}
    rows = Link.objects.filter(address__in=addresses) if addresses else ()
    return repairs.Known(
        titles={link.address: link.title for link in rows if link.title != link.address}
    )


def findings_as_data(revision):
    """One page's findings in the form of EARL 1.0 assertions, for other tools.

    Source of the names: W3C, Evaluation and Report Language (EARL) 1.0 Schema.
    """
    return {
        "@context": {"earl": "http://www.w3.org/ns/earl#"},
        "subject": revision.title,
        "revision": revision.number,
        "assertions": [_assertion(one) for one in dismissals.judged(revision)],
    }


def _assertion(judged):
    finding, dismissal = judged.finding, judged.dismissal
    return {
        "@type": "earl:Assertion",
        "earl:mode": "earl:automatic",
        "earl:test": f"WCAG 2.2, {finding.criterion} ({finding.level}): {finding.rule}",
        "earl:result": {
            "earl:outcome": "earl:failed" if finding.is_error else "earl:cantTell",
            "earl:info": f"{finding.message} {finding.remedy}",
            "earl:pointer": finding.selector,
            "line": finding.line,
            "excerpt": finding.excerpt,
        },
        "dismissed": dismissal
        and {"reason": dismissal.reason, "at": dismissal.made_at.isoformat()},
    }
