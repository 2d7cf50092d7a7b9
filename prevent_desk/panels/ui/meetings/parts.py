"""What the parts of a meeting's sheet have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.panels.model.records import Meeting
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.rows import SheetList
from prevent_desk.ui import icons, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import WrapLabel


class Part(QWidget):
    """A line of acts over a list, the keys of the list below it, and an empty state.

    Attributes:
        head: What there is, in words, at the left of the acts.
        acts_row: Where a part puts its buttons.
        above: Where a part puts what stands between acts and list.
    """

    key = ""

    def __init__(self, around: Around, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.meeting: Meeting | None = None
        self.head = WrapLabel("", "support")
        self.acts_row = QHBoxLayout()
        self.acts_row.setSpacing(8)
        self.acts_row.addWidget(self.head, 1)
        self.above = QVBoxLayout()
        self.list = SheetList(name)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        self.keys = WrapLabel("", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        column.addLayout(self.acts_row)
        column.addLayout(self.above)
        column.addWidget(self.pages, 1)
        column.addWidget(self.keys)
        self.list.menu_asked.connect(self._show_menu)
        self.empty.first_clicked.connect(self.fill)

    # What a part says

    def show_meeting(self, meeting: Meeting) -> None:
        """Show a meeting; called again with the same one when something changed."""
        raise NotImplementedError

    def fill(self) -> None:
        """Do what the empty state offers."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done here now."""
        return ()

    def row_commands(self) -> Sequence[Command]:
        """Return what can be done with the current row, for its menu."""
        return ()

    # What it gives

    def button(self, text: str, icon: str, kind: str = "secondary") -> Button:
        """Return a button that stands in the line of acts."""
        made = Button(text, icon, kind=kind)
        self.acts_row.addWidget(made)
        return made

    def show_list(self, *, filled: bool) -> None:
        """Show the list, or what stands for it while it is empty."""
        self.pages.setCurrentWidget(self.list if filled else self.empty)
        self.keys.setVisible(filled and bool(self.keys.text()))
        self.setFocusProxy(self.list if filled else self.empty)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for command in self.row_commands():
            picture = icons.icon(command.icon, "text2", theme.px(16)) if command.icon else None
            action = menu.addAction(command.title)
            if picture is not None:
                action.setIcon(picture)
            action.triggered.connect(lambda _on=False, run=command.run: run())
        if menu.actions():
            menu.popup(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        shown = self.list if self.pages.currentWidget() is self.list else self.empty
        shown.setFocus(event.reason())
