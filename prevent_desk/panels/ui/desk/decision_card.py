"""The decision on the case on show: what, why, how it was decided, and only what else applies.

Each part is kept while it is typed; all that is done between opening and leaving the card is one
Undo. It lies between notes and entry line; Ctrl+D opens it, Esc leaves it.
"""

from __future__ import annotations

from itertools import count
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.panels.model import deciding
from prevent_desk.panels.model.deciding import CaseFacts
from prevent_desk.panels.model.records import Decision, Item, ItemKind
from prevent_desk.panels.ui.desk.decision_fields import DecisionFields
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import ElidedLabel, KeyHint, Rule

_MOST_SHARE = 0.62
"""Of the middle pane's height; the last lines of the notes stay in sight above it."""

ALIASES = {"consent": "asker", "health": "health_asked", "decision": "code"}
"""Places as others name them, and the part that is meant."""

_visits = count(1)


class DecisionCard(QFrame):
    """Asks for the decision; hidden until it is wanted."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._item_id: int | None = None
        self._facts = CaseFacts()
        self._group = ""
        self._is_keeping = False
        self.setObjectName("decision_card")
        self.setProperty("pane", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel("", "h3")
        self.lacking = Chip("", "circle-alert", "red", size="row")
        self.close_button = IconButton(
            "x", self.tr("Close the decision"), shortcut="Esc", small=True
        )
        self.fields = DecisionFields(hub, self._keep)
        self.area = QScrollArea()
        self._lay()
        self.close_button.clicked.connect(self.leave)
        hub.decision_wanted.connect(self.open)
        hub.place_wanted.connect(self._place_wanted)
        hub.leaving.connect(self.fields.flush)
        hub.item_changed.connect(lambda _item: self._another())
        hub.decision_changed.connect(self._written)
        hub.meeting_changed.connect(self._another)
        hub.room_changed.connect(lambda: self.fields.offer_agencies(self._agencies()))
        theme.changed.connect(self._fit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def open(self, part: str = "") -> None:
        """Show the card with the keyboard at a part, or at the first that is open."""
        item = self._case()
        if item is None:
            return
        if self.isHidden():
            self._group = f"decision.{item.id}.{next(_visits)}"
        self._read(item)
        self.show()
        self._fit()
        self.fields.focus(part or self._first_open())
        self._bring_in_sight()

    def leave(self) -> None:
        """Keep what is typed, close the card, and go back to the notes."""
        self.fields.flush()
        self.hide()
        self._hub.focus_entry()

    def item_id(self) -> int | None:
        """Return the case whose decision is shown."""
        return self._item_id

    # Inside

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 7, 8, 3)
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.lacking)
        head.addWidget(KeyHint("Ctrl D"))
        head.addWidget(self.close_button)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fields.setProperty("pane", "sunken")
        self.area.setWidget(self.fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(head)
        column.addWidget(self.area, 1)
        self.fields.grown.connect(self._fit)
        self.fields.done.connect(self.leave)

    def _case(self) -> Item | None:
        item = self._hub.item()
        return item if item is not None and item.kind is ItemKind.CASE else None

    def _read(self, item: Item) -> None:
        services = self._hub.around.services
        self._item_id = item.id
        self._facts = services.finishing.case(item)
        self.fields.offer_agencies(self._agencies())
        self.fields.set_read_only(on=self._hub.is_sealed())
        self._show(services.decisions.of_item(item.id))

    def _show(self, decision: Decision) -> None:
        item = self._case()
        self.title.setText(self.tr("Decision on {0}").format(item.called if item else ""))
        self.fields.show_decision(decision, self._facts)
        open_parts = deciding.lacks(decision, self._facts)
        self.fields.mark(dict(open_parts))
        many = len(open_parts)
        words = self.tr("{0} needed").format(many) if many else self.tr("complete")
        self.lacking.show_state(
            words, "circle-alert" if many else "check", "red" if many else "green"
        )

    def _another(self) -> None:
        """Close when another point comes on show; what is typed was kept on leaving it."""
        if not self.isHidden() and self._hub.item_id != self._item_id:
            had_keyboard = self.isAncestorOf(self.window().focusWidget())
            self.hide()
            if had_keyboard:
                # Else Qt gives it to whatever comes next: the button of the officer's own note.
                self._hub.focus_entry()

    def _written(self, item_id: int) -> None:
        if self._is_keeping or self.isHidden() or item_id != self._item_id:
            return
        item = self._case()
        if item is not None:
            self._read(item)

    def _keep(self, **parts: Any) -> None:  # noqa: ANN401 - parts of `Decision`
        """Keep parts of the decision, and ask what follows from them."""
        item_id = self._item_id
        if item_id is None:
            return
        decisions = self._hub.around.services.decisions
        decisions.set(item_id, self._group, **parts)
        self._hub.around.desk.saved()
        self._is_keeping = True
        self._hub.decision_changed.emit(item_id)
        self._is_keeping = False
        self._show(decisions.of_item(item_id))

    def _first_open(self) -> str:
        if self._item_id is None:
            return "code"
        decision = self._hub.around.services.decisions.of_item(self._item_id)
        return next((part for part, _words in deciding.lacks(decision, self._facts)), "rationale")

    def _agencies(self) -> list[str]:
        meeting_id = self._hub.meeting_id
        if meeting_id is None:
            return []
        people = self._hub.around.services.room.attendees(meeting_id)
        return list(dict.fromkeys(one.agency for one in people))

    def _place_wanted(self, item_id: int, place: str) -> None:
        part = ALIASES.get(place, place)
        if part in deciding.PLACES and item_id == self._hub.item_id:
            self.open(part)

    def _fit(self) -> None:
        """Ask for another height: what is asked has changed, or the size of text."""
        self.updateGeometry()

    def _bring_in_sight(self) -> None:
        at: QWidget | None = self.fields.focusWidget()
        if at is not None and at.hasFocus():
            self.area.ensureWidgetVisible(at)

    def sizeHint(self) -> QSize:
        """Be as high as the questions need, up to a share of the pane."""
        home = self.parentWidget()
        wanted = self.fields.wanted_height() + theme.px(42)
        most = int(home.height() * _MOST_SHARE) if home is not None else wanted
        return QSize(theme.px(380), max(self.minimumSizeHint().height(), min(wanted, most)))

    def minimumSizeHint(self) -> QSize:
        """Give way where the window is low: it scrolls."""
        return QSize(theme.px(320), theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the field with the keyboard in sight when the own note takes room."""
        super().resizeEvent(event)
        # The area within is laid out only after this.
        QTimer.singleShot(0, self, self._bring_in_sight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc, and on Ctrl+Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.leave()
        else:
            super().keyPressEvent(event)
