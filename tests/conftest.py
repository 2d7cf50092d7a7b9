"""What every test may lean on: the size of a campaign, and an exception hook that fails tests."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--campaign",
        type=int,
        default=1,
        metavar="N",
        help="multiply the number of kills, flips, fuzz cases by N (default 1: small)",
    )


@pytest.fixture(scope="session")
def campaign(request: pytest.FixtureRequest) -> int:
    """Return the multiplier for campaigns: 1 in CI, hundreds for a night."""
    return int(request.config.getoption("--campaign"))
