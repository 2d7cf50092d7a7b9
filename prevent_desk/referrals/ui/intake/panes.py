"""The panes of the intake: beside one another, or the right one a drawer in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.referrals.ui.intake.match_side import MatchSide
from prevent_desk.ui import tab_order, theme
from prevent_desk.ui.page import Desk

if TYPE_CHECKING:
    from prevent_desk.referrals.ui.intake.view import IntakeView, _Form

_STEPS_PX, _SIDE_PX, _MIDDLE_PX = 214, 316, 560
"""Widths at 100 % text; with less for the middle than the last the side becomes a drawer."""
_WANTED = "referrals/intake_pane"


class Panes(QObject):
    """Lays the panes, shows and hides the right one, and takes the keyboard from one to another."""

    def __init__(self, view: IntakeView, form: _Form, side: MatchSide, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._form, self._side, self._desk = view, form, side, desk
        self._wanted = bool(desk.setting(_WANTED, True))
        self._drawer_open = False
        self._undecided = 0
        layout = form.root.layout()
        self._row = layout if isinstance(layout, QHBoxLayout) else QHBoxLayout()
        form.middle_pane.installEventFilter(self)
        theme.changed.connect(self.lay)

    def is_drawer(self) -> bool:
        """Return whether there is no room for the right pane beside the middle."""
        return self._view.width() < theme.px(_STEPS_PX + _SIDE_PX + _MIDDLE_PX)

    def lay(self) -> None:
        """Give each pane its width, and put the right one beside the middle or over it."""
        self._form.steps_pane.setFixedWidth(
            min(theme.px(_STEPS_PX), max(theme.px(150), self._view.width() // 4))
        )
        if self.is_drawer():
            self._row.removeWidget(self._side)
            self._side.setParent(self._form.middle_pane)
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
            self._lay_drawer()
            self._side.setVisible(self._drawer_open)
            self._side.raise_()
        else:
            if self._row.indexOf(self._side) < 0:
                self._row.addWidget(self._side)
            self._side.setFixedWidth(theme.px(_SIDE_PX))
            self._side.setVisible(self._wanted)
        self.found(self._undecided)

    def toggle(self) -> None:
        """Show or hide the right pane (F4)."""
        if self.is_drawer():
            self._drawer_open = not self._drawer_open
        else:
            self._wanted = not self._wanted
            self._desk.remember(_WANTED, self._wanted)
        had = self._has_focus(self._side)
        self.lay()
        if had and self._side.isHidden():
            self._view.begin()

    def show_side(self) -> None:
        """Bring the right pane into sight, and the keyboard into it."""
        if self._side.isHidden():
            self.toggle()
        if tab_order.stops(self._side):
            self._first_of(self._side).setFocus(Qt.FocusReason.TabFocusReason)

    def found(self, undecided: int) -> None:
        """Offer what was found where the right pane is out of sight."""
        self._undecided = undecided
        self._view.cards.who.show_found(undecided if self._side.isHidden() else 0)

    def go(self, by: int) -> None:
        """Go to the next pane, or the one before."""
        panes = [pane for pane in self.in_order() if tab_order.stops(pane)]
        here = next((place for place, pane in enumerate(panes) if self._has_focus(pane)), 0)
        pane = panes[(here + by) % len(panes)]
        self._first_of(pane).setFocus(Qt.FocusReason.TabFocusReason)

    def in_order(self) -> list[QWidget]:
        """Return the panes in the order of Tab."""
        form = self._form
        panes = [form.cards, form.summary, form.foot, self._side, form.steps_pane]
        return [pane for pane in panes if not pane.isHidden()]

    def _first_of(self, pane: QWidget) -> QWidget:
        """Return what one comes into a pane for: to decide or record, never to discard."""
        if pane is self._side:
            open_ways = (way for card in self._side.list.cards() for way in card.buttons.values())
            if (way := next(open_ways, None)) is not None:
                return way
        if pane is self._form.foot:
            return self._form.record_button
        return tab_order.stops(pane)[0]

    def _has_focus(self, pane: QWidget) -> bool:
        focused: QWidget | None = self._view.window().focusWidget()
        return focused is not None and pane.isAncestorOf(focused)

    def _lay_drawer(self) -> None:
        middle = self._form.middle_pane
        wide = min(theme.px(_SIDE_PX + 20), middle.width())
        self._side.setGeometry(middle.width() - wide, 0, wide, middle.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the drawer in its place."""
        if event.type() == QEvent.Type.Resize and self._side.parent() is self._form.middle_pane:
            self._lay_drawer()
        return super().eventFilter(watched, event)
