"""The words of a screen reader for what is not text: Orca's own, in the order it says them."""

from collections.abc import Callable

LANDMARKS = {
    "banner": "banner",
    "complementary": "complementary content",
    "contentinfo": "information",
    "form": "form",
    "main": "main content",
    "navigation": "navigation",
    "region": "region",
    "search": "search",
}
# Said before the first words inside, and after the last.
AROUND = {
    "blockquote": ("block quote", "leaving blockquote"),
    "deletion": ("deletion start", "deletion end"),
    "figure": ("figure", "leaving figure"),
    "insertion": ("insertion start", "insertion end"),
    "mark": ("highlight start", "highlight end"),
}
# Said after the words of the element itself.
AFTER = {
    "caption": "caption",
    "columnheader": "column header",
    "definition": "description value",
    "rowheader": "row header",
    "term": "description term",
}
CURRENT = {
    "page": "current page",
    "step": "current step",
    "location": "current location",
    "date": "current date",
    "time": "current time",
    "true": "current item",
}
FIELDS = {
    "combobox": "combo box",
    "listbox": "list box",
    "meter": "level bar",
    "progressbar": "progress bar",
    "scrollbar": "scroll bar",
    "searchbox": "entry",
    "slider": "slider",
    "spinbutton": "spin button",
    "textbox": "entry",
}
CHECKED = {"true": "checked", "false": "not checked", "mixed": "partially checked"}
CHOSEN = {"true": "selected", "false": "not selected"}
PRESSED = {"true": "pressed", "false": "not pressed", "mixed": "partially pressed"}
EXPANDED = {"true": "expanded", "false": "collapsed"}
SWITCHED = {"true": "on", "false": "off"}
States = dict[str, str]


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def list_words(length: int, depth: int) -> str:
    words = f"List with {counted(length, 'item', 'items')}"
    return f"{words}, nesting level {depth}" if depth else words


def leaving_lists(count: int) -> str:
    return "leaving list" if count == 1 else f"leaving {count} lists"


def terms_words(length: int) -> str:
    return f"Description list with {counted(length, 'term', 'terms')}"


def table_words(rows: int, columns: int) -> str:
    return f"table with {counted(rows, 'row', 'rows')} {counted(columns, 'column', 'columns')}"


def joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def control_words(role: str, name: str, value: str, states: States) -> str:
    """A button or form field: name, role, value and states."""
    say = CONTROLS.get(role, field_words)
    return say(role, name, value, states)


def button_words(role: str, name: str, value: str, states: States) -> str:
    grayed = "grayed" if "disabled" in states else ""
    if "pressed" in states:
        return joined(name, "toggle button", PRESSED[states["pressed"]], grayed)
    return joined(name, EXPANDED.get(states.get("expanded", ""), ""), "push button", grayed)


def disclosure_words(name: str, states: States) -> str:
    """The summary of details."""
    return joined(name, "toggle button", EXPANDED[states["expanded"]])


def checkbox_words(role: str, name: str, value: str, states: States) -> str:
    return joined(name, "check box", CHECKED[states["checked"]], *field_states(states))


def switch_words(role: str, name: str, value: str, states: States) -> str:
    return joined(name, "switch", SWITCHED.get(states["checked"], ""), *field_states(states))


def radio_words(role: str, name: str, value: str, states: States) -> str:
    chosen = CHOSEN["true" if states["checked"] == "true" else "false"]
    return joined(name, chosen, "radio button", *field_states(states))


def field_words(role: str, name: str, value: str, states: States) -> str:
    opens = "opens menu" if role == "combobox" and states.get("expanded") == "false" else ""
    read_only = "read only" if "readonly" in states else ""
    kind = FIELDS.get(role, role)
    return joined(name, read_only, kind, value, *field_states(states), opens)


def field_states(states: States) -> list[str]:
    said = {"required": "required", "invalid": "invalid entry", "disabled": "grayed"}
    return [words for state, words in said.items() if state in states]


CONTROLS: dict[str, Callable[[str, str, str, States], str]] = {
    "button": button_words,
    "checkbox": checkbox_words,
    "radio": radio_words,
    "switch": switch_words,
}
