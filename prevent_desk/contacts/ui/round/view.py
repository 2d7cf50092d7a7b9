"""The yearly check: who is asked, who answered, and what became of each seat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.model.rounds import Round, RoundLine
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.round import rows
from prevent_desk.contacts.ui.round.dialogs import BeginDialog, ChangedDialog, LeftDialog
from prevent_desk.contacts.ui.round.drafts_dialog import RoundDraftsDialog
from prevent_desk.contacts.ui.seats.acts import run
from prevent_desk.contacts.ui.words import counted, kind_words
from prevent_desk.core.dates import say_short
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.editors import Combo, SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel, Rule, WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.ui.widgets.two_lines import CellColumn, TwoLineTable

_WAITING, _ALL = "waiting", "all"


class RoundView(QWidget):
    """Satisfies `prevent_desk.ui.page.Page`; a position: `{"round": 2}`."""

    title = "Yearly check"
    icon = "refresh-cw"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._around = around
        self._rounds: list[Round] = []
        self._round = 0
        self._build()
        self._wire()
        self.reload()

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is."""
        return (Command(self.title, lambda: None),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        check = self.check()
        if check is None or check.ended is not None:
            return (Command("Begin the yearly check", self.begin, "refresh-cw"),)
        found = [
            Command("Draft the messages of the yearly check", self.draft, "mail"),
            Command("Close the yearly check", self.close_check, "check"),
        ]
        line = self.table.current()
        if line is not None and line.is_waiting:
            words = f"{kind_words(line.kind).lower()} of {line.organisation.called}"
            found += [
                Command(f"Still them: {words}", self.confirm, "check", "Ctrl+Enter"),
                Command(f"Somebody else: {words}", self.replace, "users"),
                Command(f"Vacant: {words}", self.vacate, "user-x"),
            ]
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: begin a check, where none is under way."""
        return self.begin if self._around.services.rounds.running() is None else None

    def position(self) -> dict[str, Any]:
        """Return which check is on show."""
        return {"round": self._round} if self._round else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a check; without one named, the newest."""
        wanted = position.get("round")
        if isinstance(wanted, int) and any(one.id == wanted for one in self._rounds):
            self._round = wanted
        self.reload()

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""

    def reload(self) -> None:
        """Show the store as it is now."""
        self._rounds = self._around.services.rounds.all()
        if all(one.id != self._round for one in self._rounds):
            self._round = self._rounds[0].id if self._rounds else 0
        self._show()

    def shown_count(self) -> str:
        """Return "3 of 22 seats shown"."""
        check = self.check()
        every = len(check.lines) if check else 0
        return f"{self.table.rows.rowCount():,} of {counted(every, 'seat', 'seats')}"

    # Acts

    def check(self) -> Round | None:
        """Return the check on show."""
        return next((one for one in self._rounds if one.id == self._round), None)

    def begin(self) -> None:
        """Ask about a new check and begin it."""
        if run(self._around, BeginDialog(self._around), "The yearly check has begun"):
            self._round = 0
            self.reload()

    def draft(self) -> None:
        """Draft the question, or a reminder, to who has not answered."""
        check = self.check()
        if check is None:
            return
        RoundDraftsDialog(self._around, check).exec()
        self._around.acts.changed.emit()

    def close_check(self) -> None:
        """Close the check on show."""
        check = self.check()
        if check is not None:
            self._around.acts.do(
                lambda: self._around.services.rounds.end(check.id),
                None,
                said="The yearly check is closed",
            )

    def confirm(self) -> None:
        """Note that the current seat is still theirs."""
        line = self._line()
        if line is not None:
            self._around.acts.do(
                lambda: self._around.services.rounds.confirm(line.id),
                None,
                said=f"Confirmed: {kind_words(line.kind).lower()}, {line.organisation.called}",
            )

    def replace(self) -> None:
        """Ask who holds the current seat now."""
        line = self._line()
        if line is not None:
            run(self._around, ChangedDialog(self._around, line), "Somebody else holds the seat")

    def vacate(self) -> None:
        """Ask since when nobody holds the current seat."""
        line = self._line()
        if line is not None:
            run(self._around, LeftDialog(self._around, line), "The seat is vacant")

    # Inside

    def _line(self) -> RoundLine | None:
        line, check = self.table.current(), self.check()
        if line is None or check is None or check.ended is not None:
            return None
        return line if line.is_waiting else None

    def _build(self) -> None:
        self.which_box = Combo()
        self.which_box.setAccessibleName("Which yearly check")
        self.chip, self.due_chip = Chip(), Chip()
        self.draft_button = Button("&Draft messages", "mail", kind="primary")
        self.close_button = Button("Clos&e check", "check")
        self.new_button = Button("&Begin a check", "refresh-cw", kind="primary")
        head = QHBoxLayout()
        head.setContentsMargins(18, 9, 14, 8)
        head.setSpacing(10)
        title = WrapLabel(self.title, "h1")
        title.setWordWrap(False)
        head.addWidget(title)
        for widget in (self.which_box, self.chip, self.due_chip):
            head.addWidget(widget)
        head.addStretch(1)
        for button in (self.close_button, self.draft_button, self.new_button):
            head.addWidget(button)
        self.table: TwoLineTable[RoundLine] = TwoLineTable(
            [
                CellColumn("Agency seat", rows.seat_cell),
                CellColumn("Person", rows.person_cell),
                CellColumn("Asked", rows.asked_cell),
                CellColumn("Answer", rows.answer_cell),
            ],
            lambda line: line.id,
            "Seats of the yearly check",
        )
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        self._row = self._act_row()
        column.addWidget(self._row)
        column.addWidget(self._stack, 1)
        self._stack.setMinimumHeight(120)

    def _act_row(self) -> QWidget:
        self.box = SearchBox("Filter seats", "Ctrl F")
        self.which = Segmented(
            [Choice(_WAITING, "Not answered"), Choice(_ALL, "All")], self.tr("Which seats")
        )
        self.which.set_value(_WAITING)
        self.yes_button = Button("&Still them", "check", small=True)
        self.yes_button.setToolTip("Still them (Ctrl+Enter)")
        self.other_button = Button("So&mebody else", "users", small=True)
        self.left_button = Button("&Vacant", "user-x", small=True)
        self.count_label = ElidedLabel("", "support")
        self.count_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(18, 7, 14, 7)
        row.setSpacing(8)
        self.box.setMaximumWidth(theme.px(230))
        for widget in (self.box, self.which, self.yes_button, self.other_button, self.left_button):
            row.addWidget(widget)
        row.addWidget(self.count_label, 1)
        return holder

    def _wire(self) -> None:
        self.box.textChanged.connect(lambda _text: self._show_lines())
        self.box.moved.connect(self.table.move_by)
        self.box.returnPressed.connect(self.table.setFocus)
        self.which.chosen.connect(self._show_lines)
        self.table.current_changed.connect(lambda _line: self._say_acts())
        self.table.menu_asked.connect(self._menu)
        self.table.opened.connect(self._open)
        self.table.stepped_back.connect(self._step_back)
        self.yes_button.clicked.connect(self.confirm)
        self.other_button.clicked.connect(self.replace)
        self.left_button.clicked.connect(self.vacate)
        self.draft_button.clicked.connect(self.draft)
        self.close_button.clicked.connect(self.close_check)
        self.new_button.clicked.connect(self.begin)
        self.empty.first_clicked.connect(self._fill_empty)
        self.which_box.activated.connect(self._choose_round)
        for keys, act in (("Ctrl+F", self.box.setFocus), ("Ctrl+Return", self.confirm)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show(self) -> None:
        check, today = self.check(), self._around.clock.today()
        self.which_box.blockSignals(True)
        self.which_box.clear()
        for one in self._rounds:
            self.which_box.addItem(one.title, one.id)
        self.which_box.setCurrentIndex(self.which_box.findData(self._round))
        self.which_box.blockSignals(False)
        self.which_box.setVisible(bool(self._rounds))
        runs = check is not None and check.ended is None
        for widget in (self.chip, self.due_chip, self._row):
            widget.setVisible(check is not None)
        self.draft_button.setVisible(runs)
        self.close_button.setVisible(runs)
        self.new_button.setVisible(check is not None and all(one.ended for one in self._rounds))
        if check is not None:
            every = len(check.lines)
            tone = "green" if not check.waiting else "blue"
            self.chip.show_state(f"{check.answered} of {every} answered", "users", tone)
            if check.ended is not None:
                self.due_chip.show_state(f"Closed {say_short(check.ended)}", "check", "grey")
            else:
                late = check.due < today and bool(check.waiting)
                words = f"Answers {'were due' if late else 'by'} {say_short(check.due)}"
                self.due_chip.show_state(words, "clock", "red" if late else "grey")
        self._show_lines()

    def _show_lines(self, _value: object = None) -> None:
        check = self.check()
        wanted = self.box.text().casefold().split()
        lines = [
            line
            for line in (check.lines if check else ())
            if (self.which.value() != _WAITING or line.is_waiting)
            and all(part in rows.found_by(line) for part in wanted)
        ]
        self.table.show_rows(lines)
        every = len(check.lines) if check else 0
        self.count_label.setText(f"{len(lines):,} of {every:,} shown")
        self._stack.setCurrentWidget(self.table if lines else self.empty)
        if not lines:
            self._say_empty(check)
        self._say_acts()
        self._around.desk.page_changed()

    def _say_empty(self, check: Round | None) -> None:
        if check is None:
            self.empty.show_text(
                "No yearly check yet",
                "Once a year every lead and deputy is asked: is this still you? An answer "
                "confirms the seat, changes it, or leaves it vacant.",
                icon="refresh-cw",
            )
            self.empty.set_buttons("Begin the yearly check", "refresh-cw")
        elif self.box.text().strip():
            self.empty.set_filtered("No seat fits", f"“{self.box.text().strip()}”")
        else:
            self.empty.show_text("Everybody has answered", icon="circle-check")
            self.empty.set_buttons("Show all seats" if check.lines else "")

    def _fill_empty(self) -> None:
        if self.check() is None:
            self.begin()
        elif self.box.text().strip():
            self.box.clear()
        else:
            self.which.set_value(_ALL)
            self._show_lines()
            self.table.setFocus()

    def _say_acts(self) -> None:
        can = self._line() is not None
        for button in (self.yes_button, self.other_button, self.left_button):
            button.setEnabled(can)

    def _choose_round(self, row: int) -> None:
        self._round = int(self.which_box.itemData(row))
        self._show()

    def _step_back(self) -> None:
        if self.box.text():
            self.box.clear()
        elif self.which.value() != _WAITING:
            self.which.set_value(_WAITING)
            self._show_lines()

    def _open(self, line: RoundLine, column: int) -> None:
        place = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        self._menu(line, column, self.table.viewport().mapToGlobal(place))

    def _menu(self, line: RoundLine, _column: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._line() is not None:
            for words, act in (
                ("Still them", self.confirm),
                ("Somebody else", self.replace),
                ("Vacant", self.vacate),
            ):
                menu.addAction(words).triggered.connect(lambda _on=False, act=act: act())
            menu.addSeparator()
        menu.addAction("Show the agency").triggered.connect(
            partial(self._show_agency, line.organisation.id)
        )
        menu.popup(place)

    def _show_agency(self, organisation_id: int, _on: object = None) -> None:
        self._around.open_view("contacts", {"tab": "seats", "organisation": organisation_id})

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        (self.table if self._stack.currentWidget() is self.table else self.empty).setFocus(
            event.reason()
        )
