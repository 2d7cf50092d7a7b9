"""Every wording a line had, the newest first, with what went and what came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from prevent_desk.core.clock import local
from prevent_desk.panels.model.records import Wording
from prevent_desk.panels.ui.desk.looks import LOOKS
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.dialog import Dialog


class WordingsDialog(Dialog):
    """Shows them; nothing is changed here."""

    def __init__(self, wordings: Sequence[Wording], parent: QWidget | None = None) -> None:
        super().__init__(
            "Every wording of this line",
            "The first stays on record however often the line is changed.",
            parent,
            width=560,
        )
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Wordings")
        self.list.setMinimumHeight(theme.px(140))
        for number, one in reversed(list(enumerate(wordings))):
            which = "first kept" if number == 0 else "changed"
            who = f"{one.speaker}: " if one.speaker else ""
            QListWidgetItem(
                f"{local(one.at):%H:%M:%S}  {which} as {LOOKS[one.kind].words.lower()}\n"
                f"{who}{one.words}",
                self.list,
            )
        self.list.setCurrentRow(0)
        self.body.addWidget(self.list)
        self.add_verb("Close")
        self.list.setFocus()
