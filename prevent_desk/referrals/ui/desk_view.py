"""List and record: list left, record in the middle, earlier contacts right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.earlier.pane import EarlierPane
from prevent_desk.referrals.ui.list.pane import ReferralList
from prevent_desk.referrals.ui.record.pane import Record
from prevent_desk.ui import tab_order
from prevent_desk.ui.page import Command
from prevent_desk.ui.pane_widths import PaneWidths
from prevent_desk.ui.side_place import SidePlace

_LIST_PX = 285
_LIST_LEAST_PX = 220
_RECORD_LEAST_PX = 360
_FOLLOW_MS = 60
"""How long the list rests on a row before its record is opened: going through with the arrows
opens, and logs, only where one stops."""


class DeskView(QWidget):
    """Shows the list, the referral chosen in it, and what is known from before."""

    title = "Referrals"
    icon = "inbox"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.record = Record(around)
        self.side = EarlierPane(around)
        self.list = ReferralList(around)
        self.list.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        for pane in (self.list.widget(), self.record, self.side.widget()):
            self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.place = SidePlace(
            self,
            self._splitter,
            self.record,
            self.side.widget(),
            around.desk,
            kept_as="referrals/side",
        )
        self._next: int | None = None
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._open_next)
        self._connect()
        self._widths = PaneWidths(
            self._splitter,
            self.place,
            around.desk,
            kept_as="referrals/widths",
            left_px=_LIST_PX,
            least_px=((self.list.widget(), _LIST_LEAST_PX), (self.record, _RECORD_LEAST_PX)),
        )

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return the reference on show."""
        episode = self.record.episode()
        if episode is None:
            return ()
        place = {"episode": episode.id}
        return (Command(episode.ref, lambda: self._around.open_view("desk", place)),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        side = "Hide earlier contacts" if self.place.is_shown() else "Show earlier contacts"
        found = [*self.record.commands(), *self.list.commands()]
        if self.record.episode() is not None:
            found.append(Command(side, self.place.toggle, "panel-right", "F4", "side pane"))
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does here: a new entry in a record, else a new referral."""
        if self.record.episode() is not None:
            return self.record.begin_entry
        return self._new

    def position(self) -> dict[str, Any]:
        """Return the referral and tab on show, and the list's filters."""
        episode = self.record.episode()
        found: dict[str, Any] = {"list": self.list.position()}
        if episode is not None:
            found |= {"episode": episode.id, "tab": self.record.tab()}
        return found

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a referral, a tab, filters; what no longer exists is passed over in silence."""
        if isinstance(position.get("list"), dict):
            self.list.go_to(position["list"])
        episode_id = position.get("episode")
        if not isinstance(episode_id, int):
            return
        self._follow.stop()
        self.list.choose(episode_id)
        self._follow.stop()
        self._open(episode_id, str(position.get("tab", "")))

    def flush(self) -> None:
        """Keep what is being typed, and begin nothing more."""
        self._follow.stop()
        self.record.rest()
        self.record.flush()
        self.side.flush()
        self._widths.remember()

    def reload(self) -> None:
        """Show the store as it is now."""
        self.list.reload()
        self.record.reload()
        self.side.reload()

    def shown_count(self) -> str:
        """Return the list's count, and that looking is logged while a record is on show."""
        said = self.list.shown_count()
        if self.record.episode() is None:
            return said
        return "   ".join(part for part in (said, self.tr("Viewing is logged")) if part)

    # Inside

    def _connect(self) -> None:
        self.list.on_chosen = self._chosen
        self.list.on_opened = self._enter
        self.record.side_wanted.connect(self.place.toggle)
        self.record.shown.connect(self._shown)
        self.record.new_wanted.connect(self._new)
        self.side.closed.connect(self._close_side)
        self.place.laid.connect(self._say_side)
        for keys, act in (
            ("F4", self._toggle_side),
            ("F6", self._next_pane),
            ("Shift+F6", self._previous_pane),
            ("F9", self._danger),
            ("Ctrl+F", self.list.focus_filter),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape = QShortcut(QKeySequence("Esc"), self.side.widget(), self._leave_side)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _chosen(self, episode_id: int) -> None:
        self._next = episode_id
        self._follow.start()

    def _enter(self, episode_id: int) -> None:
        """Open a referral and go into its record: Enter or a double click in the list."""
        self._follow.stop()
        self._open(episode_id)
        self.record.focus_record()

    def _open_next(self) -> None:
        if self._next is not None:
            self._open(self._next)

    def _open(self, episode_id: int, tab: str = "") -> None:
        self.record.show_episode(episode_id, tab)
        self._around.desk.page_changed()

    def _shown(self, episode_id: int | None) -> None:
        self.side.flush()
        self.side.show_episode(episode_id)
        self.place.set_subject(on=episode_id is not None)

    def _new(self) -> None:
        self._around.open_view("intake", {})

    def _danger(self) -> None:
        if self.record.episode() is not None:
            self.record.danger()
        else:
            self._around.open_view("intake", {"danger": True})

    # Panes

    def _toggle_side(self) -> None:
        held = self._side_has_focus()
        self.place.toggle()
        if held and not self.place.is_shown():
            self.record.focus_record()

    def _close_side(self) -> None:
        held = self._side_has_focus()
        if self.place.close() and held:
            self.record.focus_record()

    def _leave_side(self) -> None:
        """Go back to the record by Esc; a drawer closes."""
        self.place.close_drawer()
        self.record.focus_record()

    def _say_side(self) -> None:
        self.record.head.form.side_button.setVisible(not self.place.is_shown())

    def _next_pane(self) -> None:
        if self._side_has_focus():
            self.list.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.record.has_focus() and self.record.episode() is not None:
            self._enter_side()
        else:
            self.record.focus_record()

    def _previous_pane(self) -> None:
        if self._side_has_focus():
            self.record.focus_record()
        elif self.record.has_focus():
            self.list.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._enter_side()

    def _enter_side(self) -> None:
        if self.record.episode() is None:
            return
        self.place.show()
        self.side.widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _side_has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return self.side.widget().isAncestorOf(focused)

    def focusNextPrevChild(self, on: bool) -> bool:
        """Go through one pane after the other by Tab: list, record, earlier contacts.

        Line by line over all three, Tab would jump out of a form in the middle of writing.
        """
        panes = self.place.in_order(self.list.widget(), self.record)
        return tab_order.go(panes, forward=on)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        self.list.widget().setFocus(event.reason())
