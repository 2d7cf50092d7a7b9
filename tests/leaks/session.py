"""A whole session, typed: a marker of its own goes into every place that takes words.

Run by the tests in a child process, which holds still when it is done and waits to be killed.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from prevent_desk.app.palette import Palette
from prevent_desk.app.window import DeskWindow
from prevent_desk.core.errors import Refused
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.library.evidence import Target
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.ui.columns import BY_KEY, COLUMNS
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.plan.ui.heading_dialog import ActivityDialog, ObjectiveDialog
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.plan.ui.plan_dialog import PlanDialog
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import jobs
from prevent_desk.workers import child
from tests.leaks.desks import PASSPHRASE
from tests.leaks.driving import (
    CONTROL,
    Script,
    Titles,
    a_dialog,
    dialog,
    enter,
    go_to_cell,
    later,
    no_dialog,
    order,
    plan_of,
    press,
    run,
    say,
    shell_of,
    type_cell,
    type_into,
    unlock,
)
from tests.leaks.noticing import Opened, allows_a_dump, forgotten_files
from tests.leaks.searching import found_in

CELLS = {
    "ref": "ref", "action": "act", "lead": "lead", "criteria": "crit", "time": "time",
    "resources": "res", "reason": "reas", "comments": "comm",
}  # fmt: skip
"""Which marker is typed into which column."""


def whole_session(
    window: DeskWindow, marks: Any, desk: Path, export: Path, titles: Titles
) -> Script:
    """Work everything there is to be worked, and leave words behind that are not committed."""
    page_of_key = window.locked.unlock_page
    yield lambda: window.isVisible() and page_of_key.form.unlock_button.isEnabled()
    type_into(page_of_key.secret.line, marks.wrong)
    press(Qt.Key.Key_Return)
    yield page_of_key.form.secret_field.error
    yield page_of_key.form.unlock_button.isEnabled
    page_of_key.secret.clear()
    yield from unlock(window, PASSPHRASE)
    titles.watch()
    page = plan_of(window)
    yield from _cells(page, marks)
    yield from _inspector(page, marks)
    yield from _headings(page, marks)
    yield from _finding(window, page, marks)
    yield from _refusals(page, marks)
    yield from _undo(window, page, marks)
    yield from _exports(page, export, marks)
    yield from _partnership(window, page, marks)
    yield from _backup(window, desk)
    yield from _failures(window, marks)
    yield from _left_open(window, page, marks)


def _cells(page: PlanPage, marks: Any) -> Script:
    for column in COLUMNS:
        page.showing.show_column(column.key, shown=True)
    for key, kind in CELLS.items():
        type_cell(page, 0, BY_KEY[key], getattr(marks, kind))
        if key == "action":
            box = page.editing.editor()
            assert box is not None
            QTest.keyClick(box.box, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
            QTest.keyClicks(box.box, marks.text)
        enter(page)
        yield lambda: not page.editing.is_open()
    go_to_cell(page, 0, BY_KEY["action"])
    press(Qt.Key.Key_C, CONTROL)
    assert marks.act in QGuiApplication.clipboard().text()
    yield no_dialog


def _inspector(page: PlanPage, marks: Any) -> Script:
    go_to_cell(page, 1, BY_KEY["ref"])
    sheet = page.sheet()
    assert sheet is not None
    yield lambda: page.inspector.shown_action() == sheet.rows[1].id
    updates = page.inspector.updates
    type_into(updates.text_edit, marks.upd)
    type_into(updates.by_edit, marks.by)
    updates.add_button.click()
    yield lambda: not updates.text_edit.toPlainText()
    QTest.keyClick(page.view, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    type_into(page.inspector.resources.edit, marks.ires)
    page.view.setFocus()
    reason = page.inspector.progress.reason_edit
    if not reason.isHidden():
        type_into(reason, marks.irea)
        press(Qt.Key.Key_Return)
    measures = page.inspector.measures
    measures._open(measures._criteria[0].id)
    editor = next(iter(measures.editors.values()))
    type_into(editor.target_edit, "12")
    type_into(editor.unit_edit, marks.unit)
    page.view.setFocus()
    yield no_dialog


def _headings(page: PlanPage, marks: Any) -> Script:
    later(page.plan_acts.edit_plan)
    yield a_dialog(PlanDialog)
    plan = dialog(PlanDialog)
    assert plan is not None
    for edit, mark in (
        (plan.title_edit, marks.plan), (plan.version_edit, marks.vers),
        (plan.label_edit, marks.labl), (plan.preamble_edit, marks.prea),
        (plan.aims_edit, marks.aim), (plan.legend_edit.rows[0].word_edit, marks.key),
    ):  # fmt: skip
        edit.clear()
        type_into(edit, mark)
    later(plan._check)
    yield no_dialog
    later(page.structure.add_objective)
    yield a_dialog(ObjectiveDialog)
    objective = dialog(ObjectiveDialog)
    assert objective is not None
    type_into(objective.heading_edit, marks.head)
    type_into(objective.text_edit, marks.obj)
    type_into(objective.introduction_edit, marks.intr)
    later(objective._check)
    yield no_dialog
    go_to_cell(page, 2, BY_KEY["ref"])
    later(page.structure.add_activity)
    yield a_dialog(ActivityDialog)
    activity = dialog(ActivityDialog)
    assert activity is not None
    type_into(activity.heading_edit, marks.acti)
    later(activity._check)
    yield no_dialog
    # A dialog that is given up, with words in it.
    later(page.plan_acts.new_plan)
    yield a_dialog(PlanDialog)
    plan = dialog(PlanDialog)
    assert plan is not None
    type_into(plan.title_edit, marks.gone)
    plan.reject()
    yield no_dialog


def _finding(window: DeskWindow, page: PlanPage, marks: Any) -> Script:
    later(shell_of(window).search)
    yield a_dialog(Palette)
    palette = dialog(Palette)
    assert palette is not None
    for words in (marks.find, marks.act):
        palette.box.clear()
        type_into(palette.box, words)
    palette.reject()
    yield no_dialog
    box = page.view.header.editors["action"]
    type_into(box, marks.filt)
    yield lambda: page.showing.fitting == 0
    page.showing.clear()
    page.view.setFocus()
    yield lambda: page.showing.fitting


def _refusals(page: PlanPage, marks: Any) -> Script:
    type_cell(page, 2, BY_KEY["due"], marks.date)
    box = enter(page)
    yield lambda: page.editing.is_open() and box.note.isVisible()
    QTest.keyClick(box.box, Qt.Key.Key_Escape)
    # Pasted, the same is told in a dialog.
    QGuiApplication.clipboard().setText(marks.past)
    go_to_cell(page, 2, BY_KEY["due"])
    later(lambda: QTest.keyClick(page.view, Qt.Key.Key_V, CONTROL))
    yield a_dialog()
    yield from _close_dialogs()


def _close_dialogs() -> Script:
    while (top := dialog(QDialog)) is not None:
        top.reject()
        yield partial(_is_gone, top)


def _is_gone(top: QDialog) -> bool:
    return dialog(QDialog) is not top


def _undo(window: DeskWindow, page: PlanPage, marks: Any) -> Script:
    for number, mark in enumerate((marks.und1, marks.und2)):
        type_cell(page, 3 + number, BY_KEY["time"], mark)
        enter(page)
        yield lambda: not page.editing.is_open()
    shell = shell_of(window)
    for step in (shell.undo, shell.undo, shell.redo):
        step()
    sheet = page.sheet()
    assert sheet is not None
    assert (sheet.rows[3].timescale == marks.und1, sheet.rows[4].timescale == marks.und2) == (
        True,
        False,
    )
    yield no_dialog


def _exports(page: PlanPage, export: Path, marks: Any) -> Script:
    for kind in (Kind.SUMMARY, Kind.ACTION_PLAN):
        later(
            page.plan_acts.export_summary
            if kind is Kind.SUMMARY
            else page.plan_acts.export_workbook
        )
        yield a_dialog(ExportDialog)
        box = dialog(ExportDialog)
        assert box is not None
        box.choose_folder = lambda _start: str(export)
        box.folder_button.click()
        if kind is Kind.SUMMARY:
            box.fields.table_check.setChecked(True)
        box.save()
        yield partial(getattr, box, "saved")
        box.reject()
        yield no_dialog


def _partnership(window: DeskWindow, page: PlanPage, marks: Any) -> Script:
    """Freeze, gather, prove, write to and set aside: what the plan is between meetings."""
    room = shell_of(window).page()
    assert isinstance(room, PlanRoom)
    services = room.around.services
    sheet = page.sheet()
    assert sheet is not None
    plan_id, target = sheet.head.id, Target(sheet.rows[0].id)
    services.versions.freeze(plan_id, marks.vers, date.today(), marks.agre, marks.vnot)  # noqa: DTZ011
    services.library.add(marks.libr)
    services.evidence.add_note(marks.evid, marks.evno, None, [target])
    services.evidence.add_file(f"{marks.file}.txt", marks.byte.encode() * 400, [target])
    services.agencies.keep([Agency("City Police", marks.cont, f"{marks.mail}@example.org")])
    services.health.set_aside(plan_id, services.health.hints(plan_id)[:1], marks.asid)
    yield no_dialog


def _backup(window: DeskWindow, desk: Path) -> Script:
    shell = shell_of(window)
    # Of two backups of one hour the later takes the place of the earlier.
    before = set(desk.glob("backups/*.pdvb"))
    shell.back_up()
    yield lambda: set(desk.glob("backups/*.pdvb")) - before and not jobs.running()


def _failures(window: DeskWindow, marks: Any) -> Script:
    """Let exceptions with markers in their words end in every place where they can end."""
    shell = shell_of(window)

    def fail(mark: str, kind: type[Exception] = ValueError) -> None:
        held = mark  # noqa: F841 - a local that a talkative traceback would print
        raise kind(mark)

    button = QPushButton(shell)
    button.clicked.connect(lambda: fail(marks.slot))
    later(button.click)
    yield a_dialog()
    yield from _close_dialogs()
    jobs.run(lambda _report, _stopped: fail(marks.job), shell)
    yield a_dialog()
    yield from _close_dialogs()
    jobs.run(lambda _r, _s: fail(marks.job2, KeyError), shell, failed=shell._failed)
    yield a_dialog()
    yield from _close_dialogs()
    jobs.run(lambda _r, _s: child.run("prevent_desk.workers.trial:fail", marks.work), shell)
    yield a_dialog()
    yield from _close_dialogs()
    later(lambda: shell._failed(Refused(f"“{marks.refu}” will not do.")))
    yield a_dialog()
    yield from _close_dialogs()

    class Dying:
        def __del__(self) -> None:
            fail(marks.dead)

    Dying()
    qWarning(marks.qtsa)
    yield no_dialog


def _left_open(window: DeskWindow, page: PlanPage, marks: Any) -> Script:
    go_to_cell(page, 5, BY_KEY["ref"])
    sheet = page.sheet()
    assert sheet is not None
    yield lambda: page.inspector.shown_action() == sheet.rows[5].id
    type_into(page.inspector.updates.text_edit, marks.dupd)
    page.inspector.updates.flush()
    type_cell(page, 5, BY_KEY["time"], marks.cell)
    kept = shell_of(window).drafts
    yield lambda: sorted(text for text, _ in kept().values()) == sorted([marks.cell, marks.dupd])
    box = page.editing.editor()
    assert box is not None
    QTest.keyClicks(box.box, f" {marks.last}")


def main() -> None:
    opened = Opened()
    wanted = order()
    marks, export = SimpleNamespace(**wanted["markers"]), Path(wanted["export"])
    desk = Path(wanted["desk"])
    titles = Titles()

    def script(window: DeskWindow) -> Script:
        yield from whole_session(window, marks, desk, export, titles)
        every = list(wanted["markers"].values())
        shown = {top.windowTitle() for top in QApplication.topLevelWidgets()}
        say(
            titles=sorted(titles.seen | shown),
            written=sorted(opened.written),
            held={
                name: found_in(content, every) for name, content in forgotten_files(desk).items()
            },
            allows_a_dump=allows_a_dump(),
        )
        sys.stdin.readline()
        yield lambda: True

    run(desk, script)


if __name__ == "__main__":
    main()
