"""One piece of evidence: what is said of it, what can be done with it, and where it serves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.kept_file import say_size
from prevent_desk.plan.model.library.evidence import Link, Piece, Sort
from prevent_desk.plan.ui.inspector_progress import empty, section
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import WrapLabel

WIDTH_PX = 338
WORDS = {Sort.FILE: "File", Sort.NOTE: "Note", Sort.RECORD: "Record"}
_MOST_LINKS = 200


class PiecePane(QScrollArea):
    """What is said of one piece, and where it serves.

    Signals:
        asked: Something was asked for by name: "open", "edit", "copy" or "remove".
        went: A link was chosen; carries it.
        unlinked: A link shall go; carries it.
    """

    asked = Signal(str)
    went = Signal(object)
    unlinked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("pane", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self.title_label = WrapLabel("", "h2")
        self.said_label = WrapLabel("", "small")
        self.note_label = WrapLabel("", "support")
        column.addWidget(self.title_label)
        column.addWidget(self.said_label)
        column.addWidget(self.note_label)
        self.open_button = Button("Open", "eye", small=True)
        self.edit_button = Button("Edit…", "pencil", small=True)
        self.copy_button = Button("Save a copy…", "download", small=True)
        self.remove_button = IconButton("trash-2", "Remove from the desk", shortcut="Ctrl+Del")
        row = QHBoxLayout()
        row.setSpacing(6)
        for button, name in (
            (self.open_button, "open"),
            (self.edit_button, "edit"),
            (self.copy_button, "copy"),
            (self.remove_button, "remove"),
        ):
            button.clicked.connect(partial(self.asked.emit, name))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addLayout(section("Evidence for"))
        self._links = QVBoxLayout()
        self._links.setSpacing(2)
        column.addLayout(self._links)
        column.addStretch(1)
        self.setWidget(inside)

    def show_piece(self, piece: Piece | None) -> None:
        """Show a piece, or nothing."""
        widget = self.widget()
        if widget is not None:
            widget.setVisible(piece is not None)
        empty(self._links)
        if piece is None:
            return
        self.title_label.setText(piece.title)
        parts = [said(piece), say_short(piece.on) if piece.on else ""]
        parts.append(f"counts {piece.number:,}" if piece.number is not None else "counts nothing")
        self.said_label.setText(" · ".join(part for part in parts if part))
        words = piece.note or (piece.fact.detail if piece.fact else "")
        self.note_label.setText(words)
        self.note_label.setVisible(bool(words))
        self.copy_button.setVisible(piece.file is not None)
        for link in piece.links[:_MOST_LINKS]:
            self._links.addWidget(self._row(link))
        if not piece.links:
            self._links.addWidget(
                WrapLabel("No action yet. “Link record” in an action's details links it.", "small")
            )
        elif len(piece.links) > _MOST_LINKS:
            self._links.addWidget(WrapLabel(f"and {len(piece.links) - _MOST_LINKS:,} more", "meta"))

    def _row(self, link: Link) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = f"{link.ref} {link.title}".strip() or "An action"
        go = Button(name if len(name) <= 38 else f"{name[:36]}…", kind="link")
        go.setToolTip(name)
        go.clicked.connect(lambda: self.went.emit(link))
        words.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        if link.criterion:
            words.addWidget(WrapLabel(link.criterion, "meta"))
        line.addLayout(words, 1)
        away = IconButton("x", f"Unlink from {name}", small=True)
        away.clicked.connect(lambda: self.unlinked.emit(link))
        line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def sizeHint(self) -> QSize:
        """Return the pane's width."""
        return QSize(theme.px(WIDTH_PX), 400)

    def minimumSizeHint(self) -> QSize:
        """Never be narrower."""
        return QSize(theme.px(WIDTH_PX), 100)


def said(piece: Piece) -> str:
    """Return what a piece is, and how large: "File, 340 kB"."""
    if piece.is_lost:
        return "Record, no longer in the desk"
    if piece.file is not None:
        return f"File, {say_size(piece.file.size)}"
    return WORDS[piece.sort]
