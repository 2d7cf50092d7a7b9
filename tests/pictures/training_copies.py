"""The business product: its copies listed, lent, reviewed, chased, taken out; none, and many."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog

from prevent_desk.logbook.model.query import Query
from prevent_desk.training import practice_copies
from prevent_desk.training.ui.copies.chase_dialog import ChaseDialog
from prevent_desk.training.ui.copies.dialogs import LoanDialog, NewCopiesDialog, ReachedDialog
from prevent_desk.training.ui.copies.review_dialog import ReviewDialog, ReviewView
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.training.desks import open_desk


def training_copies_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    folder = place / "training-copies"
    folder.mkdir()
    desk = open_desk(folder)
    room = TrainingRoom(desk.training, DeskStandIn(desk.store), desk.clock)
    room.resize(1290, 626)
    room.show()
    room.go_to({"view": "training", "tab": "copies"})
    camera.take("99_copies_none", room)
    practice_copies.fill_practice(desk.store, desk.clock)
    room.reload()
    copies = {one.number: one for one in desk.training.copies.log.everything(_all())}
    for name, number in (("99b_copies", 2), ("81c_copy_here", 20), ("81d_copy_reviewed", 1)):
        room.go_to({"view": "training", "tab": "copies", "record": copies[number].id})
        camera.take(name, room)
    room.go_to({"view": "training", "tab": "copies", "calendar": "2025-11-25"})
    camera.take("99e_copies_calendar", room)
    room.go_to({"view": "training", "tab": "copies", "query": {}})
    around, lent, seen = room.around, copies[8].loan, copies[1].loan
    assert lent is not None
    assert seen is not None
    for size in ("", "_150"):
        theme.set_text_percent(150 if size else 100)
        dialogs: list[tuple[str, QDialog]] = [
            ("99f_add_copies", NewCopiesDialog(around)),
            ("99g_lend", LoanDialog(around, copies[20])),
            ("99h_reached", ReachedDialog(around, lent)),
            ("99i_review", ReviewDialog(around, lent)),
            ("99j_review_read", ReviewView(around, seen)),
            ("99k_chase", ChaseDialog(around)),
        ]
        for name, dialog in dialogs:
            dialog.show()
            camera.settle()
            camera.take(f"{name}{size}", room, dialog)
            dialog.close()
    camera.take("99l_copies_large_text", room)
    theme.set_text_percent(100)
    room.deleteLater()
    camera.settle()
    desk.store.close()


def _all() -> Query:
    return Query()
