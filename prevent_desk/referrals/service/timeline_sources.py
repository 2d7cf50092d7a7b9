"""What each kind of row adds to the line of time: receipt, moves, entries, links, files.

A source is a function; `SOURCES` of `timeline` is the list of them, and a subject that wants lines
of its own adds one there. Each reads its rows of several referrals in one query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, exists, literal, or_, select, union_all
from sqlalchemy.orm import Session

from prevent_desk.core.clock import local
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import move_words
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.timeline import Kind, Line, Tag
from prevent_desk.referrals.tables import (
    EntryTable,
    EpisodeFileTable,
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    PersonLinkTable,
)

YOU = "you"

_PANEL = frozenset({State.PANEL_SCHEDULED, State.PANEL_DECISION})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source reads by.

    Attributes:
        refs: The references of the referrals that lines are wanted of, by key.
        actor: Whose doing is told as "you".
    """

    session: Session
    refs: Mapping[int, str]
    lists: Vocabularies
    actor: str

    @property
    def ids(self) -> Sequence[int]:
        """The keys of the referrals that lines are wanted of."""
        return tuple(self.refs)

    def who(self, by: str) -> str:
        """Return how a doer is named."""
        return YOU if by == self.actor else by

    def label(self, vocabulary: str, code: str) -> str:
        """Return the words of a code; the code itself where no list has it."""
        found = self.lists.get(vocabulary)
        return found.label(code) if found else code


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of row that has lines.

    Attributes:
        rows: Selects a row's key for the referrals bound to `IDS`; without one nothing is read.
        lines: Yields the lines.
    """

    rows: Select[int]
    lines: Callable[[Reading], Iterator[Line]]


IDS: BindParameter[Any] = bindparam("episode_ids", expanding=True)


def present(session: Session, sources: Sequence[Source], ids: Sequence[int]) -> list[Source]:
    """Return the sources that have anything to tell of some referrals, by one query."""
    asked = [
        select(literal(place)).where(exists(source.rows)) for place, source in enumerate(sources)
    ]
    found = session.scalars(union_all(*asked), {"episode_ids": list(ids)})
    return [sources[place] for place in sorted(found)]


def day_of(day: date, at: datetime | None = None) -> datetime:
    """Return where a line stands of which only the day is known.

    Args:
        day: When it happened.
        at: When it was recorded, local time; on that very day it tells the order.
    """
    if at is not None and at.date() == day:
        return at
    return datetime.combine(day, time())


def moves(reading: Reading) -> Iterator[Line]:
    """Yield the receipt and every change of state."""
    query = (
        select(MoveTable, EpisodeTable.medium, EpisodeTable.danger, EpisodeTable.answers)
        .join(EpisodeTable, EpisodeTable.id == MoveTable.episode_id)
        .where(MoveTable.episode_id.in_(reading.ids))
    )
    for row, medium, danger, answers in reading.session.execute(query):
        if row.was:
            yield _move(reading, row)
        else:
            concern = str(answers.get("concern", ""))
            told = (move_words.receipt_words(concern, danger), row.reason)
            title = move_words.receipt_title(State(row.now), medium)
            yield _moved(reading, row, Kind.RECEIVED, title, told, "referral")


def _move(reading: Reading, row: MoveTable) -> Line:
    was, now = State(row.was), State(row.now)
    told = (row.reason, *move_words.details(was, now, row.details, reading.lists))
    title = move_words.title(was, now, row.details, reading.lists)
    return _moved(reading, row, Kind.PANEL if now in _PANEL else Kind.MOVE, title, told)


def _moved(
    reading: Reading, row: MoveTable, kind: Kind, title: str, told: Sequence[str], tab: str = ""
) -> Line:
    return Line(
        f"move:{row.id}",
        kind,
        row.episode_id,
        reading.refs[row.episode_id],
        row.on,
        local(row.at),
        reading.who(row.by),
        title,
        "\n".join(part.strip() for part in told if part.strip()),
        tags=(Tag("Guard passed over", "amber", "triangle-alert"),) if row.exception else (),
        exception=row.exception,
        tab=tab,
    )


def entries(reading: Reading) -> Iterator[Line]:
    """Yield what was written by hand, addenda among them; `addenda` says which belong to which."""
    query = select(EntryTable).where(EntryTable.episode_id.in_(reading.ids))
    for row in reading.session.scalars(query):
        kind = Kind(row.kind)
        yield Line(
            entry_key(row.id),
            kind,
            row.episode_id,
            reading.refs[row.episode_id],
            row.on,
            local(row.at),
            row.with_whom or reading.who(row.by),
            row.title or entry_title(kind, row.with_whom),
            row.body,
            has_time=row.on.time() != time(),
            with_whom=row.with_whom,
            is_referrers=row.is_referrers,
        )


def addenda(reading: Reading) -> dict[str, str]:
    """Return which entry each addendum belongs to, both by their keys."""
    query = select(EntryTable.id, EntryTable.adds_to).where(
        EntryTable.episode_id.in_(reading.ids), EntryTable.adds_to.is_not(None)
    )
    rows = reading.session.execute(query)
    return {entry_key(one): entry_key(to) for one, to in rows if to is not None}


def entry_key(entry_id: int) -> str:
    """Return the key of an entry's line."""
    return f"entry:{entry_id}"


def entry_title(kind: Kind, with_whom: str) -> str:
    """Return what an entry without a title of its own is called."""
    return f"{kind.words} with {with_whom}" if with_whom else kind.words


def links(reading: Reading) -> Iterator[Line]:
    """Yield what was decided about earlier contacts; what was decided at one go is one line."""
    part = select(EpisodePersonTable.person_id, EpisodePersonTable.episode_id)
    part = part.where(EpisodePersonTable.episode_id.in_(reading.ids))
    of_person: dict[int, set[int]] = defaultdict(set)
    for person_id, episode_id in reading.session.execute(part):
        of_person[person_id].add(episode_id)
    query = select(PersonLinkTable).where(
        or_(PersonLinkTable.a_id.in_(of_person), PersonLinkTable.b_id.in_(of_person))
    )
    together: dict[tuple[object, ...], list[tuple[PersonLinkTable, int]]] = defaultdict(list)
    rows = list(reading.session.scalars(query))
    for row in rows:
        for mine, other in ((row.a_id, row.b_id), (row.b_id, row.a_id)):
            for episode_id in of_person.get(mine, ()):
                minute = row.at.replace(second=0, microsecond=0)
                together[episode_id, row.kind, row.relation, minute].append((row, other))
    refs = _refs_of(reading, {other for found in together.values() for _row, other in found})
    for key, found in together.items():
        yield from _linked(reading, int(str(key[0])), found, refs)


def _refs_of(reading: Reading, people: set[int]) -> dict[int, str]:
    query = (
        select(EpisodePersonTable.person_id, EpisodeTable.ref, EpisodeTable.outcome)
        .join(EpisodeTable, EpisodeTable.id == EpisodePersonTable.episode_id)
        .where(EpisodePersonTable.person_id.in_(people))
    )
    return {
        person_id: f"{ref} ({reading.label('outcome', outcome)})" if outcome else ref
        for person_id, ref, outcome in reading.session.execute(query)
    }


_LINKED = {
    "same": ("Linked to", "The other records are unchanged."),
    "not_same": ("Not the same person as in", ""),
    "relative": ("Related to a person of", ""),
}


def _linked(
    reading: Reading,
    episode_id: int,
    found: Sequence[tuple[PersonLinkTable, int]],
    refs: dict[int, str],
) -> Iterator[Line]:
    first = found[0][0]
    others = sorted({refs[other] for _row, other in found if other in refs})
    verb, after = _LINKED.get(first.kind, ("Linked to", ""))
    relation = f" ({reading.label('relation', first.relation).lower()})" if first.relation else ""
    count = f"{len(others)} records" if len(others) > 1 else "another record"
    reasons = dict.fromkeys(row.reason.strip() for row, _other in found if row.reason.strip())
    at = local(first.at)
    told = [f"{' and '.join(others)}. {after}".strip(), *reasons]
    yield _link_line(reading, episode_id, f"link:{first.id}:{episode_id}", at, first.by,
                     f"{verb} {count}{relation}", told)  # fmt: skip
    for row, other in found:
        if row.ended is not None:
            told = [f"{refs.get(other, '')}.", row.ended_reason]
            yield _link_line(reading, episode_id, f"link:{row.id}:{episode_id}:ended",
                             local(row.ended), row.ended_by, "Link taken back", told)  # fmt: skip


def _link_line(
    reading: Reading,
    episode_id: int,
    key: str,
    at: datetime,
    by: str,
    title: str,
    told: Sequence[str],
) -> Line:
    words = "\n".join(part for part in told if part)
    ref = reading.refs[episode_id]
    who = reading.who(by)
    return Line(key, Kind.LINK, episode_id, ref, at, at, who, title, words, tab="people")


def files(reading: Reading) -> Iterator[Line]:
    """Yield the files that were put to a referral."""
    query = select(EpisodeFileTable).where(EpisodeFileTable.episode_id.in_(reading.ids))
    for row in reading.session.scalars(query):
        name = row.title or row.file.name
        yield Line(
            f"file:{row.id}",
            Kind.FILE,
            row.episode_id,
            reading.refs[row.episode_id],
            row.on,
            local(row.at),
            reading.who(row.by),
            f"File kept: {name}",
            row.note,
            has_time=row.on.time() != time(),
            is_referrers=row.is_referrers,
            tab="files",
        )


LINKED = (
    select(PersonLinkTable.id)
    .join(
        EpisodePersonTable,
        or_(
            EpisodePersonTable.person_id == PersonLinkTable.a_id,
            EpisodePersonTable.person_id == PersonLinkTable.b_id,
        ),
    )
    .where(EpisodePersonTable.episode_id.in_(IDS))
)
"""Links of anybody in some referrals."""
