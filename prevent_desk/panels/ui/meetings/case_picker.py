"""Chooses cases for an agenda by reference: those that are ready first, each with its reasons."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from prevent_desk.panels.model.agenda import PURPOSES, Candidate
from prevent_desk.panels.model.records import Meeting
from prevent_desk.panels.ui.around import Around
from prevent_desk.ui import theme
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH, _HIGH = 860, 300
_AROUND = 260
"""What stands over and below the table, with the window's bar, at a text of 100 %."""

_COLUMNS: list[Column[Candidate]] = [
    Column("Case", lambda one: f"{one.ref}  ·  {one.initials}" if one.initials else one.ref),
    Column("For", lambda one: PURPOSES[one.purpose]),
    Column("Stage", lambda one: one.state.words),
    Column(
        "Why",
        lambda one: one.elsewhere or "; ".join(one.why),
        tooltip=lambda one: "\n".join((*one.why, one.elsewhere)).strip(),
        tone=lambda one: "text" if one.is_ready else "text2",
    ),
]


class CasePicker(Dialog):
    """Space ticks a case; words narrow the list, and what is ticked stays ticked."""

    def __init__(self, around: Around, meeting: Meeting) -> None:
        super().__init__(
            "Put cases on the agenda",
            "Ready ones stand first: every reply is in, or a review is due by the panel.",
            around.owner.window(),
            width=_WIDTH,
        )
        self._around, self._meeting = around, meeting
        self._ticked: dict[int, Candidate] = {}
        self.search = SearchBox("Reference, name or words of a case", "")
        self.search.setAccessibleName("Find cases")
        self.model: TickModel[Candidate] = TickModel(_COLUMNS, self)
        self.table = TickTable()
        # The reasons are what one chooses by: they get the room the references leave.
        self.table.set_up(self.model, "Cases that may come before the panel", is_first_whole=True)
        # At large text on a small screen it gives way: the button below stays in sight.
        room = self.screen().availableGeometry().height() - theme.px(_AROUND)
        self.table.setMinimumHeight(min(theme.px(_HIGH), room))
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.none_label = WrapLabel("", "support")
        self.passed_edit = QLineEdit()
        self.passed_field = FormField(
            "Why it goes on without what is missing",
            self.passed_edit,
            hint="The panel is called out: a case takes its step at once. The reason stays on it.",
            optional=True,
        )
        self.passed_field.setVisible(meeting.called is not None)
        for widget in (self.search, self.table, self.none_label, self.passed_field):
            self.body.addWidget(widget)
        self.body.setStretchFactor(self.table, 1)
        self.add_cancel()
        self.add_button = self.add_verb("Put on the agenda", accepts=False)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self.table.setFocus)
        self.model.ticked.connect(self._ticked_changed)
        self.add_button.clicked.connect(self.put_on)
        self._find()
        self.table.selectRow(0)
        self.table.setFocus()

    def _find(self, *_: object) -> None:
        words = self.search.text()
        found = self._around.services.candidates.of(self._meeting.id, words)
        kept = [one for one in self._ticked.values() if one not in found]
        self.model.show_records([*kept, *found], lambda one: one.episode_id in self._ticked)
        self.table.setVisible(bool(kept or found))
        if words.strip():
            self.none_label.setText("No case that could come before a panel holds these words.")
        else:
            self.none_label.setText(
                "No case can come before a panel now. They do once information is gathered."
            )
        self.none_label.setVisible(not (kept or found))
        self._say_count()

    def _ticked_changed(self) -> None:
        self._ticked = {one.episode_id: one for one in self.model.chosen()}
        self._say_count()

    def _say_count(self) -> None:
        count = len(self._ticked)
        words = "1 case" if count == 1 else f"{count} cases"
        self.add_button.setText(f"Put {words} on the agenda" if count else "Put on the agenda")
        self.add_button.setEnabled(count > 0)

    def put_on(self) -> None:
        """Put the ticked cases on: one act, one Undo."""
        agenda, group = self._around.services.agenda, uuid4().hex
        chosen, passed = list(self._ticked.values()), self.passed_edit.text()

        def act() -> bool:
            for one in chosen:
                agenda.add_case(
                    self._meeting.id, one.episode_id, one.purpose, passed=passed, group=group
                )
            return True

        words = chosen[0].ref if len(chosen) == 1 else f"{len(chosen)} cases"
        if self._around.acts.do(act, failed=False, said=f"On the agenda: {words}"):
            self.accept()
        else:
            # Those before the one that was refused are on it.
            self._around.acts.changed.emit()
            self._ticked = {}
            self._find()
