"""The intake is worked by keys alone, as fast as a caller talks; nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.model.intake import About, Standing, steps
from prevent_desk.referrals.model.people import LinkKind
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.ui.intake.mail_dialog import MailDialog
from tests.referrals.desks import Desk
from tests.referrals.intake.rooms import ALT, CONTROL, SHIFT, IntakeRoom

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = Qt.Key


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> IntakeRoom:
    return IntakeRoom(desk, qtbot)


def recorded(room: IntakeRoom) -> int:
    """Return the referral that was recorded last."""
    name, position = room.shell.went[-1]
    assert (name, position["view"]) == ("Referrals", "desk")
    found: int = position["episode"]
    return found


def test_an_anonymous_caller_is_written_down_by_a_few_keys(room: IntakeRoom) -> None:
    """Story 1: no name, exact words, danger first, a safe way back, promises; then recorded."""
    room.open()
    room.press(KEY.Key_N)
    room.press(KEY.Key_Tab, SHIFT)
    room.press(KEY.Key_Right)
    room.press(KEY.Key_Tab)
    room.type("family of five, three children")
    room.press(KEY.Key_PageDown, CONTROL)
    room.type("They fly to Turkey in two weeks. The children have new names.")
    room.press(KEY.Key_PageDown, CONTROL)
    room.press(KEY.Key_Y)
    room.press(KEY.Key_Tab)
    room.press(KEY.Key_N)
    room.press(KEY.Key_Tab)
    room.type("fam")
    room.press(KEY.Key_Tab)
    room.type("none")
    room.press(KEY.Key_PageDown, CONTROL)
    room.press(KEY.Key_Space)
    room.press(KEY.Key_A, ALT)
    # Qt shows a button that a letter pressed as pressed for a moment.
    room.qtbot.waitUntil(lambda: "promised" in room.view.collect().answers)
    room.press(KEY.Key_Return, CONTROL)
    assert room.keys <= 16
    episode = room.desk.services.episodes.episode(recorded(room))
    assert episode.names == "Name not known (family of five, three children)"
    assert (episode.danger, episode.state) == ("no", State.RECEIVED)
    assert "two weeks" in str(episode.answers["concern"])
    assert episode.is_anonymous
    assert "pass to the police" in episode.moves[0].reason
    told = room.desk.services.episodes.referrer(episode.id)
    assert told.safe_way == "none"
    assert told.promised.startswith("Your name stays with me")
    assert told.answers is not None
    assert told.answers["identified_relation"] == "family"
    assert told.answers["feedback"] == "no"


def test_one_line_fills_the_fields_and_finds_earlier_contacts(room: IntakeRoom) -> None:
    earlier = room.desk.add("Chris", "Hallem", person={"born": date(2008, 5, 12)})
    view = room.open()
    room.press(KEY.Key_N)
    room.type("kris hallam 12.05.2008")
    room.qtbot.waitUntil(lambda: bool(view.side.list.cards()))
    assert [card.card.name for card in view.side.list.cards()] == ["Chris Hallem"]
    room.press(KEY.Key_Return)
    told = view.collect().people[0]
    assert told == {"given_name": "Kris", "family_name": "Hallam", "birth": "12/05/2008"}
    assert view.cards.who.child_banner.isVisibleTo(view)
    assert view.cards.next.boxes["mash"].isChecked()
    room.qtbot.waitUntil(lambda: view.side.list.undecided() == 1)
    card = view.side.list.cards()[0]
    next(iter(card.buttons.values())).click()
    room.press(KEY.Key_Return, CONTROL)
    made = room.desk.services.episodes.episode(recorded(room))
    assert made.subjects[0].head_id == room.desk.person_of(earlier)


def test_an_undecided_contact_is_said_once_and_never_blocks(room: IntakeRoom) -> None:
    room.desk.add("Chris", "Hallem", person={"born": date(2008, 5, 12)})
    view = room.open()
    room.press(KEY.Key_N)
    room.type("kris hallam 12.05.2008")
    room.press(KEY.Key_Return)
    room.qtbot.waitUntil(lambda: view.side.list.undecided() == 1)
    room.press(KEY.Key_Return, CONTROL)
    assert "not decided" in view.form.summary_label.text()
    assert room.desk.services.episodes.count() == 1
    room.press(KEY.Key_Return, CONTROL)
    assert room.desk.services.episodes.count() == 2


def test_what_is_not_well_formed_is_said_in_one_line_and_kept_as_typed(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    view.cards.go_to("noticed")
    room.type("31/11/2025")
    room.press(KEY.Key_Return, CONTROL)
    assert "November 2025 has 30 days" in view.form.summary_label.text()
    assert view.cards.concern.form is not None
    field = view.cards.concern.form.field("noticed")
    assert field is not None
    assert "30 days" in field.error()
    room.press(KEY.Key_Return, CONTROL)
    made = room.desk.services.episodes.episode(recorded(room))
    assert made.answers["noticed"] == "31/11/2025"
    assert made.noticed is None


def test_words_typed_blindly_do_not_say_that_nobody_is_in_danger(room: IntakeRoom) -> None:
    """The Space in "Ms Okafor rang" answered the question with no."""
    view = room.open()
    for letter in "Ms Okafor rang, now.":
        room.type(letter)
    room.press(KEY.Key_Return)
    assert view.draft().danger == ""
    assert view.cards.danger.not_kept.isVisibleTo(view)
    room.press(KEY.Key_Right)
    room.press(KEY.Key_Left)
    room.press(KEY.Key_N)
    assert view.draft().danger == "no"
    assert not view.cards.danger.not_kept.isVisibleTo(view)


def test_without_an_answer_about_danger_nothing_is_recorded(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_2, ALT)
    room.type("kris hallam")
    room.press(KEY.Key_Return)
    room.press(KEY.Key_Return, CONTROL)
    assert "danger" in view.form.summary_label.text()
    assert room.desk.services.episodes.count() == 0
    assert view.cards.danger.isAncestorOf(room.focused())


def test_f9_shows_the_steps_and_the_hand_over_is_recorded(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    room.press(KEY.Key_F9)
    assert view.cards.danger.now.isVisibleTo(view)
    room.press(KEY.Key_Return)
    room.type("999")
    room.press(KEY.Key_Return, CONTROL)
    made = room.desk.services.episodes.episode(recorded(room))
    assert made.state is State.IMMEDIATE_RISK
    assert made.handed_over.startswith("999, 25 Nov 2025, ")


def test_a_danger_not_handed_over_is_said_once_before_it_is_recorded(room: IntakeRoom) -> None:
    view = room.open(danger=True)
    room.press(KEY.Key_Return, CONTROL)
    assert "when and to whom it went" in view.form.summary_label.text()
    assert room.desk.services.episodes.count() == 0
    room.press(KEY.Key_Return, CONTROL)
    made = room.desk.services.episodes.episode(recorded(room))
    assert (made.danger, made.state) == ("yes", State.RECEIVED)


def test_advice_alone_asks_for_little_and_makes_no_referral(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_D, ALT)
    room.qtbot.waitUntil(view.cards.next.isHidden)
    room.press(KEY.Key_1, ALT)
    room.press(KEY.Key_N)
    room.press(KEY.Key_3, ALT)
    room.type("Speak to the school first.")
    room.press(KEY.Key_Return, CONTROL)
    made = room.desk.services.episodes.episode(recorded(room))
    assert made.state is State.ADVICE_ONLY
    assert made.names == "Name not known"


def test_a_family_is_told_line_by_line(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    view.cards.who.about.set_value(About.GROUP)
    view.cards.who.about.chosen.emit(About.GROUP)
    view.cards.who.begin()
    for name in ("ines sorel 1986", "luc sorel aged 14"):
        room.type(name)
        room.press(KEY.Key_Return)
    room.press(KEY.Key_Return, CONTROL)
    made = room.desk.services.episodes.episode(recorded(room))
    assert made.names == "Ines Sorel, Luc Sorel"
    assert [person.born_year for person in made.subjects] == [1986, 2011]


def test_a_closed_draft_comes_back_with_every_word(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    room.type("kris hall")
    room.press(KEY.Key_3, ALT)
    room.type("A list of names.")
    view.leave()
    (info,) = room.desk.services.intake.drafts()
    assert "a draft" in room.shell.said[-1]
    room.open(draft=info.key)
    draft = view.collect()
    assert (draft.finding, draft.answers["concern"]) == ("kris hall", "A list of names.")
    assert view.cards.who.find_line.text() == "kris hall"


def test_ctrl_n_keeps_the_draft_and_begins_another(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    view.begin_new()
    assert view.draft().danger == ""
    room.press(KEY.Key_N)
    room.type("second caller")
    view.flush()
    assert len(room.desk.services.intake.drafts()) == 2


def test_a_discarded_draft_is_brought_back_by_the_toast(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    view.discard()
    assert room.desk.services.intake.drafts() == []
    assert room.shell.way_back is not None
    room.shell.way_back()
    assert view.collect().danger == "no"
    assert len(room.desk.services.intake.drafts()) == 1


def test_undo_of_recording_leaves_the_draft(room: IntakeRoom) -> None:
    room.open()
    room.press(KEY.Key_N)
    room.press(KEY.Key_Return, CONTROL)
    recorded(room)
    room.shell.undo()
    assert [info.section for info in room.desk.services.intake.drafts()] == ["Who is it about?"]


MAIL = """From: Owusu, Ama <ama.owusu@school.example>
Sent: 24 November 2025 16:05
To: Prevent
Subject: Worried about a pupil

He drew the symbol again.
Can you ring me?"""


def test_a_pasted_mail_goes_into_the_words_and_its_writer_apart(
    room: IntakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    QGuiApplication.clipboard().setText(MAIL)
    shown: list[MailDialog] = []

    def accept(dialog: MailDialog) -> int:
        shown.append(dialog)
        return 1

    monkeypatch.setattr(MailDialog, "exec", accept)
    room.press(KEY.Key_V, CONTROL | SHIFT)
    room.wake()
    assert shown[0].name_edit.text() == "Ama Owusu"
    room.press(KEY.Key_Return, CONTROL)
    made = room.desk.services.episodes.episode(recorded(room))
    assert "He drew the symbol again." in str(made.answers["concern"])
    assert "Ama" not in repr(made)
    assert made.medium == "email"
    assert f"{made.received:%d %m %H:%M}" == "24 11 16:05"
    assert room.desk.services.episodes.referrer(made.id).email == "ama.owusu@school.example"
    view.flush()


def test_files_dropped_on_the_view_belong_to_the_referral(
    room: IntakeRoom, tmp_path_factory: pytest.TempPathFactory
) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    path = tmp_path_factory.mktemp("in") / "drawing.txt"
    path.write_text("a drawing")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
    assert [file.title for file in view.collect().files] == ["drawing.txt"]
    room.press(KEY.Key_Return, CONTROL)
    assert room.desk.services.episodes.is_there(recorded(room))


def test_prefilled_answers_are_placed_and_kept(room: IntakeRoom) -> None:
    answers = {"given_name": "Kris", "concern": "A list.", "identified_name": "Ama"}
    view = room.open(prefill={"answers": answers, "files": [], "source": "form"})
    draft = view.collect()
    assert draft.people[0] == {"given_name": "Kris"}
    assert draft.answers == {"concern": "A list.", "identified_name": "Ama"}
    assert len(room.desk.services.intake.drafts()) == 1


def test_tab_goes_through_the_page_as_the_eye_does(room: IntakeRoom) -> None:
    view = room.open()
    seen = []
    for _ in range(9):
        seen.append(room.focused().accessibleName() or room.focused().objectName())
        room.press(KEY.Key_Tab)
    assert seen[0].startswith("Is anybody in danger now?")
    assert "Find or add a person" in seen
    assert seen.index("Given name") < seen.index("Family name") < seen.index("Also known as")
    assert view.cards.who.isAncestorOf(room.focused())


def test_the_view_fits_the_smallest_window(room: IntakeRoom) -> None:
    view = room.open()
    assert view.minimumSizeHint().width() <= 1280 - 76
    assert view.minimumSizeHint().height() <= 640 - 72


def test_a_kept_draft_opens_at_what_is_still_open(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    room.type("kris hallam")
    room.press(KEY.Key_Return)
    view.leave()
    (info,) = room.desk.services.intake.drafts()
    room.open(draft=info.key)
    view.setFocus()
    room.turn()
    assert info.section == "What is the concern?"
    assert view.cards.concern.isAncestorOf(room.focused())
    assert view.form.kept_label.text().startswith("Draft kept ")


def test_the_keyboard_comes_back_to_where_one_typed(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    view.cards.go_to("safe_contact")
    before = room.focused()
    room.room.go_to({"view": "desk"})
    room.room.go_to({"view": "intake", "draft": view.draft().key})
    view.setFocus()
    room.turn()
    assert room.focused() is before


def test_switching_drafts_shows_the_people_of_each(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_N)
    room.type("kris hallam")
    room.press(KEY.Key_Return)
    view.cards.who.about.set_value(About.GROUP)
    view.cards.who.about.chosen.emit(About.GROUP)
    view.cards.who.add_person()
    first = view.draft().key
    view.begin_new()
    assert len(view.cards.who.people) == 1
    assert view.collect().people == ({},)
    room.press(KEY.Key_N)
    room.room.go_to({"view": "intake", "draft": first})
    assert view.collect().people[0]["given_name"] == "Kris"
    assert view.collect().about is About.GROUP


def test_the_next_referral_begins_with_danger_wherever_the_last_one_was_left(
    room: IntakeRoom,
) -> None:
    """What the next caller says must not go into the field where the last call ended."""
    view = room.open()
    room.press(KEY.Key_N)
    room.press(KEY.Key_PageDown, CONTROL)
    room.type("He said he would go.")
    room.press(KEY.Key_Return, CONTROL)
    assert recorded(room)
    room.open()
    assert view.cards.danger.isAncestorOf(room.focused())
    room.press(KEY.Key_N)
    view.go_to_step("concern")
    room.type("Something else.")
    view.leave()
    room.open()
    assert view.cards.danger.isAncestorOf(room.focused())


def test_enter_chooses_the_state_the_keyboard_is_on(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_Right)
    room.press(KEY.Key_Right)
    assert view.draft().danger == ""
    room.press(KEY.Key_Return)
    assert view.draft().danger == "not_known"


def test_down_opens_a_list_and_chooses_nothing(room: IntakeRoom) -> None:
    """“Somebody is in danger now” heads its list: Down must not say so by itself."""
    view = room.open()
    view.cards.go_to("urgency")
    room.type("zzz")
    room.press(KEY.Key_Down)
    assert view.collect().answers["urgency"] == "zzz"
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_a_danger_that_was_not_handed_over_is_no_finished_step(room: IntakeRoom) -> None:
    view = room.open()
    room.press(KEY.Key_Y)
    first = steps(view._intake.form(view.draft()), view.draft(), room.desk.clock.today())[0]
    assert (first.said, first.standing) == ("Yes – not handed over yet", Standing.URGENT)
    view.cards.danger.handed.set_answer("to_whom", "999", tell=True)
    first = steps(view._intake.form(view.collect()), view.collect(), room.desk.clock.today())[0]
    assert first.standing is Standing.DONE


def test_f6_goes_to_what_is_to_be_decided_and_never_onto_a_way_to_lose_it(
    room: IntakeRoom,
) -> None:
    room.desk.add("Chris", "Hallem", person={"born": date(2008, 5, 12)})
    view = room.open()
    room.press(KEY.Key_N)
    room.type("Kris Hallam 12.05.2008")
    room.press(KEY.Key_Return)
    room.qtbot.waitUntil(lambda: bool(view.side.list.cards()))
    today = room.desk.clock.today()
    who = steps(view._intake.form(view.draft()), view.draft(), today, view._undecided)[1]
    assert (who.said, who.standing) == ("1 possible earlier contact", Standing.LOOK)
    room.press(KEY.Key_F6)
    assert room.focused() is view.form.record_button
    room.press(KEY.Key_F6)
    room.press(KEY.Key_Space)
    assert [one.decision.kind for one in view.side.links()] == [LinkKind.SAME]
