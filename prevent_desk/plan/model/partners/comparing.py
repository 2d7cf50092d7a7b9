"""A return beside what was sent and what is here now: what differs, cell by cell.

Three copies of every cell are held against one another. What nobody changed is passed over, what
only one side changed is clear, what both changed is asked; what a return leaves out is never a
wish to erase (DOMAIN, section 10 story 4: no cell loses text).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import joined
from prevent_desk.plan.model.partners import merging_comments, merging_lines
from prevent_desk.plan.model.partners.comparing_cells import (
    is_to_be_looked_at,
    kept,
    problem_of,
    settled,
    shown,
)
from prevent_desk.plan.model.partners.comparing_file import SaidCell, Typed
from prevent_desk.plan.model.partners.comparing_records import Here, Outcome
from prevent_desk.plan.model.partners.comparing_sheets import NOTHING, Found, shuffled_columns
from prevent_desk.plan.model.partners.comparing_whole import WholeRows
from prevent_desk.plan.model.partners.comparing_words import RowWords
from prevent_desk.plan.model.partners.records import Difference, Keep, Kind, SentRow
from prevent_desk.plan.model.partners.sending_columns import UPDATE, Column
from prevent_desk.plan.model.records import ActionDetail, Field

_TWO: tuple[Keep, ...] = (Keep.THEIRS, Keep.MINE)
_THREE: tuple[Keep, ...] = (Keep.THEIRS, Keep.MINE, Keep.BOTH)
_Texts = tuple[str, str, str]
"""What was sent, theirs, mine."""


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
        self._found, self._here = found, here
        self._sent = {row.action_id: row for row in sent}
        self._agency, self._on = agency, on
        self._words = RowWords(found, here.legend, agency, on)
        self._whole = WholeRows(found, here, self._words)
        self._shuffled = shuffled_columns(found, sent)
        self._careful = found.rows.marks_disagree or bool(self._shuffled)
        self._differences: list[Difference] = self._whole.differences
        self._comments: dict[str, merging_comments.Said] = {}
        self._unchanged = self._changed = 0

    def outcome(self) -> Outcome:
        """Return what was found."""
        rows = self._found.rows
        for row in self._sent.values():
            action = self._here.actions.get(row.action_id)
            if row.action_id not in rows.rows:
                if action is not None:
                    self._whole.missing(row, action)
            elif action is None:
                self._whole.gone(row)
            else:
                self._row(row, action)
        for action_id, copy in rows.copies:
            self._whole.twice(self._sent[action_id], copy)
        for added in rows.added:
            self._whole.added(added)
        whole = sum(one.field is None for one in self._differences)
        return Outcome(
            tuple(self._differences),
            self._unchanged,
            self._changed + whole,
            (*self._found.notes, *self._whole.notes(), *self._shuffled_notes(), *self._unread()),
            self._comments,
            self._whole.new,
        )

    def _row(self, row: SentRow, action: ActionDetail) -> None:
        now = self._here.cells(action)
        found = self._found
        theirs = found.rows.rows[row.action_id].cells
        for column, place in found.columns.fields:
            of = column.field
            if of is None or of is Field.COMMENTS:
                continue
            # Most cells are as they were sent: thirty returns have sixty thousand of them.
            by_mark = place in found.marked_columns
            cell = found.cell(row.action_id, place) if by_mark else theirs.get(place, NOTHING)
            known = cell.typed is not Typed.UNKNOWN
            if known and cell.text == now[of] == row.cells.get(of, ""):
                self._unchanged += 1
            else:
                self._cell(row, action, column, cell, now[of])
        self._comment(row, action, now)

    def _cell(
        self, row: SentRow, action: ActionDetail, column: Column, cell: SaidCell, now: str
    ) -> None:
        of = column.field
        if of is None:
            return
        was = row.cells.get(of, "")
        legend, criteria = self._here.legend, action.criteria
        texts = sent, theirs, mine = (
            shown(of, was, legend, criteria),
            shown(of, cell.text, legend, criteria),
            shown(of, now, legend, criteria),
        )
        # What a formula without a result would say is not known: that it says nothing neither.
        unknown = cell.typed is Typed.UNKNOWN
        they, i_did = unknown or (theirs != sent and cell.text != was), mine != sent
        if not they:
            if i_did:
                self._add(row, action, of, Kind.MINE, texts)
            else:
                self._unchanged += 1
            return
        self._changed += 1
        if theirs == mine and not unknown:
            return  # the same change on both sides
        if problem := problem_of(of, cell, legend, criteria):
            self._add(row, action, of, Kind.FIX, texts, _TWO, problem=problem)
            return
        both = self._both(of, texts) if i_did else ""
        choices = _THREE if both else _TWO
        if not column.is_open:
            self._add(row, action, of, Kind.NOT_THEIRS, texts, choices, both=both)
        elif i_did:
            self._add(row, action, of, Kind.BOTH, texts, choices, both=both)
        else:
            clear = self._is_clear(row) and bool(settled(cell.text))
            proposed = Keep.THEIRS if clear and not is_to_be_looked_at(of, cell) else None
            self._add(row, action, of, Kind.THEIRS, texts, choices, proposed=proposed)

    def _both(self, of: Field, texts: _Texts) -> str:
        """Return both changes as one text; "" where a cell cannot hold both."""
        if not texts[1] or not texts[2] or not merging_lines.can_be_both(of):
            return ""
        both = merging_lines.both(of, *texts)
        try:
            return kept(of, both, self._here.legend)
        except Refused:
            return ""

    def _is_clear(self, row: SentRow) -> bool:
        """Say whether what a row says may be proposed: it is that row beyond doubt."""
        return not self._careful and row.action_id not in self._found.rows.weak

    # Comments

    def _comment(self, row: SentRow, action: ActionDetail, now: Mapping[Field, str]) -> None:
        was = row.cells.get(Field.COMMENTS, "")
        theirs, update = self._words.comments_of(row)
        if not update and theirs == was == now[Field.COMMENTS]:
            self._unchanged += 1
            return
        sent, mine = settled(was), settled(now[Field.COMMENTS])
        if not update and (theirs == was or settled(theirs) == sent):
            if mine == sent:
                self._unchanged += 1
            else:
                self._add(row, action, Field.COMMENTS, Kind.MINE, (sent, sent, mine))
            return
        self._changed += 1
        said = merging_comments.read(was, theirs, update, action.updates, self._agency, self._on)
        if not said.added and not said.removed:
            return  # the same words are here already, or only stand elsewhere
        self._comments[f"{row.mark}:{Field.COMMENTS.value}"] = said
        texts = (sent, merging_comments.say(theirs, update, self._agency, self._on), mine)
        if not said.added:
            # Lines were taken out and nothing was put in: that is asked, never proposed.
            self._add(row, action, Field.COMMENTS, Kind.THEIRS, texts, _TWO)
            return
        together = joined.join(merging_comments.with_added(action.updates, said.added))
        kind, choices, keep = Kind.THEIRS, _TWO, Keep.THEIRS
        if mine != sent:
            # Both added to a log: keeping both is clear, for neither takes anything away.
            kind, choices, keep = Kind.BOTH, _THREE, Keep.BOTH
        proposed = keep if self._is_clear(row) else None
        self._add(
            row, action, Field.COMMENTS, kind, texts, choices, both=together, proposed=proposed
        )

    def _add(
        self,
        row: SentRow,
        action: ActionDetail,
        of: Field,
        kind: Kind,
        texts: _Texts,
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

    def _unread(self) -> list[str]:
        """Return in a sentence which updates are formulas without a result."""
        places = [
            place
            for name, place in self._found.columns.at.items()
            if name in {UPDATE, "Comments/progress"}
        ]
        refs = [
            row.cells.get(Field.REF, "") or row.mark
            for row in self._sent.values()
            if any(
                self._found.cell(row.action_id, place).typed is Typed.UNKNOWN for place in places
            )
        ]
        if not refs:
            return []
        return [f"The update of {', '.join(refs[:3])} is a formula without a result; ask for it."]

    def _shuffled_notes(self) -> list[str]:
        if not self._shuffled:
            return []
        names = " and ".join(f"“{name}”" for name in self._shuffled)
        return [
            f"The cells of {names} are those that were sent, in other rows, as after sorting some "
            "columns only. Nothing is proposed; look at each row."
        ]
