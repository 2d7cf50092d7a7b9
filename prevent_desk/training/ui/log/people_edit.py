"""Who is known by name at a session: found by typing, each booked, attended or absent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.drafted_dialog import Keeping
from prevent_desk.training.model.people import Learner
from prevent_desk.training.model.sessions import PRESENCE_WORDS, Named, Presence
from prevent_desk.training.service.people import People
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.two_lines import Cell, CellColumn, TwoLineTable

_MOST_OFFERED = 12
_LEAST_ROWS_PX = 264
_SAID = {
    Presence.BOOKED: ("calendar-clock", "blue"),
    Presence.ATTENDED: ("circle-check", "green"),
    Presence.ABSENT: ("user-x", "amber"),
}
_KEYS = {
    Qt.Key.Key_A: Presence.ATTENDED,
    Qt.Key.Key_B: Presence.BOOKED,
    Qt.Key.Key_X: Presence.ABSENT,
}


class NamedTable(TwoLineTable[Named]):
    """The people: A, B and X say how they stand, Space goes on, Del takes somebody off.

    Signals:
        stood: A person said how somebody stands: carries who and how.
        dropped: Somebody was taken off.
    """

    stood = Signal(object, object)
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [
            CellColumn[Named]("Name", _name_cell),
            CellColumn[Named]("Staff number", lambda one: Cell(one.staff_no)),
            CellColumn[Named]("State", _state_cell),
        ]
        super().__init__(columns, lambda one: one.learner_id, "People at the session", parent)
        self.setMinimumHeight(theme.px(_LEAST_ROWS_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say how the current one stands."""
        one = self.current()
        key = Qt.Key(event.key())
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if one is not None and plain:
            if key in _KEYS:
                self.stood.emit(one, _KEYS[key])
                return
            if key == Qt.Key.Key_Space:
                states = list(Presence)
                self.stood.emit(one, states[(states.index(one.state) + 1) % len(states)])
                return
            if key == Qt.Key.Key_Delete:
                self.dropped.emit(one)
                return
        super().keyPressEvent(event)


class PeopleEdit(Keeping):
    """A line to find people by, and below it who is at the session."""

    def __init__(self, people: People, first: Presence, parent: QWidget | None = None) -> None:
        """Make it; `first` is how somebody stands who is added."""
        super().__init__(parent)
        self._people, self._first = people, first
        self._named: dict[int, Named] = {}
        self._offered: dict[str, Learner] = {}
        self.line = QLineEdit()
        self.line.setPlaceholderText("Name or staff number; several numbers at once with commas")
        self.line.installEventFilter(self)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST_OFFERED)
        self.line.setCompleter(self._completer)
        self.told = WrapLabel("", "support")
        self.table = NamedTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(self._buttons())
        self.setFocusProxy(self.line)
        # Queued: the completer writes its words into the line after it told of them.
        self._completer.activated.connect(
            lambda _text: self.take(), Qt.ConnectionType.QueuedConnection
        )
        self.line.textEdited.connect(self._offer)
        self.table.stood.connect(self._stand)
        self.table.dropped.connect(self._drop)
        self._show()

    def people(self) -> dict[int, Presence]:
        """Return how each stands, by number."""
        return {key: one.state for key, one in self._named.items()}

    def set_people(self, named: Sequence[Named]) -> None:
        """Show others, without telling."""
        self._named = {one.learner_id: one for one in named}
        self._show()

    def untaken(self) -> str:
        """Return what is typed but nobody's name or number: a dialog says so before it saves."""
        return "" if self.take() else self.line.text().strip()

    def take(self) -> bool:
        """Add who is typed; whether nothing untaken stands in the line any more."""
        typed = " ".join(self.line.text().split())
        if not typed:
            return True
        parts = [one.strip() for one in typed.replace(";", ",").split(",") if one.strip()]
        if typed in self._offered:
            self._add([self._offered[typed]])
            parts = []
        found = [self._meant(part) for part in parts]
        self._add([one for one in found if one is not None])
        left = [part for part, one in zip(parts, found, strict=True) if one is None]
        self.line.setText(", ".join(left))
        self._say(f"Nobody on the staff lists is “{', '.join(left)}”." if left else "")
        return not left

    def all_stand(self, state: Presence) -> None:
        """Say of everybody who is booked how they stand."""
        for one in list(self._named.values()):
            if one.state is Presence.BOOKED or state is Presence.BOOKED:
                self._named[one.learner_id] = _as(one, state)
        self._show()
        self.edited.emit()

    # What a draft keeps

    def kept_text(self) -> str:
        """Return who is there, for a draft; empty for nobody."""
        kept = {str(key): state.value for key, state in self.people().items()}
        return json.dumps(kept) if kept else ""

    def set_kept_text(self, text: str) -> None:
        """Bring back who was there."""
        kept: Mapping[str, str] = json.loads(text) if text else {}
        known = self._people.by_id([int(key) for key in kept])
        self.set_people(
            [_named(known[int(key)], Presence(state)) for key, state in kept.items()
             if int(key) in known]
        )  # fmt: skip

    # Inside

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.all_button = Button("All booked &attended", "check-check", small=True)
        self.all_button.clicked.connect(lambda: self.all_stand(Presence.ATTENDED))
        row.addWidget(self.all_button)
        for key, state in (
            ("A", Presence.ATTENDED),
            ("B", Presence.BOOKED),
            ("X", Presence.ABSENT),
        ):
            button = Button(f"{PRESENCE_WORDS[state]} ({key})", kind="link", small=True)
            button.clicked.connect(lambda _on=False, state=state: self._stand_current(state))
            row.addWidget(button)
        self.off_button = Button("Take off (Del)", kind="link", small=True)
        self.off_button.clicked.connect(self._drop_current)
        row.addWidget(self.off_button)
        row.addStretch(1)
        return row

    def _offer(self, typed: str) -> None:
        self._say("")
        last = typed.strip()
        found = self._people.find(last, _MOST_OFFERED) if len(last) > 1 and "," not in last else []
        self._offered = {}
        for one in found:
            told = ", ".join(part for part in (one.department, one.staff_no) if part)
            words = f"{one.listed_name} ({told})" if told else one.listed_name
            self._offered.setdefault(words, one)
        self._names.setStringList(list(self._offered))

    def _meant(self, typed: str) -> Learner | None:
        """Return who is meant by a number or a name: the only one, or the one of that number."""
        found = self._people.find(typed, 20)
        same = [one for one in found if one.staff_no.casefold() == typed.casefold()]
        if len(same) == 1:
            return same[0]
        named = [one for one in found if one.name.casefold() == typed.casefold()]
        if len(named) == 1:
            return named[0]
        return found[0] if len(found) == 1 else None

    def _add(self, learners: Sequence[Learner]) -> None:
        for one in learners:
            if one.id not in self._named:
                self._named[one.id] = _named(one, self._first)
        if learners:
            self._show()
            self.table.go_to_key(learners[-1].id)
            self.edited.emit()

    def _stand(self, one: Named, state: Presence) -> None:
        self._named[one.learner_id] = _as(one, state)
        self._show()
        self.edited.emit()

    def _stand_current(self, state: Presence) -> None:
        one = self.table.current()
        if one is not None:
            self._stand(one, state)

    def _drop(self, one: Named) -> None:
        self._named.pop(one.learner_id, None)
        self._show()
        self.edited.emit()

    def _drop_current(self) -> None:
        one = self.table.current()
        if one is not None:
            self._drop(one)

    def _say(self, words: str) -> None:
        counts = [
            f"{sum(one.state is state for one in self._named.values()):,} "
            f"{PRESENCE_WORDS[state].lower()}"
            for state in Presence
            if any(one.state is state for one in self._named.values())
        ]
        self.told.setText(words or ", ".join(counts) or "Nobody is known by name yet.")

    def _show(self) -> None:
        shown = sorted(self._named.values(), key=lambda one: one.name.casefold())
        self.table.show_rows(shown)
        self.all_button.setEnabled(any(one.state is Presence.BOOKED for one in shown))
        self.off_button.setEnabled(bool(shown))
        self._say("")

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take who is typed on Enter; go down to the people by the arrow."""
        if watched is self.line and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        popup = self._completer.popup()
        is_offering = popup is not None and popup.isVisible()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            if self.line.text().strip() and not is_offering:
                self.take()
                return True
        elif event.key() == Qt.Key.Key_Down and not is_offering and self._named:
            self.table.setFocus()
            return True
        return False


def _named(one: Learner, state: Presence) -> Named:
    return Named(one.id, one.listed_name, one.staff_no, one.department, state)


def _as(one: Named, state: Presence) -> Named:
    return Named(one.learner_id, one.name, one.staff_no, one.department, state, one.completed)


def _name_cell(one: Named) -> Cell:
    return Cell(one.name, one.department, strong=True)


def _state_cell(one: Named) -> Cell:
    icon, tone = _SAID[one.state]
    return Cell(PRESENCE_WORDS[one.state], "", icon, tone, chip=True)
