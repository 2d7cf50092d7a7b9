"""The unlocked desk: rail, top bar, the page in the middle, status bar; knows pages by `Page`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.app.history import Places, recent_changes
from prevent_desk.app.keys_dialog import KeysDialog
from prevent_desk.app.palette import Palette, Record, Sources
from prevent_desk.app.services import Services
from prevent_desk.app.settings_page import SettingsPage
from prevent_desk.app.status_bar import StatusBar
from prevent_desk.app.top_bar import TopBar
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import DeskError
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.store import search
from prevent_desk.store.session import Change
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.page import Command, Page
from prevent_desk.ui.undo import UndoActions
from prevent_desk.ui.widgets.rail import WIDTH as RAIL_WIDTH
from prevent_desk.ui.widgets.rail import RailButton
from prevent_desk.ui.widgets.toast import Toast
from prevent_desk.vault.model import BackupInfo

MARKING = "OFFICIAL-SENSITIVE"
_POSITION = "desk/position"
_RECORDS = {
    "action": ("Plan action", "layout-list"),
    "objective": ("Objective", "target"),
    "plan": ("Delivery plan", "layout-list"),
}


class Shell(QWidget):
    """Holds the pages of an open desk and is their `Desk`.

    Signals:
        lock_asked: Lock was pressed.
        cover_asked: The cover key was pressed.
        idle_minutes_chosen: Another idle time was chosen.
        title_changed: The window's title is another.
    """

    lock_asked = Signal()
    cover_asked = Signal()
    idle_minutes_chosen = Signal(int)
    title_changed = Signal(str)
    _changed = Signal(object)

    def __init__(
        self, services: Services, kept: UserSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._kept = kept
        self._store = services.desk.store
        self._pages: dict[str, Page] = {}
        self._rail_buttons: dict[str, RailButton] = {}
        self._now = ""
        self._places = Places()
        self._backup: BackupInfo | None = None
        self._build()
        self._undo = UndoActions(
            self,
            undo=self.undo,
            redo=self.redo,
            undo_label=self._store.undo_label,
            redo_label=self._store.redo_label,
        )
        self._add_pages()
        self._bind()
        # Changes may come from a job's thread; the signal brings them to this one.
        self._changed.connect(self._store_changed, Qt.ConnectionType.QueuedConnection)
        self._store.on_change.append(self._changed.emit)
        self._minute = QTimer(self, interval=20_000)
        self._minute.timeout.connect(self._tell_backup)
        self._minute.start()
        self.open_page("Plan", remember=False)
        QTimer.singleShot(0, self, self._settle_in)

    # Desk: what pages ask of the shell

    def toast(self, text: str, *, undo: bool = False, icon: str = "check") -> None:
        """Tell of a finished act, with an Undo of it when `undo`."""
        self._toast.tell(text, undo=undo, icon=icon)

    def undo(self) -> None:
        """Undo the newest act, by name."""
        self._step(self._store.undo, self.tr("Undone: {0}"))

    def redo(self) -> None:
        """Redo what was undone last."""
        self._step(self._store.redo, self.tr("Done again: {0}"))

    def setting(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON values
        """Return a remembered setting of this desk."""
        return self._services.settings.get(name, default)

    def remember(self, name: str, value: Any) -> None:  # noqa: ANN401 - JSON values
        """Remember a setting of this desk inside the vault."""
        self._services.settings.put(name, value)

    def keep_draft(self, key: str, text: str, cursor: int = 0) -> None:
        """Keep words that are being typed; empty text forgets them."""
        self._services.drafts.keep(key, text, cursor)

    def draft(self, key: str) -> tuple[str, int] | None:
        """Return kept words and the cursor's place."""
        found = self._services.drafts.get(key)
        return (found.text, found.cursor) if found else None

    def drafts(self) -> dict[str, tuple[str, int]]:
        """Return all kept words by key."""
        return {key: (d.text, d.cursor) for key, d in self._services.drafts.all().items()}

    def saved(self) -> None:
        """Show when the last act was committed."""
        at = self._store.saved_at.astimezone()
        self.status.saved.show_text(self.tr("Saved {0}").format(f"{at:%H:%M}"), "check", "green")
        self._undo.refresh()

    def is_practice(self) -> bool:
        """Return whether the people in this desk are invented."""
        return self._services.desk.practice

    def page_changed(self) -> None:
        """Show the page's count and what can be undone now."""
        self.status.count.setText(self.page().shown_count() if self._now else "")
        self._undo.refresh()

    # What the window asks

    def page(self) -> Page:
        """Return the page on show."""
        return self._pages[self._now]

    def open_page(
        self, name: str, position: dict[str, Any] | None = None, *, remember: bool = True
    ) -> None:
        """Show a page, at a position where one is given."""
        if name != self._now:
            if self._now:
                self.page().flush()
                if remember:
                    self._places.leave(self._now, self.page().position())
            self._now = name
            for other, button in self._rail_buttons.items():
                button.setChecked(other == name)
            self._stack.setCurrentWidget(self.page().widget())
            self.top.where.setText(self.page().title)
            self.top.new.setVisible(self.page().primary_new() is not None)
        if position:
            self.page().go_to(position)
        self.page().widget().setFocus()
        self.title_changed.emit(self.title())
        self.page_changed()

    def flush(self) -> None:
        """Keep everything typed, and where the user is, inside the vault."""
        for page in self._pages.values():
            page.flush()
        place = {"page": self._now, "at": self.page().position()}
        self._services.settings.put(_POSITION, place)

    def title(self) -> str:
        """Return the window's title; never a name or a reference."""
        where = self.page().title
        if self._services.desk.practice:
            return self.tr("Prevent Desk – Practice desk – {0}").format(where)
        return self.tr("Prevent Desk – {0}").format(where)

    def say_lock_time(self, remaining_ms: int) -> None:
        """Show when the desk locks by itself."""
        minutes = max(1, round(remaining_ms / 60_000))
        self.status.lock.show_text(self.tr("Locks in {0} min").format(minutes), "lock", "text3")

    # Building

    def _build(self) -> None:
        practice = self._services.desk.practice
        self._rail = QFrame()
        self._rail.setProperty("pane", "rail")
        self._rail_column = QVBoxLayout(self._rail)
        self._rail_column.setContentsMargins(0, 8, 0, 8)
        self._rail_column.setSpacing(2)
        self._rail_column.addStretch(1)
        self.top = TopBar()
        self._stack = QStackedWidget()
        self.status = StatusBar(str(self.setting("desk/marking", MARKING)), practice=practice)
        line = QFrame()
        line.setObjectName("practice_line")
        line.setFixedHeight(3)
        line.setVisible(practice)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self._stack, self.status):
            column.addWidget(part, 1 if part is self._stack else 0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(line)
        whole.addLayout(row, 1)
        self._toast = Toast(self._stack)
        self._toast.undo_clicked.connect(self.undo)
        theme.changed.connect(self._size_rail)
        self._size_rail()

    def _size_rail(self) -> None:
        self._rail.setFixedWidth(theme.px(RAIL_WIDTH))

    def _add_pages(self) -> None:
        services = self._services
        plan = PlanPage(services.plans, self, services.clock)
        settings = SettingsPage(services, self, self._kept)
        settings.idle_minutes_chosen.connect(self.idle_minutes_chosen)
        settings.marking_chosen.connect(
            lambda text: self.status.marking.show_state(text, "", "toast")
        )
        settings.backed_up.connect(self._took_backup)
        for page, keys, at_foot in (
            (cast("Page", plan), "Ctrl+5", False),
            (cast("Page", settings), "Ctrl+,", True),
        ):
            button = RailButton(page.title, page.icon, keys=keys)
            button.clicked.connect(partial(self.open_page, page.title))
            self._rail_buttons[page.title] = button
            at = self._rail_column.count() if at_foot else self._rail_column.count() - 1
            self._rail_column.insertWidget(at, button, 0, Qt.AlignmentFlag.AlignHCenter)
            self._pages[page.title] = page
            self._stack.addWidget(page.widget())
            self._key(keys, partial(self.open_page, page.title))

    def _bind(self) -> None:
        self.top.search_asked.connect(self.search)
        self.top.new.clicked.connect(self._new)
        self.top.history.clicked.connect(self._show_history)
        self.top.help.clicked.connect(self.show_keys)
        self.top.lock.clicked.connect(self.lock_asked)
        for keys, act in (
            ("Ctrl+K", self.search),
            ("Ctrl+Shift+F", self.search),
            ("Ctrl+N", self._new),
            ("Ctrl+L", self.lock_asked.emit),
            ("Ctrl+H", self._show_history),
            ("F1", self.show_keys),
            ("Ctrl+/", self.show_keys),
            ("F7", self._toast.take_focus),
            ("F12", self.cover_asked.emit),
            ("Ctrl+S", self._snapshot),
            ("Alt+Left", self._back),
            ("Alt+Right", self._forward),
            ("Ctrl++", partial(self._step_text, 1)),
            ("Ctrl+=", partial(self._step_text, 1)),
            ("Ctrl+-", partial(self._step_text, -1)),
            ("Ctrl+0", partial(self._step_text, 0)),
        ):
            self._key(keys, act)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)

    # Acts

    def search(self, typed: str = "") -> None:
        """Open the palette, with what was typed already."""
        palette = Palette(self._sources(), typed, self.window())
        palette.exec()

    def show_keys(self) -> None:
        """List the keys of this page and of the desk."""
        KeysDialog(self.page(), self.own_commands(), self.window()).exec()

    def own_commands(self) -> list[Command]:
        """Return what can be done on every page."""
        undo, redo = self._store.undo_label(), self._store.redo_label()
        found = []
        if undo:
            found.append(Command(self.tr("Undo {0}").format(undo), self.undo, "undo-2", "Ctrl+Z"))
        if redo:
            found.append(Command(self.tr("Redo {0}").format(redo), self.redo, "redo-2", "Ctrl+Y"))
        return [
            *found,
            Command(self.tr("Lock the desk"), self.lock_asked.emit, "lock", "Ctrl+L"),
            Command(self.tr("Cover the screen"), self.cover_asked.emit, "eye-off", "F12"),
            Command(self.tr("Back up now"), self.back_up, "hard-drive", words="backup save copy"),
            Command(self.tr("Recent changes"), self._show_history, "history", "Ctrl+H"),
            Command(self.tr("Keys of this page"), self.show_keys, "keyboard", "F1", "help"),
            Command(self.tr("Larger text"), partial(self._step_text, 1), "zoom-in", "Ctrl++"),
            Command(self.tr("Smaller text"), partial(self._step_text, -1), "zoom-out", "Ctrl+-"),
            Command(self.tr("Light theme"), partial(self._scheme, "light"), "sun"),
            Command(self.tr("Dark theme"), partial(self._scheme, "dark"), "moon"),
            Command(self.tr("Theme of the system"), partial(self._scheme, "system"), "monitor"),
        ]

    def back_up(self) -> None:
        """Take a backup beside the window and say how it went."""
        self.flush()

        def took(made: BackupInfo) -> None:
            self._took_backup(made)
            self.toast(self.tr("Backed up, opened and checked"), icon="hard-drive")

        jobs.run(lambda _report, _stopped: self._services.desk.backup(), self, took, self._failed)

    def _step(self, step: Callable[[], Change], words: str) -> None:
        self.page().flush()
        try:
            change = step()
        except DeskError as error:
            messages.show_failure(self.window(), error)
            return
        for page in self._pages.values():
            page.reload()
        self.saved()
        self.page_changed()
        self.toast(words.format(change.label), icon="undo-2")

    def _store_changed(self, _change: object) -> None:
        self.saved()
        self.page_changed()

    def _new(self) -> None:
        act = self.page().primary_new()
        if act is not None:
            act()

    def _snapshot(self) -> None:
        self.flush()
        at = self._services.clock.now().astimezone()
        self.toast(self.tr("Everything is kept as you type. Kept {0}").format(f"{at:%H:%M}"))

    def _back(self) -> None:
        self._travel(self._places.back(self._now, self.page().position()))

    def _forward(self) -> None:
        self._travel(self._places.forward(self._now, self.page().position()))

    def _travel(self, place: tuple[str, dict[str, Any]] | None) -> None:
        if place is not None:
            self.open_page(place[0], place[1], remember=False)

    def _step_text(self, steps: int) -> None:
        percent = theme.step_text(steps)
        self._kept.put("look/text", str(percent))
        self.toast(self.tr("Text at {0} %").format(percent), icon="type")

    def _scheme(self, scheme: str) -> None:
        theme.set_scheme(scheme)
        self._kept.put("look/scheme", scheme)

    def _show_history(self) -> None:
        menu = QMenu(self)
        menu.addAction(self._undo.undo)
        menu.addAction(self._undo.redo)
        menu.addSeparator()
        for words in recent_changes(self._store):
            menu.addAction(words).setEnabled(False)
        menu.exec(self.top.history.mapToGlobal(self.top.history.rect().bottomLeft()))

    # Search

    def _sources(self) -> Sources:
        return Sources(
            commands=lambda: [*self.page().commands(), *self.own_commands()],
            records=self._find,
            pages=self._page_commands,
            recent=list,
        )

    def _page_commands(self) -> Sequence[Command]:
        keys = {"Plan": "Ctrl+5", "Settings": "Ctrl+,"}
        return [
            Command(page.title, partial(self.open_page, name), page.icon, keys.get(name, ""))
            for name, page in self._pages.items()
        ]

    def _find(self, typed: str) -> list[Record]:
        if len(typed) < 2:
            return []
        with self._store.reading() as session:
            hits = search.find(session, typed, 30)
        return [
            Record(
                hit.title,
                _RECORDS[hit.kind][0],
                _RECORDS[hit.kind][1],
                partial(self.open_page, "Plan", {hit.kind: hit.object_id}),
                f"{hit.kind}{hit.object_id}",
            )
            for hit in hits
            if hit.kind in _RECORDS
        ]

    # Settling in

    def _settle_in(self) -> None:
        place = self._services.settings.get(_POSITION)
        if isinstance(place, dict) and place.get("page") in self._pages:
            self.open_page(str(place["page"]), place.get("at") or {}, remember=False)
        self.saved()
        for notice in self._services.desk.notices:
            self.toast(notice, icon="info")
        if self._services.desk.failed_before:
            failed = self._services.desk.failed_before
            tries = self.tr("try") if failed == 1 else self.tr("tries")
            self.toast(
                self.tr("{0} wrong {1} before this unlock").format(failed, tries),
                icon="shield-alert",
            )
        desk = self._services.desk
        if desk.backup_is_due:
            jobs.run(lambda _r, _s: desk.backup(), self, self._took_backup, self._failed)
        else:
            jobs.run(lambda _r, _s: desk.last_backup, self, self._took_backup, self._failed)

    def _took_backup(self, made: BackupInfo | None) -> None:
        self._backup = made
        self._tell_backup()

    def _tell_backup(self) -> None:
        if self._backup is None:
            self.status.backup.show_text(self.tr("No backup yet"), "hard-drive", "amber")
            return
        age = self._services.clock.now() - self._backup.made
        when = _ago(self._backup.made, age, self._services.clock.today())
        late = age > timedelta(days=1)
        self.status.backup.show_text(
            self.tr("Backup {0}, opened and checked").format(when),
            "hard-drive",
            "amber" if late else "text3",
        )

    def _failed(self, error: BaseException) -> None:
        messages.show_failure(self.window(), error)


def _ago(made: datetime, age: timedelta, today: object) -> str:
    """Return when something was, as one says it: "just now", "14:02", "2 days ago"."""
    local = made.astimezone()
    if age < timedelta(minutes=2):
        return "just now"
    if local.date() == today:
        return f"today {local:%H:%M}"
    if age < timedelta(days=14):
        days = max(1, age.days)
        return "yesterday" if days == 1 else f"{days} days ago"
    return f"of {say_short(local.date())}"
