"""The minutes of meetings: drafted from what was noted, sealed once the chair approved them.

A draft is never kept: it is told anew from the records each time. Sealed minutes are one row with
all their words; later changes are addenda, each chained to the seal before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.marking import DEFAULT
from prevent_desk.panels.model import minutes, minutes_told, sealing
from prevent_desk.panels.model.gathered import Gathered
from prevent_desk.panels.model.minutes import MinutesDraft, Printed, Section
from prevent_desk.panels.model.minutes_texts import CONFIDENTIALITY, TEXTS
from prevent_desk.panels.model.records import Meeting, MeetingState
from prevent_desk.panels.model.sealing import Addendum, Approval, Sealed
from prevent_desk.panels.model.spoken import Named, Spoken
from prevent_desk.panels.service import reading
from prevent_desk.panels.service.gathering import STATEMENT, Gathering
from prevent_desk.panels.tables import (
    ItemTable,
    MeetingTable,
    MinutesAddendumTable,
    MinutesTable,
    MinutesTextTable,
)
from prevent_desk.referrals.model.papers.content import Paper
from prevent_desk.store import attachments, audit
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

_HELD = (MeetingState.LIVE, MeetingState.HELD, MeetingState.APPROVED)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting with minutes, for the list of them.

    Attributes:
        cases: How many stood on its agenda.
    """

    meeting: Meeting
    cases: int
    sealed: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ToSeal:
    """Minutes as they would be sealed; nothing is kept yet.

    Attributes:
        content: All their words, in plain values; `sha256` is its seal.
        paper: What is printed of it.
    """

    meeting_id: int
    approval: Approval
    content: dict[str, Any]
    sha256: str
    paper: Paper


class Minutes:
    """Everything that can be done with minutes; one act is one Undo."""

    def __init__(self, store: Store, clock: Clock, gathering: Gathering) -> None:
        self._store, self._clock, self._gathering = store, clock, gathering

    # Reading

    def all(self) -> list[Held]:
        """Return the meetings that have minutes or are to have them, newest first."""
        query = select(MeetingTable).where(MeetingTable.state.in_([str(one) for one in _HELD]))
        with self._store.reading() as session:
            meetings = [
                reading.meeting(row)
                for row in session.scalars(query.order_by(MeetingTable.starts.desc()))
            ]
            counted = select(ItemTable.meeting_id, func.count()).where(ItemTable.kind == "case")
            found = session.execute(counted.group_by(ItemTable.meeting_id))
            cases: dict[int, int] = {key: count for key, count in found}  # noqa: C416 - rows
            sealed = {one.meeting_id: one for one in _sealed(session)}
        return [Held(one, cases.get(one.id, 0), sealed.get(one.id)) for one in meetings]

    def draft(self, meeting_id: int) -> MinutesDraft:
        """Return the minutes as they will read now, with what they lack and where names stand.

        Raises:
            Refused: There is no such meeting.
        """
        return self._draft(meeting_id, None)

    def sealed(self, meeting_id: int) -> Sealed | None:
        """Return the sealed minutes of a meeting; None while they are a draft."""
        with self._store.reading() as session:
            found = [one for one in _sealed(session) if one.meeting_id == meeting_id]
        return found[-1] if found else None

    def sections(self, sealed: Sealed) -> tuple[Section, ...]:
        """Return what sealed minutes say."""
        return minutes.thawed(self._content(sealed.id))

    def texts(self, meeting_id: int) -> dict[str, str]:
        """Return the texts of the minutes' own as they read now, by their keys."""
        return dict(self._gathering.gather(meeting_id).texts)

    def verify(self, meeting_id: int | None = None) -> list[str]:
        """Return what does not agree with its seal, a sentence each; of all minutes without a key.

        The words are compared with their seal, each addendum with the one before it, and the kept
        papers with the fingerprints they were kept under.
        """
        with self._store.reading() as session:
            found = [one for one in _sealed(session) if meeting_id in (None, one.meeting_id)]
            days = {row.id: row.starts for row in session.scalars(select(MeetingTable))}
        problems = []
        for one in found:
            day = f"Panel of {say_short(days[one.meeting_id].date())}: "
            broken = sealing.broken(one, self._content(one.id)) + self._broken_papers(one)
            problems += [f"{day}{words}" for words in broken]
        return problems

    def count(self) -> int:
        """Return how many minutes are sealed."""
        with self._store.reading() as session:
            return session.scalar(select(func.count(MinutesTable.id))) or 0

    # Acting

    def set_text(self, meeting_id: int, key: str, words: str, *, group: str = "") -> None:
        """Keep a text of the minutes' own; a visit to its field is one Undo by its group.

        Raises:
            Refused: The minutes are sealed.
        """
        if key not in {one.key for one in TEXTS}:
            raise Refused("Minutes have no such text.")
        with self._store.reading() as session:
            day = _day(reading.meeting_row(session, meeting_id))
        with self._store.writing(f"text of the minutes of {day}", group=group) as session:
            _refuse_sealed(reading.meeting_row(session, meeting_id))
            query = select(MinutesTextTable).where(
                MinutesTextTable.meeting_id == meeting_id, MinutesTextTable.key == key
            )
            row = session.scalar(query)
            if row is None:
                row = MinutesTextTable(meeting_id=meeting_id, key=key)
                session.add(row)
            row.words, row.at, row.by = words, self._at(), self._store.actor
        if key == CONFIDENTIALITY:
            Settings(self._store).put(STATEMENT, words.strip())

    def to_seal(self, meeting_id: int, approval: Approval, *, practice: bool) -> ToSeal:
        """Return the minutes as they would be sealed, names of people of cases struck out.

        Raises:
            Refused: The meeting is not over, its minutes are sealed, or the approval is not said.
        """
        content = self._content_to_seal(meeting_id, approval)
        with self._store.reading() as session:
            meeting = reading.meeting(reading.meeting_row(session, meeting_id))
        sealed = Sealed(
            0, meeting_id, 1, approval, sealing.seal(content), self._at(), self._store.actor,
            None, None,
        )  # fmt: skip
        printed = self._printed(meeting, "", practice=practice)
        paper = minutes.paper(str(content["title"]), minutes.thawed(content), printed, sealed)
        return ToSeal(meeting_id, approval, content, sealed.sha256, paper)

    def seal(self, prepared: ToSeal, pdf: bytes, word: bytes) -> int:
        """Seal minutes with their papers, and return their key.

        Args:
            prepared: As `to_seal` gave it; what was noted since would not be in it.
            pdf: The paper made of it, as PDF.
            word: The same as a Word document.

        Raises:
            Refused: Something was changed since they were prepared, or they are sealed already.
        """
        meeting_id, approval = prepared.meeting_id, prepared.approval
        if self._content_to_seal(meeting_id, approval) != prepared.content:
            raise Refused(
                "The minutes changed while they were being sealed. Nothing was sealed.",
                next_step="Look at them again, then seal them.",
            )
        name = f"minutes-{prepared.content['on']}"
        pdf_id = attachments.keep(self._store, f"{name}.pdf", pdf)
        word_id = attachments.keep(self._store, f"{name}.docx", word)
        with self._store.reading() as session:
            day = _day(reading.meeting_row(session, meeting_id))
        with self._store.writing(f"seal of the minutes of {day}") as session:
            meeting = reading.meeting_row(session, meeting_id)
            _refuse_sealed(meeting)
            row = MinutesTable(
                meeting_id=meeting_id, version=1, approved=approval.on,
                approved_by=approval.by.strip(), approved_how=approval.how.strip(),
                content=prepared.content, sha256=prepared.sha256, pdf_id=pdf_id,
                word_id=word_id, at=self._at(), by=self._store.actor,
            )  # fmt: skip
            session.add(row)
            meeting.state = MeetingState.APPROVED.value
            session.flush()
            detail = {"sha256": prepared.sha256, "approved": approval.on.isoformat()}
            audit.note(session, "minutes sealed", "panel", meeting_id, detail)
            return row.id

    def names_in(self, meeting_id: int) -> Callable[[str], list[Named]]:
        """Return what tells where words name people of a meeting's cases, as often as asked."""
        told = self._gathering.gather(meeting_id)

        def find(words: str) -> list[Named]:
            spoken = _spoken(told, None)
            spoken(words)
            return spoken.named

        return find

    def add(
        self,
        meeting_id: int,
        words: str,
        approved_by: str,
        item_id: int | None = None,
        kept: frozenset[str] = frozenset(),
    ) -> int:
        """Add words to sealed minutes, dated today, and return the addendum's key.

        Names of people of cases are struck out of them, but for the words `kept`, which are none.

        Raises:
            Refused: There are no words, or the minutes are not sealed: then the desk is the place.
        """
        if not words.strip():
            raise Refused("There is nothing to add.", next_step="Write what is to be added.")
        sealed = self.sealed(meeting_id)
        if sealed is None:
            raise Refused("These minutes are not sealed yet.", next_step="Change them at the desk.")
        today = self._clock.today()
        told = _spoken(self._gathering.gather(meeting_id), kept)(words)
        approved_by = approved_by.strip()
        sha256 = sealing.chained(sealed.head, today, told, approved_by, item_id)
        with self._store.writing("addendum to minutes") as session:
            row = MinutesAddendumTable(
                minutes_id=sealed.id, item_id=item_id, on=today, words=told,
                approved_by=approved_by, sha256=sha256, at=self._at(), by=self._store.actor,
            )  # fmt: skip
            session.add(row)
            session.flush()
            audit.note(session, "minutes added to", "panel", meeting_id, {"sha256": sha256})
            return row.id

    # Papers

    def paper(self, meeting_id: int, export_id: str, *, marking: str = "", practice: bool) -> Paper:
        """Return a paper to be taken out: of what was sealed, with its addenda, or of the draft.

        In a draft, too, names of people of cases are struck out: paper goes astray.

        Raises:
            Refused: There is no such meeting.
        """
        sealed = self.sealed(meeting_id)
        if sealed is None:
            drawn = self._draft(meeting_id, frozenset())
            printed = self._printed(drawn.meeting, export_id, practice=practice, marking=marking)
            return minutes.paper(minutes.title(drawn.meeting), drawn.sections, printed, None)
        with self._store.reading() as session:
            meeting = reading.meeting(reading.meeting_row(session, meeting_id))
        content = self._content(sealed.id)
        printed = self._printed(meeting, export_id, practice=practice, marking=marking)
        return minutes.paper(str(content["title"]), minutes.thawed(content), printed, sealed)

    def kept_paper(self, sealed: Sealed, *, word: bool) -> bytes:
        """Return a paper as it was kept when the minutes were sealed.

        Raises:
            Refused: It is no longer there.
        """
        file_id = sealed.word_id if word else sealed.pdf_id
        with self._store.reading() as session:
            found = attachments.content(session, file_id) if file_id is not None else None
        if found is None:
            raise Refused(
                "The paper kept with these minutes is missing.",
                next_step="Take the minutes out: the paper is made anew of the sealed words.",
            )
        return found

    def papers(self, sealed: Sealed) -> tuple[bytes, bytes]:
        """Return the PDF and the Word document as they were kept when the minutes were sealed.

        Raises:
            Refused: One of them is no longer there.
        """
        return self.kept_paper(sealed, word=False), self.kept_paper(sealed, word=True)

    def note_export(self, meeting_id: int, export_id: str, marking: str, kind: str) -> None:
        """Note in the audit trail that minutes were taken out."""
        detail = {"paper": kind, "export": export_id, "marking": marking}
        self._store.note("exported", "panel", meeting_id, **detail)

    # Inside

    def _content_to_seal(self, meeting_id: int, approval: Approval) -> dict[str, Any]:
        told = self._gathering.gather(meeting_id)
        _refuse_unfit(told.meeting, approval, self._clock.today())
        drawn = minutes_told.draft(told, _spoken(told, approval.kept))
        return minutes.frozen(drawn, approval, [item.ref for item in told.cases])

    def _draft(self, meeting_id: int, kept: frozenset[str] | None) -> MinutesDraft:
        told = self._gathering.gather(meeting_id)
        return minutes_told.draft(told, _spoken(told, kept))

    def _printed(
        self, meeting: Meeting, export_id: str, *, practice: bool, marking: str = ""
    ) -> Printed:
        desk = str(Settings(self._store).get("desk/marking", DEFAULT))
        return Printed(
            marking or meeting.marking or desk,
            export_id,
            self._clock.today(),
            self._clock.now(),
            practice,
        )

    def _content(self, minutes_id: int) -> dict[str, Any]:
        with self._store.reading() as session:
            query = select(MinutesTable.content).where(MinutesTable.id == minutes_id)
            return dict(session.scalars(query).one())

    def _broken_papers(self, sealed: Sealed) -> list[str]:
        found = []
        for file_id, kind in ((sealed.pdf_id, "PDF"), (sealed.word_id, "Word document")):
            with self._store.reading() as session:
                row = session.get(FileTable, file_id or 0, options=[undefer(FileTable.content)])
                whole = row is not None and attachments.fingerprint(row.content) == row.sha256
            if file_id is not None and not whole:
                found.append(f"The {kind} kept with these minutes is not the one that was sealed.")
        return found

    def _at(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _spoken(told: Gathered, kept: frozenset[str] | None) -> Spoken:
    return Spoken(told.referrers, told.people, kept)


def _sealed(session: Session) -> list[Sealed]:
    """Return all sealed minutes, oldest first, without their words."""
    items = {
        row.id: (f"Case {row.letter}" if row.letter else row.title)
        for row in session.scalars(select(ItemTable))
    }
    query = select(MinutesTable).order_by(MinutesTable.id)
    return [
        Sealed(
            row.id, row.meeting_id, row.version,
            Approval(row.approved, row.approved_by, row.approved_how), row.sha256,
            local(row.at), row.by, row.pdf_id, row.word_id,
            tuple(
                Addendum(
                    one.id, one.on, one.words, one.approved_by, one.sha256, local(one.at), one.by,
                    one.item_id, items.get(one.item_id or 0, ""),
                )
                for one in row.addenda
            ),
        )
        for row in session.scalars(query)
    ]  # fmt: skip


def _refuse_unfit(meeting: Meeting, approval: Approval, today: date) -> None:
    if meeting.state is MeetingState.APPROVED:
        raise _sealed_already()
    if meeting.state is not MeetingState.HELD:
        raise Refused("This meeting is not finished.", next_step="Finish it at the desk first.")
    if not approval.by.strip() or not approval.how.strip():
        raise Refused(
            "The approval is not said.", next_step="Say who approved the minutes, and how."
        )
    if approval.on > today:
        raise Refused("That day is still to come.", next_step="Say when they were approved.")
    if approval.on < meeting.starts.date():
        raise Refused("They cannot be approved before the meeting.", next_step="Mend the day.")


def _refuse_sealed(meeting: MeetingTable) -> None:
    if meeting.state == MeetingState.APPROVED.value:
        raise _sealed_already()


def _sealed_already() -> Refused:
    return Refused(
        "These minutes are sealed.", next_step="Add to them: an addendum is dated and sealed too."
    )


def _day(meeting: MeetingTable) -> str:
    return f"the panel of {say_short(meeting.starts.date())}"
