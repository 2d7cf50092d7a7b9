"""What came in, before anything is recorded: each answer under its section, the rest beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.kept_file import say_size
from prevent_desk.referrals.model.receiving import (
    AnswerLine,
    Arrived,
    ArrivedFile,
    Mail,
    PreviewSection,
    Unplaced,
)
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import ElidedLabel, Glyph, WrapLabel

_LABEL, _WORDS = 2, 5
"""How a line is parted between question and answer."""
_SHOWN = 20_000
"""Characters of a message that are shown here; the draft has all."""


class Preview(QWidget):
    """The cards of one thing that came in."""

    def __init__(
        self, arrived: Arrived, sections: Sequence[PreviewSection], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 18)
        column.setSpacing(10)
        if arrived.mail is not None:
            column.addWidget(_mail_card(arrived.mail))
        if arrived.unplaced:
            column.addWidget(_unplaced_card(arrived.unplaced))
        for section in sections:
            column.addWidget(_section_card(section))
        if arrived.files:
            column.addWidget(_files_card(arrived.files))
        column.addStretch(1)


def _section_card(section: PreviewSection) -> QWidget:
    card = _Card(f"{section.letter}  {section.section.title}")
    if section.section.about == "referrer":
        card.head.addWidget(Chip("Kept apart", "eye-off", "accent", size="s"))
    for line in section.lines:
        card.add(_answer_row(line))
    return card


def _answer_row(line: AnswerLine) -> QWidget:
    row, column = _row(line.question.text)
    if line.said:
        column.addWidget(_words(line.said))
    if line.before:
        column.addWidget(WrapLabel(f"In the referral: {line.before}", "meta"))
    if line.finding:
        told = Glyph("triangle-alert", "amber")
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        words = WrapLabel(line.finding, "small")
        words.setProperty("tone", "amber")
        beside.addWidget(told)
        beside.addWidget(words, 1)
        column.addLayout(beside)
    return row


def _mail_card(mail: Mail) -> QWidget:
    card = _Card("Message")
    for name, text, is_apart in (
        ("From", mail.sender, True),
        ("Sent", mail.said_when(), False),
        ("Subject", mail.subject, False),
    ):
        if not text:
            continue
        row, column = _row(name)
        column.addWidget(_words(text))
        if is_apart:
            column.addWidget(WrapLabel("Goes to the referrer, apart from everything else.", "meta"))
        card.add(row)
    text = mail.text if len(mail.text) <= _SHOWN else f"{mail.text[:_SHOWN]}…"
    row, column = _row("Words")
    column.addWidget(_words(text or "The message has no words."))
    card.add(row)
    return card


def _unplaced_card(unplaced: Sequence[Unplaced]) -> QWidget:
    card = _Card("Without a place")
    card.add(
        WrapLabel("Kept with the words in “Anything else that helps”; nothing is lost.", "small")
    )
    for one in unplaced:
        row, column = _row(one.where)
        column.addWidget(_words(one.text))
        card.add(row)
    return card


def _files_card(files: Sequence[ArrivedFile]) -> QWidget:
    card = _Card("Files kept with it")
    for file in files:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Glyph("file-text" if file.is_referrers else "file"))
        name = ElidedLabel(file.name)
        line.addWidget(name, 1)
        if file.is_referrers:
            line.addWidget(Chip("Names the referrer", "eye-off", "accent", size="s"))
        size = QLabel(say_size(len(file.data)))
        size.setProperty("t", "meta")
        line.addWidget(size)
        card.add(row)
    return card


class _Card(QFrame):
    """A card with a title, and room beside it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("pane", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self.head = QHBoxLayout()
        label = WrapLabel(title, "h2")
        self.head.addWidget(label, 1)
        self._column.addLayout(self.head)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        """Put a line below."""
        self._column.addWidget(widget)


def _row(name: str) -> tuple[QWidget, QVBoxLayout]:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(14)
    label = WrapLabel(name, "support")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    line.addWidget(label, _LABEL)
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    line.addLayout(column, _WORDS)
    return row, column


def _words(text: str) -> WrapLabel:
    label = WrapLabel(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
