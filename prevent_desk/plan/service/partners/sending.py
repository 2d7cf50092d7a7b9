"""Workbooks sent: what each agency gets, its baseline, and its line in the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.exports.workbook import text as cell_text
from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners.packs import (
    ALL,
    Lead,
    Offer,
    Pack,
    Wish,
    Written,
    folded,
    is_for,
)
from prevent_desk.plan.model.partners.records import Agency, Send, SentRow
from prevent_desk.plan.model.partners.sending_columns import cells_of
from prevent_desk.plan.model.records import ActionDetail, ActionRow, Field, PlanContents
from prevent_desk.plan.service.partners.agencies import Agencies
from prevent_desk.plan.service.plans import Plans
from prevent_desk.plan.tables import SendTable
from prevent_desk.store import audit
from prevent_desk.store.session import Store


class Sending:
    """Makes packs and keeps what was sent; the files themselves are made and saved elsewhere."""

    def __init__(self, store: Store, clock: Clock, plans: Plans, agencies: Agencies) -> None:
        self._store, self._clock, self._plans, self._agencies = store, clock, plans, agencies

    def offer(self, plan_id: int) -> Offer:
        """Return what could be sent of a plan, and every agency that leads an action of it.

        "ALL" is no agency; its actions are counted with each. Where there are such, the agencies
        that have a contact are listed too.

        Raises:
            Refused: There is no such plan.
        """
        sheet = self._plans.sheet(plan_id)
        kept = self._agencies.all()
        named: dict[str, str] = {}
        for row in sheet.rows:
            for name in row.leads:
                named.setdefault(name.casefold(), name)
        if named.pop(ALL, None) is not None:
            for one in kept:
                named.setdefault(one.name.casefold(), one.name)
        contacts = {one.name.casefold(): one for one in kept}
        newest = {send.agency.casefold(): send for send in self.sends(plan_id)}
        counts = _counts(sheet.rows)
        for_all = counts[ALL].whole
        leads = [
            Lead(
                # As the plan spells it now, whatever the contact was kept under.
                replace(contacts.get(key, Agency(name)), name=name),
                alone=counts[key].alone,
                shared=counts[key].whole - counts[key].alone,
                for_all=for_all - counts[key].with_all,
                last=newest.get(key),
            )
            for key, name in sorted(named.items())
        ]
        return Offer(sheet.head, tuple(leads), sheet.rows)

    def packs(self, wish: Wish, *, practice: bool = False) -> list[Pack]:
        """Return a pack for each chosen agency that has an action, with an id of its own.

        Nothing is written yet: `record` does that when the files are on disk.

        Raises:
            Refused: There is no such plan, or a text is too long for a cell.
        """
        whole = self._plans.contents(wish.plan_id)
        cells = {one.row.id: _as_written(one, whole) for one in whole.actions}
        taken = {send.pack for send in self._sends(None)}
        made = []
        for agency in wish.agencies:
            part = _part(whole, agency.name, with_all=wish.with_all)
            if not part.actions:
                continue
            pack = sending.new_pack()
            while pack in taken:
                pack = sending.new_pack()
            taken.add(pack)
            marks = sending.marks(pack, [(one.row.id, one.row.ref) for one in part.actions])
            rows = tuple(
                SentRow(one.row.id, marks[one.row.id], cells[one.row.id]) for one in part.actions
            )
            made.append(
                Pack(
                    pack=pack,
                    agency=agency,
                    contents=part,
                    rows=rows,
                    sent=self._clock.today(),
                    made_at=self._clock.now(),
                    due=wish.due,
                    marking=wish.marking,
                    practice=practice,
                )
            )
        return made

    def record(self, written: Sequence[Written]) -> list[int]:
        """Enter workbooks that were saved in the register, as one act; return their numbers."""
        if not written:
            return []
        count = len(written)
        who = written[0].pack.agency.name if count == 1 else f"{count} partners"
        with self._store.writing(f"send to {who}") as session:
            rows = [_row(one, self._clock) for one in written]
            session.add_all(rows)
            session.flush()
            for row, one in zip(rows, written, strict=True):
                # The file's number and kind; never a password, a person or the file's place.
                detail = {
                    "pack": row.pack,
                    "agency": row.agency,
                    "actions": len(one.pack.rows),
                    "marking": one.pack.marking,
                    "encrypted": row.is_encrypted,
                }
                audit.note(session, "workbook sent to partner", "plan", row.plan_id, detail)
            return [row.id for row in rows]

    def sends(self, plan_id: int) -> list[Send]:
        """Return what was sent of a plan, oldest first."""
        return self._sends(plan_id)

    def send(self, send_id: int) -> Send:
        """Return one line of the register.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            return to_send(_get(session, send_id))

    def find(self, pack: str) -> Send | None:
        """Return what was sent under a pack's id, as printed or read by `sending.pack_of`."""
        wanted = sending.pack_of(pack)
        with self._store.reading() as session:
            row = session.scalar(select(SendTable).where(SendTable.pack == wanted))
            return to_send(row) if row is not None else None

    def baseline(self, send_id: int) -> tuple[SentRow, ...]:
        """Return what was in a workbook, row by row in its order.

        Raises:
            Refused: It is no longer in the register.
            Damaged: It can no longer be read.
        """
        with self._store.reading() as session:
            kept = _get(session, send_id).baseline
        return sending.read_baseline(kept)

    def _sends(self, plan_id: int | None) -> list[Send]:
        query = select(SendTable).order_by(SendTable.id)
        if plan_id is not None:
            query = query.where(SendTable.plan_id == plan_id)
        with self._store.reading() as session:
            return [to_send(row) for row in session.scalars(query)]


def to_send(row: SendTable) -> Send:
    """Return the record of a kept row."""
    return Send(
        id=row.id,
        plan_id=row.plan_id,
        pack=row.pack,
        agency=row.agency,
        contact=row.contact,
        email=row.email,
        stamp=row.stamp,
        file_name=row.file_name,
        sent=row.sent,
        due=row.due,
        is_encrypted=row.is_encrypted,
        chased=tuple(chase.on for chase in row.chases),
    )


def _get(session: Session, send_id: int) -> SendTable:
    row = session.get(SendTable, send_id)
    if row is None:
        raise Refused(
            "That workbook is no longer in the register.", next_step="Undo brings it back."
        )
    return row


def _row(one: Written, clock: Clock) -> SendTable:
    pack = one.pack
    return SendTable(
        plan_id=pack.contents.head.id,
        pack=pack.pack,
        agency=pack.agency.name,
        contact=pack.agency.contact,
        email=pack.agency.email,
        stamp=pack.contents.head.version,
        file_name=one.file_name,
        sent=pack.sent,
        due=pack.due,
        at=clock.now().astimezone(UTC).replace(tzinfo=None),
        is_encrypted=one.is_encrypted,
        baseline=sending.write_baseline(pack.rows),
    )


def _as_written(one: ActionDetail, whole: PlanContents) -> dict[Field, str]:
    """Return an action's cells with what Excel cannot hold replaced, as the workbook has them."""
    cells = cells_of(one, whole.head.legend)
    return {field: cell_text.clean(text)[0] for field, text in cells.items()}


def _part(whole: PlanContents, agency: str, *, with_all: bool) -> PlanContents:
    actions = tuple(one for one in whole.actions if is_for(one.row, agency, with_all=with_all))
    below = {one.row.activity_id for one in actions}
    activities = tuple(one for one in whole.activities if one.id in below)
    above = {one.objective_id for one in activities}
    objectives = tuple(one for one in whole.objectives if one.id in above)
    return replace(whole, objectives=objectives, activities=activities, actions=actions)


@dataclass(slots=True)
class _Count:
    """How many actions name an agency; alone, and beside "ALL"."""

    whole: int = 0
    alone: int = 0
    with_all: int = 0


def _counts(rows: Iterable[ActionRow]) -> defaultdict[str, _Count]:
    counts: defaultdict[str, _Count] = defaultdict(_Count)
    for row in rows:
        names = folded(row)
        for name in names:
            counts[name].whole += 1
            counts[name].alone += len(names) == 1
            counts[name].with_all += ALL in names
    return counts
