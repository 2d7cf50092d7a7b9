"""Earlier contacts, people and files of referrals, empty, with one, with many."""

from __future__ import annotations

import io
import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from reportlab.pdfgen import canvas

from prevent_desk.app import schema
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals import service
from prevent_desk.referrals.model.people import LinkKind
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.ui.earlier.match_card import MatchCard
from prevent_desk.referrals.ui.files.tab import FilesTab
from prevent_desk.referrals.ui.people.tab import PeopleTab
from prevent_desk.referrals.ui.people.view import PeopleView
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.store.engine import create_store
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk

_NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: ReferralRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


def people_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(_NOW)
    store = create_store(
        place / "people.pdv", secrets.token_bytes(32), "desk-of-people", clock, "coordinator"
    )
    desk = Desk(store, service.build(store, clock), clock)
    shell = _Shell(store)
    room = shell.room = ReferralRoom(desk.services, shell, clock)
    room.resize(1290, 626)
    room.show()
    room.go_to({"view": "people"})
    camera.take("21_people_none", room)
    now = _referrals(desk)
    _earlier(camera, room, desk, now)
    _people(camera, room, desk, now)
    _files(camera, room, desk, now)
    room.deleteLater()
    camera.settle()
    store.close()


def _referrals(desk: Desk) -> int:
    """Record the pictures' referrals, and return the one they show."""
    said = {"to": ["education"]}
    chris = desk.add(
        "Chris", "Hallem", state="not_adopted_signposted", received=_at("2022-03-02 10:00"),
        person={"born": date(2008, 5, 12), "address": "4 Goswell Place", "town": "London",
                "postcode": "EC1V 7AA", "phones": "07700 900123"},
        outcome="signposted", details=said,
    )  # fmt: skip
    desk.add(
        "Kristopher", "Hallam", state="not_adopted_nfa", received=_at("2024-06-20 09:00"),
        person={"born": date(2008, 12, 5), "address": "11 Ironmonger Row", "town": "London",
                "postcode": "EC1V 3QN"},
        outcome="nfa",
    )  # fmt: skip
    krystal = desk.add(
        "Krystal", "Hallam", state="transferred_out", received=_at("2023-07-03 09:00"),
        person={"born": date(2004, 5, 2), "address": "11 Ironmonger Row", "town": "London",
                "postcode": "EC1V 3QN"},
        details={"area": "area_kent"},
    )  # fmt: skip
    for number, name in enumerate(("Mohammed Ali", "Muhammad Aly", "Mohamed Ali", "M Ali")):
        given, _, family = name.partition(" ")
        desk.add(given, family, received=_at(f"2024-01-0{1 + number} 09:00"), state="closed")
    desk.add("Tomasz", "Wilk", received=_at("2025-10-30 09:00"))
    now = desk.add(
        "Kris", "Hallam", state="screening", received=_at("2025-11-18 09:31"),
        person={"born": date(2008, 5, 12), "aliases": "Kip", "address": "11 Ironmonger Row",
                "town": "London", "postcode": "EC1V 3QN", "home_area": "hackney",
                "phones": "07700 900123", "online": "kip_hx on a gaming platform"},
    )  # fmt: skip
    people = desk.services.people
    people.link(
        desk.person_of(now), desk.person_of(chris), LinkKind.SAME,
        reasons=("+ Sounds the same: Hallam / Hallem", "+ Kris is a short form of Chris",
                 "+ Same date of birth, 12 May 2008", "~ Different address"),
    )  # fmt: skip
    mother = people.add(
        now,
        Person(0, 0, given="Dana", family="Hallam", phones=("07700 900456",)),
        "parent",
        "Asked to be told first",
    )
    assert mother
    assert krystal
    return now


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _earlier(camera: Camera, room: ReferralRoom, desk: Desk, now: int) -> None:
    room.go_to({"view": "desk", "episode": now, "tab": "timeline"})
    camera.settle()
    camera.take("22_earlier_open", room)
    cards = [one for one in room.findChildren(MatchCard) if one.buttons and one.isVisible()]
    for kind, name in ((LinkKind.NOT_SAME, "not_same"), (LinkKind.RELATIVE, "relative")):
        camera.take_dialog(f"22_earlier_{name}", room, cards[-1].buttons[kind].click)
    people = desk.services.people
    krystal = desk.services.guard.search("krystal hallam").matches[0].id
    people.link(desk.person_of(now), krystal, LinkKind.RELATIVE, relation="sibling")
    kristopher = desk.services.guard.search("kristopher hallam 5/12/2008").matches[0].id
    people.link(
        desk.person_of(now), kristopher, LinkKind.NOT_SAME, "The school knows both boys.",
        ("+ Same house", "~ Day and month swapped"),
    )  # fmt: skip
    room.reload()
    camera.take("22_earlier_decided", room)
    group = people.group(desk.person_of(now))
    people.unlink(next(one.id for one in group.decisions if one.kind is LinkKind.NOT_SAME))
    people.link(
        desk.person_of(now), kristopher, LinkKind.SAME,
        reasons=("+ Same house", "~ Day and month of birth swapped"),
    )  # fmt: skip
    room.reload()
    camera.take("22_earlier_third", room)
    theme.set_text_percent(150)
    camera.take("22_earlier_third_text150", room)
    room.go_to({"view": "people", "person": desk.person_of(now)})
    camera.take("21_people_one_text150", room)
    theme.set_text_percent(100)
    other = desk.add("Mohammed", "Ali", received=_at("2025-11-24 09:00"))
    room.go_to({"view": "desk", "episode": other, "tab": "timeline"})
    camera.take("22_earlier_tied", room)
    nobody = desk.add("Ottilie", "Zwingenberger", received=_at("2025-11-24 10:00"))
    room.go_to({"view": "desk", "episode": nobody, "tab": "people"})
    camera.take("22_earlier_nobody", room)


def _people(camera: Camera, room: ReferralRoom, desk: Desk, now: int) -> None:
    room.go_to({"view": "desk", "episode": now, "tab": "people"})
    camera.take("21_people_tab", room)
    tab = room.findChild(PeopleTab)
    assert tab is not None
    camera.take_dialog("21_person_dialog", room, tab.cards()[0].edit_button.click)
    room.go_to({"view": "people", "person": desk.person_of(now)})
    camera.take("21_people_one", room)
    view = room.view()
    assert isinstance(view, PeopleView)
    view.search.box.setText("hallam")
    view.search.search()
    camera.take("21_people_found", room)
    camera.take_dialog("21_people_pick", room, view.merge)
    other = desk.services.guard.search("tomasz wilk").matches[0].id
    camera.take_dialog("21_people_merge", room, lambda: view.merge_with(other))
    group = view.page.group()
    assert group is not None
    same = next(one for one in group.decisions if one.kind is LinkKind.SAME)
    camera.take_dialog("21_people_part", room, lambda: view.take_back(same))


def _files(camera: Camera, room: ReferralRoom, desk: Desk, now: int) -> None:
    room.go_to({"view": "desk", "episode": now, "tab": "files"})
    camera.take("23_files_none", room)
    files = desk.services.files
    made = io.BytesIO()
    paper = canvas.Canvas(made)
    paper.drawString(90, 720, "Letter of the school, 18 November 2025")
    paper.save()
    files.add(now, "Letter of the school.pdf", made.getvalue())
    files.add(
        now,
        "Message of 18 November.eml",
        b"From: a@b.example\nTo: c@d.example\n\nHello",
        kind="mail",
        is_referrers=True,
    )
    files.add(now, "Screenshot of the forum.png", b"\x89PNG" + b"x" * 300_000)
    files.add(now, "What was said in class.txt", b"He has begun to talk about a manifesto.")
    room.reload()
    camera.take("23_files_many", room)
    tab = room.findChild(FilesTab)
    assert tab is not None
    shown = tab.rows()
    camera.take_dialog("23_file_dialog", room, lambda: tab.acts.edit(shown[0].file))
    letter = next(one for one in shown if one.file.title.endswith(".pdf"))
    camera.take_dialog("23_file_shown", room, lambda: tab.acts.open(letter.file))
