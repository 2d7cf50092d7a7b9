"""The criteria library and evidence as pictures: lists, dialogs, and the inspector's parts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from prevent_desk.app.shell import Shell
from prevent_desk.plan.model.library.entries import Gathering
from prevent_desk.plan.model.library.evidence import Target
from prevent_desk.plan.model.records import Measure
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.library.evidence_view import EvidenceView
from prevent_desk.plan.ui.library.view import LibraryView
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.ui import theme
from tests.pictures.camera import Camera


def library_screens(camera: Camera, window: QWidget, shell: Shell) -> None:
    """Take every screen of both over the plan that is open, and leave it as it was."""
    shell.open_page("Plan")
    room = shell.page()
    assert isinstance(room, PlanRoom)
    sheet, services = room.grid.sheet(), room.around.services
    assert sheet is not None
    plan_id = sheet.head.id
    shell.open_page("Plan", {"view": "library"})
    view = room.view()
    assert isinstance(view, LibraryView)
    camera.take("03l_library_empty", window)
    _dialog(camera, "03l_gather", window, view.gather)
    gather_some(services, plan_id, 8)
    view.reload()
    camera.take("03l_library", window)
    view.form.search_box.setText("nothing of the kind")
    camera.take("03l_library_nothing_fits", window)
    view.form.search_box.clear()
    _dialog(camera, "03l_merge", window, view.merge)
    _dialog(camera, "03l_new", window, view.new_entry)
    shell.open_page("Plan", {"view": "grid"})
    _dialog(camera, "03l_choose", window, lambda: _choose(room))
    shell.open_page("Plan", {"view": "evidence"})
    evidence = room.view()
    assert isinstance(evidence, EvidenceView)
    camera.take("03l_evidence_empty", window)
    keep_some(services, plan_id)
    evidence.reload()
    camera.take("03l_evidence", window)
    _dialog(camera, "03l_note", window, evidence.add_note)
    _dialog(camera, "03l_file", window, lambda: _open_file(evidence))
    action = _trained(services, plan_id)
    shell.open_page("Plan", {"view": "grid", "plan": plan_id, "action": action})
    room.reload()
    camera.settle()
    camera.take("03l_inspector", window)
    theme.set_text_percent(150)
    for name in ("library", "evidence"):
        shell.open_page("Plan", {"view": name})
        camera.take(f"03l_{name}_text150", window)
    _dialog(camera, "03l_note_text150", window, evidence.add_note)
    _dialog(camera, "03l_gather_text150", window, view.gather)
    theme.set_text_percent(100)
    shell.open_page("Plan", {"view": "grid"})
    # One undo too many would say that there is nothing, and wait for someone to read it.
    while shell._store.undo_label() is not None:
        shell.undo()
    camera.settle()


def gather_some(services: PlanServices, plan_id: int, most: int) -> None:
    """Gather what stands in most actions."""
    found = services.library.repeats(plan_id).same[:most]
    services.library.gather(
        [
            Gathering(one.text, one.unit, tuple(line.id for line in one.lines), one.entry_id)
            for one in found
        ]
    )


def keep_some(services: PlanServices, plan_id: int) -> None:
    """Keep a file, a note and a record for the action that counts people trained."""
    action = _trained(services, plan_id)
    criterion = services.plans.detail(action).criteria[0]
    services.plans.set_measure(criterion.id, Measure("practitioners", "60", "22"))
    target = Target(action, criterion.id)
    log = "Session,Day,People\nHousing officers,12 Oct,18\nLibraries,4 Nov,13\n" * 12
    services.evidence.add_file("Attendance autumn.csv", log.encode(), [target], 31)
    services.evidence.add_note(
        "WRAP session, youth team", "Nine came, two sent excuses.", date(2015, 11, 12), [target], 9
    )
    update = services.plans.add_update(
        action, "Second session booked", "Education", date(2015, 11, 20)
    )
    services.evidence.link_record(f"update:{update}", [Target(action)])


def _trained(services: PlanServices, plan_id: int) -> int:
    rows = services.plans.sheet(plan_id).rows
    return next((row.id for row in rows if row.ref == "O2-02"), rows[0].id)


def _choose(room: PlanRoom) -> None:
    column = next(n for n, one in enumerate(COLUMNS) if one.key == "criteria")
    room.grid.view.setCurrentIndex(room.grid.view.currentIndex().siblingAtColumn(column))
    room.grid.menus.commands_at_cell()[0].run()


def _open_file(view: EvidenceView) -> None:
    piece = next(one for one in view.model.rows() if one.file is not None)
    view.acts.open(piece)


def _dialog(camera: Camera, name: str, window: QWidget, opens: object) -> None:
    """Take a dialog that may come up after work beside the window."""
    assert callable(opens)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    found: list[QDialog] = []

    def look() -> None:
        dialog = app.activeModalWidget()
        if isinstance(dialog, QDialog):
            found.append(dialog)
            camera.settle()
            camera.take(name, window, dialog)
            dialog.reject()
        elif len(found) == 0:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
    opens()
    camera.settle()
    for _round in range(500):
        if found and app.activeModalWidget() is None:
            return
        camera.settle()
    raise AssertionError(f"no dialog came up for {name}")
