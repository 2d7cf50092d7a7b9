"""How the grid looks at a plan: columns, widths, filters, order, height; kept under names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from prevent_desk.plan.ui.columns import BY_KEY, COLUMNS
from prevent_desk.plan.ui.grid_sizes import RowHeight
from prevent_desk.plan.ui.lines import Filters, Sort

LONGEST_NAME = 40
NARROWEST, WIDEST = 20, 2000
"""Widths in px that are believed when read back."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at a plan.

    Attributes:
        columns: Keys of the columns in sight.
        widths: Widths the user gave, by key; other columns share what is left.
    """

    columns: tuple[str, ...]
    widths: dict[str, int] = field(default_factory=dict)
    filters: Filters = field(default_factory=Filters)
    sort: Sort = field(default_factory=Sort)
    height: RowHeight = RowHeight.MEDIUM


@dataclass(frozen=True, slots=True)
class SavedView:
    """A look under a name."""

    name: str
    look: Look


def as_json(view: SavedView) -> dict[str, Any]:
    """Return a view in plain JSON values."""
    look = view.look
    return {
        "name": view.name,
        "columns": list(look.columns),
        "widths": look.widths,
        "texts": look.filters.texts,
        "values": {key: sorted(values) for key, values in look.filters.values.items()},
        "order": list(look.filters.order),
        "sort": look.sort.key,
        "descending": look.sort.descending,
        "flat": look.sort.flat,
        "height": look.height.value,
    }


def read(value: object) -> SavedView | None:
    """Return a kept view; columns and words that are not known are passed over."""
    if not isinstance(value, dict):
        return None
    name = str(value.get("name", "")).strip()[:LONGEST_NAME]
    if not name:
        return None
    columns = [key for key in _list(value.get("columns")) if key in BY_KEY]
    known = sorted({*columns, "ref", "action"}, key=lambda key: BY_KEY[key])
    height = str(value.get("height", ""))
    sort = value.get("sort")
    look = Look(
        tuple(known) if columns else first_columns(),
        read_widths(value.get("widths")),
        _filters(value),
        Sort(
            sort if sort in BY_KEY else None,
            value.get("descending") is True,
            value.get("flat") is True,
        ),
        RowHeight(height) if height in set(RowHeight) else RowHeight.MEDIUM,
    )
    return SavedView(name, look)


def first_columns() -> tuple[str, ...]:
    """Return the columns of the first day."""
    return tuple(column.key for column in COLUMNS if column.shown)


def read_widths(value: object) -> dict[str, int]:
    """Return widths by column that can be believed."""
    if not isinstance(value, dict):
        return {}
    return {
        key: width
        for key, width in value.items()
        if key in BY_KEY and isinstance(width, int) and NARROWEST <= width <= WIDEST
    }


def _filters(value: dict[str, Any]) -> Filters:
    filters = Filters()
    texts, values = value.get("texts"), value.get("values")
    texts = texts if isinstance(texts, dict) else {}
    values = values if isinstance(values, dict) else {}
    for key in _list(value.get("order")):
        if key not in BY_KEY:
            continue
        if isinstance(texts.get(key), str):
            filters = filters.with_text(key, texts[key])
        if chosen := _list(values.get(key)):
            filters = filters.with_values(key, frozenset(chosen))
    return filters


def _list(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
