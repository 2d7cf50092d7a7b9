"""The re-referral guard over the store: everybody in memory, kept true, searched while one types.

People are read once after unlock, in a job. After that `Store.on_change` says which rows were
written, by whomever (an edit, Undo, an import), and only those are read again before the next
search. Nothing of it is written anywhere, and what was typed is not kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import BindParameter, Executable, bindparam, func, select
from sqlalchemy.orm import Session

from prevent_desk.core.birth import Born
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Stopped
from prevent_desk.referrals.model.matching import Index, Known, Match, Reason, Result, Sought
from prevent_desk.referrals.model.matching.typed import parse
from prevent_desk.referrals.tables import (
    EpisodePersonTable,
    EpisodeTable,
    PersonLinkTable,
    PersonTable,
)
from prevent_desk.store.changes import Change
from prevent_desk.store.session import Store
from prevent_desk.workers.child import Report

StopAsked = Callable[[], bool]

Pairs = dict[frozenset[int], str]
"""Two heads, and why they are what they are to one another."""

_PIECE = 2000
"""People read in one go: between two pieces the window is let in."""

_CHUNK = 500  # SQLite allows a limited number of parameters
_TABLES = frozenset({"person", "person_link", "episode", "episode_person"})

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_YEAR = (
    select(func.max(func.strftime("%Y", EpisodeTable.received)))
    .join(EpisodePersonTable, EpisodePersonTable.episode_id == EpisodeTable.id)
    .where(EpisodePersonTable.person_id == PersonTable.id)
    .scalar_subquery()
)
_PEOPLE: Any = select(
    PersonTable.id,
    PersonTable.head_id,
    PersonTable.given,
    PersonTable.family,
    PersonTable.aliases,
    PersonTable.born,
    PersonTable.born_year,
    PersonTable.is_approximate,
    PersonTable.address,
    PersonTable.town,
    PersonTable.postcode,
    PersonTable.earlier,
    PersonTable.phones,
    _YEAR.label("year"),
).order_by(PersonTable.id)
_SOME = _PEOPLE.where(PersonTable.id.in_(_IDS))
_NEXT = _PEOPLE.where(PersonTable.id > bindparam("after")).limit(_PIECE)
_OF_EPISODES = select(EpisodePersonTable.person_id).where(EpisodePersonTable.episode_id.in_(_IDS))
_OF_ROLES = select(EpisodePersonTable.person_id).where(EpisodePersonTable.id.in_(_IDS))


class Guard:
    """Finds earlier contacts of a person. May be asked from any thread."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Listen to a store; people are read when `prepare` is called.

        Args:
            store: Where the people are.
            clock: Tells the day from which a typed age counts.
        """
        self._store, self._clock = store, clock
        self._index: Index | None = None
        self._lock = threading.RLock()
        self._building = threading.Lock()
        self._touched: set[tuple[str, object]] = set()
        self._touched_lock = threading.Lock()
        self._newest = 0
        self._generation = -1
        self._links: dict[str, Pairs] | None = None
        store.on_change.append(self._heard)

    def ready(self) -> bool:
        """Say whether people are in memory; else the first search reads them: work for a job."""
        return self._index is not None

    def prepare(self, report: Report | None = None, stopped: StopAsked | None = None) -> None:
        """Read everybody, once; what is written meanwhile is found too.

        Args:
            report: Told how many of how many were read.
            stopped: Asked between pieces.

        Raises:
            Stopped: `stopped` said so; nothing was taken in.
        """
        with self._building:
            if not self.ready():
                read = self._read(report, stopped)
                self._newest = read[-1].id if read else 0
                self._index = Index(read)

    def search(
        self,
        asked: str | Sought,
        skip: Collection[int] = (),
        *,
        about: int | None = None,
        typing: bool = False,
        most: int = 4,
    ) -> Result:
        """Return who may be the one asked for, over all people whatever became of their referrals.

        Args:
            asked: A line as typed, or fields. A line may hold name, birth, phone, postcode.
            skip: Persons to leave out, by row or head.
            about: The person the question is about, when they are in the store already: they are
                left out, and what was decided about them and others is heeded.
            typing: The line may grow.
            most: How many to show first.
        """
        sought = (
            parse(asked, self._clock.today(), typing=typing) if isinstance(asked, str) else asked
        )
        self.prepare()
        with self._lock:
            self._take_changes()
            index = self._index
            if index is None:
                return Result()
            own = index.get(about) if about is not None else None
            if own is None:
                return index.search(sought, skip, most)
            found = index.search(sought, {*skip, own.head}, most)
            return self._heed(found, own.head, most)

    def known(self, person_id: int) -> Sought | None:
        """Return what to search with for a person of the store; None when there is none."""
        self.prepare()
        with self._lock:
            self._take_changes()
            one = self._index.get(person_id) if self._index else None
        if one is None:
            return None
        return Sought(one.names, one.born, one.address, one.postcode, one.phones)

    def forget(self) -> None:
        """Forget what was typed; for when a search is put away."""
        with self._lock:
            if self._index is not None:
                self._index.forget()

    def close(self) -> None:
        """Let go of everybody and listen to the store no more."""
        if self._heard in self._store.on_change:
            self._store.on_change.remove(self._heard)
        with self._lock:
            self._index, self._links = None, None

    # What was decided

    def _heed(self, found: Result, head: int, most: int) -> Result:
        """Part those somebody decided on from the open ones."""
        links = self._linked()
        different, related = links["not_same"], links["relative"]
        still: list[Match] = []
        decided: list[Match] = []
        for match in (*found.matches, *found.more):
            pair = frozenset((head, match.head))
            if pair in related:
                reasons = (*match.reasons, Reason("Recorded as a relative", "against"))
                match = replace(match, relative=True, reasons=reasons)
            if pair in different:
                decided.append(replace(match, decided=different[pair]))
            else:
                still.append(match)
        shown, more = tuple(still[:most]), tuple(still[most:])
        return replace(found, matches=shown, more=more, decided=tuple(decided))

    def _linked(self) -> dict[str, Pairs]:
        """Return what was decided of pairs, by their heads of now."""
        if self._links is None:
            self._links = {"not_same": {}, "relative": {}}
            query = select(
                PersonLinkTable.a_id,
                PersonLinkTable.b_id,
                PersonLinkTable.kind,
                PersonLinkTable.reason,
            ).where(PersonLinkTable.kind.in_(self._links), PersonLinkTable.ended.is_(None))
            with self._store.reading() as session:
                for one, other, kind, reason in session.execute(query.order_by(PersonLinkTable.id)):
                    pair = frozenset((self._head(one), self._head(other)))
                    self._links[kind][pair] = reason or "No reason was written down."
        return self._links

    def _head(self, person_id: int) -> int:
        known = self._index.get(person_id) if self._index else None
        return known.head if known else person_id

    # Kept true

    def _heard(self, change: Change) -> None:
        touched = {one for one in change.touched if one[0] in _TABLES}
        if touched:
            with self._touched_lock:
                self._touched |= touched

    def _take_changes(self) -> None:
        """Read again what was written since the last search, and whoever is new."""
        with self._touched_lock:
            touched, self._touched = self._touched, set()
        index = self._index
        if index is None or not (touched or self._store.generation != self._generation):
            return
        with self._store.reading() as session:
            self._generation = self._store.generation
            ids = _people_of(session, touched)
            # Quiet units, such as those that fill a practice desk, tell no one.
            newest = session.scalar(select(func.max(PersonTable.id))) or 0
            if newest > self._newest:
                query = select(PersonTable.id).where(PersonTable.id > self._newest)
                ids |= set(session.scalars(query))
            read = list(_some(session, sorted(ids)))
        for gone in ids - {one.id for one in read}:
            index.remove(gone)
        index.add_all(read)
        self._newest = newest
        if touched or read:
            self._links = None

    def _read(self, report: Report | None, stopped: StopAsked | None) -> list[Known]:
        with self._store.reading() as session:
            count = session.scalar(select(func.count()).select_from(PersonTable)) or 0
        read: list[Known] = []
        while piece := self._piece(read[-1].id if read else 0):
            read += piece
            if report is not None:
                report(len(read), max(count, len(read)), "people")
            if stopped is not None and stopped():
                raise Stopped
        return read

    def _piece(self, after: int) -> list[Known]:
        with self._store.reading() as session:
            return [_known(row) for row in session.execute(_NEXT, {"after": after})]


def _people_of(session: Session, touched: Collection[tuple[str, object]]) -> set[int]:
    """Return the persons that written rows are about, by table and key."""
    keys: dict[str, list[int]] = {}
    for table, key in touched:
        if isinstance(key, int):
            keys.setdefault(table, []).append(key)
    found = set(keys.get("person", ()))
    for table, query in (("episode", _OF_EPISODES), ("episode_person", _OF_ROLES)):
        found |= set(_scalars(session, query, keys.get(table, [])))
    return found


def _scalars(session: Session, query: Executable, ids: Sequence[int]) -> Iterator[int]:
    for at in range(0, len(ids), _CHUNK):
        yield from session.execute(query, {"ids": ids[at : at + _CHUNK]}).scalars()


def _some(session: Session, ids: Sequence[int]) -> Iterator[Known]:
    for at in range(0, len(ids), _CHUNK):
        for row in session.execute(_SOME, {"ids": ids[at : at + _CHUNK]}):
            yield _known(row)


def _known(row: Any) -> Known:  # noqa: ANN401 - a row of _PEOPLE
    return Known(
        id=row.id,
        head=row.head_id,
        names=_names(row.given, row.family, _lines(row.aliases)),
        born=_born(row),
        address=row.address,
        town=row.town,
        postcode=row.postcode,
        phones=_lines(row.phones),
        year=int(row.year or 0),
        earlier=_lines(row.earlier),
    )


def _names(given: str, family: str, aliases: Sequence[str]) -> tuple[str, ...]:
    """Return the name as told and each alias; one of one word stands with the surname too."""
    told = f"{given} {family}".strip()
    found = [told, *aliases]
    if family.strip():
        found += [f"{alias} {family}" for alias in aliases if " " not in alias.strip()]
    return tuple(name for name in dict.fromkeys(found) if name)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _born(row: Any) -> Born | None:  # noqa: ANN401
    if row.born is not None:
        return replace(Born.on(row.born), approximate=row.is_approximate)
    if row.born_year is not None:
        return Born(row.born_year, approximate=row.is_approximate)
    return None
