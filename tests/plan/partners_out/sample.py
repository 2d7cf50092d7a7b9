"""A real desk with the plan of 2015/16, its agencies with contacts, and packs to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prevent_desk.core.clock import SetClock
from prevent_desk.plan.exports import partner_book
from prevent_desk.plan.exports.partner_orders import Order
from prevent_desk.plan.model.partners.packs import Pack, Wish, Written
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.service import PlanServices, build
from prevent_desk.plan.source import source_plan
from prevent_desk.store.session import Store
from tests.plan.conftest import new_store

DUE = date(2015, 12, 11)


@dataclass(frozen=True)
class Room:
    """A desk's services over a real encrypted store."""

    store: Store
    clock: SetClock
    services: PlanServices
    plan_id: int
    folder: Path

    def wish(self, *names: str, with_all: bool = True, due: date | None = DUE) -> Wish:
        """Return a wish for agencies; for all of them where none is named."""
        leads = self.services.sending.offer(self.plan_id).leads
        chosen = tuple(one.agency for one in leads if not names or one.agency.name in names)
        return Wish(self.plan_id, chosen, due, with_all, "OFFICIAL-SENSITIVE")

    def pack(self, name: str = "Health", *, with_all: bool = True) -> Pack:
        """Return one agency's pack."""
        return self.services.sending.packs(self.wish(name, with_all=with_all))[0]

    def sent(self, *names: str, due: date | None = DUE) -> list[int]:
        """Enter packs in the register, and return the lines' numbers."""
        packs = self.services.sending.packs(self.wish(*names, due=due))
        return self.services.sending.record([Written(one, one.file_name, False) for one in packs])

    def row_id(self, ref: str) -> int:
        """Return an action by its reference."""
        rows = self.services.plans.sheet(self.plan_id).rows
        return next(row.id for row in rows if row.ref == ref)


def new_room(folder: Path) -> Room:
    """Open a desk; whoever asked closes its store."""
    store, clock = new_store(folder)
    services = build(store, clock)
    plan_id = services.plans.import_plan(source_plan(), None)
    services.agencies.keep([Agency("Health", "Sam Okafor", "seat@health.example")])
    store.close_history()
    return Room(store, clock, services, plan_id, folder)


def book_of(pack: Pack, password: str = "") -> bytes:
    """Return the workbook of a pack."""
    return partner_book.write(Order(pack, password))
