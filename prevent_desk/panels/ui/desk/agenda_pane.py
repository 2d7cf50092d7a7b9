"""The agenda at the left: which point is on show, which is talked about, what became of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from prevent_desk.actions.model.records import Action, Source
from prevent_desk.core.clock import local
from prevent_desk.panels.model.records import Item, ItemKind, ItemState
from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.ui.desk.agenda_list import AgendaPainter
from prevent_desk.panels.ui.desk.agenda_rows import AgendaRow, Known, rows
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.once import Once
from prevent_desk.panels.ui.desk.share_words_dialog import ShareWordsDialog
from prevent_desk.ui.steady_rows import ROW_ROLE, SteadyRows
from prevent_desk.ui.widgets.acts_list import ActsList
from prevent_desk.ui.widgets.labels import ElidedLabel, KeyHint

_LOOK_MS = 15_000


class AgendaPane(QWidget):
    """The points in their order. A click shows one; Enter or a double click takes it up.

    While a meeting runs Alt+Up and Alt+Down take up the point before and the next one.
    """

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._times: dict[int, int] = {}
        self._times_of: int | None = None
        self._model = SteadyRows[AgendaRow](
            lambda row: row.item.id,
            lambda row: row.title,
            lambda row: row.spoken,
            self,
            tip=lambda row: row.spoken,
        )
        self.list = ActsList[AgendaRow](self.tr("Agenda"), ROW_ROLE)
        self.list.setModel(self._model)
        self.list.setItemDelegate(AgendaPainter(self.list))
        self.list.setMouseTracking(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.list.selectionModel().currentChanged.connect(
            lambda now, _was: self._look_at(now.row())
        )
        self.list.opened.connect(self._take_up)
        self.list.bind({Qt.Key.Key_R: self._turn_statement})
        self.setFocusProxy(self.list)
        self._lay()
        self._watch = QTimer(self, interval=_LOOK_MS)
        self._watch.timeout.connect(self._tick)
        self._once = Once(self.show_agenda, hub, self)
        hub.meeting_changed.connect(self._once.now)
        for told in (hub.agenda_changed, hub.actions_changed, hub.decision_changed):
            told.connect(self._once.ask)
        hub.item_changed.connect(self._choose)
        hub.place_wanted.connect(self._place_wanted)
        self.show_agenda()

    def show_agenda(self) -> None:
        """Show the points as they are now."""
        meeting = self._hub.meeting()
        if meeting is None:
            self._model.show_rows([])
            self._watch.stop()
            return
        if self._hub.is_live():
            self._watch.start()
        else:
            self._watch.stop()
        known = Known(
            meeting,
            {one.item_id: one for one in self._services.decisions.of_meeting(meeting.id)},
            self._which_referral(meeting.id),
            self._earlier(),
        )
        self._model.show_rows(rows(self._hub.items(), known, self._now()))
        self._choose(self._hub.item_id)

    # Inside

    @property
    def _services(self) -> PanelServices:
        return self._hub.around.services

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 6)
        head.addWidget(ElidedLabel(self.tr("Agenda"), "h2"), 1)
        hint = KeyHint("Alt ↑ ↓")
        hint.setToolTip(self.tr("Alt+Up and Alt+Down take up the point before and the next"))
        head.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def _earlier(self) -> list[Action]:
        meeting = self._hub.meeting()
        last = self._services.meetings.last_before(meeting.starts) if meeting else None
        if last is None:
            return []
        return list(self._services.actions.of_source(Source.PANEL, last.id))

    def _which_referral(self, meeting_id: int) -> dict[int, int]:
        cases = {
            one.id: one.episode_id
            for one in self._hub.items()
            if one.kind is ItemKind.CASE and one.episode_id is not None
        }
        # Asked once for an agenda: nobody is referred anew because somebody spoke.
        if self._times_of != meeting_id or cases.keys() != self._times.keys():
            found = self._services.referrals.people.times_of(list(cases.values()))
            self._times = {item: found.get(episode, 1) for item, episode in cases.items()}
            self._times_of = meeting_id
        return self._times

    def _tick(self) -> None:
        if self.isVisible() and self._hub.can_read():
            self.show_agenda()

    def _choose(self, item_id: int | None) -> None:
        row = self._model.row_of(item_id)
        if row >= 0 and row != self.list.currentIndex().row():
            self.list.choose(row)

    def _look_at(self, row: int) -> None:
        found = self._model.rows()
        if 0 <= row < len(found):
            self._hub.go_to(found[row].item.id)

    def _take_up(self) -> None:
        row = self.list.current()
        if row is not None:
            self._hub.take_up(row.item.id)
            self._hub.focus_entry()

    def _place_wanted(self, item_id: int, place: str) -> None:
        if place == "agenda":
            self._choose(item_id)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # The menu of a point

    def _offer(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            index = self.list.currentIndex()
            at = self.list.visualRect(index).center()
        row = self.list.current() if index.isValid() else None
        if row is None:
            return
        self.menu_of(row.item).exec(self.list.viewport().mapToGlobal(at))

    def menu_of(self, item: Item) -> QMenu:
        """Return what can be done with a point; each entry says what it does."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def offer(words: str, act: Callable[[], object], *, on: bool = True) -> None:
            entry = menu.addAction(words)
            entry.triggered.connect(lambda: act())
            entry.setEnabled(on)

        live = self._hub.is_live()
        if live:
            offer(
                self.tr("Talk about it &now"),
                lambda: self._hub.take_up(item.id),
                on=item.state is not ItemState.NOW,
            )
        if item.kind is ItemKind.OPENING and live:
            was_read = (meeting := self._hub.meeting()) is not None and meeting.read_out is not None
            words = (
                self.tr("Statement was &not read\tR")
                if was_read
                else self.tr("Statement was &read\tR")
            )
            offer(words, lambda: self._read_out(was_read=not was_read))
        for words, state in (
            (self.tr("&Put off to another panel"), ItemState.DEFERRED),
            (self.tr("Not n&eeded today"), ItemState.DROPPED),
            (self.tr("&Done"), ItemState.DONE),
            (self.tr("Still to &come"), ItemState.WAITING),
        ):
            if state is not item.state:
                offer(words, partial(self._set_state, item.id, state))
        menu.addSeparator()
        offer(self.tr("Words for the &shared window…"), lambda: self._share_words(item))
        return menu

    def _set_state(self, item_id: int, state: ItemState) -> None:
        agenda = self._services.agenda
        self._hub.do(lambda: agenda.set_state(item_id, state), None)
        self._hub.read_agenda()

    def _turn_statement(self) -> None:
        """Note on the opening that the statement was read, or was not after all."""
        row, meeting = self.list.current(), self._hub.meeting()
        is_opening = row is not None and row.item.kind is ItemKind.OPENING
        if is_opening and meeting is not None and self._hub.is_live():
            self._read_out(was_read=meeting.read_out is None)

    def _read_out(self, *, was_read: bool) -> None:
        meeting_id = self._hub.meeting_id
        if meeting_id is None:
            return
        meetings = self._services.meetings
        self._hub.do(lambda: meetings.read_statement(meeting_id, was_read=was_read), None)
        self._hub.read_agenda()

    def _share_words(self, item: Item) -> None:
        dialog = ShareWordsDialog(self._hub, item, self.window())
        if dialog.exec():
            agenda = self._services.agenda
            self._hub.do(lambda: agenda.share_words(item.id, dialog.words()), None)
            self._hub.read_agenda()

    def _now(self) -> datetime:
        return local(self._hub.around.clock.now())
