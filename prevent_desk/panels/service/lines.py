"""Live notes: lines kept as they are said, with every wording they had; each act one Undo.

Labels name the case by its letter and nobody at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from prevent_desk.actions.model.records import NewAction, Owner, Source
from prevent_desk.actions.service import Actions
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.records import (
    Item,
    ItemKind,
    LineKind,
    MeetingState,
    NoteLine,
    Wording,
)
from prevent_desk.panels.service import reading
from prevent_desk.panels.tables import (
    InviteTable,
    ItemTable,
    LineTable,
    LineVersionTable,
    MeetingTable,
    PrivateNoteTable,
)
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Store

_SEAT = "panel_lead"
"""The seat that answers for what a panel asks an agency to do."""


class Lines:
    """Keeps the notes of meetings, and the officer's own beside them."""

    def __init__(
        self, store: Store, clock: Clock, actions: Actions, referrals: ReferralServices
    ) -> None:
        self._store, self._clock = store, clock
        self._actions, self._referrals = actions, referrals

    # Reading

    def of_item(self, item_id: int) -> list[NoteLine]:
        """Return the lines of a point, in the order they were begun; struck ones too."""
        return self._read(LineTable.item_id == item_id)

    def of_meeting(self, meeting_id: int) -> list[NoteLine]:
        """Return the lines of a whole meeting, in the order they were begun."""
        return self._read(LineTable.meeting_id == meeting_id)

    def one(self, line_id: int) -> NoteLine:
        """Return a line.

        Raises:
            Refused: It is no longer there.
        """
        found = self._read(LineTable.id == line_id)
        if not found:
            raise Refused("That line is no longer there.", next_step="Undo may bring it back.")
        return found[0]

    def counts(self, meeting_id: int) -> dict[int, int]:
        """Return how many lines each point has; those with none are left out."""
        query = select(LineTable.item_id, func.count(LineTable.id))
        query = query.where(LineTable.meeting_id == meeting_id, LineTable.struck == "")
        with self._store.reading() as session:
            return {row[0]: row[1] for row in session.execute(query.group_by(LineTable.item_id))}

    def versions(self, line_id: int) -> list[Wording]:
        """Return every wording a line had, the first one first."""
        query = select(LineVersionTable).where(LineVersionTable.line_id == line_id)
        with self._store.reading() as session:
            return [
                Wording(row.at, row.by, LineKind(row.kind), row.speaker, row.words)
                for row in session.scalars(query.order_by(LineVersionTable.id))
            ]

    # Writing

    def add(
        self,
        item_id: int,
        kind: LineKind,
        words: str,
        *,
        speaker_id: int | None = None,
        speaker: str = "",
        said: datetime | None = None,
        due: date | None = None,
        due_told: str = "",
        group: str = "",
    ) -> int:
        """Keep a line; a line of an action asks its speaker's agency for it at once.

        Args:
            item_id: The point it was said about.
            kind: What it is.
            words: As typed.
            speaker_id: Who said it, of those asked to the meeting.
            speaker: Who said it, where nobody of the room did: "Panel", "GP letter".
            said: When it was begun, local time; now where it is not told.
            due: Of an action: its last day.
            due_told: The day as it was typed: "by friday".
            group: Of `Store.writing`.

        Returns:
            The line's key.

        Raises:
            Refused: It says nothing, or the minutes are sealed.
        """
        if not words.strip():
            raise Refused("The line says nothing.", next_step="Type what was said.")
        number = self._actions.give_number() if kind is LineKind.ACTION else None
        label, ref = self._told_of(item_id)
        with self._store.writing(f"line of {label}", group=group) as session:
            item = reading.item_row(session, item_id)
            _refuse_sealed(session, item)
            row = LineTable(
                meeting_id=item.meeting_id, item_id=item_id, kind=kind.value,
                said=said or self._now(), at=self._at(), by=self._store.actor,
                speaker_id=speaker_id, speaker="" if speaker_id else speaker.strip(),
                words=words.strip(), owed_id=None, struck="",
            )  # fmt: skip
            self._keep_wording(session, row)
            session.add(row)
            session.flush()
            if number is not None:
                self._ask(session, row, number, ref, None, due, due_told)
            return row.id

    def reword(
        self,
        line_id: int,
        words: str,
        *,
        kind: LineKind | None = None,
        speaker_id: int | None = None,
        speaker: str | None = None,
        group: str = "",
    ) -> None:
        """Change what a line says, what it is, and who said it; every wording stays on record.

        Args:
            line_id: The line.
            words: As it is to read.
            kind: What it is; None leaves it.
            speaker_id: Who said it; read only where `speaker` is given.
            speaker: Who said it, where nobody of the room did; None leaves both.
            group: Of `Store.writing`: one visit to the line is one Undo.

        Raises:
            Refused: It would say nothing, it was struck, or the minutes are sealed.
        """
        if not words.strip():
            raise Refused(
                "The line says nothing any more.",
                next_step="Strike it with Del, and say why; its words stay on show.",
            )
        with self._writing(line_id, "change of a line of", group) as (session, row):
            if row.struck:
                raise Refused("The line was struck.", next_step="Let it stand again first.")
            was = (row.words, row.kind, row.speaker_id, row.speaker)
            row.words = words.strip()
            if kind is not None:
                row.kind = kind.value
            if speaker is not None:
                row.speaker_id = speaker_id
                row.speaker = "" if speaker_id else speaker.strip()
            if was != (row.words, row.kind, row.speaker_id, row.speaker):
                self._keep_wording(session, row)

    def set_kind(self, line_id: int, kind: LineKind) -> None:
        """Say that a line is something else; its action, where it has one, goes on by itself."""
        self.reword(line_id, self.one(line_id).words, kind=kind)

    def set_speaker(self, line_id: int, speaker_id: int | None, speaker: str = "") -> None:
        """Say that somebody else said a line."""
        self.reword(line_id, self.one(line_id).words, speaker_id=speaker_id, speaker=speaker)

    def strike(self, line_id: int, why: str) -> None:
        """Strike a line that does not hold, with the reason; it stays on show.

        Raises:
            Refused: There is no reason, or the minutes are sealed.
        """
        if not why.strip():
            raise Refused("No reason is given.", next_step="Say why the line does not hold.")
        with self._writing(line_id, "striking of a line of") as (_session, row):
            row.struck = why.strip()

    def let_stand(self, line_id: int) -> None:
        """Let a line that was struck hold again."""
        with self._writing(line_id, "restoring of a line of") as (_session, row):
            row.struck = ""

    def make_action(
        self,
        line_id: int,
        owner: Owner | None = None,
        due: date | None = None,
        due_told: str = "",
    ) -> int:
        """Ask for what a line says; return the action's key.

        Args:
            line_id: The line; it becomes an action line.
            owner: Who owes it; None: the agency that said it.
            due: The last day; None for none.
            due_told: The day as it was typed.

        Raises:
            Refused: It is an action already, was struck, or the minutes are sealed.
        """
        line = self.one(line_id)
        if line.owed_id is not None:
            raise Refused("This line is an action already.", next_step="Change it by its link.")
        if line.struck:
            raise Refused("The line was struck.", next_step="Let it stand again first.")
        number = self._actions.give_number()
        _label, ref = self._told_of(line.item_id)
        with self._writing(line_id, f"action {number} of") as (session, row):
            if row.kind != LineKind.ACTION.value:
                row.kind = LineKind.ACTION.value
                self._keep_wording(session, row)
            return self._ask(session, row, number, ref, owner, due, due_told)

    # The officer's own note

    def private(self, meeting_id: int, item_id: int | None) -> str:
        """Return the officer's own working note on a point, or on the whole meeting."""
        with self._store.reading() as session:
            row = _private(session, meeting_id, item_id)
            return row.words if row is not None else ""

    def privates(self, meeting_id: int) -> dict[int | None, str]:
        """Return the working notes of a meeting by their point; None: the meeting as a whole."""
        query = select(PrivateNoteTable).where(PrivateNoteTable.meeting_id == meeting_id)
        with self._store.reading() as session:
            return {row.item_id: row.words for row in session.scalars(query) if row.words}

    def keep_private(
        self, meeting_id: int, item_id: int | None, words: str, *, group: str = ""
    ) -> None:
        """Keep the officer's own working note; it is no part of the minutes."""
        if words == self.private(meeting_id, item_id):
            return
        with self._store.writing("private working note", group=group) as session:
            row = _private(session, meeting_id, item_id)
            if row is None:
                row = PrivateNoteTable(meeting_id=meeting_id, item_id=item_id)
                session.add(row)
            row.words, row.at, row.by = words, self._at(), self._store.actor

    # Inside

    def _read(self, *conditions: ColumnElement[bool]) -> list[NoteLine]:
        query = _LINES.where(*conditions).order_by(LineTable.said, LineTable.id)
        with self._store.reading() as session:
            rows = session.execute(query).all()
            first = _first_wordings(session, conditions)
        return [
            NoteLine(
                id=row.id, item_id=row.item_id, kind=LineKind(row.kind), said=row.said,
                speaker_id=row.speaker_id, speaker=row.agency or row.speaker, words=row.words,
                initials=row.initials or "", first=_other(first.get(row.id, ""), row.words),
                struck=row.struck, owed_id=row.owed_id,
            )
            for row in rows
        ]  # fmt: skip

    @contextmanager
    def _writing(
        self, line_id: int, act: str, group: str = ""
    ) -> Iterator[tuple[Session, LineTable]]:
        """Open a unit of work on one line; refuses where the minutes are sealed."""
        label, _ref = self._told_of(self.one(line_id).item_id)
        with self._store.writing(f"{act} {label}", group=group) as session:
            row = session.get_one(LineTable, line_id)
            _refuse_sealed(session, reading.item_row(session, row.item_id))
            yield session, row

    def _told_of(self, item_id: int) -> tuple[str, str]:
        """Return what labels call a point, and the reference of its case."""
        with self._store.reading() as session:
            row = reading.item_row(session, item_id)
            one: Item = reading.item(row, "")
        if one.kind is not ItemKind.CASE:
            # A title is typed freely, and no label may hold a name.
            return "the notes", ""
        ref = ""
        if one.episode_id is not None:
            ref = self._referrals.episodes.refs([one.episode_id]).get(one.episode_id, "")
        return one.called, ref

    def _ask(
        self,
        session: Session,
        row: LineTable,
        number: int,
        ref: str,
        owner: Owner | None,
        due: date | None,
        due_told: str,
    ) -> int:
        meeting = reading.meeting_row(session, row.meeting_id)
        new = NewAction(
            row.words, owner or _owner(session, row), due, due_told, Source.PANEL, meeting.id,
            f"Panel {say_short(meeting.starts.date())}", ref,
        )  # fmt: skip
        row.owed_id = self._actions.make_in(session, new, number)
        return row.owed_id

    def _keep_wording(self, session: Session, row: LineTable) -> None:
        said_by = session.get(InviteTable, row.speaker_id) if row.speaker_id else None
        row.versions.append(
            LineVersionTable(
                at=self._at(), by=self._store.actor, kind=row.kind, words=row.words,
                speaker=said_by.agency if said_by is not None else row.speaker,
            )
        )  # fmt: skip

    def _now(self) -> datetime:
        return local(self._clock.now()).replace(microsecond=0)

    def _at(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


# Columns and not rows of the mapper: 500 lines are read in a third of the time.
_LINES = select(
    LineTable.id, LineTable.item_id, LineTable.kind, LineTable.said, LineTable.speaker_id,
    LineTable.speaker, LineTable.words, LineTable.struck, LineTable.owed_id, InviteTable.agency,
    InviteTable.initials,
).outerjoin(InviteTable, InviteTable.id == LineTable.speaker_id)  # fmt: skip


def _first_wordings(session: Session, conditions: Iterable[ColumnElement[bool]]) -> dict[int, str]:
    """Return the first words of those lines that had several wordings."""
    first = (
        select(func.min(LineVersionTable.id))
        .join(LineTable, LineTable.id == LineVersionTable.line_id)
        .where(*conditions)
        .group_by(LineVersionTable.line_id)
        .having(func.count(LineVersionTable.id) > 1)
    )
    query = select(LineVersionTable.line_id, LineVersionTable.words)
    rows = session.execute(query.where(LineVersionTable.id.in_(first)))
    return {row[0]: row[1] for row in rows}


def _other(first: str, words: str) -> str:
    return first if first != words else ""


def _owner(session: Session, row: LineTable) -> Owner:
    """Return the agency that said a line as who owes what it says."""
    said_by = session.get(InviteTable, row.speaker_id) if row.speaker_id else None
    if said_by is None:
        return Owner()
    if said_by.organisation_id is None:
        return Owner(told=said_by.agency)
    return Owner(said_by.organisation_id, _SEAT)


def _private(session: Session, meeting_id: int, item_id: int | None) -> PrivateNoteTable | None:
    query = select(PrivateNoteTable).where(PrivateNoteTable.meeting_id == meeting_id)
    return session.scalars(query.where(PrivateNoteTable.item_id == item_id)).first()


def _refuse_sealed(session: Session, item: ItemTable) -> None:
    meeting = session.get(MeetingTable, item.meeting_id)
    if meeting is not None and meeting.state == MeetingState.APPROVED.value:
        raise Refused(
            "The minutes of this meeting are sealed.",
            next_step="Add a dated addendum to them instead.",
        )
