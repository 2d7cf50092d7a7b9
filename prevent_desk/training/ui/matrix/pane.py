"""What stands behind a cell: its bar in words, who is on its open list, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from prevent_desk.contacts.ui.pane_parts import Act, Pane
from prevent_desk.training.model.coverage import Counts, Held, Standing
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import ElidedLabel, Glyph, KeyHint, Rule, WrapLabel
from prevent_desk.ui.widgets.plan_bar import Part, PlanBar

_SHOWN = 4
"""Names of the open list; the rest is one press away."""
LOOKS = {
    Standing.CURRENT: ("circle-check", "green"),
    Standing.DUE: ("clock", "amber"),
    Standing.LAPSED: ("circle-alert", "red"),
    Standing.UNKNOWN: ("circle-dashed", "grey"),
}
TITLES = {
    Standing.LAPSED: "Lapsed",
    Standing.UNKNOWN: "No record",
    Standing.DUE: "Due within 60 days",
    Standing.CURRENT: "Current",
}
_ORDER = (Standing.CURRENT, Standing.DUE, Standing.LAPSED, Standing.UNKNOWN)
_OPEN = (Standing.LAPSED, Standing.UNKNOWN, Standing.DUE)


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a cell.

    Attributes:
        title: "Housing × Prevent awareness".
        people: Those who are not simply current, worst first.
        notes: Further lines: where the people come from, duplicates that wait.
    """

    title: str
    counts: Counts
    as_of: date
    people: Sequence[Held]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CellActs:
    """What the pane can do.

    Attributes:
        open_list: Show the people of a standing; None: all who are not simply current.
        open_person: Show one person.
    """

    open_list: Callable[[Standing | None], object]
    open_person: Callable[[int], object]
    remind: Callable[[], object]
    take_list: Callable[[], object]


class CellPane(Pane):
    """Shows what stands behind a cell, or behind a whole department."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Behind the cell", parent)

    def show_nothing(self) -> None:
        """Say that no cell is chosen."""
        self.begin()
        self.add(EmptyState("graduation-cap", "No cell chosen"))
        self.done()

    def show_behind(self, behind: Behind, acts: CellActs) -> None:
        """Show a cell."""
        counts = behind.counts
        self.begin()
        self.head(behind.title, self._title(counts), [], [])
        if counts.required:
            self.add(PlanBar([_part(one, counts) for one in _ORDER], height=13))
            for one in _ORDER:
                self._line(one, counts, acts)
            if counts.unnamed:
                self.words(
                    f"{counts.unnamed:,} of those without a record are known by number only: no "
                    "staff list names them."
                )
            self._open_list(behind, acts)
            self._do(behind, acts)
        for note in behind.notes:
            self.words(note)
        self.done()

    # Inside

    def _title(self, counts: Counts) -> str:
        if not counts.required:
            return "Nobody here needs it"
        return f"{counts.current:,} of {counts.required:,} current"

    def _line(self, standing: Standing, counts: Counts, acts: CellActs) -> None:
        number = counts.of(standing)
        icon, tone = LOOKS[standing]
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Glyph(icon, "text2" if tone == "grey" else tone))
        big = QLabel(f"{number:,}")
        big.setProperty("t", "h3")
        row.addWidget(big)
        row.addWidget(ElidedLabel(standing.words), 1)
        named = number - (counts.unnamed if standing is Standing.UNKNOWN else 0)
        if named > 0:
            act = Act("Open list", partial(acts.open_list, standing))
            row.addWidget(self.link(act, f"{number:,} {standing.words}"))
        self.add(holder)

    def _open_list(self, behind: Behind, acts: CellActs) -> None:
        for standing in _OPEN:
            listed = [one for one in behind.people if one.standing is standing]
            if not listed:
                continue
            self.add(Rule())
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 2, 0, 0)
            row.addWidget(WrapLabel(TITLES[standing], "h3"), 1)
            row.addWidget(KeyHint("Enter opens"))
            self.add(holder)
            for one in listed[:_SHOWN]:
                self._person(one, behind.as_of, acts)
            more = len(listed) - _SHOWN
            if more > 0:
                act = Act(f"+ {more:,} more", partial(acts.open_list, standing))
                self._left(self.link(act, TITLES[standing]))
            return

    def _person(self, one: Held, as_of: date, acts: CellActs) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        name = Button(one.listed_name, kind="link", small=True)
        name.setAccessibleName(f"{one.listed_name}, {one.words(as_of)}")
        name.clicked.connect(lambda _on=False: acts.open_person(one.learner_id))
        self.know(name)
        row.addWidget(name)
        row.addStretch(1)
        icon, tone = LOOKS[one.standing]
        icon = "alarm-clock" if one.standing is Standing.LAPSED else icon
        row.addWidget(Chip(one.words(as_of), icon, tone))
        self.add(holder)

    def _do(self, behind: Behind, acts: CellActs) -> None:
        count = len({one.learner_id for one in behind.people})
        if not count:
            return
        self.add(Rule())
        holder = QWidget()
        row = FlowLayout(holder, gap=8)
        words = "1 reminder" if count == 1 else f"{count:,} reminders"
        remind = Button(f"&Draft {words}", "mail", small=True)
        remind.clicked.connect(lambda _on=False: acts.remind())
        listed = Button("List for &Word", "printer", small=True)
        listed.clicked.connect(lambda _on=False: acts.take_list())
        for button in (remind, listed):
            self.know(button)
            row.addWidget(button)
        self.add(holder)

    def _left(self, button: Button) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        self.add(holder)


def _part(standing: Standing, counts: Counts) -> Part:
    icon, tone = LOOKS[standing]
    return Part(standing.value, standing.words, counts.of(standing), tone, icon)
