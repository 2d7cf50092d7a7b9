"""What is known of people from all their referrals: read in few queries, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from prevent_desk.referrals.model.people import SUBJECT, Contact
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.tables import (
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    PersonTable,
)

_CHUNK = 500


def of_heads(session: Session, heads: Collection[int]) -> dict[int, tuple[Contact, ...]]:
    """Return every referral that each human being appears in, by head, newest first.

    A referral in which somebody has two parts is told once for each.
    """
    rows: list[Row[Any]] = []
    for some in _chunks(heads):
        query = (
            select(PersonTable.head_id, EpisodePersonTable.person_id, EpisodePersonTable.role)
            .add_columns(
                EpisodeTable.id,
                EpisodeTable.ref,
                EpisodeTable.state,
                EpisodeTable.state_on,
                EpisodeTable.received,
                EpisodeTable.outcome,
                EpisodeTable.pattern,
            )
            .join(EpisodePersonTable, EpisodePersonTable.person_id == PersonTable.id)
            .join(EpisodeTable, EpisodeTable.id == EpisodePersonTable.episode_id)
            .where(PersonTable.head_id.in_(some))
        )
        rows += session.execute(query).all()
    rows.sort(key=lambda row: (row.received, row.id, row.person_id), reverse=True)
    outcomes = Forms().list_of("outcome")
    told = _last_moves(session, {row.id for row in rows})
    found: dict[int, list[Contact]] = {head: [] for head in heads}
    for row in rows:
        reason, place = told.get(row.id, ("", ""))
        found[row.head_id].append(
            Contact(
                row.id, row.ref, row.person_id, row.role, State(row.state), row.state_on,
                row.received, row.outcome, outcomes.label(row.outcome) if row.outcome else "",
                place, reason, row.pattern,
            )
        )  # fmt: skip
    return {head: tuple(contacts) for head, contacts in found.items()}


def times(session: Session, episode_ids: Collection[int]) -> dict[int, int]:
    """Return how many referrals of the same person there are up to each of these: 3 is "third".

    Of a referral about several people, the most of one of them; 0 for a call for advice. A referral
    counts for those it is about, in the order in which they came in.
    """
    found = dict.fromkeys(episode_ids, 0)
    for some in _chunks(episode_ids):
        for episode_id, number in session.execute(_times(), {"ids": list(some)}):
            found[episode_id] = max(found[episode_id], number)
    return found


@cache
def _times() -> Select[int, int]:
    """Return the query of `times`; built once, for every record that is opened asks it."""
    mine, their = aliased(EpisodePersonTable), aliased(EpisodePersonTable)
    me, them = aliased(PersonTable), aliased(PersonTable)
    now, earlier = aliased(EpisodeTable), aliased(EpisodeTable)
    came_before = or_(
        earlier.received < now.received,
        and_(earlier.received == now.received, earlier.id <= now.id),
    )
    return (
        select(now.id, func.count(earlier.id.distinct()))
        .join(mine, and_(mine.episode_id == now.id, mine.role == SUBJECT))
        .join(me, me.id == mine.person_id)
        .join(them, them.head_id == me.head_id)
        .join(their, and_(their.person_id == them.id, their.role == SUBJECT))
        .join(earlier, and_(earlier.id == their.episode_id, came_before))
        .where(
            now.id.in_(bindparam("ids", expanding=True)),
            now.state != State.ADVICE_ONLY,
            earlier.state != State.ADVICE_ONLY,
        )
        .group_by(now.id, me.head_id)
    )


def _last_moves(session: Session, episode_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return the last reason, and where it was signposted or transferred to, by referral."""
    found: dict[int, tuple[str, str]] = {}
    for some in _chunks(episode_ids):
        query = (
            select(MoveTable.episode_id, MoveTable.reason, MoveTable.details)
            .where(MoveTable.episode_id.in_(some))
            .order_by(MoveTable.id)
        )
        for episode_id, reason, details in session.execute(query):
            was = found.get(episode_id, ("", ""))
            found[episode_id] = (reason, _place(details) or was[1])
    return found


def _place(details: Mapping[str, object]) -> str:
    """Return where a step led to, as its own questions keep it (see `model.asks`)."""
    lists = Forms()
    area, services = details.get("area"), details.get("to")
    if isinstance(area, str) and area:
        return lists.list_of("home_area").label(area)
    if isinstance(services, list) and services:
        words = [lists.list_of("signposted_to").label(str(one)) for one in services]
        return " and ".join(_within(one) for one in words)
    agency = details.get("agency")
    return agency if isinstance(agency, str) else ""


def _within(words: str) -> str:
    """Return a label within a sentence: "GP" keeps its letters, "Education" begins small."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _chunks(keys: Collection[int]) -> Iterator[Sequence[int]]:
    every = sorted(keys)
    return (every[at : at + _CHUNK] for at in range(0, len(every), _CHUNK))
