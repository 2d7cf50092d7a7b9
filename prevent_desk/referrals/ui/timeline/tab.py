"""The tab “Timeline”: filters, the line of time, and the line for a new entry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from prevent_desk.referrals.model import timeline
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.timeline import WRITTEN, Line, NewEntry
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.timeline.entry_dialog import EntryDialog
from prevent_desk.referrals.ui.timeline.filters import TimelineFilters
from prevent_desk.referrals.ui.timeline.lines_view import LinesView
from prevent_desk.referrals.ui.timeline.quick import QuickLine
from prevent_desk.ui import clipboard
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import Rule

_ORDER = "referrals/timeline/oldest_first"
_WAIT_MS = 120


class TimelineTab(QWidget):
    """Shows everything that happened in a referral, and takes what happens next."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._timeline = around.services.timeline
        self._episode: Episode | None = None
        self._all: list[Line] = []
        self._named: set[str] = set()
        self.filters = TimelineFilters(around.clock)
        self.filters.set_order(oldest_first=bool(around.desk.setting(_ORDER, False)))
        self.view = LinesView(around.clock.today())
        self.empty = EmptyState()
        self.quick = QuickLine(around.desk, around.clock)
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._later.timeout.connect(self._show)
        self.filters.changed.connect(self._filters_changed)
        self.filters.words.textChanged.connect(lambda _text: self._later.start())
        self.empty.first_clicked.connect(self.filters.clear)
        self.quick.added.connect(self._add)
        self.view.wanted.connect(self._name)
        self.view.opened.connect(self._open)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        copy = QShortcut(QKeySequence("Ctrl+C"), self.view, self.copy)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        back = QShortcut(QKeySequence("Esc"), self, self._step_back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.view)

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's line of time; filters stay, opened lines of another one do not."""
        if self._episode is None or self._episode.id != episode.id:
            self._named.clear()
            self.view.painter_.opened.clear()
            self.filters.show_all_kinds()
        self._episode = episode
        self.quick.show_episode(episode.id)
        self._read()

    def badge(self, episode: Episode) -> int:
        """Return how many lines there are."""
        same = self._episode is not None and self._episode.id == episode.id
        # What is out of sight was read when it was last seen: more may stand in the record now.
        if same and self.isVisible() and self._is_whole():
            return len(self._all)
        return self._timeline.count(episode.id)

    def flush(self) -> None:
        """Keep what is being typed."""
        self.quick.flush()

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the timeline now."""
        line = self.view.current()
        found = [
            Command("Add entry", self.add_entry, "plus", "Ctrl+N", "note call mail timeline"),
            Command("Copy timeline as text", self.copy, "copy", "Ctrl+C", "chronology clipboard"),
            Command("Show timeline as at a day", self.filters.rewind, "history", "", "rewind"),
            Command(
                "Show the other way round", self.filters.order_button.click, "arrow-down", "",
                "oldest newest first order",
            ),
            Command(
                "Show all referrals of this person", self.filters.person.click, "users", "",
                "whole history chronology",
            ),
        ]  # fmt: skip
        if line is not None and line.kind in WRITTEN:
            found.append(Command(
                f"Add to “{line.kind.words}”", self.add_to, "list-plus", "", "addendum correct"
            ))  # fmt: skip
        return found

    # Acts

    def begin_entry(self) -> None:
        """Put the keyboard into the line for a new entry (Ctrl+N)."""
        self.quick.begin()

    def add_entry(self) -> None:
        """Ask for an entry with everything that can be said of it."""
        if self._episode is None:
            return
        around = self._around
        dialog = EntryDialog(
            around.desk,
            around.clock,
            around.services.forms.vocabularies(),
            self._episode.id,
            self._episode.ref,
            self.window(),
            self.quick.edit.toPlainText(),
        )
        if dialog.exec() and dialog.entry is not None and self._write(dialog.entry):
            dialog.forget()
            self.quick.clear()

    def add_to(self) -> None:
        """Begin an addition to the current entry: what stands is never edited."""
        line = self.view.current()
        if line is not None and line.kind in WRITTEN and line.key.startswith("entry:"):
            self.quick.begin((int(line.key.split(":")[1]), line.title))

    def copy(self) -> None:
        """Copy the selected lines as text; hidden ones stay out."""
        shown = [line for line in self.view.chosen() if line.key not in self.view.lines.hidden]
        clipboard.put_text(timeline.as_text(shown, with_refs=self.filters.is_person()))
        count = f"{len(shown)} line{'' if len(shown) == 1 else 's'}"
        self._around.desk.toast(f"{count} copied as text")

    def show_line(self, key: str) -> None:
        """Show a line, whatever the filters are."""
        if not self.view.show_line(key):
            self.filters.show_all_kinds()
            self._read()
            self.view.show_line(key)

    # Inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column.addWidget(middle, 1)
        column.addWidget(Rule())
        column.addWidget(self.quick)

    def _is_whole(self) -> bool:
        return self.filters.day() is None and not self.filters.is_person()

    def _filters_changed(self) -> None:
        self._around.desk.remember(_ORDER, self.filters.is_oldest_first())
        self._read()

    def _read(self) -> None:
        if self._episode is None:
            return
        self._all = self._timeline.lines(
            self._episode.id, person=self.filters.is_person(), as_at=self.filters.day()
        )
        self._show()

    def _show(self) -> None:
        wanted = timeline.chosen(self._all, self.filters.filters())
        unnamed = {line for line in wanted if line.is_referrers}
        hiding = self._unnamed({line.episode_id for line in unnamed})
        hidden = {line.key for line in unnamed if line.episode_id in hiding} - self._named
        self.view.show_lines(wanted, with_refs=self.filters.is_person(), hidden=frozenset(hidden))
        self.filters.show_count(len(wanted), len(self._all))
        self.empty.set_filtered(
            self.tr("Nothing in this part of the timeline"),
            self.tr("{0} lines do not fit the filters above.").format(len(self._all)),
        )
        self._stack.setCurrentWidget(self.view if wanted else self.empty)

    def _unnamed(self, episode_ids: set[int]) -> set[int]:
        episode = self._episode
        if episode is not None and episode_ids <= {episode.id}:
            return episode_ids if episode.is_anonymous else set()
        return self._timeline.unnamed(episode_ids)

    def _write(self, entry: NewEntry) -> bool:
        episode = self._episode
        if episode is None:
            return False
        said = "Added to the entry" if entry.adds_to else f"{entry.kind.words} added"
        act = partial(self._timeline.add, episode.id, entry)
        made = self._around.acts.do(act, None, said=f"{said} to {episode.ref}")
        if made is None:
            return False
        self.show_line(f"entry:{entry.adds_to or made}")
        return True

    def _add(self, entry: NewEntry) -> None:
        if self._write(entry):
            self.quick.clear()

    def _name(self, key: str) -> None:
        """Show a line that tells who the referrer is, for this sitting; that it was is recorded."""
        if self._episode is not None:
            self._timeline.note_named(self._episode.id)
        self._named.add(key)
        self._show()

    def _open(self, line: Line) -> None:
        episode = self._episode
        if episode is None:
            return
        if line.episode_id != episode.id or line.tab:
            place = {"episode": line.episode_id, "tab": line.tab or "timeline"}
            self._around.open_view("desk", place)
        else:
            self.view.toggle_words()

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for command in self.commands():
            menu.addAction(command.title, command.run)
        menu.exec(self.view.viewport().mapToGlobal(at))

    def _step_back(self) -> None:
        if self.filters.is_narrow():
            self.filters.clear()
            self.view.setFocus()
