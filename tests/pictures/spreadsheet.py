"""Working like a spreadsheet: a block, a paste to be looked at, find and replace, views, print."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from prevent_desk.app.shell import Shell
from prevent_desk.app.window import DeskWindow
from prevent_desk.plan.ui.columns import ACTION, LEAD, TIME
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.plan.ui.spreadsheet.replace_dialog import ReplaceDialog
from prevent_desk.ui import theme
from tests.pictures.camera import Camera

_PASTED = "31/2\tamber\nJune 2016\tBehind\nMay\tGreen\n2015/16\tPurple\n"


def spreadsheet_screens(camera: Camera, window: DeskWindow, shell: Shell) -> None:
    """Take what is new of the grid, and its dialogs."""
    page: PlanPage = shell.page().grid
    sheet = page.sheet()
    assert sheet is not None
    rows = sheet.rows
    view = page.view
    view.go_to_action(rows[1].id, LEAD)
    place = view.model_.place_of(rows[3].id)
    assert place is not None
    view.moves.choose_to(view.model_.index(place, TIME))
    camera.take("03_plan_block", window)
    held = QMimeData()
    held.setText(_PASTED)
    QGuiApplication.clipboard().setMimeData(held)
    view.go_to_action(rows[-3].id, TIME)
    camera.take_dialog("03_plan_paste", window, page.editing.cells.paste)
    view.go_to_action(rows[0].id, ACTION)
    _replace(camera, window, page, "03_plan_replace")
    page.showing.filter_progress("Not set", on=True)
    page.views.views.save_as("Not set yet")
    page.showing.show_column("time", shown=False)
    camera.take("03_plan_view", window)
    camera.take_dialog("03_plan_view_name", window, page.views.rename)
    page.views.views.remove()
    camera.take_dialog("03_plan_print", window, page.print_plan)
    theme.set_text_percent(150)
    view.go_to_action(rows[-3].id, TIME)
    camera.take_dialog("03_plan_paste_150", window, page.editing.cells.paste)
    _replace(camera, window, page, "03_plan_replace_150")
    camera.take_dialog("03_plan_print_150", window, page.print_plan)
    theme.set_text_percent(100)
    QGuiApplication.clipboard().clear()


def _replace(camera: Camera, window: DeskWindow, page: PlanPage, name: str) -> None:
    taking = camera.take

    def take_typed(called: str, below: DeskWindow, over: ReplaceDialog | None = None) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ReplaceDialog):
            dialog.find_edit.setText("Prevent")
            dialog.by_edit.setText("Prevent programme")
            dialog.look()
        taking(called, below, over)

    camera.take = take_typed  # type: ignore[assignment, method-assign]
    camera.take_dialog(name, window, page.find_and_replace)
    camera.take = taking  # type: ignore[method-assign]
