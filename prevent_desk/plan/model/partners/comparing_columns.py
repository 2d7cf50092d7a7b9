"""Which column of a returned sheet is which: by what its heading says, never by its letter.

A heading that was renamed is known by other words for the same thing, else by what stands below
it; a heading row that is gone is done without.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.matching import alike, plain
from prevent_desk.plan.model.partners.comparing_cells import shown
from prevent_desk.plan.model.partners.comparing_file import SaidSheet
from prevent_desk.plan.model.partners.records import SentRow
from prevent_desk.plan.model.partners.sending import plain_mark
from prevent_desk.plan.model.partners.sending_columns import (
    COLUMNS,
    OBJECTIVE,
    REF,
    UPDATE,
    Column,
)

_OTHER_WORDS = {
    REF: "reference|ref no|id|no|number|row id",
    OBJECTIVE: "strategic objective|aim|priority",
    "Action": "actions|activity|task|what",
    "Lead": "leads|lead agency|lead officer|owner|who",
    "Success criteria": "criteria|success measures|measures|outcomes",
    "Counted so far": "count|counted|actual|actuals|numbers so far",
    "Timescale": "time|timescales|time scale|timeframe|when",
    "Due": "due date|by when|deadline|target date|date due",
    "Resources": "resource|resources needed|resources required",
    "Progress": "rag|rag status|rag rating|status|current status",
    "Reason": "reasons|why|reason for progress",
    "Comments/progress": "comments|comment|notes|comments so far|comments progress|remarks",
    UPDATE: "update|updates|new update|latest update|our update|my update",
}
_SAME_HEADING = 0.8
_LONGEST_HEADING = 60
_SAME_CELLS = 0.6
"""Least share of a column's cells that were sent in a column, for a heading that says nothing."""
_LOOKED_AT, _COLUMNS_LOOKED_AT = 80, 30
"""Cells of a column, and columns, that are looked at where headings say nothing: a sheet of
strangers (3,000 rows of 60) took more than a minute, for every workbook it might answer."""
_MARK = re.compile(r"(?:.*-)[0-9A-Z]{4}(?:[0-9A-Z]{4})?")


@dataclass(frozen=True)
class Columns:
    """The columns of a sheet.

    Attributes:
        at: By their own heading: where each stands.
        others: Columns of theirs, by place, with their heading or "".
        missing: Headings of columns that are not there.
        renamed: Our heading and theirs.
        moved: They stand in another order.
    """

    at: Mapping[str, int]
    others: Mapping[int, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    moved: bool = False

    @cached_property
    def fields(self) -> list[tuple[Column, int]]:
        """Return the columns that hold a cell of the action, with their place."""
        return [
            (column, self.at[column.heading])
            for column in COLUMNS
            if column.field is not None and column.heading in self.at
        ]


def heading_of(text: str) -> str | None:
    """Return our heading that a heading is, exactly or in other words; None for none of ours."""
    words = plain(text)
    if not words or len(text) > _LONGEST_HEADING:
        return None
    return _BY_WORDS.get(words)


def known_headings(texts: Mapping[int, str]) -> int:
    """Return how many of our headings a row names; as good as none where it has long texts."""
    if any(len(text) > 4 * _LONGEST_HEADING for text in texts.values()):
        return 0
    return len({found for text in texts.values() if (found := heading_of(text))})


def looks_like_mark(text: str) -> bool:
    """Say whether a cell may be a row's mark: "O1-01-QCVC"."""
    return len(text) <= 60 and _MARK.fullmatch(plain_mark(text)) is not None


def columns_of(sheet: SaidSheet, sent: Sequence[SentRow], legend: Legend) -> Columns:
    """Return which column is which, by headings first, then by what stands below them."""
    at: dict[str, int] = {}
    renamed: list[tuple[str, str]] = []
    open_places = {at for row in sheet.rows for at in row.cells} | set(sheet.headings)
    exact = {plain(column.heading): column.heading for column in COLUMNS}
    for judge in (lambda text: exact.get(plain(text)), heading_of, _nearly):
        for place, text in sorted(sheet.headings.items()):
            name = judge(text) if place in open_places else None
            if name is not None and name not in at:
                at[name] = place
                open_places.discard(place)
                if plain(text) != plain(name):
                    renamed.append((name, " ".join(text.split())))
    unnamed = _by_cells(sheet, sent, legend, at, open_places)
    unnamed |= _by_neighbours({**at, **unnamed}, open_places - set(unnamed.values()))
    for name, place in unnamed.items():
        at[name] = place
        open_places.discard(place)
        if sheet.headings.get(place):
            renamed.append((name, " ".join(sheet.headings[place].split())))
    places = [at[column.heading] for column in COLUMNS if column.heading in at]
    return Columns(
        at,
        {place: " ".join(sheet.headings.get(place, "").split()) for place in sorted(open_places)},
        tuple(column.heading for column in COLUMNS if column.heading not in at),
        tuple(renamed),
        places != sorted(places),
    )


def _nearly(text: str) -> str | None:
    """Return our heading that one is but for a typing error or words added."""
    words = plain(text)
    if not words or len(text) > _LONGEST_HEADING:
        return None
    names = [column.heading for column in COLUMNS]
    return next(
        (
            name
            for name in names
            if alike(words, plain(name), _SAME_HEADING)
            or (len(plain(name)) > 3 and f" {words} ".find(f" {plain(name)} ") == 0)
        ),
        None,
    )


def _by_cells(
    sheet: SaidSheet,
    sent: Sequence[SentRow],
    legend: Legend,
    known: Mapping[str, int],
    places: set[int],
) -> dict[str, int]:
    """Return columns that are known by what stands in them: marks, or the texts that were sent."""
    found: dict[str, int] = {}
    marks = {plain_mark(row.mark) for row in sent}
    texts = {place: _texts(sheet, place) for place in sorted(places)[:_COLUMNS_LOOKED_AT]}
    for name in (column.heading for column in COLUMNS if column.heading not in known):
        field_ = next(column.field for column in COLUMNS if column.heading == name)
        if name == REF:
            shares = {
                place: _share([plain_mark(text) for text in texts[place]], marks)
                for place in texts.keys() - set(found.values())
            }
        elif field_ is not None:
            own = {shown(field_, row.cells.get(field_, ""), legend) for row in sent} - {""}
            shares = {
                place: _share([shown(field_, text, legend) for text in texts[place]], own)
                for place in texts.keys() - set(found.values())
            }
        else:
            continue
        best = max(shares, key=lambda place: (shares[place], -place), default=0)
        if best and shares[best] >= _SAME_CELLS:
            found[name] = best
    return found


def _by_neighbours(known: Mapping[str, int], places: set[int]) -> dict[str, int]:
    """Return columns that stand where they were sent: between the same two, or last."""
    names = [column.heading for column in COLUMNS]
    found: dict[str, int] = {}
    for number, name in enumerate(names[1:], 1):
        before = {**known, **found}.get(names[number - 1])
        after = known.get(names[number + 1]) if number + 1 < len(names) else None
        if name in known or before is None or before + 1 not in places:
            continue
        if number + 1 == len(names) or after == before + 2:
            found[name] = before + 1
    return found


def _texts(sheet: SaidSheet, place: int) -> list[str]:
    texts = (text for row in sheet.rows if (text := row.text(place).strip()))
    return list(islice(texts, _LOOKED_AT))


def _share(texts: Sequence[str], known: set[str]) -> float:
    return sum(text in known for text in texts) / len(texts) if texts else 0.0


_BY_WORDS = {
    plain(words): heading
    for heading, others in _OTHER_WORDS.items()
    for words in (heading, *others.split("|"))
}
