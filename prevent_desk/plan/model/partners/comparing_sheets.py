"""Which sheet of a returned file is the one, and what is to be known of the file as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.partners.comparing_cells import settled, shown
from prevent_desk.plan.model.partners.comparing_columns import Columns, columns_of
from prevent_desk.plan.model.partners.comparing_file import SaidCell, SaidFile, SaidRow, SaidSheet
from prevent_desk.plan.model.partners.comparing_rows import Rows, rows_of
from prevent_desk.plan.model.partners.records import SentRow
from prevent_desk.plan.model.partners.sending_columns import OBJECTIVE, PLAN_SHEET, REF, UPDATE
from prevent_desk.plan.model.records import Field

NOTHING = SaidCell("")
"""The cell of a place that holds nothing."""

_TEXT = "Action"
_MOST_NAMED = 3
_SHUFFLED = 3
"""Different cells in other rows, for a column that was sorted by itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """The sheet that answers what was sent.

    Attributes:
        marked_columns: Columns that stayed beside the marks when the others were sorted.
        above: For a row that was added, the action whose row stands above it, by row number.
        notes: What was noticed, a sentence each.
    """

    sheet: SaidSheet
    columns: Columns
    rows: Rows
    marked_columns: frozenset[int] = frozenset()
    above: Mapping[int, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def cell(self, action_id: int, place: int | None) -> SaidCell:
        """Return an action's cell in a column; an empty one where there is none."""
        by_mark = place in self.marked_columns
        row = (self.rows.marked if by_mark else self.rows.rows).get(action_id)
        found = row.cells.get(place) if row is not None and place is not None else None
        return found or NOTHING


def find(file: SaidFile, sent: Sequence[SentRow], legend: Legend) -> Found | None:
    """Return the sheet with the most rows that were sent; None where no sheet has any."""
    judged = [(_judge(sheet, sent, legend), sheet) for sheet in file.sheets]
    fitting = [(columns, rows, sheet) for (columns, rows), sheet in judged if rows.rows]
    if not fitting:
        return None
    best = max(
        fitting,
        key=lambda one: (
            len(one[1].rows),
            not one[2].hidden,
            len(fitting) > 1 and _changes(one[0], one[1], sent, legend),
            one[2].name == PLAN_SHEET,
        ),
    )
    columns, rows, sheet = best
    rows = _with_the_changed_copies_first(columns, rows, sent, legend)
    stayed, doubtful = _stayed(columns, rows, sent, legend)
    found = Found(sheet, columns, rows, stayed, _above(sheet, rows))
    others = [other for _, _, other in fitting if other is not sheet]
    notes = _notes(file, found, others, len(sent))
    if doubtful:
        names = ", ".join(f"“{name}”" for name in doubtful)
        notes.append(f"To which rows the cells of {names} belong cannot be told; ask.")
    return replace(found, notes=tuple(notes))


def _judge(sheet: SaidSheet, sent: Sequence[SentRow], legend: Legend) -> tuple[Columns, Rows]:
    columns = columns_of(sheet, sent, legend)
    rows = rows_of(sheet.rows, sent, columns.at.get(REF), columns.at.get(_TEXT))
    return columns, rows


def _changes(columns: Columns, rows: Rows, sent: Sequence[SentRow], legend: Legend) -> int:
    return sum(
        _differs(columns, rows.rows[row.action_id], row, legend)
        for row in sent
        if row.action_id in rows.rows
    )


def _differs(columns: Columns, row: SaidRow, sent: SentRow, legend: Legend) -> int:
    """Return in how many cells a row is not as it was sent."""
    number = sum(
        row.text(place) != sent.cells.get(of, "")
        and shown(of, row.text(place), legend) != shown(of, sent.cells.get(of, ""), legend)
        for column, place in columns.fields
        if (of := column.field) is not None
    )
    return number + bool(settled(row.text(columns.at.get(UPDATE))))


def _with_the_changed_copies_first(
    columns: Columns, rows: Rows, sent: Sequence[SentRow], legend: Legend
) -> Rows:
    """Return rows so that of a row and its copies the one that was worked in counts."""
    if not rows.copies:
        return rows
    by_id = {row.action_id: row for row in sent}
    first = dict(rows.rows)
    copies = []
    for action_id, copy in rows.copies:
        was = by_id[action_id]
        if not _differs(columns, first[action_id], was, legend) and _differs(
            columns, copy, was, legend
        ):
            first[action_id], copy = copy, first[action_id]
        copies.append((action_id, copy))
    return replace(rows, rows=first, copies=tuple(copies))


def _stayed(
    columns: Columns, rows: Rows, sent: Sequence[SentRow], legend: Legend
) -> tuple[frozenset[int], tuple[str, ...]]:
    """Return the columns that stayed beside the marks, where others were sorted without them.

    A column belongs where more of its cells are as they were sent. One that does not tell, being
    alike in all rows or sent empty, goes with its neighbours; where these disagree, its heading is
    returned as well: whose its cells are cannot be told.
    """
    if not rows.marks_disagree:
        return frozenset(), ()
    fields = {place: column.field for column, place in columns.fields}
    places = sorted({*columns.at.values(), *columns.others})
    told: dict[int, bool] = {}
    for place in places:
        of = fields.get(place)
        if place == columns.at.get(_TEXT):
            told[place] = False
        elif of is not None:
            by_words, by_marks = (
                _as_sent(some, place, of, sent, legend) for some in (rows.rows, rows.marked)
            )
            if by_words != by_marks:
                told[place] = by_marks > by_words
    stayed: set[int] = set()
    doubtful: list[str] = []
    names = {place: name for name, place in columns.at.items()}
    for place in places:
        left = next((told[at] for at in reversed(places) if at <= place and at in told), True)
        right = next((told[at] for at in places if at >= place and at in told), left)
        if left:
            stayed.add(place)
        if left != right and names.get(place) not in {REF, OBJECTIVE}:
            doubtful.append(names.get(place) or columns.others.get(place, ""))
    return frozenset(stayed), tuple(name for name in doubtful if name)


def _as_sent(
    rows: Mapping[int, SaidRow], place: int, of: Field, sent: Sequence[SentRow], legend: Legend
) -> int:
    """Return how many of a column's cells are as they were sent."""
    return sum(
        shown(of, rows[row.action_id].text(place), legend)
        == shown(of, row.cells.get(of, ""), legend)
        for row in sent
        if row.action_id in rows
    )


def _above(sheet: SaidSheet, rows: Rows) -> dict[int, int]:
    places = {row.number: action_id for action_id, row in rows.rows.items()}
    added = {row.number for row in rows.added}
    found: dict[int, int] = {}
    last: int | None = None
    for row in sheet.rows:
        last = places.get(row.number, last)
        if row.number in added and last is not None:
            found[row.number] = last
    return found


def _notes(file: SaidFile, found: Found, others: Sequence[SaidSheet], sent: int) -> list[str]:
    notes = list(file.notes)
    columns, rows = found.columns, found.rows
    if found.sheet.name != PLAN_SHEET:
        notes.append(f"The sheet is called “{found.sheet.name}” now.")
    if others:
        names = " and ".join(f"“{other.name}”" for other in others[:_MOST_NAMED])
        notes.append(
            f"{names} hold{'s' if len(others) == 1 else ''} rows that were sent as well; only "
            f"“{found.sheet.name}” was read, which has the most of them or the most changes."
        )
    if not found.sheet.headings:
        notes.append("The heading row is gone; columns were known by what stands in them.")
    if columns.moved:
        notes.append("Columns stand in another order; they were known by their headings.")
    notes += [
        f"“{ours}” is headed “{theirs}” now." if theirs else f"“{ours}” has lost its heading."
        for ours, theirs in columns.renamed
    ]
    if columns.missing:
        names = ", ".join(f"“{name}”" for name in columns.missing)
        verb = "is" if len(columns.missing) == 1 else "are"
        notes.append(f"{names} {verb} not in the file; taken as not changed.")
    named = [heading or "a column without heading" for heading in columns.others.values()]
    if named:
        names = ", ".join(f"“{name}”" for name in named[:_MOST_NAMED])
        notes.append(f"Columns of theirs: {names}. Their words are added to the row's comments.")
    if rows.marks_disagree:
        notes.append(
            "Marks stand beside the words of other rows, as after sorting some columns only. Rows "
            "were matched by their words, and nothing is proposed; look at each."
        )
    if rows.weak:
        count = len(rows.weak)
        notes.append(
            f"{count} row{'s have' if count > 1 else ' has'} other words than the action that was "
            "sent, so nothing of them is proposed."
        )
    same = len(rows.copies)
    if same:
        notes.append(f"{same} row{'s stand' if same > 1 else ' stands'} twice.")
    if file.formulas:
        count = file.formulas
        cells = "1 cell holds a formula" if count == 1 else f"{count} cells hold formulas"
        notes.append(f"{cells}; only what it came to was read.")
    missing = sent - len(rows.rows)
    if missing > 1 and missing * 2 > sent:
        notes.append(f"Only {len(rows.rows)} of {sent} rows came back; the others are kept.")
    return notes


def shuffled_columns(found: Found, sent: Sequence[SentRow]) -> list[str]:
    """Return headings of columns whose cells are those that were sent, in other rows.

    Progress has too few words to tell by.
    """
    shuffled = []
    for column, place in found.columns.fields:
        of = column.field
        if of is None or of is Field.PROGRESS:
            continue
        moved = [
            (settled(was), settled(theirs))
            for row in sent
            if row.action_id in found.rows.rows
            and (was := row.cells.get(of, "")) != (theirs := found.cell(row.action_id, place).text)
        ]
        were = sorted(was for was, theirs in moved if was != theirs)
        if len(set(were)) >= _SHUFFLED and were == sorted(t for w, t in moved if w != t):
            shuffled.append(column.heading)
    return shuffled
