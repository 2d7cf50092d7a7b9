"""The papers of a meeting: which cases have one, and all of them taken out as one file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from prevent_desk.panels.model import agenda as rules
from prevent_desk.panels.model.agenda import PURPOSES
from prevent_desk.panels.model.records import Item, Meeting
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.pack_dialog import PackDialog
from prevent_desk.panels.ui.meetings.parts import Part
from prevent_desk.panels.ui.meetings.rows import SheetRow
from prevent_desk.ui.page import Command


class PapersPart(Part):
    """Enter opens the record a paper is told from."""

    key = "papers"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, "Papers of the panel", parent)
        self._items: list[Item] = []
        self.pack_button = self.button("&Papers pack…", "file-lock", "primary")
        self.empty.show_text(
            "No papers yet",
            "Each case on the agenda has a paper by reference; whoever referred is in none.",
            icon="file-text",
        )
        self.empty.set_buttons("")
        self.keys.setText("Enter record of the case")
        self.pack_button.clicked.connect(self.take_out)
        self.list.opened.connect(self.open_case)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the papers of a meeting."""
        self.meeting = meeting
        self._items = self.around.services.packs.cases(meeting.id)
        self.list.show_rows(
            [
                SheetRow(
                    one.id, rules.called(one), PURPOSES.get(one.purpose, ""), "file-text", "text2"
                )
                for one in self._items
            ]
        )
        count = len(self._items)
        papers = "1 paper" if count == 1 else f"{count} papers"
        self.head.setText(f"{papers}, by reference; whoever referred is in none." if count else "")
        self.pack_button.setVisible(bool(count))
        self.show_list(filled=bool(count))

    def take_out(self) -> None:
        """Take all papers out as one file."""
        if self.meeting is not None and self._items:
            PackDialog(self.around, self.meeting).exec()

    def open_case(self) -> None:
        """Open the record of the current case."""
        one = next((each for each in self._items if each.id == self.list.key()), None)
        if one is not None:
            place = {"view": "desk", "episode": one.episode_id}
            self.around.desk.open_page("Referrals", place)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the papers."""
        if not self._items:
            return ()
        return [Command("Take the papers of the panel out", self.take_out, "file-lock")]

    def row_commands(self) -> Sequence[Command]:
        """Return what can be done with the current paper."""
        return [Command("Open the record", self.open_case, "inbox", "Enter")]
