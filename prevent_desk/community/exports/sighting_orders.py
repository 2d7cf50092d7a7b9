"""What the child that makes a blank workbook of sightings is told; light, for screens import it."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.core.vocabulary import Vocabulary
from prevent_desk.exports.form_paper import FormPaper

BOOK = "prevent_desk.community.exports.sighting_book:write_in_child"
"""Makes the workbook; its payload is (order,), the answer is the workbook."""

ROWS = 200
"""How many rows are ruled for typing."""


@dataclass(frozen=True, slots=True)
class SightingBookOrder:
    """A workbook to be made; plain values, for it travels to the child.

    Attributes:
        organisation: Of the partner it is for, filled into the first rows; empty for none.
        rows: How many are ruled; more may be typed below.
    """

    vocabularies: dict[str, Vocabulary]
    paper: FormPaper
    organisation: str = ""
    rows: int = ROWS
