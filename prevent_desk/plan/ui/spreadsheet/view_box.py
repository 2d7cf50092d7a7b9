"""The box that names the view on show, its menu, and the dialog that asks for a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QSizePolicy, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.plan.ui.spreadsheet.saved_views import ALL, SavedViews
from prevent_desk.ui import icons, theme
from prevent_desk.ui.forms import register
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField

_WIDEST, _NARROWEST = 230, 110


class ViewBox(QAbstractButton):
    """Shows "View: Behind only · changed" and opens the menu of views."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(f"View: {ALL}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.is_marked = False

    def show_view(self, words: str, *, marked: bool) -> None:
        """Show which view is on show; marked when it is not simply all actions."""
        self.is_marked = marked
        self.setText(f"View: {words}")
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the words, up to a width."""
        wide = theme.metrics("body").horizontalAdvance(self.text()) + theme.px(40)
        return QSize(min(wide, theme.px(_WIDEST)), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """Give way where the row is narrow; the words are cut then."""
        return QSize(min(self.sizeHint().width(), theme.px(_NARROWEST)), theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a box like a combo's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.is_marked or self.hasFocus()
        edge = "focus" if self.hasFocus() else "accent" if self.is_marked else "ctl"
        pen = 2.0 if strong else 1.0
        painter.setPen(QPen(theme.colour(edge), pen))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        shape = QRectF(self.rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
        painter.drawRoundedRect(shape, 5, 5)
        size = theme.px(14)
        top = (self.height() - size) / 2
        icons.paint(painter, "chevron-down", self.width() - size - 8, top, size, "text2")
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("body"))
        room = self.rect().adjusted(10, 0, -size - 12, 0)
        metrics = painter.fontMetrics()
        said = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Down and Enter as well as on Space."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


register(ViewBox)


class ViewMenu:
    """What is done to views, by the box's menu and by the palette."""

    def __init__(self, views: SavedViews, box: ViewBox, desk: Desk, owner: QWidget) -> None:
        self.views, self._box, self._desk, self._owner = views, box, desk, owner
        box.clicked.connect(self.open)
        views.changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Name the view on show on the box."""
        views = self.views
        self._box.show_view(views.said(), marked=bool(views.now) or views.is_changed())

    def open(self) -> None:
        """Open the menu under the box."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._box.mapToGlobal(self._box.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return the menu: the views, then what can be done with the one on show."""
        views, menu = self.views, QMenu(self._owner)
        group = QActionGroup(menu)
        for name in ("", *views.names()):
            action = QAction((name or ALL).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(name == views.now)
            action.triggered.connect(lambda _on=False, name=name: views.choose(name))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        for words, icon, act, possible in self.acts():
            action = QAction(icons.icon(icon), words, menu)
            action.setEnabled(possible)
            action.triggered.connect(lambda _on=False, act=act: act())
            menu.addAction(action)
        return menu

    def acts(self) -> tuple[tuple[str, str, Callable[[], object], bool], ...]:
        """Return what can be done now: words, icon, the act, whether it is possible."""
        views = self.views
        name, changed = views.now, views.is_changed()
        shown = f"“{name}”".replace("&", "&&") if name else "this view"
        return (
            (f"&Save changes to {shown}", "check", self.save, bool(name) and changed),
            ("Save &as a new view…", "plus", self.save_as, True),
            ("&Back to the view as saved", "rotate-ccw", views.reset, changed),
            (f"Re&name {shown}…", "pencil", self.rename, bool(name)),
            (f"&Remove {shown}", "trash-2", self.remove, bool(name)),
        )

    def save(self) -> None:
        """Keep the changes in the view on show."""
        self.views.save()
        self._desk.toast(f"View {self.views.now} saved")

    def save_as(self) -> None:
        """Ask for a name and keep what is shown under it."""
        if NameDialog(
            "Save as a new view", "&Save view", "", self.views.save_as, self._owner
        ).exec():
            self._desk.toast(f"View {self.views.now} saved")

    def rename(self) -> None:
        """Ask for another name."""
        now = self.views.now
        if NameDialog("Rename the view", "Re&name", now, self.views.rename, self._owner).exec():
            self._desk.toast(f"View {now} is called {self.views.now} now")

    def remove(self) -> None:
        """Forget the view on show; the menu's other views and the plan stay as they are."""
        gone = self.views.remove()
        if gone is not None:
            self._desk.toast(
                f"View {gone.name} removed",
                icon="trash-2",
                link="Bring back",
                act=lambda: self.views.bring_back(gone),
            )


class NameDialog(Dialog):
    """Asks for the name of a view."""

    def __init__(
        self, title: str, verb: str, name: str, keep: Callable[[str], object], parent: QWidget
    ) -> None:
        """Ask.

        Args:
            title: The question.
            verb: The button's words.
            name: What is in the field at first.
            keep: Takes the name, and refuses one that cannot be.
            parent: The window it belongs to.
        """
        super().__init__(
            title, "A view keeps columns, widths, filters, order and row height.", parent
        )
        self._keep = keep
        self.name_edit = QLineEdit(name)
        self.field = FormField("&Name", self.name_edit)
        self.body.addWidget(self.field)
        self.add_cancel()
        self.add_verb(verb)
        self.name_edit.textChanged.connect(lambda _text: self.field.clear_error())
        self.name_edit.selectAll()

    def accept(self) -> None:
        """Keep the name; say why where it cannot be."""
        try:
            self._keep(self.name_edit.text())
        except Refused as refused:
            self.field.set_error(refused.sentence())
            self.name_edit.setFocus()
            return
        super().accept()
