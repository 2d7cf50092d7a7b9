"""The page of returns as pictures: six agencies as in picture 07, and 5,000 differences."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from prevent_desk.app.shell import Shell
from prevent_desk.core.clock import Clock
from prevent_desk.plan.exports.partner_book import write
from prevent_desk.plan.exports.partner_orders import Order
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.model.partners.packs import Wish, Written
from prevent_desk.plan.model.partners.records import Agency, Keep, Kind
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.returns.page import ReturnsPage
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import large_plan
from tests.plan.returns.partners import PARTNERS, Sheet, filled

MANY_ACTIONS, MANY_FIELDS = (
    500,
    (
        "Progress",
        "Reason",
        "Timescale",
        "Due",
        "Resources",
        "Action",
        "Success criteria",
        "Lead",
        "Your update",
        "Comments/progress",
    ),
)


def returns_page(camera: Camera, window: QWidget, shell: Shell, clock: Clock, place: Path) -> None:
    """Take the page without anything sent, with four returns, and with 5,000 differences."""
    shell.open_page("Plan", {"view": "returns"})
    camera.settle()
    camera.take("07_returns_none", window)
    room = shell.page()
    assert isinstance(room, PlanRoom)
    services, sheet = room.around.services, room.grid.sheet()
    assert sheet is not None
    files = _send(services, sheet.head.id, clock, PARTNERS)
    page = room.view()
    assert isinstance(page, ReturnsPage)
    page.files.take(_four(files, place))
    camera.settle()
    here = {row.ref: row for row in sheet.rows}
    services.plans.set_field([here["O1-03"].id], Field.RESOURCES, "Officer time; nine trainers")
    services.plans.add_update(here["O1-03"].id, "Product launch 19 Sept, 9 trainers", "", None)
    page.reload()
    camera.settle()
    page.go_to({"agency": "City Police", "only_open": False})
    camera.settle()
    page.table.setFocus()
    camera.take("07_returns_refused", window)
    page.arrived.put_away()
    both = next(one for one in page.model.differences() if one.kind is Kind.BOTH)
    page.table.go_to_key(both.key)
    page.deciding.decide(both.key, Keep.BOTH, None)
    camera.take("07_returns", window)
    page.table.edit_both()
    camera.take("07_returns_both", window)
    page.table.give_up_both()
    theme.set_text_percent(150)
    camera.take("07_returns_text150", window)
    theme.set_text_percent(100)
    page.go_to({"agency": "Housing"})
    camera.settle()
    camera.take("07_returns_waiting", window)
    many = _many(services, clock)
    room.grid.open_plan(many)
    page.reload()
    camera.settle()
    page.go_to({"agency": "City Police", "only_open": False})
    camera.settle()
    camera.take("07_returns_5000", window)
    room.grid.open_plan(sheet.head.id)


def _send(
    services: PlanServices, plan_id: int, clock: Clock, agencies: tuple[str, ...]
) -> dict[str, bytes]:
    wish = Wish(
        plan_id, tuple(map(Agency, agencies)), clock.today() + timedelta(days=18), True, "OFFICIAL"
    )
    packs = services.sending.packs(wish)
    services.sending.record([Written(one, one.file_name, is_encrypted=False) for one in packs])
    return {one.agency.name: write(Order(one)) for one in packs}


def _four(files: dict[str, bytes], place: Path) -> list[Path]:
    folder = place / "returned"
    folder.mkdir()
    filled_in = {
        "City Police": filled(files["City Police"], _police),
        "Education": files["Education"],
        "Barts Health": filled(files["Barts Health"], _health),
        "Adult Social Care": filled(files["Adult Social Care"], _health),
        "last_years_plan": b"PK\3\4 not a workbook",
    }
    for name, data in filled_in.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    return [folder / f"{name}.xlsx" for name in filled_in]


def _police(sheet: Sheet) -> None:
    sheet.type("O1-03", "Your update", "12 HR safeguarding leads recorded; 4 firms outstanding")
    sheet.type("O1-03", "Resources", "Officer time; two firms")
    sheet.type("O1-05", "Progress", "amber").type("O1-01", "Progress", "On target")
    sheet.type("O1-02", "Due", "31 June 2016").type("O1-01", "Resources", "Two constables")
    sheet.type("O1-04", "Your update", "Met the academy's safeguarding lead")
    sheet.delete("O1-06").propose(Action="Add a session for door staff", Progress="Ongoing")


def _health(sheet: Sheet) -> None:
    sheet.type("O1-05", "Your update", "Named nurse met on Monday").type("O1-05", "Progress", "A")


def many_plan() -> PlanDraft:
    """Return a plan of 500 actions that one agency leads."""
    plan = large_plan(MANY_ACTIONS)
    for action in plan.actions():
        action.leads = ["City Police"]
    return plan


def change_all(sheet: Sheet) -> None:
    """Change ten cells of every row, as no partner ever will."""
    for row in sheet.rows():
        for number, heading in enumerate(MANY_FIELDS):
            cell = sheet.sheet.cell(row, sheet.column(heading))
            before = str(cell.value or "")
            cell.value = _changed(heading, before, row + number)
            cell.data_type = "s"


def _changed(heading: str, before: str, number: int) -> str:
    if heading == "Progress":
        return "amber" if number % 7 == 0 else "On target"
    if heading == "Due":
        return "30 Jun 2016"
    if heading == "Lead":
        return f"{before}\nLibraries"
    return f"{before} and {number} more".strip()


def _many(services: PlanServices, clock: Clock) -> int:
    plan_id = services.plans.import_plan(many_plan(), None)
    files = _send(services, plan_id, clock, ("City Police",))
    got = services.returns.receive("all.xlsx", filled(files["City Police"], change_all))
    assert got.return_id is not None, got.refusal
    return plan_id
