"""Checks and assessments as tabs of the record, narrow and large."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from prevent_desk.app import schema
from prevent_desk.core.clock import SetClock
from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals import service
from prevent_desk.referrals.model.checks import KNOWN, NOT_KNOWN, Asking, Chase, Reply
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.service.forms import PAF, VAF
from prevent_desk.referrals.ui.assessments.tab import AssessmentTab
from prevent_desk.referrals.ui.checks.tab import ChecksTab
from prevent_desk.referrals.ui.desk_view import DeskView
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.store.engine import create_store
from prevent_desk.ui import jobs, theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.referrals.assessments.samples import factor
from tests.referrals.desks import Desk

_DAY = timedelta(days=1)
_NOW = datetime(2025, 11, 25, 14, 2, tzinfo=UTC)


class _Shell(DeskStandIn):
    """A shell that shows one room only: nothing is veiled or locked while pictures are taken."""

    room: ReferralRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


def assessing_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(_NOW)
    store = create_store(
        place / "assessing.pdv", secrets.token_bytes(32), "desk-of-checks", clock, "coordinator"
    )
    desk = Desk(store, service.build(store, clock), clock)
    told = datetime(2025, 11, 18, 9, 31)  # noqa: DTZ001 - local time, as records keep it
    desk.add("Amira", "Khalid", received=told - 12 * _DAY, state="screening")
    episode = desk.add(
        received=told, state="information_gathering", person={"born": date(2008, 5, 12)},
        home_area="hackney", source="school",
    )  # fmt: skip
    shell = _Shell(store)
    room = shell.room = ReferralRoom(desk.services, shell, clock)
    room.resize(1290, 626)
    room.show()
    room.activateWindow()
    view = room.view()
    assert isinstance(view, DeskView)
    camera.settle()
    _checks(camera, room, desk.services, view, episode, clock.today())
    _assessments(camera, room, desk.services, view, episode, clock.today())
    room.flush()
    jobs.stop_all()
    store.close()
    room.deleteLater()


def _checks(
    camera: Camera,
    window: ReferralRoom,
    services: ReferralServices,
    view: DeskView,
    episode: int,
    today: date,
) -> None:
    checks = services.checks
    window.go_to({"episode": episode, "tab": "checks"})
    tab = view.record.tab_widget("checks")
    assert isinstance(tab, ChecksTab)
    camera.settle()
    camera.take("24_checks_empty", window)
    _dialog(camera, "24_checks_ask", window, tab.ask)
    first = ("police_prevent", "childrens_social_care", "school", "nhs_trust")
    then = ("mental_health", "home_authority", "probation", "City of London Academy, Southwark")
    question = checks.question()
    checks.ask(episode, Asking(first, today - 11 * _DAY, today - 4 * _DAY, question))
    checks.ask(episode, Asking(then, today, today + 7 * _DAY, question))
    _again(camera, "24_checks_asked", window)
    keys = [check.id for check in checks.of(episode)]
    told = (
        "Seen at a leafleting stall in March; no investigation is cut across. They ask to be told"
        " before any home visit: the duty desk has our reference, day and night."
    )
    checks.reply(keys[0], Reply(KNOWN, today - 5 * _DAY, "Prevent team", told))
    checks.reply(keys[1], Reply(KNOWN, today - _DAY, "Duty social worker"))
    checks.reply(keys[3], Reply(NOT_KNOWN, today - _DAY))
    checks.chase([keys[2]], Chase(today - _DAY, "Phone", "Promised for Friday"))
    checks.withdraw(keys[6], "Never lived there")
    window.reload()
    tab.form.list.choose(2)
    tab.form.list.setFocus()
    camera.settle()
    camera.take("24_checks_part", window)
    theme.set_text_percent(150)
    camera.take("24_checks_part_text150", window)
    _dialog(camera, "24_checks_ask_text150", window, tab.ask)
    theme.set_text_percent(100)
    _dialog(camera, "24_checks_remind", window, tab.remind)
    _dialog(camera, "24_checks_reply", window, tab.open_reply)
    _dialog(camera, "24_checks_withdraw", window, tab.withdraw)
    tab.form.list.choose(0)
    _dialog(camera, "24_checks_reply_in", window, tab.open_reply)
    for check in checks.of(episode):
        if check.is_open:
            checks.reply(check.id, Reply(NOT_KNOWN, today))
    _again(camera, "24_checks_all_in", window)


def _assessments(
    camera: Camera,
    window: ReferralRoom,
    services: ReferralServices,
    view: DeskView,
    episode: int,
    today: date,
) -> None:
    service = services.assessments
    window.go_to({"episode": episode, "tab": "assessment"})
    tab = view.record.tab_widget("assessment")
    assert isinstance(tab, AssessmentTab)
    camera.settle()
    camera.take("25_assessment_empty", window)
    _dialog(camera, "25_assessment_new", window, tab.begin)
    for days, stage, answers in zip(
        (180, 90, 4), ("initial", "review", "review"), _three(today), strict=True
    ):
        made = service.start(episode, VAF, stage, today - days * _DAY, "Case officer")
        service.keep(made, answers)
        service.finish(made)
    service.add(made, "The uncle is the mother's brother, not the father's.")
    window.reload()
    tab.choose(made)
    camera.settle()
    camera.take("25_assessment_finished", window)
    tab.compare()
    camera.settle()
    camera.take("25_assessment_compared", window)
    tab.form.changes_check.setChecked(True)
    camera.take("25_assessment_changes", window)
    tab.form.changes_check.setChecked(False)
    theme.set_text_percent(150)
    camera.take("25_assessment_compared_text150", window)
    theme.set_text_percent(100)
    service.answer_factor(episode, "E10", reason="The uncle lives abroad; they write seldom.")
    tab.show_factors()
    camera.settle()
    camera.take("25_factors", window)
    _dialog(camera, "25_factor_dialog", window, tab.answer_factor)
    draft = service.start(episode, VAF, "review", today, "Officer", from_last=True)
    window.reload()
    tab.choose(draft)
    tab.draft_pane.go_to_first()
    camera.settle()
    camera.take("25_assessment_draft", window)
    theme.set_text_percent(150)
    camera.take("25_assessment_draft_text150", window)
    theme.set_text_percent(100)
    view_ = tab.draft_pane.view
    assert view_ is not None
    view_.set_answer("I02", factor("absent", "Not heard since the summer."), tell=True)
    tab.draft_pane.propose()
    camera.settle()
    camera.take("25_assessment_proposed", window)
    free = service.start(episode, PAF, "review", today, "Officer")
    window.reload()
    tab.choose(free)
    camera.settle()
    camera.take("25_assessment_paf", window)
    tab.flush()


def _three(today: date) -> tuple[dict[str, Answer], ...]:
    seen = [(today - days * _DAY).isoformat() for days in (182, 91, 5)]
    lead = "Safeguarding lead"
    first: dict[str, Answer] = {
        "E01": factor(
            "present", "Says the school took sides when his cousin was excluded.", lead, seen[0]
        ),
        "E03": factor("partly", "New friends online only; left the football club."),
        "E04": factor("not_known"),
        "I02": factor("present", "“They” and “us” about neighbours, twice in class.", lead),
        "C01": factor("absent"),
        "not_known": "Who runs the group he reads.",
        "summary": "Grievance and belonging stand in front. No sign of intent to act.",
    }
    second = first | {
        "E01": factor(
            "partly", "Says the school listened when his cousin came back.", lead, seen[1]
        ),
        "E03": factor("partly", "New friends online only; back at the football club since May."),
        "E04": factor("absent"),
    }
    third = second | {
        "E01": factor("absent", "No longer raised.", lead, seen[2]),
        "E10": factor("partly", "An uncle shares leaflets."),
        "I02": factor("partly", "Once, in anger, and took it back.", lead),
        "summary": "Belonging stands in front. No sign of intent to act.",
    }
    return first, second, third


def _again(camera: Camera, name: str, window: ReferralRoom) -> None:
    window.reload()
    camera.settle()
    camera.take(name, window)


def _dialog(camera: Camera, name: str, window: QWidget, opens: Callable[[], object]) -> None:
    def look_at_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        camera.settle()
        camera.take(name, window, dialog)
        dialog.reject()

    QTimer.singleShot(0, look_at_it)
    opens()
    camera.settle()
