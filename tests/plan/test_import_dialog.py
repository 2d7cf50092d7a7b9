"""The wizard that brings a plan in: nothing is written before its last step, one Undo undoes it."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from prevent_desk.core.errors import Stopped
from prevent_desk.plan.exports.action_plan import write
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.model.records import Paper
from prevent_desk.plan.reading import inside, wire
from prevent_desk.plan.ui.import_dialog import ImportDialog
from prevent_desk.readers import handed
from prevent_desk.ui import jobs, theme
from tests.plan.desks import Desk as PlanDesk
from tests.plan.page_room import DeskStandIn
from tests.plan.source_workbook import source_like
from tests.plan.word import documents
from tests.readers.good import PASSWORD, locked

# The offscreen platform says so of every dialog with a minimum size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

PAPER = Paper("OFFICIAL", date(2015, 11, 25), datetime(2015, 11, 25, 14, 2, tzinfo=UTC))


def read_here(path: Path, **_: Any) -> PlanDraft:
    """Read in this process: the child is tested by itself."""
    return wire.unpacked(json.loads(inside.read(path.read_bytes())))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp, scheme="light")
    yield
    assert jobs.stop_all()


@pytest.fixture
def opened(qtbot: QtBot, desk: PlanDesk) -> Callable[..., ImportDialog]:
    def open_dialog(plan_id: int | None = desk.plan_id, **given: Any) -> ImportDialog:
        given.setdefault("read", read_here)
        shell = DeskStandIn(desk.store)
        dialog = ImportDialog(desk.plans, plan_id, shell, **given)
        dialog.shell = shell
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_dialog


def until_looked(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: dialog.form.steps.current() == 1 and jobs.running() == 0)


def exported(desk: PlanDesk) -> bytes:
    return write(desk.plans.contents(desk.plan_id), PAPER)


def edited(data: bytes, cell: str, text: str) -> bytes:
    book = load_workbook(io.BytesIO(data))
    book["Action plan"][cell] = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_our_own_workbook_unchanged_has_nothing_to_import(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(exported(desk))
    dialog = opened()
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    assert dialog.form.into_choice.value() == "open"
    assert not dialog.import_button.isEnabled()
    assert "in the plan already" in dialog.form.told_banner.text()
    assert dialog.form.fits_label.text() == "0 new, 0 changes, 14 the same."


def test_an_edited_cell_is_shown_first_and_then_written_as_one_act(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(edited(exported(desk), "E8", "By March 2016"))
    before = desk.everything()
    dialog = opened()
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    assert desk.everything() == before
    assert dialog.import_button.text() == "&Import 1 change"
    model = dialog.form.findings_list.model()
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Would change: O1-01: timescale. 2015-2016  →  By March 2016" in said
    with qtbot.waitSignal(dialog.imported) as signal:
        dialog.import_button.click()
    assert signal.args == [desk.plan_id]
    assert desk.row("O1-01").timescale == "By March 2016"
    desk.store.undo()
    assert desk.everything() == before


def test_a_plan_of_others_becomes_a_new_plan(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "others.xlsx"
    path.write_bytes(source_like())
    dialog = opened(None)
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    assert dialog.form.into_choice.isHidden()
    assert dialog.import_button.text() == "&Import 14 actions"
    with qtbot.waitSignal(dialog.imported) as signal:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert signal.args[0] != desk.plan_id
    assert len(desk.plans.sheet(signal.args[0]).rows) == 14


def test_the_place_can_be_chosen_and_the_button_says_what_follows(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(exported(desk))
    dialog = opened()
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    dialog.form.into_choice.set_value("new")
    dialog.form.into_choice.chosen.emit("new")
    assert dialog.import_button.isEnabled()
    assert dialog.import_button.text() == "&Import 14 actions"
    assert "102 success criteria" in dialog.form.fits_label.text()


def test_a_file_that_is_no_plan_is_told_in_a_sentence_and_nothing_changes(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    before = desk.everything()
    dialog = opened()
    dialog.open_file(path)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert dialog.form.steps.current() == 0
    assert "no delivery plan" in dialog.form.told_banner.text()
    assert "(PD-318)" in dialog.form.told_banner.text()
    assert desk.everything() == before


def test_cancel_while_reading_goes_back_to_the_choice(
    opened: Callable[..., ImportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    begun = threading.Event()

    def read(_path: Path, *, password: str, report: Any, stopped: Any) -> PlanDraft:
        begun.set()
        pause = threading.Event()
        while not stopped():
            pause.wait(0.002)
        raise Stopped

    dialog = opened(read=read)
    dialog.open_file(tmp_path / "plan.xlsx")
    qtbot.waitUntil(begun.is_set)
    dialog.form.progress_card.cancel_button.click()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert dialog.form.steps.current() == 0
    assert dialog.form.told_banner.text() == "Stopped. Nothing was written."


def test_cancel_while_importing_writes_nothing_and_shows_the_check_again(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "others.xlsx"
    path.write_bytes(source_like())
    dialog = opened()
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    before = desk.everything()
    real, begun = desk.plans.import_plan, threading.Event()

    def slow(draft: PlanDraft, into: int | None, report: Any, stopped: Any) -> int:
        begun.set()
        pause = threading.Event()
        while not stopped():
            pause.wait(0.002)
        return real(draft, into, report, stopped)

    dialog._plans = type("Slow", (), {"import_plan": staticmethod(slow)})()
    dialog.form.into_choice.set_value("new")
    dialog.import_now()
    qtbot.waitUntil(begun.is_set)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert dialog.isVisible()
    assert dialog.form.steps.current() == 1
    assert desk.everything() == before


def test_a_cancel_that_comes_after_the_commit_is_told_as_done(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "others.xlsx"
    path.write_bytes(source_like())
    dialog = opened(None)
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    real = desk.plans.import_plan

    def late(draft: PlanDraft, into: int | None, *_: Any) -> int:
        made = real(draft, into)
        dialog._job.cancel()
        return made

    dialog._plans = type("Late", (), {"import_plan": staticmethod(late)})()
    with qtbot.waitSignal(dialog.imported):
        dialog.import_now()
    assert not dialog.isVisible()


def test_a_dropped_file_is_read(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(exported(desk))
    dialog = opened()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    where, nothing = QPoint(10, 10), Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(
        where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, nothing
    )
    dialog.dragEnterEvent(entered)
    assert entered.isAccepted()
    dialog.dropEvent(
        QDropEvent(where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, nothing)
    )
    until_looked(qtbot, dialog)
    assert len(dialog.preview().new_actions) == 0


def test_the_list_is_saved_for_whoever_has_to_put_the_workbook_right(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path, place = tmp_path / "plan.xlsx", tmp_path / "list.txt"
    path.write_bytes(edited(exported(desk), "G8", "Purple"))
    dialog = opened()
    dialog.choose_place = lambda _name: str(place)
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    assert dialog.form.summary_label.text().endswith("1 needs you, nothing is written yet.")
    dialog.list_button.click()
    qtbot.waitUntil(place.exists)
    said = place.read_text("utf-8-sig")
    assert "COULD NOT BE PLACED" in said
    assert "Sheet “Action plan”, row 8: “Purple” – “Purple” is not in this plan's key." in said


def test_the_keyboard_alone_brings_a_plan_in(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(edited(exported(desk), "E8", "By March 2016"))
    dialog = opened()
    dialog.choose_file = lambda _start: str(path)
    first = dialog.form.file_state._first
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    until_looked(qtbot, dialog)
    assert dialog.shell.setting("import/folder") == str(tmp_path)
    with qtbot.waitSignal(dialog.imported):
        qtbot.keyClick(dialog.import_button, Qt.Key.Key_Return)
    assert desk.plans.detail(desk.id("O1-01")).row.timescale == "By March 2016"


def locked_copy(folder: Path) -> Path:
    """Return a plan of others under a password, as a file."""
    path = folder / "locked.xlsx"
    path.write_bytes(locked(source_like()))
    return path


def read_locked(path: Path, *, password: str, **_: Any) -> PlanDraft:
    """Read in this process what may be under a password."""
    return wire.unpacked(json.loads(inside.read(handed.pack(path.read_bytes(), password))))


def until_asked(qtbot: QtBot, dialog: ImportDialog) -> None:
    form = dialog.form
    qtbot.waitUntil(lambda: jobs.running() == 0 and form.pages.currentWidget() is form.lock_page)


def test_a_locked_file_asks_for_its_password_again_until_it_opens(
    opened: Callable[..., ImportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(None, read=read_locked)
    form, line = dialog.form, dialog.password_edit.line
    dialog.open_file(locked_copy(tmp_path))
    until_asked(qtbot, dialog)
    assert form.lock_label.text() == "“locked.xlsx” is protected by a password"
    assert form.password_field.error() == ""
    assert line.accessibleName() == "Password of the file"
    assert (dialog.open_button.isHidden(), dialog.import_button.isHidden()) == (False, True)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert form.password_field.error() == "Type the password that came with the file."
    qtbot.keyClicks(line, "kestrel")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: jobs.running() == 0 and bool(form.password_field.error()))
    assert "does not open" in form.password_field.error()
    assert line.selectedText() == "kestrel"
    qtbot.keyClicks(line, PASSWORD)
    dialog.open_button.click()
    until_looked(qtbot, dialog)
    assert dialog.import_button.text() == "&Import 14 actions"
    assert dialog.open_button.isHidden()
    assert line.text() == ""


def test_back_from_the_password_forgets_it_and_another_file_may_be_chosen(
    opened: Callable[..., ImportDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(None, read=read_locked)
    dialog.open_file(locked_copy(tmp_path))
    until_asked(qtbot, dialog)
    qtbot.keyClicks(dialog.password_edit.line, "half")
    dialog.back_button.click()
    form = dialog.form
    assert form.pages.currentWidget() is form.file_page
    assert dialog.password_edit.text() == ""
    assert dialog.property("private") is True
    path = tmp_path / "plan.docx"
    path.write_bytes(documents.page_by_page())
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    assert dialog.import_button.text() == "&Import 14 actions"


def test_a_word_document_shows_what_it_would_do_and_becomes_a_plan(
    opened: Callable[..., ImportDialog], qtbot: QtBot, desk: PlanDesk, tmp_path: Path
) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(documents.table_per_objective())
    before = desk.everything()
    dialog = opened(None)
    dialog.open_file(path)
    until_looked(qtbot, dialog)
    model = dialog.form.findings_list.model()
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert any("Headers and footers" in line for line in said)
    assert any("Paragraph below table 3" in line for line in said)
    with qtbot.waitSignal(dialog.imported):
        dialog.import_button.click()
    desk.store.undo()
    assert desk.everything() == before


def test_the_choice_of_a_file_offers_every_kind_that_is_read(
    opened: Callable[..., ImportDialog], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, _start: str, kinds: str) -> tuple[str, str]:
        asked.append(kinds)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    opened().form.file_state.first_clicked.emit()
    assert asked == ["Plans (*.xlsx *.docx *.ods *.xls)"]
