"""The agenda of a meeting: its points in order, cases by letter and reference."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.actions.model.records import Source
from prevent_desk.panels.model import agenda as rules
from prevent_desk.panels.model.agenda import PURPOSES
from prevent_desk.panels.model.records import Item, ItemKind, ItemState, Meeting, MeetingState
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.case_picker import CasePicker
from prevent_desk.panels.ui.meetings.parts import Part
from prevent_desk.panels.ui.meetings.rows import SheetRow
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, NumberBox
from prevent_desk.ui.widgets.form_field import FormField

_ICONS = {
    ItemKind.OPENING: "shield",
    ItemKind.ACTIONS: "list-checks",
    ItemKind.CASE: "user",
    ItemKind.EXIT_REVIEWS: "repeat-2",
    ItemKind.OTHER: "circle",
    ItemKind.CLOSE: "check-check",
}
_STATES = {
    ItemState.NOW: ("Now", "circle-play", "accent"),
    ItemState.DONE: ("Done", "circle-check", "green"),
    ItemState.DEFERRED: ("Deferred", "circle-pause", "amber"),
    ItemState.DROPPED: ("Dropped", "x", "grey"),
}


class AgendaPart(Part):
    """Alt+Up and Alt+Down order it; Enter opens a case's record."""

    key = "agenda"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, "Agenda", parent)
        self._items: list[Item] = []
        self.point_button = self.button("Another &point…", "plus")
        self.case_button = self.button("&Cases…", "list-plus")
        self.keys.setText(
            "Alt+↑ Alt+↓ order   ·   Enter record of the case   ·   E edit   ·   Del take off"
        )
        self.case_button.clicked.connect(self.pick)
        self.point_button.clicked.connect(self.add_point)
        self.list.opened.connect(self.open_case)
        self.list.moved.connect(self.move_point)
        self.list.bind({Qt.Key.Key_Delete: self.remove, Qt.Key.Key_E: self.edit})

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting's agenda."""
        self.meeting = meeting
        self._items = self.around.services.agenda.of(meeting.id)
        carried = len(self.around.services.actions.open_before(Source.PANEL, meeting.starts.date()))
        self.list.show_rows([self._row(one, carried) for one in self._items])
        cases = sum(one.kind is ItemKind.CASE for one in self._items)
        planned = sum(one.planned or 0 for one in self._items)
        words = {0: "No case yet", 1: "1 case"}.get(cases, f"{cases} cases")
        room = int((meeting.ends - meeting.starts).total_seconds() // 60)
        self.head.setText(f"{words}  ·  {planned} of {room} min planned" if planned else words)
        is_open = meeting.state in {MeetingState.PLANNED, MeetingState.LIVE}
        for button in (self.point_button, self.case_button):
            button.setVisible(is_open)
        self.show_list(filled=True)

    def current(self) -> Item | None:
        """Return the current point."""
        return next((one for one in self._items if one.id == self.list.key()), None)

    def pick(self) -> None:
        """Choose cases."""
        if self.meeting is not None:
            CasePicker(self.around, self.meeting).exec()
            self.list.setFocus()

    def add_point(self) -> None:
        """Put another point on."""
        dialog = _PointDialog(self.around, None)
        meeting = self.meeting
        if meeting is None or not dialog.exec():
            return
        agenda, title = self.around.services.agenda, dialog.title_edit.text()
        made = self.around.acts.do(
            lambda: agenda.add(meeting.id, ItemKind.OTHER, title), None, said="Point added"
        )
        if made is not None:
            self.list.go_to_key(made)

    def edit(self) -> None:
        """Change a point's title, what a case is there for, its minutes and its note."""
        one = self.current()
        if one is None:
            return
        dialog = _PointDialog(self.around, one)
        if dialog.exec():
            self.around.acts.do(lambda: dialog.keep(), None, said="Agenda changed")

    def move_point(self, by: int) -> None:
        """Move the current point up or down."""
        one = self.current()
        if one is not None and rules.may_move(self._items, one.id, by):
            agenda = self.around.services.agenda
            self.around.acts.do(lambda: agenda.move(one.id, by), None)
            self.list.go_to_key(one.id)

    def remove(self) -> None:
        """Take the current point off."""
        one = self.current()
        if one is not None:
            agenda, words = self.around.services.agenda, rules.called(one)
            self.around.acts.do(lambda: agenda.remove(one.id), None, said=f"{words} taken off")

    def open_case(self) -> None:
        """Open the record of the current case."""
        one = self.current()
        if one is not None and one.episode_id is not None:
            place = {"view": "desk", "episode": one.episode_id}
            self.around.desk.open_page("Referrals", place)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the agenda."""
        return [
            Command("Put cases on the agenda", self.pick, "list-plus"),
            Command("Add a point to the agenda", self.add_point, "plus"),
            *self.row_commands(),
        ]

    def row_commands(self) -> Sequence[Command]:
        """Return what can be done with the current point."""
        one = self.current()
        if one is None:
            return ()
        words = rules.called(one)
        found = [Command(f"Edit {words}", self.edit, "pencil", "E")]
        if one.episode_id is not None:
            found.insert(0, Command(f"Open {one.ref}", self.open_case, "inbox", "Enter"))
        return [
            *found,
            Command(f"Move {words} up", partial(self.move_point, -1), "move-up", "Alt+Up"),
            Command(f"Move {words} down", partial(self.move_point, 1), "move-down", "Alt+Down"),
            Command(f"Take {words} off", self.remove, "x", "Del"),
        ]

    def _row(self, one: Item, carried: int) -> SheetRow:
        told = []
        if one.kind is ItemKind.CASE:
            told.append(PURPOSES.get(one.purpose, ""))
        elif one.kind is ItemKind.ACTIONS:
            told.append("Nothing is owed" if not carried else f"{carried} open")
        if one.planned:
            told.append(f"{one.planned} min")
        if one.note:
            told.append(one.note)
        chip = _STATES.get(one.state, ("", "", "grey"))
        return SheetRow(
            one.id, rules.called(one), "  ·  ".join(part for part in told if part),
            _ICONS[one.kind], "text2", chip,
        )  # fmt: skip


class _PointDialog(Dialog):
    def __init__(self, around: Around, item: Item | None) -> None:
        title = "Edit the point" if item else "Another point"
        super().__init__(title, "", around.owner.window())
        self._around, self._item = around, item
        self._is_case = item is not None and item.kind is ItemKind.CASE
        self.title_edit = QLineEdit(item.title if item else "")
        self.title_field = FormField("&Title", self.title_edit)
        self.title_field.setVisible(not self._is_case)
        self.purpose = _purposes(item.purpose if item else "")
        self.purpose_field = FormField("&For", self.purpose)
        self.purpose_field.setVisible(self._is_case)
        self.minutes = NumberBox()
        self.minutes.setRange(0, 240)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(" min")
        self.minutes.setSpecialValueText("Not planned")
        self.minutes.setValue(item.planned or 0 if item else 0)
        self.minutes_field = FormField("&Minutes", self.minutes, optional=True)
        self.note_edit = QLineEdit(item.note if item else "")
        self.note_field = FormField(
            "&Note for yourself", self.note_edit, optional=True, hint="It goes into no paper."
        )
        for field in (self.title_field, self.purpose_field):
            self.body.addWidget(field)
        for field in (self.minutes_field, self.note_field):
            field.setVisible(item is not None)
            self.body.addWidget(field)
        self.add_cancel()
        self.save_button = self.add_verb("Save" if item else "Put on the agenda", accepts=False)
        self.save_button.clicked.connect(self._save)

    def _save(self) -> None:
        if not self._is_case and not self.title_edit.text().strip():
            self.title_field.set_error("Say what it is about.")
            self.title_edit.setFocus()
            return
        self.accept()

    def keep(self) -> None:
        """Write what was changed, as one act."""
        item = self._item
        if item is None:
            return
        self._around.services.agenda.prepare(
            item.id,
            title=None if self._is_case else self.title_edit.text(),
            purpose=str(self.purpose.currentData()) if self._is_case else None,
            planned=self.minutes.value(),
            note=self.note_edit.text(),
        )


def _purposes(now: str) -> Combo:
    combo = Combo()
    for code, words in PURPOSES.items():
        combo.addItem(words, code)
    combo.setCurrentIndex(max(0, combo.findData(now)))
    return combo
