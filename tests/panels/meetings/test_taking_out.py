"""What commands take out of a panel."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import icalendar
import pytest

from prevent_desk.app.taking_out_panels import PanelOrder, take_out_invitations, take_out_pack
from prevent_desk.core.errors import Refused
from prevent_desk.panels.exports.invitation import ORGANISER
from prevent_desk.store.settings import Settings
from tests.panels.desks import Desk, open_desk


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = open_desk(tmp_path_factory.mktemp("out"))
    yield made
    made.store.close()


def services(desk: Desk) -> Any:
    """Return as much of the application's services as these commands use."""
    return SimpleNamespace(
        panels=desk.services,
        settings=Settings(desk.store),
        clock=desk.clock,
        desk=SimpleNamespace(practice=False),
    )


def test_the_papers_of_a_day_are_one_pdf(shared: Desk, tmp_path: Path) -> None:
    path = tmp_path / "papers.pdf"
    assert take_out_pack(services(shared), PanelOrder("26 nov 2025", path)) == []
    assert path.read_bytes().startswith(b"%PDF")


def test_everybody_on_the_list_gets_a_draft_and_a_request(shared: Desk, tmp_path: Path) -> None:
    Settings(shared.store).put(ORGANISER, {"name": "CST", "email": "cst@city.example"})
    paths = take_out_invitations(services(shared), PanelOrder("26/11/2025", tmp_path))
    assert len(paths) == len(shared.told.invites)
    for path in paths:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        (part,) = message.iter_attachments()
        calendar: Any = icalendar.Calendar.from_ical(part.get_content())
        assert calendar["METHOD"] == "REQUEST"
        assert f"mailto:{message['To'].addresses[0].addr_spec}" == str(
            calendar.events[0]["ATTENDEE"]
        )


def test_a_guest_for_one_case_reads_of_no_other(shared: Desk, tmp_path: Path) -> None:
    paths = take_out_invitations(services(shared), PanelOrder("26/11/2025", tmp_path))
    path = next(one for one in paths if "hackney" in one.name)
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "PD-2025-003" in text
    assert "PD-2025-001" not in text


def test_a_day_without_a_panel_is_refused(shared: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No panel is planned"):
        take_out_pack(services(shared), PanelOrder("27/11/2025", tmp_path / "p.pdf"))
