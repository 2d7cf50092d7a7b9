"""A log is taken out by a command, whole or for a period, and says what was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from prevent_desk.app.command_line import _parser
from prevent_desk.app.services import Services, build
from prevent_desk.app.taking_out_logs import LOGS, LogOrder, take_out_log
from prevent_desk.community.model.events import NewEvent
from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Refused
from prevent_desk.store import audit
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import unlock
from tests import ready
from tests.app.conftest import desk_with_three_keys
from tests.app.program import NOW
from tests.vault.desks import PASSPHRASE


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A desk with two stalls, one of this month and one of a year ago."""
    place = tmp_path_factory.mktemp("logs") / "Desk"
    ready.folder(desk_with_three_keys, place)
    desk = unlock(place, Role.COORDINATOR, PASSPHRASE, clock=SetClock(NOW))
    made = build(desk, desk.clock)
    for ago in (3, 365):
        day = NOW.date() - timedelta(days=ago)
        made.community.events.add(NewEvent("stall", day, venue=f"{ago} days ago"))
    yield made
    desk.close(backup=False)


def texts(path: Path) -> list[str]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_a_period_is_taken_out_and_says_so(services: Services, tmp_path: Path) -> None:
    to = tmp_path / "engagement.xlsx"
    assert take_out_log(services, LogOrder(to, "engagement", "this month", marking="OFFICIAL")) == 1
    found = texts(to)
    assert "3 days ago" in found
    assert "365 days ago" not in found
    assert "1 event of 2 in the log" in found
    assert "OFFICIAL" in found
    assert "Counted by day of event" in found
    newest = audit.records(services.desk.store)[0]
    assert newest.action == "exported"
    assert (newest.detail or {})["events"] == 1


def test_by_day_recorded_both_belong_to_this_month(services: Services, tmp_path: Path) -> None:
    to = tmp_path / "engagement.xlsx"
    order = LogOrder(to, "engagement", "this month", by_recorded=True)
    assert take_out_log(services, order) == 2
    assert any("1 of these happened before" in text for text in texts(to))


@pytest.mark.parametrize("log", sorted(LOGS))
def test_every_log_has_a_workbook(services: Services, tmp_path: Path, log: str) -> None:
    to = tmp_path / f"{log}.xlsx"
    take_out_log(services, LogOrder(to, log))
    assert "Not filtered" in texts(to)


@pytest.mark.parametrize(
    ("name", "period", "words"),
    [("log.csv", "", "does not end"), ("log.xlsx", "one day", "is not")],
)
def test_what_cannot_be_is_refused_and_leaves_no_file(
    services: Services, tmp_path: Path, name: str, period: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        take_out_log(services, LogOrder(tmp_path / name, "engagement", period))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("log", sorted(LOGS))
def test_the_command_knows_every_log(log: str) -> None:
    given = _parser().parse_args(["export", "log", log, "--to", "x.xlsx", "--vault", "desk"])
    assert given.log == log
