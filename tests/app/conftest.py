"""Runs of the program over desks of this test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.core.clock import SetClock
from prevent_desk.plan.practice import fill_practice
from prevent_desk.plan.service import Plans
from prevent_desk.plan.source import source_plan
from prevent_desk.ui import messages, theme
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import LIGHT, create_desk
from tests import ready
from tests.app.program import NOW, Program
from tests.vault.desks import DEPUTY, PASSPHRASE, RECOVERY

Starting = Callable[..., Program]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


def desk_with_three_keys(folder: Path) -> None:
    """Make a desk with the 2015/16 plan and keys of officer, deputy and recovery sheet."""
    clock = SetClock(NOW)
    desk = create_desk(
        folder, passphrase=PASSPHRASE, recovery_key=RECOVERY, practice=False, clock=clock,
        cost=LIGHT,
    )  # fmt: skip
    desk.add_slot(Role.DEPUTY, "", DEPUTY)
    Plans(desk.store, clock).import_plan(source_plan(), None)
    desk.close()


def practice_desk(folder: Path) -> None:
    """Make the practice desk with its plan."""
    clock = SetClock(NOW)
    desk = new_practice_desk(folder, clock)
    fill_practice(desk.store, clock)
    desk.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed desk of this test's own."""
    ready.folder(desk_with_three_keys, tmp_path / "Prevent-Desk")
    return tmp_path / "Prevent-Desk"


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """A closed practice desk of this test's own."""
    ready.folder(practice_desk, tmp_path / "practice-desk")
    return tmp_path / "practice-desk"


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """What was told in a dialog; a test that expects none fails on the first."""
    told: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda _parent, error: told.append(error))
    yield told
    assert not told


@pytest.fixture
def start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: SetClock, refusals: list[BaseException]
) -> Iterator[Starting]:
    """Start the program with a desk's folder; every run is ended after the test."""
    theme.install(qapp, scheme="light")
    with ExitStack() as stack:

        def run(folder: Path | None, **more: bool) -> Program:
            program = Program(qtbot, tmp_path, clock, folder, **more)
            stack.callback(program.end)
            return program

        yield run
    theme.install(qapp, scheme="light")
