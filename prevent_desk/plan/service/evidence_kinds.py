"""Which records of the desk can be evidence, by kind: open to what later rooms bring.

A room registers its kind once (`PlanServices.evidence.kinds.register`); from then on its records
are offered, found, opened and counted like the plan's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from sqlalchemy import Row, ScalarSelect, select
from sqlalchemy.orm import Session

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.library.evidence import Fact
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    ObjectiveTable,
    UpdateTable,
    VersionTable,
)

_PAGE = "Plan"
_WORDS_SHOWN = 160
_CHUNK = 500


class RecordKind(Protocol):
    """A kind of record that can be evidence.

    Attributes:
        key: As kept: "update".
        words: What its records are called in a list: "Updates".
        icon: A shipped icon.
    """

    key: str
    words: str
    icon: str

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, Fact]:
        """Return what these records say of themselves; those gone are left out."""
        ...

    def offered(self, session: Session, action_id: int, most: int) -> Sequence[Fact]:
        """Return records that may be evidence for an action, the likeliest first."""
        ...


class RecordKinds:
    """The kinds there are, and what they know of records named "kind:id"."""

    def __init__(self, kinds: Iterable[RecordKind] = ()) -> None:
        self._kinds: dict[str, RecordKind] = {}
        for kind in kinds:
            self.register(kind)

    def register(self, kind: RecordKind) -> None:
        """Let the records of a kind be evidence; a kind of the same key gives way."""
        self._kinds[kind.key] = kind

    def all(self) -> tuple[RecordKind, ...]:
        """Return the kinds in the order they came."""
        return tuple(self._kinds.values())

    def facts(self, session: Session, records: Iterable[str]) -> dict[str, Fact]:
        """Return what records say of themselves; those gone, or of no known kind, are left out."""
        wanted: dict[str, list[int]] = {}
        for record in records:
            key, _, number = record.partition(":")
            if key in self._kinds and number.isdecimal():
                wanted.setdefault(key, []).append(int(number))
        return {
            f"{key}:{number}": fact
            for key, ids in wanted.items()
            for at in range(0, len(ids), _CHUNK)
            for number, fact in self._kinds[key].facts(session, ids[at : at + _CHUNK]).items()
        }

    def numbers(self, session: Session, records: Iterable[str]) -> dict[str, int]:
        """Return what records count; those that count nothing are left out."""
        facts = self.facts(session, records)
        return {record: fact.number for record, fact in facts.items() if fact.number is not None}


class UpdateRecords:
    """Updates of actions: what a lead reported is evidence of what was done."""

    key, words, icon = "update", "Updates", "message-square-plus"

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, Fact]:
        """Return updates by their keys."""
        return {row[0]: _of_update(row) for row in session.execute(_UPDATES.where(_U.id.in_(ids)))}

    def offered(self, session: Session, action_id: int, most: int) -> Sequence[Fact]:
        """Return the action's own updates, newest first, then the newest of its plan."""
        query = (
            _UPDATES.where(ObjectiveTable.plan_id == _plan_of(action_id))
            .order_by(_U.action_id != action_id, _U.on.desc().nulls_last(), _U.id.desc())
            .limit(most)
        )
        return [_of_update(row) for row in session.execute(query)]


class VersionRecords:
    """Frozen versions: that a plan was agreed is evidence that it was made and agreed."""

    key, words, icon = "version", "Versions", "stamp"

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, Fact]:
        """Return versions by their keys."""
        rows = session.execute(_VERSIONS.where(VersionTable.id.in_(ids)))
        return {row[0]: _of_version(row) for row in rows}

    def offered(self, session: Session, action_id: int, most: int) -> Sequence[Fact]:
        """Return the versions of the action's plan, newest first."""
        query = (
            _VERSIONS.where(VersionTable.plan_id == _plan_of(action_id))
            .order_by(VersionTable.on.desc(), VersionTable.id.desc())
            .limit(most)
        )
        return [_of_version(row) for row in session.execute(query)]


def own_kinds() -> RecordKinds:
    """Return the kinds the plan itself brings."""
    return RecordKinds((UpdateRecords(), VersionRecords()))


_U = UpdateTable
_UPDATES = (
    select(_U.id, _U.text, _U.on, _U.by, ActionTable.ref, ActionTable.id, ObjectiveTable.plan_id)
    .join(ActionTable, _U.action_id == ActionTable.id)
    .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
    .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
)
_VERSIONS = select(
    VersionTable.id,
    VersionTable.stamp,
    VersionTable.on,
    VersionTable.agreed_by,
    VersionTable.plan_id,
)


def _of_update(row: Row[int, str, date | None, str, str, int, int]) -> Fact:
    key, text, on, by, ref, action_id, plan_id = row
    day = f", {say_short(on)}" if on else ""
    words = " ".join(text.split())
    return Fact(
        f"update:{key}",
        f"Update of {ref or 'an action'}{day}",
        f"{by}: {words}"[:_WORDS_SHOWN] if by else words[:_WORDS_SHOWN],
        on,
        icon=UpdateRecords.icon,
        page=_PAGE,
        position={"plan": plan_id, "action": action_id},
    )


def _of_version(row: Row[int, str, date, str, int]) -> Fact:
    key, stamp, on, agreed_by, plan_id = row
    return Fact(
        f"version:{key}",
        f"Version {stamp}",
        f"Agreed by {agreed_by}" if agreed_by else "",
        on,
        icon=VersionRecords.icon,
        page=_PAGE,
        position={"view": "versions", "plan": plan_id, "version": key},
    )


def _plan_of(action_id: int) -> ScalarSelect[int]:
    return (
        select(ObjectiveTable.plan_id)
        .join(ActivityTable, ActivityTable.objective_id == ObjectiveTable.id)
        .join(ActionTable, ActionTable.activity_id == ActivityTable.id)
        .where(ActionTable.id == action_id)
        .scalar_subquery()
    )
