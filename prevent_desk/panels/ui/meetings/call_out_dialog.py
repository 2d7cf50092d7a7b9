"""Calls a panel out: what it does to each case, and why what is missing is passed over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.panels.model import calling
from prevent_desk.panels.model.agenda import called
from prevent_desk.panels.model.calling import CaseToCall
from prevent_desk.panels.model.meeting import say_when
from prevent_desk.panels.model.records import Attendee, Meeting
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.invitation_dialog import InvitationDialog
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import IconLabel, WrapLabel

_WIDTH, _MOST_HIGH = 640, 320


class CallOutDialog(Dialog):
    """The cases first; then the drafts, with which the call-out is recorded."""

    def __init__(self, around: Around, meeting: Meeting) -> None:
        super().__init__(
            "Call the panel out",
            f"{say_when(meeting)}. Each new case takes its step to the panel, and its clock "
            "“Ask members to attend” is met. One Undo takes all of it back.",
            around.owner.window(),
            width=_WIDTH,
        )
        self._around, self._meeting = around, meeting
        self.cases = around.services.scheduling.cases(meeting.id)
        self.asked = around.services.invitations.of(meeting.id)
        self.reasons: dict[int, QLineEdit] = {}
        self._fields: dict[int, FormField] = {}
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.body.addWidget(self._case_list(self.cases), 1)
        self.body.addWidget(IconLabel(_count(self.asked), "users"))
        self.add_cancel()
        self.told_button = self.add_verb("Asked already", kind="secondary", accepts=False)
        self.told_button.setToolTip("Everybody on the list was asked another way: no drafts.")
        self.draft_button = self.add_verb("Drafts and call out…", accepts=False)
        wrong = calling.in_the_way(meeting, self.asked, self.cases)
        self.banner.show_text(wrong, "amber")
        for button in (self.told_button, self.draft_button):
            button.setEnabled(not wrong)
        self.told_button.clicked.connect(self.call_out)
        self.draft_button.clicked.connect(self.draft)
        # Without this the list of cases would have the keyboard, where nothing shows it.
        (*self.reasons.values(), self.draft_button)[0].setFocus()

    def _case_list(self, cases: Sequence[CaseToCall]) -> QWidget:
        pane = QWidget()
        pane.setProperty("pane", "surface")
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(10)
        if not cases:
            column.addWidget(WrapLabel("No case is on the agenda yet.", "support"))
        for one in cases:
            column.addWidget(WrapLabel(f"{called(one.item)}: {one.words}", "h3"))
            if one.lacks:
                column.addWidget(WrapLabel(" ".join(one.lacks), "support"))
            if one.needs_reason:
                edit = QLineEdit()
                field = FormField("Why this is passed over; it stays on the record", edit)
                self.reasons[one.item.id], self._fields[one.item.id] = edit, field
                column.addWidget(field)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(pane)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        wanted = pane.sizeHint().height() + 8
        area.setMinimumHeight(min(wanted, theme.px(_MOST_HIGH)))
        return area

    def passed(self) -> dict[int, str]:
        """Return why what cases lack is passed over, by point of the agenda."""
        return {key: edit.text().strip() for key, edit in self.reasons.items()}

    def _may_call(self) -> bool:
        for key, edit in self.reasons.items():
            if not edit.text().strip():
                self._fields[key].set_error("One sentence is enough.")
                edit.setFocus()
                return False
        return True

    def call_out(self) -> None:
        """Record that everybody on the list was asked another way."""
        if not self._may_call():
            return
        act, ids = self._around.services.invitations, [one.id for one in self.asked]
        day = say_short(self._meeting.starts.date())

        def call() -> bool:
            act.call_out(self._meeting.id, ids, self.passed())
            return True

        if self._around.acts.do(call, failed=False, said=f"Panel of {day} called out"):
            self.accept()

    def draft(self) -> None:
        """Make the drafts; the call-out is recorded with them."""
        if not self._may_call():
            return
        dialog = InvitationDialog(self._around, self._meeting, self.asked, call_out=self.passed())
        dialog.exec()
        if dialog.made:
            self._around.acts.changed.emit()
            self.accept()


def _count(asked: Sequence[Attendee]) -> str:
    if not asked:
        return "Nobody is on the list yet."
    people = "1 person" if len(asked) == 1 else f"{len(asked)} people"
    return f"{people} of {len({one.agency for one in asked})} agencies are on the list."
