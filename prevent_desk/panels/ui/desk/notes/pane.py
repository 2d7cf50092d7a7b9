"""The notes of the point on show, and everything that can be done with a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.actions.model.records import Action, Source
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.notes import Typed
from prevent_desk.panels.model.records import Decision, ItemKind, LineKind, NoteLine
from prevent_desk.panels.model.spoken_dates import find_due
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.looks import LOOKS, ORDER
from prevent_desk.panels.ui.desk.notes import rows
from prevent_desk.panels.ui.desk.notes.changing import Changing
from prevent_desk.panels.ui.desk.notes.reason_dialog import ReasonDialog
from prevent_desk.panels.ui.desk.notes.rows import Row
from prevent_desk.panels.ui.desk.notes.view import NotesView
from prevent_desk.panels.ui.desk.notes.waiting import Waiting, is_of_the_disk
from prevent_desk.panels.ui.desk.notes.wordings import WordingsDialog
from prevent_desk.ui import messages
from prevent_desk.ui.widgets.empty_state import EmptyState


class NotesPane(QWidget):
    """Shows the lines, keeps new ones, lets old ones be changed where they stand.

    Attributes:
        view: The list.
        waiting: Lines the disk did not take yet.

    Signals:
        shown: Other lines are on show; those of the point.
    """

    shown = Signal(object)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._item_id: int | None = None
        self._lines: list[NoteLine] = []
        self._actions: dict[int, Action] = {}
        self._decision: Decision | None = None
        self.view = NotesView()
        self.changing = Changing(hub, self.view)
        self.waiting = Waiting(self._keep, self)
        self._empty = EmptyState(
            "notebook-pen",
            self.tr("Nothing is noted here yet"),
            self.tr("Type what is said and press Enter. A semicolon brings quick phrases."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()

    # Reading

    def lines(self) -> list[NoteLine]:
        """Return the lines of the point on show."""
        return list(self._lines)

    def read(self) -> None:
        """Read the point on show again; the row that is current stays current."""
        hub = self._hub
        anew = hub.item_id != self._item_id
        self._item_id = hub.item_id
        if hub.item_id is None or hub.meeting_id is None:
            self._lines = []
        else:
            self._lines = hub.around.services.lines.of_item(hub.item_id)
        self._read_actions()
        self._read_decision()
        self._show(anew=anew)
        self.shown.emit(self._lines)

    def read_decision(self, item_id: int) -> None:
        """Read what is decided of the point on show again."""
        if item_id == self._item_id:
            self._read_decision()
            self._show()

    def read_actions(self) -> None:
        """Read what lines became again."""
        self._read_actions()
        self._show()

    # Writing

    def keep(self, typed: Typed) -> bool:
        """Keep a new line; where the disk refuses, it waits on the screen.

        Returns:
            Whether the words are in good hands: False where a rule refuses them.
        """
        try:
            self._keep(typed)
        except Refused as error:
            if not is_of_the_disk(error):
                messages.show_failure(self.window(), error)
                return False
            self.waiting.add(typed)
        return True

    def edit_last(self) -> None:
        """Change the last line (Ctrl+E)."""
        mine = [row for row in self.view.notes.rows() if row.is_kept and not row.struck]
        if mine and self.view.go_to_line(mine[-1].key):
            self._edit(mine[-1])

    def make_action_of_last(self) -> None:
        """Make an action of the last line."""
        mine = [row for row in self.view.notes.rows() if row.is_kept and not row.struck]
        if mine:
            self._make_action(mine[-1])

    # Inside

    def _connect(self) -> None:
        hub, view = self._hub, self.view
        hub.item_changed.connect(lambda _item: self.read())
        hub.lines_changed.connect(self.read)
        hub.decision_changed.connect(self.read_decision)
        hub.actions_changed.connect(self.read_actions)
        view.edit_wanted.connect(self._edit)
        view.strike_wanted.connect(self._strike)
        view.action_wanted.connect(self._make_action)
        view.sub_wanted.connect(self._open_sub)
        view.kind_wanted.connect(self._set_kind)
        view.menu_wanted.connect(self._menu)
        view.left.connect(hub.focus_entry)
        self.waiting.changed.connect(self._show)

    def _keep(self, typed: Typed) -> None:
        """Keep a line in the vault; raises where it is refused."""
        services = self._hub.around.services
        due = None
        if typed.kind is LineKind.ACTION:
            due = find_due(typed.words, services.clock.today())
        case = self._is_case(typed.item_id)
        group = uuid4().hex if typed.kind is LineKind.DECISION and case else ""
        line_id = services.lines.add(
            typed.item_id, typed.kind, typed.words,
            speaker_id=typed.speaker.invite_id, speaker=typed.speaker.name,
            said=datetime.fromisoformat(typed.said) if typed.said else None,
            due=due.day if due else None, due_told=due.told if due else "", group=group,
        )  # fmt: skip
        if group:
            self._note_decision(typed, line_id, group)
        self._hub.around.desk.saved()
        if typed.item_id == self._item_id:
            self._came(services.lines.one(line_id))
        if typed.kind is LineKind.ACTION:
            self._hub.actions_changed.emit()
        if group:
            self._hub.decision_changed.emit(typed.item_id)
            self._hub.decision_said.emit(typed.item_id)

    def _note_decision(self, typed: Typed, line_id: int, group: str) -> None:
        """Let the first line of a decision be the words of the case's decision, in one Undo."""
        decisions = self._hub.around.services.decisions
        known = decisions.of_item(typed.item_id)
        if known.words.strip():
            return
        decisions.set(typed.item_id, group, line_id=line_id, words=typed.words.strip())

    def _came(self, line: NoteLine) -> None:
        """Put a new line at the end without reading the others again."""
        self._lines.append(line)
        self._lines.sort(key=lambda one: (one.said, one.id))
        if line.owed_id is not None:
            self._actions[line.owed_id] = self._hub.around.services.actions.one(line.owed_id)
        self._show()

    def _read_actions(self) -> None:
        owed = {line.owed_id for line in self._lines if line.owed_id is not None}
        self._actions = {}
        if owed and self._hub.meeting_id is not None:
            made = self._hub.around.services.actions.of_source(Source.PANEL, self._hub.meeting_id)
            self._actions = {one.id: one for one in made if one.id in owed}

    def _read_decision(self) -> None:
        self._decision = None
        if self._item_id is not None and self._is_case(self._item_id):
            self._decision = self._hub.around.services.decisions.of_item(self._item_id)

    def _show(self, *, anew: bool = False) -> None:
        services = self._hub.around.services
        today, days = services.clock.today(), services.referrals.clocks.working_days()
        shown = rows.rows(self._lines, self._actions, self._decision, today, days)
        waiting = rows.pending(self.waiting.lines(self._item_id))
        self.changing.close_if_gone({row.key for row in shown}, anew=anew)
        self.view.show_rows([*shown, *waiting], anew=anew)
        self._stack.setCurrentIndex(0 if shown or waiting else 1)
        if anew:
            self.changing.take_up(self._item_id)

    def _is_case(self, item_id: int) -> bool:
        items: Sequence[object] = [
            one for one in self._hub.items() if one.id == item_id and one.kind is ItemKind.CASE
        ]
        return bool(items)

    # What is done with a line

    def _edit(self, row: Row) -> None:
        if not row.is_kept or self._hub.is_sealed():
            return
        if row.struck:
            self._hub.around.desk.toast(self.tr("A struck line is not changed; Del restores it."))
            return
        self.changing.open(next(line for line in self._lines if line.id == row.key))

    def _strike(self, row: Row) -> None:
        if not row.is_kept:
            return
        lines = self._hub.around.services.lines
        if row.struck:
            done = self._hub.done(lambda: lines.let_stand(row.key), said=self.tr("Line restored."))
        else:
            dialog = ReasonDialog(self)
            wanted, why = dialog.exec(), dialog.why.text()
            dialog.deleteLater()
            done = bool(wanted) and self._hub.done(
                lambda: lines.strike(row.key, why), said=self.tr("Line struck.")
            )
        if done:
            self._hub.lines_changed.emit()
        self.view.go_to_line(row.key)

    def _make_action(self, row: Row) -> None:
        if not row.is_kept:
            return
        if row.owed_id is not None:
            self._open_sub(row)
            return
        services = self._hub.around.services
        due = find_due(row.words, services.clock.today())
        day, told = (due.day, due.told) if due else (None, "")
        made = self._hub.do(lambda: services.lines.make_action(row.key, None, day, told), None)
        if made is None:
            return
        number = services.actions.one(made).number
        self._hub.around.desk.toast(self.tr("Action {0} made.").format(number), undo=True)
        self._hub.lines_changed.emit()
        self._hub.actions_changed.emit()
        self.view.go_to_line(row.key)

    def _open_sub(self, row: Row) -> None:
        if row.owed_id is not None:
            self._hub.action_wanted.emit(row.owed_id)
        elif row.kind is LineKind.DECISION:
            self._hub.decision_wanted.emit()

    def _set_kind(self, row: Row, number: int) -> None:
        kind = ORDER[number - 1]
        if not row.is_kept or kind is row.kind:
            return
        if kind is LineKind.ACTION:
            self._make_action(row)
            return
        lines = self._hub.around.services.lines
        if self._hub.done(lambda: lines.set_kind(row.key, kind)):
            self._hub.lines_changed.emit()
            self.view.go_to_line(row.key)

    def _menu(self, row: Row, where: QPoint) -> None:
        menu = QMenu(self)
        sealed = self._hub.is_sealed() or not row.is_kept
        edit = menu.addAction(self.tr("Change the line\tF2"), lambda: self._edit(row))
        edit.setEnabled(not sealed and not row.struck)
        kinds = menu.addMenu(self.tr("What it is"))
        kinds.setEnabled(not sealed and not row.struck)
        for number, kind in enumerate(ORDER, 1):
            one = kinds.addAction(f"{LOOKS[kind].words}\tAlt+{number}")
            one.setCheckable(True)
            one.setChecked(kind is row.kind)
            one.triggered.connect(lambda _on=False, number=number: self._set_kind(row, number))
        words = "Open the action\tA" if row.owed_id else "Make it an action\tA"
        act = menu.addAction(self.tr(words), lambda: self._make_action(row))
        act.setEnabled(row.is_kept and not row.struck and (row.owed_id is not None or not sealed))
        told = "Let it stand again\tDel" if row.struck else "Strike it…\tDel"
        menu.addAction(self.tr(told), lambda: self._strike(row)).setEnabled(not sealed)
        menu.addSeparator()
        menu.addAction(
            self.tr("Every wording it had…"), lambda: self._show_wordings(row)
        ).setEnabled(row.is_kept)
        menu.exec(where)
        menu.deleteLater()

    def _show_wordings(self, row: Row) -> None:
        found = self._hub.around.services.lines.versions(row.key)
        dialog = WordingsDialog(found, self)
        dialog.exec()
        dialog.deleteLater()
