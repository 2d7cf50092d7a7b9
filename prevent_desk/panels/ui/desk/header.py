"""The head of the desk: which meeting, how long it has run, and the acts on the whole of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model.meeting import CALLED_WORDS
from prevent_desk.panels.model.records import Meeting, MeetingState, Mode
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import ElidedLabel, KeyHint

_MODES = {
    Mode.VIRTUAL: ("Virtual", "monitor"),
    Mode.IN_PERSON: ("In person", "users"),
    Mode.HYBRID: ("Hybrid", "monitor"),
}
_STATES = {
    MeetingState.PLANNED: ("Planned", "calendar", "grey"),
    MeetingState.HELD: ("Held", "check-check", "blue"),
    MeetingState.APPROVED: ("Minutes sealed", "stamp", "green"),
    MeetingState.CANCELLED: ("Cancelled", "calendar-x", "grey"),
}
_LOOK_MS = 5_000
_GAP_PX = 8
_AROUND_PX = 16 + 12 + 2 * _GAP_PX
"""Its margins, and the space before what can be done."""


def titled(meeting: Meeting) -> str:
    """Return a meeting with its day, said once: "Channel Panel, Wed 26 Nov 2025"."""
    day = meeting.starts.date()
    name = meeting.title.replace(say_short(day), "").strip(" ,")
    return f"{name or 'Panel'}, {say_date(day)}"


def ran_for(began: datetime, now: datetime) -> str:
    """Return how long a meeting has run, in hours and minutes: "00:42"."""
    minutes = max(0, int((now - began).total_seconds()) // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


class Header(QWidget):
    """Title, state and mode at the left; shared window, cover, and the next step at the right."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._is_shared = False
        self.setObjectName("desk_header")
        self.title = ElidedLabel("", "h2")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = Chip("", "", "green")
        self.mode = Chip("", "", "grey")
        self.share = Button(self.tr("Shared window"), "monitor-up")
        self.share.setCheckable(True)
        self.cover = Button(self.tr("Cover screen"), "eye-off")
        self.cover.setToolTip("F12")
        self.key = KeyHint("F12")
        self.next = Button("", "", "primary")
        self.side = Button("", "panel-right")
        self.side.setAccessibleName(self.tr("Show or hide the room"))
        self.side.setToolTip("F4")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(_GAP_PX)
        # All the room there is goes to the title first, up to its own words.
        row.addWidget(self.title, 1000)
        for widget in (self.state, self.mode):
            row.addWidget(widget)
        row.addSpacing(_GAP_PX)
        row.addStretch(1)
        for act in (self.share, self.cover, self.key, self.next, self.side):
            row.addWidget(act)
        self.share.clicked.connect(self._share)
        self.cover.clicked.connect(lambda: hub.around.desk.cover())
        self.next.clicked.connect(self._go_on)
        hub.meeting_changed.connect(self._show)
        hub.share_changed.connect(self._say_shared)
        # Looked at often, painted once a minute: a chip that ticks by the second draws the eye.
        self._watch = QTimer(self, interval=_LOOK_MS)
        self._watch.timeout.connect(self._say_time)
        theme.changed.connect(self._fit)
        self._show()

    def _show(self) -> None:
        meeting = self._hub.meeting()
        self.setVisible(meeting is not None)
        if meeting is None:
            self._watch.stop()
            return
        words, icon = _MODES[meeting.mode]
        self.mode.show_state(words, icon, "grey")
        live = meeting.state is MeetingState.LIVE
        self.share.setVisible(live)
        if live:
            self._watch.start()
        else:
            self._watch.stop()
        self._say_time()
        step = {
            MeetingState.PLANNED: (self.tr("&Begin meeting"), "circle-play"),
            MeetingState.LIVE: (self.tr("&Finish meeting"), "stamp"),
            MeetingState.HELD: (self.tr("&Minutes"), "file-text"),
            MeetingState.APPROVED: (self.tr("&Minutes"), "file-text"),
        }.get(meeting.state)
        self.next.setVisible(step is not None)
        if step is not None:
            self.next.setText(step[0])
            self.next.set_icon_name(step[1])
        self._fit()

    def offer_side(self, *, on: bool) -> None:
        """Offer the room at the right by a button, or not."""
        self.side.setVisible(on)
        self._fit()

    def _say_time(self) -> None:
        meeting = self._hub.meeting()
        if meeting is None:
            return
        if meeting.state is MeetingState.LIVE and meeting.began is not None:
            now = local(self._hub.around.clock.now())
            self.state.show_state(f"Live {ran_for(meeting.began, now)}", "radio", "green")
        else:
            words, icon, tone = _STATES.get(meeting.state, ("Live", "radio", "green"))
            if meeting.state is MeetingState.PLANNED and meeting.called is not None:
                words = CALLED_WORDS
            self.state.show_state(words, icon, tone)

    def _fit(self) -> None:
        """Give the title the room its words need, and no more than there is.

        Where all of it has no room, the key goes first (the button tells it), then the mode, then
        the meeting's name: its day is what tells it from others.
        """
        meeting = self._hub.meeting()
        if meeting is None:
            return
        stays = (self.state, self.share, self.cover, self.next, self.side)
        room = self.width() - _AROUND_PX
        room -= sum(one.sizeHint().width() + _GAP_PX for one in stays if not one.isHidden())
        words = titled(meeting)
        if self._wide(words) > room:
            words = say_date(meeting.starts.date())
        self.title.setText(words)
        self.title.setMaximumWidth(self._wide(words))
        room -= self._wide(words)
        for one in (self.mode, self.key):
            room -= one.sizeHint().width() + _GAP_PX
            one.setVisible(room >= 0)

    def _wide(self, words: str) -> int:
        return self.title.fontMetrics().horizontalAdvance(words) + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the title its room at another width."""
        super().resizeEvent(event)
        self._fit()

    def _say_shared(self, on: bool) -> None:
        self._is_shared = on
        self.share.setChecked(on)
        self.share.setText(self.tr("Shared window is on") if on else self.tr("Shared window"))

    def _share(self) -> None:
        # Until the window itself says that it is there, the button does not say so.
        self.share.setChecked(self._is_shared)
        self._hub.share_wanted.emit()

    def _go_on(self) -> None:
        hub, meeting = self._hub, self._hub.meeting()
        if meeting is None:
            return
        if meeting.state is MeetingState.PLANNED:
            meetings = hub.around.services.meetings
            planned = meeting.starts.date()
            on_another_day = planned != hub.around.clock.today()
            words = self.tr("Begun today; it was planned for {0}").format(say_date(planned))
            said = words if on_another_day else ""
            if hub.done(lambda: meetings.begin(meeting.id), said=said):
                hub.reload()
                hub.focus_entry()
        elif meeting.state is MeetingState.LIVE:
            hub.leaving.emit()
            hub.finish_wanted.emit()
        else:
            hub.around.open_view("minutes", {"meeting": meeting.id})
