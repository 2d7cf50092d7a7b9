"""What became of the files that were dropped: each one that is not in the desk, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.plan.model.partners.merging import Received
from prevent_desk.plan.ui.returns.receiving import Answer
from prevent_desk.plan.ui.returns.said import many
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import ElidedLabel, Glyph, WrapLabel
from prevent_desk.ui.widgets.passphrase_edit import PassphraseEdit

_MOST_HEIGHT = 220
_MOST_SHOWN = 200


class ArrivedPane(QFrame):
    """One list of the files that need a word: refused, under a password, known already.

    Signals:
        opened: A password was typed for a file: its path and the password.
        closed: The list was read and put away.
    """

    opened = Signal(object, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        self._answers: list[Answer] = []
        self.title = ElidedLabel("", "h3")
        self.close_button = IconButton("x", "Put this list away", small=True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._area)
        self.close_button.clicked.connect(self.put_away)
        self.hide()

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Add what became of files; a file that was named before is answered anew."""
        for path, received in answers:
            self._answers = [one for one in self._answers if one[0] != path]
            if received.refusal is not None or received.needs_password or received.notes:
                self._answers.append((path, received))
        self._lay()

    def put_away(self) -> None:
        """Forget the list."""
        self._answers = []
        self._lay()
        self.closed.emit()

    def sentences(self) -> list[str]:
        """Return what the list says, a line a file, its name first."""
        return [f"{path.name}: {_words(received)}" for path, received in self._answers]

    def entries(self) -> list[ArrivedEntry]:
        """Return the lines of the list."""
        inside = self._area.widget()
        return inside.findChildren(ArrivedEntry) if inside is not None else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the list away with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _lay(self) -> None:
        out = sum(received.return_id is None for _path, received in self._answers)
        words = f"{many(out, 'file')} not taken in" if out else "Worth knowing"
        self.title.setText(words)
        self.setAccessibleName(words)
        inside = QWidget()
        inside.setProperty("pane", "surface")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 6, 0)
        lines.setSpacing(7)
        for path, received in self._answers[:_MOST_SHOWN]:
            entry = ArrivedEntry(path, received)
            entry.opened.connect(self.opened)
            lines.addWidget(entry)
        more = len(self._answers) - _MOST_SHOWN
        if more > 0:
            lines.addWidget(WrapLabel(f"and {many(more, 'more file', 'more files')}", "meta"))
        lines.addStretch(1)
        self._area.setWidget(inside)
        inside.show()
        self.setVisible(bool(self._answers))
        self._fit()

    def _fit(self) -> None:
        inside = self._area.widget()
        if inside is None or not self._answers:
            return
        width = max(120, self._area.viewport().width())
        layout = inside.layout()
        high = layout.totalHeightForWidth(width) if layout is not None else 0
        high = max(high, theme.px(34)) + theme.px(8)
        most = theme.px(_MOST_HEIGHT)
        policy = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if high > most else policy.ScrollBarAlwaysOff
        )
        self._area.setFixedHeight(min(high, most))

    def resizeEvent(self, event: object) -> None:
        """Be as high as the sentences need at the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()


class ArrivedEntry(QWidget):
    """One file with its reason, and a line for its password where it has one.

    Signals:
        opened: A password was typed: the file's path and the password.
    """

    opened = Signal(object, str)

    def __init__(self, path: Path, received: Received) -> None:
        super().__init__()
        self.path = path
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon, ink = ("circle-alert", "red") if received.refusal else ("info", "blue")
        if received.needs_password:
            icon, ink = "file-lock", "amber"
        row.addWidget(Glyph(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(path.name, "strong"))
        words.addWidget(WrapLabel(_words(received), "small"))
        row.addLayout(words, 1)
        self.setAccessibleName(f"{path.name}: {_words(received)}")
        self.secret = PassphraseEdit(f"Password of {path.name}", self)
        self.secret.setVisible(received.needs_password)
        if received.needs_password:
            self.secret.setMinimumWidth(theme.px(200))
            button = Button("Open", small=True)
            row.addWidget(self.secret)
            row.addWidget(button)
            button.clicked.connect(self._open)
            self.secret.submitted.connect(self._open)

    def _open(self) -> None:
        if self.secret.text():
            self.opened.emit(self.path, self.secret.text())


def _words(received: Received) -> str:
    if received.refusal is not None:
        return received.refusal.sentence()
    if received.needs_password:
        return "This file is under a password. Type the one it was sent with."
    return " ".join(received.notes)
