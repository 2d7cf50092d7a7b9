"""The way into the practice desk, under the locked screens."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel


class PracticeBox(QWidget):
    """Says what the practice desk is, and opens it; laid out by hand, as part of the first screen.

    Signals:
        asked: It is to be opened.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Practice desk"))
        title.setProperty("t", "h3")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        told = self.tr("Invented people and records. Nothing you do there touches real data.")
        words.addWidget(WrapLabel(told, "small"))
        self.button = Button(self.tr("Open pr&actice desk"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Glyph("flask-conical", "text2"))
        row.addLayout(words, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(14)
        column.addWidget(Rule())
        column.addLayout(row)
        self.button.clicked.connect(self.asked)
