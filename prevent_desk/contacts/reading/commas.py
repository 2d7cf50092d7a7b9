"""CSV to rows of contacts; in the limited child."""

from __future__ import annotations

from typing import Any

from prevent_desk.readers import commas


def told(text: str, notes: list[str]) -> dict[str, Any]:
    """Return the table a text holds.

    Raises:
        Refused: It is none, or damaged: a quotation mark is opened and never closed.
    """
    from prevent_desk.contacts.reading.inside import table

    filled = commas.rows(text)
    width = max(len(cells) for _number, cells in filled)
    (_first, headings), *below = filled
    return table(
        headings + [""] * (width - len(headings)),
        [(f"Row {number}", cells + [""] * (width - len(cells))) for number, cells in below],
        notes,
    )
