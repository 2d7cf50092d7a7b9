"""A return beside what was sent and what is here now: what differs, cell by cell.

Three copies of every cell are held against one another. What nobody changed is passed over, what
only one side changed is clear, what both changed is asked; what a return leaves out is never a
wish to erase (DOMAIN, section 10 story 4: no cell loses text).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2s

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells, joined
from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.matching import plain
from prevent_desk.plan.model.partners import merging_comments, merging_lines
from prevent_desk.plan.model.partners.comparing_cells import (
    is_ambiguous_day,
    kept,
    problem_of,
    settled,
    shown,
)
from prevent_desk.plan.model.partners.comparing_file import SaidCell, SaidRow
from prevent_desk.plan.model.partners.comparing_sheets import Found
from prevent_desk.plan.model.partners.records import Difference, Keep, Kind, SentRow
from prevent_desk.plan.model.partners.sending_columns import (
    COLUMNS,
    OBJECTIVE,
    UPDATE,
    Column,
    cells_of,
)
from prevent_desk.plan.model.records import ActionDetail, Field, Update

_ROW = "row"
_EMPTY = SaidCell("")


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that a partner added, as the plan would take it.

    Attributes:
        objective: The objective it names, as the sheet has it; may be empty.
        follows: The action whose row stands above it; None where none does.
        cells: What fits, as typed.
        updates: Their update, and what does not fit, so that it is not lost.
    """

    objective: str
    follows: int | None
    cells: Mapping[Field, str]
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comparing found.

    Attributes:
        differences: In the order of the workbook.
        unchanged: Cells that are as they were sent, on both sides.
        changed: Cells and rows in which the return differs from what was sent.
        notes: About the file as a whole.
        comments: What a row says in its comments, by the difference's key.
        new_rows: What an added row would be, by the difference's key.
    """

    differences: tuple[Difference, ...]
    unchanged: int
    changed: int
    notes: tuple[str, ...]
    comments: Mapping[str, merging_comments.Said] = field(default_factory=dict)
    new_rows: Mapping[str, NewRow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Here:
    """The plan as it is now: what a return is held against.

    Attributes:
        actions: The actions that were sent and are still here, by key.
        words: The words of every action of the plan, as `plain` gives them.
    """

    legend: Legend
    actions: Mapping[int, ActionDetail]
    words: frozenset[str] = frozenset()


def compare(found: Found, sent: Sequence[SentRow], here: Here, agency: str, on: date) -> Outcome:
    """Hold a return against what was sent and what is here.

    Args:
        found: The return's rows, paired with those that were sent.
        sent: What was sent.
        here: What is here now.
        agency: Whose return it is.
        on: The day it came back: the day of its updates.
    """
    return _Comparing(found, sent, here, agency, on).outcome()


class _Comparing:
    """One comparison under way."""

    def __init__(
        self, found: Found, sent: Sequence[SentRow], here: Here, agency: str, on: date
    ) -> None:
        self._found = found
        self._sent = {row.action_id: row for row in sent}
        self._here = here
        self._agency = agency
        self._on = on
        self._shuffled = self._shuffled_columns()
        self._careful = found.rows.marks_disagree or bool(self._shuffled)
        self._differences: list[Difference] = []
        self._comments: dict[str, merging_comments.Said] = {}
        self._new: dict[str, NewRow] = {}
        self._unchanged = self._changed = 0

    def outcome(self) -> Outcome:
        """Return what was found."""
        for row in self._sent.values():
            action = self._here.actions.get(row.action_id)
            if row.action_id not in self._found.rows.rows:
                if action is not None:
                    self._missing(row, action)
            elif action is None:
                self._gone(row)
            else:
                self._row(row, action)
        for number, (action_id, copy) in enumerate(self._found.rows.copies):
            self._copied(number, self._sent[action_id], copy)
        known = set(self._here.words)
        for copy in self._found.rows.added:
            self._added(copy, known)
        return Outcome(
            tuple(self._differences),
            self._unchanged,
            self._changed,
            (*self._found.notes, *self._shuffled_notes()),
            self._comments,
            self._new,
        )

    # Whole rows

    def _missing(self, row: SentRow, action: ActionDetail) -> None:
        self._changed += 1
        now = cells_of(action, self._here.legend)
        self._differences.append(
            Difference(
                f"{row.mark}:{_ROW}",
                row.action_id,
                action.row.ref,
                action.row.title,
                None,
                Kind.MISSING,
                settled(row.cells.get(Field.TEXT, "")),
                "",
                settled(now[Field.TEXT]),
                choices=(Keep.KEEP_ROW, Keep.REMOVE),
                proposed=Keep.KEEP_ROW,
            )
        )

    def _gone(self, row: SentRow) -> None:
        """Note what they wrote in a row that is not here any more."""
        said = self._words_of_changes(row, self._found.rows.rows[row.action_id])
        if not said:
            return
        self._changed += 1
        key = f"{row.mark}:{_ROW}"
        self._new[key] = self._as_new(self._found.rows.rows[row.action_id], row)
        self._differences.append(
            Difference(
                key,
                None,
                row.cells.get(Field.REF, ""),
                row.cells.get(Field.TITLE, ""),
                None,
                Kind.GONE,
                settled(row.cells.get(Field.TEXT, "")),
                said,
                "",
                choices=(Keep.LEAVE_OUT, Keep.ADD),
            )
        )

    def _copied(self, number: int, row: SentRow, copy: SaidRow) -> None:
        first = self._found.rows.rows[row.action_id]
        if self._says(copy) == self._says(first) or not self._words_of_changes(row, copy):
            return  # the same words twice: nothing to decide
        self._changed += 1
        key = f"{row.mark}:twice:{number}"
        self._new[key] = self._as_new(copy, row)
        self._differences.append(
            Difference(
                key,
                row.action_id,
                row.cells.get(Field.REF, ""),
                row.cells.get(Field.TITLE, ""),
                None,
                Kind.COPIED,
                settled(row.cells.get(Field.TEXT, "")),
                self._words_of_changes(row, copy),
                self._words_of_changes(row, first) or "As it was sent",
                choices=(Keep.LEAVE_OUT, Keep.ADD),
            )
        )

    def _added(self, row: SaidRow, known: set[str]) -> None:
        said = self._says(row)
        if not said:
            return
        new = self._as_new(row, None)
        words = plain(new.cells.get(Field.TEXT, ""))
        if words and words in known:
            return  # taken in from an earlier return of theirs
        self._changed += 1
        key = f"added:{blake2s(said.encode(), digest_size=8).hexdigest()}"
        if key in self._new:
            return
        self._new[key] = new
        text = new.cells.get(Field.TEXT, "")
        self._differences.append(
            Difference(
                key,
                None,
                "",
                cells.title_of(text),
                None,
                Kind.ADDED,
                "",
                said,
                "",
                choices=(Keep.ADD, Keep.LEAVE_OUT),
            )
        )

    def _as_new(self, row: SaidRow, like: SentRow | None) -> NewRow:
        """Return a row as an action of its own; what the plan cannot keep becomes an update."""
        columns = self._found.columns
        fitting: dict[Field, str] = {}
        updates: list[Update] = []
        for column, place in columns.fields:
            cell = row.cells.get(place)
            of = column.field
            if cell is None or of is None or not settled(cell.text):
                continue
            if of is Field.COMMENTS:
                updates += [
                    replace(found, on=found.on)
                    for found in merging_comments.read(
                        "", cell.text, "", (), self._agency, self._on
                    ).added
                ]
            elif of is Field.ACTUALS or problem_of(of, cell, self._here.legend):
                words = f"{column.heading}: {settled(cell.text)}"
                updates.append(Update(merging_comments.NEW, words, self._on, self._agency))
            else:
                fitting[of] = shown(of, cell.text, self._here.legend)
        updates += merging_comments.read(
            "", "", self._update_words(row), (), self._agency, self._on
        ).added
        del like
        return NewRow(
            settled(row.text(columns.at.get(OBJECTIVE))),
            self._found.above.get(row.number),
            fitting,
            tuple(updates),
        )

    # Cells

    def _row(self, row: SentRow, action: ActionDetail) -> None:
        now = cells_of(action, self._here.legend)
        for column, place in self._found.columns.fields:
            of = column.field
            if of is not None and of is not Field.COMMENTS:
                cell = self._found.cell(row.action_id, place)
                self._cell(row, action, column, of, cell, now[of])
        self._comment(row, action, now)

    def _cell(
        self,
        row: SentRow,
        action: ActionDetail,
        column: Column,
        of: Field,
        cell: SaidCell,
        now: str,
    ) -> None:
        sent_text = row.cells.get(of, "")
        if cell.text == sent_text == now:
            self._unchanged += 1
            return
        legend = self._here.legend
        sent, theirs, mine = (shown(of, text, legend) for text in (sent_text, cell.text, now))
        they = theirs != sent and cell.text != sent_text
        if not they and mine == sent:
            self._unchanged += 1
            return
        if not they:
            self._add(row, action, of, Kind.MINE, (sent, theirs, mine))
            return
        self._changed += 1
        if theirs == mine:
            return
        problem = problem_of(of, cell, legend, action.criteria)
        i_changed = mine != sent
        if problem:
            choices: tuple[Keep, ...] = (Keep.THEIRS, Keep.MINE)
            self._add(row, action, of, Kind.FIX, (sent, theirs, mine), choices, problem=problem)
            return
        both = ""
        if i_changed and theirs and mine and merging_lines.can_be_both(of):
            both = merging_lines.both(of, sent, theirs, mine)
            try:
                kept(of, both, legend)
            except Refused:
                both = ""
        choices = (Keep.THEIRS, Keep.MINE, Keep.BOTH) if both else (Keep.THEIRS, Keep.MINE)
        if not column.is_open:
            self._add(row, action, of, Kind.NOT_THEIRS, (sent, theirs, mine), choices, both=both)
            return
        kind = Kind.BOTH if i_changed else Kind.THEIRS
        clear = (
            kind is Kind.THEIRS
            and bool(theirs)
            and not is_ambiguous_day(of, cell)
            and self._is_clear(row)
        )
        proposed = Keep.THEIRS if clear else None
        self._add(
            row, action, of, kind, (sent, theirs, mine), choices, both=both, proposed=proposed
        )

    def _is_clear(self, row: SentRow) -> bool:
        return not self._careful and row.action_id not in self._found.rows.weak

    def _comment(self, row: SentRow, action: ActionDetail, now: Mapping[Field, str]) -> None:
        sent = row.cells.get(Field.COMMENTS, "")
        theirs, update = self._their_comments(row)
        if settled(theirs) == settled(sent) and not settled(update):
            if now[Field.COMMENTS] == sent or settled(now[Field.COMMENTS]) == settled(sent):
                self._unchanged += 1
            else:
                texts = (settled(sent), settled(sent), settled(now[Field.COMMENTS]))
                self._add(row, action, Field.COMMENTS, Kind.MINE, texts)
            return
        self._changed += 1
        said = merging_comments.read(sent, theirs, update, action.updates, self._agency, self._on)
        if not said.added and not said.removed:
            return  # the same words are here already, or only stand elsewhere
        key = f"{row.mark}:{Field.COMMENTS.value}"
        self._comments[key] = said
        texts = (
            settled(sent),
            merging_comments.say(theirs, update, self._agency, self._on),
            settled(now[Field.COMMENTS]),
        )
        i_changed = texts[2] != texts[0]
        if not said.added:
            self._add(row, action, Field.COMMENTS, Kind.THEIRS, texts, (Keep.THEIRS, Keep.MINE))
            return
        together = joined.join(merging_comments.with_added(action.updates, said.added))
        clear = self._is_clear(row)
        if i_changed:
            self._add(
                row,
                action,
                Field.COMMENTS,
                Kind.BOTH,
                texts,
                (Keep.THEIRS, Keep.MINE, Keep.BOTH),
                both=together,
                proposed=Keep.BOTH if clear else None,
            )
            return
        self._add(
            row,
            action,
            Field.COMMENTS,
            Kind.THEIRS,
            texts,
            (Keep.THEIRS, Keep.MINE),
            both=together,
            proposed=Keep.THEIRS if clear else None,
        )

    def _add(
        self,
        row: SentRow,
        action: ActionDetail,
        of: Field,
        kind: Kind,
        texts: tuple[str, str, str],
        choices: tuple[Keep, ...] = (),
        *,
        problem: str = "",
        proposed: Keep | None = None,
        both: str = "",
    ) -> None:
        self._differences.append(
            Difference(
                f"{row.mark}:{of.value}",
                row.action_id,
                action.row.ref,
                action.row.title,
                of,
                kind,
                *texts,
                problem=problem,
                choices=choices,
                proposed=proposed,
                both=both,
            )
        )

    # What a row says

    def _their_comments(self, row: SentRow) -> tuple[str, str]:
        """Return the comments of a row, and the words that are meant as its update."""
        columns = self._found.columns
        place = next((at for column, at in columns.fields if column.field is Field.COMMENTS), None)
        sent = row.cells.get(Field.COMMENTS, "")
        theirs = self._found.cell(row.action_id, place).text if place else sent
        parts = [self._found.cell(row.action_id, columns.at.get(UPDATE)).text]
        for place, heading in columns.others.items():
            words = settled(self._found.cell(row.action_id, place).text)
            if words:
                parts.append(f"{heading}: {words}" if heading else words)
        return theirs, "\n".join(part for part in parts if part.strip())

    def _update_words(self, row: SaidRow) -> str:
        columns = self._found.columns
        parts = [row.text(columns.at.get(UPDATE))]
        for place, heading in columns.others.items():
            words = settled(row.text(place))
            if words:
                parts.append(f"{heading}: {words}" if heading else words)
        return "\n".join(part for part in parts if part.strip())

    def _says(self, row: SaidRow) -> str:
        """Return a row's words as one text, a cell a paragraph with its heading."""
        columns = self._found.columns
        parts = []
        for column in COLUMNS:
            place = columns.at.get(column.heading)
            words = settled(row.text(place))
            if words and column.heading not in {"Ref", OBJECTIVE, UPDATE}:
                parts.append(f"{column.heading}: {words}")
        if update := self._update_words(row):
            parts.append(f"{UPDATE}: {update}")
        return "\n".join(parts)

    def _words_of_changes(self, row: SentRow, said: SaidRow) -> str:
        """Return the cells of a row that are not as they were sent, as one text."""
        legend = self._here.legend
        parts = []
        for column, place in self._found.columns.fields:
            of = column.field
            if of is None:
                continue
            words = shown(of, said.text(place), legend)
            if words and words != shown(of, row.cells.get(of, ""), legend):
                parts.append(f"{column.heading}: {words}")
        if update := self._update_words(said):
            parts.append(f"{UPDATE}: {update}")
        return "\n".join(parts)

    # Columns that were sorted by themselves

    def _shuffled_columns(self) -> list[str]:
        """Return headings of columns whose cells are those that were sent, in other rows."""
        found = []
        for column, place in self._found.columns.fields:
            of = column.field
            if of is None or of is Field.PROGRESS:
                continue
            moved = [(sent, theirs) for sent, theirs in self._pairs_of(of, place) if sent != theirs]
            were = sorted(sent for sent, _ in moved)
            if len(set(were)) >= 3 and were == sorted(theirs for _, theirs in moved):
                found.append(column.heading)
        return found

    def _pairs_of(self, of: Field, place: int) -> Iterator[tuple[str, str]]:
        for action_id in self._found.rows.rows:
            sent = self._sent[action_id].cells.get(of, "")
            theirs = self._found.cell(action_id, place).text
            if sent == theirs:
                continue
            yield settled(sent), settled(theirs)

    def _shuffled_notes(self) -> Iterator[str]:
        if self._shuffled:
            names = " and ".join(f"“{name}”" for name in self._shuffled)
            yield (
                f"The cells of {names} are those that were sent, in other rows, as after sorting "
                "some columns only. Nothing is proposed; look at each row."
            )
