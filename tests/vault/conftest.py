"""A real desk to work on: made once, at a light cost, and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import DeskError
from prevent_desk.vault.attempts import Attempts
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import LIGHT, OpenDesk, create_desk, unlock
from tests.vault.desks import DEPUTY, PASSPHRASE, RECOVERY

START = datetime(2026, 11, 23, 9, 12, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk with three keys and one backup."""
    folder = tmp_path_factory.mktemp("made") / "Desk"
    desk = create_desk(
        folder, passphrase=PASSPHRASE, recovery_key=RECOVERY, practice=False,
        clock=SetClock(START), cost=LIGHT,
    )  # fmt: skip
    desk.add_slot(Role.DEPUTY, "", DEPUTY)
    desk.close()
    return folder


@pytest.fixture
def folder(made_once: Path, tmp_path: Path) -> Path:
    """A closed desk of this test's own."""
    return shutil.copytree(made_once, tmp_path / "Desk")


Opening = Callable[..., OpenDesk]


@pytest.fixture
def opening(folder: Path, clock: SetClock) -> Iterator[Opening]:
    """Open the desk, as the officer unless told otherwise; it is closed after the test."""
    with ExitStack() as stack:

        def open_it(
            role: Role = Role.COORDINATOR, secret: str = PASSPHRASE, where: Path = folder,
            **more: bool,
        ) -> OpenDesk:  # fmt: skip
            desk = unlock(where, role, secret, clock=clock, attempts=Attempts(), **more)

            def close() -> None:
                with suppress(DeskError):
                    desk.close(backup=False)

            stack.callback(close)
            return desk

        yield open_it
