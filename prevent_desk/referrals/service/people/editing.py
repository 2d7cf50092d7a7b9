"""People of a referral inside one unit of work: their details, their parts, one of a family apart.

What was told before is never lost: a correction leaves a line in the timeline of every referral
that told of the person, and names and addresses that are replaced stay beside the new ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import people as rules
from prevent_desk.referrals.model.people import SUBJECT
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.model.timeline import Kind
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.service.people import linking
from prevent_desk.referrals.tables import (
    EntryTable,
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    PersonTable,
    ReferrerTable,
)
from prevent_desk.store.base import Base

_LISTS = frozenset({"aliases", "earlier", "phones", "emails", "online"})
_KEPT = frozenset({"id", "head_id"})
_WORDS = {
    "label": "what to call them",
    "given": "given name",
    "family": "family name",
    "aliases": "other names",
    "born": "date of birth",
    "born_year": "year of birth",
    "is_approximate": "whether the birth is only about right",
    "born_told": "the birth as told",
    "gender": "gender",
    "ethnicity": "ethnicity",
    "health": "health",
    "address": "address",
    "town": "town",
    "postcode": "postcode",
    "earlier": "earlier addresses",
    "home_area": "home area",
    "phones": "telephone",
    "emails": "e-mail",
    "online": "online names",
    "language": "language",
    "nationality": "nationality",
    "note": "note",
}
"""How a change of each field is called in the timeline."""


@dataclass(frozen=True, slots=True)
class Note:
    """Writes a line of the timeline within a unit of work."""

    session: Session
    by: str
    clock: Clock

    def add(self, episode_id: int, title: str, body: str = "") -> None:
        """Write that something of a referral's people was changed."""
        now = self.clock.now()
        self.session.add(
            EntryTable(
                episode_id=episode_id,
                kind=Kind.PEOPLE.value,
                on=local(now),
                at=now.astimezone(UTC).replace(tzinfo=None),
                by=self.by,
                with_whom="",
                title=title,
                body=body,
                is_referrers=False,
                adds_to=None,
            )
        )


def part(session: Session, involved_id: int) -> EpisodePersonTable:
    """Return somebody's part in a referral.

    Raises:
        Refused: They are no longer in it.
    """
    row = session.get(EpisodePersonTable, involved_id)
    if row is None:
        raise Refused(
            "That person is no longer in the referral.", next_step="Undo brings them back."
        )
    return row


def edit(session: Session, person_id: int, now: Person, note: Note) -> Person:
    """Change a person's details, and tell what changed in each of their referrals' timelines."""
    row = reading.person_row(session, person_id)
    was = reading.person(row)
    kept = rules.revised(was, tidied(now))
    told = "\n".join(_changes(was, kept))
    if not told:
        return was
    write(row, kept)
    session.flush()
    for episode in _episodes(session, person_id):
        name_anew(episode)
        note.add(episode.id, "Details of a person changed", told)
    return reading.person(row)


def add(
    session: Session, episode_id: int, person: Person, role: str, note: str, at: datetime
) -> int:
    """Add somebody to a referral with a row of their own, as told."""
    episode = reading.episode_row(session, episode_id)
    row = PersonTable(head_id=0, at=at.astimezone(UTC).replace(tzinfo=None))
    write(row, tidied(person))
    session.add(row)
    session.flush()
    row.head_id = row.id
    own = EpisodePersonTable(person=row, role=role, note=note.strip())
    episode.people.append(own)
    session.flush()
    name_anew(episode)
    return own.id


def set_role(session: Session, involved_id: int, role: str, note: str) -> None:
    """Change what somebody is in a referral."""
    own = part(session, involved_id)
    episode = reading.episode_row(session, own.episode_id)
    if own.role == SUBJECT and role != SUBJECT:
        _refuse_last(episode, own)
    own.role, own.note = role, note.strip()
    session.flush()
    name_anew(episode)


def remove(session: Session, involved_id: int) -> None:
    """Take somebody out of a referral; their row goes with the last referral that tells of them."""
    own = part(session, involved_id)
    episode = reading.episode_row(session, own.episode_id)
    if own.role == SUBJECT:
        _refuse_last(episode, own)
    person = own.person
    alone = len(_episodes(session, person.id)) == 1
    if alone and linking.touching(session, [person.id]):
        raise Refused(
            "Decisions about earlier contacts rest on this person as this referral told of them.",
            next_step="Give them another part in the referral, or change their details.",
        )
    episode.people.remove(own)
    session.flush()
    if alone:
        session.delete(person)
    session.flush()
    name_anew(episode)


def split(session: Session, involved_id: int, role_left: str, note: Note, ref: str) -> int:
    """Give one of several subjects a referral of their own with all that was told so far."""
    own = part(session, involved_id)
    first = reading.episode_row(session, own.episode_id)
    if own.role != SUBJECT or len(_subjects(first)) == 1:
        raise Refused(
            "They are the only person this referral is about.",
            next_step="A referral of their own is for one of several.",
        )
    second = EpisodeTable(
        **_columns(first, but={"ref", "names", "recorded", "by", "pattern", "pcmt"}),
        ref=ref,
        names=rules.names_of([reading.person(own.person)]),
        recorded=note.clock.now().astimezone(UTC).replace(tzinfo=None),
        by=note.by,
        pattern="",
        pcmt="",
    )
    second.people.append(EpisodePersonTable(person=own.person, role=SUBJECT, note=own.note))
    second.moves.extend(MoveTable(**_columns(one, but={"episode_id"})) for one in first.moves)
    session.add(second)
    session.flush()
    referrer = session.scalar(select(ReferrerTable).where(ReferrerTable.episode_id == first.id))
    if referrer is not None:
        told = _columns(referrer, but={"episode_id"})
        session.add(ReferrerTable(episode_id=second.id, **told))
    own.role = role_left
    session.flush()
    name_anew(first)
    note.add(first.id, f"One person was given a referral of their own, {second.ref}")
    note.add(
        second.id,
        f"Given a referral of its own out of {first.ref}",
        "What was told and decided until then stands there too.",
    )
    session.flush()
    return second.id


def name_anew(episode: EpisodeTable) -> None:
    """Keep whom a referral is about as lists and titles show it."""
    names = rules.names_of([reading.person(one.person) for one in _subjects(episode)])
    if episode.names != names:
        episode.names = names


def write(row: PersonTable, person: Person) -> None:
    """Put a person's details into their row, touching only what is new."""
    for field in fields(Person):
        if field.name in _KEPT:
            continue
        value = getattr(person, field.name)
        stored = reading.as_lines(value) if field.name in _LISTS else value
        if getattr(row, field.name, None) != stored:
            setattr(row, field.name, stored)


def tidied(person: Person) -> Person:
    """Return a person without blanks around and empty lines among what was typed."""
    told: dict[str, Any] = {}
    for field in fields(Person):
        value = getattr(person, field.name)
        if isinstance(value, str):
            told[field.name] = value.strip()
        elif isinstance(value, tuple):
            told[field.name] = reading.lines(reading.as_lines(value))
    return replace(person, **told)


def _subjects(episode: EpisodeTable) -> list[EpisodePersonTable]:
    return [one for one in episode.people if one.role == SUBJECT]


def _refuse_last(episode: EpisodeTable, own: EpisodePersonTable) -> None:
    if _subjects(episode) == [own]:
        raise Refused(
            "A referral is about somebody, even if nobody knows their name.",
            next_step="Add the person it is about first; “Name not known” is enough.",
        )


def _episodes(session: Session, person_id: int) -> Sequence[EpisodeTable]:
    query = (
        select(EpisodeTable)
        .join(EpisodePersonTable, EpisodePersonTable.episode_id == EpisodeTable.id)
        .where(EpisodePersonTable.person_id == person_id)
        .order_by(EpisodeTable.id)
    )
    return session.scalars(query).unique().all()


def _changes(was: Person, now: Person) -> Iterator[str]:
    """Yield what a field held before, a line each: "date of birth was 12 May 2008"."""
    for field in fields(Person):
        old, new = getattr(was, field.name), getattr(now, field.name)
        if field.name in _KEPT or old == new:
            continue
        words = _WORDS[field.name]
        yield f"{words[:1].upper()}{words[1:]} {_was(old)}"


def _was(old: object) -> str:
    if isinstance(old, bool):
        return "was yes" if old else "was no"
    if isinstance(old, tuple):
        old = "; ".join(old)
    said = say_short(old) if isinstance(old, date) else str(old or "").strip()
    return f"was {said}" if said else "was empty"


def _columns(row: Base, but: Collection[str]) -> dict[str, Any]:
    """Return a row's columns by name, for a row like it."""
    names = [column.key for column in inspect(type(row)).column_attrs]
    return {name: getattr(row, name) for name in names if name not in {"id", *but}}
