"""Story 5 of the domain notes, through the real window: who is trained?

Audit asks: of 186 staff in Housing, Libraries and Youth, who is current? 141 awareness, 97 of the
workshop, 23 expired, 12 expire within 60 days; 9 new starters without a record. The staff list
comes in by staff number, twice; then reminders, letters, evidence, the statement. All people are
invented.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.outgoing import kept_files
from prevent_desk.training.model.coverage import Counts
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.ui.importing.done_dialog import DoneImportDialog
from prevent_desk.training.ui.importing.frame import ListImportDialog
from prevent_desk.training.ui.importing.staff_dialog import StaffImportDialog
from prevent_desk.training.ui.matrix.tab import MatrixTab
from prevent_desk.training.ui.paper_dialog import PaperDialog
from prevent_desk.training.ui.people.completion_dialog import CompletionDialog
from prevent_desk.training.ui.people.tab import PeopleTab
from prevent_desk.training.ui.reminding import RemindersDialog
from tests.app.conftest import Starting
from tests.app.program import CONTROL, LONG_MS, NOW, Program
from tests.exports.reading import flat, page_text
from tests.referrals.dialogs import in_dialogs
from tests.vault.desks import PASSPHRASE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key
TODAY = NOW.date()

PLACES = (("Housing", 86), ("Libraries", 41), ("Youth and play", 59))
CURRENT, DUE, LAPSED, STARTERS, WORKSHOP = 141, 12, 23, 9, 97
_GIVEN = (
    "Amara",
    "Ben",
    "Carla",
    "Dev",
    "Ellen",
    "Farid",
    "Grace",
    "Hugo",
    "Ines",
    "Jonah",
    "Keira",
)
_FAMILY = ("Abbot", "Barlow", "Calder", "Dacosta", "Eastwood", "Fairley", "Garside", "Hartnell",
           "Ibbotson", "Jessop", "Kearney", "Larkin", "Marlowe", "Naylor", "Oakes", "Palmer",
           "Quigley")  # fmt: skip


def staff_list() -> str:
    """Return the list of 186 as the personnel office sends it; the last nine came lately."""
    rows = ["Employee No,Full name,Work email,Directorate,Job title,Start date"]
    places = [name for name, many in PLACES for _one in range(many)]
    for number, place in enumerate(places):
        came = TODAY - timedelta(days=1000 if number < len(places) - STARTERS else 20)
        name = f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[number % len(_FAMILY)]}"
        rows.append(
            f"{2000 + number},{name},p{number}@council.example,{place},Officer,{came:%d/%m/%Y}"
        )
    return "\n".join(rows) + "\n"


def completions() -> str:
    """Return what the e-learning site and the workshop's registers say of them."""
    rows = ["Staff ID,Learner,Course name,Status,Completion date"]

    def row(number: int, course: str, on: date) -> None:
        name = f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[number % len(_FAMILY)]}"
        rows.append(f"{2000 + number},{name},{course},Completed,{on:%d/%m/%Y}")

    for number in range(CURRENT + LAPSED):
        days = 100
        if number >= CURRENT:
            days = 780
        elif number >= CURRENT - DUE:
            days = 700
        row(number, "Prevent awareness", TODAY - timedelta(days=days))
    for number in range(WORKSHOP):
        row(number, "Workshop to raise awareness of Prevent", TODAY - timedelta(days=200))
    return "\n".join(rows) + "\n"


class Officer:
    """The officer on the page Training; she knows it by its keys."""

    def __init__(self, program: Program, bot: QtBot, place: Path) -> None:
        self.program, self.bot, self.place = program, bot, place
        program.unlock(PASSPHRASE)
        self.press(KEY.Key_7, CONTROL)

    @property
    def training(self) -> TrainingServices:
        return self.program.shell._services.training

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.program.key(key, held)
        self.program.settle()

    def say(self, command: str, answer: Callable[[QDialog], object]) -> None:
        """Do what the page offers by its name, and answer the dialog that it opens."""
        page = self.program.shell.page()
        found = {one.title: one.run for one in page.commands()}
        in_dialogs(found[command], answer)
        self.program.settle()

    def matrix(self) -> MatrixTab:
        found = self.program.window.findChild(MatrixTab)
        assert found is not None
        return found

    def people(self) -> PeopleTab:
        found = self.program.window.findChild(PeopleTab)
        assert found is not None
        return found

    def imports(self, file: Path, kind: type[ListImportDialog]) -> Callable[[QDialog], None]:
        """Return what takes a file in, in the dialog that comes up."""

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, kind)
            dialog.open_file(file)
            self.bot.waitUntil(lambda: dialog.file is not None, timeout=LONG_MS)
            self.bot.waitUntil(dialog.next_button.isVisible, timeout=LONG_MS)
            dialog.next_button.click()
            self.bot.waitUntil(lambda: dialog.steps.current() == 2, timeout=LONG_MS)
            if dialog.take_button.isEnabled():
                with self.bot.waitSignal(dialog.accepted, timeout=LONG_MS):
                    dialog.take_button.click()
            else:
                dialog.reject()

        return answer

    def save(self, dialog: QDialog) -> Path:
        """Save what a dialog shows, without a password, into this test's folder."""
        assert isinstance(dialog, PaperDialog)
        dialog.form.password_check.setChecked(False)
        dialog.choose_folder = lambda _start: str(self.place)
        dialog.folder_button.click()
        dialog.save()
        self.bot.waitUntil(lambda: dialog.saved is not None, timeout=LONG_MS)
        assert dialog.saved is not None
        saved = dialog.saved
        dialog.reject()
        return saved


def test_story_5_audit_asks_who_is_trained(
    start: Starting, folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Officer(start(folder), qtbot, tmp_path)
    (tmp_path / "staff.csv").write_text(staff_list(), "utf-8")
    (tmp_path / "done.csv").write_text(completions(), "utf-8")

    # The page is empty: Enter brings in the catalogue; then it offers the staff list.
    officer.press(KEY.Key_Return)
    assert len(officer.training.courses.all()) == 13
    in_dialogs(
        lambda: officer.press(KEY.Key_Return),
        officer.imports(tmp_path / "staff.csv", StaffImportDialog),
    )
    assert officer.training.people.how_many() == 186
    wrap = next(one.id for one in officer.training.courses.all() if one.code == "wrap")
    for department in officer.training.departments.all():
        officer.training.needs.add(wrap, department_id=department.id)
    officer.say("Take completions in", officer.imports(tmp_path / "done.csv", DoneImportDialog))

    _looks_at_the_numbers(officer)
    _imports_the_list_again(officer)
    _reminds_those_who_lapsed(officer)
    _prints_letters(officer)
    _keeps_a_certificate(officer, monkeypatch)
    _takes_the_statement_out(officer)


def _awareness(officer: Officer) -> int:
    return next(one.id for one in officer.training.courses.all() if one.code == "awareness")


def _looks_at_the_numbers(officer: Officer) -> None:
    """The matrix answers the audit, and so do its figures and lists."""
    tab = officer.matrix()
    officer.program.shell.open_page("Training", {"tab": "matrix", "courses": _awareness(officer)})
    matrix = tab._matrix
    assert matrix is not None
    assert matrix.totals == (Counts(CURRENT - DUE, DUE, LAPSED, 186 - CURRENT - LAPSED),)
    assert matrix.starters == STARTERS
    told = {one.told.key: (one.told.number, one.told.second) for one in tab.figures.buttons}
    assert told["current"] == (CURRENT, "76%, target 90%")
    assert told["due"][0] == DUE
    assert told["lapsed"][0] == LAPSED
    assert told["unknown"] == (22, "9 new starters")
    tab.asking.step_back()
    whole = tab._matrix
    assert whole is not None
    assert [course.code for course in whole.courses] == ["awareness", "wrap"]
    assert whole.totals[1].current == WORKSHOP
    assert [(row.name, row.people) for row in whole.rows] == list(PLACES)


def _imports_the_list_again(officer: Officer) -> None:
    """The same list once more makes nobody twice."""
    again = officer.imports(officer.place / "staff.csv", StaffImportDialog)
    officer.say("Take a staff list in", again)
    assert officer.training.people.how_many() == 186
    assert officer.training.people.possible_duplicates() == []


def _reminds_those_who_lapsed(officer: Officer) -> None:
    """She goes to the cell by keys and drafts a reminder to each who lapsed there."""
    youth = officer.training.departments.by_name()["youth and play"].id
    awareness = _awareness(officer)
    position = {"tab": "matrix", "department": youth, "course": awareness}
    officer.program.shell.open_page("Training", position)
    tab = officer.matrix()
    counts = tab.table.rows.counts(tab.table.currentIndex())
    assert counts.lapsed == LAPSED

    def draft(dialog: QDialog) -> None:
        assert isinstance(dialog, RemindersDialog)
        count = counts.lapsed + counts.unknown + counts.due
        assert dialog.make_button.text() == f"Make {count} drafts"
        dialog.folder_line.folder = officer.place
        dialog.make()
        officer.bot.waitUntil(lambda: dialog.made, timeout=LONG_MS)
        dialog.reject()

    officer.say("Draft reminders for this cell", draft)
    saved = sorted(officer.place.glob("training-*.eml"))
    texts = [message_from_bytes(one.read_bytes(), policy=policy.default) for one in saved]
    said = [one.get_body(("plain",)).get_content() for one in texts]  # type: ignore[union-attr]
    assert sum("it lapsed on" in one for one in said) == LAPSED
    assert all(one.startswith("OFFICIAL") for one in said)
    undo = officer.program.shell._services.desk.store.undo_label()
    assert undo is not None
    assert re.fullmatch(r"\d+ training reminders", undo)


def _prints_letters(officer: Officer) -> None:
    """Letters for the same cell: one Word document, a page each."""
    saved: list[Path] = []
    officer.say("Take out letters for this cell", lambda dialog: saved.append(officer.save(dialog)))
    word = docx.Document(io.BytesIO(saved[0].read_bytes()))
    text = "\n".join(one.text for one in word.paragraphs)
    tab = officer.matrix()
    counts = tab.table.rows.counts(tab.table.currentIndex())
    assert text.count("Dear ") == counts.lapsed + counts.unknown + counts.due
    assert saved[0].name.startswith("training-letters")


def _keeps_a_certificate(officer: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new starter sends in their certificate: it is kept, and they are current."""
    starter = next(
        one for one in officer.training.people.all()
        if one.started and (TODAY - one.started).days == 20
    )  # fmt: skip
    officer.program.shell.open_page("Training", {"tab": "people", "record": starter.id})
    content = b"%PDF-1.7 an invented certificate"
    monkeypatch.setattr(kept_files, "chosen", lambda *_: ("certificate.pdf", content))

    def record(dialog: QDialog) -> None:
        assert isinstance(dialog, CompletionDialog)
        dialog.course_box.setCurrentIndex(dialog.course_box.findData(_awareness(officer)))
        dialog.day_edit.setFocus()
        QTest.keyClicks(dialog.day_edit, "yesterday")
        dialog.file_button.click()
        QApplication.processEvents()
        QTest.keyClick(dialog.day_edit, KEY.Key_Return, CONTROL)

    officer.say("Record a completion", record)
    done = officer.training.completions.of(starter.id)
    assert officer.training.completions.file(done[0].id) == ("certificate.pdf", content)
    matrix = officer.training.coverage.matrix()
    assert matrix.totals[0].current == CURRENT + 1
    assert matrix.starters == STARTERS  # The workshop still lacks.


def _takes_the_statement_out(officer: Officer) -> None:
    """The statement for the audit: a PDF that says the same numbers, names apart."""
    officer.program.shell.open_page("Training", {"tab": "matrix"})
    saved: list[Path] = []
    officer.say("Take out a training statement", lambda dialog: saved.append(officer.save(dialog)))
    text = flat(page_text(saved[0].read_bytes()))
    assert f"Prevent awareness 186 {CURRENT + 1} {DUE} {LAPSED} 21 76%" in text
    assert f"Workshop to raise awareness of Prevent 186 {WORKSHOP} 0 0 89 52%" in text
    assert "Data current to" in text
    assert "Kearney" not in text
