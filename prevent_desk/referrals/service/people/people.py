"""People and what links them: read, decided, taken back; one act is one undo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.people import (
    Contact,
    Decision,
    Group,
    Link,
    LinkKind,
    LinkSeen,
    Times,
)
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.service import reading, references
from prevent_desk.referrals.service.people import contacts, editing, linking
from prevent_desk.referrals.tables import (
    EpisodePersonTable,
    EpisodeTable,
    PersonLinkTable,
    PersonTable,
)
from prevent_desk.store.session import Store


class People:
    """Everything that can be done with people.

    No label holds a name: what stands in the history of changes is a reference.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    # Read

    def person(self, person_id: int) -> Person:
        """Return a person as one referral told of them.

        Raises:
            Refused: They are no longer there.
        """
        with self._store.reading() as session:
            return reading.person(reading.person_row(session, person_id))

    def head_of(self, person_id: int) -> int:
        """Return whose row this is: the smallest id of those that are the same human being."""
        return self.person(person_id).head_id

    def group(self, person_id: int) -> Group:
        """Return the human being that a row belongs to, with all their referrals and links.

        Raises:
            Refused: They are no longer there.
        """
        with self._store.reading() as session:
            return _group(session, reading.person_row(session, person_id).head_id)

    def episodes_of(self, head_id: int) -> tuple[Contact, ...]:
        """Return every referral of a human being, newest first, in whatever role."""
        return self.contacts([head_id])[head_id]

    def contacts(self, heads: Collection[int]) -> dict[int, tuple[Contact, ...]]:
        """Return every referral of these human beings by head, newest first."""
        with self._store.reading() as session:
            return contacts.of_heads(session, heads)

    def rows(self, heads: Sequence[int]) -> list[Group]:
        """Return human beings as a list shows them, in the order asked for."""
        with self._store.reading() as session:
            return _rows(session, heads)

    def newest(self, most: int) -> list[Group]:
        """Return the human beings with the newest referrals, newest first."""
        query = (
            select(PersonTable.head_id)
            .join(EpisodePersonTable, EpisodePersonTable.person_id == PersonTable.id)
            .join(EpisodeTable, EpisodeTable.id == EpisodePersonTable.episode_id)
            .group_by(PersonTable.head_id)
            .order_by(func.max(EpisodeTable.received).desc(), PersonTable.head_id.desc())
            .limit(most)
        )
        with self._store.reading() as session:
            return _rows(session, list(session.scalars(query)))

    def count(self) -> int:
        """Return how many human beings there are."""
        query = select(func.count(PersonTable.id)).where(PersonTable.id == PersonTable.head_id)
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def times(self, episode_id: int) -> Times:
        """Return how often a referral's person has been referred up to it.

        Where it is about several people, it tells of the one with the most referrals.
        """
        with self._store.reading() as session:
            return _times(session, episode_id)

    def times_of(self, episode_ids: Collection[int]) -> dict[int, int]:
        """Return the same for many referrals, as numbers: 3 is "third"."""
        with self._store.reading() as session:
            return contacts.times(session, episode_ids)

    def needs_pattern(self, episode_id: int) -> bool:
        """Return whether the comment on the pattern is asked for and not written yet."""
        with self._store.reading() as session:
            row = reading.episode_row(session, episode_id)
            return not row.pattern.strip() and _times(session, episode_id).needs_pattern

    def links_of(self, episode_id: int) -> tuple[LinkSeen, ...]:
        """Return what was decided about the people of a referral, newest first, for its timeline.

        Decisions that were taken back are told too.
        """
        with self._store.reading() as session:
            reading.episode_row(session, episode_id)
            query = select(EpisodePersonTable.person_id).where(
                EpisodePersonTable.episode_id == episode_id
            )
            here = set(session.scalars(query))
            return tuple(_seen(session, link, here) for link in linking.touching(session, here))

    # Decide

    def link(
        self,
        a_id: int,
        b_id: int,
        kind: LinkKind,
        reason: str = "",
        reasons: Iterable[str] = (),
        relation: str = "",
    ) -> int:
        """Keep what was decided about two persons, and return the link's key.

        Args:
            a_id: One of them.
            b_id: The other, usually the earlier.
            kind: Whether they are the same, not the same, or relatives.
            reason: Why; asked for where they are not the same.
            reasons: What spoke for and against on screen.
            relation: For relatives, a code of the list "relation": what `b` is to `a`.

        Raises:
            Refused: A reason or relation is missing, or it contradicts what was decided before.
        """
        decision = Decision(b_id, kind, reason, relation, tuple(reasons))
        return self.decide(a_id, [decision])[0]

    def decide(self, person_id: int, decisions: Sequence[Decision]) -> list[int]:
        """Keep several decisions about one person as one act.

        Raises:
            Refused: One of them is refused; none is kept.
        """
        refs = self._refs([person_id, *(one.person_id for one in decisions)])
        with self._store.writing(f"link of {refs}") as session:
            return linking.decide(
                session, person_id, decisions, self._store.actor, self._clock.now()
            )

    def unlink(self, link_id: int, reason: str = "") -> None:
        """Take a decision back; that it was made stays to be told.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            link = session.get(PersonLinkTable, link_id)
            ids = [link.a_id, link.b_id] if link is not None else []
        with self._store.writing(f"taking back of a link of {self._refs(ids)}") as session:
            linking.take_back(session, link_id, reason, self._store.actor, self._clock.now())

    def clash(self, a_id: int, b_id: int, kind: LinkKind) -> Refused | None:
        """Return why two persons cannot be linked so, or None where they can."""
        with self._store.reading() as session:
            a, b = reading.person_row(session, a_id), reading.person_row(session, b_id)
            try:
                linking.refuse_clash(session, a, b, kind)
            except Refused as refused:
                return refused
        return None

    # Change

    def set_pattern(self, episode_id: int, words: str, *, group: str = "") -> None:
        """Write the comment on the pattern; autosaves of one visit are one undo by `group`."""
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
        with self._store.writing(f"comment on the pattern of {ref}", group=group) as session:
            reading.episode_row(session, episode_id).pattern = words.strip()

    def edit(self, person_id: int, now: Person) -> Person:
        """Change what is known of a person; a name or address that is replaced is kept beside.

        What it was before stands in the timeline of each referral that told of them.

        Raises:
            Refused: They are no longer there.
        """
        label = f"details of a person of {self._refs([person_id])}"
        with self._store.writing(label) as session:
            return editing.edit(session, person_id, now, self._note(session))

    def add(self, episode_id: int, person: Person, role: str, note: str = "") -> int:
        """Add somebody to a referral, as told, and return the key of their part in it."""
        with self._store.writing(f"person added to {self._ref(episode_id)}") as session:
            return editing.add(session, episode_id, person, role, note, self._clock.now())

    def set_role(self, involved_id: int, role: str, note: str = "") -> None:
        """Say otherwise what somebody is in a referral.

        Raises:
            Refused: Nobody would be left that the referral is about.
        """
        ref = self._ref(self.episode_of(involved_id))
        with self._store.writing(f"part of a person in {ref}") as session:
            editing.set_role(session, involved_id, role, note)

    def remove(self, involved_id: int) -> None:
        """Take somebody out of a referral.

        Raises:
            Refused: Nobody would be left that it is about, or decisions rest on them.
        """
        ref = self._ref(self.episode_of(involved_id))
        with self._store.writing(f"person removed from {ref}") as session:
            editing.remove(session, involved_id)

    def split(self, involved_id: int, role_left: str) -> int:
        """Give one of several subjects a referral of their own, and return its key.

        It starts with the same answers, referrer and history; in the first one they stay, with
        another role.

        Args:
            involved_id: Their part in the referral about several.
            role_left: What they are in that one from now on, a code of the list "relation".

        Raises:
            Refused: They are its only subject.
        """
        with self._store.reading() as session:
            first = reading.episode_row(session, editing.part(session, involved_id).episode_id)
            ref, year = first.ref, first.received.year
        own = references.give(self._store, year)
        with self._store.writing(f"referral of its own out of {ref}") as session:
            return editing.split(session, involved_id, role_left, self._note(session), own)

    def episode_of(self, involved_id: int) -> int:
        """Return the referral that a part of somebody is in.

        Raises:
            Refused: They are no longer in it.
        """
        with self._store.reading() as session:
            return editing.part(session, involved_id).episode_id

    # Inside

    def _ref(self, episode_id: int) -> str:
        with self._store.reading() as session:
            return reading.episode_row(session, episode_id).ref

    def _refs(self, person_ids: Collection[int]) -> str:
        """Return the newest reference of each person, for a label."""
        with self._store.reading() as session:
            found = [linking.refs_of(session, [one])[-1:] for one in person_ids]
        refs = list(dict.fromkeys(ref for some in found for ref in some))
        if len(refs) > _MOST_REFS:
            return f"{refs[0]} and {len(refs) - 1} others"
        return " and ".join(refs) or "people"

    def _note(self, session: Session) -> editing.Note:
        return editing.Note(session, self._store.actor, self._clock)


def _rows(session: Session, heads: Sequence[int]) -> list[Group]:
    told = contacts.of_heads(session, heads)
    people = _people(session, heads, told)
    return [Group(head, people[head], told[head]) for head in heads if people[head]]


def _group(session: Session, head_id: int) -> Group:
    (found,) = _rows(session, [head_id])
    ids = {one.id for one in found.people}
    links = tuple(linking.touching(session, ids))
    others = {
        other: reading.person(reading.person_row(session, other))
        for link in links
        for other in (link.a_id, link.b_id)
        if other not in ids
    }
    return replace(found, links=links, others=others)


def _people(
    session: Session, heads: Sequence[int], told: Mapping[int, tuple[Contact, ...]]
) -> dict[int, tuple[Person, ...]]:
    """Return everybody under these heads, those of the newest referral first."""
    rows = [
        row
        for start in range(0, len(heads), _CHUNK)
        for row in session.scalars(
            select(PersonTable).where(PersonTable.head_id.in_(heads[start : start + _CHUNK]))
        )
    ]
    places = {one.person_id: place for all_of in told.values() for place, one in _backwards(all_of)}
    rows.sort(key=lambda row: (places.get(row.id, len(rows)), -row.id))
    found: dict[int, list[Person]] = {head: [] for head in heads}
    for row in rows:
        found[row.head_id].append(reading.person(row))
    return {head: tuple(people) for head, people in found.items()}


def _backwards(told: Sequence[Contact]) -> Iterator[tuple[int, Contact]]:
    """Yield contacts oldest first with their places, so that a person's newest place stays."""
    return zip(range(len(told) - 1, -1, -1), reversed(told), strict=True)


def _times(session: Session, episode_id: int) -> Times:
    episode = reading.episode(session, reading.episode_row(session, episode_id))
    best = Times()
    told = contacts.of_heads(session, {one.head_id for one in episode.subjects})
    for subject in episode.subjects:
        about = [one for one in told[subject.head_id] if one.is_referral]
        about = list({one.episode_id: one for one in about}.values())
        place = next((at for at, one in enumerate(about) if one.episode_id == episode_id), None)
        if place is not None and len(about) - place > best.number:
            best = Times(len(about) - place, tuple(about[place + 1 :]), subject.name)
    return best


def _seen(session: Session, link: Link, here: Collection[int]) -> LinkSeen:
    mine, other = (link.b_id, link.a_id) if link.a_id not in here else (link.a_id, link.b_id)
    return LinkSeen(
        link,
        reading.person(reading.person_row(session, mine)),
        reading.person(reading.person_row(session, other)),
        tuple(linking.refs_of(session, [other])),
    )


_MOST_REFS = 3
_CHUNK = 500
