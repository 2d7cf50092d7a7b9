"""The unlocked desk: rail, top bar, page, status bar; knows pages by `Page` only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from prevent_desk.actions.ui.page import ActionsPage
from prevent_desk.app import kept_words
from prevent_desk.app.backup_watch import BackupWatch
from prevent_desk.app.desk_commands import desk_commands
from prevent_desk.app.history import Places, recent_changes
from prevent_desk.app.history_menu import history_menu
from prevent_desk.app.keys_dialog import KeysDialog
from prevent_desk.app.look import Look
from prevent_desk.app.modules import Module, ModuleRail
from prevent_desk.app.needs import Needs
from prevent_desk.app.palette import Palette, Sources
from prevent_desk.app.rooms import rooms
from prevent_desk.app.searching import Searching
from prevent_desk.app.services import Services
from prevent_desk.app.settings_page import SettingsPage
from prevent_desk.app.shell_layout import lay
from prevent_desk.app.status_bar import StatusBar
from prevent_desk.app.top_bar import TopBar
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.contacts.ui.room import ContactRoom
from prevent_desk.core import marking
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.store.session import Change
from prevent_desk.ui import clipboard, messages, tab_order
from prevent_desk.ui.page import Command, Page
from prevent_desk.ui.undo import UndoActions
from prevent_desk.ui.widgets.toast import Toast
from prevent_desk.vault.facts import BackupInfo

_POSITION = "desk/position"
_PLACE_MS = 1_000
"""After a crash the desk opens where it was so long before."""


class Shell(QWidget):
    """Holds the pages of an open desk and is their `Desk`.

    Signals:
        lock_asked: The desk is to be locked.
        cover_asked: The desk is to be covered.
        idle_minutes_chosen: Another idle time was chosen.
        capture_chosen: Whether shared screens may show the window was chosen.
        title_changed: The window's title is another.
    """

    lock_asked = Signal()
    cover_asked = Signal()
    idle_minutes_chosen = Signal(int)
    capture_chosen = Signal()
    title_changed = Signal(str)
    _changed = Signal()

    def __init__(
        self, services: Services, kept: UserSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._kept = kept
        self._store = services.desk.store
        self._modules: dict[str, Module] = {}
        self._pages: dict[str, Page] = {}
        self._now = ""
        self._changes = 0
        self._read_at: dict[str, int] = {}
        self._is_unsaved = False
        self._keeps_place = False
        self._place_timer = QTimer(self, singleShot=True, interval=_PLACE_MS)
        self._place_timer.timeout.connect(self._keep_place)
        self._look = Look(kept, lambda words, icon: self.toast(words, icon=icon), self)
        self._places = Places()
        self._searching = Searching(services, self.open_page)
        self._build()
        self._undo = UndoActions(
            self,
            undo=self.undo,
            redo=self.redo,
            undo_label=self._store.undo_label,
            redo_label=self._store.redo_label,
        )
        self._backups = BackupWatch(
            services.desk, services.clock, self.status.backup, self._failed, self
        )
        self._add_pages()
        self._needs = Needs(
            services.referrals.clocks,
            partial(self._rail.say_needed, ReferralRoom.title),
            [
                (services.actions.needing, partial(self._rail.say_needed, ActionsPage.title)),
                (
                    services.contacts.seats.needing,
                    partial(self._rail.say_needed, ContactRoom.title),
                ),
                (services.community.needing, partial(self._rail.say_needed, CommunityRoom.title)),
            ],
            self,
        )
        self._bind()
        clipboard.watch()
        # Changes may come from a job's thread; the signal brings them to this one.
        self._changed.connect(self._store_changed, Qt.ConnectionType.QueuedConnection)
        self._store.on_change.append(self._count_change)
        self._reopen()

    # Desk: what pages ask of the shell

    def toast(
        self,
        text: str,
        *,
        undo: bool = False,
        icon: str = "check",
        link: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Tell of a finished act, with an Undo of it when `undo`, or with an act of its own."""
        self._toast_act = act
        self._toast.tell(text, undo=undo, icon=icon, link=link if act else "")

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
        """Keep words that are being typed; empty text forgets them.

        Raises:
            Refused: The disk did not take them; the status bar says so until something is saved.
        """
        try:
            self._services.drafts.keep(key, text, cursor)
        except Refused as refused:
            self._is_unsaved = True
            self.status.saved.show_text(refused.what, "circle-alert", "red")
            raise
        if self._is_unsaved:
            self.saved()

    def draft(self, key: str) -> tuple[str, int] | None:
        """Return kept words and the cursor's place."""
        found = self._services.drafts.get(key)
        return (found.text, found.cursor) if found else None

    def drafts(self) -> dict[str, tuple[str, int]]:
        """Return all kept words by key."""
        return {key: (d.text, d.cursor) for key, d in self._services.drafts.all().items()}

    def saved(self) -> None:
        """Show when something was last committed."""
        self._is_unsaved = False
        at = self._store.saved_at.astimezone()
        self.status.saved.show_text(self.tr("Saved {0}").format(f"{at:%H:%M}"), "check", "green")
        self._undo.refresh()

    def is_practice(self) -> bool:
        """Return whether the people in this desk are invented."""
        return self._services.desk.practice

    def cover(self) -> None:
        """Cover the desk, as F12 does."""
        self.cover_asked.emit()

    def page_changed(self) -> None:
        """Show the page's count, and what New and Undo would do now."""
        if self._now:
            self.status.count.setText(self.page().shown_count())
            self.top.show_crumbs(self.page().title, self.page().crumbs())
            self.top.new.setVisible(self.page().primary_new() is not None)
            if self._keeps_place and not self._place_timer.isActive():
                self._place_timer.start()
        self._undo.refresh()

    # What the window asks

    def page(self) -> Page:
        """Return the page on show."""
        return self._pages[self._now]

    def open_page(
        self, name: str, position: dict[str, Any] | None = None, *, remember: bool = True
    ) -> None:
        """Show a page, at a position where one is given; Alt+Left comes back from there."""
        if self._now and remember and (position or name != self._now):
            self._places.leave(self._now, self.page().position())
        if name != self._now:
            if self._now:
                self.page().flush()
                self._read_at[self._now] = self._changes
            if name not in self._pages:
                page = self._pages[name] = self._modules[name].make()
                self._stack.addWidget(page.widget())
            elif self._read_at[name] != self._changes:
                # Other pages write what this one shows: an action, a name, a reply.
                self._pages[name].reload()
            self._now = name
            self._stack.setCurrentWidget(self.page().widget())
        self._rail.show_now(name)
        if position:
            self.page().go_to(position)
        self.page().widget().setFocus()
        self.title_changed.emit(self.title())
        self.page_changed()

    def holds_names(self) -> bool:
        """Return whether people of cases are on show."""
        return self._modules[self._now].holds_names

    def begin(self) -> None:
        """Start what runs beside the desk, and tell what was noticed on the way in.

        Called once every page of the file was found as it was written: nothing is kept before.
        """
        self._keeps_place = True
        self._place_timer.start()
        self.saved()
        self._backups.begin()
        self._needs.begin()
        opened = self._services.desk
        for notice in opened.notices:
            self.toast(notice, icon="shield-alert" if opened.failed_before else "info")
        found = kept_words.all_kept(self._services.drafts)
        if found:
            QTimer.singleShot(0, self, lambda: self._offer_words(found))

    def flush(self) -> None:
        """Keep everything typed, and where the user is, inside the vault."""
        for page in self._pages.values():
            page.flush()
        self._keep_place()

    def leave(self) -> None:
        """Keep everything typed, in open dialogs too; called before the desk is closed."""
        kept_words.keep(self._services.drafts, kept_words.typed_now())
        self.flush()
        # The store is closed next.
        self._keeps_place = False
        self._place_timer.stop()

    def title(self) -> str:
        """Return the window's title; never a name or a reference."""
        where = self.page().title
        if self.is_practice():
            return self.tr("Prevent Desk – Practice desk – {0}").format(where)
        return self.tr("Prevent Desk – {0}").format(where)

    def say_lock_time(self, remaining: timedelta) -> None:
        """Show when the desk locks by itself."""
        minutes = max(1, round(remaining / timedelta(minutes=1)))
        self.status.lock.show_text(self.tr("Locks in {0} min").format(minutes), "lock", "text3")

    def say_seconds_left(self, seconds: int) -> None:
        """Count the last half minute down; a negative number: somebody is there again."""
        if seconds < 0:
            self.say_lock_time(timedelta(minutes=self._kept.number("lock/minutes", 1, 15)))
        else:
            words = self.tr("Locks in {0} s").format(seconds)
            self.status.lock.show_text(words, "lock", "amber")

    # Building

    def _build(self) -> None:
        practice = self._services.desk.practice
        self._rail = ModuleRail()
        self.top = TopBar()
        self._stack = QStackedWidget()
        self.status = StatusBar(
            str(self.setting("desk/marking", marking.DEFAULT)), practice=practice
        )
        lay(self, self._rail, (self.top, self._stack, self.status), practice=practice)
        self._toast = Toast(self._stack)
        self._toast.undo_clicked.connect(self.undo)
        self._toast_act = None
        self._toast.link_clicked.connect(self._follow_toast)

    def _add_pages(self) -> None:
        settings = Module(
            SettingsPage.title,
            SettingsPage.icon,
            "Ctrl+,",
            self._settings_page,
            at_foot=True,
            words=SettingsPage.words,
        )
        for module in (*rooms(self._services, self), settings):
            self._add_module(module)

    def _settings_page(self) -> Page:
        settings = SettingsPage(self._services, self, self._kept)
        settings.idle_minutes_chosen.connect(self.idle_minutes_chosen)
        settings.capture_chosen.connect(self.capture_chosen)
        settings.lock_asked.connect(self.lock_asked)
        settings.cover_asked.connect(self.cover_asked)
        settings.marking_chosen.connect(
            lambda text: self.status.marking.show_state(text, "", "marking")
        )
        settings.backed_up.connect(self._backups.took)
        return cast("Page", settings)

    def _add_module(self, module: Module) -> None:
        self._rail.add(module, partial(self.open_page, module.title))
        self._modules[module.title] = module
        self._key(module.keys, partial(self.open_page, module.title))

    def _bind(self) -> None:
        self.top.search_asked.connect(self.search)
        self.top.new.clicked.connect(self._new)
        self.top.history.clicked.connect(self.show_history)
        self.top.help.clicked.connect(self.show_keys)
        self.top.lock.clicked.connect(self.lock_asked)
        for keys, act in (
            ("Ctrl+K", self.search),
            ("Ctrl+N", self._new),
            ("Ctrl+Shift+N", self.new_referral),
            ("Ctrl+H", self.show_history),
            ("F1", self.show_keys),
            ("Ctrl+/", self.show_keys),
            ("F7", self._toast.take_focus),
            ("Ctrl+S", self._snapshot),
            ("Alt+Left", self._back),
            ("Alt+Right", self._forward),
            *self._look.keys(),
        ):
            self._key(keys, act)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)

    def _keep_place(self) -> None:
        place = {"page": self._now, "at": self.page().position()}
        self._services.settings.put(_POSITION, place)

    def _reopen(self) -> None:
        """Show the page and the place the desk was left at."""
        place = self._services.settings.get(_POSITION)
        known = isinstance(place, dict) and place.get("page") in self._modules
        if known:
            self.open_page(str(place["page"]), place.get("at") or {}, remember=False)
        else:
            self.open_page("Plan", remember=False)

    # Acts

    def search(self, typed: str = "") -> None:
        """Open the palette, with what was typed already."""
        sources = Sources(
            commands=lambda: [*self.page().commands(), *self.own_commands()],
            records=self._searching.find,
            pages=self._page_commands,
            recent=self._searching.recent,
        )
        Palette(sources, typed, self.window()).exec()

    def new_referral(self) -> None:
        """Begin to write a referral down, from wherever one is."""
        self.open_page(ReferralRoom.title, {"view": "intake"})

    def show_keys(self) -> None:
        """List the keys of this page and of the desk."""
        everywhere = [*self._page_commands(), *self.own_commands()]
        KeysDialog(self.page(), everywhere, self.window()).exec()

    def show_history(self) -> None:
        """Show what was changed lately, and what Undo and Redo would do."""
        menu = history_menu(
            [self._undo.undo, self._undo.redo],
            recent_changes(self._store),
            lambda: self.open_page("Settings", {"section": "Audit trail"}),
            self,
        )
        menu.popup(self.top.history.mapToGlobal(self.top.history.rect().bottomLeft()))

    def own_commands(self) -> list[Command]:
        """Return what can be done on every page."""
        labels = (self._store.undo_label(), self._store.redo_label())
        return [*desk_commands(self, *labels), *self._look.commands()]

    def back_up(self) -> None:
        """Take a backup beside the window and say how it went."""
        self.flush()

        def done(_made: BackupInfo) -> None:
            self.toast(self.tr("Backed up, opened and checked"), icon="hard-drive")

        self._backups.back_up(done)

    def _page_commands(self) -> Sequence[Command]:
        return [
            Command(
                module.title, partial(self.open_page, name), module.icon, module.keys, module.words
            )
            for name, module in self._modules.items()
        ]

    def _step(self, step: Callable[[], Change], words: str) -> None:
        self.page().flush()
        try:
            change = step()
        except DeskError as error:
            messages.show_failure(self.window(), error)
            return
        self.page().reload()
        self.saved()
        self.page_changed()
        self.toast(words.format(change.label), icon="undo-2")

    def _follow_toast(self) -> None:
        act, self._toast_act = self._toast_act, None
        if act is not None:
            act()

    def _count_change(self, _change: Change) -> None:
        self._changes += 1
        self._changed.emit()

    def _store_changed(self) -> None:
        if not self._store.is_open:
            # Told by a queue: what a lock saved last comes here after the desk was closed.
            return
        self.saved()
        self.page_changed()
        self._needs.look()

    def _new(self) -> None:
        act = self.page().primary_new()
        if act is not None:
            act()

    def _snapshot(self) -> None:
        self.flush()
        at = self._services.clock.now().astimezone()
        self.toast(self.tr("Kept {0}. Everything is kept as you type").format(f"{at:%H:%M}"))

    def _back(self) -> None:
        self._travel(self._places.back(self._now, self.page().position()))

    def _forward(self) -> None:
        self._travel(self._places.forward(self._now, self.page().position()))

    def _travel(self, place: tuple[str, dict[str, Any]] | None) -> None:
        if place is not None:
            self.open_page(place[0], place[1], remember=False)

    def _offer_words(self, found: Sequence[kept_words.Kept]) -> None:
        if kept_words.KeptDialog(found, self.window()).exec():
            kept_words.forget(self._services.drafts)

    def _failed(self, error: BaseException) -> None:
        messages.show_failure(self.window(), error)

    # Qt

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the page as the eye does, then the line at the head, then the rail."""
        return tab_order.go((self._stack, self.top, self._rail), forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come from rail, top bar or status bar into the page by F6, and from pane to pane of it.

        A page that goes through its panes in a way of its own takes the key before.
        """
        if event.key() == Qt.Key.Key_F6:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if tab_order.next_pane(self.page().widget(), forward=not back):
                return
            if back and not self._rail.isAncestorOf(self.window().focusWidget()):
                self._rail.focus(self._now)
            else:
                self.page().widget().setFocus()
            return
        super().keyPressEvent(event)
