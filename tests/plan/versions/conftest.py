"""A desk with the plan of 2015/16 and its versions."""

from __future__ import annotations

import pytest

from prevent_desk.plan.service.versions import Versions
from tests.plan.desks import Desk


@pytest.fixture
def versions(desk: Desk) -> Versions:
    """The versions of the desk's plan; none is frozen yet."""
    return Versions(desk.store, desk.clock, desk.plans)
