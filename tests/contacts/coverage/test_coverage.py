"""Which sectors have holes, and what another room adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prevent_desk.app.coverage import plan_column
from prevent_desk.contacts.model.agreements import NewAgreement
from prevent_desk.contacts.model.coverage import CoverageColumn, CoverageRow, Covered, Shade
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.plan import service as plan_service
from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective, PlanDraft
from tests.contacts.desks import DEPUTY, LEAD, TODAY, Desk


def row(desk: Desk, sector: str) -> CoverageRow:
    return next(one for one in desk.contacts.coverage.rows() if one.sector == sector)


def said(one: CoverageRow) -> dict[str, str]:
    return {cell.column.key: cell.words for cell in one.cells}


def test_a_cell_counts_who_is_covered_and_names_who_is_not(desk: Desk) -> None:
    probation = desk.agency()
    youth = desk.agency("Youth justice", "criminal_justice")
    desk.fill(youth, LEAD, "D. Petrova", TODAY)
    for place in (probation, youth):
        desk.fill(place, DEPUTY, "Somebody", TODAY)
    justice = row(desk, "criminal_justice")
    assert said(justice) == {"lead": "1 of 2", "deputy": "All 2", "agreement": "Not signed"}
    assert justice.cells[0].names == "Probation"
    assert [cell.shade for cell in justice.cells] == [Shade.PART, Shade.FULL, Shade.HOLE]


def test_a_sector_of_the_act_without_an_agency_is_a_hole_and_another_is_not(desk: Desk) -> None:
    desk.agency()
    assert row(desk, "health").is_expected
    assert not row(desk, "faith").is_expected
    assert {cell.shade for cell in row(desk, "health").cells} == {Shade.EMPTY}


def test_a_signature_and_a_vacancy_show_on_the_map_at_once(desk: Desk) -> None:
    probation = desk.agency()
    agreement = desk.contacts.agreements.add(NewAgreement("Tier 1", organisations=(probation,)))
    party = desk.contacts.agreements.one(agreement).parties[0]
    desk.contacts.agreements.sign(party.id, TODAY, "A. Head")
    held = desk.fill(probation, LEAD, "Ola Brandt", TODAY)
    assert said(row(desk, "criminal_justice")) == {
        "lead": "Yes", "deputy": "No deputy", "agreement": "Yes",
    }  # fmt: skip
    desk.contacts.seats.vacate(held, TODAY, "left", "")
    assert said(row(desk, "criminal_justice"))["lead"] == "No lead"


def test_there_is_no_column_that_nobody_gives(desk: Desk) -> None:
    assert [one.key for one in desk.contacts.coverage.columns()] == ["lead", "deputy", "agreement"]

    def read(some: Sequence[Organisation]) -> Mapping[int, Covered]:
        return {some[0].id: Covered(True, "12 trained")}

    desk.contacts.coverage.providers.append(CoverageColumn("training", "Training", "none", read))
    desk.agency()
    desk.agency("Youth justice", "criminal_justice")
    assert said(row(desk, "criminal_justice"))["training"] == "1 of 2"


def test_the_plan_tells_who_leads_an_action_by_name_or_by_what_lists_call_them(desk: Desk) -> None:
    plans = plan_service.build(desk.store, desk.clock).plans
    desk.contacts.coverage.providers.append(plan_column(plans))
    desk.agency("National Probation Service", short="Probation")
    desk.agency("Youth justice", "criminal_justice")
    assert said(row(desk, "criminal_justice"))["plan"] == "None leads"
    plans.import_plan(_plan("probation"), None)
    cell = row(desk, "criminal_justice").cells[-1]
    assert (cell.words, cell.names) == ("1 of 2", "Youth justice")
    assert "Leads 1 action" in {one.covered.words for one in cell.entries}


def _plan(lead: str) -> PlanDraft:
    action = DraftAction("", "O1-01", "Do it", leads=[lead])
    activities = [DraftActivity(actions=[action])]
    return PlanDraft(
        "Plan", "2025/2026", "V1", objectives=[DraftObjective("1", "Aim", activities=activities)]
    )
