"""People to be trained: entered, changed, gone, merged; each act one Undo, told without names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model import naming
from prevent_desk.contacts.model.merging import Preview
from prevent_desk.contacts.model.people import refuse_ahead, refuse_nameless
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.contacts.service.people import refuse_addresses
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.store.keys import filled
from prevent_desk.store.session import Change, Store
from prevent_desk.training.model.people import (
    Learner,
    NewLearner,
    Pair,
    alike,
    clean_number,
    compare,
)
from prevent_desk.training.tables import (
    CompletionTable,
    DepartmentTable,
    LearnerTable,
    StaffRoleTable,
)

_PARTS = frozenset(field.name for field in fields(NewLearner))
_AT_ONCE = 500
_LIKE = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


class People:
    """Keeps the people of staff lists: never anybody of a referral."""

    def __init__(self, store: Store, clock: Clock, organisations: Organisations) -> None:
        self._store, self._clock, self._organisations = store, clock, organisations
        self._alike: tuple[Change | None, list[Pair]] | None = None

    # Reading

    def all(self, left: bool = False) -> list[Learner]:
        """Return the people by family name; with `left`, those who left too. None is merged."""
        query = select(LearnerTable).where(LearnerTable.merged_into_id.is_(None))
        if not left:
            query = query.where(LearnerTable.left.is_(None))
        return self._read(query)

    def one(self, learner_id: int) -> Learner:
        """Return somebody, or who they turned out to be.

        Raises:
            Refused: They are no longer there.
        """
        found = self.by_id([learner_id]).get(learner_id)
        if found is None:
            raise _gone()
        return found

    def is_there(self, learner_id: int) -> bool:
        """Return whether somebody is there."""
        with self._store.reading() as session:
            return session.get(LearnerTable, learner_id) is not None

    def by_id(self, ids: Iterable[int]) -> dict[int, Learner]:
        """Return people by the numbers asked for; who was merged is who they turned out to be."""
        asked = sorted(set(ids))
        found: dict[int, Learner] = {}
        with self._store.reading() as session:
            heads = heads_of(session)
        wanted = sorted({heads.get(one, one) for one in asked})
        known: dict[int, Learner] = {}
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            query = select(LearnerTable).where(LearnerTable.id.in_(filled(part)))
            known |= {one.id: one for one in self._read(query)}
        for number in asked:
            if person := known.get(heads.get(number, number)):
                found[number] = person
        return found

    def find(self, words: str, most: int = 20) -> list[Learner]:
        """Return who is meant by some words: each stands in name, staff number or address.

        Those whose name begins so come first; who left and who was merged is not offered.
        """
        asked = words.casefold().split()
        query = select(LearnerTable).where(
            LearnerTable.merged_into_id.is_(None), LearnerTable.left.is_(None)
        )
        for word in asked:
            like = f"%{word.translate(_LIKE)}%"
            query = query.where(
                or_(
                    LearnerTable.name.like(like, escape="\\"),
                    LearnerTable.staff_no.like(like, escape="\\"),
                    LearnerTable.email.like(like, escape="\\"),
                )
            )
        found = self._read(query.limit(max(most, 1) * 20))
        return sorted(found, key=lambda one: _rank(one, asked))[:most]

    def how_many(self) -> int:
        """Return how many people there are who did not leave."""
        query = select(func.count()).where(
            LearnerTable.merged_into_id.is_(None), LearnerTable.left.is_(None)
        )
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def counts(self) -> dict[tuple[int | None, int | None], int]:
        """Return how many people are here, by department and role."""
        table = LearnerTable
        query = (
            select(table.department_id, table.role_id, func.count())
            .where(table.merged_into_id.is_(None), table.left.is_(None))
            .group_by(table.department_id, table.role_id)
        )
        with self._store.reading() as session:
            return {(row[0], row[1]): row[2] for row in session.execute(query)}

    def possible_duplicates(self) -> list[Pair]:
        """Return pairs of those here who look like one person, by name.

        Kept until the next act.
        """
        # Not by generation: what is typed or remembered changes nobody.
        change = self._store.last_change
        if self._alike is None or self._alike[0] is not change:
            self._alike = change, self._look_alike()
        return self._alike[1]

    def merged(self, learner_id: int) -> list[Learner]:
        """Return who was merged into somebody, as they were entered."""
        query = select(LearnerTable).where(LearnerTable.merged_into_id == learner_id)
        return self._read(query)

    def preview(self, kept_id: int, other_id: int) -> Preview:
        """Return what would be shown of two people as one.

        Raises:
            Refused: They are one already, or one is no longer there.
        """
        kept, other = self.one(kept_id), self.one(other_id)
        if kept.id == other.id:
            raise Refused("They are one already.", next_step="Choose another.")
        query = select(func.count()).where(CompletionTable.learner_id == other.id)
        with self._store.reading() as session:
            courses = session.scalar(query) or 0
        return compare(kept, other, courses)

    # Acting

    def add(self, new: NewLearner) -> int:
        """Enter somebody; return their number.

        Raises:
            Refused: They have no name, an address is none, or somebody of their employer has the
                staff number.
        """
        with self._store.writing("new person to be trained") as session:
            return self.add_in(session, new)

    def add_in(self, session: Session, new: NewLearner) -> int:
        """Enter somebody within the unit of work of another act."""
        refuse_nameless(new.name, "person")
        refuse_addresses([new.email])
        _refuse_number(session, clean_number(new.staff_no), new.organisation_id, 0)
        row = row_of(new, self._now())
        session.add(row)
        session.flush()
        return row.id

    def change(self, learner_id: int, *, group: str = "", **parts: Any) -> None:  # noqa: ANN401 - parts of NewLearner
        """Change parts of somebody, named as in `NewLearner`.

        Raises:
            Refused: As of `add`; or they are no longer there.
        """
        with self._store.writing("change of a person to be trained", group=group) as session:
            self.change_in(session, learner_id, **parts)

    def change_in(self, session: Session, learner_id: int, **parts: Any) -> None:  # noqa: ANN401 - parts of NewLearner
        """Change parts of somebody within the unit of work of another act."""
        if unknown := parts.keys() - _PARTS:
            raise Fault(f"A person to be trained has no {', '.join(sorted(unknown))}.")
        if "name" in parts:
            refuse_nameless(parts["name"], "person")
            given, family = naming.parts(parts["name"])
            parts = {**parts, "given": given, "family": family}
        refuse_addresses([parts.get("email", "")])
        row = _row(session, learner_id)
        if {"staff_no", "organisation_id"} & parts.keys():
            number = clean_number(parts.get("staff_no", row.staff_no))
            place = parts.get("organisation_id", row.organisation_id)
            _refuse_number(session, number, place, row.id)
            if "staff_no" in parts:
                parts = {**parts, "staff_no": number}
        for name, value in parts.items():
            told = value.strip() if isinstance(value, str) else value
            if getattr(row, name) != told:
                setattr(row, name, told)

    def leave(self, learner_ids: Sequence[int], on: date) -> None:
        """Say that people left: from that day on they are in no count; what they did stays.

        Raises:
            Refused: The day lies ahead, nobody is named, or one is no longer there.
        """
        refuse_ahead(on, self._clock.today(), "That they left")
        if not learner_ids:
            raise Refused("Nobody is chosen.", next_step="Choose who left.")
        many = len(learner_ids)
        label = "departure of a person" if many == 1 else f"departure of {many:,} people"
        with self._store.writing(label) as session:
            for number in learner_ids:
                _row(session, number).left = on

    def come_back(self, learner_id: int) -> None:
        """Say that somebody is there again."""
        with self._store.writing("return of a person to be trained") as session:
            _row(session, learner_id).left = None

    def move(
        self,
        learner_ids: Sequence[int],
        *,
        department_id: int | None = None,
        role_id: int | None = None,
    ) -> None:
        """Put people into a department or a role; what is None stays as it is."""
        many = len(learner_ids)
        label = "place of a person" if many == 1 else f"place of {many:,} people"
        with self._store.writing(label) as session:
            for number in learner_ids:
                row = _row(session, number)
                if department_id is not None:
                    row.department_id = department_id
                if role_id is not None:
                    row.role_id = role_id

    def merge(self, kept_id: int, other_id: int) -> None:
        """Say that two are one person; the first one's name stays, both ones' courses count.

        Raises:
            Refused: They are one already, or one is no longer there.
        """
        with self._store.writing("merge of two people to be trained") as session:
            kept, other = _row(session, kept_id), _row(session, other_id)
            if kept.id == other.id:
                raise Refused("They are one already.", next_step="Choose another.")
            other.merged_into_id = kept.id

    def unmerge(self, learner_id: int) -> None:
        """Say that somebody merged is somebody of their own after all.

        Raises:
            Refused: They are not merged.
        """
        with self._store.writing("taking apart of two people to be trained") as session:
            row = session.get(LearnerTable, learner_id)
            if row is None or row.merged_into_id is None:
                raise Refused("They are not merged.")
            row.merged_into_id = None

    # Inside

    def _look_alike(self) -> list[Pair]:
        """Compare what tells people apart, and read in full only those who are found."""
        table = LearnerTable
        query = select(
            table.id, table.name, table.given, table.family, table.staff_no,
            table.organisation_id, table.email, table.department_id,
        ).where(table.merged_into_id.is_(None), table.left.is_(None))  # fmt: skip
        with self._store.reading() as session:
            rows: Sequence[Any] = session.connection().execute(query).all()
        bare = [
            Learner(
                row[0], row[1], row[2], row[3], row[4], row[5], email=row[6], department_id=row[7]
            )
            for row in rows
        ]
        found = alike(bare)
        full = self.by_id(one.id for pair in found for one in (pair.one, pair.other))
        return [Pair(full[pair.one.id], full[pair.other.id], pair.why) for pair in found]

    def _read(self, query: Select[LearnerTable]) -> list[Learner]:
        places = {one.id: one.name for one in self._organisations.all(ended=True)}
        with self._store.reading() as session:
            found = records(session, session.scalars(query).all(), places)
        key = naming.sort_key
        return sorted(found, key=lambda one: (*key(one.given, one.family, one.name), one.id))

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def row_of(new: NewLearner, at: datetime) -> LearnerTable:
    """Return somebody as the row that keeps them."""
    return LearnerTable(**values_of(new, at))


def values_of(new: NewLearner, at: datetime) -> dict[str, Any]:
    """Return the values of somebody's row; nothing is looked up, so imports use them too."""
    given, family = naming.parts(new.name)
    return {
        "staff_no": clean_number(new.staff_no), "organisation_id": new.organisation_id,
        "name": " ".join(new.name.split()), "given": given, "family": family,
        "email": new.email.strip(), "department_id": new.department_id,
        "role_id": new.role_id, "started": new.started, "left": None,
        "contact_id": new.contact_id, "merged_into_id": None, "note": new.note.strip(),
        "source": new.source.strip(), "listed": new.listed, "at": at,
    }  # fmt: skip


def records(
    session: Session, rows: Iterable[LearnerTable], places: Mapping[int, str]
) -> list[Learner]:
    """Return rows as records, in their order; `places` names organisations."""
    departments = dict(session.execute(select(DepartmentTable.id, DepartmentTable.name)).all())
    roles = dict(session.execute(select(StaffRoleTable.id, StaffRoleTable.title)).all())
    return [
        Learner(
            row.id, row.name, row.given, row.family, row.staff_no, row.organisation_id,
            places.get(row.organisation_id or 0, ""), row.email, row.department_id,
            departments.get(row.department_id or 0, ""), row.role_id,
            roles.get(row.role_id or 0, ""), row.started, row.left, row.contact_id, row.note,
            row.source, row.listed,
        )
        for row in rows
    ]  # fmt: skip


def heads_of(session: Session) -> dict[int, int]:
    """Return who merged people turned out to be, by their own number."""
    query = select(LearnerTable.id, LearnerTable.merged_into_id).where(
        LearnerTable.merged_into_id.is_not(None)
    )
    into = {number: head for number, head in session.execute(query) if head is not None}
    found = {}
    for number in into:
        head, before = number, {number}
        while head in into and into[head] not in before:
            head = into[head]
            before.add(head)
        found[number] = head
    return found


def numbers_of(session: Session, learner_id: int) -> list[int]:
    """Return every number somebody is known by: their own and those merged into them."""
    heads = heads_of(session)
    head = heads.get(learner_id, learner_id)
    return sorted({head, *(number for number, at in heads.items() if at == head)})


def _row(session: Session, learner_id: int) -> LearnerTable:
    head = heads_of(session).get(learner_id, learner_id)
    row = session.get(LearnerTable, head)
    if row is None:
        raise _gone()
    return row


def _gone() -> Refused:
    return Refused("That person is no longer there.", next_step="Undo may bring them back.")


def _refuse_number(session: Session, number: str, place: int | None, but: int) -> None:
    if not number:
        return
    same = select(LearnerTable.id).where(
        LearnerTable.staff_no == number,
        LearnerTable.organisation_id.is_(None)
        if place is None
        else LearnerTable.organisation_id == place,
        LearnerTable.merged_into_id.is_(None),
        LearnerTable.id != but,
    )
    if session.scalar(same.limit(1)) is not None:
        raise Refused(
            f"Somebody has the staff number {number} already.",
            next_step="Look at both, and merge them if they are one person.",
        )


def _rank(one: Learner, asked: Sequence[str]) -> tuple[bool, str]:
    words = f"{one.given} {one.family} {one.staff_no}".casefold().split()
    starts = all(any(own.startswith(word) for own in words) for word in asked)
    return not starts, one.listed_name.casefold()
