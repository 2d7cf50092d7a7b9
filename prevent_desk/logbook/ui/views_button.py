"""The button of kept views: which one is on show, all others, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.saved_views import LONGEST_NAME, SavedViews
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField


class ViewsButton(Button):
    """Shows the name of the view that asks for what is on show."""

    def __init__(
        self,
        views: SavedViews,
        desk: Desk,
        now: Callable[[], Query],
        ask: Callable[[Query], object],
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            views: Those of one log.
            desk: Tells of what was done, with a way back.
            now: Returns what is asked now.
            ask: Asks the log for something else.
            parent: Its owner.
        """
        super().__init__("&Views", "bookmark", parent=parent)
        self.views = views
        self._desk, self._now, self._ask = desk, now, ask
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.show_name()

    def show_name(self) -> None:
        """Show the name of the view on show."""
        name = self.views.name_of(self._now())
        self.setText(name.replace("&", "&&") or "&Views")
        self.setAccessibleName(f"View: {name}" if name else "Views kept by name")
        self.updateGeometry()

    def keep(self) -> None:
        """Ask for a name and keep what is on show under it."""
        query = self._now()
        name = _ask_name(
            "Keep this view?", "Its words, filters and order come back by its name.",
            self.views.name_of(query), lambda typed: self.views.keep(typed, query), self,
        )  # fmt: skip
        if name:
            self.show_name()
            self._desk.toast(f"View “{name}” kept", icon="bookmark")

    def rename(self, name: str) -> None:
        """Ask for another name of a view."""
        found = _ask_name(
            "Another name for this view?", "What it shows stays the same.", name,
            lambda typed: self.views.rename(name, typed), self,
        )  # fmt: skip
        if found:
            self.show_name()

    def remove(self, name: str) -> None:
        """Forget a view; the toast brings it back."""
        was_default = self.views.default() == name
        was = self.views.remove(name)
        self.show_name()
        if was is None:
            return

        def back() -> None:
            self.views.keep(name, was)
            if was_default:
                self.views.set_default(name)
            self.show_name()

        self._desk.toast(f"View “{name}” removed", link="Bring it back", act=back)

    def open_with(self, name: str, on: bool) -> None:
        """Let the log open with a view, or with none."""
        self.views.set_default(name if on else "")

    def _fill(self) -> None:
        menu, now = self._menu, self.views.name_of(self._now())
        menu.clear()
        for name in self.views.names():
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == now)
            action.triggered.connect(partial(self._open, name))
        if self.views.names():
            menu.addSeparator()
        menu.addAction("Show everything").triggered.connect(
            lambda: self._ask(self._now().cleared())
        )
        menu.addAction("Keep this view…").triggered.connect(lambda: self.keep())
        if now:
            shown = f"“{now.replace('&', '&&')}”"
            menu.addAction(f"Rename {shown}…").triggered.connect(lambda: self.rename(now))
            action = menu.addAction(f"Open with {shown}")
            action.setCheckable(True)
            action.setChecked(self.views.default() == now)
            action.toggled.connect(partial(self.open_with, now))
            menu.addAction(f"Remove {shown}").triggered.connect(lambda: self.remove(now))

    def _open(self, name: str, _on: bool = False) -> None:
        found = self.views.find(name)
        if found is not None:
            self._ask(found)


def _ask_name(
    title: str, consequence: str, name: str, keep: Callable[[str], str], parent: QWidget
) -> str:
    """Ask for a name until `keep` takes it; empty where it was left."""
    dialog = _NameDialog(title, consequence, name, keep, parent)
    return dialog.kept if dialog.exec() == QDialog.DialogCode.Accepted else ""


class _NameDialog(Dialog):
    def __init__(
        self,
        title: str,
        consequence: str,
        name: str,
        keep: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(title, consequence, parent.window())
        self._keep, self.kept = keep, ""
        self.name_edit = QLineEdit(name)
        self.name_edit.setMaxLength(LONGEST_NAME)
        self.name_edit.selectAll()
        self.name_field = FormField("&Name", self.name_edit)
        self.body.addWidget(self.name_field)
        self.add_cancel()
        self.add_verb("&Keep it", accepts=False).clicked.connect(self.take)
        self.name_edit.setFocus()

    def take(self) -> None:
        try:
            self.kept = self._keep(self.name_edit.text())
        except Refused as error:
            self.name_field.set_error(error.sentence())
            self.name_edit.setFocus()
        else:
            self.accept()
