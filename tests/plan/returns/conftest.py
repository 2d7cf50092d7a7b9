"""An office that has sent the plan of 2015/16 to its partners."""

from __future__ import annotations

import pytest

from prevent_desk.plan.reading import returns as inside
from prevent_desk.workers import child
from tests.plan.desks import Desk
from tests.plan.returns.partners import PARTNERS, Office, office_of


@pytest.fixture(autouse=True)
def _read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process, unless a test is of the child: a child takes half a second."""
    if "real_child" in request.fixturenames:
        return

    def run(target: str, payload: bytes, **_: object) -> bytes:
        assert target == f"{inside.__name__}:read"
        return inside.read(payload)

    monkeypatch.setattr(child, "run", run)


@pytest.fixture
def real_child() -> object:
    """Ask for files to be read as they are on a desk: by a limited child."""
    return child.run


@pytest.fixture
def office(desk: Desk) -> Office:
    """An office that has sent a workbook to each of six partners."""
    found = office_of(desk)
    found.send(*PARTNERS)
    return found
