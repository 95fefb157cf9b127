import pytest

from accessibility.hint_rules import (
    description_problems,
    keyboard_hint_problems,
    label_problems,
)
from accessibility.hints import DEFAULT_KEYBOARD_HINT, PHRASES


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_is_a_keyboard_hint_on_its_own(phrase):
    assert keyboard_hint_problems(f"{phrase}.") == []


@pytest.mark.parametrize(
    "hint",
    [
        "",
        DEFAULT_KEYBOARD_HINT,
        "Escape closes it, Enter opens a menu.",
        "To look around: Enter or Space opens a menu, then Tab goes into it.",
        "enter opens a menu; escape closes it",
    ],
)
def test_phrases_may_be_chosen_ordered_and_worded_around(hint):
    assert keyboard_hint_problems(hint) == []


@pytest.mark.parametrize(
    ("hint", "excerpt"),
    [
        ("Hit Enter to expand a main menu option.", "Hit"),
        ("Enter opens a menu, Right Arrow goes into it.", "Right"),
        ("Enter opens a menu. Home goes to the first link.", "Home"),
        ("Escape closes it and Escape leaves the page.", "Escape"),
        ("Enter opens a menu, M jumps to the map.", "M"),
        ("Use the arrow keys.", "arrow"),
        ("Enter never opens a menu.", "Enter"),
        ("It is not true that Enter opens a menu.", "not"),
        ("Enter opens a menu, but this doesn't matter.", "doesn't"),
        ("Alt and 1 bring you here.", "Alt"),
    ],
)
def test_any_other_claim_about_a_key_is_refused(hint, excerpt):
    (problem,) = keyboard_hint_problems(hint)

    assert (problem.code, problem.excerpt) == ("untrue", excerpt)


def test_a_refused_claim_is_answered_with_the_phrases_that_may_be_used():
    (problem,) = keyboard_hint_problems("Hit Enter.")

    assert "“Enter opens a menu”" in problem.message
    assert "“Escape closes it”" in problem.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Works best with JAWS", "product"),
        ("For NVDA and others", "product"),
        ("Made for VoiceOver", "product"),
        ("Talk Back users welcome", "product"),
        ("Attention A T users", "product"),
        ("Notice for AT users", "product"),
        ("For screen reader users", "product"),
        ("Leave forms mode first", "product"),
        ("In browse-mode everything is read", "product"),
        ("Please switch auto forms mode off", "product"),
        ("Turn off the pop-up blocker", "setting"),
        ("Turn your speakers on", "setting"),
        ("Change your browser's settings for this", "setting"),
        ("Disable the blocker first", "setting"),
        ("Click here for clinics", "click-here"),
        ("Tap here for clinics", "click-here"),
        ("Click for more", "click-here"),
        ("Press Enter to open", "key"),
        ("Use the down arrow", "key"),
        ("A list as PDF", "computed"),
        ("Forms to print (PDF, 2 MB)", "computed"),
        ("An external site of the VA", "computed"),
        ("Opens in a new window", "computed"),
        ("x" * 101, "too-long"),
    ],
)
def test_a_description_that_instructs_or_types_a_fact_is_refused(text, code):
    assert codes(description_problems(text, label="Find care"))[:1] == [code]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Treatments", "Treatments"),
        ("Treatments", "About the treatments"),
        ("Treatments overview", "Overview of treatments"),
        ("Treatments", "treatments: what slows MS"),
    ],
)
def test_a_description_that_repeats_its_label_is_refused(label, text):
    assert codes(description_problems(text, label=label)) == ["repeats-label"]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Treatments", ""),
        ("Treatments", "What can slow MS, and what eases it"),
        ("Benefits", "Money and help for disabled veterans"),
        ("Family", "Turn to people you can rely on"),
        ("Mobility", "Walking, wheelchairs and scooters at home"),
        ("Speech", "When words are hard to find, and dictation"),
        ("Living well", "Active days: exercise, rest, heat"),
        ("MS", "What MS is, and what it is not"),
        ("Medicines", "When to switch, and why to set a reminder"),
        ("Keys to sleep", "Rest at night and in the day"),
    ],
)
def test_a_description_that_says_what_is_behind_the_link_may_stand(label, text):
    assert description_problems(text, label=label) == []


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("Click here", "nameless"),
        ("Read more…", "nameless"),
        ("Veterans Crisis Line badge", "picture"),
        ("My HealtheVet logo", "picture"),
        ("y" * 61, "too-long"),
    ],
)
def test_a_label_that_does_not_name_where_it_leads_is_refused(label, code):
    assert codes(label_problems(label)) == [code]


@pytest.mark.parametrize(
    "label", ["Veterans Crisis Line: dial 988, then press 1", "Español", "Find care", "z" * 60]
)
def test_a_label_that_names_where_it_leads_may_stand(label):
    assert label_problems(label) == []


@pytest.mark.parametrize(
    "hint",
    [
        "Attention A T users: switch auto forms mode off.",
        "Hit Enter to expand a main menu option, hit Down Arrow to get into its submenu.",
    ],
)
def test_the_instructions_of_the_old_site_are_refused_with_a_remedy(hint):
    problems = keyboard_hint_problems(hint)

    assert problems
    assert all(len(problem.message) > len(problem.excerpt) + 30 for problem in problems)
