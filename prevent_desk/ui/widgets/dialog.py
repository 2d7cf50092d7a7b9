"""The frame of every dialog: a question, one line of consequence, buttons that are verbs.

Enter presses the filled button unless the act destroys something; Esc is Cancel. A dialog is modal
to its own window only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.ui import tab_order, theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import Rule, WrapLabel

WIDTH = 460
"""A dialog's width at 100 % text."""
_CAPTION = 40
"""The window's own frame above it, in px, with some to spare."""


class Dialog(QDialog):
    """A question with its consequence, room for fields, and a footer of verbs.

    Titles of windows are read off task bars, screen shares and the system's own records of what ran
    (SECURITY 3.9): `title` is ours and fixed, and what may name anybody is for `say`.

    Attributes:
        body: Where a dialog of its own puts its fields.
        footer_note: Words at the left of the footer; empty when not used.
    """

    def __init__(
        self,
        title: str = "",
        consequence: str = "",
        parent: QWidget | None = None,
        *,
        width: int = WIDTH,
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title or "Prevent Desk")
        self.setAccessibleDescription(consequence)
        self._width = width
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(20, 18, 20, 14)
        top.setSpacing(6)
        self._title = WrapLabel(title, "h1")
        self._consequence = WrapLabel(consequence, "support")
        self._consequence.setVisible(bool(consequence))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 6, 0, 0)
        self.body.setSpacing(8)
        top.addWidget(self._title)
        top.addWidget(self._consequence)
        top.addLayout(self.body, 1)
        outer.addLayout(top, 1)
        outer.addWidget(Rule())
        foot = QWidget()
        foot.setProperty("pane", "sunken")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = QHBoxLayout(foot)
        self._foot.setContentsMargins(16, 10, 16, 10)
        self._foot.setSpacing(8)
        self.footer_note = QLabel()
        self.footer_note.setProperty("t", "meta")
        self._foot.addWidget(self.footer_note)
        self._foot.addStretch(1)
        outer.addWidget(foot)
        self._filled: Button | None = None
        self._fit()

    def say(self, title: str, consequence: str = "") -> None:
        """Ask another question; the window's title stays as it is."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(consequence)
        self._consequence.setText(consequence)
        self._consequence.setVisible(bool(consequence))

    def add_cancel(self, text: str = "") -> Button:
        """Add the button that leaves everything as it is; Esc presses it."""
        button = Button(text or self.tr("Cancel"))
        button.clicked.connect(self.reject)
        self._foot.addWidget(button)
        return button

    def add_verb(self, text: str, *, kind: str = "primary", accepts: bool = True) -> Button:
        """Add a button that does what it says; a "primary" one is pressed by Enter.

        A button with `kind` "danger" never answers Enter from elsewhere. With `accepts` false the
        dialog stays open and the caller decides.
        """
        button = Button(text, kind=kind)
        if kind == "primary":
            self._filled = button
        if accepts:
            button.clicked.connect(self.accept)
        self._foot.addWidget(button)
        return button

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget at the left of the footer ("Save error file")."""
        self._foot.insertWidget(0, widget)

    def _fit(self) -> None:
        width = min(theme.px(self._width), 1100)
        self.setMinimumWidth(width)
        self.resize(width, 10)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the words need at this width."""
        self._fit()
        self._take_height(self.height())
        super().showEvent(event)
        # Words that wrap know how many lines they are only once they have their width: what was
        # reckoned for narrow ones would stand as gaps between the fields.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._take_height()
        self._begin_in_a_field()

    def _take_height(self, least: int = 0) -> None:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        layout.activate()
        height = layout.totalHeightForWidth(self.width())
        # What does not fit the screen scrolls within, where the dialog has something that can.
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(height, least), room))

    def _begin_in_a_field(self) -> None:
        """Give the first field the keyboard where nothing has it; buttons are left as they are."""
        order = tab_order.stops(self)
        here: QWidget | None = self.focusWidget()
        if here not in order and order and not isinstance(order[0], Button):
            order[0].setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the dialog as the eye does, and round."""
        return tab_order.go((self,), forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the filled button, from any field that does not take Enter itself."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            here = self.focusWidget()
            if isinstance(here, Button) and here.isEnabled():
                here.click()
            elif self._filled is not None and self._filled.isEnabled():
                self._filled.click()
            return
        super().keyPressEvent(event)
