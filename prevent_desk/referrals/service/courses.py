"""Reads what the clocks see of referrals: of some, or of all that have anything to wait for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import literal_column, select, text
from sqlalchemy.orm import Session

from prevent_desk.referrals.model.corrected import replaced
from prevent_desk.referrals.model.course import (
    Asked,
    Consent,
    Course,
    Moved,
    Reviewed,
    Stop,
    Subject,
)
from prevent_desk.referrals.model.deadlines import DECIDED, OPEN
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.tables import (
    CheckChaseTable,
    CheckTable,
    ClockStopTable,
    ConsentTable,
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    PersonTable,
    ReferrerTable,
    ReviewTable,
    SessionTable,
)
from prevent_desk.referrals.tables.episodes import UNTOLD, WAITING

_BATCH = 500
_A_YEAR = timedelta(days=366)
_NO_WAY = frozenset({"", "none", "no", "no safe way", "nothing"})
_CHILDREN = (
    MoveTable, CheckTable, ConsentTable, ReviewTable, SessionTable, ClockStopTable, ReferrerTable,
    EpisodePersonTable,
)  # fmt: skip
_OF_EPISODES = {str(table.__tablename__) for table in _CHILDREN}
WATCHED = _OF_EPISODES | {"episode", "person", "episode_check_chase"}
"""Tables whose rows concern a clock."""


def concerned(session: Session, today: date) -> list[int]:
    """Return the referrals that may have something due: open ones, and ended ones that wait.

    A referrer who was not told within a year is no longer waited for.
    """
    still_open = select(EpisodeTable.id).where(EpisodeTable.state.in_(sorted(OPEN)))
    ended = sorted(DECIDED - OPEN)
    # Few have an untold referrer or wait for an answer: both have an index of their own.
    untold = (
        select(EpisodeTable.id)
        .join(ReferrerTable, ReferrerTable.episode_id == EpisodeTable.id)
        .where(text(UNTOLD), literal_column("+episode.state").in_(ended))
        .where(EpisodeTable.state_on >= today - _A_YEAR)
    )
    waiting = (
        select(EpisodeTable.id)
        .join(MoveTable, MoveTable.episode_id == EpisodeTable.id)
        .where(text(WAITING), literal_column("+episode.state").not_in(sorted(OPEN)))
    )
    found = {*session.scalars(still_open), *session.scalars(untold), *session.scalars(waiting)}
    return sorted(found)


def read(session: Session, ids: Sequence[int], forms: Forms) -> Iterator[Course]:
    """Yield the courses of referrals, in the order of their keys; those that are gone are not."""
    for start in range(0, len(ids), _BATCH):
        yield from _read(session, ids[start : start + _BATCH], forms)


def _read(session: Session, ids: Sequence[int], forms: Forms) -> Iterator[Course]:
    e = EpisodeTable
    heads = session.execute(
        select(e.id, e.ref, e.names, e.state, e.received, e.danger, e.handed_over)
        .where(e.id.in_(ids))
        .order_by(e.id)
    ).all()
    moves = _moves(session, ids)
    checks = _checks(session, ids, forms)
    consents = _consents(session, ids)
    reviews = _reviews(session, ids)
    sessions = _sessions(session, ids)
    subjects = _subjects(session, ids)
    stops = _stops(session, ids)
    told = _referrers(session, ids)
    for row in heads:
        key = row.id
        is_to_be_told, told_on = told.get(key, (False, None))
        yield Course(
            id=key,
            ref=row.ref,
            names=row.names,
            state=State(row.state),
            received=row.received,
            is_danger=row.danger == "yes",
            handed_over=bool(row.handed_over)
            or any(one.now is State.IMMEDIATE_RISK for one in moves.get(key, ())),
            moves=tuple(moves.get(key, ())),
            checks=tuple(checks.get(key, ())),
            consents=tuple(consents.get(key, ())),
            reviews=tuple(reviews.get(key, ())),
            sessions=tuple(sessions.get(key, ())),
            subjects=tuple(subjects.get(key, ())),
            is_to_be_told=is_to_be_told,
            told_on=told_on,
            stops=tuple(stops.get(key, ())),
        )


def of_rows(session: Session, touched: frozenset[tuple[str, object]]) -> set[int] | None:
    """Return the referrals whose clocks rows belong to; None where that can no longer be told.

    Rows of other tables concern no clock. Of a row that is gone nobody knows whose it was.
    """
    wanted: dict[str, list[int]] = defaultdict(list)
    for table, key in touched:
        if table in WATCHED and isinstance(key, int):
            wanted[table].append(key)
    found = set(wanted.pop("episode", ()))
    for table, keys in wanted.items():
        owners = _owners(session, table, keys)
        if owners is None:
            return None
        found |= owners
    return found


def _owners(session: Session, table: str, keys: list[int]) -> set[int] | None:
    if table == "person":
        link = EpisodePersonTable
        return set(session.scalars(select(link.episode_id).where(link.person_id.in_(keys))))
    query: Any
    if table == "episode_check_chase":
        chases = CheckChaseTable
        query = (
            select(chases.id, CheckTable.episode_id)
            .join(CheckTable, CheckTable.id == chases.check_id)
            .where(chases.id.in_(keys))
        )
    else:
        mapped: Any = next(one for one in _CHILDREN if one.__tablename__ == table)
        query = select(mapped.id, mapped.episode_id).where(mapped.id.in_(keys))
    rows = session.execute(query).all()
    return {row[1] for row in rows} if len(rows) == len(set(keys)) else None


def _moves(session: Session, ids: Sequence[int]) -> dict[int, list[Moved]]:
    found: dict[int, list[Moved]] = defaultdict(list)
    m = MoveTable
    query = select(m.episode_id, m.now, m.on, m.details).where(m.episode_id.in_(ids)).order_by(m.id)
    for key, now, on, details in session.execute(query):
        found[key].append(Moved(State(now), on, details))
    return found


def _checks(session: Session, ids: Sequence[int], forms: Forms) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = defaultdict(list)
    c = CheckTable
    query = (
        select(c.episode_id, c.id, c.agency, c.asked_on, c.due, c.replied_on)
        # What was withdrawn is no longer asked: it counts neither as asked nor as answered.
        .where(c.episode_id.in_(ids), c.withdrawn == "")
        .order_by(c.id)
    )
    rows = session.execute(query).all()
    chased = Counter(
        session.scalars(
            select(CheckChaseTable.check_id).where(
                CheckChaseTable.check_id.in_([row[1] for row in rows])
            )
        )
        if rows
        else ()
    )
    agencies = forms.list_of("agency") if rows else None
    for key, number, agency, asked_on, due, replied_on in rows:
        words = agencies.label(agency) if agencies else agency
        found[key].append(Asked(number, words, asked_on, due, replied_on, chased[number]))
    return found


def _consents(session: Session, ids: Sequence[int]) -> dict[int, list[Consent]]:
    rows: dict[int, list[ConsentTable]] = defaultdict(list)
    query = select(ConsentTable).where(ConsentTable.episode_id.in_(ids)).order_by(ConsentTable.id)
    for row in session.scalars(query):
        rows[row.episode_id].append(row)
    return {
        key: [
            Consent(
                one.person_id, one.given_by, one.outcome, one.asked_on, one.on, one.next_attempt
            )
            for one in _standing(history)
        ]
        for key, history in rows.items()
    }


def _reviews(session: Session, ids: Sequence[int]) -> dict[int, list[Reviewed]]:
    rows: dict[int, list[ReviewTable]] = defaultdict(list)
    query = select(ReviewTable).where(ReviewTable.episode_id.in_(ids)).order_by(ReviewTable.id)
    for row in session.scalars(query):
        rows[row.episode_id].append(row)
    return {
        key: [
            Reviewed(one.id, one.kind, one.due, one.held, one.written_up)
            for one in _standing(history)
        ]
        for key, history in rows.items()
    }


def _sessions(session: Session, ids: Sequence[int]) -> dict[int, list[Any]]:
    rows: dict[int, list[SessionTable]] = defaultdict(list)
    query = select(SessionTable).where(SessionTable.episode_id.in_(ids)).order_by(SessionTable.id)
    for row in session.scalars(query):
        rows[row.episode_id].append(row)
    return {
        key: [one.on for one in _standing(history) if one.outcome == "held"]
        for key, history in rows.items()
    }


def _standing(history: Sequence[Any]) -> list[Any]:
    """Return the rows that count: no correction stands in their place."""
    gone = replaced(history)
    return [row for row in history if row.id not in gone]


def _subjects(session: Session, ids: Sequence[int]) -> dict[int, list[Subject]]:
    found: dict[int, list[Subject]] = defaultdict(list)
    link, p = EpisodePersonTable, PersonTable
    query = (
        select(link.episode_id, p.id, p.given, p.family, p.label, p.born, p.is_approximate)
        .join(p, p.id == link.person_id)
        .where(link.episode_id.in_(ids), link.role == "subject")
        .order_by(link.id)
    )
    for key, person, given, family, label, born, is_approximate in session.execute(query):
        name = f"{given} {family}".strip() or label
        found[key].append(Subject(person, name, None if is_approximate else born))
    return found


def _stops(session: Session, ids: Sequence[int]) -> dict[int, list[Stop]]:
    found: dict[int, list[Stop]] = defaultdict(list)
    s = ClockStopTable
    query = (
        select(s.episode_id, s.id, s.clock, s.since, s.until, s.reason, s.by)
        .where(s.episode_id.in_(ids))
        .order_by(s.since, s.id)
    )
    for key, number, clock, since, until, reason, by in session.execute(query):
        found[key].append(Stop(number, clock, since, until, reason, by))
    return found


def _referrers(session: Session, ids: Sequence[int]) -> dict[int, tuple[bool, Any]]:
    """Return whether there is somebody to be told and when that was done; never who it is."""
    r = ReferrerTable
    query = select(
        r.episode_id, r.is_anonymous, r.safe_way, r.wants_feedback, r.told_on,
        (r.name + r.organisation + r.role + r.phone + r.email).label("known"),
    ).where(r.episode_id.in_(ids))  # fmt: skip
    found = {}
    for key, is_anonymous, safe_way, wants, told_on, known in session.execute(query):
        has_way = safe_way.strip().strip(".").casefold() not in _NO_WAY
        reached = has_way or (bool(known.strip()) and not is_anonymous)
        found[key] = (reached and wants != "no", told_on)
    return found
