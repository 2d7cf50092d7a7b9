"""Staff lists taken in: every row told in words, good ones go in, one Undo takes all back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.training.model import staff_list
from prevent_desk.training.model.importing import Kind, Unreadable, day_of, plain
from prevent_desk.training.model.matching import number_key
from prevent_desk.training.model.people import Learner
from prevent_desk.training.model.staff_lines import StaffLine, StaffPreview
from prevent_desk.training.reading.importing import read_list_file
from prevent_desk.training.service.staff_imports import StaffAsked
from tests.training.desks import TODAY, Desk
from tests.training.importing import lists


def asked(path: Path, on: date = TODAY, place: int | None = None) -> StaffAsked:
    file = read_list_file(path)
    return StaffAsked(file, tuple(staff_list.guess(file.headings)), place, on)


def preview(desk: Desk, path: Path) -> StaffPreview:
    return desk.training.imports.staff.preview(asked(path))


def take(desk: Desk, path: Path, on: date = TODAY, left: Sequence[int] = ()) -> StaffPreview:
    """Take in all that is sure."""
    wanted = asked(path, on)
    found = desk.training.imports.staff.preview(wanted)
    sure = [line for line in found.lines if line.can_be_taken and not line.doubtful]
    desk.training.imports.staff.take_in(wanted, sure, left)
    return found


def words(lines: Sequence[StaffLine], kind: Kind) -> dict[str, str]:
    return {line.told.place: line.words for line in lines if line.kind is kind}


def people(desk: Desk) -> dict[str, Learner]:
    return {one.staff_no: one for one in desk.training.people.all(left=True)}


def test_a_new_row_says_what_it_would_bring_in(desk: Desk, tmp_path: Path) -> None:
    head = "Staff no,Name,Email,Role,Start,Left\n"
    rows = "7,Ann Ash,,Librarian,3/2/2020,\n,Bo Birch,b@x.example,,,\n"
    found = preview(desk, lists.commas(tmp_path / "list.csv", head + rows))
    assert words(found.lines, Kind.NEW) == {
        "Row 2": "Number 7, Librarian, started 3 Feb 2020", "Row 3": "b@x.example",
    }  # fmt: skip


def test_every_bad_row_is_told_in_words_and_the_good_ones_go_in(desk: Desk, tmp_path: Path) -> None:
    found = take(desk, lists.commas(tmp_path / "HR list.csv", lists.STORY))
    assert words(found.lines, Kind.WRONG) == {
        "Row 5": "“31/11/2022” is not a day (start).",
        "Row 6": "“04/13/2021” is not a day (start): days come first here, then the month.",
        "Row 7": "Two people have number 1006: Farah Fairlie (row 7) and Grace Garrick (row 8).",
        "Row 8": "Two people have number 1006: Farah Fairlie (row 7) and Grace Garrick (row 8).",
        "Row 10": "It has neither a staff number nor an e-mail address.",
        "Row 11": 'The name reads like a formula: “=HYPERLINK("x")”.',
        "Row 12": "The name is “#REF!”: a formula that failed.",
        "Row 13": "The start is more than a year ahead: 3 Mar 2030.",
    }
    assert words(found.lines, Kind.SAME) == {"Row 9": "Stands in the list twice; row 3 counts."}
    here = people(desk)
    assert sorted(here) == ["1001", "1002", "1003", "1010"]
    amara = here["1001"]
    assert (amara.name, amara.listed_name) == ("Amara Ashdown", "Ashdown, Amara")
    assert (amara.department, amara.role) == ("Housing", "Housing officer")
    assert (amara.started, amara.listed) == (date(2020, 2, 3), TODAY)
    assert amara.source == "HR list.csv"


def test_one_undo_takes_the_whole_list_back_and_redo_brings_it_in_again(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, lists.commas(tmp_path / "list.csv", lists.STORY))
    assert desk.store.undo_label() == "staff list of 13 rows"
    desk.store.undo()
    assert desk.training.people.how_many() == 0
    assert desk.training.departments.all() == []
    assert desk.training.roles.all() == []
    assert desk.store.undo_label() is None
    desk.store.redo()
    assert desk.training.people.how_many() == 4


def test_the_same_list_again_does_nothing_but_note_a_later_day(desk: Desk, tmp_path: Path) -> None:
    path = lists.commas(tmp_path / "list.csv", lists.STORY)
    take(desk, path, on=date(2025, 11, 3))
    again = asked(path, date(2025, 11, 3))
    found = desk.training.imports.staff.preview(again)
    assert not any(line.can_be_taken for line in found.lines)
    with pytest.raises(Refused, match="Nothing is chosen"):
        desk.training.imports.staff.take_in(again, found.lines)
    take(desk, path)
    assert {one.listed for one in people(desk).values()} == {TODAY}
    assert desk.training.people.how_many() == 4


def test_somebody_is_known_by_number_whatever_excel_did_to_it(desk: Desk, tmp_path: Path) -> None:
    desk.learner("Amara Ashdown", "001001")
    text = "Staff no,Name,Department\n1001,Amara Ashdown-Birch,Housing\n"
    (line,) = preview(desk, lists.commas(tmp_path / "list.csv", text)).lines
    assert line.kind is Kind.CHANGED
    assert "Name: Amara Ashdown → Amara Ashdown-Birch" in line.words
    assert "Staff number" not in line.words


def test_a_number_given_again_to_somebody_else_is_not_ticked(desk: Desk, tmp_path: Path) -> None:
    desk.learner("Amara Ashdown", "1001")
    text = "Staff no,Name\n1001,Zoe Umber\n"
    (line,) = preview(desk, lists.commas(tmp_path / "list.csv", text)).lines
    assert line.doubtful
    assert line.words.startswith("Number 1001 is Amara Ashdown here; tick it")


def test_who_had_no_number_is_known_by_address_and_given_one(desk: Desk, tmp_path: Path) -> None:
    number = desk.learner("Ben Birch")
    desk.training.people.change(number, email="B.Birch@council.example")
    text = "Staff no,Name,E-mail\n1002,Ben Birch,b.birch@council.example\n"
    take(desk, lists.commas(tmp_path / "list.csv", text))
    assert people(desk)["1002"].id == number
    assert desk.training.people.how_many() == 1


def test_a_name_alone_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    desk.learner("Ben Birch")
    text = "Staff no,Name\n1002,Ben Birch\n"
    (line,) = preview(desk, lists.commas(tmp_path / "list.csv", text)).lines
    assert (line.kind, line.doubtful) == (Kind.CHANGED, True)
    assert "who has no number here" in line.words


def test_who_left_the_list_is_offered_and_taken_as_gone_only_when_ticked(
    desk: Desk, tmp_path: Path
) -> None:
    take(desk, lists.commas(tmp_path / "october.csv", lists.STORY), on=date(2025, 10, 1))
    desk.learner("Typed By Hand")
    shorter = "\n".join(
        line for line in lists.STORY.splitlines() if not line.startswith(("1003", "1010"))
    )
    path = lists.commas(tmp_path / "november.csv", shorter)
    found = preview(desk, path)
    assert [one.name for one in found.left] == ["Chidi Calloway", "Kemal Kestle"]
    assert not found.is_stray
    take(desk, path, left=[found.left[0].id])
    here = people(desk)
    assert (here["1003"].left, here["1010"].left) == (TODAY, None)
    desk.store.undo()
    assert people(desk)["1003"].left is None


def test_a_part_of_the_list_is_said_to_be_one(desk: Desk, tmp_path: Path) -> None:
    take(desk, lists.commas(tmp_path / "all.csv", lists.STORY), on=date(2025, 10, 1))
    text = "Employee No,Full name\n1001,Amara Ashdown\n"
    found = preview(desk, lists.commas(tmp_path / "one.csv", text))
    assert found.is_stray
    assert len(found.left) == 3


def test_who_comes_back_is_there_again(desk: Desk, tmp_path: Path) -> None:
    path = lists.commas(tmp_path / "list.csv", lists.STORY)
    take(desk, path, on=date(2025, 10, 1))
    gone = people(desk)["1001"]
    desk.training.people.leave([gone.id], date(2025, 10, 20))
    (line,) = [line for line in preview(desk, path).lines if line.kind is Kind.CHANGED]
    assert line.words == "Is back: had left 20 Oct 2025"
    take(desk, path)
    assert people(desk)["1001"].left is None


def test_a_merged_number_finds_whom_it_stands_for(desk: Desk, tmp_path: Path) -> None:
    kept, other = desk.learner("Amara Ashdown", "1001"), desk.learner("A. Ashdown", "2001")
    desk.training.people.merge(kept, other)
    text = "Staff no,Name\n2001,Amara Ashdown\n"
    (line,) = preview(desk, lists.commas(tmp_path / "list.csv", text)).lines
    assert line.known is not None
    assert line.known.id == kept


def test_another_employer_s_numbers_are_their_own(desk: Desk, tmp_path: Path) -> None:
    desk.learner("Amara Ashdown", "1001")
    force = desk.body("City Police", "policing")
    path = lists.commas(tmp_path / "force.csv", "Staff no,Name,Team\n1001,Zoe Umber,Custody\n")
    wanted = asked(path, place=force)
    found = desk.training.imports.staff.preview(wanted)
    assert [line.kind for line in found.lines] == [Kind.NEW]
    desk.training.imports.staff.take_in(wanted, found.lines)
    (zoe,) = [one for one in desk.training.people.all() if one.name == "Zoe Umber"]
    assert (zoe.organisation_id, zoe.department) == (force, "Custody")
    assert [one.organisation_id for one in desk.training.departments.all()] == [force]


def test_a_preview_that_is_no_longer_true_is_refused_whole(desk: Desk, tmp_path: Path) -> None:
    wanted = asked(lists.commas(tmp_path / "list.csv", lists.STORY))
    found = desk.training.imports.staff.preview(wanted)
    desk.learner("Amara Ashdown", "1001")
    with pytest.raises(Refused, match="changed since the preview"):
        desk.training.imports.staff.take_in(wanted, found.lines)
    assert desk.training.people.how_many() == 1


def test_cancel_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    wanted = asked(lists.workbook(tmp_path / "list.xlsx", lists.staff(1200)))
    found = desk.training.imports.staff.preview(wanted)
    told: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        desk.training.imports.staff.take_in(
            wanted, found.lines, report=lambda done, of, _what: told.append((done, of)),
            stopped=lambda: len(told) > 2,
        )  # fmt: skip
    assert (500, 1200) in told
    assert (1000, 1200) not in told
    assert desk.training.people.how_many() == 0
    assert desk.training.departments.all() == []
    assert desk.store.undo_label() is None


def test_a_list_of_a_day_ahead_is_refused(desk: Desk, tmp_path: Path) -> None:
    wanted = asked(lists.commas(tmp_path / "list.csv", lists.STORY))
    found = desk.training.imports.staff.preview(wanted)
    with pytest.raises(Refused):
        desk.training.imports.staff.take_in(replace(wanted, on=date(2025, 11, 26)), found.lines)


# Files as they come


def test_merged_departments_formulas_and_a_title_over_the_headings_are_read(
    desk: Desk, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Staff in post, 3 November 2025"])
    sheet.append(["Directorate", "Employee No", "Full name", "Start date"])
    sheet.append(["Housing", 1001, "Amara Ashdown", date(2020, 2, 3)])
    sheet.append([None, 1002, "Ben Birch", date(2021, 5, 17)])
    sheet.append(["Libraries", 1003, '=A3&" Calloway"', date(2019, 1, 14)])
    sheet.merge_cells("A3:A4")
    path = tmp_path / "merged.xlsx"
    book.save(path)
    file = read_list_file(path)
    assert file.headings == ("Directorate", "Employee No", "Full name", "Start date")
    assert file.notes == ("1 merged cell is read as though its words stood in every row.",)
    found = take(desk, path)
    here = people(desk)
    assert {one.department for one in here.values()} == {"Housing"}
    assert words(found.lines, Kind.WRONG) == {
        "Row 5": "The name is a formula, and the file does not hold what it comes to."
    }


def test_three_hundred_columns_are_offered_as_far_as_they_help(desk: Desk, tmp_path: Path) -> None:
    headings = ["Employee No", "Full name", *(f"Extra {number}" for number in range(298))]
    row = ["1001", "Amara Ashdown", *("x" for _ in range(298))]
    path = lists.workbook(tmp_path / "wide.xlsx", [row], headings)
    file = read_list_file(path)
    assert len(file.headings) == 100
    assert file.notes == ("The file has 300 columns; the first 100 are offered.",)
    take(desk, path)
    assert [one.name for one in people(desk).values()] == ["Amara Ashdown"]


def test_a_row_of_three_hundred_cells_is_bad_and_the_others_go_in(
    desk: Desk, tmp_path: Path
) -> None:
    text = "Staff no,Name\n1001,Amara Ashdown\n1002,Ben Birch" + ",x" * 298 + "\n1003,Chidi C,,,\n"
    found = take(desk, lists.commas(tmp_path / "ragged.csv", text))
    assert words(found.lines, Kind.WRONG) == {
        "Row 3": "It has 300 cells where the headings have 2."
    }
    assert sorted(people(desk)) == ["1001", "1003"]


def test_a_list_without_rows_is_refused_in_words(tmp_path: Path) -> None:
    for text in ("", "\n\n", "Staff no,Name\n"):
        with pytest.raises(Refused, match="holds no list") as told:
            read_list_file(lists.commas(tmp_path / "empty.csv", text))
        assert told.value.code == "PD-367"


@pytest.mark.parametrize(
    ("name", "data"),
    [("page.html", b"<html><body>Staff</body></html>"), ("paper.pdf", b"%PDF-1.7 staff"),
     ("noise.csv", b"\x00\x01\x02staff,name\n")],
)  # fmt: skip
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refused, match="is no table"):
        read_list_file(path)


def test_a_quotation_mark_left_open_is_told(tmp_path: Path) -> None:
    text = 'Staff no,Name\n1001,"Amara\n1002,Ben\n'
    with pytest.raises(Refused, match="never closed"):
        read_list_file(lists.commas(tmp_path / "open.csv", text))


# Words


@pytest.mark.parametrize(
    ("typed", "day"),
    [("03/02/2020", date(2020, 2, 3)), ("2021-05-17", date(2021, 5, 17)),
     ("2021-05-17T09:30:00Z", date(2021, 5, 17)), ("12/05/2025 10:22", date(2025, 5, 12)),
     ("14 Jan 2019", date(2019, 1, 14)), ("14-Jan-19", date(2019, 1, 14)),
     ("Monday 14 January 2019", date(2019, 1, 14)), ("20190114", date(2019, 1, 14)),
     ("43479", date(2019, 1, 14)), ("12/05/2025 10:22:01 AM", date(2025, 5, 12))],
)  # fmt: skip
def test_days_are_read_as_lists_write_them(typed: str, day: date) -> None:
    assert day_of(typed, "start", TODAY) == day


@pytest.mark.parametrize("typed", ["31/11/2022", "04/13/2021", "soon", "12", "today", "n/a", "-"])
def test_what_is_no_day_is_told(typed: str) -> None:
    with pytest.raises(Unreadable, match=r"is not a day \(start\)"):
        day_of(typed, "start", TODAY)


def test_numbers_and_words_are_compared_without_what_files_do_to_them() -> None:
    assert number_key("00 1234") == number_key("1234")
    assert number_key("ab-12") == number_key("AB12")
    assert number_key("000") == "000"
    assert plain("Children’s  Sérvices (East)") == "childrens services east"
    assert plain("Chief_Exec's dept.") == "chief execs dept"


def test_headings_are_guessed_and_each_thing_told_once() -> None:
    headings = ["Payroll No.", "Forename", "Surname", "Team", "Department", "Post Title", "Shoe"]
    assert staff_list.guess(headings) == [
        "number", "given", "family", "department", None, "role", None,
    ]  # fmt: skip
    assert staff_list.what_is_missing(staff_list.guess(["Team"])) == (
        "Say which column holds the names."
    )
