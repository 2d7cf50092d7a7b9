"""The monthly digest: gathered at one moment, and a note of whom it was drafted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select

from prevent_desk.community.model.digest import DigestPhoto, DigestWish, Gathered, KeptDigest
from prevent_desk.community.model.places import without_number
from prevent_desk.community.service.places import Places
from prevent_desk.community.service.sightings import Sightings
from prevent_desk.community.tables import DigestTable, SightingPhotoTable, SightingTable
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody a digest may go to.

    Attributes:
        name: Of the person, or empty for a shared mailbox.
        reported: How many sightings of the period their organisation reported.
    """

    name: str
    email: str
    organisation: str
    reported: int


class Digests:
    """Gathers what a digest tells, and keeps whom it went to."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        contacts: ContactServices,
        sightings: Sightings,
        places: Places,
    ) -> None:
        self._store, self._clock, self._contacts = store, clock, contacts
        self._sightings, self._places = sightings, places

    def gather(self, wish: DigestWish) -> Gathered:
        """Return what a digest is made of.

        Raises:
            Refused: Its period has no first or last day.
        """
        first, last = self._days(wish)
        before = wish.period.before()
        number = None
        if before is not None and before.first is not None and before.last is not None:
            statement = select(func.count(SightingTable.id)).where(
                SightingTable.seen >= before.first, SightingTable.seen <= before.last
            )
            with self._store.reading() as session:
                number = session.scalar(statement) or 0
        return Gathered(
            tuple(self._sightings.between(first, last)),
            number,
            tuple(self._places.hotspots(first, last)),
        )

    def photos(self, wish: DigestWish) -> list[DigestPhoto]:
        """Return the photos a digest may show, those seen last first.

        Raises:
            Refused: Its period has no first or last day.
        """
        first, last = self._days(wish)
        seen, held = SightingTable, SightingPhotoTable
        statement = (
            select(held.file_id, seen.id, seen.number, seen.kind, seen.street, seen.seen)
            .join(seen, seen.id == held.sighting_id)
            .where(seen.seen >= first, seen.seen <= last)
            .order_by(seen.seen.desc(), seen.seen_at.desc(), seen.number.desc(), held.id)
        )
        with self._store.reading() as session:
            found = [
                DigestPhoto(file_id, key, number, kind, without_number(street), day)
                for file_id, key, number, kind, street, day in session.execute(statement)
            ]
        # One picture may be held by two sightings; it is shown once.
        return list({one.file_id: one for one in reversed(found)}.values())[::-1]

    def receivers(self, wish: DigestWish, list_id: int | None = None) -> list[Receiver]:
        """Return whom a digest may go to, by organisation and name; each address once.

        Args:
            wish: Its period says who reported.
            list_id: A list of contacts; None takes the organisations that reported in the period.
        """
        first, last = self._days(wish)
        table = SightingTable
        statement = (
            select(table.organisation_id, func.count())
            .where(table.seen >= first, table.seen <= last, table.organisation_id.is_not(None))
            .group_by(table.organisation_id)
        )
        with self._store.reading() as session:
            reported = {key: number for key, number in session.execute(statement) if key}
        known = self._contacts.organisations.by_id()
        found: list[Receiver] = []
        if list_id is not None:
            for member in self._contacts.lists.shown(list_id).members:
                person = member.contact
                count = reported.get(person.organisation_id or 0, 0)
                found.append(Receiver(person.name, person.email, person.organisation, count))
        else:
            for key, count in reported.items():
                place = known.get(key)
                if place is None:
                    continue
                people = [one for one in self._contacts.people.of(place.id) if one.email]
                if place.email or not people:
                    found.append(Receiver("", place.email, place.called, count))
                else:
                    found.append(Receiver(people[0].name, people[0].email, place.called, count))
        once = {one.email.casefold() or f"{one.organisation}/{one.name}": one for one in found}
        return sorted(once.values(), key=lambda one: (one.organisation.casefold(), one.name))

    def keep(self, wish: DigestWish, receivers: Sequence[Receiver]) -> int:
        """Note that a digest was drafted for some; return its key."""
        first, last = self._days(wish)
        statement = (
            select(SightingTable.id)
            .where(SightingTable.seen >= first, SightingTable.seen <= last)
            .order_by(SightingTable.seen, SightingTable.seen_at, SightingTable.number)
        )
        with self._store.reading() as session:
            seen = list(session.scalars(statement))
        with self._store.writing(f"digest of {wish.period.words}") as session:
            row = DigestTable(
                first=first, last=last, sightings=seen, words=wish.intro.strip(),
                receivers=[
                    {"name": one.name, "email": one.email, "organisation": one.organisation}
                    for one in receivers
                ],
                at=self._clock.now().astimezone(UTC).replace(tzinfo=None), by=self._store.actor,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def all(self) -> list[KeptDigest]:
        """Return the digests that were drafted, newest first."""
        statement = select(DigestTable).order_by(DigestTable.at.desc(), DigestTable.id.desc())
        with self._store.reading() as session:
            return [_kept(row) for row in session.scalars(statement)]

    def _days(self, wish: DigestWish) -> tuple[date, date]:
        first, last = wish.period.first, wish.period.last
        if first is None or last is None:
            raise Refused(
                "A digest has a first and a last day.", next_step="Choose a month or a quarter."
            )
        return first, last


def _kept(row: DigestTable) -> KeptDigest:
    moment: datetime = row.at.replace(tzinfo=UTC)
    return KeptDigest(
        row.id, row.first, row.last, tuple(row.sightings),
        tuple((str(one.get("name", "")), str(one.get("email", ""))) for one in row.receivers),
        local(moment).date(),
    )  # fmt: skip
