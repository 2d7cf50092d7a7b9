"""Criteria of actions and the library's entries: which point where, and what follows from it.

A criterion that points to an entry has its words, and its action's criteria column has them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.plan.model.library.repeats import same_words
from prevent_desk.plan.service import finding
from prevent_desk.plan.tables import (
    ActionTable,
    CriterionTable,
    EvidenceLinkTable,
    LibraryTable,
)

CHUNK = 500
"""Keys in one query at the most: SQLite allows a limited number of parameters."""


def criteria_by_key(session: Session, keys: Sequence[int]) -> list[CriterionTable]:
    """Return criteria by their keys; those gone are passed over."""
    return [
        row
        for some in chunks(keys)
        for row in session.scalars(select(CriterionTable).where(CriterionTable.id.in_(some)))
    ]


def pointing_to(session: Session, entry_id: int) -> list[CriterionTable]:
    """Return the criteria that point to an entry."""
    query = select(CriterionTable).where(CriterionTable.library_id == entry_id)
    return list(session.scalars(query.order_by(CriterionTable.id)))


def point(session: Session, joins: Iterable[tuple[CriterionTable, LibraryTable]]) -> set[int]:
    """Give criteria the words of entries; return the actions whose cells are others by it."""
    changed = set()
    for criterion, entry in joins:
        criterion.library_id = entry.id
        if criterion.text != entry.text:
            criterion.text = entry.text
            changed.add(criterion.action_id)
    recache(session, changed)
    return changed


def recache(session: Session, action_ids: Iterable[int]) -> None:
    """Renew the criteria column of actions; one query for many, not one for each."""
    keys = sorted(action_ids)
    actions = finding.actions(session, keys)
    texts: dict[int, list[str]] = {key: [] for key in keys}
    for some in chunks(keys):
        query = (
            select(CriterionTable)
            .where(CriterionTable.action_id.in_(some))
            .order_by(CriterionTable.position, CriterionTable.id)
        )
        for criterion in session.scalars(query):
            texts[criterion.action_id].append(criterion.text)
    for key, lines in texts.items():
        actions[key].criteria_text = "\n".join(lines)


def is_measured(criterion: CriterionTable) -> bool:
    """Say whether a criterion is counted, with a target or an actual of its own."""
    return criterion.unit is not None and bool(criterion.target or criterion.actual)


def join(session: Session, away: CriterionTable, kept: CriterionTable) -> None:
    """Hand a criterion's measure and evidence on to the one that stays, and take it out."""
    if away.unit is not None and not is_measured(kept):
        kept.unit, kept.target, kept.actual = away.unit, away.target, away.actual
    links = select(EvidenceLinkTable).where(EvidenceLinkTable.criterion_id.in_((away.id, kept.id)))
    served = set()
    for link in sorted(session.scalars(links), key=lambda one: one.criterion_id != kept.id):
        if link.evidence_id in served:
            # It counts once, however often it was linked.
            session.delete(link)
        else:
            served.add(link.evidence_id)
            link.criterion_id = kept.id
    action = finding.get(session, ActionTable, away.action_id)
    action.criteria.remove(away)
    session.flush()


def tick(action: ActionTable, entry: LibraryTable) -> None:
    """Let an action have an entry: its own criterion of these words, else a new one."""
    if any(one.library_id == entry.id for one in action.criteria):
        return
    wanted = same_words(entry.text)
    for criterion in action.criteria:
        if criterion.library_id is None and same_words(criterion.text) == wanted:
            criterion.library_id, criterion.text = entry.id, entry.text
            return
    last = max((one.position for one in action.criteria), default=-1)
    action.criteria.append(
        CriterionTable(
            position=last + 1,
            text=entry.text,
            unit=entry.unit,
            target="",
            actual="",
            library_id=entry.id,
        )
    )


def chunks(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """Return keys in pieces that one query can ask for."""
    return (keys[at : at + CHUNK] for at in range(0, len(keys), CHUNK))
