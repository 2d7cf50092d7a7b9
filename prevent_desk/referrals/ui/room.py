"""The room of referrals: list and record, and the views that are opened from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.ui.acts import Acts
from prevent_desk.referrals.ui.around import Around, ViewKind
from prevent_desk.referrals.ui.files.word_reading import WordReading
from prevent_desk.referrals.ui.intake.view import VIEW as INTAKE
from prevent_desk.referrals.ui.receiving.drops import Drops
from prevent_desk.referrals.ui.views import DESK, VIEWS
from prevent_desk.ui.page import Command, Desk, Page


class ReferralRoom(QWidget):
    """Shows list and record, or one of the other views; satisfies `prevent_desk.ui.page.Page`."""

    title = "Referrals"
    icon = "inbox"

    def __init__(
        self,
        services: ReferralServices,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        kinds: Sequence[ViewKind] = VIEWS,
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._desk = desk
        self._kinds = {kind.key: kind for kind in kinds}
        self._views: dict[str, Page] = {}
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.acts = Acts(desk, self)
        self.around = Around(services, desk, clock, self.acts, self.open_view, self)
        self.acts.changed.connect(self.reload)
        self._words = WordReading(services.files, self)
        self.acts.changed.connect(self._words.wait)
        self.drops = Drops(self, self.open_view)
        self._danger = QShortcut(QKeySequence("F9"), self)
        self._danger.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._danger.activated.connect(self.danger_now)
        self._now = ""
        self._show(DESK)

    def view(self) -> Page:
        """Return the view on show."""
        return self._views[self._now]

    def open_view(self, key: str, position: dict[str, Any]) -> None:
        """Show a view by the desk, which keeps the way back."""
        self._desk.open_page(self.title, {"view": key, **position})

    def danger_now(self) -> None:
        """Somebody is in danger (F9): the view's own steps, else a new referral that begins so."""
        own = (one for one in self.view().commands() if one.shortcut == "F9")
        act = next(own, None)
        if act is not None:
            act.run()
        else:
            self.open_view(INTAKE, {"danger": True})

    # What the shell asks

    def widget(self) -> QWidget:
        """Return the room itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is, from the list on; the last is the place itself."""
        start = Command(self.title, partial(self.open_view, DESK, {}))
        return (start, *self.view().crumbs())

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the view on show, and the ways to the others."""
        found = self.view().commands()
        named = {command.title for command in found}
        ways = [
            Command(kind.command, partial(self.open_view, kind.key, {}), kind.icon, "", kind.words)
            for kind in self._kinds.values()
            if kind.key != self._now and kind.command not in named
        ]
        return [*found, *ways]

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does in the view on show."""
        return self.view().primary_new()

    def position(self) -> dict[str, Any]:
        """Return the view and the place in it, in plain JSON values."""
        return {"view": self._now, **self.view().position()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show the view and the place in it; what no longer exists is passed over in silence."""
        key = position.get("view", DESK)
        self._show(key if key in self._kinds else DESK)
        self.view().go_to({name: at for name, at in position.items() if name != "view"})

    def flush(self) -> None:
        """Keep whatever is being typed, in every view."""
        for view in self._views.values():
            view.flush()

    def reload(self) -> None:
        """Show the store as it is now, in every view."""
        for view in self._views.values():
            view.reload()

    def shown_count(self) -> str:
        """Return the count of the view on show."""
        return self.view().shown_count()

    # Inside

    def _show(self, key: str) -> None:
        if key == self._now:
            return
        if self._now:
            self.view().flush()
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = self._kinds[key].make(self.around, self._stack)
            self._stack.addWidget(view.widget())
        self._now = key
        # List and record bind the key themselves: pressed twice it would do nothing.
        self._danger.setEnabled(key != DESK)
        self._stack.setCurrentWidget(view.widget())
        view.widget().setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the view."""
        super().focusInEvent(event)
        self.view().widget().setFocus(event.reason())
