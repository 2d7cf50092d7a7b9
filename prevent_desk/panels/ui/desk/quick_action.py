"""An action while people talk: what, whose, by when, and what the shared window may say of it."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from prevent_desk.actions.model.records import NewAction, Owner, Source
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.core.dates import say_short
from prevent_desk.panels.model.records import Attendee, Role
from prevent_desk.panels.model.shared_words import Names
from prevent_desk.panels.ui.desk.due_line import DueLine
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.once import Once
from prevent_desk.panels.ui.desk.share_words_dialog import HOLDS_NAME
from prevent_desk.ui import theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.labels import ElidedLabel, Glyph, KeyHint

KEYS = "Ctrl+Shift+A"


class QuickAction(QWidget):
    """Words, agency, day in words, Add. Enter adds; what is missing gets the keyboard."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._names: Names | None = None
        self._meeting_id: int | None = None
        services = hub.around.services
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("What is to be done"))
        self.words.setAccessibleName(self.tr("Action: what is to be done"))
        self.agency = Combo()
        # A long name of an agency must not take the day's room.
        self.agency.setSizeAdjustPolicy(
            Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.agency.setMinimumContentsLength(8)
        self.agency.setAccessibleName(self.tr("Action: whose it is"))
        self.due = DueLine(hub.around.clock.today, services.referrals.clocks.working_days)
        self.due.setAccessibleName(self.tr("Action: by when"))
        self.shared = QLineEdit()
        self.shared.setPlaceholderText(self.tr("For the shared window, no names"))
        self.shared.setAccessibleName(self.tr("Action: words for the shared window"))
        self.said = ElidedLabel("", "small")
        self._glyph = Glyph("calendar", "text3", 15)
        self._glyph.hide()
        self.add = Button(self.tr("Add"), "plus", small=True)
        self._autosave = Autosave(self._keep, self)
        for line in (self.words, self.due, self.shared):
            self._autosave.watch(line)
        self._lay()
        self._bind()
        self._offer_agencies()
        self._open()

    def begin(self) -> None:
        """Put the keyboard into the words."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def make(self) -> bool:
        """Ask for the action; False where something is missing, which then has the keyboard."""
        missing = self._missing()
        meeting = self._hub.meeting()
        if missing is not None or meeting is None:
            if missing is not None:
                missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        item, actions = self._hub.item(), self._hub.around.services.actions
        new = NewAction(
            words=self.words.text().strip(), owner=self._owner(), due=self.due.day(),
            due_told=self.due.text().strip(), source=Source.PANEL, source_id=meeting.id,
            source_words=f"Panel {say_short(meeting.starts.date())}",
            case_ref=item.ref if item else "", shared_words=self.shared.text().strip(),
        )  # fmt: skip
        made = self._hub.do(lambda: actions.make(new), 0)
        if not made:
            return False
        number = actions.one(made).number
        for line in (self.words, self.due, self.shared):
            line.clear()
        self._autosave.forget()
        self._keep()
        self._say(self.tr("Action {0} added").format(number), "check", "green")
        self._hub.actions_changed.emit()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # Inside

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(self.tr("Quick action"), "h2"), 1)
        head.addWidget(KeyHint("Ctrl Shift A"))
        whose = QHBoxLayout()
        whose.setSpacing(6)
        whose.addWidget(self.agency, 1)
        whose.addWidget(self.due)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._glyph)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addLayout(whose)
        column.addWidget(self.shared)
        column.addLayout(foot)
        self.setFocusProxy(self.words)

    def _fit_due(self) -> None:
        """Give the day the room of its longest usual words; the agency takes what is left."""
        wide = theme.metrics("body").horizontalAdvance("wed 10 december")
        self.due.setFixedWidth(wide + 24)

    def _bind(self) -> None:
        hub = self._hub
        theme.changed.connect(self._fit_due)
        self._fit_due()
        self._once = Once(self._offer_agencies, hub, self)
        hub.room_changed.connect(self._once.ask)
        hub.meeting_changed.connect(self._open)
        hub.leaving.connect(self._autosave.flush)
        hub.quick_wanted.connect(self.begin)
        self.add.clicked.connect(self.make)
        for line in (self.words, self.due, self.shared):
            line.returnPressed.connect(self.make)
        self.due.read.connect(self._read_back)
        self.shared.textChanged.connect(lambda _text: self._look_for_names())
        # The room above needs the height; a line for words nobody typed yet would only take it.
        self.words.textChanged.connect(lambda _text: self._fit_shared())
        self._fit_shared()

    def _open(self) -> None:
        """Show what was half typed for the meeting on the desk."""
        meeting = self._hub.meeting()
        self.setEnabled(meeting is not None and not self._hub.is_sealed())
        if (meeting.id if meeting else None) == self._meeting_id:
            return
        self._meeting_id = meeting.id if meeting else None
        kept = self._hub.around.desk.draft(self._key()) if meeting else None
        told = json.loads(kept[0]) if kept else {}
        self._autosave.pause()
        self.words.setText(told.get("words", ""))
        self.due.setText(told.get("due", ""))
        self.shared.setText(told.get("shared", ""))
        self._autosave.resume()
        self._names = None

    def _key(self) -> str:
        return f"panel.{self._meeting_id}.action"

    def _keep(self) -> None:
        if self._meeting_id is None:
            return
        told = {
            "words": self.words.text(), "due": self.due.text(), "shared": self.shared.text(),
        }  # fmt: skip
        kept = json.dumps(told) if any(told.values()) else ""
        self._hub.around.desk.keep_draft(self._key(), kept)

    def _offer_agencies(self) -> None:
        chosen = self.agency.currentText()
        meeting_id = self._hub.meeting_id
        people = self._hub.around.services.room.attendees(meeting_id) if meeting_id else []
        seen: dict[str, Attendee] = {}
        for one in people:
            if one.role is not Role.NOTE_TAKER:
                seen.setdefault(one.agency, one)
        self.agency.clear()
        self.agency.addItem(self.tr("Whose?"), None)
        for agency, one in seen.items():
            self.agency.addItem(agency, one.organisation_id)
        self.agency.setCurrentIndex(max(0, self.agency.findText(chosen)))

    def _fit_shared(self) -> None:
        self.shared.setVisible(bool(self.words.text() or self.shared.text()))

    def _owner(self) -> Owner:
        organisation_id: int | None = self.agency.currentData()
        if organisation_id is None:
            return Owner(told=self.agency.currentText())
        return Owner(organisation_id, SeatKind.PANEL_LEAD.value)

    def _missing(self) -> QWidget | None:
        if not self.words.text().strip():
            return self.words
        if self.agency.currentIndex() <= 0:
            self._say(self.tr("Whose is it?"), "circle-alert", "amber")
            return self.agency
        if self.due.day() is None:
            self._say(self.tr("By when? “wed 10 dec”, “in 4 weeks”"), "circle-alert", "amber")
            return self.due
        return None

    def _read_back(self, told: str) -> None:
        if told:
            wrong = self.due.is_wrong()
            self._say(told, "calendar", "text3")
            theme.restyle(self.due, invalid=wrong and len(self.due.text()) > 2)
        else:
            self._say("", "calendar", "text3")

    def _look_for_names(self) -> None:
        meeting_id = self._hub.meeting_id
        if self._names is None and meeting_id is not None and self.shared.text():
            # Read for the first word typed, and kept: nobody else joins within a line.
            self._names = self._hub.around.services.sharing.names_for(meeting_id)
        holds = self._names is not None and self._names.held_by(self.shared.text())
        if bool(self.shared.property("invalid")) != holds:
            theme.restyle(self.shared, invalid=holds)
            self._say(
                HOLDS_NAME if holds else self.due.told(),
                "circle-alert" if holds else "calendar",
                "amber" if holds else "text3",
            )
        self.shared.setToolTip(HOLDS_NAME if holds else "")

    def _say(self, words: str, icon: str, ink: str) -> None:
        self.said.setText(words)
        self.said.setAccessibleName(words)
        self._glyph.show_icon(icon, ink)
        self._glyph.setVisible(bool(words))
