"""Minutes by commands: compared in every check, taken out as PDF or Word."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from prevent_desk.app.checking import check
from prevent_desk.app.services import build
from prevent_desk.app.taking_out_minutes import MinutesOrder, take_out_minutes
from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Refused
from prevent_desk.vault.service import LIGHT, create_desk
from tests.panels.desks import NOW, Desk, with_meeting
from tests.panels.minutes.meeting import hold, seal
from tests.vault.desks import PASSPHRASE, RECOVERY


def test_a_check_compares_seals_and_a_command_takes_minutes_out(tmp_path: Path) -> None:
    clock = SetClock(NOW)
    opened = create_desk(
        tmp_path / "Desk", passphrase=PASSPHRASE, recovery_key=RECOVERY, practice=False,
        clock=clock, cost=LIGHT,
    )  # fmt: skip
    try:
        services = build(opened, clock)
        told = with_meeting(opened.store, clock)
        desk = Desk(opened.store, services.panels, clock, told)
        hold(desk)
        seal(desk)
        line = check(opened).lines[-1]
        assert (line.name, line.ok, line.text) == ("Sealed minutes", True, "1 as they were sealed.")
        for name, head in (("minutes.pdf", b"%PDF"), ("minutes.docx", b"PK")):
            take_out_minutes(services, MinutesOrder("26/11/2025", tmp_path / name))
            assert (tmp_path / name).read_bytes().startswith(head)
        with pytest.raises(Refused, match="No panel was held on 25/11/2025"):
            take_out_minutes(services, MinutesOrder("25/11/2025", tmp_path / "none.pdf"))
        with pytest.raises(Refused, match="does not end in"):
            take_out_minutes(services, MinutesOrder("26/11/2025", tmp_path / "none.txt"))
        with opened.store.writing(None) as session:
            session.execute(text("UPDATE panel_minutes SET sha256 = 'f'"))
        line = check(opened).lines[-1]
        assert not line.ok
        assert "not those that were sealed" in line.text
    finally:
        opened.close(backup=False)
