"""A meeting's sheet: when and where, the next step, and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model.meeting import NewMeeting, may_change, say_place, say_when, title_on
from prevent_desk.panels.model.readiness import HEAD
from prevent_desk.panels.model.records import Meeting, MeetingState
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.agenda_part import AgendaPart
from prevent_desk.panels.ui.meetings.call_out_dialog import CallOutDialog
from prevent_desk.panels.ui.meetings.information_part import InformationPart
from prevent_desk.panels.ui.meetings.invitation_dialog import InvitationDialog
from prevent_desk.panels.ui.meetings.meeting_dialog import MeetingDialog
from prevent_desk.panels.ui.meetings.meeting_list import look_of
from prevent_desk.panels.ui.meetings.papers_part import PapersPart
from prevent_desk.panels.ui.meetings.people_part import PeoplePart
from prevent_desk.panels.ui.meetings.readiness_part import ReadinessPart
from prevent_desk.ui import icons, tab_order, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel, Rule, WrapLabel
from prevent_desk.ui.widgets.tab_bar import TabBar

_TABS_PX = 5
_TABS = (
    ("agenda", "Agenda"),
    ("people", "Invitations"),
    ("information", "Information"),
    ("papers", "Papers"),
    ("ready", "Readiness"),
)


class Sheet(QWidget):
    """Everything about one meeting.

    Signals:
        left: Esc: back to the list.
    """

    left = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.meeting: Meeting | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        around = self._around
        self.title = ElidedLabel("", "h2")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = Chip("", "", "grey")
        self.when = WrapLabel("", "support")
        self.change_button = Button("C&hange…", "pencil")
        self.more_button = IconButton("ellipsis", "More about the panel")
        self.next_button = Button("", "", "primary")
        self.banner = Banner()
        self.agenda = AgendaPart(around)
        self.people = PeoplePart(around)
        self.information = InformationPart(around)
        self.papers = PapersPart(around)
        self.ready = ReadinessPart(around)
        self.parts = {
            one.key: one
            for one in (self.agenda, self.people, self.information, self.papers, self.ready)
        }
        self.bar = TabBar(_TABS, "Parts of the panel’s sheet")
        self.bar.show_tab("agenda")
        self.stack = QStackedWidget()
        for part in self.parts.values():
            self.stack.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(8)
        # All the room there is goes to the title first, up to its own words.
        head.addWidget(self.title, 1000)
        head.addWidget(self.state)
        head.addStretch(1)
        for button in (self.more_button, self.change_button, self.next_button):
            head.addWidget(button)
        top = QVBoxLayout()
        top.setContentsMargins(14, 10, 14, 6)
        top.setSpacing(6)
        top.addLayout(head)
        top.addWidget(self.when)
        top.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        tabs = QHBoxLayout()
        # Its first words begin where the title does.
        tabs.setContentsMargins(_TABS_PX, 0, 0, 0)
        tabs.addWidget(self.bar)
        column.addLayout(tabs)
        column.addWidget(Rule())
        column.addWidget(self.stack, 1)

    def _wire(self) -> None:
        self.bar.chosen.connect(self.show_part)
        self.ready.wanted.connect(self._mend)
        self.change_button.clicked.connect(self.change)
        self.more_button.clicked.connect(self._show_more)
        self.next_button.clicked.connect(self.go_on)
        self.banner.link_clicked.connect(self._follow_banner)
        theme.changed.connect(self._fit)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._step, step))

    # Showing

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting; called again with the same one when something changed."""
        self.meeting = meeting
        self.title.setText(_titled(meeting))
        self._fit()
        self.state.show_state(*look_of(meeting))
        parts = (say_when(meeting), say_place(meeting), meeting.chair and f"chair {meeting.chair}")
        self.when.setText("  ·  ".join(part for part in parts if part))
        self.change_button.setVisible(may_change(meeting))
        words, icon = _next_step(meeting)
        self.next_button.setText(words)
        self.next_button.set_icon_name(icon)
        self.next_button.setVisible(bool(words))
        for part in self.parts.values():
            part.show_meeting(meeting)
        self.bar.set_badge("people", self.people.open_answers() if meeting.called else 0)
        self.bar.set_badge("information", self.information.missing())
        self.bar.set_badge("ready", self.ready.open_points() if may_change(meeting) else 0)
        self._show_banner(meeting)

    def _fit(self) -> None:
        """Give the title the room its words need, and no more than there is."""
        wide = self.title.fontMetrics().horizontalAdvance(self.title.text()) + 4
        self.title.setMaximumWidth(wide)

    def _show_banner(self, meeting: Meeting) -> None:
        if meeting.state is MeetingState.CANCELLED:
            self.banner.show_text(f"Cancelled: {meeting.cancelled}", "blue", "Draft the news…")
            return
        if meeting.state is MeetingState.PLANNED and meeting.called is not None:
            behind = [
                one
                for one in self._around.services.invitations.of(meeting.id)
                if one.told is not None and one.told < meeting.sequence
            ]
            if behind:
                count = "1 person was" if len(behind) == 1 else f"{len(behind)} people were"
                words = f"Time or place changed; {count} told the old one."
                self.banner.show_text(words, "amber", "Draft the change…")
                return
        self.banner.show_text("")

    def part(self) -> str:
        """Return the key of the part on show."""
        return self.bar.tab()

    def show_part(self, key: str) -> None:
        """Show a part by its key; an unknown one is passed over in silence."""
        part = self.parts.get(key)
        if part is not None:
            self.bar.show_tab(key)
            self.stack.setCurrentWidget(part)
            self._around.desk.page_changed()

    def _step(self, step: int) -> None:
        """Go to the part beside the one on show, with the keyboard."""
        keys = list(self.parts)
        to = keys.index(self.bar.tab()) + step
        if 0 <= to < len(keys):
            self.show_part(keys[to])
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_item(self, item_id: int) -> None:
        """Show a point of the agenda."""
        self.show_part("agenda")
        self.agenda.list.go_to_key(item_id)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the meeting, and in the part on show."""
        meeting = self.meeting
        if meeting is None:
            return ()
        found: list[Command] = []
        words, icon = _next_step(meeting)
        if words:
            found.append(Command(words.replace("&", ""), self.go_on, icon))
        return [*found, *self._more(meeting), *self.parts[self.part()].commands()]

    # Acts

    def go_on(self) -> None:
        """Do the next step: call the panel out, open the desk on it, or its minutes."""
        meeting = self.meeting
        if meeting is None:
            return
        if meeting.state is MeetingState.PLANNED and meeting.called is None:
            self.call_out()
        elif meeting.state in {MeetingState.PLANNED, MeetingState.LIVE}:
            self.open_desk()
        else:
            self._around.open_view("minutes", {"meeting": meeting.id})

    def call_out(self) -> None:
        """Call the panel out."""
        if self.meeting is not None:
            CallOutDialog(self._around, self.meeting).exec()

    def open_desk(self) -> None:
        """Open the desk on the meeting."""
        if self.meeting is not None:
            self._around.open_view("desk", {"meeting": self.meeting.id})

    def change(self) -> None:
        """Change when, how and where it meets."""
        meeting = self.meeting
        if meeting is None:
            return
        meetings = self._around.services.meetings

        def write(told: NewMeeting) -> None:
            meetings.change(
                meeting.id, starts=told.starts, ends=told.ends, title=told.title, mode=told.mode,
                venue=told.venue, link=told.link, chair=told.chair, note_taker=told.note_taker,
                series_id=told.series_id,
            )  # fmt: skip

        self._around.acts.by_dialog(MeetingDialog(self._around, write, meeting), "Panel changed")

    def cancel(self) -> None:
        """Cancel the meeting, with the reason."""
        meeting = self.meeting
        if meeting is None:
            return
        dialog = _CancelDialog(meeting, self._around.owner)
        if not dialog.exec():
            return
        meetings, why = self._around.services.meetings, dialog.why_edit.text()
        day = say_short(meeting.starts.date())
        self._around.acts.do(
            lambda: meetings.cancel(meeting.id, why),
            None,
            said=f"Panel of {day} cancelled",
        )

    def _reopen(self) -> None:
        meeting = self.meeting
        if meeting is not None:
            meetings = self._around.services.meetings
            self._around.acts.do(lambda: meetings.reopen(meeting.id), None, said="Panel reopened")

    def _follow_banner(self) -> None:
        if self.meeting is None:
            return
        asked = self._around.services.invitations.of(self.meeting.id)
        dialog = InvitationDialog(self._around, self.meeting, asked)
        dialog.exec()
        if dialog.made:
            self._around.acts.changed.emit()

    def _mend(self, place: str) -> None:
        if place == HEAD:
            self.change()
            return
        self.show_part(place)
        self.parts[place].setFocus()

    def _more(self, meeting: Meeting) -> list[Command]:
        found: list[Command] = []
        if may_change(meeting):
            found.append(Command("Change the panel", self.change, "pencil"))
            if meeting.called is None:
                found.append(Command("Open the desk on the panel", self.open_desk, "gavel"))
            found.append(Command("Cancel the panel…", self.cancel, "calendar-x", by_verb=True))
        if meeting.state is MeetingState.HELD:
            found.append(Command("Open the desk on the panel", self.open_desk, "gavel"))
            found.append(Command("Reopen the panel", self._reopen, "rotate-ccw", by_verb=True))
        return found

    def _show_more(self) -> None:
        if self.meeting is None:
            return
        menu = QMenu(self)
        for command in self._more(self.meeting):
            picture = icons.icon(command.icon, "text2", theme.px(16))
            menu.addAction(picture, command.title).triggered.connect(
                lambda _on=False, run=command.run: run()
            )
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the part on show."""
        super().focusInEvent(event)
        if not tab_order.come_to(self.parts[self.part()], event.reason()):
            self.bar.focus_tab()


class _CancelDialog(Dialog):
    def __init__(self, meeting: Meeting, parent: QWidget) -> None:
        super().__init__(
            "Cancel the panel",
            "Cases called to it go back to gathering information. Drafts of the news are offered.",
            parent.window(),
        )
        self.say(f"Cancel the panel of {say_date(meeting.starts.date())}?")
        self.why_edit = QLineEdit()
        self.why_field = FormField("&Why it is not held", self.why_edit)
        self.body.addWidget(self.why_field)
        self.add_cancel("Keep it")
        self.verb = self.add_verb("Cancel the panel", kind="danger", accepts=False)
        self.verb.clicked.connect(self._take)

    def _take(self) -> None:
        if self.why_edit.text().strip():
            self.accept()
        else:
            self.why_field.set_error("One sentence is enough.")
            self.why_edit.setFocus()


def _titled(meeting: Meeting) -> str:
    """Return the panel's name; its day is said below it."""
    is_named_by_day = meeting.title == title_on(meeting.starts.date())
    return "Channel panel" if is_named_by_day else meeting.title


def _next_step(meeting: Meeting) -> tuple[str, str]:
    """Return the words and the icon of the next step; empty where there is none."""
    if meeting.state is MeetingState.PLANNED and meeting.called is None:
        return "Call &out…", "send"
    if meeting.state in {MeetingState.PLANNED, MeetingState.LIVE}:
        return "&Open the desk", "gavel"
    if meeting.state in {MeetingState.HELD, MeetingState.APPROVED}:
        return "&Minutes", "file-text"
    return "", ""
