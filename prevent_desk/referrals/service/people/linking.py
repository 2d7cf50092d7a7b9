"""Links between persons inside one unit of work: made, taken back, and what follows from them.

Whoever records a referral with decisions made while the caller talked uses `decide` in the same
unit as the recording, so that one Undo takes all of it back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import people as rules
from prevent_desk.referrals.model.people import Decision, Link, LinkKind
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.tables import (
    EpisodePersonTable,
    EpisodeTable,
    PersonLinkTable,
    PersonTable,
)

_CHUNK = 500


def decide(
    session: Session, person_id: int, decisions: Iterable[Decision], by: str, at: datetime
) -> list[int]:
    """Keep what was decided about earlier persons, and return the links' keys.

    Args:
        session: Of the unit of work that this belongs to.
        person_id: Whom the decisions are about.
        decisions: In their order.
        by: Who decided.
        at: When.

    Raises:
        Refused: A reason or relation is missing, or it contradicts what was decided before.
    """
    return [_decide(session, person_id, one, by, at) for one in decisions]


def _decide(session: Session, person_id: int, decision: Decision, by: str, at: datetime) -> int:
    person = reading.person_row(session, person_id)
    earlier = reading.person_row(session, decision.person_id)
    _refuse_unsaid(decision)
    if person is earlier:
        raise Refused("A person cannot be linked with themselves.")
    refuse_clash(session, person, earlier, decision.kind)
    row = PersonLinkTable(
        a_id=person.id,
        b_id=earlier.id,
        kind=decision.kind.value,
        relation=decision.relation if decision.kind is LinkKind.RELATIVE else "",
        reason=decision.reason.strip(),
        reasons=reading.as_lines(decision.reasons),
        by=by,
        at=at.astimezone(UTC).replace(tzinfo=None),
        ended=None,
        ended_by="",
        ended_reason="",
    )
    session.add(row)
    session.flush()
    if decision.kind is LinkKind.SAME:
        renew_heads(session, {person.head_id, earlier.head_id})
    return row.id


def take_back(session: Session, link_id: int, reason: str, by: str, at: datetime) -> None:
    """End a link; it stays, with who ended it, when and why.

    Raises:
        Refused: It is no longer there, or ended already.
    """
    row = session.get(PersonLinkTable, link_id)
    if row is None or row.ended is not None:
        raise Refused("That link is no longer there.", next_step="Look at the links again.")
    row.ended = at.astimezone(UTC).replace(tzinfo=None)
    row.ended_by, row.ended_reason = by, reason.strip()
    session.flush()
    if row.kind == LinkKind.SAME:
        renew_heads(session, {reading.person_row(session, row.a_id).head_id})


def renew_heads(session: Session, head_ids: Collection[int]) -> None:
    """Work out anew who is whose head among everybody under these heads."""
    people = session.scalars(select(PersonTable).where(PersonTable.head_id.in_(head_ids))).all()
    ids = [one.id for one in people]
    joins = [
        (link.a_id, link.b_id)
        for link in touching(session, ids)
        if link.holds and link.kind is LinkKind.SAME
    ]
    heads = rules.heads(ids, joins)
    for one in people:
        if one.head_id != heads[one.id]:
            one.head_id = heads[one.id]
    session.flush()


def refuse_clash(session: Session, a: PersonTable, b: PersonTable, kind: LinkKind) -> None:
    """Refuse a decision that contradicts or repeats one that holds, with the way out.

    Raises:
        Refused: It does.
    """
    one, other = group_of(session, a.head_id), group_of(session, b.head_id)
    against = rules.standing_against(kind, one, other, touching(session, {*one, *other}))
    if against is None:
        return
    refs = " and ".join(refs_of(session, {against.a_id, against.b_id}))
    day = say_short(local(against.at).date())
    said = _SAID[against.kind]
    if a.head_id == b.head_id and kind is LinkKind.SAME:
        raise Refused("They are linked as the same person already.")
    if against.kind is kind:
        raise Refused(f"The people of {refs} were recorded as {said} on {day} already.")
    raise Refused(
        f"That contradicts a link: the people of {refs} were recorded as {said} on {day}.",
        next_step="Undo that link first, on the person's page, if it was wrong.",
    )


def group_of(session: Session, head_id: int) -> list[int]:
    """Return every row of one human being, smallest id first."""
    query = select(PersonTable.id).where(PersonTable.head_id == head_id).order_by(PersonTable.id)
    return list(session.scalars(query))


def touching(session: Session, person_ids: Collection[int]) -> list[Link]:
    """Return all links that touch one of these persons, newest first, ended ones too."""
    found: dict[int, Link] = {}
    ids = sorted(person_ids)
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        query = select(PersonLinkTable).where(
            or_(PersonLinkTable.a_id.in_(some), PersonLinkTable.b_id.in_(some))
        )
        found.update((row.id, link_of(row)) for row in session.scalars(query))
    return [found[key] for key in sorted(found, reverse=True)]


def refs_of(session: Session, person_ids: Collection[int]) -> Sequence[str]:
    """Return the references of the referrals these persons were told in, oldest first."""
    query = (
        select(EpisodeTable.ref)
        .join(EpisodePersonTable, EpisodePersonTable.episode_id == EpisodeTable.id)
        .where(EpisodePersonTable.person_id.in_(person_ids))
        .order_by(EpisodeTable.received, EpisodeTable.id)
    )
    return list(dict.fromkeys(session.scalars(query)))


def link_of(row: PersonLinkTable) -> Link:
    """Return a link as a record."""
    return Link(
        row.id,
        row.a_id,
        row.b_id,
        LinkKind(row.kind),
        row.relation,
        row.reason,
        reading.lines(row.reasons),
        row.by,
        row.at.replace(tzinfo=UTC),
        row.ended.replace(tzinfo=UTC) if row.ended is not None else None,
        row.ended_by,
        row.ended_reason,
    )


def _refuse_unsaid(decision: Decision) -> None:
    if decision.kind is LinkKind.NOT_SAME and not decision.reason.strip():
        raise Refused(
            "“Not the same” needs a reason.",
            next_step="Say in a few words how you know; the next person will rely on it.",
        )
    if decision.kind is LinkKind.RELATIVE and not decision.relation:
        raise Refused(
            "A relative needs a relation.", next_step="Choose what they are to one another."
        )


_SAID = {
    LinkKind.SAME: "the same person",
    LinkKind.NOT_SAME: "not the same person",
    LinkKind.RELATIVE: "relatives",
}
