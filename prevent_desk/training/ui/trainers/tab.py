"""The tab “Trainers”: who may give which course, until when, and what they gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_short
from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.nouns import PEOPLE, Noun
from prevent_desk.logbook.model.query import Query
from prevent_desk.training.model.sessions import SESSION
from prevent_desk.training.model.trainers import Standing, Trainer
from prevent_desk.training.service.sessions_log import ENTRIES
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.trainers.dialogs import StoppedDialog, TrainerDialog
from prevent_desk.ui import icons, messages
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

KEY = "trainers"
TRAINERS = Noun("trainer", "trainers")
_FOLLOW_MS = 80
_CHIPS = {
    Standing.GIVES: ("circle-check", "green"),
    Standing.SOON: ("alarm-clock", "amber"),
    Standing.LAPSED: ("circle-alert", "red"),
    Standing.ENDED: ("user-x", "grey"),
}


def how_many_trainers(around: Around) -> int:
    """Return how many there are who did not stop."""
    return around.services.trainers.how_many()


class TrainersTab(QWidget):
    """Satisfies `ui.tabs_page.Tab`; a position: `{"trainer": 3}`."""

    changed = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._every: list[Trainer] = []
        self.box = SearchBox("Filter trainers", "Ctrl F")
        self.stopped_chip = ChipButton(checkable=True)
        self.stopped_chip.show_state("With those who stopped", "user-x", "grey")
        self._count = QLabel()
        self._count.setProperty("t", "support")
        self.table: TwoLineTable[Trainer] = TwoLineTable(
            [
                CellColumn("Trainer", _who),
                CellColumn("Course", _course),
                CellColumn("Accredited", self._standing),
                CellColumn("Given", _given),
                CellColumn("Last", _last),
            ],
            lambda one: one.id,
            "Trainers",
        )
        self.pane = Pane("The trainer")
        self.empty = EmptyState()
        self._head = QWidget()
        self.new_button = Button("Ne&w trainer", "user-plus", kind="primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow.timeout.connect(self._show_pane)
        self._wire()
        self.reload()

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane of the trainer."""
        return self.pane

    def has_subject(self) -> bool:
        """Return whether there is a trainer on show."""
        return self.table.current() is not None

    def buttons(self) -> Sequence[Button]:
        """Return its button in the page's head."""
        return (self.new_button,)

    def count(self) -> int:
        """Return how many there are who did not stop."""
        today = self._around.clock.today()
        return sum(one.standing(today) is not Standing.ENDED for one in self._every)

    def shown_count(self) -> str:
        """Return "3 of 9 trainers"."""
        shown, every = self.table.rows.rowCount(), len(self._every)
        said = TRAINERS.counted(every)
        return said if shown == every else f"{shown:,} of {said}"

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [Command("New trainer", self.add, "user-plus", "Ctrl+N", "facilitator accredited")]
        one = self.table.current()
        return [*found, *(self._acts(one) if one is not None else ())]

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new trainer."""
        return self.add

    def filter_here(self) -> None:
        """Put the keyboard into the filter."""
        self.box.setFocus()
        self.box.selectAll()

    def position(self) -> dict[str, Any]:
        """Return who is chosen."""
        one = self.table.current()
        return {"trainer": one.id} if one is not None else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Choose a trainer, taking filters off where they hide them."""
        key = position.get("trainer")
        if key is not None and not self.table.go_to_key(key):
            self.box.clear()
            self.stopped_chip.setChecked(True)
            self._show()
            self.table.go_to_key(key)
        self._follow.stop()
        self._show_pane()

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""
        self._follow.stop()

    def reload(self) -> None:
        """Show the store as it is now."""
        self._show()
        self._follow.stop()
        self._show_pane()

    # Acts

    def add(self) -> None:
        """Enter a trainer."""
        dialog = TrainerDialog(self._around)
        if dialog.exec():
            self._done("Trainer added", dialog.made)

    def change(self, one: Trainer) -> None:
        """Change who gives what."""
        if TrainerDialog(self._around, one).exec():
            self._done("Trainer changed", one.id)

    # Inside

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._head)
        row.setContentsMargins(18, 7, 14, 7)
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(self.stopped_chip)
        row.addStretch(1)
        row.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.box.textChanged.connect(lambda _text: self._show())
        self.box.moved.connect(self.table.move_by)
        self.box.returnPressed.connect(lambda: self.table.setFocus())
        self.stopped_chip.toggled.connect(lambda _on: self._show())
        self.table.current_changed.connect(lambda _one: self._follow.start())
        self.table.opened.connect(lambda one, _column: self.change(one))
        self.table.menu_asked.connect(self._menu)
        self.table.stepped_back.connect(lambda: self.box.clear())
        self.new_button.clicked.connect(lambda: self.add())
        self.empty.first_clicked.connect(self._fill_empty)

    def _show(self) -> None:
        self._every = self._around.services.trainers.all(ended=self.stopped_chip.isChecked())
        words = self.box.text().casefold().split()
        shown = [one for one in self._every if all(word in _told(one) for word in words)]
        self.table.show_rows(shown)
        self._stack.setCurrentWidget(self.table if shown else self.empty)
        self.new_button.set_kind("primary" if self._every else "secondary")
        if not shown and self._every:
            self.empty.show_text("No trainer fits", "Nobody has all these words.", icon="search-x")
            self.empty.set_buttons("Clear the filter", "funnel-x")
        elif not shown:
            self.empty.show_text(
                "No trainer yet",
                "Who may give which course, since when and until when; what they gave follows from "
                "the sessions.",
                icon="graduation-cap",
            )
            self.empty.set_buttons("New trainer", "user-plus")
        self._count.setText(self.shown_count())
        self.changed.emit()

    def _fill_empty(self) -> None:
        if self._every:
            self.box.clear()
        else:
            self.add()

    def _standing(self, one: Trainer) -> Cell:
        today = self._around.clock.today()
        icon, tone = _CHIPS[one.standing(today)]
        since = f"since {say_short(one.accredited)}" if one.accredited is not None else ""
        return Cell(_capital(one.said(today)), since, icon, tone)

    def _acts(self, one: Trainer) -> list[Command]:
        found = [
            Command("Change this trainer", partial(self.change, one), "pencil", "Enter"),
            Command("Show their sessions", partial(self._sessions, one), "list"),
        ]
        trainers = self._around.services.trainers
        if one.ended is None:
            found.append(Command("Stopped giving it…", partial(self._stop, one), "user-x"))
        else:
            again = partial(self._do, partial(trainers.resume, one.id), "Trainer gives again")
            found.append(Command("Gives it again", again, "rotate-ccw"))
        found.append(Command("Take away, entered by mistake", partial(self._remove, one),
                             "trash-2", by_verb=True))  # fmt: skip
        return found

    def _menu(self, one: Trainer, _column: int, place: QPoint) -> None:
        menu = QMenu(self)
        for act in self._acts(one):
            menu.addAction(icons.icon(act.icon), act.title).triggered.connect(
                lambda _on=False, act=act: act.run()
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _stop(self, one: Trainer) -> None:
        if StoppedDialog(self._around, one).exec():
            self._done("Trainer stopped", None)

    def _remove(self, one: Trainer) -> None:
        if messages.ask(
            self._around.owner.window(), "Take this trainer away?",
            "The sessions they gave stay as they are. Undo brings the entry back.", "Take away",
        ):  # fmt: skip
            self._do(partial(self._around.services.trainers.remove, one.id), "Trainer taken away")

    def _sessions(self, one: Trainer) -> None:
        query = Query(ids=frozenset(one.session_ids))
        self._around.desk.open_page("Training", {"tab": "log", "query": query.to_json()})

    def _do(self, act: Callable[[], object], said: str) -> None:
        self._around.acts.do(act, None, said=said)

    def _done(self, said: str, trainer_id: int | None) -> None:
        self._do(lambda: None, said)
        if trainer_id is not None:
            self.go_to({"trainer": trainer_id})

    def _show_pane(self) -> None:
        one, pane = self.table.current(), self.pane
        pane.begin()
        if one is None:
            pane.add(EmptyState("graduation-cap", "No trainer chosen"))
        else:
            self._fill(pane, one)
        pane.done()
        self.changed.emit()

    def _fill(self, pane: Pane, one: Trainer) -> None:
        today = self._around.clock.today()
        icon, tone = _CHIPS[one.standing(today)]
        acts = self._acts(one)
        pane.head(
            one.organisation or "Trainer", one.who.words,
            [(_capital(one.said(today)), icon, tone)],
            [Act("Change", acts[0].run, "pencil"), Act(acts[2].title, acts[2].run, acts[2].icon)],
        )  # fmt: skip
        since = f"Accredited {say_short(one.accredited)}" if one.accredited is not None else ""
        pane.section("Course", [Entry(one.course or "Any course", since, "graduation-cap")])
        show = Act("Show them", partial(self._sessions, one), "list") if one.session_ids else None
        pane.section("Given", [], show)
        if one.session_ids:
            pane.words(f"{one.sessions.words(SESSION, ENTRIES)}")
            pane.words(f"{one.people.words(PEOPLE, ENTRIES)}")
            if one.last is not None:
                pane.words(f"Last on {say_short(one.last)}")
        else:
            pane.words("No session of the log names them for this course.")
        if one.note:
            pane.section("Note", [])
            pane.words(one.note)

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        (self.table if self.table.current() is not None else self.empty).setFocus(event.reason())


def _told(one: Trainer) -> str:
    return f"{one.who.words} {one.organisation} {one.course} {one.note}".casefold()


def _who(one: Trainer) -> Cell:
    return Cell(one.who.words, one.organisation, strong=True)


def _course(one: Trainer) -> Cell:
    return Cell(one.course or "Any course")


def _given(one: Trainer) -> Cell:
    if not one.session_ids:
        return Cell("Nothing yet", tone="text3")
    return Cell(_short(one.sessions, SESSION), _short(one.people, PEOPLE))


def _last(one: Trainer) -> Cell:
    return Cell(say_short(one.last) if one.last is not None else "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _short(tally: Tally, noun: Noun) -> str:
    if not tally.is_known:
        return f"{noun.many} not known"
    return f"{'about ' if tally.is_about else ''}{noun.counted(tally.total)}"
