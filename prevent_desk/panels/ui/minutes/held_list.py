"""The meetings that have minutes: those to approve, and those that are sealed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model.records import MeetingState
from prevent_desk.panels.service.minutes import Held
from prevent_desk.panels.ui import two_lines
from prevent_desk.panels.ui.two_lines import RowChip
from prevent_desk.ui.widgets.grouped_list import GroupedList, Heading


class HeldList(GroupedList[Held]):
    """Enter or a click shows the minutes.

    Attributes:
        held: Those on show, newest first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Meetings with minutes"))
        self.held: list[Held] = []

    def show_held(self, held: Sequence[Held]) -> None:
        """Show meetings, those that wait for something first."""
        self.held = list(held)
        drafts = [one for one in held if one.sealed is None]
        sealed = [one for one in held if one.sealed is not None]
        self.show_groups(
            [
                (Heading(self.tr("To approve"), "amber", len(drafts)), drafts),
                (Heading(self.tr("Sealed"), "green", len(sealed)), sealed),
            ]
        )

    def key_of(self, record: Held) -> object:
        """Return the meeting's key."""
        return record.meeting.id

    def said(self, record: Held) -> str:
        """Return a row as one sentence for screen readers."""
        chip = chip_of(record)
        return f"{say_date(record.meeting.starts.date())}, {told_of(record)}, {chip.words}"

    def tip(self, record: Held) -> str:
        """Return nothing more than the row says."""
        return ""

    def paint_record(
        self, painter: QPainter, room: QRect, record: Held, inks: tuple[str, str, str]
    ) -> None:
        """Draw the day, what was heard, and where its minutes stand."""
        lines = (say_date(record.meeting.starts.date()), told_of(record))
        # Under “Sealed” a chip that says so again would only cut the line.
        chip = chip_of(record) if record.sealed is None else None
        two_lines.paint(painter, room, lines, inks, chip)


def told_of(held: Held) -> str:
    """Return the line below: "5 cases", or "Approved 3 Dec · 1 addendum"."""
    if held.sealed is None:
        return f"{held.cases} {'case' if held.cases == 1 else 'cases'}"
    count = len(held.sealed.addenda)
    added = f" · {count} {'addendum' if count == 1 else 'addenda'}" if count else ""
    on = held.sealed.approval.on
    # The year stands in the line above; told twice, it would cut the addenda off.
    same_year = on.year == held.meeting.starts.year
    return f"Approved {f'{on.day} {on:%b}' if same_year else say_short(on)}{added}"


def chip_of(held: Held) -> RowChip:
    """Return where the minutes of a meeting stand."""
    if held.sealed is not None:
        return RowChip("Sealed", "lock", "green")
    if held.meeting.state is MeetingState.LIVE:
        return RowChip("Live", "radio", "blue")
    return RowChip("Draft", "file-pen", "amber")
