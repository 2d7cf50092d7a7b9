"""What one question of a feedback form was answered: each choice with a bar, or the words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.training.model.feedback import Summary
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.labels import WrapLabel

_BAR_PX = 8


class SummaryView(QWidget):
    """One question; choices nobody made stand there too."""

    def __init__(self, summary: Summary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        row = QHBoxLayout()
        row.addWidget(WrapLabel(summary.question.text, "strong"), 1)
        answers = Noun("answer", "answers").counted(summary.answered)
        said = ", ".join(part for part in (summary.average_words, answers) if part)
        beside = WrapLabel(said, "support")
        beside.setWordWrap(False)
        row.addWidget(beside)
        column.addLayout(row)
        if summary.answered and summary.choices:
            column.addLayout(self._choices(summary))
        for words in summary.words:
            column.addWidget(WrapLabel(f"“{words}”"))

    def _choices(self, summary: Summary) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, choice in enumerate(summary.choices):
            words, number = WrapLabel(choice.words, "small"), WrapLabel(str(choice.times), "small")
            words.setWordWrap(False)
            number.setWordWrap(False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, place, 0)
            bar = ShareBar(choice.times / summary.answered)
            bar.setAccessibleName(f"{choice.words}: {choice.times} of {summary.answered}")
            grid.addWidget(bar, place, 1)
            grid.addWidget(number, place, 2)
        return grid


class ShareBar(QWidget):
    """A part of a whole."""

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        """Make it; `share` goes from 0 to 1."""
        super().__init__(parent)
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return a bar of little height."""
        return QSize(theme.px(120), theme.px(_BAR_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole and its part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = min(theme.px(_BAR_PX), self.height())
        whole = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(whole, 2, 2)
        if self._share > 0:
            painter.setBrush(theme.colour("accent"))
            part = QRectF(whole.left(), whole.top(), whole.width() * self._share, high)
            painter.drawRoundedRect(part, 2, 2)
