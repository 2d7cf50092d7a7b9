"""What a meeting still lacks before it meets; Enter goes to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.panels.model.readiness import Point
from prevent_desk.panels.model.records import Meeting
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.parts import Part
from prevent_desk.panels.ui.meetings.rows import SheetRow
from prevent_desk.ui.page import Command

_ICONS = {
    "green": "circle-check",
    "amber": "triangle-alert",
    "red": "circle-alert",
    "grey": "info",
}


class ReadinessPart(Part):
    """Everything in words, what is open first as it stands on the sheet.

    Signals:
        wanted: A part of the sheet is to be shown; its key.
    """

    key = "ready"
    wanted = Signal(str)

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, "What the panel still lacks", parent)
        self._points: list[Point] = []
        self.keys.setText("Enter opens the place where it is mended")
        self.list.opened.connect(self.follow)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what a meeting lacks."""
        self.meeting = meeting
        self._points = self.around.services.readiness.of(meeting.id)
        self.list.show_rows(
            [
                SheetRow(
                    number, one.title, one.words, _ICONS[one.tone],
                    "text2" if one.tone == "grey" else one.tone,
                )
                for number, one in enumerate(self._points)
            ]
        )  # fmt: skip
        count = self.open_points()
        if not count:
            self.head.setText("Nothing is open.")
        else:
            self.head.setText("1 thing is open." if count == 1 else f"{count} things are open.")
        self.show_list(filled=True)

    def open_points(self) -> int:
        """Return how many things are open."""
        return sum(one.is_open for one in self._points)

    def follow(self) -> None:
        """Go to where the current point is mended."""
        key = self.list.key()
        if 0 <= key < len(self._points):
            self.wanted.emit(self._points[key].place)

    def row_commands(self) -> Sequence[Command]:
        """Return the way to where it is mended."""
        return [Command("Go there", self.follow, "arrow-right", "Enter")]
