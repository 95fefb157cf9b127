"""The closing lines of ``make test``, which people and machines read."""

import datetime
from collections import Counter

import pytest

from accessibility.statement.test_runs import Run, last_run
from tests import __main__ as running

REPORT = """<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}"
skipped="{skipped}">{cases}</testsuite></testsuites>"""
CASE = '<testcase classname="tests.articles.test_rest" name="{name}">{outcome}</testcase>'


@pytest.fixture
def run(monkeypatch, tmp_path, capsys):
    """Run two groups whose pytest ends with these codes and counts; the exit code and the lines."""
    monkeypatch.setattr(running, "REPORTS", tmp_path)
    monkeypatch.setattr(running, "LAST_RUN", tmp_path / "test-run.json")
    for name in ("LACKING_GROUPS", "APT_UNREACHABLE", "CI"):
        monkeypatch.delenv(name, raising=False)

    def run_groups(**results):
        monkeypatch.setattr(running, "GROUPS", {"test": {name: [] for name in results}})

        def run_pytest(name, options):
            code, counts = results[name]
            if counts is not None:
                numbers = {
                    "tests": 0,
                    "failures": 0,
                    "errors": 0,
                    "skipped": 0,
                    "cases": "",
                } | counts
                (tmp_path / f"{name}.xml").write_text(REPORT.format(**numbers))
            return code

        monkeypatch.setattr(running, "run_pytest", run_pytest)
        code = running.main()
        return code, capsys.readouterr().out.splitlines()

    return run_groups


def test_the_last_line_adds_the_groups_up(run):
    code, lines = run(first=(0, {"tests": 5}), second=(0, {"tests": 3, "skipped": 1}))

    assert (code, lines[-1]) == (0, "7 passed, 0 failed, 1 skipped")


def test_failures_and_errors_both_fail(run):
    code, lines = run(first=(1, {"tests": 5, "failures": 1, "errors": 1}), second=(0, {"tests": 1}))

    assert (code, lines[-1]) == (1, "4 passed, 2 failed")


def test_failed_tests_are_named_again_with_their_reasons_before_the_sum(run):
    outcomes = {
        "test_a": "",
        "test_b": '<failure message="assert 1&#10;  == 2">its whole report</failure>',
        "test_c[1-x]": "<error/>",
        "test_d": "<skipped/>",
    }
    cases = "".join(CASE.format(name=name, outcome=outcome) for name, outcome in outcomes.items())
    lines = run(
        first=(1, {"tests": 4, "failures": 1, "errors": 1, "skipped": 1, "cases": cases}),
        second=(0, {"tests": 1}),
    )[1]

    assert lines[-4:] == [
        "failed: tests/articles/test_rest.py::test_b",
        "    assert 1 == 2",
        "failed: tests/articles/test_rest.py::test_c[1-x]",
        "2 passed, 2 failed, 1 skipped",
    ]


def test_a_test_that_failed_and_could_not_be_tidied_up_is_named_once(run):
    cases = CASE.format(name="test_b", outcome="<failure/><error/>")
    cases += CASE.format(name="test_b", outcome="<error/>")
    lines = run(first=(1, {"tests": 3, "failures": 1, "errors": 1, "cases": cases}))[1]

    assert lines[-2:] == ["failed: tests/articles/test_rest.py::test_b", "1 passed, 2 failed"]


def test_a_group_that_crashed_before_its_report_fails(run):
    code, lines = run(first=(3, None), second=(0, {"tests": 1}))

    assert (code, lines[-1]) == (1, "1 passed, 1 failed")


def test_a_group_without_tests_is_no_failure(run):
    assert run(first=(0, {"tests": 2}), second=(5, {}))[0] == 0


@pytest.mark.parametrize(
    ("in_ci", "apt_unreachable", "code"), [("", "", 0), ("true", "", 1), ("true", "1", 0)]
)
def test_a_group_that_cannot_run_is_named_last(run, monkeypatch, in_ci, apt_unreachable, code):
    monkeypatch.setenv("LACKING_GROUPS", "screen reader tests")
    monkeypatch.setenv("CI", in_ci)
    monkeypatch.setenv("APT_UNREACHABLE", apt_unreachable)

    ended, lines = run(first=(0, {"tests": 2}))

    assert ended == code
    assert lines[-2:] == ["2 passed, 0 failed", "Could not run here: screen reader tests."]


def test_a_run_is_noted_for_the_accessibility_statement(run):
    run(
        parallel=(1, {"tests": 9, "failures": 1, "skipped": 2}),
        **{"screen-reader": (0, {"tests": 3})},
    )

    noted = last_run(running.LAST_RUN)
    assert noted == Run(datetime.date.today(), 9, 1, 2, by_screen_reader=3)


def test_a_run_that_crashed_is_noted_as_failed(run):
    run(parallel=(3, {"tests": 2}))

    assert last_run(running.LAST_RUN).failed == 1


def test_counting_needs_a_whole_report(tmp_path):
    assert running.count_tests(tmp_path / "missing.xml") == Counter(failed=1)
