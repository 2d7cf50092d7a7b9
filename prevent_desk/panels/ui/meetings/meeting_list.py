"""The meetings there are: under way, coming, held, cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_date
from prevent_desk.panels.model.meeting import MODE_WORDS, say_state
from prevent_desk.panels.model.records import Meeting, MeetingState
from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.grouped_list import GroupedList, Heading

_ORDER = (
    (MeetingState.LIVE, "Under way", "green"),
    (MeetingState.PLANNED, "Coming", "grey"),
    (MeetingState.HELD, "Held", "grey"),
    (MeetingState.CANCELLED, "Cancelled", "grey"),
)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list; `cases` on its agenda."""

    meeting: Meeting
    cases: int = 0

    @property
    def told(self) -> str:
        """The line below the day."""
        meeting = self.meeting
        cases = {0: "no case yet", 1: "1 case"}.get(self.cases, f"{self.cases} cases")
        return "  ·  ".join((f"{meeting.starts:%H:%M}", cases, MODE_WORDS[meeting.mode].lower()))


class MeetingList(GroupedList[MeetingLine]):
    """Enter goes to the sheet of the current meeting."""

    row_px = 52
    opens_on_click = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Panels"))

    def show_meetings(self, meetings: Sequence[Meeting], cases: Mapping[int, int]) -> None:
        """Show other meetings: the next of those coming first, the latest of those held."""
        groups = []
        for state, title, tone in _ORDER:
            found = [one for one in meetings if _group(one) is state]
            found.sort(key=lambda one: one.starts, reverse=state is not MeetingState.PLANNED)
            lines = [MeetingLine(one, cases.get(one.id, 0)) for one in found]
            groups.append((Heading(title, tone, len(lines)), lines))
        self.show_groups(groups)

    def key_of(self, record: MeetingLine) -> object:
        """Return a meeting's number."""
        return record.meeting.id

    def said(self, record: MeetingLine) -> str:
        """Return a row as one sentence for screen readers."""
        meeting = record.meeting
        day = say_date(meeting.starts.date())
        return ", ".join((day, meeting.title, record.told, say_state(meeting)))

    def tip(self, record: MeetingLine) -> str:
        """Return the meeting's title: the day stands in the row."""
        return record.meeting.title

    def paint_record(
        self, painter: QPainter, room: QRect, record: MeetingLine, inks: tuple[str, str, str]
    ) -> None:
        """Draw the day, what it is, and where it stands."""
        meeting = record.meeting
        words, icon, tone = look_of(meeting)
        wide = painting.chip_size(words, icon, "row").width()
        at = QRect(room.right() - wide, room.y(), wide, room.height())
        painting.draw_chip(painter, at, words, icon=icon, tone=tone, size="row")
        width = at.x() - 10 - room.x()
        title, told = theme.metrics("h3").height(), theme.metrics("small").height()
        top = room.y() + (room.height() - title - told - 1) // 2
        first = QRect(room.x(), top, width, title)
        painting.draw_line(painter, first, say_date(meeting.starts.date()), "h3", inks[0])
        second = QRect(room.x(), first.bottom() + 2, width, told)
        painting.draw_line(painter, second, record.told, "small", inks[1])


def look_of(meeting: Meeting) -> tuple[str, str, str]:
    """Return where a meeting stands, as a chip: words, icon, tone."""
    words = say_state(meeting)
    if meeting.state is MeetingState.PLANNED:
        return (words, "send", "blue") if meeting.called else (words, "calendar", "grey")
    return {
        MeetingState.LIVE: (words, "radio", "green"),
        MeetingState.HELD: ("Held", "check-check", "grey"),
        MeetingState.APPROVED: ("Approved", "stamp", "green"),
        MeetingState.CANCELLED: (words, "calendar-x", "grey"),
    }[meeting.state]


def _group(meeting: Meeting) -> MeetingState:
    return MeetingState.HELD if meeting.state is MeetingState.APPROVED else meeting.state
