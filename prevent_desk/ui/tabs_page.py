"""A page of tabs: the list of the one on show in the middle, at the right what is chosen.

A room says which tabs there are (`TabKind`) and what they have around them, a class of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.side_place import SidePlace
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import Rule, WrapLabel
from prevent_desk.ui.widgets.tab_bar import TabBar

SIDE_PX = 325
_LEAST_MIDDLE_PX = 120

Around = TypeVar("Around")
Around_contra = TypeVar("Around_contra", contravariant=True)


class Tab(Protocol):
    """One tab of the page: its list in the middle, what is chosen there at the right."""

    @property
    def changed(self) -> SignalInstance:
        """Tell that another record is chosen, or that the counts are others."""
        ...

    def widget(self) -> QWidget:
        """Return the tab's own widget."""
        ...

    def side(self) -> QWidget | None:
        """Return what stands at the right; always the same widget. None: nothing ever does."""
        ...

    def has_subject(self) -> bool:
        """Return whether there is anything to say at the right now."""
        ...

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head, one of them filled; always the same ones."""
        ...

    def count(self) -> int:
        """Return the number beside its title; 0 shows none."""
        ...

    def shown_count(self) -> str:
        """Return "9 of 27 agencies shown"."""
        ...

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the tab now."""
        ...

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does."""
        ...

    def filter_here(self) -> None:
        """Put the keyboard into its filter (Ctrl+F)."""
        ...

    def position(self) -> dict[str, Any]:
        """Return what is chosen, in plain JSON values."""
        ...

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose a record; one that is no longer there is passed over in silence."""
        ...

    def flush(self) -> None:
        """Keep whatever is being typed."""
        ...

    def reload(self) -> None:
        """Show the store as it is now."""
        ...


# Python 3.11 notes on each instance what a generic class was called with: no room in slots.
@dataclass(frozen=True)
class TabKind(Generic[Around_contra]):
    """A tab that there is, in the page's order; made when it is first opened.

    Attributes:
        key: Its name in positions: {"tab": "people", "contact": 3}.
        count: How many there are, asked before it is made; None for a tab without a number.
    """

    key: str
    title: str
    make: Callable[[Around_contra, QWidget], Tab]
    count: Callable[[Around_contra], int] | None = None


class TabsPage(QWidget):
    """Shows one of its tabs; satisfies `prevent_desk.ui.page.Page`.

    Ctrl+F filters, F4 shows and hides the pane at the right, F6 goes there and back, Ctrl+PgUp and
    Ctrl+PgDn go through the tabs. The tab left last is the one it opens with.

    A position: `{"tab": "people", "contact": 3}`.

    Attributes:
        title, icon: As the rail shows it.
        bar: The tabs.
        place: Where the pane at the right stands.
    """

    title = ""
    icon = ""

    def __init__(self, desk: Desk, kept_as: str, parent: QWidget | None = None) -> None:
        """Make it, without tabs yet.

        Args:
            desk: The shell; remembers the tab and the pane.
            kept_as: Under which name: "contacts".
            parent: Its owner.
        """
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._desk, self._kept_as = desk, kept_as
        self._tab_setting = f"{kept_as}/tab"
        self._kinds: dict[str, TabKind[Any]] = {}
        self._around: Any = None
        self._tabs: dict[str, Tab] = {}
        # Not what the bar says: that has gone on when it tells of a click.
        self._shown = ""
        self._stale: set[str] = set()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._middle, self._sides = QStackedWidget(), QStackedWidget()
        self._side = self._side_pane()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)

    def begin(self, kinds: Sequence[TabKind[Around]], around: Around) -> None:
        """Know its tabs and show one; called once, when what they stand on is built."""
        self._kinds = {kind.key: kind for kind in kinds}
        self._around = around
        self.bar = TabBar([(kind.key, kind.title) for kind in kinds], self.title)
        self._lay_out()
        self.place = SidePlace(
            self, self._splitter, self._main, self._side, self._desk,
            kept_as=f"{self._kept_as}/side", width_px=SIDE_PX,
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
        kept = str(self._desk.setting(self._tab_setting, ""))
        self._show(kept if kept in self._kinds else next(iter(self._kinds)))
        self.count_tabs()

    def tab(self) -> Tab:
        """Return the tab on show."""
        return self._tabs[self._shown]

    # What a subclass may say otherwise

    def open_tab(self, key: str, position: dict[str, Any] | None = None) -> None:
        """Show a tab by the desk, which keeps the way back."""
        self._desk.open_page(self.title, {"tab": key, **(position or {})})

    def is_open(self) -> bool:
        """Return whether the store can still be read; a tab may tell of a change after a lock."""
        return True

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return nothing: the title says it all."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the tab on show, and the ways to the others."""
        side = "Hide the pane at the right" if self.place.is_shown() else "Show the right pane"
        return [
            *self.tab().commands(),
            *(
                Command(f"Show {_inside(kind.title)}", partial(self.open_tab, key), self.icon)
                for key, kind in self._kinds.items()
                if key != self._shown
            ),
            Command(side, self.place.toggle, "panel-right", "F4"),
        ]

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does in the tab on show."""
        return self.tab().primary_new()

    def position(self) -> dict[str, Any]:
        """Return the tab and what is chosen in it."""
        return {"tab": self._shown, **self.tab().position()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a tab and what is to be chosen in it."""
        key = position.get("tab", self._shown)
        self._show(key if key in self._kinds else self._shown)
        self.tab().go_to({name: at for name, at in position.items() if name != "tab"})

    def flush(self) -> None:
        """Keep whatever is being typed, in every tab."""
        for tab in self._tabs.values():
            tab.flush()

    def reload(self) -> None:
        """Show the store as it is now; tabs that nobody looks at, when they are shown again."""
        self._stale = set(self._tabs) - {self._shown}
        self.tab().reload()
        self.count_tabs()

    def shown_count(self) -> str:
        """Return the count of the tab on show."""
        return self.tab().shown_count()

    def count_tabs(self) -> None:
        """Show anew how many there are of what each tab counts."""
        for key, kind in self._kinds.items():
            made = self._tabs.get(key)
            if kind.count is not None and (made is None or key in self._stale):
                self.bar.set_badge(key, kind.count(self._around))
            elif made is not None:
                self.bar.set_badge(key, made.count())

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
        self._middle.setMinimumHeight(_LEAST_MIDDLE_PX)

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
        if key in self._stale:
            self._stale.discard(key)
            tab.reload()
        self._shown = key
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
        if not self.is_open():
            return
        self.count_tabs()
        if tab is self.tab():
            self.place.set_subject(on=tab.side() is not None and tab.has_subject())
            self._desk.page_changed()

    def _choose(self, key: str) -> None:
        self.tab().flush()
        self._show(key)
        self._desk.remember(self._tab_setting, key)
        self._desk.page_changed()

    def _step(self, step: int) -> None:
        keys = list(self._kinds)
        to = keys.index(self._shown) + step
        if 0 <= to < len(keys):
            self._choose(keys[to])
            self.tab().widget().setFocus()

    def _say_side(self) -> None:
        side = self.tab().side() if self._shown else None
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


def _inside(title: str) -> str:
    """Return a title as it stands inside a sentence; initials stay as they are: "CTLP"."""
    return title if title[:2].isupper() else title[0].lower() + title[1:]
