"""Flat rows that name their parents → a tree; rows without a parent go to the first level."""

from typing import Any

from accessibility.menus.foreign_formats import LABELS, first

Row = dict[str, Any]


def nested(rows: Any) -> tuple[Any, list[tuple[str, str]]]:
    """The rows as a tree, and (label, reason) of those that could not stand where they wanted.

    Rows that name no parents and no weights, or are nested already, stay as they are.
    """
    if not is_flat(rows):
        return rows, []
    ordered = sorted(rows, key=weight)
    names = names_of(ordered)
    parents = {id(row): parent_of(row, names) for row in ordered}
    misplaced = [
        (first(row, LABELS), reason) for row in ordered if (reason := why_first(row, parents))
    ]
    children: dict[int, list[Row]] = {}
    top = []
    for row in ordered:
        parent = parents[id(row)]
        if parent is None or goes_round(row, parents):
            top.append(row)
        else:
            children.setdefault(id(parent), []).append(row)
    return [with_children(row, children) for row in top], misplaced


def is_flat(rows: Any) -> bool:
    return (
        isinstance(rows, list)
        and bool(rows)
        and all(isinstance(row, dict) and "label" in row for row in rows)
        and not any(holds_rows(value) for row in rows for value in row.values())
        and any(row.get("parent") or row.get("weight") for row in rows)
    )


def holds_rows(value: Any) -> bool:
    if isinstance(value, dict):
        return "label" in value or any(map(holds_rows, value.values()))
    return isinstance(value, list) and any(map(holds_rows, value))


def names_of(rows: list[Row]) -> tuple[dict[str, Row], dict[str, Row]]:
    """The rows by their ids, and by their labels."""
    by_id: dict[str, Row] = {}
    by_label: dict[str, Row] = {}
    for row in rows:
        if row.get("id"):
            by_id.setdefault(row["id"], row)
        by_label.setdefault(row["label"].casefold(), row)
    return by_id, by_label


def parent_of(row: Row, names: tuple[dict[str, Row], dict[str, Row]]) -> Row | None:
    by_id, by_label = names
    wanted = row.get("parent") or ""
    return by_id.get(wanted) or by_label.get(wanted.casefold()) if wanted else None


def why_first(row: Row, parents: dict[int, Row | None]) -> str:
    """Why a row stands on the first level though it names a parent."""
    if not row.get("parent"):
        return ""
    if parents[id(row)] is None:
        return f"Its parent “{row['parent']}” is not in the file. It was moved to the first level."
    if goes_round(row, parents):
        return "It was its own ancestor. It was moved to the first level."
    return ""


def goes_round(row: Row, parents: dict[int, Row | None]) -> bool:
    """Whether a row is among its own parents."""
    seen: set[int] = set()
    above = parents[id(row)]
    while above is not None and id(above) not in seen:
        if above is row:
            return True
        seen.add(id(above))
        above = parents[id(above)]
    return False


def with_children(row: Row, children: dict[int, list[Row]]) -> Row:
    return row | {"items": [with_children(each, children) for each in children.get(id(row), [])]}


def weight(row: Row) -> tuple[float, float]:
    return number(row.get("column")), number(row.get("weight"))


def number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0
