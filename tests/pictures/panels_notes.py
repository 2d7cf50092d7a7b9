"""Live notes at the panel desk: every kind of line, one being changed, the own note, a drawer."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtTest import QTest

from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.ui.desk.view import DeskView
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.ui import theme
from tests.panels.desks import Desk, open_desk
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn


def notes_screens(camera: Camera, place: Path) -> None:
    """Take the desk in the middle of a case."""
    folder = place / "notes"
    folder.mkdir()
    desk = open_desk(folder)
    desk.begin()
    _write(desk)
    room = PanelRoom(desk.services, DeskStandIn(desk.store), desk.clock)
    room.show()
    room.go_to({"view": "desk", "meeting": desk.told.meeting})
    view = room.view()
    assert isinstance(view, DeskView)
    box = view.middle.entry.editor.box
    camera.settle()
    QTest.keyClicks(box, "/d Review in four weeks, sooner if he travls ")
    camera.take("06n_notes", room)
    box.show_words("")
    QTest.keyClicks(box, "/a hb Meet weekly, report back by wed 3 dec")
    camera.take("06n_action", room)
    view.middle.notes.edit_last()
    camera.settle()
    camera.take("06n_changing", room)
    view.middle.toggle_private()
    theme.set_text_percent(150)
    camera.settle()
    camera.take("06n_own_note_text150", room)
    theme.set_text_percent(100)
    room.flush()
    room.deleteLater()
    camera.settle()
    desk.store.close()


def _write(desk: Desk) -> None:
    lines, case, who = desk.services.lines, desk.told.cases[2], desk.told.invites
    told = (
        ("school", LineKind.INFORMATION, "Attendance fell from 96% to 71% since September."),
        ("children", LineKind.INFORMATION, "Known to Early Help in 2022, closed."),
        ("police", LineKind.CONCERN, "Manifesto shared in a closed group of 9."),
        ("school", LineKind.ACTION, "Name one trusted adult and meet weekly."),
        ("barts", LineKind.DISSENT, "Would defer until a mental-health view is in."),
        ("", LineKind.DECISION, "Offer support, subject to consent of a parent."),
        ("police", LineKind.RISK, "No means, no plan."),
    )
    keys = [
        lines.add(
            case, kind, words, speaker_id=who.get(by), speaker="" if by else "Panel",
            said=desk.now() - timedelta(minutes=11 - 2 * number),
            due=date(2025, 12, 3) if kind is LineKind.ACTION else None,
        )
        for number, (by, kind, words) in enumerate(told)
    ]  # fmt: skip
    lines.reword(keys[1], "Known to Early Help in 2022, closed. No open plan.")
    lines.strike(keys[6], "about another case")
    desk.services.decisions.set(
        case, code="adopt", how="majority", votes_for=6, votes_against=1, line_id=keys[5]
    )
