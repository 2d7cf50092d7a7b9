"""The pictures of the criteria library and of evidence; taken by `tests.pictures`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from prevent_desk.plan.model.library.entries import Gathering
from prevent_desk.plan.model.library.evidence import Target
from prevent_desk.plan.model.records import Measure
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.library.evidence_view import EvidenceView
from prevent_desk.plan.ui.library.view import LibraryView
from prevent_desk.plan.ui.room import PlanRoom

if TYPE_CHECKING:
    from tests.pictures.camera import Camera


def library_screens(camera: Camera, window: QWidget, room: PlanRoom) -> None:
    """Take every screen of the library and of evidence, at the plan that is open."""
    services = room.around.services
    sheet = room.grid.sheet()
    assert sheet is not None
    room.go_to({"view": "library"})
    view = room.view()
    assert isinstance(view, LibraryView)
    camera.take("07l_library_empty", window)
    _dialog(camera, "07l_gather", window, view.gather)
    found = services.library.repeats(sheet.head.id)
    services.library.gather(
        [
            Gathering(one.text, one.unit, tuple(line.id for line in one.lines), one.entry_id)
            for one in found.same[:8]
        ]
    )
    view.reload()
    camera.take("07l_library", window)
    _dialog(camera, "07l_merge", window, view.merge)
    _dialog(camera, "07l_new", window, view.new_entry)
    room.go_to({"view": "grid"})
    _dialog(camera, "07l_choose", window, lambda: _choose(room))
    keep_some(services, sheet.head.id)
    room.go_to({"view": "evidence"})
    camera.settle()
    evidence = room.view()
    assert isinstance(evidence, EvidenceView)
    camera.take("07l_evidence", window)
    _dialog(camera, "07l_note", window, evidence.add_note)
    _dialog(camera, "07l_file", window, lambda: _open_file(evidence))
    room.go_to({"view": "grid", "plan": sheet.head.id, "action": _trained(services, sheet.head.id)})
    camera.settle()
    room.reload()
    camera.take("07l_inspector", window)


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
