"""The statement, letters and lists: read back by other programs, number by number."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from importlib import import_module
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.exports.pdf.check import check
from prevent_desk.exports.pdf.made import Made
from prevent_desk.logbook.exports import book
from prevent_desk.referrals.exports import paper_pdf, paper_word
from prevent_desk.training.model import papers, reminders
from prevent_desk.training.model.coverage import Goal, Held, Matrix, Scope, Standing
from prevent_desk.training.model.papers import Making
from prevent_desk.training.ui.matrix import acts
from prevent_desk.training.ui.reminding import LETTERS, RemindersDialog, list_dialog
from tests.exports.reading import flat, page_text, structure_text
from tests.training.core.rooms import Room, staffed_desk
from tests.training.desks import TODAY, Desk

MAKING = Making("OFFICIAL-SENSITIVE", "PD-E-0007", TODAY, datetime(2025, 11, 25, 14, tzinfo=UTC))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The practice staff."""
    folder: Path = tmp_path_factory.mktemp("papers")
    desk = staffed_desk(folder)
    yield desk
    desk.store.close()


@pytest.fixture
def matrix(desk: Desk) -> Matrix:
    return desk.training.coverage.matrix()


@pytest.fixture
def lapsed(desk: Desk) -> list[Held]:
    housing = desk.training.departments.by_name()["housing"].id
    course = desk.training.courses.all()[0].id
    scope = Scope(frozenset({housing}), frozenset({course}))
    return desk.training.coverage.held(None, scope, [Standing.LAPSED])


def test_the_statement_says_every_number_of_the_matrix_and_where_it_comes_from(
    matrix: Matrix,
) -> None:
    pdf = paper_pdf.write(papers.statement(matrix, Goal(), MAKING)).pdf
    text = flat(page_text(pdf))
    for row in matrix.rows:
        for course, counts in zip(matrix.courses, row.cells, strict=True):
            if counts.required:
                share = f"{counts.percent}%" if counts.percent is not None else "–"
                numbers = (counts.required, counts.current, counts.due, counts.lapsed,
                           counts.unknown)  # fmt: skip
                words = " ".join([*(f"{one:,}" for one in numbers), share])
                assert words in text, (row.name, course.title)
    for told in ("As of", "Data current to", "Tue 25 Nov 2025", "staff list of 3 Nov 2025",
                 "Head counts, not added", "Sources:", "PD-E-0007"):  # fmt: skip
        assert told in text


def test_the_statement_is_tagged_and_names_nobody(desk: Desk, matrix: Matrix) -> None:
    pdf = paper_pdf.write(papers.statement(matrix, Goal(), MAKING)).pdf
    findings = check(pdf)
    assert findings.problems == []
    said = structure_text(pdf)
    families = {one.family for one in desk.training.people.all()}
    assert not [name for name in families if re.search(rf"\b{name}\b", said)]


def test_the_statement_in_excel_adds_up_to_its_first_rows(matrix: Matrix) -> None:
    data = book.write(papers.statement_sheet(matrix, Goal(), MAKING))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    rows = [[str(one or "") for one in row] for row in sheet.iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(rows) if row[0] == "Department")
    told = [row for row in rows[head + 1 :] if row[0]]
    for course in matrix.courses:
        own = [row for row in told if row[1] == course.title]
        every = next(row for row in own if row[0] == "All departments")
        for column in range(2, 7):
            assert int(every[column]) == sum(
                int(row[column]) for row in own if row[0] != "All departments"
            )
    assert any("Head counts, not added" in row[0] for row in rows[:head])


def test_letters_are_one_document_with_a_page_for_each_person(lapsed: list[Held]) -> None:
    people = reminders.by_person(lapsed)
    paper = papers.letters(people, TODAY, MAKING)
    word = docx.Document(io.BytesIO(Made.unpacked(paper_word.write_in_child((paper,))).pdf))
    breaks = [run for one in word.paragraphs for run in one.runs if "w:br " in run._r.xml]
    assert len(breaks) == len(people) == 12
    headings = [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 2"]
    assert headings == [one.name for one in people]
    pages = page_text(paper_pdf.write(paper).pdf).split("\f")
    assert len([page for page in pages if page.strip()]) == 13
    assert "Dear Olivia Bright," in pages[1]
    assert "It lapsed on 15 Oct 2025." in flat(pages[1])
    assert "Imran" not in pages[1]


def test_a_list_tells_each_person_once_for_each_course(lapsed: list[Held]) -> None:
    data = book.write(papers.people_sheet("Housing", lapsed, TODAY, MAKING))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(rows) if row[0] == "Name")
    assert [row[0] for row in rows[head + 1 :]] == [one.listed_name for one in lapsed]
    assert rows[head + 1][8] == "15 Oct 2025"


def test_a_message_says_what_lapsed_and_asks_for_the_certificate(lapsed: list[Held]) -> None:
    one = reminders.by_person(lapsed)[0]
    told = reminders.to_person(one, "OFFICIAL-SENSITIVE")
    assert told.text.startswith("OFFICIAL-SENSITIVE\n\nDear Olivia Bright,")
    assert "Prevent awareness: it lapsed on 15 Oct 2025." in told.text
    assert "certificate" in told.text
    assert "Olivia" not in told.subject


def test_drafts_are_saved_noted_and_undone_and_who_has_one_is_not_ticked_again(
    tmp_path: Path, lapsed: list[Held], qtbot: QtBot
) -> None:
    desk = staffed_desk(tmp_path)
    room = Room(desk, qtbot)
    dialog = RemindersDialog(room.room.around, lapsed, TODAY)
    qtbot.addWidget(dialog)
    assert len(dialog.model.chosen()) == 12
    dialog.folder_line.folder = tmp_path
    dialog.make()
    qtbot.waitUntil(lambda: dialog.made)
    saved = sorted(tmp_path.glob("*.eml"))
    assert len(saved) == 12
    message = message_from_bytes(saved[0].read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1"
    # No file name names anybody.
    assert all(re.fullmatch(r"training-\d+\.eml", one.name) for one in saved)
    assert desk.store.undo_label() == "12 training reminders"
    held = desk.training.coverage.held(None, Scope(), [Standing.LAPSED])
    again = RemindersDialog(room.room.around, held, TODAY)
    qtbot.addWidget(again)
    told = {one.learner_id for one in lapsed}
    assert not any(one.learner_id in told for one in again.model.chosen())
    desk.store.undo()
    assert all(one.reminded is None for one in desk.training.coverage.held())
    QApplication.processEvents()
    room.room.close()
    desk.store.close()


def test_letters_saved_note_who_was_reminded(
    tmp_path: Path, lapsed: list[Held], qtbot: QtBot
) -> None:
    desk = staffed_desk(tmp_path)
    room = Room(desk, qtbot)
    dialog = list_dialog(room.room.around, "Housing", lapsed, TODAY, chosen=LETTERS, make=_here)
    qtbot.addWidget(dialog)
    dialog.form.password_check.setChecked(False)
    dialog.choose_folder = lambda _start: str(tmp_path)
    dialog.folder_button.click()
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert dialog.saved is not None
    assert dialog.saved.name.startswith("training-letters")
    assert desk.store.undo_label() == "12 training reminders"
    room.room.close()
    desk.store.close()


def test_the_statement_dialog_shows_pages_and_saves_what_was_shown(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = staffed_desk(tmp_path)
    room = Room(desk, qtbot)
    dialog = acts.statement_dialog(room.room.around, desk.training.coverage.matrix(), make=_here)
    qtbot.addWidget(dialog)
    dialog.form.password_check.setChecked(False)
    dialog.choose_folder = lambda _start: str(tmp_path)
    dialog.folder_button.click()
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert dialog.saved is not None
    assert "Everybody once" in flat(page_text(dialog.saved.read_bytes()))
    room.room.close()
    desk.store.close()


def _here(target: str, payload: tuple[object, ...], **_more: object) -> bytes:
    """Make the file in this process: what children do is the kit's to test."""
    module, _, name = target.partition(":")
    made: bytes = getattr(import_module(module), name)(payload)
    return made
