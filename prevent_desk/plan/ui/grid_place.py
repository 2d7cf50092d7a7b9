"""Where the user is in the grid, by what stands there and not by row number; and back to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_desk.plan.ui.columns import ACTION, BY_KEY
from prevent_desk.plan.ui.lines import ActionLine

if TYPE_CHECKING:
    from prevent_desk.plan.ui.grid_view import GridView


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user is: the cell, what is chosen, and how far the grid is scrolled."""

    line: str = ""
    column: int = 1
    top: str = ""
    offset: int = 0
    sideways: int = 0
    chosen: frozenset[int] = frozenset()


def place_in(view: GridView) -> Place:
    """Return where the user is, for going back to it."""
    top = view.rowAt(0)
    offset = view.rowViewportPosition(top) if top >= 0 else 0
    chosen = (row.id for row in view.chosen_actions()) if view.many else ()
    return Place(
        _key(view, view.currentIndex().row()),
        max(0, view.currentIndex().column()),
        _key(view, top),
        offset,
        view.horizontalScrollBar().value(),
        frozenset(chosen),
    )


def go_back(view: GridView, place: Place) -> None:
    """Go to a place; what is gone is passed over."""
    row = _row_of(view, place.line)
    if row is not None:
        view.put_cursor(view.model_.index(row, place.column))
        rows = [found for one in place.chosen if (found := view.model_.place_of(one)) is not None]
        if len(rows) > 1:
            view.choice.choose_rows(rows, place.column)
    top = _row_of(view, place.top)
    if top is not None:
        view.verticalScrollBar().setValue(view.verticalHeader().sectionPosition(top) - place.offset)
    elif row is not None:
        view.scrollTo(view.model_.index(row, place.column))
    view.horizontalScrollBar().setValue(place.sideways)


def _key(view: GridView, row: int) -> str:
    line = view.model_.line(row)
    if line is None:
        return ""
    return f"n{line.row.id}" if isinstance(line, ActionLine) else line.fold_key


def _row_of(view: GridView, key: str) -> int | None:
    if key[:1] == "n":
        return view.model_.place_of(int(key[1:]))
    return view.model_.place_of_heading(key) if key else None


def place_of(position: dict[str, Any]) -> Place:
    """Return a grid's place from plain JSON values, whatever they are."""
    column = BY_KEY.get(str(position.get("column", "")), ACTION)
    numbers = {name: position.get(name) for name in ("offset", "sideways")}
    return Place(
        line=str(position.get("line", "")),
        column=column,
        top=str(position.get("top", "")),
        offset=numbers["offset"] if isinstance(numbers["offset"], int) else 0,
        sideways=numbers["sideways"] if isinstance(numbers["sideways"], int) else 0,
    )
