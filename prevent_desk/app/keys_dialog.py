"""The keys of this page and of the desk, in two columns; F1 and Ctrl+/ open it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.panels.ui.desk.notes.pane import NotesPane
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command, Page
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.labels import KeyHint

_EVERYWHERE = (
    ("Ctrl+K", "Search everything, or type a command"),
    ("Alt+Left, Alt+Right", "Back, forward"),
    ("Ctrl+PgUp, Ctrl+PgDn", "Tab before, next tab"),
    ("F6, Shift+F6", "Next pane, pane before"),
    ("F7", "Go to the message at the foot"),
    ("Ctrl+S", "Everything is kept as you type; this says when"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Larger, smaller, usual text"),
)


_IN_THE_GRID = (
    ("F2", "Edit the cell; typing replaces what is in it"),
    ("Enter, Tab", "Keep and go down, right"),
    ("Esc", "As it was before"),
    ("Ctrl+;", "Today"),
    ("Alt+Down", "Open the cell's list"),
    ("Left, Right", "Fold, open a heading"),
)


_IN_A_LOG = (
    ("Ctrl+F", "Filter; Esc takes the last filter off"),
    ("Alt+C", "The list, or the calendar"),
    ("Enter", "Open the record; in the calendar, list the day"),
    ("PgUp, PgDn", "In the calendar: the month before, after"),
    ("T, Space", "In the calendar: today, the next record of the day"),
    ("Ctrl+Enter", "In a form: save it"),
)

_IN_THE_NOTES = (
    ("Up", "From the entry line into the notes; Esc or Down at the end comes back"),
    ("F2, Enter", "Change the line; Enter on an action or a decision opens it"),
    ("Delete", "Strike the line, with a reason"),
    ("A", "Make an action of the line"),
    ("Alt+1–6", "Another kind; in the entry line too"),
    ("Space", "Show the wording it had first"),
    ("Ctrl+Space", "In the entry line: choose who speaks"),
    (";", "In the entry line: quick phrases"),
)


class KeysDialog(Dialog):
    """Lists every command that has a key, of the page first."""

    def __init__(self, page: Page, own: Sequence[Command], parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Keys of this page"),
            self.tr("Ctrl+K finds every command by its words."),
            parent,
            width=520,
        )
        inside = QWidget()
        inside.setProperty("pane", "surface")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = self._rows(grid, 0, [(c.shortcut, c.title) for c in page.commands() if c.shortcut])
        if page.widget().findChild(GridView) is not None:
            row = self._heading(grid, row, self.tr("In the grid"))
            row = self._rows(grid, row, _IN_THE_GRID)
        if any(pane.isVisible() for pane in page.widget().findChildren(NotesPane)):
            row = self._heading(grid, row, self.tr("In the notes of a meeting"))
            row = self._rows(grid, row, _IN_THE_NOTES)
        if any(tab.isVisible() for tab in page.widget().findChildren(LogTab)):
            row = self._heading(grid, row, self.tr("In a log"))
            row = self._rows(grid, row, _IN_A_LOG)
        row = self._heading(grid, row, self.tr("Everywhere"))
        everywhere = [(c.shortcut, c.title) for c in own if c.shortcut]
        self._rows(grid, row, [*_EVERYWHERE, *everywhere])
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(theme.px(380))
        self.body.addWidget(area)
        self.add_verb(self.tr("&Close"))

    def _heading(self, grid: QGridLayout, row: int, words: str) -> int:
        heading = QLabel(words)
        heading.setProperty("t", "h3")
        grid.addWidget(heading, row, 0, 1, 2)
        return row + 1

    def _rows(self, grid: QGridLayout, row: int, keys: Sequence[tuple[str, str]]) -> int:
        for shortcut, words in keys:
            label = QLabel(words)
            label.setWordWrap(True)
            grid.addWidget(KeyHint(shortcut), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 1)
            row += 1
        return row
