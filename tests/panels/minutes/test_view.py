"""The minutes on the screen, by mouse and keys, over a real store."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.panels.exports import sealing
from prevent_desk.panels.model.minutes import MinutesDraft
from prevent_desk.panels.model.records import LineKind, MeetingState
from prevent_desk.panels.model.spoken import Named
from prevent_desk.panels.ui.minutes.addendum_dialog import AddendumDialog
from prevent_desk.panels.ui.minutes.names_box import NamesBox
from prevent_desk.panels.ui.minutes.seal_dialog import SealDialog
from prevent_desk.panels.ui.minutes.take_out import MinutesDialog
from prevent_desk.panels.ui.minutes.view import MinutesView
from prevent_desk.referrals.model.papers.withholding import SUBJECT
from prevent_desk.referrals.model.states import State
from prevent_desk.ui import jobs, theme
from prevent_desk.ui.widgets.labels import WrapLabel
from tests.panels.desks import Desk
from tests.panels.minutes.meeting import made_here, seal
from tests.panels.rooms import Room

_LONGEST_MS = 30_000


@pytest.fixture
def room(held: Desk, qapp: QApplication) -> Iterator[Room]:
    """The room of panels over a held meeting."""
    theme.install(qapp, scheme="light")
    made = Room(held)
    made.show()
    yield made
    jobs.stop_all()
    made.room.deleteLater()


def minutes(room: Room, **position: Any) -> MinutesView:
    room.open("minutes", **position)
    view: Any = room.room.view()
    assert isinstance(view, MinutesView)
    return view


def in_dialog(opens: Callable[[], object], then: Callable[[Any], object]) -> None:
    """Do something in the dialog that a call opens, at once or once it has read for it."""
    failed: list[BaseException] = []
    watch = QTimer(interval=5)

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        watch.stop()
        try:
            then(dialog)
        except BaseException as error:  # noqa: BLE001 - told after the dialog is gone
            failed.append(error)
        finally:
            if dialog.isVisible():
                dialog.reject()

    watch.timeout.connect(work)
    watch.start()
    opens()
    longest = QDeadlineTimer(_LONGEST_MS)
    while watch.isActive():
        assert not longest.hasExpired(), "no dialog came up"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    if failed:
        raise failed[0]


def test_the_newest_draft_is_on_show_with_what_it_lacks(room: Room) -> None:
    view = minutes(room)
    told = view.reading.toPlainText()
    assert "Case C · PD-2025-003" in told
    assert "Action 3 has no date" in told
    assert "1 thing is missing" in view.side.state_banner.text()
    assert "Hallam" not in told


def test_a_missing_part_leads_to_its_place_at_the_desk(room: Room, held: Desk) -> None:
    held.services.decisions.set(held.told.cases[2], rationale="")
    view = minutes(room)
    view.reload()
    room.settle()
    places = [gap.place for gap in view.reading.gaps()]
    view.reading.anchorClicked.emit(QUrl(f"gap:{places.index('decision:rationale')}"))
    assert room.room.view_key() == "desk"
    assert room.room.view().position()["item"] == held.told.cases[2]


def test_a_name_is_told_beside_the_minutes_and_marked_in_them(room: Room, held: Desk) -> None:
    held.services.lines.add(held.told.cases[2], LineKind.CONCERN, "Kris laughed", speaker="Panel")
    view = minutes(room)
    view.reload()
    room.settle()
    assert "Kris</span>" in view.reading.toHtml()
    in_dialog(view.acts.seal, lambda dialog: _check_names(dialog))


def _check_names(dialog: SealDialog) -> None:
    assert list(dialog.names.ticks) == ["Kris"]
    assert dialog.approval().kept == frozenset()
    dialog.names.ticks["Kris"].setChecked(False)
    assert dialog.approval().kept == frozenset({"Kris"})


def test_sealing_by_the_dialog_freezes_them(
    room: Room, held: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sealing.seal

    def here(*args: Any, **more: Any) -> object:
        return real(*args, **more | {"make": made_here})

    monkeypatch.setattr(sealing, "seal", here)
    view = minutes(room)

    def approve(dialog: SealDialog) -> None:
        assert dialog.by_edit.text() == "A. Marsh"
        dialog.seal()
        room.settle()

    in_dialog(view.acts.seal, approve)
    assert held.services.meetings.one(held.told.meeting).state is MeetingState.APPROVED
    room.settle()
    assert "unchanged" in view.side.state_banner.text()
    assert view.chip.text() == "Sealed"
    assert view.seal_button.isHidden()


def test_words_typed_at_once_into_the_approval_seal_nothing(room: Room, held: Desk) -> None:
    view = minutes(room)

    def approve(dialog: SealDialog) -> None:
        dialog.by_edit.selectAll()
        QTest.keyClicks(dialog.focusWidget(), "B. Oram, deputy chair")
        assert dialog.by_edit.text() == "B. Oram, deputy chair"
        assert dialog.seal_button.isEnabled()

    in_dialog(view.acts.seal, approve)
    assert held.services.minutes.sealed(held.told.meeting) is None


def test_an_approval_without_a_name_stays_in_the_dialog(room: Room, held: Desk) -> None:
    view = minutes(room)

    def approve(dialog: SealDialog) -> None:
        dialog.by_edit.clear()
        dialog.seal()
        assert dialog.isVisible()

    in_dialog(view.acts.seal, approve)
    assert held.services.minutes.sealed(held.told.meeting) is None


def test_a_text_typed_beside_the_draft_stands_in_it_and_is_one_undo(room: Room, held: Desk) -> None:
    view = minutes(room)
    edit = view.side.text_edits["other"]
    edit.setFocus()
    QTest.keyClicks(edit, "Terms are due")
    view.flush()
    room.settle()
    assert "Terms are due" in view.reading.toPlainText()
    assert held.store.undo_label() == "text of the minutes of the panel of 26 Nov 2025"
    held.store.undo()
    view.reload()
    room.settle()
    assert "Terms are due" not in view.reading.toPlainText()


def test_a_finished_meeting_records_its_decisions_and_says_what_waits(
    room: Room, held: Desk, qtbot: QtBot
) -> None:
    held.pass_time(minutes=5)
    view = minutes(room)
    room.room.go_to({"view": "minutes", "meeting": held.told.meeting, "record": True})
    qtbot.waitUntil(lambda: len(room.shell.said) > 0, timeout=60_000)
    episode = held.services.referrals.episodes.episode(held.told.episodes[2])
    assert episode.state is State.CONSENT_PENDING
    assert room.shell.said[-1] == "3 decisions are in the record, 1 waits for you"
    room.settle()
    assert view.side.record_button.text() == "Try again"


def test_an_addendum_is_kept_while_it_is_typed_and_added(room: Room, held: Desk) -> None:
    seal(held)
    view = minutes(room)

    def leave(dialog: AddendumDialog) -> None:
        QTest.keyClicks(dialog.words_edit, "The school came late")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def add(dialog: AddendumDialog) -> None:
        assert dialog.words_edit.toPlainText() == "The school came late"
        dialog.do()

    in_dialog(view.acts.add, leave)
    in_dialog(view.acts.add, add)
    sealed = held.services.minutes.sealed(held.told.meeting)
    assert sealed is not None
    assert [one.words for one in sealed.addenda] == ["The school came late"]
    room.settle()
    assert "The school came late" in view.reading.toPlainText()


def test_an_addendum_says_what_is_struck_out_and_lets_a_word_stand(
    room: Room, held: Desk, qtbot: QtBot
) -> None:
    seal(held)
    view = minutes(room)
    typed = "Orrin came late. Kris Hallam did not."

    def leave(dialog: AddendumDialog) -> None:
        QTest.keyClicks(dialog.words_edit, typed)
        qtbot.waitUntil(lambda: {"Orrin", "Kris Hallam"} == set(dialog.names.ticks))
        assert dialog.names.isVisible()
        dialog.names.ticks["Orrin"].click()
        dialog.by_edit.setFocus()
        QTest.keyClicks(dialog.by_edit, "A. Marsh")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def add(dialog: AddendumDialog) -> None:
        assert dialog.words_edit.toPlainText() == typed
        assert dialog.by_edit.text() == "A. Marsh"
        assert not dialog.names.ticks["Orrin"].isChecked()
        dialog.do()

    in_dialog(view.acts.add, leave)
    in_dialog(view.acts.add, add)
    sealed = held.services.minutes.sealed(held.told.meeting)
    assert sealed is not None
    (told,) = sealed.addenda
    assert told.words == f"Orrin came late. {SUBJECT} did not."
    assert told.approved_by == "A. Marsh"
    assert held.services.minutes.verify() == []


def test_a_name_typed_last_is_shown_before_it_is_struck_out(room: Room, held: Desk) -> None:
    seal(held)
    view = minutes(room)

    def add(dialog: AddendumDialog) -> None:
        QTest.keyClicks(dialog.words_edit, "It was Kris")
        dialog.do()
        assert dialog.isVisible()
        assert list(dialog.names.ticks) == ["Kris"]
        dialog.do()
        assert not dialog.isVisible()

    in_dialog(view.acts.add, add)
    sealed = held.services.minutes.sealed(held.told.meeting)
    assert sealed is not None
    assert [one.words for one in sealed.addenda] == [f"It was {SUBJECT}"]


def test_every_name_can_be_let_stand_however_many_there_are(qtbot: QtBot) -> None:
    box = NamesBox()
    qtbot.addWidget(box)
    words = [f"Name{number:02}" for number in range(30)]
    box.show_names([Named("case-a", 1, word, f"… {word} said so …") for word in words])
    box.resize(500, box.sizeHint().height())
    box.show()
    assert list(box.ticks) == words
    assert box.area.verticalScrollBar().maximum() > 0
    box.ticks["Name29"].click()
    assert box.let_stand() == {"Name29"}


def test_an_addendum_typed_and_added_by_keys_is_listed_at_once(
    room: Room, held: Desk, qtbot: QtBot
) -> None:
    seal(held)
    view = minutes(room)
    view.side.add_button.setFocus()

    def add(dialog: AddendumDialog) -> None:
        assert QTest.qWaitForWindowActive(dialog)
        qtbot.waitUntil(dialog.words_edit.hasFocus)
        room.type("The school came at 10:14")
        room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not dialog.isVisible()

    in_dialog(lambda: QTest.keyClick(room.focused(), Qt.Key.Key_Space), add)
    room.settle()
    listed = [one.text() for one in view.side.findChildren(WrapLabel) if one.isVisible()]
    assert "Addendum 1, 26 Nov 2025" in listed
    assert "The school came at 10:14" in listed
    assert "The school came at 10:14" in view.reading.toPlainText()


def test_what_is_asked_before_sealing_is_read_beside_the_window(
    room: Room, held: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = minutes(room)
    here, service = threading.get_ident(), held.services.minutes
    read_in: list[int] = []
    draft = type(service).draft

    def told(self: Any, meeting_id: int) -> MinutesDraft:
        read_in.append(threading.get_ident())
        return draft(self, meeting_id)

    monkeypatch.setattr(type(service), "draft", told)
    in_dialog(view.acts.seal, lambda dialog: dialog.reject())
    assert read_in
    assert here not in read_in
    assert view.seal_button.isEnabled()


def test_minutes_that_were_tampered_with_say_so_when_they_are_opened(
    room: Room, held: Desk
) -> None:
    from sqlalchemy import text

    seal(held)
    with held.store.writing(None) as session:
        session.execute(text("UPDATE panel_minutes SET sha256 = 'f'"))
    view = minutes(room)
    view.reload()
    room.settle()
    assert "not those that were sealed" in view.side.state_banner.text()


def test_out_of_sight_they_are_not_told_anew_at_every_change(
    room: Room, held: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = minutes(room)
    room.open("decisions")
    asked: list[int] = []
    service = type(held.services.minutes)
    real = service.draft

    def counted(self: Any, meeting_id: int) -> object:
        asked.append(meeting_id)
        return real(self, meeting_id)

    monkeypatch.setattr(service, "draft", counted)
    held.services.minutes.set_text(held.told.meeting, "other", "Terms are due")
    room.room.acts.changed.emit()
    assert not asked
    room.open("minutes")
    assert len(asked) == 1
    assert view.reading.toPlainText()


def test_the_paper_taken_out_is_the_one_on_show(room: Room, held: Desk, tmp_path: Any) -> None:
    dialog = MinutesDialog(minutes(room)._around, held.told.meeting, room.room, make=made_here)
    room.settle()
    dialog.form.password_check.setChecked(False)
    dialog._folder = tmp_path
    dialog.save()
    room.settle()
    assert dialog.saved is not None
    assert dialog.saved.read_bytes().startswith(b"%PDF")
    assert "draft-minutes" in dialog.saved.name or "draft minutes" in dialog.saved.name
    dialog.close()


def test_the_window_answers_while_minutes_are_told_and_what_comes_late_is_left(
    room: Room, held: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    view = minutes(room)
    here, service, let_go = threading.get_ident(), held.services.minutes, threading.Event()
    told: list[int] = []
    draft = service.draft

    def slowly(meeting_id: int) -> MinutesDraft:
        told.append(threading.get_ident())
        assert let_go.wait(30)
        return draft(meeting_id)

    monkeypatch.setattr(type(service), "draft", lambda _self, key: slowly(key))
    before, set_text = view.reading.toPlainText(), held.services.minutes.set_text
    set_text(held.told.meeting, "other", "Terms are due")
    view.reload()
    qtbot.waitUntil(lambda: bool(told), timeout=_LONGEST_MS)
    assert view.reading.toPlainText() == before
    monkeypatch.undo()
    set_text(held.told.meeting, "other", "Terms were due")
    view.reload()
    let_go.set()
    room.settle()
    assert told
    assert here not in told
    assert "Terms were due" in view.reading.toPlainText()
