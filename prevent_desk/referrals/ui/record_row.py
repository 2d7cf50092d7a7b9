"""One dated record in a tab: a chip that says what it is, the day, whose doing, and its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import Rule, WrapLabel


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with a record, as a link under it."""

    words: str
    run: Callable[[], object]
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row shows.

    Attributes:
        title: Beside the chip.
        chip, icon, tone: What it is, in a word.
        when: Right aligned: the day, and whose doing.
        lines: Its words, a paragraph each; heading and words where it is a pair.
        acts: What can be done with it.
        note: A last small line, such as "Corrected on 3 Dec 2025".
    """

    title: str
    chip: str = ""
    icon: str = ""
    tone: str = "grey"
    when: str = ""
    lines: Sequence[tuple[str, str]] = ()
    acts: Sequence[Act] = ()
    note: str = ""


class RecordRow(QFrame):
    """A record; screen readers hear it as one sentence, the acts are buttons of their own."""

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.buttons: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        if shown.chip:
            head.addWidget(Chip(shown.chip, shown.icon, shown.tone), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(WrapLabel(shown.title, "h3"), 1)
        when = QLabel(shown.when)
        when.setProperty("t", "meta")
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for heading, words in shown.lines:
            column.addWidget(self._line(heading, words))
        if shown.note:
            column.addWidget(WrapLabel(shown.note, "meta"))
        if shown.acts:
            column.addWidget(self._acts(shown.acts))
        told = [shown.chip, shown.title, shown.when, shown.note]
        told += [f"{heading}: {words}" if heading else words for heading, words in shown.lines]
        self.setAccessibleName(". ".join(part for part in told if part))

    def _line(self, heading: str, words: str) -> WrapLabel:
        label = WrapLabel(f"{heading}: {words}" if heading else words, "support")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _acts(self, acts: Sequence[Act]) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        for act in acts:
            button = Button(act.words, act.icon, kind="link", small=True)
            button.setAccessibleName(f"{act.words}: {self.shown.title}")
            button.clicked.connect(lambda _on=False, run=act.run: run())
            self.buttons.append(button)
            row.addWidget(button)
        return holder


class RecordList(QWidget):
    """Records below one another, newest first as they are given; the rest on request."""

    MOST = 20

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._all = False
        self._shown: list[Shown] = []
        self.rows: list[RecordRow] = []

    def show_records(self, shown: Sequence[Shown]) -> None:
        """Show other records; the one whose button has the keyboard keeps it where it is."""
        if len(shown) <= self.MOST:
            self._all = False
        self._shown = list(shown)
        self._lay()

    def _lay(self) -> None:
        place = next(
            (
                (number, at)
                for number, row in enumerate(self.rows)
                for at, button in enumerate(row.buttons)
                if button.hasFocus()
            ),
            None,
        )
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        shown = self._shown if self._all else self._shown[: self.MOST]
        for number, one in enumerate(shown):
            if number:
                self._column.addWidget(Rule())
            row = RecordRow(one)
            self.rows.append(row)
            self._column.addWidget(row)
            # Now, and not one turn of the event loop later: the keyboard may go there.
            row.show()
        if len(shown) < len(self._shown):
            more = Button(f"Show all {len(self._shown):,}", kind="link", small=True)
            more.clicked.connect(self._show_all)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            more.show()
        if place is not None and place[0] < len(self.rows):
            buttons = self.rows[place[0]].buttons
            if buttons:
                buttons[min(place[1], len(buttons) - 1)].setFocus()

    def _show_all(self) -> None:
        self._all = True
        self._lay()
