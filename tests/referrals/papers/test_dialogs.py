"""What is taken out is what was on show, under a password unless it is turned off, and is noted."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import msoffcrypto
import openpyxl
import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.form import FOLDER
from prevent_desk.referrals.model.papers.wanted import Format, Kind
from prevent_desk.referrals.ui.papers.dialog import Begin, PaperDialog
from prevent_desk.referrals.ui.papers.register_dialog import RegisterDialog
from prevent_desk.store import audit
from prevent_desk.ui import jobs, theme
from tests.exports.reading import page_text
from tests.referrals.desks import Desk
from tests.referrals.papers.room import make_here
from tests.referrals.record.rooms import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp, scheme="light")
    yield
    assert jobs.stop_all()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Window:
    desk.add("Kris", "Hallam", answers={"concern": "A manifesto he read online."})
    window = Window(desk, qtbot)
    window.shell.remember(FOLDER, str(tmp_path))
    return window


def rested(qtbot: QtBot, dialog: TakeOutDialog) -> None:
    """Wait until the file is made, or saved."""
    qtbot.waitUntil(lambda: not dialog._settle.isActive() and not jobs.running(), timeout=20_000)


def saved(qtbot: QtBot, dialog: TakeOutDialog) -> Path:
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None, timeout=20_000)
    rested(qtbot, dialog)
    assert dialog.saved is not None
    return dialog.saved


@pytest.fixture
def paper(window: Window, qtbot: QtBot) -> Callable[..., PaperDialog]:
    def opened(begin: Begin | None = None) -> PaperDialog:
        dialog = PaperDialog(window.room.around, 1, begin, make=make_here)
        qtbot.addWidget(dialog)
        dialog.show()
        rested(qtbot, dialog)
        return dialog

    return opened


def test_a_summary_is_shown_and_saved_under_a_password_told_once(
    paper: Callable[..., PaperDialog], qtbot: QtBot, desk: Desk
) -> None:
    dialog = paper()
    assert dialog.form.preview_stack.currentWidget() is dialog.pages
    path = saved(qtbot, dialog)
    assert "Hallam" not in path.name
    assert dialog.form.password_banner.isVisible()
    assert len(dialog._password.split()) == 4
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=dialog._password) as pdf:
        assert pdf.encryption.R == 6
        plain = io.BytesIO()
        pdf.save(plain, encryption=False)
    text = page_text(plain.getvalue())
    assert "Case summary PD-2025-001" in " ".join(text.split())
    assert "Hallam" not in text
    newest = audit.records(desk.store)[0]
    assert (newest.action, newest.object_id) == ("exported", "PD-2025-001")


def test_the_password_told_once_is_readable_and_can_be_marked_and_copied(
    paper: Callable[..., PaperDialog], qtbot: QtBot
) -> None:
    dialog = paper()
    saved(qtbot, dialog)
    banner = dialog.form.password_banner
    assert banner.isEnabled()
    assert not dialog.form.name_field.isEnabled()
    assert not dialog.form.own_pane.isEnabled()
    area = dialog.form.choices_area.viewport()
    qtbot.waitUntil(lambda: area.rect().contains(banner.mapTo(area, banner.rect().center())))
    words = banner._words
    words.setFocus()
    qtbot.keyClick(words, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert dialog._password in words.selectedText()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == dialog._password


def test_a_name_no_system_takes_is_told_at_its_field_and_nothing_is_saved(
    paper: Callable[..., PaperDialog],
) -> None:
    dialog = paper()
    for name in ("case: summary", "cases/summary", "y" * 300 + "/x"):
        dialog.name_edit.setText(name)
        dialog.save()
        assert dialog.form.name_field.error().startswith("A file name cannot hold")
        assert dialog.saved is None
        assert dialog.save_button.isEnabled()


def test_closing_the_dialog_forgets_the_password(
    paper: Callable[..., PaperDialog], qtbot: QtBot
) -> None:
    dialog = paper()
    saved(qtbot, dialog)
    dialog.reject()
    assert dialog._password == ""


def test_a_word_file_without_a_password_opens_as_it_is(
    paper: Callable[..., PaperDialog], qtbot: QtBot
) -> None:
    import docx

    dialog = paper(Begin(Kind.RECORD))
    dialog.format_choice.set_value(Format.WORD.name)
    dialog._kind_chosen()
    dialog.fields.names_check.setChecked(True)
    dialog.form.password_check.setChecked(False)
    rested(qtbot, dialog)
    path = saved(qtbot, dialog)
    assert path.suffix == ".docx"
    words = [p.text for p in docx.Document(str(path)).paragraphs]
    assert "Kris Hallam" in words
    assert dialog.copy_button.isHidden()


def test_what_each_kind_offers_is_shown_with_it_alone(paper: Callable[..., PaperDialog]) -> None:
    dialog = paper(Begin(Kind.CHRONOLOGY, whole_person=True))
    fields = dialog.fields
    assert not fields.person_check.isHidden()
    assert fields.notes_check.isHidden()
    assert dialog.wanted().whole_person
    dialog.kind_combo.setCurrentIndex(dialog.kind_combo.findData(Kind.RECORD.name))
    dialog._kind_chosen()
    assert fields.person_check.isHidden()
    assert not fields.notes_check.isHidden()
    assert not dialog.wanted().whole_person


def test_the_register_is_saved_as_a_locked_workbook(window: Window, qtbot: QtBot) -> None:
    dialog = RegisterDialog(window.room.around, make=make_here)
    qtbot.addWidget(dialog)
    dialog.show()
    rested(qtbot, dialog)
    assert dialog.sheet.facts().startswith("1 line: 1 received")
    path = saved(qtbot, dialog)
    opened = io.BytesIO()
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        assert locked.is_encrypted()
        locked.load_key(password=dialog._password)
        locked.decrypt(opened)
    sheet = openpyxl.load_workbook(opened)["Register"]
    assert sheet["A4"].value == "PD-2025-001"


def test_a_period_that_ends_before_it_begins_is_told(window: Window, qtbot: QtBot) -> None:
    dialog = RegisterDialog(window.room.around, make=make_here)
    qtbot.addWidget(dialog)
    dialog.show()
    rested(qtbot, dialog)
    today = window.desk.clock.today()
    dialog.since_edit.set_day(today)
    dialog.until_edit.set_day(today.replace(day=1))
    dialog.changed()
    rested(qtbot, dialog)
    assert dialog.form.told_banner.isVisible()
