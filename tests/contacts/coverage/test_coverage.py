"""Which sectors have holes, and what another room adds."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl

from prevent_desk.app.coverage import plan_column
from prevent_desk.contacts.exports import map_book
from prevent_desk.contacts.model.agreements import NewAgreement
from prevent_desk.contacts.model.coverage import (
    CoverageColumn,
    CoverageRow,
    Covered,
    Shade,
    map_of,
)
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.core.dates import say_short
from prevent_desk.exports.workbook.looks import TINTS
from prevent_desk.plan import service as plan_service
from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective, PlanDraft
from prevent_desk.ui.tokens import contrast
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


def _read_back(desk: Desk, *, with_names: bool) -> tuple[list[list[str]], list[list[str]]]:
    told = map_of(
        desk.contacts.coverage.rows(), "OFFICIAL", "PD-E-0001", TODAY, desk.clock.now(),
        practice=True, with_names=with_names,
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(map_book.write(told)))
    sectors, agencies = (
        [[str(cell.value or "") for cell in row] for row in book[name].iter_rows(min_row=3)]
        for name in (map_book.TITLE, map_book.AGENCIES)
    )
    return sectors, agencies


def test_the_map_is_taken_out_with_its_holes_in_words_and_names_only_where_asked(
    desk: Desk,
) -> None:
    probation = desk.agency()
    youth = desk.agency("=Youth justice", "criminal_justice")
    desk.fill(youth, LEAD, "D. Petrova", TODAY)
    desk.fill(probation, DEPUTY, "O. Brandt", TODAY)
    sectors, agencies = _read_back(desk, with_names=False)
    assert sectors[0] == ["Sector", "Agencies", "Lead", "Deputy", "Agreement"]
    (justice,) = [row for row in sectors if "Probation" in row[1]]
    assert justice[2:] == ["1 of 2\nProbation", "1 of 2\n=Youth justice",
                           "Not signed\n=Youth justice, Probation"]  # fmt: skip
    assert ["Nobody"] * 3 in [row[2:] for row in sectors], "the Act names a sector without any"
    assert [row[2:4] for row in agencies if row[0] == "Probation"] == [
        [f"Vacant since {say_short(TODAY)}", "Named"]
    ]
    assert "Petrova" not in str(sectors + agencies)
    assert "D. Petrova" in str(_read_back(desk, with_names=True)[1])


def test_words_on_the_colours_of_the_map_can_be_read() -> None:
    for tone in ("green", "amber", "red", "grey"):
        tint = TINTS[tone]
        assert contrast(f"#{tint.text}", f"#{tint.fill}") >= 4.5
