"""A school's form, from the blank that goes out to the recorded referral, through the room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from prevent_desk.core.questionnaire import tidy
from prevent_desk.referrals.service.forms import REFERRAL
from prevent_desk.referrals.ui.intake.view import IntakeView
from prevent_desk.referrals.ui.receiving.view import ReceivingView
from prevent_desk.referrals.ui.room import ReferralRoom
from tests.exports.filling import by_pdfium, by_pypdf
from tests.exports.form_values import everything
from tests.plan.page_room import DeskStandIn
from tests.referrals.desks import Desk
from tests.referrals.receiving.rooms import FIELDS, FORMS, blank, filled, mail, put


class Shell(DeskStandIn):
    """A shell that goes where it is asked to."""

    room: ReferralRoom | None = None

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        assert self.room is not None
        self.room.go_to(position or {})


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> Iterator[ReferralRoom]:
    shell = Shell(desk.store)
    shell.room = made = ReferralRoom(desk.services, shell, desk.clock)
    made.resize(1366, 698)
    made.show()
    qtbot.waitExposed(made)
    yield made
    # Before the store is closed: the guard searches a moment after the last key.
    shiboken6.delete(made)


def take(qtbot: QtBot, room: ReferralRoom, path: Path) -> ReceivingView:
    room.open_view("receiving", {"files": [str(path)]})
    view = room.view()
    assert isinstance(view, ReceivingView)
    qtbot.waitUntil(lambda: view.arrived() is not None, timeout=20_000)
    return view


def record(intake: IntakeView, desk: Desk) -> int:
    """Answer the urgency question and record; what is not well formed is shown once before."""
    intake.cards.danger.states.set_value("no")
    intake.cards.danger.states.chosen.emit("no")
    intake.record()
    if not desk.services.episodes.count():
        intake.record()
    found = desk.services.episodes.find("PD-2025-001")
    assert found is not None
    return found


@pytest.mark.parametrize("fill", [by_pypdf, by_pdfium])
def test_a_form_filled_by_another_program_is_recorded_with_every_answer(
    qtbot: QtBot, room: ReferralRoom, desk: Desk, tmp_path: Path, fill: Any
) -> None:
    form = FORMS.form(REFERRAL)
    told = form.without("desk")
    answers, fields = everything(told, FORMS.vocabularies(), desk.clock.today())
    take(qtbot, room, put(tmp_path, "form.pdf", fill(blank(), fields))).begin()
    intake = room.view()
    assert isinstance(intake, IntakeView)
    shown = intake.collect()
    assert tidy({**shown.people[0], **shown.answers}) == {**answers, "medium": "form"}
    episode = desk.services.episodes.episode(record(intake, desk))
    apart = {q.key for s in form.sections if s.about == "referrer" for q in s.questions}
    wanted = {key: one for key, one in answers.items() if key not in apart}
    assert {key: episode.answers.get(key) for key in wanted} == wanted
    assert not apart & set(episode.answers)
    referrer = desk.services.episodes.referrer(episode.id)
    assert {key: referrer.answers.get(key) for key in apart} == {key: answers[key] for key in apart}
    [file] = desk.services.files.of(episode.id)
    assert (file.kind, file.is_referrers) == ("form", True)


def test_a_form_dropped_on_a_call_under_way_fills_what_is_still_empty(
    qtbot: QtBot, room: ReferralRoom, desk: Desk, tmp_path: Path
) -> None:
    room.open_view("intake", {})
    intake = room.view()
    assert isinstance(intake, IntakeView)
    intake.cards.concern.add_words("As told by phone")
    intake.taking_in.pouring.take([put(tmp_path, "form.pdf", filled())])
    qtbot.waitUntil(lambda: "family_name" in intake.collect().people[0], timeout=20_000)
    shown = intake.collect()
    assert shown.people[0]["family_name"] == FIELDS["family_name"]
    assert shown.answers["concern"] == "As told by phone"
    assert shown.answers["identified_name"] == FIELDS["identified_name"]
    kept = desk.services.intake.draft(shown.key)
    assert kept is not None
    assert kept.people[0]["family_name"] == FIELDS["family_name"]
    assert [file.title for file in shown.files] == ["form.pdf"]


def test_a_mail_dropped_on_a_call_under_way_is_poured_in_and_a_picture_only_kept(
    qtbot: QtBot, room: ReferralRoom, tmp_path: Path
) -> None:
    room.open_view("intake", {})
    intake = room.view()
    assert isinstance(intake, IntakeView)
    picture = put(tmp_path, "photo.png", b"\x89PNG x")
    intake.taking_in.pouring.take([put(tmp_path, "note.eml", mail()), picture])
    qtbot.waitUntil(lambda: "concern" in intake.collect().answers, timeout=20_000)
    shown = intake.collect()
    assert "I am worried about one of our students." in str(shown.answers["concern"])
    assert shown.answers["identified_email"] == "n.brennock@school.example"
    assert {file.title for file in shown.files} == {"note.eml", "photo.png"}
