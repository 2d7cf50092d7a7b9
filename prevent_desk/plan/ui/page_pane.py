"""The inspector of the plan's page: beside the grid, or a drawer over it in a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from prevent_desk.plan.ui.inspector import WIDTH_PX
from prevent_desk.ui import theme
from prevent_desk.ui.page import Desk

if TYPE_CHECKING:
    from prevent_desk.plan.ui.page import PlanPage

DRAWER_UNDER_PX = 1240
"""Under this width the inspector is a drawer over the grid: a window of 1320 less its rail."""

_PANE = "plan/pane"


class PagePane(QObject):
    """Shows and hides the inspector, and takes the keys from pane to pane."""

    def __init__(self, page: PlanPage, desk: Desk, middle: QWidget) -> None:
        super().__init__(page)
        self._page, self._desk, self._middle = page, desk, middle
        self._wanted = bool(desk.setting(_PANE, True))
        self._drawer_open = False
        middle.installEventFilter(self)

    def is_drawer(self) -> bool:
        """Return whether the page is too narrow for grid and inspector side by side."""
        return self._page.width() < theme.px(DRAWER_UNDER_PX)

    def toggle(self) -> None:
        """Show or hide the inspector."""
        if self.is_drawer():
            self._drawer_open = not self._drawer_open
        else:
            self._wanted = not self._wanted
            self._desk.remember(_PANE, self._wanted)
        self.lay()
        if not self._page.inspector.isVisible():
            self._page.view.setFocus()

    def close_drawer(self) -> bool:
        """Close the drawer; False where none is open."""
        if self.is_drawer() and self._drawer_open:
            self.toggle()
            return True
        return False

    def next(self) -> None:
        """Go from the filters to the rows, to the inspector, and round again."""
        page = self._page
        if page.view.header.has_filter_focus():
            page.view.setFocus()
        elif self._has_focus():
            page.focus_filter()
        elif page.editing.finish():
            self._enter()

    def previous(self) -> None:
        """Go the other way round."""
        page = self._page
        if self._has_focus():
            page.view.setFocus()
        elif page.view.header.has_filter_focus():
            self._enter()
        else:
            page.focus_filter()

    def lay(self) -> None:
        """Put the inspector beside the grid, or over it where the window is narrow."""
        page, inspector = self._page, self._page.inspector
        has_plan = page.sheet() is not None
        if self.is_drawer():
            page.head.take_out(inspector, self._middle)
            self._lay_drawer()
            inspector.setVisible(has_plan and self._drawer_open)
            inspector.raise_()
        else:
            page.head.put_beside(inspector)
            inspector.setVisible(has_plan and self._wanted)
        page.head.show_pane(on=inspector.isVisibleTo(page))
        if not inspector.isHidden():
            inspector.follow(page.view.chosen_actions(), page.plan_head())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the drawer in its place."""
        if event.type() == QEvent.Type.Resize and self._page.inspector.parent() is self._middle:
            self._lay_drawer()
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        if self._page.inspector.isHidden():
            self.toggle()
        self._page.inspector.begin()

    def _has_focus(self) -> bool:
        focused: QWidget | None = self._page.window().focusWidget()
        return focused is not None and self._page.inspector.isAncestorOf(focused)

    def _lay_drawer(self) -> None:
        middle = self._middle
        wide = min(theme.px(WIDTH_PX + 20), middle.width())
        self._page.inspector.setGeometry(middle.width() - wide, 0, wide, middle.height())
