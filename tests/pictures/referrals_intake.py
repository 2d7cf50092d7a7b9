"""The intake while a caller talks, and the tab that shows what was told."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from prevent_desk.app import schema
from prevent_desk.core.clock import SetClock
from prevent_desk.referrals import service
from prevent_desk.referrals.model.intake import About
from prevent_desk.referrals.ui.intake.mail_dialog import MailDialog
from prevent_desk.referrals.ui.intake.view import IntakeView
from prevent_desk.referrals.ui.referral_tab.tab import ReferralTab
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.store.engine import create_store
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk
from tests.referrals.tab_room import TabRoom

_NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)
_MAIL = """From: Owusu, Ama <ama.owusu@school.example>
Sent: 24 November 2025 16:05
Subject: Worried about a pupil

He drew the symbol again, and told two boys that it is a promise.
Can you ring me? After four is best."""


class _Shell(DeskStandIn):
    """A shell that shows one room only."""

    room: ReferralRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


def intake_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(_NOW)
    store = create_store(
        place / "intake.pdv", secrets.token_bytes(32), "desk-of-calls", clock, "coordinator"
    )
    desk = Desk(store, service.build(store, clock), clock)
    _earlier(desk)
    shell = _Shell(store)
    room = shell.room = ReferralRoom(desk.services, shell, clock)
    room.resize(1290, 626)
    room.show()
    room.activateWindow()
    room.go_to({"view": "intake"})
    view = room.view()
    assert isinstance(view, IntakeView)
    camera.settle()
    camera.take("20_intake_begin", room)
    _kris(camera, room, view)
    view.begin_new()
    view.danger_now()
    camera.settle()
    camera.take("20_intake_danger", room)
    _family(camera, room, view)
    _advice(camera, room, view)
    dialog = MailDialog(_MAIL, clock, room)
    dialog.show()
    camera.settle()
    camera.take("20_intake_mail", room, dialog)
    dialog.reject()
    room.flush()
    _tab(camera, desk, view)
    room.deleteLater()
    camera.settle()
    store.close()


def _earlier(desk: Desk) -> None:
    desk.add(
        "Chris",
        "Hallem",
        person={"born": date(2008, 5, 12), "address": "4 Fore Street"},
        received=datetime(2022, 3, 1, 9, 0),  # noqa: DTZ001 - local
        state="not_adopted_signposted",
    )
    desk.add(
        "Krystal",
        "Hallam",
        person={"born": date(2004, 2, 1), "address": "9 Goswell Road"},
        received=datetime(2023, 3, 1, 9, 0),  # noqa: DTZ001 - local
        state="transferred_out",
    )


def _kris(camera: Camera, room: ReferralRoom, view: IntakeView) -> None:
    QTest.keyClick(_focused(), Qt.Key.Key_N)
    camera.settle()
    QTest.keyClicks(_focused(), "kris hallam 12.05.2008")
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    view.side.search_now()
    camera.settle()
    view.side.search_now()
    camera.settle()
    camera.take("20_intake", room)
    theme.set_text_percent(150)
    camera.take("20_intake_text150", room)
    theme.set_text_percent(100)
    for step in ("concern", "referrer", "next"):
        view.go_to_step(step)
        camera.settle()
        camera.take(f"20_intake_{step}", room)
    view.cards.go_to("noticed")
    QTest.keyClicks(_focused(), "31/11/2025")
    view.record()
    camera.settle()
    camera.take("20_intake_not_well_formed", room)
    bar = view.form.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("20_intake_below", room)


def _family(camera: Camera, room: ReferralRoom, view: IntakeView) -> None:
    view.begin_new()
    QTest.keyClick(_focused(), Qt.Key.Key_N)
    view.cards.who.about.set_value(About.GROUP)
    view.cards.who.about.chosen.emit(About.GROUP)
    view.cards.who.begin()
    for name in ("ines sorel 1986", "luc sorel aged 14"):
        QTest.keyClicks(_focused(), name)
        QTest.keyClick(_focused(), Qt.Key.Key_Return)
    camera.settle()
    camera.take("20_intake_family", room)


def _advice(camera: Camera, room: ReferralRoom, view: IntakeView) -> None:
    view.begin_new()
    view.form.kind_choice.set_value("advice")
    view.form.kind_choice.chosen.emit("advice")
    view.go_to_step("advice")
    camera.settle()
    camera.take("20_intake_advice", room)


def _tab(camera: Camera, desk: Desk, view: IntakeView) -> None:
    kris = desk.services.intake.drafts()[-1]
    draft = desk.services.intake.draft(kris.key)
    assert draft is not None
    made = desk.services.intake.record(draft)
    told = {"anonymous": "yes", "identified_name": "Ama Owusu", "feedback": "yes"}
    desk.services.additions.add(made, told, list(told))
    tab_room = TabRoom(desk, made, ReferralTab)
    tab_room.show()
    tab = tab_room.tab
    assert isinstance(tab, ReferralTab)
    camera.settle()
    camera.take("20_referral_tab", tab_room)
    tab.show_referrer()
    tab.log_feedback()
    camera.settle()
    camera.take("20_referral_tab_referrer", tab_room)
    tab.entry.close_it()
    tab_room.deleteLater()


def _focused() -> Any:
    return QApplication.focusWidget()
