"""Returns after LibreOffice has opened, sorted, filtered, edited, copied and saved them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from prevent_desk.plan.exports.partner_book_table import HEADER_ROW
from prevent_desk.plan.model.partners.records import Keep, Kind
from prevent_desk.plan.model.partners.sending_columns import COLUMNS, UPDATE
from prevent_desk.plan.service import Plans
from prevent_desk.plan.source import source_plan
from tests.plan.conftest import new_store
from tests.plan.desks import Desk
from tests.plan.partners_out import office as libreoffice
from tests.plan.partners_out.office import needs_office
from tests.plan.returns.partners import Office, office_of

pytestmark = needs_office

PLACES = {column.heading: at for at, column in enumerate(COLUMNS)}
LAST = len(COLUMNS) - 1
SUFFIXES = ("xlsx", "ods")


@dataclass(frozen=True)
class Seen:
    """An office, and the folder of what LibreOffice made of the workbook to Housing."""

    office: Office
    folder: Path

    def received(self, name: str, suffix: str) -> int:
        path = self.folder / f"{name}.{suffix}"
        return self.office.receive("Housing", path.read_bytes(), path.name)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """One LibreOffice for all orders: it takes seconds to start."""
    folder = tmp_path_factory.mktemp("libreoffice")
    store, clock = new_store(folder)
    plans = Plans(store, clock)
    office = office_of(Desk(store, plans, clock, plans.import_plan(source_plan(), None)))
    office.send("Housing")
    sent = folder / "sent.xlsx"
    sent.write_bytes(office.files["Housing"])
    rows = len(office.packs["Housing"].rows)

    def typed(ref: str, heading: str, text: str) -> dict[str, object]:
        marks = [row.mark for row in office.packs["Housing"].rows]
        at = next(n for n, mark in enumerate(marks) if mark.startswith(ref))
        return {"do": "type", "column": PLACES[heading], "row": HEADER_ROW + at, "text": text}

    def sort(first: str) -> dict[str, object]:
        by = {"Ref": 0, "Action": PLACES["Action"]}[first]
        return {"do": "sort", "columns": [by, LAST], "by": by, "rows": rows, "ascending": True}

    said = typed("O1-02", UPDATE, "Met the faith forum.")
    amber = typed("O1-03", "Progress", "amber")
    narrow = {
        "do": "filter",
        "by": PLACES["Progress"],
        "text": "Not set",
        "last": LAST,
        "rows": rows,
    }
    acts: dict[str, list[dict[str, object]]] = {
        "saved": [],
        "edited": [said, amber, typed("O1-01", "Due", "31/12/2015")],
        "sorted": [said, amber, {**sort("Ref"), "ascending": False}],
        "some": [said, amber, sort("Action")],
        "filtered": [said, amber, narrow],
        "copied": [
            said,
            amber,
            {"do": "copy", "save": [str(folder / f"copied.{suffix}") for suffix in SUFFIXES]},
        ],
    }
    orders = [
        {
            "file": sent,
            "unprotect": True,
            "acts": some,
            "rows": rows,
            "save": [str(folder / f"{name}.{suffix}") for suffix in SUFFIXES]
            if name != "copied"
            else [],
        }
        for name, some in acts.items()
    ]
    libreoffice.work(orders, folder / "profile")
    yield Seen(office, folder)
    store.close()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_save_alone_is_no_difference(seen: Seen, suffix: str) -> None:
    comparison = seen.office.compare(seen.received("saved", suffix))
    assert comparison.differences == ()
    assert comparison.notes == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", ["sorted", "filtered", "copied", "some"])
def test_what_was_typed_is_read_and_nothing_else(seen: Seen, name: str, suffix: str) -> None:
    comparison = seen.office.compare(seen.received(name, suffix))
    found = {(one.ref, str(one.field)): one for one in comparison.differences}
    assert set(found) == {("O1-02", "comments"), ("O1-03", "progress")}
    assert found["O1-02", "comments"].theirs.endswith("– Housing: Met the faith forum.")
    assert found["O1-03", "progress"].kind is Kind.FIX
    proposed = None if name == "some" else Keep.THEIRS
    assert found["O1-02", "comments"].proposed is proposed
    warned = any(note.startswith("Marks stand beside") for note in comparison.notes)
    assert warned is (name == "some")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_day_typed_in_libreoffice_is_that_day(seen: Seen, suffix: str) -> None:
    return_id = seen.received("edited", suffix)
    due = seen.office.difference(return_id, "O1-01", "due")
    assert (due.kind, due.theirs, due.problem) == (Kind.THEIRS, "31 Dec 2015", "")
