"""What records of other rooms count towards: links of evidence, seen from the record.

The links themselves are those of `evidence`; here a record says all it counts towards at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.library.evidence import Target
from prevent_desk.plan.service.evidence_kinds import RecordKinds
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    EvidenceLinkTable,
    EvidenceTable,
    ObjectiveTable,
    PlanTable,
)
from prevent_desk.store.session import Store

MOST_OFFERED = 60


@dataclass(frozen=True, slots=True)
class Served:
    """An action, or one of its criteria, that a record counts towards or may.

    Attributes:
        record: By which of its names: "session:3"; empty where it is only offered.
        unit: Of the criterion's measure; empty where it has none.
    """

    action_id: int
    criterion_id: int | None
    ref: str
    title: str
    criterion: str = ""
    unit: str = ""
    record: str = ""


class RecordLinks:
    """Reads and writes what records count towards."""

    def __init__(self, store: Store, kinds: RecordKinds) -> None:
        self._store, self._kinds = store, kinds

    def offered(self, typed: str = "", most: int = MOST_OFFERED) -> list[Served]:
        """Return actions of the newest plan and their criteria that hold every word typed.

        An action comes first, then its measures, then its other criteria.
        """
        with self._store.reading() as session:
            plan = session.scalar(
                select(PlanTable.id).order_by(PlanTable.years.desc(), PlanTable.id.desc()).limit(1)
            )
            if plan is None:
                return []
            rows = session.execute(_PLACES.where(ObjectiveTable.plan_id == plan)).all()
        wanted = cells.one_line(typed).casefold().split()
        found: dict[tuple[int, int | None], Served] = {}
        for row in rows:
            whole = Served(row.action_id, None, row.ref, row.title)
            for one in (whole, _served(row)):
                words = f"{one.ref} {one.title} {one.criterion} {one.unit}".casefold()
                if all(word in words for word in wanted):
                    found.setdefault((one.action_id, one.criterion_id), one)
        order = {key: at for at, key in enumerate(dict.fromkeys(row.action_id for row in rows))}
        return sorted(
            found.values(),
            key=lambda one: (order[one.action_id], one.criterion_id is not None, not one.unit),
        )[:most]

    def of(self, records: Sequence[str]) -> list[Served]:
        """Return what records, named "kind:id", count towards; what is gone is left out."""
        query = (
            select(
                ActionTable.id.label("action_id"),
                ActionTable.ref,
                ActionTable.title,
                CriterionTable.id.label("criterion_id"),
                CriterionTable.text.label("criterion"),
                CriterionTable.unit,
                EvidenceTable.record,
            )
            .join(EvidenceLinkTable, EvidenceLinkTable.action_id == ActionTable.id)
            .join(EvidenceTable, EvidenceTable.id == EvidenceLinkTable.evidence_id)
            .outerjoin(
                CriterionTable,
                (CriterionTable.id == EvidenceLinkTable.criterion_id)
                & (CriterionTable.action_id == ActionTable.id),
            )
            .where(
                EvidenceTable.record.in_(records),
                EvidenceLinkTable.criterion_id.is_(None) | CriterionTable.id.is_not(None),
            )
            .order_by(EvidenceLinkTable.id)
        )
        with self._store.reading() as session:
            return [_served(row, row.record) for row in session.execute(query)]

    def refuse_gone(self, places: Sequence[Target]) -> None:
        """Refuse what is no longer in any plan; asked before a record is written.

        Raises:
            Refused: An action or criterion is no longer there.
        """
        with self._store.reading() as session:
            _refuse_gone(session, places)

    def put(self, wanted: Mapping[str, Sequence[Target]], label: str, *, group: str = "") -> None:
        """Let records count towards these and nothing else, as one act.

        Args:
            wanted: By record, "kind:id"; a record without targets counts towards nothing.
            label: What was done, for Undo.
            group: The act it is part of.

        Raises:
            Refused: A record, action or criterion is no longer there.
        """
        with self._store.reading() as session:
            facts = self._kinds.facts(session, [key for key, places in wanted.items() if places])
        with self._store.writing(label, group=group) as session:
            rows = session.scalars(
                select(EvidenceTable).where(EvidenceTable.record.in_(list(wanted)))
            ).all()
            _refuse_gone(session, [one for places in wanted.values() for one in places])
            # A piece with a number of its own was linked by hand in the plan, and stays.
            pieces = {row.record: row for row in rows if row.number is None}
            for record, places in wanted.items():
                piece = pieces.get(record)
                if piece is None:
                    if not places:
                        continue
                    fact = facts.get(record)
                    if fact is None:
                        raise Refused(
                            "That record is no longer there.", next_step="Undo brings it back."
                        )
                    piece = EvidenceTable(
                        title=fact.title, note="", on=fact.on, number=None, record=record,
                        file_id=None,
                    )  # fmt: skip
                    session.add(piece)
                _put(piece, places)
                if not piece.links:
                    session.delete(piece)


_PLACES: Select[int, str, str, int, str, str | None] = (
    select(
        ActionTable.id.label("action_id"),
        ActionTable.ref,
        ActionTable.title,
        CriterionTable.id.label("criterion_id"),
        CriterionTable.text.label("criterion"),
        CriterionTable.unit,
    )
    .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
    .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
    .outerjoin(CriterionTable, CriterionTable.action_id == ActionTable.id)
    .order_by(
        ObjectiveTable.position, ActivityTable.position, ActionTable.position,
        CriterionTable.position,
    )
)  # fmt: skip


def _refuse_gone(session: Session, places: Sequence[Target]) -> None:
    for one in places:
        if session.get(ActionTable, one.action_id) is None:
            gone = "action"
        elif one.criterion_id is not None and session.get(CriterionTable, one.criterion_id) is None:
            gone = "criterion"
        else:
            continue
        raise Refused(
            f"The {gone} it counts towards is not in the plan any more.",
            why="It was undone or removed while you were filling this in.",
            next_step="Take it off and choose another. What you typed is still here.",
        )


def _served(row: Row, record: str = "") -> Served:  # type: ignore[type-arg]
    words = cells.one_line(row.criterion or "")
    return Served(
        row.action_id, row.criterion_id, row.ref, row.title, words, row.unit or "", record
    )


def _put(piece: EvidenceTable, places: Sequence[Target]) -> None:
    wanted = dict.fromkeys((one.action_id, one.criterion_id) for one in places)
    for link in [link for link in piece.links if (link.action_id, link.criterion_id) not in wanted]:
        piece.links.remove(link)
    there = {(link.action_id, link.criterion_id) for link in piece.links}
    for action_id, criterion_id in wanted:
        if (action_id, criterion_id) not in there:
            piece.links.append(EvidenceLinkTable(action_id=action_id, criterion_id=criterion_id))
