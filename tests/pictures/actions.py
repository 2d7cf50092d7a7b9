"""What is owed: the page of actions empty, with some, filtered, and its dialogs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from prevent_desk.actions.ui.dialogs import CloseDialog, NewDialog
from prevent_desk.actions.ui.export_dialog import ExportDialog
from prevent_desk.actions.ui.page import ActionsPage
from prevent_desk.actions.ui.remind_dialog import RemindDialog
from prevent_desk.ui import theme
from tests.actions.desks import Desk, open_desk
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn


def actions_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    folder = place / "actions"
    folder.mkdir()
    desk = open_desk(folder)
    page = ActionsPage(desk.actions, desk.contacts, DeskStandIn(desk.store), desk.clock)
    page.resize(1290, 626)
    page.show()
    camera.take("40_actions_none", page)
    _ask(desk)
    page.reload()
    page.form.list.setFocus()
    camera.take("40b_actions", page)
    page.quick.chips[None].click()
    camera.take("40c_actions_without_an_owner", page)
    page.form.filter_box.setText("zebra")
    camera.take("40d_actions_nothing_fits", page)
    page.form.filter_box.clear()
    page.quick.clear()
    page.which.set_value("closed")
    page.reload()
    camera.take("40e_actions_closed", page)
    page.which.set_value("open")
    page.reload()
    standings = page.form.list.rows.records()
    for name, dialog in (
        ("40f_new_action", NewDialog(page.around, page)),
        ("40g_close_action", CloseDialog(page.around, standings[0].action, page, done=True)),
        ("40h_reminders", RemindDialog(page.around, standings, page)),
        ("40i_take_actions_out", ExportDialog(page.around, standings, "", page)),
    ):
        dialog.show()
        camera.settle()
        camera.take(name, page, dialog)
        dialog.close()
    theme.set_text_percent(150)
    camera.take("40j_actions_large_text", page)
    theme.set_text_percent(100)
    page.deleteLater()
    camera.settle()
    desk.store.close()


def _ask(desk: Desk) -> None:
    today = date(2025, 11, 26)
    earlier, later = "Panel 12 Nov 2025", "Panel 26 Nov 2025"
    for words, owner, due, source, case, shared in (
        ("Ask CAMHS for a view on sleep and mood", "Barts Health", today - timedelta(9),
         earlier, "PD-2025-031", "A view on Case C"),
        ("Name one trusted adult at school and meet weekly; report back to the panel",
         "School link worker", today, later, "PD-2025-031", ""),
        ("Fresh check with the national desk", "City Police Prevent", today + timedelta(2),
         later, "PD-2025-028", "Fresh check with the national desk"),
        ("Send a view on Case B before the next panel", "Probation", today + timedelta(14),
         later, "PD-2025-022", ""),
        ("Find out who is to speak to the mother", "", None, later, "PD-2025-026", ""),
    ):  # fmt: skip
        desk.ask(words, owner, due, shared=shared, case=case, source=source)
    done = desk.ask("Write to the schools forum about freshers’ week", "City Police Prevent")
    desk.actions.done(done, "Sent on 24 November; three schools have answered.")
    desk.actions.note(1, "Called on Monday: on the waiting list since June.")
    with desk.store.writing("a panel") as session:
        desk.actions.carry(session, [1], later)
