"""The register of decisions, its filters, and its workbook."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from prevent_desk.panels.exports.register_book import write
from prevent_desk.panels.model.register import ANY, Filters
from prevent_desk.panels.model.register_order import BookOrder
from prevent_desk.store import search
from tests.panels.desks import NOW, Desk
from tests.panels.minutes import meeting


def test_every_decision_is_listed_with_its_reasons(held: Desk) -> None:
    lines = {line.ref: line for line in held.services.registers.decisions()}
    adopted = lines[meeting.ref(held, 2)]
    assert (adopted.decision, adopted.how) == ("Adopt: offer support", "Majority 6 – 1")
    assert adopted.dissenters == ("Barts Health",)
    assert adopted.rationale.startswith("Isolation")
    assert lines[meeting.ref(held, 0)].decision == "Support goes on as it is"
    assert meeting.ref(held, 1) not in lines


@pytest.mark.parametrize(
    ("filters", "cases"),
    [
        (Filters(words="manifesto support"), {2}),
        (Filters(words="nothing of the kind"), set()),
        (Filters(code="defer"), {4}),
        (Filters(dissenter=ANY), {2}),
        (Filters(dissenter="Barts Health"), {2}),
        (Filters(dissenter="Probation"), set()),
        (Filters(since=date(2025, 11, 27)), set()),
        (Filters(until=date(2025, 11, 26)), {0, 2, 3, 4}),
        (Filters(without_reasons=True), set()),
    ],
)
def test_filters_leave_what_is_wanted(held: Desk, filters: Filters, cases: set[int]) -> None:
    found = {line.ref for line in held.services.registers.decisions(filters)}
    assert found == {meeting.ref(held, case) for case in cases}


def test_a_decision_without_reasons_is_found_as_such(held: Desk) -> None:
    held.services.decisions.set(held.told.cases[4], rationale="")
    found = held.services.registers.decisions(Filters(without_reasons=True))
    assert [line.ref for line in found] == [meeting.ref(held, 4)]


def test_search_finds_a_decision_by_its_reasons(held: Desk) -> None:
    with held.store.reading() as session:
        hits = [hit for hit in search.find(session, "manifesto", 10)
                if hit.kind == "panel_decision"]  # fmt: skip
    assert [held.services.registers.item_of(hit.object_id) for hit in hits] == [held.told.cases[2]]


def test_the_workbook_is_read_back_with_every_decision(held: Desk) -> None:
    lines = tuple(held.services.registers.decisions())
    order = BookOrder(
        "Register of decisions", "OFFICIAL-SENSITIVE", "PD-E-0001", date(2025, 11, 26), NOW,
        practice=False, period="All panels", lines=lines,
    )  # fmt: skip
    book: Any = openpyxl.load_workbook(io.BytesIO(write(order)))
    rows = list(book["Decisions"].iter_rows(min_row=4, values_only=True))
    assert [row[1] for row in rows] == [line.ref for line in lines]
    assert any("Would defer" in str(row[6]) for row in rows)
    assert "OFFICIAL-SENSITIVE" in str(book["Decisions"].oddHeader.center.text)
