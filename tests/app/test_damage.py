"""A desk whose file is damaged where the first picture does not look."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from prevent_desk.core.clock import SetClock
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import unlock
from tests.app.conftest import Starting
from tests.app.program import LONG_MS
from tests.vault.desks import PASSPHRASE


def after_a_crash(folder: Path, clock: SetClock) -> Path:
    """Return a copy of a desk as it lies there while it is open: no hash of how it was closed."""
    desk = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock)
    crashed = shutil.copytree(folder, folder.with_name("Crashed-Desk"))
    desk.close(backup=False)
    (crashed / "vault.lock").write_bytes(b"")
    return crashed


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_damage_found_behind_the_first_picture_takes_the_desk_away_and_changes_nothing(
    start: Starting, folder: Path, clock: SetClock, qtbot: QtBot
) -> None:
    crashed = after_a_crash(folder, clock)
    database = crashed / "vault.pdv"
    whole = bytearray(database.read_bytes())
    whole[-2000] ^= 1
    database.write_bytes(bytes(whole))
    before = files(crashed)
    program = start(crashed)
    window = program.window
    opened: list[object] = []
    window.gate.opened.connect(opened.append)
    program.type(PASSPHRASE)
    with qtbot.waitSignal(
        window.locked.shown, timeout=LONG_MS, check_params_cb=lambda name: name == "stopped"
    ):
        program.key(Qt.Key.Key_Return)
    program.settle()
    assert opened
    assert window.locked.isVisible()
    assert window.shell is None
    assert window.windowTitle() == "Prevent Desk"
    assert files(crashed) == before


def test_a_desk_left_by_a_crash_opens_beside_its_check(
    start: Starting, folder: Path, clock: SetClock
) -> None:
    program = start(after_a_crash(folder, clock))
    program.unlock(PASSPHRASE)
    assert program.plan.sheet() is not None
