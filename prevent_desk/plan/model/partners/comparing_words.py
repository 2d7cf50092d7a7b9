"""What a row of a return says: its cells as one text, its update, and it as a row of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.partners import merging_comments
from prevent_desk.plan.model.partners.comparing_cells import problem_of, settled, shown
from prevent_desk.plan.model.partners.comparing_columns import looks_like_mark
from prevent_desk.plan.model.partners.comparing_file import SaidRow
from prevent_desk.plan.model.partners.comparing_records import NewRow
from prevent_desk.plan.model.partners.comparing_sheets import Found
from prevent_desk.plan.model.partners.records import SentRow
from prevent_desk.plan.model.partners.sending_columns import COLUMNS, OBJECTIVE, REF, UPDATE
from prevent_desk.plan.model.records import Field, Update


class RowWords:
    """The words of a return's rows.

    Args:
        found: The return.
        legend: The plan's key of progress.
        agency: Whose words they are.
        on: The day they came back.
    """

    def __init__(self, found: Found, legend: Legend, agency: str, on: date) -> None:
        self._found, self._legend = found, legend
        self._agency, self._on = agency, on
        self._comments = next(
            (at for column, at in found.columns.fields if column.field is Field.COMMENTS), None
        )

    def comments_of(self, row: SentRow) -> tuple[str, str]:
        """Return the comments of an action's row, and what is meant as its update.

        Words in columns of the partner's own are an update too, with the column's heading.
        """
        columns = self._found.columns
        theirs = row.cells.get(Field.COMMENTS, "")
        if self._comments is not None:
            theirs = self._found.cell(row.action_id, self._comments).text
        parts = [self._found.cell(row.action_id, columns.at.get(UPDATE)).text]
        for at, heading in columns.others.items():
            words = settled(self._found.cell(row.action_id, at).text)
            if words:
                parts.append(f"{heading}: {words}" if heading else words)
        return theirs, "\n".join(part for part in parts if part.strip())

    def says(self, row: SaidRow) -> str:
        """Return all that a row says, a cell a paragraph with its heading."""
        return "\n".join(f"{name}: {words}" if name else words for name, words in self._cells(row))

    def is_stray(self, row: SaidRow) -> bool:
        """Say whether a row is a remark below the table and no action: one cell, none of action."""
        names = [name for name, _ in self._cells(row)]
        return len(names) == 1 and names[0] != "Action"

    def changes(self, sent: SentRow, row: SaidRow) -> str:
        """Return the cells of a row that are not as they were sent, as one text."""
        parts = []
        for column, place in self._found.columns.fields:
            of = column.field
            if of is None:
                continue
            words = shown(of, row.text(place), self._legend)
            if words and words != shown(of, sent.cells.get(of, ""), self._legend):
                parts.append(f"{column.heading}: {words}")
        if update := self._update(row):
            parts.append(f"{UPDATE}: {update}")
        return "\n".join(parts)

    def as_new(self, row: SaidRow) -> NewRow:
        """Return a row as an action of its own; what the plan cannot keep becomes an update."""
        fitting: dict[Field, str] = {}
        updates: list[Update] = []
        for column, place in self._found.columns.fields:
            cell, of = row.cells.get(place), column.field
            if cell is None or of is None or not settled(cell.text):
                continue
            if of is Field.COMMENTS:
                updates += self._read(cell.text, "")
            elif of is Field.ACTUALS or problem_of(of, cell, self._legend):
                words = f"{column.heading}: {settled(cell.text)}"
                updates.append(Update(merging_comments.NEW, words, self._on, self._agency))
            else:
                fitting[of] = shown(of, cell.text, self._legend)
        updates += self._read("", self._update(row))
        above = settled(row.text(self._found.columns.at.get(OBJECTIVE)))
        return NewRow(above, self._found.above.get(row.number), fitting, tuple(updates))

    def _read(self, comments: str, update: str) -> tuple[Update, ...]:
        return merging_comments.read("", comments, update, (), self._agency, self._on).added

    def _cells(self, row: SaidRow) -> Iterator[tuple[str, str]]:
        """Yield headings and words of a row's cells, its mark and objective left out."""
        columns = self._found.columns
        for column in COLUMNS:
            words = settled(row.text(columns.at.get(column.heading)))
            is_mark = column.heading == REF and looks_like_mark(words)
            if words and column.heading not in {OBJECTIVE, UPDATE} and not is_mark:
                yield ("" if column.heading == REF else column.heading), words
        if update := self._update(row):
            yield UPDATE, update

    def _update(self, row: SaidRow) -> str:
        columns = self._found.columns
        parts = [settled(row.text(columns.at.get(UPDATE)))]
        for at, heading in columns.others.items():
            if words := settled(row.text(at)):
                parts.append(f"{heading}: {words}" if heading else words)
        return "\n".join(part for part in parts if part)
