"""How the open desk is laid: the rail at the left, beside it top bar, page and status bar."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

_PRACTICE_LINE = 3
"""Height of the line across a practice desk, in px whatever the size of text."""


def lay(
    shell: QWidget, rail: QWidget, parts: tuple[QWidget, QWidget, QWidget], *, practice: bool
) -> None:
    """Lay the parts of the desk.

    Args:
        shell: What holds them.
        rail: At the left.
        parts: Top bar, pages and status bar; the pages take the room.
        practice: A line across the top says that it is a practice desk.
    """
    line = QFrame()
    line.setObjectName("practice_line")
    line.setFixedHeight(_PRACTICE_LINE)
    line.setVisible(practice)
    column = QVBoxLayout()
    for part in parts:
        column.addWidget(part, 1 if part is parts[1] else 0)
    row = QHBoxLayout()
    row.addWidget(rail)
    row.addLayout(column, 1)
    whole = QVBoxLayout(shell)
    whole.addWidget(line)
    whole.addLayout(row, 1)
    for layout in (column, row, whole):
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
