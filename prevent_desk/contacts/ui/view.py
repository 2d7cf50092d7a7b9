"""The page of contacts: tabs at its head, the list of the one on show, what is chosen at the right.

`tabs.py` says which tabs there are; `tab.py` is what page and tab know of one another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.tab import Tab, TabKind
from prevent_desk.contacts.ui.tabs import TABS
from prevent_desk.ui.page import Command
from prevent_desk.ui.side_place import SidePlace
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.labels import Rule, WrapLabel
from prevent_desk.ui.widgets.tab_bar import TabBar

_SIDE_PX = 325
_TAB = "contacts/tab"


class ContactsView(QWidget):
    """Shows one of its tabs; satisfies `prevent_desk.ui.page.Page`.

    A position: `{"tab": "people", "contact": 3}`.
    """

    title = "Contacts"
    icon = "contact"

    def __init__(
        self,
        around: Around,
        parent: QWidget | None = None,
        kinds: Sequence[TabKind] = TABS,
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._around = around
        self._kinds = {kind.key: kind for kind in kinds}
        self._tabs: dict[str, Tab] = {}
        self.bar = TabBar([(kind.key, kind.title) for kind in kinds], self.tr("Contacts"))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._middle, self._sides = QStackedWidget(), QStackedWidget()
        self._side = self._side_pane()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._lay_out()
        self.place = SidePlace(
            self, self._splitter, self._main, self._side, around.desk,
            kept_as="contacts/side", width_px=_SIDE_PX,
        )  # fmt: skip
        self.place.laid.connect(self._say_side)
        self.bar.chosen.connect(self._choose)
        for keys, act in (
            ("Ctrl+F", lambda: self.tab().filter_here()),
            ("F4", self.place.toggle),
            ("Ctrl+PgDown", partial(self._step, 1)),
            ("Ctrl+PgUp", partial(self._step, -1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        kept = str(around.desk.setting(_TAB, ""))
        self._show(kept if kept in self._kinds else next(iter(self._kinds)))
        self._count()

    def tab(self) -> Tab:
        """Return the tab on show."""
        return self._tabs[self.bar.tab()]

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return nothing: it is where the room begins."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the tab on show, and the ways to the others."""
        side = "Hide the pane at the right" if self.place.is_shown() else "Show the right pane"
        return [
            *self.tab().commands(),
            *(
                Command(f"Show {kind.title.lower()}", partial(self._go, key), "contact")
                for key, kind in self._kinds.items()
                if key != self.bar.tab()
            ),
            Command(side, self.place.toggle, "panel-right", "F4"),
        ]

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does in the tab on show."""
        return self.tab().primary_new()

    def position(self) -> dict[str, Any]:
        """Return the tab and what is chosen in it."""
        return {"tab": self.bar.tab(), **self.tab().position()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a tab and what is to be chosen in it."""
        key = position.get("tab", self.bar.tab())
        self._show(key if key in self._kinds else self.bar.tab())
        self.tab().go_to({name: at for name, at in position.items() if name != "tab"})

    def flush(self) -> None:
        """Keep whatever is being typed, in every tab."""
        for tab in self._tabs.values():
            tab.flush()

    def reload(self) -> None:
        """Show the store as it is now, in every tab."""
        for tab in self._tabs.values():
            tab.reload()
        self._count()

    def shown_count(self) -> str:
        """Return the count of the tab on show."""
        return self.tab().shown_count()

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(18, 7, 14, 0)
        head.setSpacing(12)
        title = WrapLabel(self.title, "h1")
        title.setWordWrap(False)
        head.addWidget(title)
        head.addWidget(self.bar, 1)
        head.addLayout(self._buttons)
        self._main = QWidget()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._middle, 1)
        self._splitter.addWidget(self._main)
        self._splitter.addWidget(self._side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._splitter)
        # The list must not make the window taller than a small screen.
        self._middle.setMinimumHeight(120)

    def _side_pane(self) -> QWidget:
        pane = QWidget()
        pane.setProperty("pane", "surface")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(pane)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Rule(Qt.Orientation.Vertical))
        row.addWidget(self._sides, 1)
        self._close = IconButton("x", self.tr("Close the pane"), shortcut="F4", small=True)
        self._close.setParent(pane)
        self._close.clicked.connect(lambda: self.place.close())
        pane.installEventFilter(self)
        return pane

    def _show(self, key: str) -> None:
        tab = self._made(key)
        self.bar.show_tab(key)
        self._middle.setCurrentWidget(tab.widget())
        side = tab.side()
        if side is not None:
            self._sides.setCurrentWidget(side)
        for other in self._tabs.values():
            for button in other.buttons():
                button.setVisible(other is tab)
        self.place.set_subject(on=side is not None and tab.has_subject())

    def _made(self, key: str) -> Tab:
        found = self._tabs.get(key)
        if found is None:
            found = self._tabs[key] = self._kinds[key].make(self._around, self._middle)
            self._middle.addWidget(found.widget())
            side = found.side()
            if side is not None:
                self._sides.addWidget(side)
            for button in found.buttons():
                self._buttons.addWidget(button)
            found.changed.connect(partial(self._changed, found))
        return found

    def _changed(self, tab: Tab) -> None:
        # Told by a timer of a list's pane, which may come after a lock closed the store.
        if not self._around.services.store.is_open:
            return
        self._count()
        if tab is self.tab():
            self.place.set_subject(on=tab.side() is not None and tab.has_subject())
            self._around.desk.page_changed()

    def _count(self) -> None:
        for key, kind in self._kinds.items():
            made = self._tabs.get(key)
            if made is not None:
                self.bar.set_badge(key, made.count())
            elif kind.count is not None:
                self.bar.set_badge(key, kind.count(self._around))

    def _choose(self, key: str) -> None:
        self.tab().flush()
        self._show(key)
        self._around.desk.remember(_TAB, key)
        self._around.desk.page_changed()

    def _go(self, key: str) -> None:
        self._around.open_view("contacts", {"tab": key})

    def _step(self, step: int) -> None:
        keys = list(self._kinds)
        to = keys.index(self.bar.tab()) + step
        if 0 <= to < len(keys):
            self._choose(keys[to])
            self.tab().widget().setFocus()

    def _say_side(self) -> None:
        side = self.tab().side() if self._tabs else None
        if side is not None:
            self._sides.setCurrentWidget(side)
        self._place_close()

    def _place_close(self) -> None:
        size = self._close.sizeHint()
        self._close.resize(size)
        self._close.move(self._side.width() - size.width() - 10, 8)
        self._close.raise_()

    # Qt

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: ANN401 - as Qt calls it
        """Keep the close button in the corner of the pane."""
        if watched is self._side and event.type() == event.Type.Resize:
            self._place_close()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go between list and pane by F6; Esc comes back from the pane."""
        side = self.tab().side()
        here = self.window().focusWidget()
        in_side = side is not None and side.isAncestorOf(here)
        if event.key() == Qt.Key.Key_F6 and side is not None and not in_side:
            self.place.show()
            first = side.nextInFocusChain()
            if first is not None and side.isAncestorOf(first):
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return
        elif event.key() in {Qt.Key.Key_F6, Qt.Key.Key_Escape} and in_side:
            self.tab().widget().setFocus()
            return
        elif event.key() == Qt.Key.Key_Escape and self.place.close_drawer():
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        self.tab().widget().setFocus(event.reason())
