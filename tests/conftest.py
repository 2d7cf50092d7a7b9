"""What every test may lean on: the size of a campaign, and desks that are made once in a run.

A test that needs a filled desk asks `tests.ready` for a copy: name a function that fills one
(`ready.store(tmp_path, clock, fill)`), or makes a folder (`ready.folder(make, tmp_path / "desk")`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from prevent_desk.store import engine
from prevent_desk.ui import theme
from tests import ready
from tests.hurry import Hurry

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# As the program does; else each dressing of the application makes its style anew.
theme.prepare()

TESTS = Path(__file__).resolve().parent
SLOW = {"leaks", "journeys", "vault", "app", "architecture"}
"""Folders of few tests that take long each: they start programs, and kill them."""

PATIENCE_MS = 30_000
"""How long a test waits for what must come, unless it says: a busy machine is no fault."""

# How fast a busy machine thinks of examples, and runs them, is no matter of the program.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--campaign",
        type=int,
        default=1,
        metavar="N",
        help="multiply the number of kills, flips, fuzz cases by N (default 1: small)",
    )
    parser.addoption(
        "--hurry",
        action="store_true",
        help="let short timers fire at once, and work beside the window come late",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow folders: else one process is still at them when the others are done."""
    items.sort(key=lambda item: item.path.relative_to(TESTS).parts[0] not in SLOW)


def pytest_collection_finish() -> None:
    """Collect garbage as seldom as an open desk does, and leave what is loaded out of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.fixture(scope="session")
def campaign(request: pytest.FixtureRequest) -> int:
    """Return the multiplier for campaigns: 1 in CI, hundreds for a night."""
    return int(request.config.getoption("--campaign"))


@pytest.fixture(scope="session", autouse=True)
def _ready(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let every process of this run take its desks from one place."""
    own = tmp_path_factory.getbasetemp()
    keep = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    ready.keep_in(keep / "ready")


class Windows:
    """Takes a test's windows away before its fixtures close what those windows ask.

    Qt keeps a closed window until an event loop comes to it: till then its timers ask a store that
    a fixture has closed, and every change of theme dresses it again.
    """

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self) -> None:
        """Let go of closed windows: pytest-qt has closed them by now, fixtures are still there."""
        _let_go()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Tell pytest-qt of no window that deleted itself, and let go of what fixtures closed."""
    added = getattr(item, "qt_widgets", [])
    added[:] = [(partial(_if_alive, widget), before) for widget, before in added]
    result = yield
    _let_go()
    _release_keys()
    return result


def _if_alive(widget: Callable[[], QObject | None]) -> QObject | None:
    found = widget()
    return found if found is not None and isValid(found) else None


def _release_keys() -> None:
    """Let go of Ctrl and Shift: QTest leaves them held, and a list chooses otherwise by them."""
    if isinstance(QCoreApplication.instance(), QGuiApplication) and (
        QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier
    ):
        nowhere = QWindow()
        nowhere.create()
        QTest.keyClick(nowhere, Qt.Key.Key_F35)


def _let_go() -> None:
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pytest_configure(config: pytest.Config) -> None:
    """Add what takes windows away, wait longer, and let the memory of small runs be as any other.

    A hook of this file already stands around pytest-qt's. Every piece of a store's memory is
    locked, wiped and unlocked by calls of the system (decision 0014): a quarter of the whole run. A
    process cannot switch that off once it is on. The programs that tests start are the product's
    and lock theirs (`store/test_engine.py`), and so does a large campaign.
    """
    config.pluginmanager.register(Windows())
    config.addinivalue_line("markers", "about_time: of how long something takes; not with --hurry")
    if config.getoption("--hurry"):
        config.pluginmanager.register(Hurry())
    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive):
        wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": PATIENCE_MS}
    if config.getoption("--campaign") == 1:
        engine.BEFORE_KEY = tuple(
            (name, "0" if name == "cipher_memory_security" else value)
            for name, value in engine.BEFORE_KEY
        )
