"""The tab of the local profile: empty, in full swing, its dialogs."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtTest import QTest

from prevent_desk.actions.service import Actions
from prevent_desk.app import schema
from prevent_desk.community import service
from prevent_desk.community.exports import profile_forms
from prevent_desk.community.exports.profile_forms import FormFor, FormsOrder
from prevent_desk.community.model.profile import Stakeholder
from prevent_desk.community.practice_profile import fill
from prevent_desk.community.ui.profile.answer_dialog import AnswerDialog
from prevent_desk.community.ui.profile.answers_dialog import AnswersDialog
from prevent_desk.community.ui.profile.attendance_dialog import AttendanceDialog
from prevent_desk.community.ui.profile.campaign_dialog import AskDialog, CampaignDialog, DayDialog
from prevent_desk.community.ui.profile.returns_dialog import ReturnsDialog
from prevent_desk.community.ui.profile.send_dialogs import FormsDialog, ReminderDialog
from prevent_desk.community.ui.profile.small_dialogs import (
    ContactDialog,
    DeclineDialog,
    NoteDialog,
    PlanDialog,
)
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.practice import fill_practice as fill_contacts
from prevent_desk.core.clock import SetClock
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.workbook.locking import locked
from prevent_desk.readers import shipped
from prevent_desk.store.engine import create_store
from prevent_desk.ui.widgets.dialog import Dialog
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

_FOLLOWED_MS = 250
"""After so long the pane shows what is chosen, and the totals are read."""


def profile_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(datetime(2025, 6, 24, 14, 2, tzinfo=UTC))
    store = create_store(
        place / "profile.pdv", secrets.token_bytes(32), "desk-of-profile", clock, "coordinator"
    )
    contacts = contact_service.build(store, clock)
    services = service.build(store, clock, contacts, Actions(store, clock, contacts))
    room = CommunityRoom(services, DeskStandIn(store), clock)
    room.resize(1290, 626)
    room.show()
    room.go_to({"tab": "profile"})
    camera.take("88_profile_none", room)
    fill_contacts(store, clock)
    fill(services)
    room.reload()
    campaign = services.profiles.all()[0]
    stakeholders = services.profiles.stakeholders(campaign.id)
    answered = next(one for one in stakeholders if one.returned is not None)
    waiting = next(one for one in stakeholders if one.sent and one.returned is None)
    for name, one in (("88_profile_waiting", waiting), ("88_profile_returned", answered)):
        room.go_to({"tab": "profile", "campaign": campaign.id, "stakeholder": one.id})
        QTest.qWait(_FOLLOWED_MS)
        camera.take(name, room)
    around = room.around
    day = services.profile_days.of(campaign.id)[0]
    theme = services.profile_themes.of(campaign.id)[0]
    answers = AnswersDialog(around, campaign)
    answers.questions.go_to_row(3)
    themes = AnswersDialog(around, campaign)
    themes.bar.chosen.emit("themes")
    dialogs: dict[str, Dialog] = {
        "88_profile_campaign": CampaignDialog(around, campaign),
        "88_profile_day": DayDialog(around, campaign),
        "88_profile_ask": AskDialog(around, campaign),
        "88_profile_send": FormsDialog(around, campaign),
        "88_profile_remind": ReminderDialog(around, campaign),
        "88_profile_came": AttendanceDialog(around, campaign, day),
        "88_profile_answers": answers,
        "88_profile_themes": themes,
        "88_profile_type": AnswerDialog(around, answered),
        "88_profile_contact": ContactDialog(around, waiting),
        "88_profile_note": NoteDialog(around, waiting, called=True),
        "88_profile_decline": DeclineDialog(around, waiting),
        "88_profile_plan": PlanDialog(around, theme),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        camera.settle()
        camera.take(name, room, dialog)
        dialog.close()
    files = _returned([one for one in stakeholders if one.returned is None][:3], clock, place)
    returns = ReturnsDialog(around, campaign, files)
    returns.show()
    camera.settle()
    camera.take("88_profile_locked", room, returns)
    returns.password_field.edit.set_text("wrong one")
    returns.password_field.open_button.click()
    camera.settle()
    camera.take("88_profile_locked_still", room, returns)
    returns.close()
    room.close()
    room.deleteLater()
    store.close()


def _returned(asked: Sequence[Stakeholder], clock: SetClock, place: Path) -> list[Path]:
    """Return forms of some who were asked, all but the first under a password."""
    order = FormsOrder(
        shipped.questionnaires()["ctlp-return", "1"], dict(shipped.vocabularies()),
        FormPaper("OFFICIAL", clock.now(), "The office"),
        tuple(FormFor(one.name, one.mark) for one in asked),
    )  # fmt: skip
    forms = list(profile_forms.unpacked(profile_forms.write_in_child((order,))))
    files = []
    for number, (one, form) in enumerate(zip(asked, forms, strict=True)):
        path = place / f"CTLP return, {one.name}.xlsx"
        path.write_bytes(locked(form.workbook, "open it") if number else form.workbook)
        files.append(path)
    return files
