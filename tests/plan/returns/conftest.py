"""An office that has sent the plan of 2015/16 to its partners."""

from __future__ import annotations

import pytest

from tests.plan.desks import Desk
from tests.plan.returns.partners import PARTNERS, Office, office_of


@pytest.fixture
def office(desk: Desk) -> Office:
    """An office that has sent a workbook to each of six partners."""
    found = office_of(desk)
    found.send(*PARTNERS)
    return found
