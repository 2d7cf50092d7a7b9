"""The small dialogs of a session: who was there, how it went, again on other days, called off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.dates import parse_date, say_date
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.ui.count_edit import CountEdit
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.training.model.sessions import Presence, TrainingSession
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.log.people_edit import PeopleEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel

_MOST_DAYS = 60


class PeopleDialog(EntryDialog):
    """Who is known by name at a session."""

    def __init__(
        self, around: Around, session: TrainingSession, parent: QWidget | None = None
    ) -> None:
        kept = f"training/session/{session.id}/people"
        super().__init__("People at the session", around.desk, kept, parent or around.owner)
        ahead = session.first > around.clock.today()
        first = Presence.BOOKED if ahead else Presence.ATTENDED
        self.edit = PeopleEdit(around.services.people, first)
        self.edit.set_people(around.services.sessions.people(session.id))
        self.put(WrapLabel(f"{session.called}, {session.when}", "support"))
        self.put(self.field("people", "&People", self.edit))
        self.end("&Save")
        self.write = lambda: around.services.sessions.put_people(session.id, self.edit.people())

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong."""
        left = self.edit.untaken()
        return {"people": f"“{left}” is nobody on the staff lists, or several." if left else ""}


class HeldDialog(EntryDialog):
    """How a planned session went."""

    def __init__(
        self, around: Around, session: TrainingSession, parent: QWidget | None = None
    ) -> None:
        kept = f"training/session/{session.id}/held"
        super().__init__("It was held", around.desk, kept, parent or around.owner, width=440)
        self.attended_edit = CountEdit()
        self.attended_edit.set_count(session.attended)
        booked = f"{session.booked:,} were booked by name." if session.booked else ""
        self.put(WrapLabel(f"{session.called}, {session.when}", "support"))
        self.put(self.field("attended", "&Attended", self.attended_edit, hint=booked))
        self.end("It was &held")
        self.write = lambda: around.services.sessions.hold(session.id, self.attended_edit.count())


class CancelDialog(EntryDialog):
    """Why a session is not held."""

    def __init__(
        self, around: Around, session: TrainingSession, parent: QWidget | None = None
    ) -> None:
        kept = f"training/session/{session.id}/cancel"
        super().__init__("Cancel session", around.desk, kept, parent or around.owner, width=440)
        self.why_edit = TextEdit(lines=2, most_lines=5)
        self.put(WrapLabel(f"{session.called}, {session.when}", "support"))
        self.put(self.field("why", "&Why", self.why_edit, optional=True))
        self.end("Ca&ncel session")
        self.write = lambda: around.services.sessions.cancel(
            session.id, self.why_edit.toPlainText()
        )


class RepeatDialog(EntryDialog):
    """The days a session is given again on: "23 oct, 30 oct, 3 nov".

    Attributes:
        made: The numbers of the new sessions.
    """

    def __init__(
        self, around: Around, session: TrainingSession, parent: QWidget | None = None
    ) -> None:
        kept = f"training/session/{session.id}/repeat"
        super().__init__("Repeat session", around.desk, kept, parent or around.owner, width=440)
        self._today = around.clock.today
        self.made: list[int] = []
        self.days_edit = QLineEdit()
        self.days_edit.setPlaceholderText("23 oct, 30 oct, 3 nov")
        self.said = WrapLabel("", "support")
        self.put(WrapLabel(f"{session.called}, {session.for_whom}".strip(", "), "support"))
        hint = "One or several, with commas. Course, place, trainers and length come along."
        self.put(self.field("days", "&Days", self.days_edit, hint=hint))
        self.put(self.said)
        self.end("&Repeat")
        self.days_edit.textChanged.connect(lambda _text: self._say())
        self._say()

        def write() -> None:
            self.made = around.services.sessions.repeat(session.id, self.days())

        self.write = write

    def days(self) -> list[date]:
        """Return the days that are typed.

        Raises:
            Refused: One is no day.
        """
        return read_days(self.days_edit.text(), self._today())

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong."""
        try:
            days = self.days()
        except Refused as error:
            return {"days": error.sentence()}
        return {"days": "" if days else "On which days?"}

    def _say(self) -> None:
        try:
            days = self.days()
        except Refused:
            self.said.setText("")
            return
        self.said.setText("\n".join(say_date(day) for day in days))


def read_days(text: str, today: date) -> list[date]:
    """Read several days: "23 and 30 oct, 3 nov", each once, in order.

    A number alone takes the month of the next day named: "23 & 30 oct".

    Raises:
        Refused: One is no day, or there are too many.
    """
    parts = [part for part in re.split(r"\s*(?:,|;|&|\band\b|\n)\s*", text.strip()) if part]
    if len(parts) > _MOST_DAYS:
        raise Refused(f"More than {_MOST_DAYS} days at once.", next_step="Repeat it in two goes.")
    found: list[date] = []
    month = ""
    for part in reversed(parts):
        if part.isdecimal() and month:
            found.append(parse_date(f"{part} {month}", today))
            continue
        found.append(parse_date(part, today))
        told = re.fullmatch(r"(?:[a-z]+\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(.+)", part.lower())
        month = told[1] if told else ""
    return sorted(set(found))
