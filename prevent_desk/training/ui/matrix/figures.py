"""The figures over the matrix: everybody once, by the worst of the courses they need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.training.model.coverage import DUE_DAYS, Goal, Matrix, Standing
from prevent_desk.ui import painting, theme

SCOPE = "scope"
_GAP, _LINE = 8, 16


@dataclass(frozen=True, slots=True)
class Told:
    """One figure.

    Attributes:
        key: What it opens: a standing, or `SCOPE` for everybody.
        first, second: The lines beside the number.
        said: All of it in a sentence.
    """

    key: str
    number: int
    first: str
    second: str
    said: str


def told(matrix: Matrix, goal: Goal) -> list[Told]:
    """Return the figures of a matrix, in their order."""
    people = matrix.people
    listed = f"staff list, {_day(matrix.listed, matrix)}" if matrix.listed else "no staff list yet"
    share = (
        f"{people.percent}%, target {goal.target}%"
        if people.percent is not None
        else (f"target {goal.target}%")
    )
    worst, most = matrix.most(Standing.LAPSED)
    where = f"{worst} {most:,}" if most else "nobody"
    starters = matrix.starters
    new = "1 new starter" if starters == 1 else f"{starters:,} new starters"
    unnamed = f"{people.unnamed:,} not named" if people.unnamed else new
    free = f" {matrix.free:,} more need none of the courses." if matrix.free else ""
    return [
        Told(SCOPE, people.required, "in scope", listed,
             f"{people.required:,} people need at least one of the courses on show.{free}"),
        Told(Standing.CURRENT.value, people.current, "current", share,
             f"{people.current:,} are current in every course they need, those due soon included."),
        Told(Standing.DUE.value, people.due, f"due in {DUE_DAYS} days", "of the current",
             f"{people.due:,} of the current have a course that lapses within {DUE_DAYS} days."),
        Told(Standing.LAPSED.value, people.lapsed, "lapsed", where,
             f"{people.lapsed:,} have a course that has lapsed; each counts once."),
        Told(Standing.UNKNOWN.value, people.unknown, "no record", unnamed,
             f"{people.unknown:,} have no record of a course they need; {new} among them."),
    ]  # fmt: skip


class Figures(QWidget):
    """Shows the figures side by side; each opens the people behind it.

    Signals:
        opened: The key of the figure that was pressed.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 14, 2)
        self._row.setSpacing(6)
        self.buttons: list[FigureButton] = []
        self._row.addStretch(1)

    def show_told(self, figures: list[Told]) -> None:
        """Show other figures."""
        while len(self.buttons) < len(figures):
            button = FigureButton(self)
            button.clicked.connect(lambda _on=False, one=button: self.opened.emit(one.told.key))
            self._row.insertWidget(len(self.buttons), button)
            self.buttons.append(button)
        for button, one in zip(self.buttons, figures, strict=True):
            button.show_told(one)


class FigureButton(QAbstractButton):
    """A big number with two lines beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = Told("", 0, "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_told(self, told: Told) -> None:
        """Show another figure."""
        self.told = told
        self.setText(f"{told.number:,} {told.first}")
        self.setAccessibleName(f"{told.number:,} {told.first}, {told.second}")
        self.setAccessibleDescription(told.said)
        self.setToolTip(told.said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for number and lines."""
        return QSize(self._number_wide() + _GAP + self._lines_wide() + 14, theme.px(40))

    def minimumSizeHint(self) -> QSize:
        """Never cut the number or its first line."""
        first = theme.metrics("strong").horizontalAdvance(self.told.first)
        return QSize(self._number_wide() + _GAP + first + 14, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number and lines; a ground under the pointer, a ring with the keyboard."""
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        box = QRectF(self.rect()).adjusted(6, 0, -4, 0)
        painting.draw_line(painter, box, f"{self.told.number:,}", "number", "text")
        left = box.x() + self._number_wide() + _GAP
        line = theme.px(_LINE)
        top = box.y() + (box.height() - 2 * line) / 2
        wide = box.right() - left
        painting.draw_line(painter, QRectF(left, top, wide, line), self.told.first, "strong")
        below = QRectF(left, top + line, wide, line)
        painting.draw_line(painter, below, self.told.second, "small", "text2")
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 5)

    def _number_wide(self) -> int:
        return theme.metrics("number").horizontalAdvance(f"{self.told.number:,}")

    def _lines_wide(self) -> int:
        return max(
            theme.metrics("strong").horizontalAdvance(self.told.first),
            theme.metrics("small").horizontalAdvance(self.told.second),
        )


def _day(listed: date, matrix: Matrix) -> str:
    words = say_short(listed)
    return words.rsplit(" ", 1)[0] if listed.year == matrix.as_of.year else words
