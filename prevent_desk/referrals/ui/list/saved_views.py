"""Views of the list kept by name inside the vault: chosen, kept, removed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from prevent_desk.referrals.model import listing
from prevent_desk.referrals.model.listing import DueIs, Filter, Kind, Sort, Which
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField

_KEY = "referrals/views"
LONGEST_NAME = 40

SHIPPED: dict[str, Filter] = {
    "Next deadline first": Filter(sort=Sort.DUE),
    "Late or due today": Filter(due=DueIs.TODAY.value, sort=Sort.DUE),
    "Advice only": Filter(which=Which.ALL, kind=Kind.ADVICE.value),
    "City-based": Filter(which=Which.ALL, kind=Kind.CITY.value),
    "Transferred": Filter(which=Which.ALL, kind=Kind.TRANSFERRED.value),
}
"""Views that are always there."""


class SavedViews:
    """The views of one desk, its own first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def names(self) -> list[str]:
        """Return their names: the desk's own in the order they were kept, then those that ship."""
        own = [name for name, _ in self._own()]
        return own + [name for name in SHIPPED if name not in own]

    def find(self, name: str) -> Filter | None:
        """Return a view by its name."""
        kept = dict(self._own())
        return listing.from_json(kept[name]) if name in kept else SHIPPED.get(name)

    def name_of(self, now: Filter) -> str:
        """Return the name of the view that shows just this; empty where none does."""
        return next((name for name in self.names() if self.find(name) == now), "")

    def is_own(self, name: str) -> bool:
        """Return whether the desk keeps it, so that it can be removed."""
        return name in dict(self._own())

    def keep(self, name: str, now: Filter) -> None:
        """Keep what is shown under a name, in place of a view of that name."""
        others = [one for one in self._own() if one[0] != name]
        self._desk.remember(_KEY, [*others, (name, now.to_json())])

    def remove(self, name: str) -> None:
        """Forget a view of the desk's own."""
        self._desk.remember(_KEY, [one for one in self._own() if one[0] != name] or None)

    def _own(self) -> list[tuple[str, Any]]:
        kept = self._desk.setting(_KEY, [])
        return [(str(name), view) for name, view in kept] if isinstance(kept, list) else []


def ask_name(views: SavedViews, now: Filter, parent: QWidget) -> str:
    """Ask under which name a view is kept; empty where it is not."""
    dialog = _NameDialog(views, views.name_of(now), parent)
    return dialog.name() if dialog.exec() == QDialog.DialogCode.Accepted else ""


class _NameDialog(Dialog):
    def __init__(self, views: SavedViews, name: str, parent: QWidget) -> None:
        super().__init__("Keep this view?", parent=parent.window())
        self._views = views
        self.say("Keep this view?", "Its filters, its words and its order come back by its name.")
        self.name_edit = QLineEdit(name)
        self.name_edit.setMaxLength(LONGEST_NAME)
        self.name_edit.selectAll()
        self.name_field = FormField("&Name", self.name_edit)
        self.body.addWidget(self.name_field)
        self.add_cancel()
        self.keep_button = self.add_verb("&Keep it", accepts=False)
        self.keep_button.clicked.connect(self.take)
        self.name_edit.setFocus()

    def name(self) -> str:
        return " ".join(self.name_edit.text().split())

    def take(self) -> None:
        if not self.name():
            self.name_field.set_error("A view needs a name.")
        elif self.name() in SHIPPED:
            self.name_field.set_error(f"“{self.name()}” is a view that is always there.")
        else:
            self.accept()
            return
        self.name_edit.setFocus()
