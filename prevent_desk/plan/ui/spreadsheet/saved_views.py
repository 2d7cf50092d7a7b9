"""Saved views of a plan: chosen, kept, renamed and removed; remembered inside the vault."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from prevent_desk.core.errors import Refused
from prevent_desk.plan.ui import looks
from prevent_desk.plan.ui.looks import LONGEST_NAME, Look, SavedView
from prevent_desk.plan.ui.showing import Showing
from prevent_desk.ui.page import Desk

ALL = "All actions"
"""The view that there always is: no filters, the plan's order."""


class SavedViews(QObject):
    """The views of the plan on show.

    Attributes:
        now: The name of the view on show; empty is "All actions".
    """

    changed = Signal()
    """Another view is on show, or it differs now from what was saved, or no longer does."""

    def __init__(self, showing: Showing, desk: Desk) -> None:
        super().__init__(showing)
        self._showing, self._desk = showing, desk
        self._views: list[SavedView] = []
        self.now = ""
        showing.look_of = self._begin
        showing.changed.connect(self.changed)
        showing.looked.connect(self.changed)

    def names(self) -> list[str]:
        """Return the saved views by name."""
        return [view.name for view in self._views]

    def is_changed(self) -> bool:
        """Return whether what is shown differs from the view as it was saved."""
        saved = self._find(self.now)
        if saved is None:
            return bool(self._showing.filters) or self._showing.sort.key is not None
        return saved.look != self._showing.look()

    def said(self) -> str:
        """Return the view on show in words: "Behind only · changed"."""
        return f"{self.now or ALL}{' · changed' if self.is_changed() else ''}"

    def choose(self, name: str) -> None:
        """Show a view as it was saved; empty is all actions."""
        saved = self._find(name)
        self.now = saved.name if saved else ""
        self._keep()
        self._showing.show_look(saved.look if saved else None)

    def reset(self) -> None:
        """Show the view on show as it was saved."""
        self.choose(self.now)

    def save(self) -> None:
        """Keep what is shown as the view on show."""
        if self.now:
            self._put(self.now, self._showing.look())

    def save_as(self, name: str) -> None:
        """Keep what is shown under a new name, and show that view.

        Raises:
            Refused: The name is empty, too long or taken.
        """
        name = self._checked(name)
        look = self._showing.look()
        self._views.append(SavedView(name, look))
        self._views.sort(key=lambda view: view.name.casefold())
        self.now = name
        self._keep()
        # From now on columns and heights are the view's, not those of all actions.
        self._showing.show_look(look)

    def rename(self, name: str) -> None:
        """Give the view on show another name.

        Raises:
            Refused: The name is empty, too long or taken.
        """
        name = self._checked(name, but=self.now)
        self._views = [
            replace(view, name=name) if view.name == self.now else view for view in self._views
        ]
        self._views.sort(key=lambda view: view.name.casefold())
        self.now = name
        self._keep()
        self.changed.emit()

    def remove(self) -> SavedView | None:
        """Forget the view on show and show all actions; returns what was forgotten."""
        gone = self._find(self.now)
        self._views = [view for view in self._views if view is not gone]
        self.choose("")
        return gone

    def bring_back(self, view: SavedView) -> None:
        """Keep a view again that was removed, and show it."""
        if view.name not in self.names():
            self._views.append(view)
            self._views.sort(key=lambda one: one.name.casefold())
        self.choose(view.name)

    def _find(self, name: str) -> SavedView | None:
        return next((view for view in self._views if view.name == name), None)

    def _put(self, name: str, look: Look) -> None:
        self._views = [SavedView(name, look) if view.name == name else view for view in self._views]
        self._keep()
        self.changed.emit()

    def _checked(self, name: str, but: str = "") -> str:
        name = " ".join(name.split())
        if not name:
            raise Refused("A view needs a name.", next_step="Type one, such as “Due this month”.")
        if len(name) > LONGEST_NAME:
            raise Refused(f"A view's name has at most {LONGEST_NAME} characters.")
        taken = {ALL.casefold(), *(one.casefold() for one in self.names() if one != but)}
        if name.casefold() in taken:
            raise Refused(f"There is a view “{name}” already.", next_step="Choose another name.")
        return name

    def _begin(self, plan_id: int) -> Look | None:
        """Read a plan's views as it comes on show; return the look of the one shown last."""
        kept = self._desk.setting(_key(plan_id))
        kept = kept if isinstance(kept, dict) else {}
        listed = kept.get("views")
        found = [looks.read(value) for value in listed] if isinstance(listed, list) else []
        self._views = [view for view in found if view is not None]
        shown = self._find(str(kept.get("now", "")))
        self.now = shown.name if shown else ""
        return shown.look if shown else None

    def _keep(self) -> None:
        sheet = self._showing.sheet
        if sheet is not None:
            views = [looks.as_json(view) for view in self._views]
            self._desk.remember(_key(sheet.head.id), {"views": views, "now": self.now})


def _key(plan_id: int) -> str:
    return f"plan/views/{plan_id}"
