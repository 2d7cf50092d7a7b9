"""The room at the right: who is here for the case, its quorum, and who comes and goes.

F8 and initials note an arrival or a departure; everything else is in the menu of a row (Menu key).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from prevent_desk.panels.model import presence
from prevent_desk.panels.model.presence import Stand
from prevent_desk.panels.model.quorum import Verdict
from prevent_desk.panels.model.records import Attendee, ItemKind, Role
from prevent_desk.panels.service.room import RoomService
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.once import Once
from prevent_desk.panels.ui.desk.room_dialogs import (
    ApologyDialog,
    CorrectDialog,
    GuestDialog,
    InterestDialog,
    TimeDialog,
    called,
)
from prevent_desk.panels.ui.desk.room_list import RoomPainter, RoomRow, row_of
from prevent_desk.ui.steady_rows import ROW_ROLE, SteadyRows
from prevent_desk.ui.widgets.acts_list import ActsList
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import ElidedLabel, Glyph, KeyHint, WrapLabel

_HOME_MS = 60


class RoomPane(QWidget):
    """Who is in the room, and the ways to say that somebody came or went."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._people: list[Attendee] = []
        self._verdict: Verdict | None = None
        self._home_of: tuple[object, ...] = ()
        self.count = Chip("", "users", "green")
        self.mark_all = Button(self.tr("Mark all"), kind="link")
        self.mark_all.setToolTip(self.tr("Everybody expected has arrived now"))
        self.guest = IconButton("user-plus", self.tr("Add a guest"), small=True)
        self._glyph = Glyph("circle-check", "green", 15)
        self.quorum = WrapLabel("", "small")
        self.home = ElidedLabel("", "small")
        self._model = SteadyRows[RoomRow](
            lambda row: row.attendee.id, lambda row: row.agency, lambda row: row.spoken, self
        )
        self.list = ActsList[RoomRow](self.tr("In the room"), ROW_ROLE)
        self.list.setModel(self._model)
        self.list.setItemDelegate(RoomPainter(self.list))
        self.list.setMouseTracking(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.box = _InitialsLine()
        self.said = ElidedLabel("", "small")
        self._lay()
        self._bind()
        self.show_room()

    def show_room(self) -> None:
        """Show who is here now, and whether they are a quorum for the point on show."""
        meeting = self._hub.meeting()
        self._people, self._verdict = [], None
        if meeting is not None:
            self._people, self._verdict = self._room.standing(meeting.id, self._hub.item_id)
        letters = {one.id: one.letter for one in self._hub.items()}
        began = self._began()
        rows = [row_of(one, began, letters.get(one.item_id or 0, "")) for one in self._people]
        self._model.show_rows(rows)
        counted = [one for one in self._people if one.item_id in {None, self._hub.item_id}]
        here = presence.agencies(one for one in counted if one.is_here)
        asked = presence.agencies(counted)
        self.count.show_state(
            self.tr("{0} of {1}").format(here, asked), "users", "green" if here else "grey"
        )
        self.count.setAccessibleName(self.tr("{0} of {1} agencies are here").format(here, asked))
        open_for = self._may_change()
        for part in (self.mark_all, self.guest, self.box):
            part.setEnabled(open_for)
        self._say_quorum()

    # Coming and going

    def focus_box(self) -> None:
        """Put the keyboard into the box for initials."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def take_initials(self) -> None:
        """Note that whoever has the typed initials came, or went where they are here."""
        typed = self.box.text().strip()
        if not typed:
            return
        found = self._meant(typed)
        if len(found) != 1:
            told = (
                self.tr("Nobody here has the initials {0}.")
                if not found
                else self.tr("More than one begins with {0}.")
            )
            self._tell(told.format(typed.upper()))
            self.box.selectAll()
            return
        one = found[0]
        here = self._do(lambda: self._room.turn(one.id))
        if here is not None:
            self.box.clear()
            self._tell_turn(one, here=bool(here))

    def turn(self) -> None:
        """Note that the person of the chosen row came, or went where they are here."""
        row = self.list.current()
        if row is None or not self._may_change():
            return
        here = self._do(lambda: self._room.turn(row.attendee.id))
        if here is not None:
            self._tell_turn(row.attendee, here=bool(here))

    def arrive_all(self) -> None:
        """Note that everybody expected arrived now."""
        meeting_id = self._hub.meeting_id
        if meeting_id is None:
            return
        count = self._do(lambda: self._room.arrive_all(meeting_id))
        if count is not None:
            told = (
                self.tr("{0} marked as here.") if count else self.tr("Nobody was expected still.")
            )
            self._tell(told.format(count))

    def add_guest(self) -> None:
        """Ask who joins, and note them as here."""
        meeting_id = self._hub.meeting_id
        if meeting_id is None:
            return
        item = self._hub.item()
        case = item if item is not None and item.kind is ItemKind.CASE else None
        services = self._hub.around.services
        known = [(one.id, one.called) for one in services.contacts.organisations.all()]
        dialog = GuestDialog(case, known, self.window())
        if not dialog.exec():
            return
        guest = dialog.guest()
        group = f"guest.{meeting_id}.{len(self._people)}"
        made = self._do(
            lambda: services.invitations.add_guest(meeting_id, guest, guest.item_id, group=group)
        )
        if isinstance(made, int) and self._hub.is_live():
            self._do(lambda: self._room.arrive(made, group=group))
            self._tell(self.tr("{0} joined.").format(guest.agency))

    # The menu of a row

    def menu_of(self, row: RoomRow) -> QMenu:
        """Return what can be noted of somebody."""
        one, room = row.attendee, self._room
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def offer(words: str, act: Callable[[], object]) -> None:
            menu.addAction(words).triggered.connect(lambda: act())

        if one.is_here:
            offer(self.tr("&Left now"), lambda: self._do(lambda: room.leave(one.id)))
            offer(self.tr("Left &at…"), lambda: self._at(one, self.tr("Left at"), room.leave))
        else:
            offer(self.tr("&Arrived now"), lambda: self._do(lambda: room.arrive(one.id)))
            offer(
                self.tr("Arrived a&t…"), lambda: self._at(one, self.tr("Arrived at"), room.arrive)
            )
        if one.times:
            offer(self.tr("&Correct a time…"), lambda: self._correct(one))
        menu.addSeparator()
        if row.stand is Stand.APOLOGY:
            offer(self.tr("Is coming after a&ll"), lambda: self._do(lambda: room.expect(one.id)))
        if not one.times:
            offer(self.tr("A&pology…"), lambda: self._apology(one))
        offer(self.tr("Declare an &interest…"), lambda: self._declare(one))
        menu.addSeparator()
        for words, role in (
            (self.tr("Takes the c&hair"), Role.CHAIR),
            (self.tr("Sits as l&ead"), Role.LEAD),
            (self.tr("Sits as &deputy"), Role.DEPUTY),
            (self.tr("Takes the &notes"), Role.NOTE_TAKER),
        ):
            if role is not one.role and one.role is not Role.GUEST:
                offer(words, partial(self._seat, one.id, role))
        return menu

    # Inside

    def _seat(self, invite_id: int, role: Role) -> None:
        self._do(lambda: self._room.take_role(invite_id, role))

    @property
    def _room(self) -> RoomService:
        return self._hub.around.services.room

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(13, 9, 8, 2)
        head.setSpacing(8)
        title = ElidedLabel(self.tr("In the room"), "h2")
        head.addWidget(title, 1)
        for part in (self.count, self.guest, self.mark_all):
            head.addWidget(part)
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 12, 4)
        line.setSpacing(7)
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.quorum, 1)
        below = QHBoxLayout()
        below.setContentsMargins(14, 0, 12, 0)
        below.addWidget(self.home)
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 4, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self.box)
        foot.addWidget(self.said, 1)
        foot.addWidget(KeyHint("F8"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(line)
        column.addLayout(below)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.list)

    def _bind(self) -> None:
        hub = self._hub
        self._once = Once(self.show_room, hub, self)
        self._home_once = Once(self._read_home, hub, self, wait_ms=_HOME_MS)
        hub.meeting_changed.connect(self._once.now)
        for told in (hub.room_changed, hub.agenda_changed, hub.item_changed):
            told.connect(self._once.ask)
        hub.place_wanted.connect(self._place_wanted)
        hub.room_wanted.connect(self.focus_box)
        self.mark_all.clicked.connect(self.arrive_all)
        self.guest.clicked.connect(self.add_guest)
        self.box.returnPressed.connect(self.take_initials)
        self.box.left.connect(hub.focus_entry)
        self.list.opened.connect(self.turn)
        self.list.customContextMenuRequested.connect(self._offer)
        self._say_hint()

    def _may_change(self) -> bool:
        return self._hub.meeting() is not None and not self._hub.is_sealed()

    def _began(self) -> datetime | None:
        meeting = self._hub.meeting()
        if meeting is None or meeting.began is None:
            return None
        return max(meeting.began, meeting.starts)

    def _say_quorum(self) -> None:
        item = self._hub.item()
        shown = item is not None and item.kind is ItemKind.CASE and bool(self._people)
        self._glyph.setVisible(shown)
        self.quorum.setVisible(shown)
        self.home.hide()
        verdict = self._verdict
        if not shown or item is None or verdict is None:
            return
        talked = item.since is not None or item.seconds > 0
        if not talked:
            self._glyph.show_icon("circle-dashed", "text3")
            self.quorum.setText(self.tr("{0} is not talked about yet").format(item.called))
        else:
            icon, ink = ("circle-check", "green") if verdict.met else ("circle-alert", "amber")
            self._glyph.show_icon(icon, ink)
            self.quorum.setText(verdict.told(item.called))
        self._say_home(item.id)

    def _say_home(self, item_id: int) -> None:
        """Say who of a home area is to be thought of; read a moment later, once for a case."""
        now = (item_id, tuple(one.id for one in self._people))
        if now == self._home_of:
            self.home.setVisible(bool(self.home.text()))
        elif self._hub.is_live():
            self._home_once.ask()

    def _read_home(self) -> None:
        meeting_id, item = self._hub.meeting_id, self._hub.item()
        if meeting_id is None or item is None or item.kind is not ItemKind.CASE:
            return
        prompts = self._hub.around.services.invitations.home_prompts(meeting_id, item.id)
        whom = " and ".join(name for one in prompts for name in one.missing)
        self.home.setText(self.tr("Lives elsewhere: invite {0}?").format(whom) if whom else "")
        self._home_of = (item.id, tuple(one.id for one in self._people))
        self.home.setVisible(bool(whom))

    def _meant(self, typed: str) -> list[Attendee]:
        wanted = typed.casefold()
        exact = [one for one in self._people if one.initials.casefold() == wanted]
        return exact or [one for one in self._people if one.initials.casefold().startswith(wanted)]

    def _do(self, act: Callable[[], object]) -> object | None:
        """Do something in the room; None where it was refused."""
        done = self._hub.do(lambda: (act(),), None)
        if done is None:
            return None
        self._hub.room_changed.emit()
        return done[0] if done[0] is not None else True

    def _tell(self, words: str) -> None:
        self.said.setText(words)
        self.said.setAccessibleName(words)

    def _say_hint(self) -> None:
        self._tell(self.tr("initials, Enter: arrived or left"))

    def _tell_turn(self, one: Attendee, *, here: bool) -> None:
        at = f"{self._room.now():%H:%M}"
        told = self.tr("{0} arrived {1}") if here else self.tr("{0} left {1}")
        self._tell(told.format(one.agency, at))

    def _place_wanted(self, _item_id: int, place: str) -> None:
        if place == "room":
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if not index.isValid():
            index = self.list.currentIndex()
            at = self.list.visualRect(index).center()
        row = index.data(ROW_ROLE) if index.isValid() else None
        if isinstance(row, RoomRow) and self._may_change():
            self.list.setCurrentIndex(index)
            self.menu_of(row).exec(self.list.viewport().mapToGlobal(at))

    def _at(self, one: Attendee, title: str, act: Callable[[int, datetime], object]) -> None:
        dialog = TimeDialog(title, called(one), self._room.now(), self.window())
        if dialog.exec() and dialog.moment is not None:
            moment = dialog.moment
            self._do(lambda: act(one.id, moment))

    def _correct(self, one: Attendee) -> None:
        dialog = CorrectDialog(called(one), one.times, self.window())
        if not dialog.exec():
            return
        which = dialog.span().id
        if dialog.is_mistake:
            self._do(lambda: self._room.remove_time(which))
        else:
            self._do(lambda: self._room.correct(which, came=dialog.came, went=dialog.went))

    def _apology(self, one: Attendee) -> None:
        dialog = ApologyDialog(called(one), one.words, self.window())
        if dialog.exec():
            self._do(lambda: self._room.apology(one.id, dialog.edit.text()))

    def _declare(self, one: Attendee) -> None:
        cases = [item for item in self._hub.items() if item.kind is ItemKind.CASE]
        dialog = InterestDialog(called(one), cases, self._hub.item_id, self.window())
        if dialog.exec():
            self._do(
                lambda: self._room.declare(
                    one.id, dialog.item_id(), dialog.words(), leaves=dialog.goes_out()
                )
            )


class _InitialsLine(QLineEdit):
    """Takes initials; Esc goes back to the notes."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(6)
        self.setProperty("sz", "s")
        self.setPlaceholderText("RC")
        self.setAccessibleName("Left or arrived: initials")
        self.setToolTip("Left or arrived: type initials, press Enter (F8)")
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("MMMM") + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)
