"""Returned sheets that were sorted, filtered, moved, renamed, copied: what is which is found."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from prevent_desk.plan.model.partners.records import Keep, Kind
from prevent_desk.plan.model.partners.sending_columns import PLAN_SHEET
from prevent_desk.plan.model.records import Field
from tests.plan.returns.partners import Office, Sheet, filled


def test_rows_sorted_whole_are_found_by_their_marks(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.type("O1-02", "Timescale", "May")
        _sort(sheet, "Action", range(1, sheet.sheet.max_column + 1))

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    comparison = office.compare(return_id)
    assert [(one.ref, one.theirs) for one in comparison.differences] == [("O1-02", "May")]
    assert comparison.differences[0].proposed is Keep.THEIRS
    assert comparison.notes == ()


def test_columns_sorted_without_their_marks_are_matched_by_words_and_nothing_is_proposed(
    office: Office,
) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.type("O1-02", "Timescale", "May")
        sheet.type("O1-02", "Your update", "Met the faith forum.")
        sheet.type("O1-03", "Progress", "Behind")
        _sort(sheet, "Action", range(sheet.column("Action"), sheet.column("Your update") + 1))

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    comparison = office.compare(return_id)
    found = {(one.ref, str(one.field)): one.theirs for one in comparison.differences}
    assert found.pop(("O1-02", "comments")).endswith("Met the faith forum.")
    assert found == {("O1-02", "timescale"): "May", ("O1-03", "progress"): "Behind"}
    assert all(one.proposed is None for one in comparison.differences)
    assert len(comparison.notes) == 1
    assert comparison.notes[0].startswith("Marks stand beside the words of other rows")


def test_columns_that_stayed_beside_the_marks_are_read_by_them(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.type("O1-02", "Success criteria", "• Meet them twice")
        sheet.type("O1-02", "Your update", "Met the faith forum.")
        _sort(sheet, "Action", range(sheet.column("Action"), sheet.column("Due") + 1))

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    comparison = office.compare(return_id)
    assert {(one.ref, str(one.field)) for one in comparison.differences} == {
        ("O1-02", "criteria"),
        ("O1-02", "comments"),
    }
    assert all(one.proposed is None for one in comparison.differences)
    assert comparison.notes[1] == (
        "To which rows the cells of “Counted so far”, “Timescale”, “Due”, “Resources”, “Progress”, "
        "“Reason” belong cannot be told; ask."
    )


def test_one_column_sorted_by_itself_is_noticed_and_nothing_is_proposed(office: Office) -> None:
    desk = office.desk
    for number in range(1, 7):
        desk.plans.set_field([desk.id(f"O1-0{number}")], Field.TIMESCALE, f"by week {number}")
    office.send("Housing")

    def fill(sheet: Sheet) -> None:
        sheet.type("O1-01", "Progress", "Behind")
        _sort(sheet, "Timescale", [sheet.column("Timescale")], backwards=True)

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    comparison = office.compare(return_id)
    assert any("“Timescale” are those that were sent, in other rows" in n for n in comparison.notes)
    assert all(one.proposed is None for one in comparison.differences)


def test_rows_hidden_by_a_filter_are_read(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.type("O1-02", "Progress", "Behind")
        for row in sheet.rows()[:4]:
            sheet.sheet.row_dimensions[row].hidden = True

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    assert [one.ref for one in office.compare(return_id).differences] == ["O1-02"]


def test_moved_renamed_and_added_columns_are_known(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.type("O1-01", "Progress", "Behind").type("O1-02", "Due", "31 Mar 2016")
        found = sheet.sheet
        header = sheet.header
        found.cell(header, sheet.column("Progress")).value = "RAG status"
        found.cell(header, sheet.column("Timescale")).value = "Zeitraum"
        wide = found.max_column
        found.cell(header, wide + 1).value = "Contact"
        found.cell(sheet.row("O1-03"), wide + 1).value = "Ask the duty desk"
        _move_last_first(found, sheet.column("Due"))

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    comparison = office.compare(return_id)
    assert {(one.ref, one.field): one.theirs.split("\n")[-1] for one in comparison.differences} == {
        ("O1-01", "progress"): "Behind",
        ("O1-02", "due"): "31 Mar 2016",
        ("O1-03", "comments"): "25 Nov 2015 – Housing: Contact: Ask the duty desk",
    }
    assert comparison.notes == (
        "Columns stand in another order; they were known by their headings.",
        "“Progress” is headed “RAG status” now.",
        "“Timescale” is headed “Zeitraum” now.",
        "Columns of theirs: “Contact”. Their words are added to the row's comments.",
    )


def test_a_missing_column_is_taken_as_not_changed(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.sheet.delete_cols(sheet.column("Success criteria"))

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    comparison = office.compare(return_id)
    assert comparison.differences == ()
    assert comparison.notes == ("“Success criteria” is not in the file; taken as not changed.",)


def test_a_sheet_without_its_heading_row_is_read(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.type("O1-01", "Lead", "Housing")
        sheet.sheet.delete_rows(1, sheet.header)

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    comparison = office.compare(return_id)
    assert [(one.ref, one.field) for one in comparison.differences] == [("O1-01", "leads")]
    assert "The heading row is gone; columns were known by what stands in them." in comparison.notes


def test_a_sheet_copied_into_another_workbook_under_another_name_is_read(office: Office) -> None:
    sheet = Sheet(office.files["Housing"]).type("O1-06", "Your update", "Posters are up.")
    book = Workbook()
    other = book.create_sheet("Our answer")
    for row in sheet.sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                other.cell(cell.row, cell.column).value = cell.value
    return_id = office.receive("Housing", _saved(book))
    comparison = office.compare(return_id)
    assert [(one.ref, one.field) for one in comparison.differences] == [("O1-06", "comments")]
    assert comparison.notes == ("The sheet is called “Our answer” now.",)


def test_of_two_sheets_with_the_rows_the_one_that_was_worked_in_is_read(office: Office) -> None:
    sheet = Sheet(office.files["Housing"])
    copy = sheet.book.copy_worksheet(sheet.sheet)
    copy.title = "Copy of it"
    copy.cell(sheet.row("O1-02"), sheet.column("Timescale")).value = "May"
    return_id = office.receive("Housing", sheet.saved())
    comparison = office.compare(return_id)
    assert [one.theirs for one in comparison.differences] == ["May"]
    assert comparison.notes[1].startswith(f"“{PLAN_SHEET}” holds rows that were sent as well")


def test_a_missing_row_is_kept_unless_it_is_removed_by_hand(office: Office) -> None:
    data = filled(office.files["Housing"], lambda s: s.delete("O1-05"))
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-05", "row missing")
    assert (found.proposed, found.choices) == (Keep.KEEP_ROW, (Keep.KEEP_ROW, Keep.REMOVE))
    office.merge(return_id)
    assert "O1-05" in office.desk.refs()
    office.store.undo()
    office.decide(return_id, found.key, Keep.REMOVE)
    applied = office.services.returns.apply(return_id)
    assert applied.removed == ("O1-05",)
    assert "O1-05" not in office.desk.refs()
    office.store.undo()
    assert "O1-05" in office.desk.refs()


def test_a_proposed_row_goes_under_the_objective_it_names(office: Office) -> None:
    heading = office.desk.plans.sheet(office.desk.plan_id).objectives[1].heading

    def fill(sheet: Sheet) -> None:
        sheet.propose(
            Objective=heading,
            Action="Visit every library.\nLeave leaflets.",
            Progress="amber",
            Timescale="2016/17",
            Your_update="Asked by the chair.",
        )

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    (found,) = office.compare(return_id).differences
    assert (found.kind, found.title, found.proposed) == (Kind.ADDED, "Visit every library", None)
    office.decide(return_id, found.key, Keep.ADD)
    applied = office.services.returns.apply(return_id)
    assert applied.added == ("O2-05",)
    made = office.desk.detail("O2-05")
    assert (made.row.timescale, made.row.leads) == ("2016/17", ("Housing",))
    assert [(one.by, one.text) for one in made.updates] == [
        ("Housing", "Progress: amber"),
        ("Housing", "Asked by the chair."),
    ]

    def fill_more(sheet: Sheet) -> None:
        fill(sheet)
        sheet.type("O1-01", "Due", "31 Mar 2016")

    again = filled(office.files["Housing"], fill_more)
    comparison = office.compare(office.receive("Housing", again))
    assert [one.kind for one in comparison.differences] == [Kind.THEIRS]


def test_a_row_that_stands_twice_with_the_same_words_is_only_told(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        _copy_row(sheet, "O1-02")

    comparison = office.compare(office.receive("Housing", filled(office.files["Housing"], fill)))
    assert comparison.differences == ()
    assert comparison.notes == ("1 row stands twice.",)


def test_of_a_row_that_stands_twice_the_one_that_was_worked_in_counts(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        row = _copy_row(sheet, "O1-02")
        sheet.sheet.cell(row, sheet.column("Timescale")).value = "May"

    comparison = office.compare(office.receive("Housing", filled(office.files["Housing"], fill)))
    assert [(one.kind, one.theirs) for one in comparison.differences] == [(Kind.THEIRS, "May")]


def test_a_row_that_stands_twice_with_other_words_in_both_is_asked(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        row = _copy_row(sheet, "O1-02")
        sheet.type("O1-02", "Timescale", "April")
        sheet.sheet.cell(row, sheet.column("Timescale")).value = "May"

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    copied = office.difference(return_id, "O1-02", "row twice")
    assert (copied.theirs, copied.mine) == ("Timescale: May", "Timescale: April")
    assert copied.proposed is None


def test_a_copied_row_that_became_another_action_is_a_new_row(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        row = _copy_row(sheet, "O1-02")
        sheet.sheet.cell(row, sheet.column("Action")).value = "Train every caretaker of the estates"

    comparison = office.compare(office.receive("Housing", filled(office.files["Housing"], fill)))
    assert [one.kind for one in comparison.differences] == [Kind.ADDED]


def test_a_row_that_is_removed_here_since_tells_what_they_wrote(office: Office) -> None:
    data = filled(office.files["Housing"], lambda s: s.type("O1-05", "Your update", "Half done."))
    office.desk.plans.remove_actions([office.desk.id("O1-05"), office.desk.id("O1-06")])
    return_id = office.receive("Housing", data)
    (found,) = office.compare(return_id).differences
    assert (found.kind, found.ref, found.theirs, found.proposed) == (
        Kind.GONE,
        "O1-05",
        "Your update: Half done.",
        None,
    )
    office.decide(return_id, found.key, Keep.ADD)
    office.services.returns.apply(return_id)
    made = office.desk.detail(office.desk.refs()[4])
    assert made.updates[-1].text == "Half done."


def test_a_remark_below_the_table_is_told(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.sheet.cell(sheet.sheet.max_row + 3, 1).value = "Sorry that this is late"

    comparison = office.compare(office.receive("Housing", filled(office.files["Housing"], fill)))
    assert comparison.differences == ()
    assert "“Sorry that this is late”" in comparison.notes[0]


def test_words_written_over_an_action_are_not_proposed(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.type("O1-04", "Action", "Something else altogether, by another team")
        sheet.type("O1-04", "Progress", "Green")

    comparison = office.compare(office.receive("Housing", filled(office.files["Housing"], fill)))
    assert {one.kind for one in comparison.differences} == {Kind.NOT_THEIRS, Kind.THEIRS}
    assert all(one.proposed is None for one in comparison.differences)


def _sort(sheet: Sheet, by: str, columns: range | list[int], *, backwards: bool = False) -> None:
    """Sort the rows of some columns by one of them, as a partner does."""
    rows = sheet.rows()
    found = sheet.sheet
    key = sheet.column(by)
    order = sorted(rows, key=lambda row: str(found.cell(row, key).value or ""), reverse=backwards)
    if order == rows:
        order = list(reversed(order))
    values = [[found.cell(row, column).value for column in columns] for row in order]
    for row, texts in zip(rows, values, strict=True):
        for column, text in zip(columns, texts, strict=True):
            found.cell(row, column).value = text


def _copy_row(sheet: Sheet, ref: str) -> int:
    """Copy a row below the others and return its number."""
    source, target = sheet.row(ref), max(sheet.rows()) + 1
    for column in range(1, sheet.sheet.max_column + 1):
        sheet.sheet.cell(target, column).value = sheet.sheet.cell(source, column).value
    return target


def _move_last_first(found: Worksheet, column: int) -> None:
    """Move a column to the end."""
    texts = [found.cell(row, column).value for row in range(1, found.max_row + 1)]
    wide = found.max_column
    found.delete_cols(column)
    for row, text in enumerate(texts, 1):
        found.cell(row, wide).value = text


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
