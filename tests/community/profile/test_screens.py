"""The tab of the local profile on real widgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from prevent_desk.community.model.profile import Coming, NewDay
from prevent_desk.community.model.profile_returns import Doing
from prevent_desk.community.ui.profile.answer_dialog import AnswerDialog
from prevent_desk.community.ui.profile.answers_dialog import AnswersDialog
from prevent_desk.community.ui.profile.attendance_dialog import AttendanceDialog
from prevent_desk.community.ui.profile.returns_dialog import ReturnsDialog
from prevent_desk.community.ui.profile.send_dialogs import FormsDialog, ReminderDialog
from prevent_desk.community.ui.profile.small_dialogs import DeclineDialog, ThemeDialog
from prevent_desk.community.ui.profile.tab import ProfileTab
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.exports.workbook.locking import locked
from prevent_desk.ui import jobs
from tests.community.profile.conftest import SENT, TODAY, Desk
from tests.community.profile.test_returns import TYPED, typed_into
from tests.plan.page_room import DeskStandIn

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
_LONG_MS = 60_000


class _Shell(DeskStandIn):
    room: CommunityRoom

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        super().open_page(name, position)
        self.room.go_to(position or {})


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[CommunityRoom]:
    shell = _Shell(desk.store)
    made = shell.room = CommunityRoom(desk.services, shell, desk.clock)
    shell.after_undo = made.reload
    # Before pytest-qt closes it: what it put off asks a store and widgets that are there.
    qtbot.addWidget(made, before_close_func=lambda room: room.flush())
    made.resize(1290, 626)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.go_to({"tab": "profile"})
    yield made
    qtbot.waitUntil(lambda: jobs.running() == 0, timeout=_LONG_MS)


def tab_of(room: CommunityRoom) -> ProfileTab:
    found = room.findChild(ProfileTab)
    assert found is not None
    return found


def test_the_tab_shows_the_newest_campaign_and_how_it_goes(desk: Desk, room: CommunityRoom) -> None:
    tab = tab_of(room)
    assert tab.head.box.currentText() == "CTLP 2025/26"
    assert "due 27 Jun 2025" in tab.head.words.text()
    assert tab.shown_count() == "3 stakeholders"
    assert not tab.head.remind_button.isEnabled()
    desk.services.profiles.sent([desk.of(desk.trust).id], SENT)
    room.reload()
    assert tab.head.remind_button.text() == "&Remind 1"


def test_a_position_names_campaign_and_stakeholder(
    desk: Desk, room: CommunityRoom, qtbot: QtBot
) -> None:
    estates = desk.of(desk.estates)
    room.go_to({"tab": "profile", "campaign": desk.campaign, "stakeholder": estates.id})
    current = tab_of(room).current()
    assert current is not None
    assert current.name == "North Estates"
    assert room.position()["campaign"] == desk.campaign


def test_attendance_is_noted_by_letters_and_can_be_taken_back(
    desk: Desk, room: CommunityRoom, qtbot: QtBot
) -> None:
    key = desk.services.profile_days.add(desk.campaign, NewDay("awareness", date(2025, 6, 17)))
    campaign = desk.services.profiles.one(desk.campaign)
    (day,) = desk.services.profile_days.of(desk.campaign)
    dialog = AttendanceDialog(room.around, campaign, day)
    qtbot.addWidget(dialog)
    dialog.show()
    for letter in "CA":
        QTest.keyClicks(dialog.table, letter)
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    dialog.heads.setValue(3)
    assert dialog.count_label.text() == "1 of 3 stakeholders came, 3 people."
    dialog.accept()
    states = {
        one.name: one.days.get(key) for one in desk.services.profiles.stakeholders(desk.campaign)
    }
    assert states == {
        "Church Watchers": (Coming.ATTENDED, 3), "Invented Hospital Trust": (Coming.APOLOGY, None),
        "North Estates": None,
    }  # fmt: skip
    room.desk.undo()
    assert desk.services.profile_days.of(desk.campaign)[0].came == 0


def test_answers_are_typed_in_and_stay_while_half_typed(
    desk: Desk, room: CommunityRoom, qtbot: QtBot
) -> None:
    trust = desk.of(desk.trust)
    dialog = AnswerDialog(room.around, trust)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.view.answers() == {"organisation": "Invented Hospital Trust"}
    dialog.view.set_answer("gaps", "The car park", tell=True)
    dialog._keep()
    dialog.reject()
    again = AnswerDialog(room.around, trust)
    qtbot.addWidget(again)
    assert again.view.answers()["gaps"] == "The car park"
    again.keep()
    kept = desk.of(desk.trust)
    assert (kept.returned, kept.answers["gaps"]) == (TODAY, "The car park")
    assert room.desk.draft(f"community/profile/stakeholder/{trust.id}/answers") is None


def test_a_decline_needs_its_reason(desk: Desk, room: CommunityRoom, qtbot: QtBot) -> None:
    dialog = DeclineDialog(room.around, desk.of(desk.trust))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save()
    assert dialog.fields["why"].error()
    assert desk.of(desk.trust).declined == ""
    dialog.why.setText("Closing in July")
    QTest.keyClick(dialog.why, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.of(desk.trust).declined == "Closing in July"


def test_returns_are_shown_before_they_are_taken_and_whose_they_are_can_be_said(
    desk: Desk, room: CommunityRoom, qtbot: QtBot, tmp_path: Any
) -> None:
    trust, estates = desk.forms(desk.of(desk.trust), desk.of(desk.estates))
    good, broken = tmp_path / "good.xlsx", tmp_path / "broken.pdf"
    good.write_bytes(typed_into(trust.workbook, TYPED))
    broken.write_bytes(b"%PDF-1.7 broken")
    campaign = desk.services.profiles.one(desk.campaign)
    dialog = ReturnsDialog(room.around, campaign, [good, broken])
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.lines) == 2, timeout=_LONG_MS)
    assert [line.doing for line in dialog.lines] == [Doing.NEW, Doing.REFUSED]
    assert dialog.take_button.text() == "Take 1 in"
    assert desk.of(desk.trust).returned is None
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    dialog.whose_box.setCurrentIndex(dialog.whose_box.findData(desk.of(desk.estates).id))
    dialog.whose_box.activated.emit(dialog.whose_box.currentIndex())
    dialog.take_in()
    qtbot.waitUntil(lambda: dialog.taken == 1, timeout=_LONG_MS)
    assert desk.of(desk.trust).returned is None
    assert desk.of(desk.estates).returned == TODAY
    assert estates.workbook


def test_the_password_of_returns_is_asked_for_and_what_is_ticked_stays(
    desk: Desk, room: CommunityRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    trust, estates = desk.forms(desk.of(desk.trust), desk.of(desk.estates))
    plain, secret = tmp_path / "plain.xlsx", tmp_path / "secret.xlsx"
    plain.write_bytes(typed_into(trust.workbook, TYPED))
    secret.write_bytes(locked(typed_into(estates.workbook, {"B1": "No"}), "open it"))
    campaign = desk.services.profiles.one(desk.campaign)
    dialog = ReturnsDialog(room.around, campaign, [plain, secret])
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: len(dialog.lines) == 2, timeout=_LONG_MS)
    assert [line.doing for line in dialog.lines] == [Doing.NEW, Doing.LOCKED]
    assert dialog.password_field.isVisible()
    QTest.keyClick(dialog.table, Qt.Key.Key_Up)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert not dialog.take_button.isEnabled()
    line = dialog.password_field.edit.line
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.password_field.error() == "Type the password that came with the form."
    QTest.keyClicks(line, "wrong")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "It does not open" in dialog.password_field.error(), timeout=_LONG_MS)
    assert (line.selectedText(), line.hasFocus()) == ("wrong", True)
    QTest.keyClicks(line, "open it")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.lines[1].doing is Doing.NEW, timeout=_LONG_MS)
    assert (dialog.password_field.isVisible(), line.text()) == (False, "")
    assert [one.file.name for one in dialog.model.chosen()] == ["secret.xlsx"]
    QTest.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.taken == 1, timeout=_LONG_MS)
    assert desk.of(desk.estates).returned == TODAY
    assert desk.of(desk.trust).returned is None


def test_a_return_under_a_password_alone_is_asked_for_it_at_once(
    desk: Desk, room: CommunityRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    (forms,) = desk.forms(desk.of(desk.trust))
    secret = tmp_path / "secret.xlsx"
    secret.write_bytes(locked(typed_into(forms.workbook, TYPED), "open it"))
    dialog = ReturnsDialog(room.around, desk.services.profiles.one(desk.campaign), [secret])
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: dialog.password_field.edit.line.hasFocus(), timeout=_LONG_MS)
    assert not dialog.take_button.isEnabled()
    dialog.reject()


def test_themes_are_drawn_from_what_was_said(
    desk: Desk, room: CommunityRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust = desk.of(desk.trust)
    desk.services.profile_returns.keep(
        trust.id, {"noticed": {"state": "yes", "evidence": "Leaflets in May"}}
    )
    dialog = AnswersDialog(room.around, desk.services.profiles.one(desk.campaign))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.questions.go_to_key("noticed")
    seen: list[ThemeDialog] = []

    def answered(opened: ThemeDialog) -> int:
        seen.append(opened)
        opened.title_edit.setText("Leaflets in foyers")
        opened.write()
        return 1

    monkeypatch.setattr(ThemeDialog, "exec", answered)
    dialog.theme_button.click()
    assert seen[0].words.toPlainText() == "Invented Hospital Trust: Leaflets in May"
    (theme,) = desk.services.profile_themes.of(desk.campaign)
    assert (theme.title, theme.stakeholders) == ("Leaflets in foyers", (trust.id,))
    assert dialog.pages.currentIndex() == 1


def test_nobody_to_write_to_is_said(desk: Desk, room: CommunityRoom, qtbot: QtBot) -> None:
    campaign = desk.services.profiles.one(desk.campaign)
    reminder = ReminderDialog(room.around, campaign)
    qtbot.addWidget(reminder)
    assert reminder.form.pages.currentWidget() is reminder.form.empty_page
    for one in desk.services.profiles.stakeholders(desk.campaign):
        desk.services.profiles.decline(one.id, "Closed")
    forms = FormsDialog(room.around, campaign)
    qtbot.addWidget(forms)
    assert forms.form.pages.currentWidget() is forms.form.empty_page


def test_a_draft_names_no_person_of_a_case_and_bears_the_marking(
    desk: Desk, room: CommunityRoom, qtbot: QtBot
) -> None:
    dialog = FormsDialog(room.around, desk.services.profiles.one(desk.campaign))
    qtbot.addWidget(dialog)
    dialog.signed.setText("The office")
    message = dialog.message(desk.of(desk.trust))
    assert message.to == ("A. Invented", "A@x.example")
    assert message.text.startswith(dialog.marking())
    assert "by Fri 27 Jun 2025" in message.text
    assert message.text.rstrip().endswith("The office")
    assert "Invented" not in message.file_name
