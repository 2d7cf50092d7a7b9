"""Versions as pictures: none yet, freezing, what changed, papers of it, a plan copied forward."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from prevent_desk.app.shell import Shell
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.records import Field
from prevent_desk.plan.model.versions.compare import What
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.plan.ui.versions import acts
from prevent_desk.plan.ui.versions.view import VersionsView
from prevent_desk.ui import theme
from tests.pictures.camera import Camera


def versions_screens(camera: Camera, window: QWidget, shell: Shell) -> None:
    """Take every screen of versions over the plan that is open, and leave it as it was."""
    room = shell.page()
    assert isinstance(room, PlanRoom)
    around, undone = room.around, 0
    sheet = room.grid.sheet()
    assert sheet is not None
    plan, today = sheet.head.id, around.clock.today()
    _opened(camera, shell)
    camera.take("03v_none", window)
    versions = around.services.versions
    versions.freeze(plan, "V1.7/5/15", today - timedelta(days=40), "Prevent Board", "")
    view = _opened(camera, shell)
    camera.take("03v_same", window)
    undone += _go_on(room, plan)
    versions.freeze(plan, "V1.8/8/15", today, "Prevent Board, with two changes", "")
    view = _opened(camera, shell)
    first = next(copy for copy in view._own() if copy.name == "V1.7/5/15")
    view.compare_with(first, view._own()[0])
    camera.settle()
    camera.take("03v_changes", window)
    view.chips[What.WORDS].click()
    view.table.go(2)
    camera.take("03v_changes_filtered", window)
    view.clear_filters()
    camera.take_dialog("03v_freeze", window, lambda: acts.freeze(around))
    camera.take_dialog("03v_forward", window, lambda: acts.copy_forward(around))
    camera.take_dialog("03v_paper", window, lambda: view.export(view._own()[0], Kind.CHANGES))
    camera.take_dialog("03v_as_it_stood", window, lambda: view.export(first, Kind.SUMMARY))
    theme.set_text_percent(150)
    camera.take("03v_changes_text150", window)
    camera.take_dialog("03v_freeze_text150", window, lambda: acts.freeze(around))
    camera.take_dialog("03v_forward_text150", window, lambda: acts.copy_forward(around))
    theme.set_text_percent(100)
    for _act in range(undone + 2):
        shell.undo()
    shell.open_page("Plan", {"view": "grid"})


def _go_on(room: PlanRoom, plan: int) -> int:
    """Work on a plan after a version, and return how many acts that was."""
    plans = room.around.services.plans
    contents = plans.contents(plan)
    ids = [action.row.id for action in contents.actions]
    criteria = [one.text for one in contents.actions[2].criteria]
    words = contents.actions[3].row.text.replace("Continue to support", "Support")
    plans.set_progress(ids[:2], "behind", "Two of three have not answered.")
    plans.set_field(ids[2:3], Field.CRITERIA, "\n".join([*criteria[1:], "Twelve leads recorded"]))
    plans.set_field(ids[3:4], Field.TEXT, words)
    plans.set_field(ids[4:5], Field.LEADS, "COLP Prevent, NHS")
    plans.add_update(ids[6], "Four firms outstanding.", "City Police", None)
    plans.remove_actions(ids[5:6])
    plans.move_actions(ids[8:9], -1)
    made = plans.add_action(contents.activities[0].id)
    plans.set_field([made], Field.TITLE, "Parents’ evenings")
    return 9


def _opened(camera: Camera, shell: Shell) -> VersionsView:
    shell.open_page("Plan", {"view": "versions"})
    camera.settle()
    room = shell.page()
    assert isinstance(room, PlanRoom)
    view = room.view()
    assert isinstance(view, VersionsView)
    return view
