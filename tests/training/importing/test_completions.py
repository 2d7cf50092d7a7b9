"""Completions of e-learning taken in: whose, of which course, on which day; the rest is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.training.model import elearning
from prevent_desk.training.model.courses import Course
from prevent_desk.training.model.done_lines import DoneLine
from prevent_desk.training.model.elearning import course_named, course_part
from prevent_desk.training.model.importing import Kind, plain
from prevent_desk.training.reading.importing import read_list_file
from prevent_desk.training.service.done_imports import DoneAsked
from tests.training.desks import Desk
from tests.training.importing import lists

AWARENESS = "Prevent Duty: Awareness course"
REFERRALS = "Prevent Duty: Referrals course"


def staffed(desk: Desk) -> dict[str, int]:
    """Bring the catalogue in and enter those the file speaks of; return them by number."""
    desk.training.courses.bring_in_catalogue()
    named = {"1001": "Amara Ashdown", "1002": "Ben Birch", "1003": "Chidi Calloway",
             "1010": "Kemal Kestle"}  # fmt: skip
    return {number: desk.learner(name, number) for number, name in named.items()}


def courses(desk: Desk) -> dict[str, int]:
    return {one.code: one.id for one in desk.training.courses.all()}


def asked(desk: Desk, path: Path) -> DoneAsked:
    file = read_list_file(path)
    known = desk.training.courses.all()
    mapped = tuple(elearning.guess(file.headings, known))
    found = {name: course_named(name, known) for name in elearning.course_words(file.rows, mapped)}
    meant = {plain(name): one.id for name, one in found.items() if one is not None}
    return DoneAsked(file, mapped, by_words=meant)


def words(lines: list[DoneLine], kind: Kind) -> dict[str, str]:
    return {line.told.place: line.words for line in lines if line.kind is kind}


def test_every_bad_row_is_told_in_words_and_the_good_ones_go_in(desk: Desk, tmp_path: Path) -> None:
    who = staffed(desk)
    wanted = asked(desk, lists.commas(tmp_path / "site.csv", lists.DONE))
    found = desk.training.imports.done.preview(wanted)
    assert words(found, Kind.NEW) == {
        "Row 2": "Completed 12 May 2025", "Row 3": "Completed 2 Jun 2025",
    }  # fmt: skip
    assert words(found, Kind.WRONG) == {
        "Row 7": "“Fire safety” is none of the courses here.",
        "Row 8": "“30/02/2025” is not a day (day of completing).",
        "Row 10": "The day of completing is ahead: 12 Dec 2027.",
        "Row 11": "Two people have number 1003: Chidi Calloway (row 4) and Zoe Umber (row 11).",
    }
    assert words(found, Kind.PASSED) == {"Row 4": "Not completed: “In progress”."}
    assert words(found, Kind.SAME) == {"Row 9": "The same as row 2"}
    assert words(found, Kind.UNMATCHED) == {
        "Row 5": "Nobody here has number 9999.",
        "Row 6": "A name alone does not say who it is; perhaps Kemal Kestle.",
    }
    desk.training.imports.done.take_in(wanted, found)
    (done,) = desk.training.completions.of(who["1001"])
    assert (done.course_id, done.on) == (courses(desk)["awareness"], date(2025, 5, 12))
    assert (done.how.value, done.certificate, done.source) == ("e_learning", "HO-1", "site.csv")
    assert len(desk.training.completions.of(who["1002"])) == 1


def test_one_undo_takes_all_completions_back(desk: Desk, tmp_path: Path) -> None:
    who = staffed(desk)
    wanted = asked(desk, lists.commas(tmp_path / "site.csv", lists.DONE))
    desk.training.imports.done.take_in(wanted, desk.training.imports.done.preview(wanted))
    assert desk.store.undo_label() == "import of 2 completions"
    desk.store.undo()
    assert not any(desk.training.completions.of(one) for one in who.values())


def test_the_same_file_a_second_time_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    staffed(desk)
    path = lists.commas(tmp_path / "site.csv", lists.DONE)
    wanted = asked(desk, path)
    desk.training.imports.done.take_in(wanted, desk.training.imports.done.preview(wanted))
    again = asked(desk, path)
    found = desk.training.imports.done.preview(again)
    assert not words(found, Kind.NEW)
    assert words(found, Kind.SAME)["Row 2"] == "Already here"
    with pytest.raises(Refused, match="Nothing is chosen"):
        desk.training.imports.done.take_in(again, found)


def test_a_row_matched_by_hand_is_theirs(desk: Desk, tmp_path: Path) -> None:
    who = staffed(desk)
    wanted = asked(desk, lists.commas(tmp_path / "site.csv", lists.DONE))
    by_hand = replace(wanted, by_hand={4: who["1010"]})
    found = desk.training.imports.done.preview(by_hand)
    assert words(found, Kind.NEW)["Row 6"] == "Completed 2 Jun 2025, matched by hand"
    desk.training.imports.done.take_in(by_hand, found)
    assert len(desk.training.completions.of(who["1010"])) == 1


def test_rows_of_a_course_left_out_are_passed_over(desk: Desk, tmp_path: Path) -> None:
    staffed(desk)
    wanted = asked(desk, lists.commas(tmp_path / "site.csv", lists.DONE))
    wanted = replace(wanted, by_words={**wanted.by_words, "fire safety": None})
    found = desk.training.imports.done.preview(wanted)
    assert words(found, Kind.PASSED)["Row 7"] == "“Fire safety” is left out."


def test_a_column_of_days_for_each_course_is_read(desk: Desk, tmp_path: Path) -> None:
    who = staffed(desk)
    text = (
        "Payroll,Name,Prevent awareness,Prevent referrals\n"
        "1001,Amara Ashdown,12/05/2025,02/06/2025\n"
        "1002,Ben Birch,Not started,yes\n"
        "1003,Chidi Calloway,,soon\n"
    )
    wanted = asked(desk, lists.commas(tmp_path / "matrix.csv", text))
    known = courses(desk)
    assert wanted.mapped == (
        "number", "name", course_part(known["awareness"]), course_part(known["referrals"]),
    )  # fmt: skip
    found = desk.training.imports.done.preview(wanted)
    assert [(line.told.place, line.kind) for line in found] == [
        ("Row 2", Kind.NEW), ("Row 2", Kind.NEW), ("Row 3", Kind.WRONG), ("Row 4", Kind.WRONG),
    ]  # fmt: skip
    assert "but not when" in found[2].words
    desk.training.imports.done.take_in(wanted, found)
    assert len(desk.training.completions.of(who["1001"])) == 2


def test_one_course_can_be_said_for_the_whole_file(desk: Desk, tmp_path: Path) -> None:
    staffed(desk)
    text = "Staff no,Completed on,Expires\n1001,12/05/2025,12/05/2027\n1002,12/05/2025,01/01/2020\n"
    wanted = asked(desk, lists.commas(tmp_path / "days.csv", text))
    assert elearning.what_is_missing(wanted.mapped, one_course=False)
    assert not elearning.what_is_missing(wanted.mapped, one_course=True)
    wanted = replace(wanted, one_course=courses(desk)["awareness"])
    found = desk.training.imports.done.preview(wanted)
    assert [line.kind for line in found] == [Kind.NEW, Kind.WRONG]
    assert found[0].told.until == date(2027, 5, 12)
    assert found[1].words.startswith("It would count until 1 Jan 2020, before")


def test_who_is_meant_by_address_and_who_has_another_s_number(desk: Desk, tmp_path: Path) -> None:
    who = staffed(desk)
    desk.training.people.change(who["1002"], email="b.birch@council.example")
    text = (
        "Staff no,Name,Email,Course,Completed\n"
        f",,B.Birch@council.example,{AWARENESS},12/05/2025\n"
        f"1001,Zoe Umber,,{AWARENESS},12/05/2025\n"
    )
    found = desk.training.imports.done.preview(
        asked(desk, lists.commas(tmp_path / "site.csv", text))
    )
    assert (found[0].kind, found[0].words) == (
        Kind.NEW, "Completed 12 May 2025, by e-mail address",
    )  # fmt: skip
    assert (found[1].kind, found[1].words) == (
        Kind.UNMATCHED, "Number 1001 is Amara Ashdown here, not Zoe Umber.",
    )  # fmt: skip


def test_who_was_merged_is_who_they_turned_out_to_be(desk: Desk, tmp_path: Path) -> None:
    who = staffed(desk)
    other = desk.learner("A. Ashdown", "2001")
    desk.training.people.merge(who["1001"], other)
    text = f"Staff no,Course,Completed\n2001,{AWARENESS},12/05/2025\n"
    wanted = asked(desk, lists.commas(tmp_path / "site.csv", text))
    found = desk.training.imports.done.preview(wanted)
    assert found[0].known is not None
    assert found[0].known.id == who["1001"]


COURSES = [
    Course(1, "Prevent awareness", "Awareness"),
    Course(2, "Prevent referrals", "Referrals"),
    Course(3, "Channel and Prevent multi-agency panel", "Channel"),
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [(AWARENESS, 1), (REFERRALS, 2), ("AWARENESS", 1), ("Home Office: Prevent referrals", 2),
     ("Fire safety", None), ("Prevent training", None), ("Awareness and referrals", None),
     ("Channel", 3), ("", None)],
)  # fmt: skip
def test_what_a_file_calls_a_course_means_one_of_ours_or_none(said: str, meant: int | None) -> None:
    found = course_named(said, COURSES)
    assert (found.id if found else None) == meant
