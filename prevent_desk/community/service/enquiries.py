"""Venue and speaker enquiries: entered, advised on, decided, followed up; each act one Undo.

Labels of Undo give the number only: who speaks is a name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from prevent_desk.actions.model.records import Action, Source
from prevent_desk.actions.service import Actions
from prevent_desk.community.model.enquiries import Enquiry, NewEnquiry
from prevent_desk.community.model.events import KeptFile
from prevent_desk.community.service.enquiry_log import EnquiryLog
from prevent_desk.community.tables import EnquiryFileTable, EnquiryTable
from prevent_desk.contacts.model.history import Happening
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.service.gone import refuse_gone
from prevent_desk.store import attachments, audit
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

PAGE, TAB = "Community", "enquiries"
_GIVEN = "community/enquiries given"
"""The highest number given; never given twice, also where Undo took its enquiry away."""


class Enquiries:
    """Keeps who asked about a venue or a speaker, and what came of it.

    Attributes:
        log: The same as a list, a calendar and a workbook.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        actions: Actions,
        log: EnquiryLog,
        terms: Callable[[], Vocabularies],
    ) -> None:
        self._store, self._clock, self._actions, self._terms = store, clock, actions, terms
        self.log = log

    # Reading

    def one(self, enquiry_id: int) -> Enquiry:
        """Return an enquiry.

        Raises:
            Refused: It is no longer there.
        """
        found = self.log.one(enquiry_id)
        if found is None:
            raise Refused("That enquiry is no longer there.", next_step="Undo may bring it back.")
        return found

    def is_there(self, enquiry_id: int) -> bool:
        """Return whether an enquiry is there."""
        with self._store.reading() as session:
            return session.get(EnquiryTable, enquiry_id) is not None

    def needing(self) -> int:
        """Return how many want advice, or were to be followed up by today."""
        table, today = EnquiryTable, self._clock.today()
        query = select(func.count()).where(
            or_(
                and_(table.decision == "", table.advised.is_(None)),
                and_(table.decision != "", table.followed.is_(None), table.follow_on <= today),
            )
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def known_venues(self, most: int = 200) -> list[str]:
        """Return venues that were asked about before, those asked about most first."""
        table = EnquiryTable
        query = (
            select(table.venue)
            .where(table.venue != "")
            .group_by(table.venue)
            .order_by(func.count().desc(), table.venue)
            .limit(most)
        )
        with self._store.reading() as session:
            return list(session.scalars(query))

    def happenings(self, organisation_id: int) -> Sequence[Happening]:
        """Return the lines of an organisation's chronology, the oldest first."""
        query = (
            select(EnquiryTable)
            .where(EnquiryTable.organisation_id == organisation_id)
            .order_by(EnquiryTable.asked, EnquiryTable.id)
        )
        decisions = self._terms()["enquiry_decision"]
        with self._store.reading() as session:
            rows = list(session.scalars(query))
        return [
            Happening(
                row.asked,
                f"Enquiry {row.number} about a {row.kind if row.kind != 'both' else 'venue'}"
                + (f": {decisions.label(row.decision).lower()}" if row.decision else ""),
                "mic", PAGE, {"tab": TAB, "enquiry": row.id},
            )
            for row in rows
        ]  # fmt: skip

    def file(self, file_id: int) -> bytes | None:
        """Return the bytes of a kept file; None where it is no longer there."""
        with self._store.reading() as session:
            return attachments.content(session, file_id)

    # Acting

    def add(self, new: NewEnquiry) -> int:
        """Enter an enquiry; return its key.

        Raises:
            Refused: It says nothing, or was asked on a day to come.
        """
        self._refuse(new)
        number = self._give_number()
        with self._store.writing(f"enquiry {number}") as session:
            row = EnquiryTable(
                number=number, advice="", advised=None, decision="", decided=None, decided_by="",
                reasons="", followed=None, follow_words="", at=self._now(), by=self._store.actor,
            )  # fmt: skip
            refuse_gone(session, _named(new))
            _write(row, new)
            session.add(row)
            session.flush()
            return row.id

    def change(self, enquiry_id: int, new: NewEnquiry) -> None:
        """Let what was asked be as the form now says; advice and decision stay.

        Raises:
            Refused: It says nothing, or is no longer there.
        """
        self._refuse(new)
        with self._store.writing(self._label("change of", enquiry_id)) as session:
            row = _row(session, enquiry_id)
            refuse_gone(session, _named(new))
            _write(row, new)

    def advise(self, enquiry_id: int, advice: str, on: date) -> None:
        """Say what was advised, and when; said again it takes the place of what was said.

        Raises:
            Refused: Nothing was advised, or on a day that cannot be.
        """
        if not advice.strip():
            raise Refused("The advice says nothing.", next_step="Write what was advised.")
        with self._store.writing(self._label("advice on", enquiry_id)) as session:
            row = _row(session, enquiry_id)
            self._refuse_day(on, row.asked, "Advice")
            row.advice, row.advised = advice.strip(), on

    def decide(
        self,
        enquiry_id: int,
        decision: str,
        on: date,
        *,
        by: str = "",
        reasons: str = "",
        follow_on: date | None = None,
    ) -> None:
        """Say what was decided, by whom and why, and when to ask how it went.

        Args:
            enquiry_id: The enquiry.
            decision: A code of the vocabulary "enquiry_decision".
            on: The day.
            by: Who decided, in words.
            reasons: Why.
            follow_on: When to ask how it went; None for not at all.

        Raises:
            Refused: There is no such decision, or the day cannot be.
        """
        if decision not in {term.code for term in self._terms()["enquiry_decision"].terms}:
            raise Refused("What was decided is missing.")
        with self._store.writing(self._label("decision on", enquiry_id)) as session:
            row = _row(session, enquiry_id)
            self._refuse_day(on, row.asked, "The decision")
            row.decision, row.decided = decision, on
            row.decided_by, row.reasons = by.strip(), reasons.strip()
            row.follow_on = follow_on

    def follow(self, enquiry_id: int, words: str, on: date) -> None:
        """Say how it went.

        Raises:
            Refused: Nothing was decided yet, or the day cannot be.
        """
        with self._store.writing(self._label("follow-up of", enquiry_id)) as session:
            row = _row(session, enquiry_id)
            if not row.decision:
                raise Refused("Nothing was decided yet.", next_step="Record the decision first.")
            self._refuse_day(on, row.asked, "The follow-up")
            row.followed, row.follow_words = on, words.strip()

    def reopen(self, enquiry_id: int) -> None:
        """Take the decision back: it waits for one again."""
        with self._store.writing(self._label("reopening of", enquiry_id)) as session:
            row = _row(session, enquiry_id)
            row.decision, row.decided, row.decided_by, row.reasons = "", None, "", ""
            row.followed, row.follow_words = None, ""

    def remove(self, enquiry_id: int) -> None:
        """Take an enquiry entered by mistake away; its number is not given again."""
        with self._store.writing(self._label("removal of", enquiry_id)) as session:
            session.delete(_row(session, enquiry_id))

    def asked_for(self, enquiry_id: int) -> list[Action]:
        """Return the actions that follow from an enquiry, open and closed, by number."""
        ref = self.one(enquiry_id).ref
        found = self._actions.of_source(Source.HAND, enquiry_id)
        return [one for one in found if one.source_words == ref]

    def keep_files(self, enquiry_id: int, files: Sequence[tuple[str, bytes]]) -> None:
        """Keep files with an enquiry."""
        kept = [attachments.keep(self._store, name, content) for name, content in files]
        label = self._label("file of" if len(kept) == 1 else "files of", enquiry_id)
        with self._store.writing(label) as session:
            row = _row(session, enquiry_id)
            held = {one.file_id for one in row.files}
            row.files += [EnquiryFileTable(file_id=key, note="") for key in kept if key not in held]

    def take_file_off(self, enquiry_id: int, row_id: int) -> None:
        """Let an enquiry no longer hold a file."""
        with self._store.writing(self._label("removal of a file of", enquiry_id)) as session:
            row = _row(session, enquiry_id)
            row.files = [one for one in row.files if one.id != row_id]

    def note_taken_out(self, file: KeptFile) -> None:
        """Note in the audit trail that a copy of a kept file was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "file of an enquiry", file.id, {})

    # Inside

    def _give_number(self) -> int:
        settings = Settings(self._store)
        with self._store.reading() as session:
            highest = session.scalar(select(func.max(EnquiryTable.number))) or 0
        number = max(highest, int(settings.get(_GIVEN, 0))) + 1
        settings.put(_GIVEN, number)
        return number

    def _refuse(self, new: NewEnquiry) -> None:
        if not (new.venue.strip() or new.event.strip() or new.speakers.strip()):
            raise Refused(
                "Nothing says what was asked about.",
                next_step="Fill in the venue, the event or the speaker.",
            )
        if new.asked > self._clock.today():
            raise Refused("The day it was asked is still to come.")

    def _refuse_day(self, on: date, asked: date, what: str) -> None:
        if on > self._clock.today():
            raise Refused(f"{what} cannot be of a day to come.")
        if on < asked:
            raise Refused(f"{what} cannot be of a day before it was asked.")

    def _label(self, act: str, enquiry_id: int) -> str:
        with self._store.reading() as session:
            return f"{act} enquiry {_row(session, enquiry_id).number}"

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _named(new: NewEnquiry) -> list[Party]:
    return [new.asker] if new.asker is not None else []


def _write(row: EnquiryTable, new: NewEnquiry) -> None:
    """Put what was asked into its row."""
    asker = new.asker or Party("")
    known = asker.organisation_id is not None or asker.contact_id is not None
    parts = {
        "kind": new.about.value, "asked": new.asked, "organisation_id": asker.organisation_id,
        "contact_id": asker.contact_id, "asker": "" if known else asker.words.strip(),
        "medium": new.medium, "venue": new.venue.strip(), "event": new.event.strip(),
        "event_on": new.event_on, "speakers": new.speakers.strip(),
        "concern": new.concern.strip(), "follow_on": new.follow_on, "note": new.note.strip(),
    }  # fmt: skip
    for name, value in parts.items():
        if getattr(row, name, None) != value or name not in row.__dict__:
            setattr(row, name, value)
    held = {one.file_id: one for one in row.files}
    if list(held) != [file.file_id for file in new.files]:
        row.files = [
            held.get(file.file_id) or EnquiryFileTable(file_id=file.file_id, note=file.note)
            for file in new.files
        ]


def _row(session: Session, enquiry_id: int) -> EnquiryTable:
    row = session.get(EnquiryTable, enquiry_id)
    if row is None:
        raise Refused("That enquiry is no longer there.", next_step="Undo may bring it back.")
    return row
