"""Every Alt letter on show leads to one thing: shell, page and pane together."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from prevent_desk.app.record_tabs import record_tabs
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals.practice import fill_practice
from prevent_desk.referrals.ui.tabs import with_further
from prevent_desk.referrals.ui.views import DESK, VIEWS
from prevent_desk.vault.service import LIGHT, create_desk
from tests import ready
from tests.app.conftest import Starting
from tests.app.program import NOW, Program
from tests.vault.desks import PASSPHRASE, RECOVERY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def letters(window: QWidget) -> dict[str, list[str]]:
    """Return what each Alt letter on show is given to."""
    found: dict[str, list[str]] = defaultdict(list)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            keys = QKeySequence.mnemonic(button.text()).toString()
            if keys:
                found[keys].append(button.text())
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None:
            keys = QKeySequence.mnemonic(label.text()).toString()
            if keys:
                found[keys].append(label.text())
    return found


def desk_with_cases(folder: Path) -> None:
    """Make a desk that holds the cases of the practice desk, and asks for its passphrase."""
    desk = create_desk(
        folder, passphrase=PASSPHRASE, recovery_key=RECOVERY, practice=False,
        clock=SetClock(NOW), cost=LIGHT,
    )  # fmt: skip
    fill_practice(desk.store, desk.clock)
    desk.close()


@pytest.fixture
def program(start: Starting, tmp_path: Path) -> Program:
    ready.folder(desk_with_cases, tmp_path / "Desk")
    made = start(tmp_path / "Desk")
    made.unlock(PASSPHRASE)
    return made


def test_no_alt_letter_is_given_twice_anywhere_in_referrals(program: Program) -> None:
    services = program.shell._services
    found = services.referrals.episodes.find("PD-2026-002")
    assert found is not None
    places: list[dict[str, Any]] = [{"view": kind.key} for kind in VIEWS if kind.key != DESK]
    tabs = with_further(record_tabs(services))
    places += [{"view": DESK, "episode": found, "tab": tab.key} for tab in tabs]
    twice = {}
    for place in places:
        program.shell.open_page("Referrals", place)
        program.settle()
        for keys, given in letters(program.window).items():
            if len(given) > 1:
                twice[f"{place.get('tab') or place['view']}: {keys}"] = given
    assert not twice, "\n".join(f"{place} {given}" for place, given in twice.items())


@pytest.mark.parametrize("page", ["Panels", "Actions"])
def test_no_alt_letter_is_given_twice_on_the_other_pages(program: Program, page: str) -> None:
    program.shell.open_page(page)
    program.settle()
    assert not [given for given in letters(program.window).values() if len(given) > 1]
