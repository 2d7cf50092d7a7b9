"""Files that come back: whose they are, and one sentence for each that is nobody's."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from prevent_desk.core.errors import Stopped
from prevent_desk.plan.exports.partner_book import write
from prevent_desk.plan.exports.partner_orders import Order
from prevent_desk.plan.model.partners.merging import Received
from prevent_desk.plan.model.partners.sending import BASELINE_SHEET
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.model.versions.records import Forward
from prevent_desk.plan.tables import ReturnTable
from tests.plan.desks import Desk
from tests.plan.returns.dump import everything
from tests.plan.returns.partners import Office, Sheet, filled, office_of


def refusal(office: Office, data: bytes, name: str = "back.xlsx") -> str:
    """Drop a file that must be refused; return the sentence. Nothing is kept of it."""
    before = everything(office.store)
    got = office.services.returns.receive(name, data)
    assert got.refusal is not None
    assert got.return_id is None
    assert everything(office.store) == before
    return got.refusal.sentence()


def test_a_limited_child_reads_a_return_beside_the_window(
    office: Office, real_child: object
) -> None:
    told: list[str] = []
    got = office.services.returns.receive(
        "police.xlsx", office.files["City Police"], report=lambda _d, _o, what: told.append(what)
    )
    assert (got.agency, got.refusal, got.notes) == ("City Police", None, ())
    assert told == ["Reading the workbook", "Looking for the rows that were sent"]


def test_a_cancelled_reading_keeps_nothing(office: Office, real_child: object) -> None:
    before = everything(office.store)
    with pytest.raises(Stopped):
        office.services.returns.receive("x.xlsx", office.files["Housing"], stopped=lambda: True)
    assert everything(office.store) == before


def test_a_workbook_under_a_password_asks_for_it(office: Office) -> None:
    locked = write(Order(office.packs["Housing"], "green-lamp-2015"))
    receive = office.services.returns.receive
    without = receive("housing.xlsx", locked)
    wrong = receive("housing.xlsx", locked, "red-lamp")
    assert without.needs_password
    assert wrong.needs_password
    assert wrong.refusal is not None
    assert wrong.refusal.what == "“housing.xlsx” does not open with this password."
    right = receive("housing.xlsx", locked, "green-lamp-2015")
    assert (right.agency, right.refusal) == ("Housing", None)


@pytest.mark.parametrize("gone", ["seen", "property and name", "all"])
def test_whose_it_is_is_known_by_any_of_three_places_or_by_the_marks(
    office: Office, gone: str
) -> None:
    sheet = Sheet(office.files["Housing"])
    if gone != "property and name":
        sheet.sheet.delete_rows(2)
        sheet.header -= 1
    if gone != "seen":
        kept: Any = sheet.book.custom_doc_props  # type: ignore[attr-defined]
        for name in kept.names:
            del kept[name]
        sheet.book.defined_names.clear()
    sheet.type("O1-01", "Timescale", "May")
    got = office.services.returns.receive("answer.xlsx", sheet.saved())
    assert got.agency == "Housing"
    notes = ("Its pack number is gone; it was known by the marks of its rows.",)
    assert got.notes == (notes if gone == "all" else ())


def test_without_pack_and_marks_it_is_known_by_its_words_where_one_was_sent_them(
    desk: Desk,
) -> None:
    office = office_of(desk)
    desk.plans.set_field([desk.id("O3-04")], Field.LEADS, "IT Services")
    office.send("IT Services")
    data = _bare(office.files["IT Services"])
    got = office.services.returns.receive("answer.xlsx", data)
    assert got.agency == "IT Services"
    assert got.notes[0] == (
        "Its pack number and marks are gone; it was known by the words of its rows."
    )


def test_without_pack_and_marks_the_same_rows_of_several_are_nobodys(office: Office) -> None:
    said = refusal(office, _bare(office.files["Housing"]))
    assert said.startswith("“back.xlsx” does not say whose it is: ")
    assert said.endswith("(PD-357)")


def test_the_same_file_twice_is_the_same_return(office: Office) -> None:
    first = office.services.returns.receive("housing.xlsx", office.files["Housing"])
    again = office.services.returns.receive("housing (1).xlsx", office.files["Housing"])
    assert again == Received(
        "housing (1).xlsx",
        first.return_id,
        "Housing",
        notes=("The same file was received on 25 Nov 2015 already.",),
    )


def test_a_return_of_an_earlier_workbook_is_taken_with_a_word(office: Office) -> None:
    early = filled(office.files["Housing"], lambda s: s.type("O1-01", "Timescale", "May"))
    office.send("Housing")
    got = office.services.returns.receive("housing.xlsx", early)
    assert got.notes == (
        "It answers the workbook of 25 Nov 2015; a newer one was sent on 25 Nov 2015.",
    )


def test_an_earlier_return_after_a_later_one_is_taken_with_a_word(office: Office) -> None:
    early = Sheet(office.files["Housing"]).type("O1-01", "Timescale", "May")
    late = Sheet(office.files["Housing"]).type("O1-01", "Timescale", "June")
    receive = office.services.returns.receive
    assert receive("final.xlsx", _as_dated(late, 24)).notes == ()
    got = receive("draft.xlsx", _as_dated(early, 18))
    assert got.notes == (
        "It is the older one: it was last saved on 18 Nov 2015, before “final.xlsx”, which is here "
        "already.",
    )
    assert got.return_id is not None
    assert office.compare(got.return_id).notes == got.notes


def test_rows_of_another_agency_under_a_pack_are_refused(office: Office) -> None:
    police, education = Sheet(office.files["City Police"]), Sheet(office.files["Education"])
    for row in police.rows():
        police.sheet.cell(row, 1).value = education.sheet.cell(row, 1).value
    said = refusal(office, police.saved())
    assert said == (
        "“back.xlsx” bears the pack number of City Police, but its rows are those of Education. "
        "Ask who sent it, or send the workbook again. (PD-354)"
    )


def test_a_pack_that_is_not_known_here_is_refused(office: Office) -> None:
    data = office.files["Housing"]
    while office.store.undo_label():
        office.store.undo()
    office.send("Barts Health")
    said = refusal(office, data)
    assert "which this desk does not know" in said
    assert said.endswith("(PD-355)")


def test_last_years_workbook_is_refused_when_the_new_plan_was_sent(office: Office) -> None:
    late = filled(office.files["Housing"], lambda s: s.type("O1-01", "Timescale", "May"))
    given = Forward("Delivery plan", "2016/2017")
    office.desk.plan_id = office.services.versions.copy_forward(office.desk.plan_id, given)
    early = office.services.returns.receive("housing.xlsx", late)
    assert early.refusal is None  # the new plan is not with them yet
    office.services.returns.discard(early.return_id or 0)
    office.send("Housing")
    said = refusal(office, late)
    assert said.startswith("“back.xlsx” is a workbook of the plan 2015/2016, sent 25 Nov 2015.")
    assert said.endswith("(PD-358)")


def _another_plan(_: Office) -> bytes:
    book, sheet = _book()
    sheet.append(["Action", "Lead", "Success criteria", "Timescale"])
    for number in range(20):
        sheet.append([f"Another council's action {number}", "Ann", "Done", "2016"])
    return _saved(book)


def _no_table(_: Office) -> bytes:
    book, sheet = _book()
    sheet.append(["Minutes of the meeting"])
    return _saved(book)


def _without_rows(office: Office) -> bytes:
    sheet = Sheet(office.files["Housing"])
    sheet.sheet.delete_rows(sheet.header + 1, 40)
    return sheet.saved()


def _with_part(name: str, text: bytes) -> Callable[[Office], bytes]:
    def made(office: Office) -> bytes:
        stream = io.BytesIO(office.files["Housing"])
        with ZipFile(stream, "a", ZIP_DEFLATED) as archive:
            archive.writestr(name, text)
        return stream.getvalue()

    return made


def _entities(office: Office) -> bytes:
    source, made = io.BytesIO(office.files["Housing"]), io.BytesIO()
    with ZipFile(source) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', 1)
            new.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_another_plan, "holds a table, but not the rows of a workbook sent from here."),
        (_no_table, "holds no rows of a workbook that was sent from here."),
        (_without_rows, "but holds none of the rows that were sent."),
        (lambda _: b"PK not a zip", "is neither a workbook nor a Word document."),
        (lambda office: office.files["Housing"][:-900], "is damaged."),
        (_with_part("xl/vbaProject.bin", b"macro"), "holds macros, which are not let in."),
        (_with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "draws on other workbooks"),
        (_with_part("xl/embeddings/object1.bin", b"x"), "holds other files inside it"),
        (_with_part("xl/bomb.xml", b"a" * 30_000_000), "is too large to be read."),
        (_entities, "holds declarations that no plan needs"),
    ],
)
def test_hostile_broken_and_strange_files_get_one_sentence_each(
    office: Office, make: Callable[[Office], bytes], words: str
) -> None:
    said = refusal(office, make(office))
    assert words in said
    assert said.startswith("“back.xlsx”")


def test_a_file_before_anything_was_sent_is_refused(desk: Desk) -> None:
    office = office_of(desk)
    assert "no workbook has been sent yet" in refusal(office, _another_plan(office))


def test_a_changed_hidden_baseline_is_not_believed(office: Office) -> None:
    sheet = Sheet(office.files["Housing"]).type("O1-01", "Timescale", "May")
    hidden = sheet.book[BASELINE_SHEET]
    for row in hidden.iter_rows(min_row=3):
        for cell in row[2:]:
            cell.value = "May"
    found = office.compare(office.receive("Housing", sheet.saved())).differences
    assert [(one.sent, one.theirs) for one in found] == [("2015-2016", "May")]


def test_a_discarded_return_comes_back_by_undo(office: Office) -> None:
    return_id = office.receive("Housing")
    before = everything(office.store)
    office.services.returns.discard(return_id)
    with office.store.reading() as session:
        assert session.get(ReturnTable, return_id) is None
    assert office.store.undo_label() == "discarding a return of Housing"
    office.store.undo()
    assert everything(office.store) == before


def _as_dated(sheet: Sheet, day: int) -> bytes:
    """Return a workbook as saved on a day of November 2015: openpyxl would write today."""
    moment = f"2015-11-{day}T10:00:00Z".encode()
    source, made = io.BytesIO(sheet.saved()), io.BytesIO()
    with ZipFile(source) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>%b" % moment, part)
            new.writestr(name, part)
    return made.getvalue()


def _bare(data: bytes) -> bytes:
    """Return the rows of a workbook without marks, pack and all that is not a cell."""
    sheet = Sheet(data)
    book, bare = _book()
    for row in sheet.sheet.iter_rows(min_row=sheet.header, min_col=3):
        bare.append([cell.value for cell in row])
    return _saved(book)


def _book() -> tuple[Workbook, Worksheet]:
    book = Workbook()
    return book, book.create_sheet("Sheet of theirs", 0)


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
