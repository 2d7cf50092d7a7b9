"""Editing in the grid with Excel's keys: F2, typing, Enter, Tab, Ctrl+;, and progress by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_date
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import ActionRow, Field, PlanHead
from prevent_desk.plan.model.spreadsheet.days import no_such_day
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.cell_editor import CellEditor, Leave
from prevent_desk.plan.ui.columns import COLUMNS, PROGRESS, Column, Kind, cell_text
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.plan.ui.many_cells import ManyCells, parts
from prevent_desk.ui import icons, theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk

DRAFT = "plan/cell/"
"""Keys of drafts of cells start so; then come action id and column key."""


@dataclass(frozen=True, slots=True)
class _Open:
    """The cell that is being edited, by what it is and not by where it stands."""

    action_id: int
    column: int
    box: CellEditor


@dataclass(frozen=True, slots=True)
class _PutAside:
    """Words that Esc took out of a cell's box."""

    action_id: int
    column: int
    text: str
    cursor: int


class Editing(QObject):
    """Opens, keeps and gives up editors over the grid's cells, and does what keys ask of cells."""

    def __init__(self, view: GridView, acts: Acts, desk: Desk, clock: Clock) -> None:
        super().__init__(view)
        self._view, self._acts, self._desk, self._clock = view, acts, desk, clock
        self.cells = ManyCells(view, acts, clock)
        self._open: _Open | None = None
        self._put_aside: _PutAside | None = None
        self._doubted: str | None = None
        self._length = 0
        self._autosave = Autosave(self._keep_draft, self)
        self.agencies: Callable[[], Sequence[str]] = tuple
        self.ready: Callable[[], object] = lambda: None
        view.on_key = self.on_key
        view.opened.connect(self.begin)
        view.scrolled.connect(self._place)
        acts.rows_changed.connect(self._forget_put_aside)
        acts.plan_changed.connect(self._forget_put_aside)

    # One cell

    def is_open(self) -> bool:
        """Return whether a cell is being edited."""
        return self._open is not None

    def editor(self) -> CellEditor | None:
        """Return the open editor."""
        return self._open.box if self._open else None

    def begin(self, text: str | None = None, cursor: int | None = None) -> None:
        """Open the current cell; `text` replaces what it holds."""
        self.ready()
        row, head = self._view.current_action(), self._view.model_.head
        column = COLUMNS[max(0, self._view.currentIndex().column())]
        if row is None or head is None or not self.finish():
            return
        if column.kind is Kind.PROGRESS:
            self._choose_progress(text or "")
            return
        held = cell_text(row, column, head)
        if text is None and (kept := self._desk.draft(_draft_key(row.id, column))) is not None:
            text, cursor = kept
        self._view.scrollTo(self._view.currentIndex())
        if self._view.currentIndex().column() == 0:
            self._view.horizontalScrollBar().setValue(0)
        box = CellEditor(column, held, self._view.viewport())
        box.today = self._clock.today()
        box.setAccessibleName(f"{column.heading} of {row.ref or row.title}")
        box.kept.connect(self._keep)
        box.given_up.connect(self.give_up)
        box.typed.connect(self._note)
        if column.kind is Kind.LEADS:
            box.offer(self.agencies())
        self._doubted = None
        self._open = _Open(row.id, self._view.currentIndex().column(), box)
        self._length = len(held if text is None else text)
        box.put(held if text is None else text, cursor)
        self._place()
        box.show()
        box.setFocus()
        many = len(self._view.chosen_actions())
        if many > 1:
            box.show_note(f"Enter changes this action, Ctrl+Enter all {many} chosen.")

    def finish(self) -> bool:
        """Keep what is being typed; False where it cannot be kept and stays open."""
        return self._open is None or self._keep(Leave.STAY, for_all=False)

    def give_up(self) -> None:
        """Close the editor and leave the cell as it was; what was typed can be brought back."""
        open_ = self._open
        if open_ is not None and open_.box.is_changed() and open_.box.text().strip():
            box = open_.box
            self._put_aside = _PutAside(
                open_.action_id, open_.column, box.text(), box.cursor_place()
            )
            self._desk.toast(
                f"{box.column.heading.partition(' /')[0]} left as it was; Ctrl+Z brings back "
                "what you typed",
                icon="undo-2",
                link="Bring back",
                act=self.bring_back,
            )
        self._close(focus=True)

    def bring_back(self) -> bool:
        """Open the cell again in which Esc was pressed last, with the words that stood there."""
        aside, self._put_aside = self._put_aside, None
        if aside is None or self._view.isColumnHidden(aside.column) or not self.finish():
            return False
        if not self._view.go_to_action(aside.action_id, aside.column):
            return False
        self.begin(aside.text, aside.cursor)
        return True

    def _forget_put_aside(self) -> None:
        # Ctrl+Z is about what was done last, and that is another act now.
        self._put_aside = None

    def flush(self) -> None:
        """Keep the words being typed as a draft, where they can be found again after a lock."""
        if self._open is not None:
            self._autosave.flush()
            self._keep_draft()

    def resume(self) -> bool:
        """Open again the cell that was being typed at a lock or a crash; False when none was."""
        if self.is_open():
            return True
        for key, (text, cursor) in self._desk.drafts().items():
            parts = key.removeprefix(DRAFT).split("/")
            if not key.startswith(DRAFT) or len(parts) != 2 or not parts[0].isdecimal():
                continue
            place = next((n for n, column in enumerate(COLUMNS) if column.key == parts[1]), None)
            if place is None or self._view.isColumnHidden(place):
                continue
            if self._view.go_to_action(int(parts[0]), place):
                self.begin(text, cursor)
                return True
        return False

    def _keep(self, leave: object, for_all: bool) -> bool:
        open_, head = self._open, self._view.model_.head
        if open_ is None or head is None:
            return True
        place = self._view.model_.place_of(open_.action_id)
        row = self._view.model_.action(place) if place is not None else None
        rows = self._view.chosen_actions() if for_all else [row] if row else []
        if leave is not Leave.STAY and not for_all and self._asks_about(open_):
            return False
        if for_all and len(rows) > 1:
            # Into every chosen cell, whatever their columns; a column is looked at before writing.
            if not self.cells.fill(open_.box.text()):
                return False
        elif rows and (open_.box.is_changed() or for_all):
            try:
                self._write(rows, COLUMNS[open_.column], open_.box.text())
            except Refused as refused:
                open_.box.show_error(refused.sentence())
                return False
        had_focus = open_.box.box.hasFocus()
        self._close(focus=had_focus)
        if isinstance(leave, Leave) and leave is not Leave.STAY:
            self._view.step(*leave.value)
        return True

    def _asks_about(self, open_: _Open) -> bool:
        """Ask once about a timescale that looks like a day and is none; True while asking."""
        text = open_.box.text()
        doubt = self._doubt(COLUMNS[open_.column], text) if open_.box.is_changed() else ""
        if not doubt or self._doubted == text:
            return False
        self._doubted = text
        open_.box.show_doubt(f"{doubt} Enter keeps it as words.")
        return True

    def _doubt(self, column: Column, text: str) -> str:
        return no_such_day(text, self._clock.today()) if column.kind is Kind.TIME else ""

    def _write(self, rows: Sequence[ActionRow], column: Column, text: str) -> None:
        cells = [cell for row in rows for cell in parts(row, column, text)]
        said = self._said(rows, column)
        if doubt := self._doubt(column, text):
            said = f"{said}, kept as words: {doubt}"
        self._acts.set_cells(cells, said)

    def _said(self, rows: Sequence[ActionRow], column: Column) -> str:
        heading = column.heading.partition(" /")[0]
        if len(rows) == 1:
            return f"{heading} of {rows[0].ref or rows[0].title or 'action'} changed"
        return f"{heading} of {len(rows)} actions changed"

    def _close(self, *, focus: bool) -> None:
        open_, self._open = self._open, None
        if open_ is None:
            return
        self._autosave.forget()
        self._desk.keep_draft(self._key(open_), "")
        if focus:
            # Before hiding: Qt would hand the focus on as if Tab had been pressed.
            self._view.setFocus()
        open_.box.hide()
        open_.box.deleteLater()

    def _note(self) -> None:
        if self._open is not None:
            # A page pasted at once is many characters, not one.
            length = len(self._open.box.text())
            self._autosave.note(max(1, abs(length - self._length)))
            self._length = length

    def _keep_draft(self) -> None:
        if self._open is not None and self._open.box.is_changed():
            box = self._open.box
            self._desk.keep_draft(self._key(self._open), box.text(), box.cursor_place())

    def _key(self, open_: _Open) -> str:
        return _draft_key(open_.action_id, COLUMNS[open_.column])

    def _place(self) -> None:
        if self._open is None:
            return
        row = self._view.model_.place_of(self._open.action_id)
        if row is None:
            return
        cell = self._view.visualRect(self._view.model_.index(row, self._open.column))
        self._open.box.lie_over(cell, self._view.clear_area())

    # Progress

    def _choose_progress(self, typed: str) -> None:
        """Open the list of the plan's own stages; a first letter that only one has chooses it."""
        head = self._view.model_.head
        rows = self._view.chosen_actions()
        if head is None or not rows:
            return
        codes: list[str | None] = [*(stage.code for stage in head.legend), None]
        words = [*(stage.word for stage in head.legend), NOT_SET]
        starting = [
            n
            for n, word in enumerate(words)
            if typed and word.casefold().startswith(typed.casefold())
        ]
        if len(starting) == 1:
            self._acts.set_progress(rows, head, codes[starting[0]])
            return
        menu = self.progress_menu(rows, head)
        cell = self._view.visualRect(self._view.currentIndex())
        menu.popup(
            self._view.viewport().mapToGlobal(QPoint(cell.left(), cell.top() + theme.px(34)))
        )
        current = codes.index(rows[0].progress) if rows[0].progress in codes else 0
        menu.setActiveAction(menu.actions()[starting[0] if starting else current])

    def progress_menu(self, rows: Sequence[ActionRow], head: PlanHead) -> QMenu:
        """Return a menu of the plan's stages for these actions; it deletes itself."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_progress_menu(menu, rows, head)
        return menu

    def fill_progress_menu(self, menu: QMenu, rows: Sequence[ActionRow], head: PlanHead) -> None:
        """Add the plan's stages to a menu."""
        for number, stage in enumerate((*head.legend, None), start=1):
            word, key = (stage.word, f"Alt+{number}") if stage else (NOT_SET, "Alt+0")
            action = QAction(
                icons.icon(stages.glyph(stage), stages.tone(stage)), f"{word}\t{key}", menu
            )
            code = stage.code if stage else None
            action.setCheckable(True)
            action.setChecked(all(row.progress == code for row in rows))
            action.triggered.connect(
                lambda _on=False, code=code: self._acts.set_progress(rows, head, code)
            )
            menu.addAction(action)

    def set_progress_number(self, number: int) -> bool:
        """Declare the numbered stage of the key for the chosen actions; 0 is "Not set"."""
        head, rows = self._view.model_.head, self._view.chosen_actions()
        if head is None or not rows or number > len(head.legend) or not self.finish():
            return False
        code = head.legend[number - 1].code if number else None
        self._acts.set_progress(rows, head, code)
        return True

    # Today

    def put_today(self) -> None:
        """Write today's date over a timescale or a date, or at the end of a longer text."""
        row, number = self._view.current_action(), self._view.currentIndex().column()
        if row is None or number == PROGRESS:
            return
        day = say_date(self._clock.today())
        # A timescale is one statement: a day put behind "2015-2016" would be neither.
        if COLUMNS[number].kind is Kind.DATE or COLUMNS[number].fields[0] is Field.TIMESCALE:
            rows = self._view.chosen_actions()
            self.cells.write(
                [(one.id, COLUMNS[number].fields[0], day) for one in rows], f"Set to {day}"
            )
        else:
            self.begin()
            box = self.editor()
            if box is not None:
                gap = "" if not box.text() or box.text().endswith(("\n", " ")) else " "
                box.put(f"{box.text()}{gap}{day} ")

    # Keys

    def on_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the current or chosen cells; False for keys of others."""
        if self._view.current_action() is None:
            return False
        self.ready()
        for sequence, act in (
            (QKeySequence.StandardKey.Copy, self.cells.copy),
            (QKeySequence.StandardKey.Paste, self.cells.paste),
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._acts.redo),
        ):
            if event.matches(sequence):
                act()
                return True
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if pressed == Qt.KeyboardModifier.ControlModifier:
            return self._control_key(event.key())
        if pressed == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Down:
            self.begin()
            if (box := self.editor()) is not None:
                box.open_list()
            return True
        if pressed in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}:
            return self._plain_key(event, shift=pressed == Qt.KeyboardModifier.ShiftModifier)
        return False

    def _undo(self) -> None:
        if not self.bring_back():
            self._acts.undo()

    def _control_key(self, key: int) -> bool:
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_D: self.cells.fill_down,
            Qt.Key.Key_R: self.cells.fill_right,
            Qt.Key.Key_Semicolon: self.put_today,
            Qt.Key.Key_X: self.cells.cut,
            Qt.Key.Key_Space: lambda: self._view.selectColumn(self._view.currentIndex().column()),
        }
        if key not in acts:
            return False
        acts[key]()
        return True

    def _plain_key(self, event: QKeyEvent, *, shift: bool) -> bool:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._view.step(-1 if shift else 1)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._view.step(0, -1 if key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_F2 and not shift:
            self.begin()
        elif key == Qt.Key.Key_Delete:
            self.cells.clear()
        elif key == Qt.Key.Key_Backspace:
            self.begin("")
        elif key == Qt.Key.Key_Space and shift:
            self._view.selectRow(self._view.current_row)
        elif event.text() and event.text().isprintable() and key != Qt.Key.Key_Escape:
            self.begin(event.text())
        else:
            return False
        return True


def _draft_key(action_id: int, column: Column) -> str:
    return f"{DRAFT}{action_id}/{column.key}"
