"""Whole rows in which a return differs: missing, added, twice, or removed here since."""

from __future__ import annotations

from hashlib import blake2s

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.matching import plain
from prevent_desk.plan.model.partners.comparing_cells import settled
from prevent_desk.plan.model.partners.comparing_file import SaidRow
from prevent_desk.plan.model.partners.comparing_records import Here, NewRow
from prevent_desk.plan.model.partners.comparing_sheets import Found
from prevent_desk.plan.model.partners.comparing_words import RowWords
from prevent_desk.plan.model.partners.records import Difference, Keep, Kind, SentRow
from prevent_desk.plan.model.partners.sending_columns import COLUMNS
from prevent_desk.plan.model.records import ActionDetail, Field

ROW = "row"
_LONGEST_SHOWN = 80
_MOST_STRAYS = 3


class WholeRows:
    """The differences of whole rows, gathered one by one.

    Attributes:
        differences: Those found so far.
        new: What a row would be as an action of its own, by the difference's key.
        strays: Remarks that stand below the table.
    """

    def __init__(self, found: Found, here: Here, words: RowWords) -> None:
        self._found, self._here, self._words = found, here, words
        self.differences: list[Difference] = []
        self.new: dict[str, NewRow] = {}
        self.strays: list[str] = []

    def missing(self, row: SentRow, action: ActionDetail) -> None:
        """Note an action that the file does not have: it is kept, unless she removes it."""
        sent = settled(row.cells.get(Field.TEXT, ""))
        self.differences.append(
            Difference(
                f"{row.mark}:{ROW}",
                row.action_id,
                action.row.ref,
                action.row.title,
                None,
                Kind.MISSING,
                sent,
                "",
                "\n".join([sent, *self._changed_since(row, action)]),
                choices=(Keep.KEEP_ROW, Keep.REMOVE),
                proposed=Keep.KEEP_ROW,
            )
        )

    def gone(self, row: SentRow) -> None:
        """Note what they wrote into a row that is not here any more."""
        theirs = self._found.rows.rows[row.action_id]
        said = self._words.changes(row, theirs)
        if said:
            self._ask(f"{row.mark}:{ROW}", row, Kind.GONE, theirs, said, "")

    def twice(self, row: SentRow, copy: SaidRow) -> None:
        """Note a further row of an action, where it says something else than the first."""
        first = self._found.rows.rows[row.action_id]
        said = self._words.changes(row, copy)
        if said and said != self._words.changes(row, first):
            mine = self._words.changes(row, first) or "As it was sent"
            self._ask(f"{row.mark}:twice:{copy.number}", row, Kind.COPIED, copy, said, mine)

    def added(self, row: SaidRow) -> None:
        """Note a row that was not sent; one that is in the plan already is passed over."""
        said = self._words.says(row)
        if not said:
            return
        if self._words.is_stray(row):
            self.strays.append(f"row {row.number}: “{_shortened(said)}”")
            return
        new = self._words.as_new(row)
        key = f"added:{blake2s(said.encode(), digest_size=8).hexdigest()}"
        if self._is_here(new) or key in self.new:
            return
        self.new[key] = new
        self.differences.append(
            Difference(
                key,
                None,
                "",
                cells.title_of(new.cells.get(Field.TEXT, "")),
                None,
                Kind.ADDED,
                "",
                said,
                "",
                choices=(Keep.ADD, Keep.LEAVE_OUT),
            )
        )

    def notes(self) -> list[str]:
        """Return in a sentence what stands below the table."""
        if not self.strays:
            return []
        some = "; ".join(self.strays[:_MOST_STRAYS])
        more = len(self.strays) - _MOST_STRAYS
        end = f"; and {more} more" if more > 0 else ""
        return [f"Words outside the table, not taken in: {some}{end}."]

    def _changed_since(self, row: SentRow, action: ActionDetail) -> list[str]:
        """Return the cells that were changed here since a row was sent, with their headings."""
        now = self._here.cells(action)
        return [
            f"{column.heading}: {settled(now[of])}"
            for column in COLUMNS
            if (of := column.field) is not None
            and now[of] != row.cells.get(of, "")
            and settled(now[of]) != settled(row.cells.get(of, ""))
        ]

    def _ask(
        self, key: str, row: SentRow, kind: Kind, theirs: SaidRow, said: str, mine: str
    ) -> None:
        self.new[key] = self._words.as_new(theirs)
        self.differences.append(
            Difference(
                key,
                None if kind is Kind.GONE else row.action_id,
                row.cells.get(Field.REF, ""),
                row.cells.get(Field.TITLE, ""),
                None,
                kind,
                settled(row.cells.get(Field.TEXT, "")),
                said,
                mine,
                choices=(Keep.LEAVE_OUT, Keep.ADD),
            )
        )

    def _is_here(self, new: NewRow) -> bool:
        """Say whether an action of the plan has these words and all else that the row says."""
        words = plain(new.cells.get(Field.TEXT, ""))
        row = self._here.by_words.get(words) if words else None
        if row is None:
            return False
        word = next((one.word for one in self._here.legend if one.code == row.progress), "")
        has = {
            Field.TEXT: row.text or row.title,
            Field.LEADS: cells.say_leads(row.leads),
            Field.CRITERIA: "\n".join(row.criteria),
            Field.TIMESCALE: row.timescale,
            Field.DUE: say_short(row.due) if row.due else "",
            Field.RESOURCES: row.resources,
            Field.PROGRESS: word,
            Field.REASON: row.reason,
        }
        if any(plain(text) != plain(has.get(of, "")) for of, text in new.cells.items()):
            return False
        return all(update.text in row.comments for update in new.updates)


def _shortened(text: str) -> str:
    line = cells.one_line(text)
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
