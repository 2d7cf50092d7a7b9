"""Where a pane at the right stands: beside the middle, or a drawer over it in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.labels import Rule

DRAWER_UNDER_PX = 1240
"""Under this width of the page the pane is a drawer: a window of 1320 less its rail."""
WIDTH_PX = 310
LEAST_PX = 240


class SidePlace(QObject):
    """Shows and hides the pane at the right; whether it is wanted is remembered.

    Attributes:
        width: How wide it is beside the middle, in px.

    Signals:
        laid: It was put somewhere, shown or hidden.
    """

    laid = Signal()

    def __init__(
        self,
        page: QWidget,
        splitter: QSplitter,
        middle: QWidget,
        pane: QWidget,
        desk: Desk,
        *,
        kept_as: str,
        width_px: int = WIDTH_PX,
    ) -> None:
        """Lay the last of two or three panes.

        Args:
            page: Its width tells whether there is room for three.
            splitter: Holds them; the pane is its last.
            middle: Over which a drawer lies.
            pane: What is shown and hidden.
            desk: Remembers whether it is wanted.
            kept_as: The name it is remembered under: "referrals/side".
            width_px: How wide it is at a text of 100 %.
        """
        super().__init__(page)
        self._page, self._splitter, self._middle, self._pane = page, splitter, middle, pane
        self._desk, self._kept_as, self._width_px = desk, kept_as, width_px
        self._wanted = bool(desk.setting(kept_as, True))
        self.width = theme.px(width_px)
        self._drawer_open = False
        self._has_subject = False
        # The splitter has its new width only after the page had its own.
        self._late = QTimer(self, singleShot=True)
        self._late.timeout.connect(self._give_width)
        self._is_resizing = False
        self._set_least()
        self._edge = Rule(Qt.Orientation.Vertical, middle)
        self._edge.hide()
        middle.installEventFilter(self)
        page.installEventFilter(self)
        theme.changed.connect(self._set_least)
        theme.changed.connect(self.lay)

    def is_drawer(self) -> bool:
        """Return whether the page is too narrow for three panes."""
        return self._page.width() < theme.px(DRAWER_UNDER_PX)

    def is_shown(self) -> bool:
        """Return whether the pane is in sight."""
        return not self._pane.isHidden()

    def set_subject(self, *, on: bool) -> None:
        """Say whether there is anything on show; without it there is nothing to say beside it."""
        self._has_subject = on
        self.lay()

    def toggle(self) -> None:
        """Show or hide the pane (F4)."""
        if self.is_drawer():
            self._drawer_open = not self._drawer_open
        else:
            self._wanted = not self._wanted
            self._desk.remember(self._kept_as, self._wanted)
        self.lay()

    def show(self) -> None:
        """Show the pane, where it is not."""
        if not self.is_shown():
            self.toggle()

    def close(self) -> bool:
        """Hide the pane; False where it was not in sight."""
        if not self.is_shown():
            return False
        self.toggle()
        return True

    def close_drawer(self) -> bool:
        """Close the drawer; False where none is open."""
        if self.is_drawer() and self._drawer_open:
            self.toggle()
            return True
        return False

    def lay(self) -> None:
        """Put the pane beside the middle, or over it where the window is narrow."""
        if self.is_drawer():
            if self._pane.parent() is not self._middle:
                self._pane.setParent(self._middle)
            self._lay_drawer()
            self._pane.setVisible(self._has_subject and self._drawer_open)
            self._pane.raise_()
            self._edge.setVisible(not self._pane.isHidden())
            self._edge.raise_()
        else:
            if self._pane.parent() is not self._splitter:
                self._splitter.addWidget(self._pane)
                self._splitter.setStretchFactor(self._splitter.count() - 1, 0)
            self._edge.hide()
            came = self._pane.isHidden() and self._has_subject and self._wanted
            self._pane.setVisible(self._has_subject and self._wanted)
            if came and self._is_resizing:
                self._late.start()
            elif came:
                self._give_width()
        self.laid.emit()

    def in_order(self, *others: QWidget) -> list[QWidget]:
        """Return the panes in the order Tab goes through them, with this one where it is in sight.

        A drawer lies over the middle and is part of it: it comes first.
        """
        if self._pane.isHidden():
            return list(others)
        over = self._middle.isAncestorOf(self._pane)
        return [self._pane, *others] if over else [*others, self._pane]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the drawer in its place, and change from one to the other with the width."""
        if event.type() == QEvent.Type.Resize:
            if watched is self._page:
                self._is_resizing = True
                self.lay()
                self._is_resizing = False
            elif self._pane.parent() is self._middle:
                self._lay_drawer()
        return super().eventFilter(watched, event)

    def _set_least(self) -> None:
        self._pane.setMinimumWidth(theme.px(LEAST_PX))

    def _give_width(self) -> None:
        """Give the pane its width beside the middle again; it had another as a drawer.

        Asked while the splitter still is as narrow as it was, the left would keep what it was
        pressed to: after a lock the agenda came back at its least width.
        """
        if self._pane.parent() is not self._splitter or self._pane.isHidden():
            return
        *others, middle, last = self._splitter.sizes()
        self._splitter.setSizes([*others, max(0, middle + last - self.width), self.width])

    def _lay_drawer(self) -> None:
        middle = self._middle
        wide = min(theme.px(self._width_px + 20), middle.width())
        self._pane.setGeometry(middle.width() - wide, 0, wide, middle.height())
        self._edge.setGeometry(middle.width() - wide - 1, 0, 1, middle.height())
