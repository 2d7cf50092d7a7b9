"""The tab “Checks” worked by the keyboard alone, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.checks import KNOWN, NOT_KNOWN, Asking, Reply
from prevent_desk.referrals.ui.checks.ask_dialog import AskDialog
from prevent_desk.referrals.ui.checks.remind_dialog import RemindDialog
from prevent_desk.referrals.ui.checks.reply_dialog import ReplyDialog
from prevent_desk.referrals.ui.checks.tab import ChecksTab
from prevent_desk.referrals.ui.checks.withdraw_dialog import WithdrawDialog
from prevent_desk.ui import jobs, theme
from prevent_desk.ui.widgets.segmented import Segmented
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.tab_room import TabRoom

TODAY = date(2025, 11, 25)
CONTROL = Qt.KeyboardModifier.ControlModifier
THREE = ("probation", "childrens_social_care", "school")


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[TabRoom]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    episode = desk.add(person={"born": date(2008, 5, 12)}, home_area="hackney")
    desk.store.close_history()
    made = TabRoom(desk, episode, ChecksTab)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show_sized()
        made.activateWindow()
    made.tab.widget().setFocus()
    yield made
    jobs.stop_all()


def tab_of(room: TabRoom) -> ChecksTab:
    assert isinstance(room.tab, ChecksTab)
    return room.tab


def ask_three(room: TabRoom) -> list[int]:
    made = room.desk.services.checks.ask(
        room.episode_id, Asking(THREE, TODAY, date(2025, 12, 2), "Known to you?")
    )
    room.reload()
    tab_of(room).widget().setFocus()
    return made


def button_of(choice: Segmented, words: str) -> QAbstractButton:
    return next(
        button
        for button in choice.findChildren(QAbstractButton)
        if button.text().replace("&", "") == words
    )


def focused() -> object:
    return QApplication.focusWidget()


def press(bot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    bot.keyClick(focused(), key, modifier or Qt.KeyboardModifier.NoModifier)


def test_nobody_asked_offers_to_ask_and_enter_does(room: TabRoom, qtbot: QtBot) -> None:
    opened: list[bool] = []

    def look(dialog: QDialog) -> None:
        opened.append(isinstance(dialog, AskDialog))

    in_dialog(lambda: press(qtbot, Qt.Key.Key_Return), look)
    assert opened == [True]


def test_a_child_living_elsewhere_has_its_agencies_ticked_first(
    room: TabRoom, qtbot: QtBot
) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, AskDialog)
        ticked = [one.code for one in dialog.model.chosen()]
        assert {"childrens_social_care", "school", "home_authority", "mps"} <= set(ticked)
        assert "housing" not in ticked
        assert ticked == [one.code for one in dialog.model.rows()[: len(ticked)]]
        assert dialog.act_button.text() == f"&Ask {len(ticked)} services"

    in_dialog(tab_of(room).ask, look)


def test_asking_by_keys_saves_a_draft_each_by_reference_only(
    room: TabRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    room.shell.remember("send/folder", str(tmp_path))

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, AskDialog)
        qtbot.keyClick(dialog.form.agency_table, Qt.Key.Key_End, CONTROL)
        qtbot.keyClick(dialog.form.agency_table, Qt.Key.Key_Space)
        count = len(dialog.model.chosen())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(dialog.done_words))
        assert dialog.done_words == f"{count} services asked"
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(tab_of(room).ask, answer)
    checks = room.desk.services.checks.of(room.episode_id)
    drafts = sorted(tmp_path.glob("*.eml"))
    assert len(drafts) == len(checks) > 8
    for path in drafts:
        told = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = told.get_body()
        assert body is not None
        words = f"{told['Subject']} {body.get_content()} {path.name}"
        assert "Hallam" not in words
        assert "PD-2025-001" in str(told["Subject"])
        assert "OFFICIAL-SENSITIVE" in str(told["Subject"])
        assert "Tue 2 Dec 2025" in words
    assert room.shell.said == [f"{len(checks)} services asked"]
    room.shell.undo()
    assert room.desk.services.checks.of(room.episode_id) == []


def test_the_name_stands_in_the_drafts_only_where_it_was_ticked(
    room: TabRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    room.shell.remember("send/folder", str(tmp_path))

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, AskDialog)
        assert "Hallam" not in dialog.form.message_text.toPlainText()
        qtbot.keyClick(dialog.form.name_check, Qt.Key.Key_Space)
        assert "Kris Hallam, born 12 May 2008" in dialog.form.message_text.toPlainText()
        dialog.act()
        qtbot.waitUntil(lambda: bool(dialog.done_words))

    in_dialog(tab_of(room).ask, answer)
    for path in tmp_path.glob("*.eml"):
        told = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = told.get_body()
        assert body is not None
        assert "Kris Hallam" in body.get_content()
        assert "Hallam" not in str(told["Subject"])


def test_where_drafts_cannot_be_saved_nobody_counts_as_asked(
    room: TabRoom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(
        "prevent_desk.referrals.ui.checks.asking_dialog.messages.show_failure",
        lambda _parent, error: told.append(error),
    )

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, AskDialog)
        dialog.drafts.folder_line.folder = tmp_path / "not there"
        dialog.act()
        qtbot.waitUntil(lambda: bool(told))
        assert dialog.act_button.isEnabled()

    in_dialog(tab_of(room).ask, answer)
    assert "was not written" in str(told[0])
    assert room.desk.services.checks.of(room.episode_id) == []


def test_an_agency_that_is_not_in_the_list_is_typed_and_asked(room: TabRoom, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, AskDialog)
        dialog.model.tick(range(dialog.model.rowCount()), on=False)
        dialog.other_edit.setFocus()
        qtbot.keyClicks(dialog.other_edit, "City of London Academy")
        qtbot.keyClick(dialog.other_edit, Qt.Key.Key_Return)
        dialog.form.draft_check.setChecked(False)
        dialog.act()

    in_dialog(tab_of(room).ask, answer)
    checks = room.desk.services.checks.of(room.episode_id)
    assert [check.name for check in checks] == ["City of London Academy"]


def test_one_key_records_a_reply_and_goes_on_to_the_next(room: TabRoom, qtbot: QtBot) -> None:
    ask_three(room)
    press(qtbot, Qt.Key.Key_K)
    press(qtbot, Qt.Key.Key_N)
    checks = room.desk.services.checks.of(room.episode_id)
    assert [check.known for check in checks] == [KNOWN, NOT_KNOWN, ""]
    current = tab_of(room).form.list.current()
    assert current is not None
    assert current.name == "School"
    assert tab_of(room).form.tally_label.text() == "2 of 3 in · missing: School"
    assert room.shell.said == ["Probation: known", "Children's social care: not known"]
    room.shell.undo()
    assert tab_of(room).form.tally_label.text().startswith("1 of 3 in")


def test_a_reply_with_its_words_is_taken_in_by_keys_alone(room: TabRoom, qtbot: QtBot) -> None:
    ask_three(room)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplyDialog)
        qtbot.keyClick(button_of(dialog.known_choice, "Not known"), Qt.Key.Key_Space)
        dialog.by_edit.setFocus()
        qtbot.keyClicks(dialog.by_edit, "Duty desk")
        qtbot.keyClick(dialog.by_edit, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is dialog.words_edit
        qtbot.keyClicks(dialog.words_edit, "Nothing held.")
        qtbot.keyClick(dialog.words_edit, Qt.Key.Key_Return, CONTROL)

    in_dialog(lambda: press(qtbot, Qt.Key.Key_Return), answer)
    check = room.desk.services.checks.of(room.episode_id)[0]
    assert (check.known, check.replied_by, check.words) == (NOT_KNOWN, "Duty desk", "Nothing held.")
    assert not room.shell.drafts()


def test_words_typed_into_a_reply_survive_its_closing(room: TabRoom, qtbot: QtBot) -> None:
    ask_three(room)

    def type_only(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplyDialog)
        qtbot.keyClicks(dialog.words_edit, "They said that")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplyDialog)
        assert dialog.words_edit.toPlainText() == "They said that"

    in_dialog(tab_of(room).open_reply, type_only)
    in_dialog(tab_of(room).open_reply, look)


def test_80_letters_typed_into_a_reply_are_kept_without_anything_else(
    room: TabRoom, qtbot: QtBot
) -> None:
    made = ask_three(room)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplyDialog)
        qtbot.keyClicks(dialog.words_edit, "x" * 80)
        kept = room.shell.draft(f"referral.check.{made[0]}.words")
        assert kept is not None
        assert len(kept[0]) == 80

    in_dialog(tab_of(room).open_reply, answer)


def test_a_reply_that_is_in_is_added_to_and_corrected_with_a_reason(
    room: TabRoom, qtbot: QtBot
) -> None:
    first, *_rest = ask_three(room)
    room.desk.services.checks.reply(first, Reply(NOT_KNOWN, TODAY, words="Nothing held."))
    room.reload()

    def correct(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplyDialog)
        qtbot.keyClick(button_of(dialog.known_choice, "Known"), Qt.Key.Key_Space)
        assert dialog.record_button.text() == "Correct &reply"
        dialog.record()
        assert dialog.form.words_field.error()
        qtbot.keyClicks(dialog.words_edit, "Held under Hallem.")
        dialog.record()

    in_dialog(tab_of(room).open_reply, correct)
    check = room.desk.services.checks.of(room.episode_id)[0]
    assert check.known == KNOWN
    assert check.words.startswith("Nothing held.")
    assert room.shell.said == ["Probation corrected: known"]


def test_a_day_before_the_question_is_refused_beside_its_field(room: TabRoom, qtbot: QtBot) -> None:
    ask_three(room)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplyDialog)
        dialog.known_choice.set_value(KNOWN)
        dialog.on_edit.setText("1 nov")
        dialog.record()
        assert "25 Nov 2025" in dialog.form.on_field.error()
        assert dialog.isVisible()

    in_dialog(tab_of(room).open_reply, answer)
    assert tally_of(room) == "0 of 3 in"


def tally_of(room: TabRoom) -> str:
    return tab_of(room).form.tally_label.text().split(" ·")[0]


def test_reminding_ticks_the_late_ones_and_notes_each(room: TabRoom, qtbot: QtBot) -> None:
    ask_three(room)
    room.desk.clock.moment = datetime.combine(date(2025, 12, 4), room.desk.clock.moment.timetz())
    room.desk.services.checks.ask(
        room.episode_id, Asking(("gp",), date(2025, 12, 4), date(2025, 12, 11), "Known?")
    )
    room.reload()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RemindDialog)
        assert [check.agency for check in dialog.model.chosen()] == list(THREE)
        assert "Hallam" not in dialog.form.message_text.toPlainText()
        qtbot.keyClick(button_of(dialog.how_choice, "Phone"), Qt.Key.Key_Space)
        assert not dialog.form.draft_check.isChecked()
        qtbot.keyClicks(dialog.note_edit, "Promised for Friday")
        qtbot.keyClick(dialog.note_edit, Qt.Key.Key_Return)

    in_dialog(tab_of(room).remind, answer)
    told = room.desk.services.checks.of(room.episode_id)
    assert [[chase.how for chase in check.chases] for check in told] == [["Phone"]] * 3 + [[]]
    assert room.shell.said[-1] == "3 services reminded"


def test_withdrawing_asks_for_a_reason(room: TabRoom, qtbot: QtBot) -> None:
    ask_three(room)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, WithdrawDialog)
        qtbot.keyClick(dialog.reason_edit, Qt.Key.Key_Return)
        assert dialog.reason_field.error()
        qtbot.keyClicks(dialog.reason_edit, "Never lived there")
        qtbot.keyClick(dialog.reason_edit, Qt.Key.Key_Return)

    in_dialog(lambda: press(qtbot, Qt.Key.Key_W), answer)
    assert tally_of(room) == "0 of 2 in"
    assert tab_of(room).badge(room.desk.services.episodes.episode(room.episode_id)) == 2


def test_every_row_is_one_sentence_for_a_screen_reader(room: TabRoom) -> None:
    ask_three(room)
    index = tab_of(room).model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Probation, No reply, 5 days left, Asked 25 Nov 2025 · due 2 Dec 2025"
    )


def test_the_tab_fits_the_narrowest_record_at_every_size_of_text(room: TabRoom) -> None:
    ask_three(room)
    for percent in (100, 150):
        theme.set_text_percent(percent)
        assert room.tab.widget().minimumSizeHint().width() <= 560 * percent // 100
    theme.set_text_percent(100)
