"""Staff lists and completions on their way in, over a desk that knows some of the people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prevent_desk.training.ui.importing.course_words import OUT
from prevent_desk.training.ui.importing.done_dialog import DoneImportDialog
from prevent_desk.training.ui.importing.pick_person import PickPersonDialog
from prevent_desk.training.ui.importing.staff_dialog import StaffImportDialog
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.training.desks import open_desk
from tests.training.importing import lists

_BEFORE = """Employee No,Full name,Work email,Directorate,Job title
1001,Amara Ashdown,a.ashdown@council.example,Libraries,Librarian
1010,Kemal Kestle,k.kestle@council.example,Libraries,Librarian
1044,Olive Norden,o.norden@council.example,Youth,Youth worker
1045,Piers Osgood,p.osgood@council.example,Youth,Youth worker
"""


def training_importing_screens(camera: Camera, place: Path) -> None:
    """Take both imports, step by step."""
    folder = place / "training-importing"
    folder.mkdir()
    desk = open_desk(folder)
    desk.training.courses.bring_in_catalogue()
    room = TrainingRoom(desk.training, DeskStandIn(desk.store), desk.clock)
    room.resize(1290, 626)
    room.show()
    around = room.around
    before = StaffImportDialog(around)
    before.open_file(lists.commas(folder / "before.csv", _BEFORE))
    camera.settle()
    before.preview()
    camera.settle()
    before.take_in()
    camera.settle()

    staff = StaffImportDialog(around)
    staff.show()
    camera.take("98_staff_list_file", room, staff)
    staff.open_file(lists.commas(folder / "HR list November.csv", lists.STORY))
    camera.settle()
    camera.take("98b_staff_list_columns", room, staff)
    staff.preview()
    camera.settle()
    camera.take("98c_staff_list_check", room, staff)
    staff.take_in()
    camera.settle()

    done = DoneImportDialog(around)
    done.show()
    done.open_file(lists.commas(folder / "learning site.csv", lists.DONE))
    camera.settle()
    box = done.names.boxes["fire safety"]
    box.setCurrentIndex(box.findData(OUT))
    camera.take("98d_completions_columns", room, done)
    done.preview()
    camera.settle()
    camera.take("98e_completions_check", room, done)
    picking = PickPersonDialog(around, "Row 6: Kemal Kestle", [], done)
    picking.show()
    camera.settle()
    camera.take("98f_match_by_hand", room, picking)
    picking.close()
    done.close()

    many = StaffImportDialog(around)
    many.show()
    many.open_file(lists.workbook(folder / "whole council.xlsx", lists.staff(10_000)))
    _until(camera, lambda: many.file is not None)
    many.preview()
    _until(camera, lambda: bool(many.lines.rows()))
    camera.take("98g_staff_list_of_10000", room, many)
    theme.set_text_percent(150)
    camera.settle()
    camera.take("98h_staff_list_large_text", room, many)
    many.back_button.click()
    camera.take("98i_staff_list_columns_large_text", room, many)
    theme.set_text_percent(100)
    many.close()
    room.deleteLater()
    camera.settle()
    desk.store.close()


def _until(camera: Camera, ended: Callable[[], bool]) -> None:
    """Wait for work that a busy machine takes its time for."""
    for _round in range(20):
        if ended():
            return
        camera.settle()
