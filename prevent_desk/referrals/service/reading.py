"""Rows of referrals as the frozen records that leave the service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.records import Episode, Involved, Move, Person, Referrer
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.tables import (
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    PersonTable,
    ReferrerTable,
)


def lines(text: str) -> tuple[str, ...]:
    """Return what a column of one thing a line holds."""
    return tuple(line for line in text.splitlines() if line.strip())


def as_lines(values: Iterable[str]) -> str:
    """Return things as a column holds them, one a line."""
    return "\n".join(value.strip() for value in values if value.strip())


def episode_row(session: Session, episode_id: int) -> EpisodeTable:
    """Return a referral's row.

    Raises:
        Refused: It is no longer there.
    """
    row = session.get(EpisodeTable, episode_id)
    if row is None:
        raise Refused("That referral is no longer there.", next_step="Undo brings it back.")
    return row


def person_row(session: Session, person_id: int) -> PersonTable:
    """Return a person's row.

    Raises:
        Refused: It is no longer there.
    """
    row = session.get(PersonTable, person_id)
    if row is None:
        raise Refused("That person is no longer there.", next_step="Undo brings them back.")
    return row


def person(row: PersonTable) -> Person:
    """Return a person."""
    return Person(
        row.id, row.head_id, row.label, row.given, row.family, lines(row.aliases),
        row.born, row.born_year, row.is_approximate, row.born_told,
        row.gender, row.ethnicity, row.health,
        row.address, row.town, row.postcode, lines(row.earlier), row.home_area,
        lines(row.phones), lines(row.emails), lines(row.online),
        row.language, row.nationality, row.note,
    )  # fmt: skip


def involved(row: EpisodePersonTable) -> Involved:
    """Return a person's part in a referral."""
    return Involved(row.id, person(row.person), row.role, row.note)


def move(row: MoveTable) -> Move:
    """Return a change of state; what was recorded is in UTC."""
    return Move(
        row.id,
        State(row.was) if row.was else None,
        State(row.now),
        row.on,
        row.at.replace(tzinfo=UTC),
        row.by,
        row.reason,
        row.details,
        row.exception,
    )


def episode(session: Session, row: EpisodeTable) -> Episode:
    """Return a referral without its referrer."""
    asked = select(ReferrerTable.is_anonymous).where(ReferrerTable.episode_id == row.id)
    return Episode(
        id=row.id,
        ref=row.ref,
        names=row.names,
        state=State(row.state),
        state_on=row.state_on,
        received=row.received,
        recorded=row.recorded.replace(tzinfo=UTC),
        by=row.by,
        medium=row.medium,
        sector=row.sector,
        source=row.source,
        danger=row.danger,
        danger_at=row.danger_at,
        handed_over=row.handed_over,
        city_link=row.city_link,
        home_area=row.home_area,
        responsible_area=row.responsible_area,
        concern=row.concern,
        noticed=row.noticed,
        outcome=row.outcome,
        form=row.form,
        form_version=row.form_version,
        answers=row.answers,
        pattern=row.pattern,
        pcmt=row.pcmt,
        police_ref=row.police_ref,
        people=tuple(involved(one) for one in row.people),
        moves=tuple(move(one) for one in row.moves),
        is_anonymous=bool(session.scalar(asked)),
    )


def referrer(row: ReferrerTable) -> Referrer:
    """Return who told."""
    return Referrer(
        row.is_anonymous, row.name, row.organisation, row.role, row.phone, row.email,
        row.safe_way, row.promised, row.wants_feedback, row.told_on, row.told, row.answers,
    )  # fmt: skip


def unnamed(session: Session, episode_ids: Iterable[int]) -> set[int]:
    """Return those of some referrals whose referrer asked not to be named."""
    query = select(ReferrerTable.episode_id).where(
        ReferrerTable.episode_id.in_(list(episode_ids)), ReferrerTable.is_anonymous
    )
    return set(session.scalars(query))
