"""What ``make test`` runs: the parallel tests, then the screen reader's alone, then the sum.

``python -m tests prove`` runs the long ones instead, ``python -m tests fast`` those without a
browser and without other programs.
"""

import datetime
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

from tests import environment

REPORTS = environment.VAR / "test-reports"
LAST_RUN = environment.VAR / "test-run.json"  # what the accessibility statement tells of
LONGEST_REASON = 400  # characters of a failure's message that are printed at the end
NO_TESTS = 5  # pytest's exit code for a group without any
PARALLEL = ["-n", "2", "--dist", "worksteal"]
GROUPS = {
    "test": {
        "parallel": [*PARALLEL, "-m", "not orca and not prove"],
        # One at a time, and alone: what is spoken depends on when things happen.
        "screen-reader": ["-m", "orca and not prove"],
    },
    "fast": {
        "fast": [*PARALLEL, "-m", "not orca and not prove and not slow"],
    },
    "prove": {
        "prove": ["-m", "prove and not orca"],
        "prove-screen-reader": ["-m", "prove and orca"],
    },
}


def main(what="test"):
    REPORTS.mkdir(parents=True, exist_ok=True)
    groups, failed = {}, False
    for name, options in GROUPS[what].items():
        print(f"== {name} tests", flush=True)
        code = run_pytest(name, options)
        failed |= code not in (0, NO_TESTS)
        groups[name] = count_tests(REPORTS / f"{name}.xml")
    counts = sum(groups.values(), Counter())
    crashed = failed and not counts["failed"]
    if what == "test":
        note_run(counts + Counter(failed=int(crashed)), groups)
    failures = {}
    for test, why in (failure for name in groups for failure in failed_tests(name)):
        failures.setdefault(test, why)
    for test, why in failures.items():
        print(f"failed: {test}\n    {why}" if why else f"failed: {test}")
    print(closing_line(counts, crashed=crashed))
    if lacking := os.environ.get("LACKING_GROUPS"):
        print(f"Could not run here: {lacking}.")
        failed |= bool(os.environ.get("CI")) and not os.environ.get("APT_UNREACHABLE")
    return int(failed)


def note_run(counts, groups):
    """Leave the sums and the day for whoever shows them; the file is there whole or not at all."""
    said = {name: counts[name] for name in ("passed", "failed", "skipped")}
    said |= {"on": datetime.date.today().isoformat(), "groups": groups}
    unfinished = LAST_RUN.with_suffix(".new")
    unfinished.write_text(json.dumps(said, indent=1), encoding="utf-8")
    unfinished.replace(LAST_RUN)


def run_pytest(name, options):
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={report}", *options]
    return subprocess.run(command, stdin=subprocess.DEVNULL).returncode


def count_tests(report):
    """What pytest counted; nothing when it did not come as far as writing its report."""
    if not report.exists():
        return Counter(failed=1)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    skipped = int(suite.get("skipped"))
    return Counter(
        passed=int(suite.get("tests")) - failed - skipped, failed=failed, skipped=skipped
    )


def failed_tests(name):
    """The tests of the group that failed, as pytest is asked for them, each with its reason."""
    report = REPORTS / f"{name}.xml"
    if not report.exists():
        return
    for case in ElementTree.parse(report).iter("testcase"):
        problems = [*case.iter("failure"), *case.iter("error")]
        if problems:
            why = " ".join(problems[0].get("message", "").split())
            test = f"{case.get('classname').replace('.', '/')}.py::{case.get('name')}"
            yield test, why[:LONGEST_REASON]


def closing_line(counts, *, crashed):
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    return f"{counts['passed']} passed, {counts['failed'] + crashed} failed{skipped}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
