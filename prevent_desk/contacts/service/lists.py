"""Distribution lists: made, changed, used; each act one Undo, told by the list's own name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.lists import (
    FORUM,
    FORUM_RULES,
    Belonging,
    ContactList,
    Everybody,
    Held,
    Pick,
    Rule,
    Use,
    UsedMember,
    UseKind,
    belonging,
    rule_of,
)
from prevent_desk.contacts.model.people import refuse_nameless
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.contacts.service.people import Contacts
from prevent_desk.contacts.service.seats import Seats
from prevent_desk.contacts.tables import ListPickTable, ListTable, ListUseTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store import audit
from prevent_desk.store.session import Store


class Lists:
    """Keeps lists as rules and hand picks, and what they were each time they were used."""

    def __init__(
        self, store: Store, clock: Clock, organisations: Organisations, people: Contacts,
        seats: Seats,
    ) -> None:  # fmt: skip
        self._store, self._clock = store, clock
        self._organisations, self._people, self._seats = organisations, people, seats

    # Reading

    def all(self) -> list[ContactList]:
        """Return the lists by name."""
        with self._store.reading() as session:
            found = [_record(row) for row in session.scalars(select(ListTable))]
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def how_many(self) -> int:
        """Return how many lists there are."""
        with self._store.reading() as session:
            return len(session.scalars(select(ListTable.id)).all())

    def one(self, list_id: int) -> ContactList:
        """Return a list.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            return _record(_row(session, list_id))

    def is_there(self, list_id: int) -> bool:
        """Return whether a list is there."""
        with self._store.reading() as session:
            return session.get(ListTable, list_id) is not None

    def everybody(self, on: date | None = None) -> Everybody:
        """Return all that rules are held against, as of a day; today where none is given."""
        held: dict[int, list[Held]] = defaultdict(list)
        for place, seats in self._seats.all(on):
            for seat in seats:
                if seat.holder is not None:
                    one = Held(seat.kind.value, place.sector)
                    held[seat.holder.contact.id].append(one)
        return Everybody(
            {one.id: one for one in self._people.all(left=True)},
            {number: one.id for number, one in self._people.by_id().items()},
            {number: tuple(some) for number, some in held.items()},
            self._organisations.by_id(),
        )

    def shown(self, list_id: int, everybody: Everybody | None = None) -> Belonging:
        """Return a list as it is today: who belongs, why, and what changed since its last use."""
        return belonging(self.one(list_id), everybody or self.everybody())

    def topics(self) -> list[str]:
        """Return the topics contacts are written to about, each once, in their order."""
        found = {topic.casefold(): topic for one in self._people.all() for topic in one.topics}
        return sorted(found.values(), key=str.casefold)

    # Acting

    def add(self, name: str, rules: Sequence[Rule] = (), purpose: str = "") -> int:
        """Make a list; return its number.

        Raises:
            Refused: It has no name, or a rule says nothing and would let everybody in.
        """
        refuse_nameless(name, "list")
        _refuse_empty(rules)
        with self._store.writing(f"new list {name.strip()}") as session:
            row = ListTable(
                name=name.strip(), purpose=purpose.strip(),
                rules=[rule.as_kept() for rule in rules], at=self._now(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def add_forum(self) -> int:
        """Make the list most desks need first; return its number."""
        return self.add(
            FORUM, FORUM_RULES, "Who is told of referral pathways, changes and the forum’s dates."
        )

    def change(
        self,
        list_id: int,
        *,
        name: str | None = None,
        purpose: str | None = None,
        rules: Sequence[Rule] | None = None,
    ) -> None:
        """Change a list's name, purpose or rules; what is not given stays.

        Raises:
            Refused: It would have no name, a rule says nothing, or it is no longer there.
        """
        if name is not None:
            refuse_nameless(name, "list")
        if rules is not None:
            _refuse_empty(rules)
        with self._store.writing(self._label("change of", list_id)) as session:
            row = _row(session, list_id)
            if name is not None:
                row.name = name.strip()
            if purpose is not None:
                row.purpose = purpose.strip()
            if rules is not None:
                row.rules = [rule.as_kept() for rule in rules]

    def remove(self, list_id: int) -> None:
        """Take a list away, with what is known of its uses."""
        with self._store.writing(self._label("removal of", list_id)) as session:
            session.delete(_row(session, list_id))

    def pick(self, list_id: int, contact_id: int, *, is_in: bool, reason: str = "") -> None:
        """Put a contact on a list by hand, or keep them off it."""
        self.pick_all(list_id, [contact_id], is_in=is_in, reason=reason)

    def pick_all(
        self, list_id: int, contact_ids: Sequence[int], *, is_in: bool, reason: str = ""
    ) -> None:
        """Put contacts on a list by hand, or keep them off it; one Undo.

        Raises:
            Refused: The list or somebody is no longer there.
        """
        heads = [self._people.one(number).id for number in contact_ids]
        with self._store.writing(self._label("hand pick of", list_id)) as session:
            row = _row(session, list_id)
            for number in heads:
                pick = next((one for one in row.picks if one.contact_id == number), None)
                if pick is None:
                    row.picks.append(
                        ListPickTable(contact_id=number, is_in=is_in, reason=reason.strip())
                    )
                else:
                    pick.is_in, pick.reason = is_in, reason.strip()

    def unpick(self, list_id: int, contact_id: int) -> None:
        """Leave it to the rules again whether a contact is on a list."""
        numbers = self._numbers(contact_id)
        with self._store.writing(self._label("hand pick of", list_id)) as session:
            row = _row(session, list_id)
            for pick in [one for one in row.picks if one.contact_id in numbers]:
                row.picks.remove(pick)

    def used(
        self, list_id: int, how: UseKind, members: Sequence[UsedMember], export_id: str
    ) -> int:
        """Keep that addresses were taken from a list, and note it in the audit trail.

        Args:
            list_id: The list.
            how: Copied, drafted, taken out.
            members: As they stood on it.
            export_id: Of the export register; said in the audit trail.
        """
        detail = {"export": export_id, "how": how.value, "people": len(members)}
        with self._store.writing(self._label("note of use,", list_id)) as session:
            row = _row(session, list_id)
            use = ListUseTable(
                at=self._now(), by=self._store.actor, how=how.value,
                members=[one.as_kept() for one in members],
            )  # fmt: skip
            row.uses.append(use)
            session.flush()
            audit.note(session, "exported", "contact_list", list_id, detail)
            return use.id

    # Inside

    def _numbers(self, contact_id: int) -> set[int]:
        return {contact_id, *self._people.numbers_of(contact_id)}

    def _label(self, act: str, list_id: int) -> str:
        return f"{act} {self.one(list_id).name}"

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def _refuse_empty(rules: Sequence[Rule]) -> None:
    if any(rule.is_empty for rule in rules):
        raise Refused(
            "A rule says nothing, so everybody would be on the list.",
            next_step="Choose a seat, a sector or a topic for it, or take it away.",
        )


def _row(session: Session, list_id: int) -> ListTable:
    row = session.get(ListTable, list_id)
    if row is None:
        raise Refused("That list is no longer there.", next_step="Undo may bring it back.")
    return row


def _record(row: ListTable) -> ContactList:
    last = max(row.uses, key=lambda use: (use.at, use.id), default=None)
    return ContactList(
        row.id,
        row.name,
        row.purpose,
        tuple(rule_of(one) for one in row.rules),
        tuple(Pick(one.contact_id, one.is_in, one.reason) for one in row.picks),
        _use(last) if last is not None else None,
    )


def _use(row: ListUseTable) -> Use:
    return Use(
        row.id,
        row.at.replace(tzinfo=UTC),
        row.by,
        UseKind(row.how),
        tuple(
            UsedMember(int(one["contact"]), one["name"], one["organisation"], one["email"])
            for one in row.members
        ),
    )
