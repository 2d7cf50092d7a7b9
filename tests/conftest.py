"""What every test may lean on: the size of a campaign, and desks that are made once in a run.

A test that needs a filled desk asks `tests.ready` for a copy: name a function that fills one
(`ready.store(tmp_path, clock, fill)`), or makes a folder (`ready.folder(make, tmp_path / "desk")`).
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests import ready

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TESTS = Path(__file__).resolve().parent
SLOW = {"leaks", "journeys", "vault", "app", "architecture"}
"""Folders of few tests that take long each: they start programs, and kill them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--campaign",
        type=int,
        default=1,
        metavar="N",
        help="multiply the number of kills, flips, fuzz cases by N (default 1: small)",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow folders: else one process is still at them when the others are done."""
    items.sort(key=lambda item: item.path.relative_to(TESTS).parts[0] not in SLOW)


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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Take a test's closed windows away for good, once its fixtures are done with them.

    Qt keeps them until an event loop comes to it; every change of theme then dresses them all.
    """
    result = yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return result
