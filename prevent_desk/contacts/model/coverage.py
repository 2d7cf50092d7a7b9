"""Which sectors are covered in what: leads, deputies, agreements, and what other rooms tell.

A cell counts the agencies of a sector that are covered, and names those that are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.contacts.model.records import Organisation


class Shade(StrEnum):
    """How a cell stands."""

    FULL = "full"
    PART = "part"
    HOLE = "hole"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Covered:
    """How one organisation stands in a column.

    Attributes:
        words: "A. Marsh", "Vacant since 3 Nov 2025", "2 actions of the plan".
        names: The words name somebody.
    """

    is_covered: bool
    words: str
    names: bool = False


Reader = Callable[[Sequence[Organisation]], Mapping[int, Covered]]
"""Says how organisations stand, by number; one that is left out counts as not covered."""


@dataclass(frozen=True, slots=True)
class CoverageColumn:
    """A column of the map, given by contacts or by another room.

    Attributes:
        key: Its name in positions.
        heading: "Lead", "Plan action".
        hole: What a sector lacks: "no lead".
        read: How organisations stand in it.
    """

    key: str
    heading: str
    hole: str
    read: Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation in a cell."""

    organisation: Organisation
    covered: Covered


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """A sector in a column."""

    column: CoverageColumn
    entries: tuple[Entry, ...]

    @property
    def covered(self) -> int:
        """How many are covered."""
        return sum(one.covered.is_covered for one in self.entries)

    @property
    def missing(self) -> tuple[Entry, ...]:
        """Those that are not."""
        return tuple(one for one in self.entries if not one.covered.is_covered)

    @property
    def shade(self) -> Shade:
        """How it stands."""
        if not self.entries:
            return Shade.EMPTY
        if not self.missing:
            return Shade.FULL
        return Shade.PART if self.covered else Shade.HOLE

    @property
    def words(self) -> str:
        """The first line: "All 3", "2 of 3", "No lead"."""
        if not self.entries:
            return "No agency"
        count = len(self.entries)
        if self.shade is Shade.FULL:
            return "Yes" if count == 1 else f"All {count}"
        if self.shade is Shade.HOLE:
            return self.column.hole[:1].upper() + self.column.hole[1:]
        return f"{self.covered} of {count}"

    @property
    def names(self) -> str:
        """The second line: who is missing."""
        return ", ".join(one.organisation.called for one in self.missing)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A sector.

    Attributes:
        is_expected: Schedule 7 of the Act names it: that nobody is there is a hole.
    """

    sector: str
    words: str
    is_expected: bool
    organisations: tuple[Organisation, ...]
    cells: tuple[CoverageCell, ...]


def rows(
    organisations: Sequence[Organisation],
    sectors: Sequence[tuple[str, str, bool]],
    columns: Sequence[CoverageColumn],
) -> list[CoverageRow]:
    """Return the map, a row for each sector in its order.

    Args:
        organisations: Those that are asked for seats.
        sectors: Code, words, and whether the Act names it.
        columns: From the left.
    """
    told = {column.key: column.read(organisations) for column in columns}
    found = []
    for code, words, expected in sectors:
        here = tuple(one for one in organisations if one.sector == code)
        cells = tuple(
            CoverageCell(
                column,
                tuple(
                    Entry(one, told[column.key].get(one.id) or Covered(False, column.hole))
                    for one in here
                ),
            )
            for column in columns
        )
        found.append(CoverageRow(code, words, expected, here, cells))
    return found


@dataclass(frozen=True, slots=True)
class MapCell:
    """A cell of a file: its words, and how it stands."""

    words: str
    shade: Shade


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """The map as it is taken out.

    Attributes:
        headings: Of the columns, after the sector or agency.
        sectors: Each with its agencies in words, and its cells.
        agencies: Each with its sector, and its cells.
    """

    headings: tuple[str, ...]
    sectors: tuple[tuple[str, str, tuple[MapCell, ...]], ...]
    agencies: tuple[tuple[str, str, tuple[MapCell, ...]], ...]
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    practice: bool


def map_of(
    told: Sequence[CoverageRow],
    marking: str,
    export_id: str,
    current_to: date,
    made_at: datetime,
    *,
    practice: bool,
    with_names: bool,
) -> CoverageMap:
    """Return the map as a file holds it.

    Args:
        told: Its rows.
        marking: Printed on every page.
        export_id: Of the export register.
        current_to: The day it tells of.
        made_at: When.
        practice: All people are invented.
        with_names: Say who is in a seat, and not only that somebody is.
    """
    sectors, agencies = [], []
    for row in told:
        names = ", ".join(one.called for one in row.organisations)
        sectors.append(
            (row.words, names or "No agency", tuple(told_in_file(row, cell) for cell in row.cells))
        )
        for place, one in enumerate(row.organisations):
            entries = [cell.entries[place].covered for cell in row.cells]
            cells = tuple(_of_agency(covered, with_names=with_names) for covered in entries)
            agencies.append((one.name, row.words, cells))
    headings = tuple(cell.column.heading for cell in told[0].cells) if told else ()
    return CoverageMap(
        headings, tuple(sectors), tuple(agencies), marking, export_id, current_to, made_at, practice
    )


def told_in_file(row: CoverageRow, cell: CoverageCell) -> MapCell:
    """Return what a file tells of a sector in a column: how many, and who is missing."""
    if cell.shade is Shade.EMPTY:
        # Where the Act names a sector, that nobody is there is a hole.
        return MapCell("Nobody", Shade.HOLE) if row.is_expected else MapCell("–", Shade.EMPTY)
    return MapCell("\n".join(part for part in (cell.words, cell.names) if part), cell.shade)


def _of_agency(covered: Covered, *, with_names: bool) -> MapCell:
    words = "Named" if covered.names and not with_names else covered.words
    return MapCell(words[:1].upper() + words[1:], Shade.FULL if covered.is_covered else Shade.HOLE)
