"""The record in the middle: its head, and tabs that each subject brings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.again import answers_again
from prevent_desk.referrals.model.people import Times
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service.forms import REFERRAL
from prevent_desk.referrals.ui.around import Around, Parted, Tab, TabKind
from prevent_desk.referrals.ui.files.dropping import FileDrop
from prevent_desk.referrals.ui.moving import steps
from prevent_desk.referrals.ui.record.brought import COMMANDS
from prevent_desk.referrals.ui.record.head import RecordHead
from prevent_desk.referrals.ui.tabs import with_further
from prevent_desk.referrals.ui.timeline.tab import TimelineTab
from prevent_desk.ui import clipboard
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule
from prevent_desk.ui.widgets.tab_bar import TabBar

TIMELINE = "timeline"


class Record(QWidget):
    """Shows one referral; satisfies `ui.panes.RecordPane`.

    What the first picture need not wait for comes after it: that it was looked at, the numbers of
    the tabs, and the tabs themselves, one at a time.

    Signals:
        side_wanted: The pane at the right is wanted, or is in the way.
        shown: Another referral is on show: None at once, its key after the first picture.
        new_wanted: A new referral is wanted.
    """

    side_wanted = Signal()
    shown = Signal(object)
    new_wanted = Signal()

    def __init__(
        self,
        around: Around,
        parent: QWidget | None = None,
        kinds: Sequence[TabKind] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._around = around
        kinds = with_further(around.tabs) if kinds is None else kinds
        self._kinds = {kind.key: kind for kind in kinds}
        self._tabs: dict[str, Tab] = {}
        self._episode: Episode | None = None
        self._is_new = False
        self.head = RecordHead(around, self._menu)
        self.bar = TabBar([(kind.key, kind.title) for kind in kinds])
        self._stack = QStackedWidget()
        # A tab that asks for much must not make the whole window taller than a small screen.
        self._stack.setMinimumHeight(120)
        self.empty = EmptyState(
            "inbox",
            self.tr("No referral is open"),
            self.tr("Choose one in the list, or record a new one."),
            first=self.tr("New referral"),
            first_icon="plus",
        )
        self._lay_out()
        self.files = FileDrop(around, self, self.episode)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_rest)
        self._making = QTimer(self, singleShot=True, interval=0)
        self._making.timeout.connect(self._make_next)
        self.bar.chosen.connect(self._choose)
        self.head.adding.connect(self.add_entry)
        self.head.moving.connect(self.move_on)
        self.head.side_wanted.connect(self.side_wanted)
        self.head.exceptions_wanted.connect(self._show_exceptions)
        self.empty.first_clicked.connect(self.new_wanted)
        self.show_episode(None)

    # What the view of list and record asks

    def widget(self) -> QWidget:
        """Return the pane itself."""
        return self

    def episode(self) -> Episode | None:
        """Return the referral on show."""
        return self._episode

    def show_episode(self, episode_id: int | None, tab: str = "") -> None:
        """Show a referral, at a tab where one is named; None shows that there is none.

        One that is no longer there is passed over in silence.
        """
        episode = self._read(episode_id)
        another = episode is None or self._episode is None or episode.id != self._episode.id
        if another:
            self.flush()
        self._episode = episode
        self._outer.setCurrentWidget(self._body if episode else self.empty)
        if another:
            self.shown.emit(None)
        if episode is None:
            return
        number = self._around.services.people.times_of([episode.id]).get(episode.id, 0)
        self.head.show_episode(episode, Times(number).words)
        key, _, part = tab.partition("/")
        wanted = key if key in self._kinds else self.bar.tab() or next(iter(self._kinds))
        self._show_tab(wanted)
        shown = self._tabs[wanted]
        if part and isinstance(shown, Parted):
            shown.show_section(part)
        self._is_new |= another
        self._later.start()

    def tab(self) -> str:
        """Return the key of the tab on show."""
        return self.bar.tab()

    def tab_widget(self, key: str) -> Tab:
        """Return a tab, made where it was not yet."""
        found = self._tabs.get(key)
        if found is None:
            found = self._tabs[key] = self._kinds[key].make(self._around, self)
            self._stack.addWidget(found.widget())
        return found

    def flush(self) -> None:
        """Commit or keep as a draft what is being typed, in every tab."""
        for tab in self._tabs.values():
            tab.flush()

    def rest(self) -> None:
        """Leave what was put off: the store may be closed now."""
        self._later.stop()
        self._making.stop()

    def reload(self) -> None:
        """Show the store as it is now."""
        if self._episode is not None:
            self.show_episode(self._episode.id, self.bar.tab())

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the referral on show."""
        if self._episode is None:
            return ()
        episode = self._episode
        tabs = [
            Command(f"Show {kind.title.lower()} of {episode.ref}", partial(self._go, key))
            for key, kind in self._kinds.items()
            if key != self.bar.tab()
        ]
        own = self._tabs.get(self.bar.tab())
        return [
            Command(
                f"Move {episode.ref} to…", self.move_on, "arrow-right", "", "state step status"
            ),
            Command(f"Add entry to {episode.ref}", self.add_entry, "plus", "", "note call mail"),
            *self._menu(),
            *(own.commands() if own is not None else ()),
            *tabs,
        ]

    def focus_record(self) -> None:
        """Put the keyboard into the tab on show."""
        tab = self._tabs.get(self.bar.tab())
        if tab is not None:
            tab.widget().setFocus()

    def has_focus(self) -> bool:
        """Return whether the keyboard is in the record."""
        focused = self.window().focusWidget()
        return self.isAncestorOf(focused)

    # Acts

    def begin_entry(self) -> None:
        """Put the keyboard into the line for a new entry, in its tab (Ctrl+N)."""
        timeline = self._timeline()
        if timeline is not None:
            timeline.begin_entry()

    def add_entry(self) -> None:
        """Ask for an entry with everything that can be said of it."""
        timeline = self._timeline()
        if timeline is not None:
            timeline.add_entry()

    def move_on(self) -> None:
        """Ask which step is to be taken, and take it."""
        self._move()

    def danger(self) -> None:
        """Hand over an immediate danger (F9): the step is chosen already."""
        self._move(State.IMMEDIATE_RISK)

    # Inside

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._outer = QStackedWidget()
        outer.addWidget(self._outer)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        bar = QVBoxLayout()
        bar.setContentsMargins(7, 4, 14, 0)
        bar.addWidget(self.bar)
        column.addLayout(bar)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        self._outer.addWidget(self.empty)
        self._outer.addWidget(self._body)

    def _read(self, episode_id: int | None) -> Episode | None:
        if episode_id is None:
            return None
        try:
            return self._around.services.episodes.episode(episode_id)
        except Refused:
            return None

    def _show_tab(self, key: str) -> None:
        episode = self._episode
        if episode is None:
            return
        tab = self.tab_widget(key)
        tab.show_episode(episode)
        self._stack.setCurrentWidget(tab.widget())
        self.bar.show_tab(key)

    def _choose(self, key: str) -> None:
        for tab in self._tabs.values():
            tab.flush()
        self._show_tab(key)
        self._around.desk.page_changed()

    def _go(self, key: str) -> None:
        if self._episode is not None:
            self._around.open_view("desk", {"episode": self._episode.id, "tab": key})

    def _show_rest(self) -> None:
        """Do what the first picture need not wait for: say that it was looked at, count."""
        episode = self._episode
        # Out of sight the desk may be closing: what is left is done when the record is seen again.
        if episode is None or not self.isVisible():
            return
        if self._is_new:
            self._is_new = False
            self._around.services.episodes.note_viewed(episode.id, episode.ref)
            self.shown.emit(episode.id)
        for key, tab in self._tabs.items():
            self.bar.set_badge(key, tab.badge(episode))
        self._making.start()

    def _make_next(self) -> None:
        """Make one tab that was not looked at yet, for its number; the next when there is time."""
        key = next((key for key in self._kinds if key not in self._tabs), None)
        if key is None or self._episode is None or not self.isVisible():
            return
        self.bar.set_badge(key, self.tab_widget(key).badge(self._episode))
        self._making.start()

    def _timeline(self) -> TimelineTab | None:
        if self._episode is None:
            return None
        if self.bar.tab() != TIMELINE:
            self._choose(TIMELINE)
        tab = self._tabs[TIMELINE]
        return tab if isinstance(tab, TimelineTab) else None

    def _move(self, wanted: State | None = None) -> None:
        if self._episode is None:
            return
        self.flush()
        steps.take(self._around, self._episode, self.window(), wanted=wanted, go=self._go_there)

    def _go_there(self, tab: str) -> None:
        if tab == "side":
            self.side_wanted.emit()
        elif tab.partition("/")[0] in self._kinds:
            self._go(tab)

    def _show_exceptions(self) -> None:
        timeline = self._timeline()
        if timeline is not None and self._episode is not None:
            newest = [move for move in self._episode.moves if move.exception][-1]
            timeline.show_line(f"move:{newest.id}")
            if f"move:{newest.id}" not in timeline.view.painter_.opened:
                timeline.view.toggle_words()
            timeline.view.setFocus()

    def _menu(self) -> list[Command]:
        episode = self._episode
        if episode is None:
            return []
        found = [
            Command("Immediate danger…", self.danger, "shield-alert", "F9", "999 urgent risk"),
            Command("New referral of the same person", self._again, "repeat-2", "", "re-referral"),
            Command("Copy reference", self._copy_reference, "copy", "", "number clipboard"),
        ]
        return found + [one for bring in COMMANDS for one in bring(self._around, episode)]

    def _again(self) -> None:
        """Begin a new referral of the people on show: an ended one is never opened again."""
        episode = self._episode
        if episode is None:
            return
        told: dict[str, Any] = {}
        if episode.subjects:
            person = episode.subjects[0]
            form = self._around.services.forms.form(REFERRAL)
            reason = f"New referral begun from {episode.ref}"
            same = {"place": 0, "person_id": person.id, "name": person.name, "reason": reason}
            told = {"prefill": {"answers": answers_again(form, person), "same": [same]}}
        self._around.open_view("intake", told)

    def _copy_reference(self) -> None:
        if self._episode is not None:
            clipboard.put_text(self._episode.ref)
            self._around.desk.toast(f"{self._episode.ref} copied")

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with what is done after the first picture."""
        super().showEvent(event)
        if self._episode is not None:
            self._later.start()
