"""Limits in hours over the nights in which the clocks change."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from prevent_desk.core.working_days import WorkingDays
from prevent_desk.referrals.model.clocks import due_day
from prevent_desk.referrals.model.deadlines import RULES, Unit

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the zone of this machine cannot be set for a test here"
)


@pytest.fixture(autouse=True)
def london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the clocks on the wall be those of London."""
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-28T10:00", "2026-03-29T11:00"),
        ("2026-10-24T10:00", "2026-10-25T09:00"),
        ("2026-03-28T00:30", "2026-03-29T00:30"),
        ("2026-06-01T10:00", "2026-06-02T10:00"),
    ],
)
def test_members_are_asked_within_24_hours_whatever_the_clocks_do(start: str, due: str) -> None:
    began, ends = datetime.fromisoformat(start), datetime.fromisoformat(due)
    (rule,) = [one for one in RULES if one.unit is Unit.HOURS and "members" in one.title.lower()]
    assert rule.amount == 24
    assert due_day(rule, began, WorkingDays()) == ends
    assert (ends.astimezone(UTC) - began.astimezone(UTC)).total_seconds() == 24 * 3600
