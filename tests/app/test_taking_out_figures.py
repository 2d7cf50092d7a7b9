"""The figures of a period are taken out by a command: the days asked for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from prevent_desk.app.command_line import _parser, run
from prevent_desk.app.services import Services, build
from prevent_desk.app.taking_out_figures import FiguresOrder, take_out_figures
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

DECEMBER, JANUARY = date(2024, 12, 30), date(2025, 1, 2)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a meeting on either side of a year's end."""
    made = tmp_path_factory.mktemp("figures") / "Desk"
    ready.folder(desk_with_three_keys, made)
    desk = unlock(made, Role.COORDINATOR, PASSPHRASE, clock=SetClock(NOW))
    for day in (DECEMBER, JANUARY):
        build(desk, desk.clock).community.events.add(NewEvent("meeting", day))
    desk.close(backup=False)
    return made


@pytest.fixture
def services(place: Path) -> Iterator[Services]:
    desk = unlock(place, Role.COORDINATOR, PASSPHRASE, clock=SetClock(NOW))
    yield build(desk, desk.clock)
    desk.close(backup=False)


def lines(path: Path) -> dict[str, list[str]]:
    """Return a workbook's lines by their first cell."""
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    return {row[0]: row[1:] for row in rows}


def test_the_days_asked_for_are_counted_over_the_change_of_year(
    services: Services, tmp_path: Path
) -> None:
    to = tmp_path / "figures.xlsx"
    order = FiguresOrder(to, first="30 Dec 2024", last="2 Jan 2025", marking="OFFICIAL")
    assert take_out_figures(services, order) > 20
    found = lines(to)
    assert found["Meetings"][0] == "2"
    assert found["Meetings"][2] == "2"
    assert "30 Dec 2024 to 2 Jan 2025, counted by day of event" in found
    assert "Compared with 26 Dec to 29 Dec 2024" in found
    assert "OFFICIAL" in found
    newest = audit.records(services.desk.store)[0]
    assert (newest.action, newest.object_type) == ("exported", "figures of a period")


def test_one_day_less_counts_one_meeting_less(services: Services, tmp_path: Path) -> None:
    to = tmp_path / "figures.txt"
    order = FiguresOrder(to, first="31 Dec 2024", last="2 Jan 2025", beside="nothing")
    take_out_figures(services, order)
    told = to.read_text("utf-8")
    assert "- 1 meeting" in told
    assert "Compared" not in told
    assert told.startswith("OFFICIAL")


def test_by_day_recorded_what_happened_before_is_told_as_late(
    services: Services, tmp_path: Path
) -> None:
    to = tmp_path / "figures.txt"
    take_out_figures(services, FiguresOrder(to, "this month", by_recorded=True))
    told = to.read_text("utf-8")
    assert "- 2 meetings" in told
    assert "happened before" in told


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (FiguresOrder(Path("figures.csv")), "neither"),
        (FiguresOrder(Path("figures.xlsx"), "some day"), "is not"),
        (FiguresOrder(Path("figures.xlsx"), first="2 Jan 2025", last="1 Jan 2025"), "before it"),
        (FiguresOrder(Path("figures.xlsx"), "this month", first="2 Jan 2025"), "both given"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_file(
    services: Services, tmp_path: Path, order: FiguresOrder, words: str
) -> None:
    wanted = FiguresOrder(tmp_path / order.to, order.period, order.first, order.last)
    with pytest.raises(Refused, match=words):
        take_out_figures(services, wanted)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_the_file_and_says_where(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, to = tmp_path / "passphrase.txt", tmp_path / "figures.txt"
    secret.write_text(PASSPHRASE, "utf-8")
    asked = ["export", "figures", "--from", "30/12/2024", "--until", "2/1/2025", "--to", str(to)]
    given = _parser().parse_args([*asked, "--vault", str(place)])
    assert (given.first, given.last) == ("30/12/2024", "2/1/2025")
    assert run([*asked, "--vault", str(place), "--passphrase-file", str(secret)]) == 0
    assert capsys.readouterr().out.strip() == str(to)
    assert "- 2 meetings" in to.read_text("utf-8")
