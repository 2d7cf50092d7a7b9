"""The pages of the desk, and the rail at the left that opens them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.page import Page
from prevent_desk.ui.widgets.rail import WIDTH, RailButton


@dataclass(frozen=True, slots=True)
class Module:
    """A page that there is; made when it is first opened, for most are not opened every day.

    Attributes:
        words: What the palette finds it by besides its title: the parts it has.
        holds_names: It shows people of cases: veiled while another program has the focus.
    """

    title: str
    icon: str
    keys: str
    make: Callable[[], Page]
    at_foot: bool = False
    words: str = ""
    holds_names: bool = False


class ModuleRail(QFrame):
    """A button for each page; those of every day from the top, the others at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "rail")
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        theme.changed.connect(self._size)
        self._size()

    def add(self, module: Module, act: Callable[[], object]) -> None:
        """Add a page's button, which does `act`."""
        button = RailButton(module.title, module.icon, keys=module.keys)
        button.clicked.connect(lambda: act())
        self._buttons[module.title] = button
        place = self._column.count() - (0 if module.at_foot else 1)
        self._column.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_now(self, title: str) -> None:
        """Show which page is open."""
        for other, button in self._buttons.items():
            button.setChecked(other == title)

    def say_needed(self, title: str, count: int) -> None:
        """Say how many things need the user on a page; 0 shows none."""
        self._buttons[title].set_badge(count)

    def focus(self, title: str) -> None:
        """Put the keyboard on a page's button."""
        self._buttons[title].setFocus()

    def _size(self) -> None:
        self.setFixedWidth(theme.px(WIDTH))
