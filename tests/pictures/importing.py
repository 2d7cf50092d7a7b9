"""The wizard that brings a plan in, at each of its steps and with each kind of answer."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.app.shell import Shell
from prevent_desk.app.taking_out import Order, take_out
from prevent_desk.app.window import DeskWindow
from prevent_desk.plan.ui.import_dialog import ImportDialog
from prevent_desk.plan.ui.plan_acts import PlanActs
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.source_workbook import source_like
from tests.plan.word import documents
from tests.readers.good import PASSWORD, locked


def import_screens(
    camera: Camera, window: DeskWindow, shell: Shell, acts: PlanActs, place: Path
) -> None:
    """Take the choice of a file, a locked file, a wrong password, Word, our own, and a letter."""
    camera.take_dialog("24_import_start", window, acts.import_plan)
    workbook, word, hidden, letter = (
        place / name
        for name in ("action-plan.xlsx", "Prevent plan 2015.docx", "return.xlsx", "letter.docx")
    )
    take_out(shell._services, Order("action-plan", workbook))
    word.write_bytes(documents.page_by_page())
    hidden.write_bytes(locked(source_like()))
    letter.write_bytes(documents.saved(documents.new_document()))
    for name, path in (
        ("24_import_preview", workbook),
        ("24_import_word", word),
        ("24_import_locked", hidden),
        ("24_import_no_plan", letter),
    ):
        dialog = _opened(camera, acts, shell, window, path)
        camera.take_dialog(name, window, dialog.exec)
    dialog = _opened(camera, acts, shell, window, hidden)
    dialog.password_edit.set_text(PASSWORD[:5])
    dialog.unlock()
    camera.settle()
    camera.take_dialog("24_import_wrong_password", window, dialog.exec)
    theme.set_text_percent(150)
    dialog = _opened(camera, acts, shell, window, hidden)
    camera.take_dialog("24_import_locked_text150", window, dialog.exec)
    dialog = _opened(camera, acts, shell, window, word)
    camera.take_dialog("24_import_word_text150", window, dialog.exec)
    theme.set_text_percent(100)


def _opened(
    camera: Camera, acts: PlanActs, shell: Shell, window: DeskWindow, path: Path
) -> ImportDialog:
    sheet = acts._sheet()
    dialog = ImportDialog(acts._plans, sheet.head.id if sheet else None, shell, window)
    dialog.open_file(path)
    camera.settle()
    return dialog
