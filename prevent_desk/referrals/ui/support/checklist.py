"""The closing checklist as lines: what is settled, what is missing, the link to where it is given.

Shown in the tab "Support" and where a referral is moved to its end.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.closure import Line
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel


class Checklist(QWidget):
    """Shows the lines of a checklist.

    Signals:
        went: A line's link was followed; carries the line.
        passing: A line shall be passed over; carries it.
        taken_back: An exception shall be taken back; carries the line.
    """

    went = Signal(object)
    passing = Signal(object)
    taken_back = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.lines: list[ChecklistLine] = []

    def show_lines(self, lines: Sequence[Line], *, is_fixed: bool = False) -> None:
        """Show other lines.

        Args:
            lines: As `model.closure.checklist` gave them.
            is_fixed: Only to be read: the case is closed.
        """
        held = next((one.line.step for one in self.lines if one.has_keyboard()), None)
        while (old := self._column.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = []
        for number, line in enumerate(lines):
            if number:
                self._column.addWidget(Rule())
            shown = ChecklistLine(line, is_fixed=is_fixed)
            shown.link_button.clicked.connect(lambda _on=False, line=line: self.went.emit(line))
            shown.pass_button.clicked.connect(lambda _on=False, line=line: self._passes(line))
            self.lines.append(shown)
            self._column.addWidget(shown)
            shown.show()
        for shown in self.lines:
            if shown.line.step == held:
                shown.link_button.setFocus()

    def _passes(self, line: Line) -> None:
        (self.passing if line.passed is None else self.taken_back).emit(line)


class ChecklistLine(QFrame):
    """One line; its state is told by glyph, words and colour."""

    def __init__(self, line: Line, *, is_fixed: bool) -> None:
        super().__init__()
        self.line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(9)
        icon, tone, state = _look(line)
        row.addWidget(Glyph(icon, tone, 17), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(WrapLabel(line.step.words, "h3"))
        for text, role, ink in _texts(line):
            label = WrapLabel(text, role)
            label.setProperty("tone", ink)
            words.addWidget(label)
        row.addLayout(words, 1)
        self.link_button = Button(line.link, kind="link", small=True)
        self.link_button.setAccessibleName(f"{line.link}: {line.step.words}")
        self.link_button.setVisible(not is_fixed)
        passes = "Take back" if line.passed is not None else "Pass over…"
        self.pass_button = Button(passes, kind="link", small=True)
        self.pass_button.setAccessibleName(f"{passes}: {line.step.words}")
        self.pass_button.setVisible(not is_fixed and bool(line.missing))
        for button in (self.link_button, self.pass_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        told = [f"{line.step.words}: {state}", *(text for text, _role, _ink in _texts(line))]
        self.setAccessibleName(". ".join(told))

    def has_keyboard(self) -> bool:
        """Whether one of its buttons has the keyboard."""
        return self.link_button.hasFocus() or self.pass_button.hasFocus()


def _look(line: Line) -> tuple[str, str, str]:
    if line.is_done:
        return "circle-check", "green", "done"
    if line.passed is not None:
        return "shield-alert", "amber", "passed over"
    return "circle-alert", "red", "missing"


def _texts(line: Line) -> list[tuple[str, str, str]]:
    if line.is_done:
        return [(line.said, "support", "")] if line.said else []
    found = [(line.missing, "strong", "red" if line.passed is None else "")]
    if line.passed is not None:
        when = say_short(line.passed.at.date())
        found.append((f"Passed over on {when}: {line.passed.reason}", "strong", "amber"))
    return found
