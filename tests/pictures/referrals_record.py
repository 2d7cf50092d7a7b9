"""The record of a referral in the whole window: line of time, steps, entries, narrow and large."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.app.practice import fill_practice
from prevent_desk.app.shell import Shell
from prevent_desk.core.clock import SystemClock, local
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.timeline import Kind, NewEntry
from prevent_desk.referrals.ui.desk_view import DeskView
from prevent_desk.referrals.ui.moving.dialog import MoveDialog
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.pictures.locked import new_window


def record_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a practice desk of their own."""
    clock = SystemClock()
    desk = new_practice_desk(place / "practice-cases", clock)
    fill_practice(desk.store, clock)
    window = new_window(place, desk.folder)
    window.show()
    window.gate.opened.emit(desk)
    camera.settle()
    shell = window.shell
    assert isinstance(shell, Shell)
    shell.open_page("Referrals")
    camera.settle()
    camera.take("04_referrals_none_open", window)
    room = shell.page()
    assert isinstance(room, ReferralRoom)
    view = room.view()
    assert isinstance(view, DeskView)
    shown = view.list.chosen() or 1
    shell.open_page("Referrals", {"episode": shown})
    camera.settle()
    camera.take("04_record", window)
    _timeline(camera, window, shell, view, shown)
    _steps(camera, window, view)
    theme.set_text_percent(150)
    camera.take("04_record_text150", window)
    theme.set_text_percent(100)
    desk.close(backup=False)
    window.deleteLater()


def _timeline(camera: Camera, window: QWidget, shell: Shell, view: DeskView, shown: int) -> None:
    tab = view.record._timeline()
    assert tab is not None
    view.record.begin_entry()
    tab.quick.edit.setPlainText("/c yesterday 14:20 Spoke to the deputy head about the brother")
    camera.take("04_entry_typed", window)
    tab.quick.clear()
    view.place.toggle()
    camera.take("04_side_or_drawer", window)
    view.place.toggle()
    now = local(shell._services.clock.now())
    for number in range(34):
        told = f"Entry {number + 1}: attendance, who fetches him, what was said. " * (
            number % 5 + 1
        )
        kind = (Kind.CALL, Kind.NOTE, Kind.MAIL, Kind.WORKING_NOTE)[number % 4]
        on = now - timedelta(hours=5 * number + 1)
        shell._services.referrals.timeline.add(shown, NewEntry(kind, on, told))
    room = shell.page()
    room.reload()
    camera.settle()
    camera.take("04_timeline_long", window)
    tab.filters.more_button.setChecked(True)
    tab.filters.words.setText("fetches")
    tab.filters.person.setChecked(True)
    camera.settle()
    camera.take("04_timeline_narrowed", window)
    tab.filters.words.setText("nothing of the kind")
    tab._show()
    camera.take("04_timeline_nothing", window)
    tab.filters.more_button.setChecked(False)
    _dialog(camera, "04_entry_dialog", window, view.record.add_entry)


def _steps(camera: Camera, window: QWidget, view: DeskView) -> None:
    record = view.record
    _dialog(camera, "04_move", window, record.move_on)

    def wrong(dialog: QDialog) -> None:
        assert isinstance(dialog, MoveDialog)
        dialog.take()

    _dialog(camera, "04_move_wrong", window, lambda: record._move(State.TRANSFERRED_OUT), wrong)
    _dialog(camera, "04_move_danger", window, record.danger)


def _dialog(
    camera: Camera,
    name: str,
    window: QWidget,
    opens: Callable[[], object],
    before: Callable[[QDialog], object] = lambda _dialog: None,
) -> None:
    def look_at_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        before(dialog)
        camera.take(name, window, dialog)
        dialog.reject()

    QTimer.singleShot(0, look_at_it)
    opens()
    camera.settle()
