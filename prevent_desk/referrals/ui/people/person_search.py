"""A box that finds people by name, birth, address or phone, with the guard's own search."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.referrals.model.matching import Match, Result
from prevent_desk.referrals.model.people import Group
from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui import jobs, messages
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.result_list import Entry, ResultList

_QUIET_MS = 60
"""A search is asked for when no key came for so long; typing is never held up."""

_MOST = 100
"""People that are listed; further ones are found by typing more."""

_Found = tuple[Result, list[Group]]


class PersonSearch(QWidget):
    """A search box over a list of people; without words it lists those referred last.

    Signals:
        person_shown: Another person is the current one; carries their head, 0 for nobody.
        person_chosen: A person was chosen by Enter or click; carries their head.
    """

    person_shown = Signal(int)
    person_chosen = Signal(int)

    def __init__(
        self, around: Around, keys: str = "", leave_out: int = 0, parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            around: The room.
            keys: The key that reaches the box, as shown in it.
            leave_out: A head that is not offered.
            parent: As Qt's.
        """
        super().__init__(parent)
        self._around, self._leave_out = around, leave_out
        self._asked = 0
        self._shown = 0
        self._fills = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.box = SearchBox("Name, date of birth, address or phone", keys)
        self.list = ResultList()
        self.list.setProperty("pane", "surface")
        self.told_label = WrapLabel("", "meta")
        column.addWidget(self.box)
        column.addWidget(self.told_label)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.box)
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self.search)
        self.box.textChanged.connect(lambda _text: self._timer.start())
        self.box.moved.connect(self.list.move_by)
        self.box.returnPressed.connect(self.list.activate_current)
        self.list.activated_entry.connect(self._chosen)
        self.list.selectionModel().currentChanged.connect(self._current)

    def search(self) -> None:
        """Look for what is typed, beside the window; without words, list the newest."""
        self._timer.stop()
        self._asked += 1
        text, asked = self.box.text().strip(), self._asked

        def work(_report: Report, _stopped: Stopped) -> _Found:
            people, guard = self._around.services.people, self._around.services.guard
            if not text:
                return Result(compared=people.count()), people.newest(_MOST)
            result = guard.search(text, typing=True, most=_MOST)
            heads = [one.head for one in (*result.matches, *result.more)][:_MOST]
            return result, people.rows(heads)

        jobs.run(work, self, done=partial(self._found, asked, text), failed=self._failed)

    def current(self) -> int:
        """Return the head of the current person; 0 where there is none."""
        entry = self.list.current_entry()
        return entry.payload if entry is not None and isinstance(entry.payload, int) else 0

    def choose(self, head_id: int) -> None:
        """Make a person the current one, where they are listed; nothing is told."""
        self._shown = head_id
        self._fills = True
        self.list.choose(str(head_id))
        self._fills = False

    # Inside

    def _found(self, asked: int, text: str, found: _Found) -> None:
        if asked != self._asked:
            return
        result, groups = found
        by_head = {one.head: one for one in (*result.matches, *result.more)}
        entries = [
            _entry(group, by_head.get(group.head_id))
            for group in groups
            if group.head_id != self._leave_out
        ]
        self._fills = True
        self.list.set_entries(entries)
        first = self.list.current_entry()
        there = self.list.choose(str(self._shown))
        if text and not there and first is not None:
            self.list.choose(first.key)
        self._fills = False
        self.told_label.setText(self._told(text, result, len(entries)))
        if text and not there:
            # What is typed decides who is on show; the list of the newest leaves it as it is.
            self._current(QModelIndex(), QModelIndex())

    def _told(self, text: str, result: Result, shown: int) -> str:
        everybody = f"{result.compared:,} {'person' if result.compared == 1 else 'people'}"
        if not text:
            return (
                everybody if shown >= result.compared else f"{shown} of {everybody}, newest first"
            )
        found = f"{shown} of {everybody}" if shown else f"None of {everybody} fits"
        return f"{found}. {result.tied}".strip()

    def _failed(self, error: BaseException) -> None:
        messages.show_failure(self, error)

    def _current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        head = self.current()
        if head != self._shown and not self._fills:
            self._shown = head
            self.person_shown.emit(head)

    def _chosen(self, entry: object) -> None:
        if isinstance(entry, Entry) and isinstance(entry.payload, int):
            self.person_chosen.emit(entry.payload)


def _entry(group: Group, match: Match | None) -> Entry:
    newest = group.contacts[0] if group.contacts else None
    detail = newest.ref if newest else ""
    number = len({one.episode_id for one in group.contacts})
    if number > 1:
        detail = f"{detail} + {number - 1}"
    heading = match.band.value if match else "Referred last"
    name = match.name if match else group.name
    born = next((one.born for one in group.people if one.born), None)
    title = f"{name}, born {born.year}" if born else name
    return Entry(title, group.head_id, heading, "user", detail, key=str(group.head_id))
