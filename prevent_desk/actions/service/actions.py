"""What is owed: asked for, changed, reminded of, carried on, closed; each act one Undo.

What became of an action is told in lines that are never edited. A number is given once, also where
Undo took its action away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.actions.model.records import (
    Action,
    ActionLine,
    Evidence,
    NewAction,
    Owner,
    Source,
    State,
)
from prevent_desk.actions.model.standing import Standing, stands
from prevent_desk.actions.service.owners import Owners
from prevent_desk.actions.tables import OwedFileTable, OwedLineTable, OwedTable
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.store import attachments, audit
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

_GIVEN = "actions/given"
"""The highest number given."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different of an action; None leaves a part as it is.

    Attributes:
        no_due: Take the day away.
    """

    words: str | None = None
    shared_words: str | None = None
    owner: Owner | None = None
    due: date | None = None
    due_told: str | None = None
    no_due: bool = False


class Actions:
    """Keeps what is owed, whoever asked for it."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        contacts: ContactServices,
        days: Callable[[], WorkingDays] = WorkingDays,
    ) -> None:
        """Keep actions in a store.

        Args:
            store: The open store.
            clock: Says what day it is.
            contacts: Who may owe something.
            days: Tells the working days of this desk.
        """
        self._store, self._clock, self._contacts = store, clock, contacts
        self.working_days = days

    def standing(self, *, states: Sequence[State] = (State.OPEN,)) -> list[Standing]:
        """Return the actions in some states and where each stands today."""
        today, days = self._clock.today(), self.working_days()
        return [stands(action, today, days) for action in self.all(states=states)]

    def needing(self) -> int:
        """Return how many open actions are late or due today."""
        days = self._clock.today()
        query = select(func.count(OwedTable.id)).where(
            OwedTable.state == State.OPEN.value, OwedTable.due <= days
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def note_export(self, export_id: str, marking: str, count: int) -> None:
        """Note in the audit trail that actions were taken out."""
        detail = {"export": export_id, "marking": marking, "actions": count}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "actions", "", detail)

    def note_taken_out(self, evidence: Evidence) -> None:
        """Note in the audit trail that a copy of a kept file was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "evidence of an action", evidence.id, {})

    def evidence(self, file_id: int) -> bytes | None:
        """Return the bytes of a kept file; None where it is no longer there."""
        with self._store.reading() as session:
            return attachments.content(session, file_id)

    # Reading

    def all(self, *, states: Sequence[State] = (State.OPEN,)) -> list[Action]:
        """Return the actions in some states, without their lines' words; by number."""
        query = select(OwedTable).where(OwedTable.state.in_([state.value for state in states]))
        return self._read(query.order_by(OwedTable.number))

    def one(self, action_id: int) -> Action:
        """Return an action.

        Raises:
            Refused: It is no longer there.
        """
        found = self._read(select(OwedTable).where(OwedTable.id == action_id))
        if not found:
            raise Refused("That action is no longer there.", next_step="Undo may bring it back.")
        return found[0]

    def is_there(self, action_id: int) -> bool:
        """Return whether an action is there."""
        with self._store.reading() as session:
            return session.get(OwedTable, action_id) is not None

    def of_case(self, ref: str) -> list[Action]:
        """Return the actions of a referral, open and closed, newest first."""
        query = select(OwedTable).where(OwedTable.case_ref == ref)
        return self._read(query.order_by(OwedTable.number.desc()))

    def open_of_case(self, ref: str) -> int:
        """Return how many actions of a referral are open."""
        query = select(func.count(OwedTable.id)).where(
            OwedTable.case_ref == ref, OwedTable.state == State.OPEN.value
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def of_source(self, source: Source, source_id: int) -> list[Action]:
        """Return what one meeting or record asked for, by number."""
        query = select(OwedTable).where(
            OwedTable.source == source.value, OwedTable.source_id == source_id
        )
        return self._read(query.order_by(OwedTable.number))

    def open_before(self, source: Source, day: date) -> list[Action]:
        """Return what meetings asked for before a day and is open still: carried to the next."""
        query = select(OwedTable).where(
            OwedTable.source == source.value,
            OwedTable.state == State.OPEN.value,
            OwedTable.made < day,
        )
        return self._read(query.order_by(OwedTable.number))

    # Acting

    def make(self, new: NewAction) -> int:
        """Ask for something; return the action's key.

        Raises:
            Refused: Nothing is to be done.
        """
        number = self.give_number()
        with self._store.writing(f"action {number}") as session:
            return self.make_in(session, new, number)

    def give_number(self) -> int:
        """Return the next number; called outside a unit of work, for it keeps its own."""
        settings = Settings(self._store)
        with self._store.reading() as session:
            highest = session.scalar(select(func.max(OwedTable.number))) or 0
        number = max(highest, int(settings.get(_GIVEN, 0))) + 1
        settings.put(_GIVEN, number)
        return number

    def make_in(self, session: Session, new: NewAction, number: int) -> int:
        """Ask for something within the unit of work of another act, under a number given before.

        Raises:
            Refused: Nothing is to be done.
        """
        words = new.words.strip()
        if not words:
            raise Refused("The action says nothing.", next_step="Write what is to be done.")
        row = OwedTable(
            number=number, words=words, shared_words=new.shared_words.strip(),
            owner_id=new.owner.organisation_id, seat=new.owner.seat,
            contact_id=new.owner.contact_id, owner_told=new.owner.told.strip(), due=new.due,
            due_told=new.due_told.strip(), made=self._clock.today(), at=self._now(),
            by=self._store.actor, source=new.source.value, source_id=new.source_id,
            source_words=new.source_words, case_ref=new.case_ref, state=State.OPEN.value,
            closed=None, outcome="",
        )  # fmt: skip
        row.lines.append(self._line("made"))
        session.add(row)
        session.flush()
        return row.id

    def change(self, action_id: int, change: Change, *, group: str = "") -> None:
        """Change what is owed, by whom or by when; what it was stays in its lines.

        Args:
            action_id: The action.
            change: What is to be different.
            group: Of `Store.writing`: one visit to a field is one Undo.

        Raises:
            Refused: It is closed, or nothing would be left to do.
        """
        if change.words is not None and not change.words.strip():
            raise Refused("The action says nothing.", next_step="Write what is to be done.")
        owners = Owners(self._contacts)
        with self._store.writing(self._label("change of", action_id), group=group) as session:
            row = _open_row(session, action_id)
            for was, now in self._changed(row, change, owners):
                if was != now:
                    row.lines.append(self._line("changed", was=was, now=now))

    def carry(self, session: Session, action_ids: Sequence[int], to: str) -> None:
        """Note, within another act, that open actions were carried on: to "Panel 10 Dec"."""
        for action_id in action_ids:
            row = session.get(OwedTable, action_id)
            if row is not None and row.state == State.OPEN.value:
                row.lines.append(self._line("carried", now=to))

    def chased(self, action_ids: Sequence[int], how: str) -> None:
        """Note that somebody was reminded of actions: one act for all of them."""
        count = len(action_ids)
        label = "reminder of 1 action" if count == 1 else f"reminder of {count} actions"
        with self._store.writing(label) as session:
            for action_id in action_ids:
                row = _open_row(session, action_id)
                row.lines.append(self._line("chased", words=how))

    def note(self, action_id: int, words: str) -> None:
        """Add a line to an action, open or closed.

        Raises:
            Refused: The line is empty.
        """
        if not words.strip():
            raise Refused("The note is empty.", next_step="Write what there is to note.")
        with self._store.writing(self._label("note on", action_id)) as session:
            row = _row(session, action_id)
            row.lines.append(self._line("note", words=words.strip()))

    def done(self, action_id: int, outcome: str, on: date | None = None) -> None:
        """Close an action as done, with what shows it.

        Raises:
            Refused: Nothing shows it (neither words nor a file), the day lies ahead, or it is
                closed already.
        """
        with self._store.writing(self._label("done:", action_id)) as session:
            row = _open_row(session, action_id)
            if not outcome.strip() and not row.files:
                raise Refused(
                    f"Action {row.number} was not closed.",
                    why="Nothing shows that it was done.",
                    next_step="Say what was done, or add a file.",
                )
            self._close(row, State.DONE, outcome, on)

    def drop(self, action_id: int, reason: str, on: date | None = None) -> None:
        """Close an action that is no longer wanted, with the reason.

        Raises:
            Refused: There is no reason, the day lies ahead, or it is closed already.
        """
        if not reason.strip():
            raise Refused("No reason is given.", next_step="Say why it is no longer wanted.")
        with self._store.writing(self._label("dropped:", action_id)) as session:
            self._close(_open_row(session, action_id), State.DROPPED, reason, on)

    def reopen(self, action_id: int, reason: str) -> None:
        """Open a closed action again; how it was closed stays in its lines."""
        with self._store.writing(self._label("opened again:", action_id)) as session:
            row = _row(session, action_id)
            if row.state == State.OPEN.value:
                raise Refused(f"Action {row.number} is open.")
            row.lines.append(self._line("reopened", was=row.outcome, words=reason.strip()))
            row.state, row.closed, row.outcome = State.OPEN.value, None, ""

    def add_evidence(self, action_id: int, name: str, content: bytes, note: str = "") -> None:
        """Keep a file with an action, inside the vault."""
        file_id = attachments.keep(self._store, name, content)
        with self._store.writing(self._label("evidence of", action_id)) as session:
            row = _row(session, action_id)
            row.files.append(OwedFileTable(file_id=file_id, note=note.strip()))

    def remove_evidence(self, action_id: int, evidence_id: int) -> None:
        """Take a file off an action; Undo brings it back."""
        with self._store.writing(self._label("evidence of", action_id)) as session:
            row = _row(session, action_id)
            row.files[:] = [one for one in row.files if one.id != evidence_id]

    # Inside

    def _read(self, query: Select[OwedTable]) -> list[Action]:
        loaded = query.options(
            selectinload(OwedTable.lines),
            selectinload(OwedTable.files).selectinload(OwedFileTable.file),
        )
        owners = Owners(self._contacts)
        with self._store.reading() as session:
            return [_action(row, owners) for row in session.scalars(loaded)]

    def _changed(self, row: OwedTable, change: Change, owners: Owners) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        if change.words is not None:
            pairs.append((row.words, change.words.strip()))
            row.words = change.words.strip()
        if change.shared_words is not None:
            row.shared_words = change.shared_words.strip()
        if change.owner is not None:
            was = owners.of(row).name
            row.owner_id, row.seat = change.owner.organisation_id, change.owner.seat
            row.contact_id, row.owner_told = change.owner.contact_id, change.owner.told.strip()
            pairs.append((was, owners.of(row).name))
        if change.due is not None or change.no_due:
            was = say_short(row.due) if row.due else "no day"
            row.due = None if change.no_due else change.due
            pairs.append((was, say_short(row.due) if row.due else "no day"))
        if change.due_told is not None:
            row.due_told = change.due_told.strip()
        return pairs

    def _close(self, row: OwedTable, state: State, outcome: str, on: date | None) -> None:
        day = on or self._clock.today()
        if day > self._clock.today():
            raise Refused(
                f"{say_short(day)} lies ahead.", next_step="Choose the day it was closed."
            )
        row.state, row.closed, row.outcome = state.value, day, outcome.strip()
        row.lines.append(self._line(state.value, words=outcome.strip(), on=day))

    def _line(
        self, kind: str, *, was: str = "", now: str = "", words: str = "", on: date | None = None
    ) -> OwedLineTable:
        return OwedLineTable(
            kind=kind, on=on or self._clock.today(), at=self._now(), by=self._store.actor,
            was=was, now=now, words=words,
        )  # fmt: skip

    def _label(self, act: str, action_id: int) -> str:
        with self._store.reading() as session:
            return f"{act} action {_row(session, action_id).number}"

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _row(session: Session, action_id: int) -> OwedTable:
    row = session.get(OwedTable, action_id)
    if row is None:
        raise Refused("That action is no longer there.", next_step="Undo may bring it back.")
    return row


def _open_row(session: Session, action_id: int) -> OwedTable:
    row = _row(session, action_id)
    if row.state != State.OPEN.value:
        raise Refused(
            f"Action {row.number} is closed.", next_step="Open it again, with the reason."
        )
    return row


def _action(row: OwedTable, owners: Owners) -> Action:
    lines = tuple(
        ActionLine(one.id, one.kind, one.on, one.at, one.by, one.was, one.now, one.words)
        for one in row.lines
    )
    chased = [line.on for line in lines if line.kind == "chased"]
    return Action(
        id=row.id, number=row.number, words=row.words, shared_words=row.shared_words,
        owner=owners.of(row), due=row.due, due_told=row.due_told, made=row.made, by=row.by,
        source=Source(row.source), source_id=row.source_id, source_words=row.source_words,
        case_ref=row.case_ref, state=State(row.state), closed=row.closed, outcome=row.outcome,
        carried=sum(line.kind == "carried" for line in lines),
        chased=max(chased) if chased else None, lines=lines,
        evidence=tuple(
            Evidence(one.id, one.file_id, one.file.name, one.file.size, one.note)
            for one in row.files
        ),
    )  # fmt: skip
