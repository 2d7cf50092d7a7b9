"""The list of referrals: what a filter finds, and its rows page by page.

Closed ones are gone through by one index that holds all a list filters by, in order of receipt;
open ones are few, so their keys are read at once. A page is read when it comes into view.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, true, tuple_
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock as DeskClock
from prevent_desk.referrals.model.clock import Clock
from prevent_desk.referrals.model.clocks import NEVER, urgency
from prevent_desk.referrals.model.deadlines import OPEN
from prevent_desk.referrals.model.listing import (
    CITY_LINKS,
    DueIs,
    Filter,
    Kind,
    Line,
    Listing,
    Sort,
    Which,
)
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service.clocks import Clocks
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.tables import (
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    PersonTable,
    ReferrerTable,
)
from prevent_desk.store import search
from prevent_desk.store.keys import filled
from prevent_desk.store.session import Change, Store

MOST_FOUND = 200
"""Hits of a search that are listed: the newest. Whoever wants one older types another word."""

_TRANSFERRED = (State.TRANSFERRED_IN.value, State.TRANSFERRED_OUT.value)
_OPEN = sorted(state.value for state in OPEN)
E_ = EpisodeTable


class Lists:
    """Finds and reads referrals for lists."""

    def __init__(self, store: Store, clock: DeskClock, forms: Forms, clocks: Clocks) -> None:
        self._store, self._clock, self._forms, self._clocks = store, clock, forms, clocks
        self._counts: dict[Which, int] = {}
        self._counted_for: frozenset[int] = frozenset()
        self._searched: _Searched | None = None
        store.on_change.append(self._note)

    def find(self, wanted: Filter) -> Listing:
        """Return what a filter finds."""
        due = self._clocks.next_due()
        with self._store.reading() as session:
            return self._find(session, wanted, due)

    def rows(self, listing: Listing, offset: int, limit: int) -> list[Line]:
        """Return rows of what was found, in its order."""
        due = self._clocks.next_due()
        with self._store.reading() as session:
            keys = _keys(session, listing, offset, limit)
            return self._lines(session, keys, due)

    def place(self, listing: Listing, episode_id: int) -> int:
        """Return the row of a referral in what was found; -1 where it is not among it."""
        if episode_id in listing.head:
            return listing.head.index(episode_id)
        if not listing.tail:
            return -1
        with self._store.reading() as session:
            return _place(session, listing, episode_id)

    def is_open(self, episode_id: int) -> bool:
        """Return whether a referral stands among the open ones."""
        if episode_id in self._clocks.next_due():
            return True
        with self._store.reading() as session:
            state = session.scalar(select(E_.state).where(E_.id == episode_id))
        return state in _OPEN

    def _lines(self, session: Session, keys: Sequence[int], due: Mapping[int, Clock]) -> list[Line]:
        r = ReferrerTable
        query = (
            select(
                E_.id, E_.ref, E_.names, E_.state, E_.received, E_.sector, E_.source,
                r.is_anonymous,
            )
            .outerjoin(r, r.episode_id == E_.id)
            .where(_in(keys))
        )  # fmt: skip
        times = _times(session, keys)
        sectors, sources = self._forms.list_of("sector"), self._forms.list_of("sub_source")
        found = {}
        for key, ref, names, state, received, sector, source, is_anonymous in session.execute(
            query
        ):
            came = sources.label(source) if source else sectors.label(sector) if sector else ""
            words = "Anonymous caller" if is_anonymous else came
            found[key] = Line(
                key, ref, names, State(state), received.date(), words, times.get(key, 1),
                due.get(key),
            )  # fmt: skip
        return [found[key] for key in keys if key in found]

    def _note(self, change: Change) -> None:
        if any(table in _LISTED for table, _ in change.touched):
            self._counts, self._searched = {}, None

    def _of(self, session: Session, which: Which, due: Mapping[int, Clock]) -> int:
        """Return how many open, closed or all there are; counted once until one changes."""
        # A clock that began or ended moves an ended referral among the open ones, or back.
        if not self._counts or self._counted_for != due.keys():
            self._counted_for = frozenset(due)
            every = _count(session, true())
            is_open = _count(session, _among_open(due))
            self._counts = {
                Which.ALL: every,
                Which.OPEN: is_open,
                Which.CLOSED: every - is_open,
            }
        return self._counts[which]

    def _find(self, session: Session, wanted: Filter, due: Mapping[int, Clock]) -> Listing:
        among, narrowed = _among(wanted.which, due), _narrowing(wanted, due)
        of = self._of(session, wanted.which, due)
        if wanted.text:
            return self._find_words(session, wanted, due, of)
        if wanted.which is Which.OPEN or wanted.due or (narrowed and wanted.sort is Sort.NAME):
            head = _ordered(session, and_(among, *narrowed), wanted.sort, due)
            return Listing(wanted, tuple(head), 0, of)
        count = _count(session, and_(among, *narrowed)) if narrowed else of
        head, without = [], sorted(due) if wanted.which is Which.CLOSED else []
        if wanted.sort is Sort.DUE and wanted.which is Which.ALL and due:
            head = without = _ordered(session, and_(*narrowed, _in(due)), Sort.DUE, due)
        return Listing(wanted, tuple(head), count - len(head), of, without=tuple(without))

    def _find_words(
        self, session: Session, wanted: Filter, due: Mapping[int, Clock], of: int
    ) -> Listing:
        """Find words: in few referrals by looking into these, else among the newest that hold them.

        What the words are looked for in is kept while somebody types.
        """
        among, narrowed = _among(wanted.which, due), _narrowing(wanted, due)
        without_words = replace(wanted, text="")
        if wanted.which is not Which.OPEN and not narrowed:
            # A referral and its people may both hold them; open ones take no place from closed.
            most = 2 * (MOST_FOUND + (len(due) if wanted.which is Which.CLOSED else 0))
            newest = search.newest(session, wanted.text, _KINDS, most)
            found = _referrals(session, newest.objects)
            head = _sorted(session, and_(_in(found), among), wanted.sort, due)
            is_all = newest.is_all and len(head) <= MOST_FOUND
            return Listing(wanted, tuple(head[:MOST_FOUND]), 0, of, is_all=is_all)
        kept = self._searched
        if kept is None or kept.filter != without_words or kept.due is not due:
            keys = _ordered(session, and_(among, *narrowed), wanted.sort, due)
            kept = self._searched = _searched(session, without_words, due, keys)
        places, is_all = search.among(session, wanted.text, kept.places)
        held = {key for place in places for key in kept.places[place]}
        head = sorted(held, key=kept.order.__getitem__)
        return Listing(
            wanted,
            tuple(head[:MOST_FOUND]),
            0,
            of,
            is_all=len(head) <= MOST_FOUND,
            is_elsewhere=not is_all,
        )


@dataclass(frozen=True, slots=True)
class _Searched:
    """Referrals that words are looked for in.

    Attributes:
        order: The place of each in the list, by key.
        places: The referrals that each place of the index speaks of: themselves or their people.
    """

    filter: Filter
    due: Mapping[int, Clock]
    order: dict[int, int]
    places: dict[int, list[int]]


def _searched(
    session: Session, wanted: Filter, due: Mapping[int, Clock], keys: Sequence[int]
) -> _Searched:
    people = _people_of(session, keys)
    found = search.places(session, {"episode": keys, "person": sorted(people)})
    places = {
        place: [key] if table == "episode" else sorted(people[key])
        for place, (table, key) in found.items()
    }
    return _Searched(wanted, due, {key: rank for rank, key in enumerate(keys)}, places)


_KINDS = ("referral", "person")
_LISTED = frozenset({"episode", "episode_person", "person"})


def _referrals(session: Session, hits: Sequence[tuple[str, int]]) -> set[int]:
    found = {key for kind, key in hits if kind == "referral"}
    people = [key for kind, key in hits if kind == "person"]
    link = EpisodePersonTable
    if people:
        query = select(link.episode_id).where(link.person_id.in_(filled(people)))
        found |= set(session.scalars(query))
    return found


def _people_of(session: Session, keys: Sequence[int]) -> dict[int, set[int]]:
    """Return the people of some referrals, each with the referrals they belong to."""
    link = EpisodePersonTable
    query = select(link.person_id, link.episode_id).where(link.episode_id.in_(filled(keys)))
    found: dict[int, set[int]] = {}
    for person, episode in session.execute(query):
        found.setdefault(person, set()).add(episode)
    return found


def _narrowing(wanted: Filter, due: Mapping[int, Clock]) -> list[ColumnElement[bool]]:
    """Return what narrows the list, but for words and for open, closed and all."""
    found: list[ColumnElement[bool]] = []
    # The sign keeps SQLite to the index of the list, and to its order: an index of one column
    # would need every row, and a column known to be constant is sorted around.
    if wanted.state:
        found.append(literal_column("+episode.state") == wanted.state)
    if wanted.sector:
        found.append(literal_column("+episode.sector") == wanted.sector)
    if wanted.concern:
        found.append(literal_column("+episode.concern") == wanted.concern)
    if wanted.area:
        found.append(literal_column("+episode.home_area") == wanted.area)
    if wanted.first:
        found.append(E_.received >= datetime.combine(wanted.first, time()))
    if wanted.last:
        found.append(E_.received < datetime.combine(wanted.last + timedelta(days=1), time()))
    if wanted.due:
        pressing = DueIs(wanted.due)
        found.append(_in(key for key, clock in due.items() if pressing.holds(clock)))
    if wanted.kind == Kind.ADVICE:
        found.append(literal_column("+episode.state") == State.ADVICE_ONLY.value)
    elif wanted.kind == Kind.CITY:
        found.append(E_.city_link.in_(sorted(CITY_LINKS)))
    elif wanted.kind == Kind.TRANSFERRED:
        moved = select(MoveTable.episode_id).where(MoveTable.now.in_(_TRANSFERRED))
        found.append(E_.id.in_(moved))
    return found


def _among_open(due: Mapping[int, Clock]) -> ColumnElement[bool]:
    return or_(E_.state.in_(_OPEN), _in(due))


def _among(which: Which, due: Mapping[int, Clock]) -> ColumnElement[bool]:
    if which is Which.ALL:
        return true()
    if which is Which.OPEN:
        return _among_open(due)
    ended = literal_column("+episode.state").not_in(_OPEN)
    return and_(ended, E_.id.not_in(filled(due))) if due else ended


def _in(keys: Iterable[int]) -> ColumnElement[bool]:
    return E_.id.in_(filled(keys))


def _count(session: Session, where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(E_.id)).where(where)) or 0


_ALONG = (E_.received, E_.state, E_.sector, E_.concern, E_.home_area, E_.city_link, E_.id)
"""The index of the list, column by column: along it nothing has to be sorted."""
_BY_NAME = (E_.names, E_.state, E_.id)


def _order(sort: Sort) -> list[ColumnElement[Any]]:
    if sort is Sort.NAME:
        return [column.asc() for column in _BY_NAME]
    if sort is Sort.OLDEST:
        return [column.asc() for column in _ALONG]
    return [column.desc() for column in _ALONG]


def _ordered(
    session: Session, where: ColumnElement[bool], sort: Sort, due: Mapping[int, Clock]
) -> list[int]:
    """Return the keys of everything that passes, in order."""
    found = session.scalars(select(E_.id).where(where).order_by(*_order(sort)))
    return _pressing(found, sort, due)


def _sorted(
    session: Session, where: ColumnElement[bool], sort: Sort, due: Mapping[int, Clock]
) -> list[int]:
    """Return the keys of some hundreds that pass, in the order of `_ordered`.

    SQLite allocates each row that it sorts, which locked memory makes dear.
    """
    columns = _BY_NAME if sort is Sort.NAME else _ALONG
    rows = session.execute(select(*columns).where(where)).all()
    is_down = sort not in {Sort.NAME, Sort.OLDEST}
    found = (row[-1] for row in sorted(map(tuple, rows), reverse=is_down))
    return _pressing(found, sort, due)


def _pressing(keys: Iterable[int], sort: Sort, due: Mapping[int, Clock]) -> list[int]:
    """Return keys in their order, or by what is due first where that is wanted."""
    if sort is not Sort.DUE:
        return list(keys)
    return sorted(keys, key=lambda key: urgency(due[key])[0] if key in due else NEVER)


def _keys(session: Session, listing: Listing, offset: int, limit: int) -> list[int]:
    head = list(listing.head[offset : offset + limit])
    left = limit - len(head)
    if not listing.tail or not left:
        return head
    start = max(0, offset - len(listing.head))
    query = select(E_.id).where(_tail(listing)).order_by(*_order(listing.filter.sort))
    return head + list(session.scalars(query.limit(left).offset(start)))


def _tail(listing: Listing) -> ColumnElement[bool]:
    """Return what the pages after the head are made of; a tail's filter has no words."""
    wanted = listing.filter
    among, narrowed = _among(wanted.which, {}), _narrowing(wanted, {})
    left_out = (E_.id.not_in(filled(listing.without)),) if listing.without else ()
    return and_(among, *narrowed, *left_out)


def _place(session: Session, listing: Listing, episode_id: int) -> int:
    """Return how many rows stand before a referral of the tail; -1 where it is not in it."""
    tail, sort = _tail(listing), listing.filter.sort
    columns = _BY_NAME if sort is Sort.NAME else _ALONG
    row = session.execute(select(*columns).where(E_.id == episode_id, tail)).first()
    if row is None:
        return -1
    before = operator.lt if sort in {Sort.NAME, Sort.OLDEST} else operator.gt
    first, *rest = columns
    # Apart: a comparison of whole rows is made for each, the first column is found by the index.
    ahead = _count(session, and_(tail, before(first, row[0])))
    ties = and_(tail, first == row[0], before(tuple_(*rest), tuple_(*row[1:])))
    return len(listing.head) + ahead + _count(session, ties)


# Made once: an alias made for each query costs more than the query.
_OTHER = EpisodePersonTable.__table__.alias("other")
_THEIRS = PersonTable.__table__.alias("theirs")


def _times(session: Session, keys: Sequence[int]) -> dict[int, int]:
    """Return the how-manieth referral of its people each is; 1 is left out."""
    this, other, mine, theirs = EpisodePersonTable, _OTHER, PersonTable, _THEIRS
    # Counted here: SQLite makes a table in memory for each count of what is distinct.
    query = (
        select(this.episode_id, other.c.episode_id)
        .join(mine, mine.id == this.person_id)
        .join(theirs, theirs.c.head_id == mine.head_id)
        .join(other, and_(other.c.person_id == theirs.c.id, other.c.role == "subject"))
        .where(this.episode_id.in_(filled(keys)), this.role == "subject")
        .where(other.c.episode_id < this.episode_id)
    )
    earlier = {tuple(row) for row in session.execute(query)}
    return {key: 1 + count for key, count in Counter(key for key, _ in earlier).items()}
