"""A desk that has sent workbooks to partners, and partners who fill them in."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from prevent_desk.core.clock import SetClock
from prevent_desk.plan.exports.partner_book import write
from prevent_desk.plan.exports.partner_orders import Order
from prevent_desk.plan.model.partners.packs import Pack, Wish, Written
from prevent_desk.plan.model.partners.records import (
    Agency,
    Comparison,
    Decision,
    Difference,
    Keep,
    Send,
)
from prevent_desk.plan.model.partners.sending_columns import PLAN_SHEET
from prevent_desk.plan.service.bundle import PlanServices, build
from prevent_desk.store.session import Store
from tests.plan.desks import Desk

PARTNERS = ("City Police", "Education", "Barts Health", "Adult Social Care", "Probation", "Housing")
DUE = date(2015, 12, 9)


class Files(dict[str, bytes]):
    """The workbooks by agency; each is made when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.packs: dict[str, Pack] = {}

    def __missing__(self, agency: str) -> bytes:
        self[agency] = write(Order(self.packs[agency]))
        return self[agency]


@dataclass
class Office:
    """A desk whose plan goes out to partners and comes back."""

    store: Store
    clock: SetClock
    services: PlanServices
    desk: Desk
    packs: dict[str, Pack] = field(default_factory=dict)
    files: Files = field(default_factory=lambda: Files())

    def send(self, *agencies: str) -> None:
        """Send a workbook to each, as the page does."""
        wish = Wish(
            self.desk.plan_id, tuple(Agency(name) for name in agencies), DUE, True, "OFFICIAL"
        )
        for pack in self.services.sending.packs(wish):
            name = pack.agency.name
            self.packs[name] = self.files.packs[name] = pack
            self.files.pop(name, None)
            self.services.sending.record([Written(pack, pack.file_name, is_encrypted=False)])

    def send_of(self, agency: str) -> Send:
        """Return the newest line of an agency."""
        sends = self.services.sending.sends(self.desk.plan_id)
        return next(send for send in reversed(sends) if send.agency == agency)

    def receive(self, agency: str, data: bytes | None = None, name: str = "") -> int:
        """Drop a file, which must be taken in, and return the return."""
        got = self.services.returns.receive(
            name or f"{agency}.xlsx", self.files[agency] if data is None else data
        )
        assert got.refusal is None, got.refusal.sentence()
        assert got.return_id is not None
        assert got.agency == agency
        return got.return_id

    def compare(self, return_id: int) -> Comparison:
        return self.services.returns.comparison(return_id)

    def decide(self, return_id: int, key: str, keep: Keep, text: str | None = None) -> None:
        decision = Decision(keep, text, self.clock.now())
        self.services.returns.decide(return_id, {key: decision})

    def merge(self, return_id: int) -> None:
        """Take what is clear, and write it."""
        self.services.returns.take_all_clear(return_id)
        self.services.returns.apply(return_id)

    def difference(self, return_id: int, ref: str, part: str) -> Difference:
        """Return a difference by its reference and its cell, "row", or kind."""
        found = [
            one
            for one in self.compare(return_id).differences
            if one.ref == ref and part in (one.field or "row", one.kind.value)
        ]
        assert len(found) == 1, [one.key for one in self.compare(return_id).differences]
        return found[0]


def office_of(desk: Desk) -> Office:
    """Return an office over a desk."""
    return Office(desk.store, desk.clock, build(desk.store, desk.clock), desk)


class Sheet:
    """A partner's workbook in a partner's hands."""

    def __init__(self, data: bytes) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(data))
        self.sheet: Worksheet = self.book[PLAN_SHEET]
        self.header = next(
            row[0].row for row in self.sheet.iter_rows(max_row=12) if row[0].value == "Ref"
        )

    def column(self, heading: str) -> int:
        """Return a column's number by its heading."""
        names = [cell.value for cell in self.sheet[self.header]]
        return names.index(heading) + 1

    def row(self, ref: str) -> int:
        """Return the number of an action's row."""
        return next(
            row for row in self.rows() if str(self.sheet.cell(row, 1).value).startswith(f"{ref}-")
        )

    def rows(self) -> list[int]:
        """Return the numbers of the rows that hold actions."""
        below = range(self.header + 1, self.sheet.max_row + 1)
        return [row for row in below if self.sheet.cell(row, 1).value]

    def cell(self, ref: str, heading: str) -> Any:
        return self.sheet.cell(self.row(ref), self.column(heading))

    def text(self, ref: str, heading: str) -> str:
        return str(self.cell(ref, heading).value or "")

    def type(self, ref: str, heading: str, value: object) -> Sheet:
        """Type into a cell; a text stays one."""
        cell = self.cell(ref, heading)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        return self

    def propose(self, **texts: str) -> Sheet:
        """Fill the first empty row below the others; names are headings with "_" for blanks."""
        row = max(self.rows()) + 1
        for name, text in texts.items():
            self.sheet.cell(row, self.column(name.replace("_", " "))).value = text
        return self

    def delete(self, ref: str) -> Sheet:
        self.sheet.delete_rows(self.row(ref))
        return self

    def saved(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def filled(data: bytes, fill: Callable[[Sheet], object]) -> bytes:
    """Return a workbook after a partner has worked in it."""
    sheet = Sheet(data)
    fill(sheet)
    return sheet.saved()
