"""Many cells at once: written where all of them fit, else shown first, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.model.spreadsheet.judging import Judged, Wanted, Write, foreseen, judge
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.plan.ui.spreadsheet.paste_dialog import PasteDialog
from prevent_desk.ui import messages

MOST_AT_ONCE = 150
"""More cells than this are stored beside the window: to store them takes longer than a blink."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Texts that shall go into cells.

    Attributes:
        noun: What it is called in Undo: "paste".
        done: What is told afterwards: "pasted".
        over: Texts for rows that there are not yet, row by row; their keys are -1, -2, …
        after: The action that such rows would follow.
    """

    noun: str
    done: str
    wanted: tuple[Wanted, ...]
    over: tuple[tuple[Wanted, ...], ...] = ()
    after: int | None = None


class Offers:
    """Judges what shall be written, asks where something does not fit, and writes it as one act.

    Attributes:
        rows: All actions of the plan, shown or not: no two may have one reference.
    """

    def __init__(self, view: GridView, acts: Acts, clock: Clock) -> None:
        self._view, self._acts, self._clock = view, acts, clock
        self.rows: Callable[[], Sequence[ActionRow]] = tuple

    def make(self, offer: Offer) -> bool:
        """Write what is offered; False where it was thought better of, or refused."""
        if not offer.wanted and not offer.over:
            return True
        judged = self.judge(offer.wanted)
        if offer.over or any(one.wrong or one.doubt for one in judged):
            return self._ask(offer, judged)
        return self.write(offer, judged)

    def judge(self, wanted: Sequence[Wanted]) -> list[Judged]:
        """Return what would come of texts in the plan on show."""
        head = self._view.model_.head
        return judge(wanted, self.rows(), head, self._clock.today()) if head else []

    def write(self, offer: Offer, judged: Sequence[Judged], new_rows: int = 0) -> bool:
        """Write judged texts, all of which fit; what changes nothing is left as it is."""
        cells: list[Write] = []
        for one in judged:
            if one.changes:
                cells.extend(one.wanted.writes())
        if not cells and not new_rows:
            self._acts.tell("Nothing changed: the cells hold these words already", undo=False)
            return True
        number = cells_said(len(judged))
        rows = f" and {_actions(new_rows)} added" if new_rows else ""
        if len(cells) > MOST_AT_ONCE and not new_rows:
            self._begin(f"{offer.noun} of {number}", cells, f"{number} {offer.done}")
            return True
        try:
            made = self._acts.write_block(
                f"{offer.noun} of {number}",
                cells,
                f"{number} {offer.done}{rows}",
                after=offer.after,
                new_rows=new_rows,
            )
        except Refused as refused:
            messages.show_failure(self._view, refused)
            return False
        if made:
            self._view.go_to_action(made[0])
        return True

    def _begin(self, label: str, cells: Sequence[Write], said: str) -> None:
        head, today = self._view.model_.head, self._clock.today()
        if head is None:
            return
        by_action: dict[int, list[Write]] = {}
        for cell in cells:
            by_action.setdefault(cell[0], []).append(cell)
        rows = [
            foreseen(row, by_action[row.id], head.legend, today)
            for row in self.rows()
            if row.id in by_action
        ]
        self._acts.begin_block(label, cells, said, rows)

    def _ask(self, offer: Offer, judged: Sequence[Judged]) -> bool:
        head = self._view.model_.head
        if head is None:
            return False
        known = {row.id: row for row in self.rows()}
        dialog = PasteDialog(offer.noun, judged, offer.over, known, head, self.judge, self._view)
        accepted = dialog.exec()
        cells, new_rows = dialog.accepted_cells(), dialog.new_rows()
        dialog.deleteLater()
        self._view.setFocus()
        return bool(accepted) and self.write(offer, cells, new_rows)


def cells_said(number: int) -> str:
    """Return "1 cell" or "24 cells"."""
    return "1 cell" if number == 1 else f"{number:,} cells"


def _actions(number: int) -> str:
    return "1 action" if number == 1 else f"{number:,} actions"
