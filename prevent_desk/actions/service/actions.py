"""What is owed: asked for, changed, reminded of, carried on, closed; each act one Undo.

What became of an action is told in lines that are never edited. A number is given once, also where
Undo took its action away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from prevent_desk.actions.model.records import Action, Evidence, NewAction, Owner, Source, State
from prevent_desk.actions.model.standing import Standing, stands
from prevent_desk.actions.service import reading
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
_AT_ONCE = 500
"""Keys in one question to the store."""


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
        """Return the actions in some states, without their lines and files; by number."""
        return self._listed(OwedTable.state.in_([state.value for state in states]))

    def count(self, *, states: Sequence[State] = (State.OPEN,)) -> int:
        """Return how many actions there are in some states."""
        query = select(func.count(OwedTable.id)).where(
            OwedTable.state.in_([state.value for state in states])
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def one(self, action_id: int) -> Action:
        """Return an action, with all that became of it.

        Raises:
            Refused: It is no longer there.
        """
        found = self._whole(OwedTable.id == action_id)
        if not found:
            raise _gone()
        return found[0]

    def is_there(self, action_id: int) -> bool:
        """Return whether an action is there."""
        with self._store.reading() as session:
            return session.get(OwedTable, action_id) is not None

    def of_case(self, ref: str) -> list[Action]:
        """Return the actions of a referral, open and closed, newest first."""
        return self._whole(OwedTable.case_ref == ref, newest=True)

    def open_of_case(self, ref: str) -> int:
        """Return how many actions of a referral are open."""
        query = select(func.count(OwedTable.id)).where(
            OwedTable.case_ref == ref, OwedTable.state == State.OPEN.value
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def of_source(self, source: Source, source_id: int) -> list[Action]:
        """Return what one meeting or record asked for, by number."""
        return self._whole(OwedTable.source == source.value, OwedTable.source_id == source_id)

    def open_before(self, source: Source, day: date) -> list[Action]:
        """Return what meetings asked for before a day and is open still: carried to the next."""
        return self._listed(
            OwedTable.source == source.value,
            OwedTable.state == State.OPEN.value,
            OwedTable.made < day,
        )

    def open_on(self, source: Source, day: date) -> list[Action]:
        """Return what records of a kind asked for and was not closed before a day; by number."""
        return self._listed(
            OwedTable.source == source.value,
            or_(OwedTable.closed.is_(None), OwedTable.closed >= day),
        )

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
        for action_id, _number, state in _states(session, action_ids):
            if state == State.OPEN.value:
                session.add(self._line("carried", now=to, of=action_id))

    def chased(self, action_ids: Sequence[int], how: str) -> None:
        """Note that somebody was reminded of actions: one act for all of them.

        Raises:
            Refused: One of them is closed, or no longer there; nothing is noted then.
        """
        count = len(action_ids)
        label = "reminder of 1 action" if count == 1 else f"reminder of {count} actions"
        with self._store.writing(label) as session:
            found = _states(session, action_ids)
            if len(found) < len(set(action_ids)):
                raise _gone()
            for action_id, number, state in found:
                if state != State.OPEN.value:
                    raise _closed(number)
                session.add(self._line("chased", words=how, of=action_id))

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

    def _whole(self, *wanted: ColumnElement[bool], newest: bool = False) -> list[Action]:
        owners = Owners(self._contacts)
        with self._store.reading() as session:
            return reading.whole(session, owners, *wanted, newest=newest)

    def _listed(self, *wanted: ColumnElement[bool]) -> list[Action]:
        owners = Owners(self._contacts)
        with self._store.reading() as session:
            return reading.listed(session, owners, *wanted)

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
        self,
        kind: str,
        *,
        was: str = "",
        now: str = "",
        words: str = "",
        on: date | None = None,
        of: int | None = None,
    ) -> OwedLineTable:
        """Return a line; `of` names its action where that is not read for it."""
        row = OwedLineTable(
            kind=kind, on=on or self._clock.today(), at=self._now(), by=self._store.actor,
            was=was, now=now, words=words,
        )  # fmt: skip
        if of is not None:
            row.owed_id = of
        return row

    def _label(self, act: str, action_id: int) -> str:
        with self._store.reading() as session:
            return f"{act} action {_row(session, action_id).number}"

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _row(session: Session, action_id: int) -> OwedTable:
    row = session.get(OwedTable, action_id)
    if row is None:
        raise _gone()
    return row


def _open_row(session: Session, action_id: int) -> OwedTable:
    row = _row(session, action_id)
    if row.state != State.OPEN.value:
        raise _closed(row.number)
    return row


def _states(session: Session, action_ids: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return the key, number and state of actions, each once, in the order asked for."""
    found: dict[int, tuple[int, int, str]] = {}
    for first in range(0, len(action_ids), _AT_ONCE):
        some = action_ids[first : first + _AT_ONCE]
        query = select(OwedTable.id, OwedTable.number, OwedTable.state)
        for key, number, state in session.execute(query.where(OwedTable.id.in_(some))):
            found[key] = (key, number, state)
    return [found[key] for key in dict.fromkeys(action_ids) if key in found]


def _gone() -> Refused:
    return Refused("That action is no longer there.", next_step="Undo may bring it back.")


def _closed(number: int) -> Refused:
    return Refused(f"Action {number} is closed.", next_step="Open it again, with the reason.")
