"""Support plans: a draft is written freely, an approved version never changes again."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import support
from prevent_desk.referrals.model.support import Item, Plan
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.tables import EpisodeTable, SupportItemTable, SupportPlanTable
from prevent_desk.store.session import Store

FIELDS = ("consent_how", "nature", "persons", "how_when", "note")
"""What is written in a plan beside its pieces of support."""


class Supports:
    """Everything that can be done with support plans; one act is one undo."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def plans(self, episode_id: int) -> list[Plan]:
        """Return the versions of a referral's plan, newest first."""
        with self._store.reading() as session:
            return plans_of(session, episode_id)

    def current(self, episode_id: int) -> Plan | None:
        """Return the newest version, draft or approved."""
        return next(iter(self.plans(episode_id)), None)

    def items(self, episode_id: int) -> list[Item]:
        """Return every piece of support of every version, the newest wording of each."""
        with self._store.reading() as session:
            return items_of(session, episode_id)

    def missing(self, episode_id: int) -> list[str]:
        """Return what keeps a case from being adopted on its plan; empty when nothing does."""
        with self._store.reading() as session:
            return plan_missing(session, episode_id)

    def begin(self, episode_id: int) -> int:
        """Begin a version, a copy of the newest with the same pieces of support; return its key.

        Raises:
            Refused: There is a draft already.
        """
        with self._store.writing(f"draft of {self._name(episode_id)}") as session:
            known = plans_of(session, episode_id)
            if known and not known[0].is_approved:
                raise Refused(
                    f"Version {known[0].number} is still a draft.",
                    next_step="Write on in it, or have it approved first.",
                )
            last = known[0] if known else None
            texts = {name: getattr(last, name) if last else "" for name in FIELDS}
            made = SupportPlanTable(
                episode_id=episode_id,
                number=last.number + 1 if last else 1,
                approved_on=None,
                approved_by="",
                at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
                by=self._store.actor,
                **texts,
            )
            for place, item in enumerate(last.items if last else ()):
                made.items.append(_item_row(item, place))
            session.add(made)
            session.flush()
            return made.id

    def write(self, plan_id: int, field: str, words: str, *, group: str = "") -> None:
        """Write one of `FIELDS`; a whole visit to the field is one undo when it has a group.

        Raises:
            Refused: The version is approved.
        """
        if field not in FIELDS:
            raise KeyError(field)
        with self._store.writing(self._label(plan_id), group=group) as session:
            row = _draft_row(session, plan_id)
            if getattr(row, field) != words:
                setattr(row, field, words)

    def write_item(self, plan_id: int, item: Item, *, group: str = "") -> Item:
        """Add a piece of support, or change one; return it as it is kept.

        Raises:
            Refused: The version is approved, or the piece is no longer in it.
        """
        with self._store.writing(self._label(plan_id), group=group) as session:
            plan = _draft_row(session, plan_id)
            if item.id is None:
                made = replace(item, lineage=item.lineage or secrets.token_hex(8))
                row = _item_row(made, max((one.position for one in plan.items), default=-1) + 1)
                plan.items.append(row)
            else:
                row = _row_in(plan, item.id)
                _fill(row, replace(item, lineage=row.lineage))
            session.flush()
            return _item(row)

    def remove_item(self, plan_id: int, item_id: int) -> None:
        """Take a piece of support out of a draft; its sessions stay on record."""
        with self._store.writing(f"support taken out of {self._ref_of(plan_id)}") as session:
            plan = _draft_row(session, plan_id)
            plan.items.remove(_row_in(plan, item_id))

    def approve(self, plan_id: int, on: date, by: str) -> None:
        """Keep a version as the panel of a day approved it, for good.

        Raises:
            Refused: One of the four things of the Act is missing, or the day is still to come.
        """
        if on > self._clock.today():
            raise Refused(f"{say_short(on)} is still to come.", next_step="Say when it was.")
        with self._store.writing(f"approval of {self._ref_of(plan_id)}’s support plan") as session:
            row = _draft_row(session, plan_id)
            lacks = [ask for ask in support.ASKS if not getattr(row, ask.field).strip()]
            if lacks:
                raise Refused(
                    f"{lacks[0].label} is empty.",
                    why="The Act asks for four things in every support plan (s.36(5)).",
                    next_step=f"Write it: {lacks[0].asks}",
                )
            row.approved_on, row.approved_by = on, by.strip()

    def discard(self, plan_id: int) -> None:
        """Drop a draft; the versions before it stay.

        Raises:
            Refused: The version is approved.
        """
        with self._store.writing(f"draft dropped in {self._ref_of(plan_id)}") as session:
            session.delete(_draft_row(session, plan_id))

    def _name(self, episode_id: int) -> str:
        with self._store.reading() as session:
            return f"{reading.episode_row(session, episode_id).ref}’s support plan"

    def _label(self, plan_id: int) -> str:
        return f"support plan of {self._ref_of(plan_id)}"

    def _ref_of(self, plan_id: int) -> str:
        with self._store.reading() as session:
            found = session.scalar(
                select(EpisodeTable.ref)
                .join(SupportPlanTable, SupportPlanTable.episode_id == EpisodeTable.id)
                .where(SupportPlanTable.id == plan_id)
            )
        if found is None:
            raise _gone()
        return found


def plans_of(session: Session, episode_id: int) -> list[Plan]:
    """Return the versions of a referral's plan, newest first."""
    rows = session.scalars(
        select(SupportPlanTable)
        .where(SupportPlanTable.episode_id == episode_id)
        .order_by(SupportPlanTable.number.desc(), SupportPlanTable.id.desc())
    )
    return [_plan(row) for row in rows]


def plan_missing(session: Session, episode_id: int) -> list[str]:
    """Return what keeps a case from being adopted on its plan; empty when nothing does.

    While a newer draft is being written, the version the panel approved last still counts.
    """
    known = plans_of(session, episode_id)
    approved = next((plan for plan in known if plan.is_approved), None)
    return support.plan_missing(approved or (known[0] if known else None))


def items_of(session: Session, episode_id: int) -> list[Item]:
    """Return every piece of support of every version, the newest wording of each, in its order."""
    found: dict[str, Item] = {}
    for plan in plans_of(session, episode_id):
        for item in plan.items:
            found.setdefault(item.lineage, item)
    return list(found.values())


def _gone() -> Refused:
    return Refused("That version is no longer there.", next_step="Undo brings it back.")


def _draft_row(session: Session, plan_id: int) -> SupportPlanTable:
    row = session.get(SupportPlanTable, plan_id)
    if row is None:
        raise _gone()
    if row.approved_on is not None:
        raise Refused(
            f"Version {row.number} was approved on {say_short(row.approved_on)} and stays as it"
            " is.",
            next_step="Begin a new version; it starts as a copy.",
        )
    return row


def _row_in(plan: SupportPlanTable, item_id: int) -> SupportItemTable:
    for row in plan.items:
        if row.id == item_id:
            return row
    raise Refused(
        "That piece of support is no longer in the plan.", next_step="Undo brings it back."
    )


def _item_row(item: Item, position: int) -> SupportItemTable:
    row = SupportItemTable(position=position)
    _fill(row, item)
    return row


def _fill(row: SupportItemTable, item: Item) -> None:
    row.lineage, row.kind, row.need = item.lineage, item.kind, item.need
    row.factors = " ".join(item.factors)
    row.goal, row.sign = item.goal, item.sign
    row.provider, row.contact = item.provider, item.contact
    row.starts, row.ends = item.starts, item.ends
    row.planned, row.cost_pence = item.planned, item.cost_pence


def _item(row: SupportItemTable) -> Item:
    return Item(
        row.id, row.lineage, row.kind, row.need, tuple(row.factors.split()), row.goal, row.sign,
        row.provider, row.contact, row.starts, row.ends, row.planned, row.cost_pence,
    )  # fmt: skip


def _plan(row: SupportPlanTable) -> Plan:
    return Plan(
        row.id, row.episode_id, row.number, row.consent_how, row.nature, row.persons, row.how_when,
        row.note, row.approved_on, row.approved_by, row.at.replace(tzinfo=UTC), row.by,
        tuple(_item(one) for one in row.items),
    )  # fmt: skip
