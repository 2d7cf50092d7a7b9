"""The tab “Assessment” worked by the keyboard alone, over a real store; never a number on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals.service.forms import PAF, SCREENING, VAF
from prevent_desk.referrals.ui.assessments.add_dialog import AddDialog
from prevent_desk.referrals.ui.assessments.factor_dialog import REASON, SUPPORT, FactorDialog
from prevent_desk.referrals.ui.assessments.new_dialog import NewDialog
from prevent_desk.referrals.ui.assessments.tab import AssessmentTab, Show
from prevent_desk.store.drafts import Drafts
from prevent_desk.ui import jobs, theme
from tests.referrals.assessments.samples import FIRST, TODAY, factor, finished
from tests.referrals.assessments.test_service import plan
from tests.referrals.desks import Desk
from tests.referrals.dialogs import in_dialog
from tests.referrals.tab_room import TabRoom

CONTROL = Qt.KeyboardModifier.ControlModifier
SECOND: dict[str, Answer] = FIRST | {
    "E01": factor("absent", "Says the school listened.", "Safeguarding lead", "2025-11-20"),
    "E10": factor("partly", "An uncle shares leaflets."),
}


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Iterator[TabRoom]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    made = TabRoom(desk, desk.add(), AssessmentTab)
    qtbot.addWidget(made, before_close_func=lambda _room: made.tab.flush())
    with qtbot.waitActive(made):
        made.show_sized()
        made.activateWindow()
    yield made
    jobs.stop_all()


def tab_of(room: TabRoom) -> AssessmentTab:
    assert isinstance(room.tab, AssessmentTab)
    return room.tab


def begin(room: TabRoom, form: str = VAF, *, from_last: bool = False) -> int:
    service = room.desk.services.assessments
    made = service.start(room.episode_id, form, "review", TODAY, "Officer", from_last=from_last)
    room.reload()
    tab_of(room).choose(made)
    return made


def two_finished(room: TabRoom) -> None:
    finished(room.desk, room.episode_id, FIRST)
    finished(room.desk, room.episode_id, SECOND, "review")
    room.reload()


def press(bot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    bot.keyClick(QApplication.focusWidget(), key, modifier or Qt.KeyboardModifier.NoModifier)


def test_the_first_one_begun_is_the_screening_and_enter_leads_there(
    room: TabRoom, qtbot: QtBot
) -> None:
    tab_of(room).setFocus()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, NewDialog)
        assert (dialog.chosen_form, dialog.stage) == (SCREENING, "screening")
        assert dialog.author == "coordinator"
        assert not dialog.from_last
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(lambda: press(qtbot, Qt.Key.Key_Return), answer)
    chosen = tab_of(room).chosen()
    assert chosen is not None
    assert chosen.form == SCREENING
    assert tab_of(room).badge(room.desk.services.episodes.episode(room.episode_id)) == 1


def test_a_factor_is_answered_by_keys_and_kept_as_it_is_typed(room: TabRoom, qtbot: QtBot) -> None:
    made = begin(room)
    tab_of(room).draft_pane.go_to_first()
    press(qtbot, Qt.Key.Key_P)
    answers = room.desk.services.assessments.get(made).answers
    assert answers["E01"] == factor("present")
    view = tab_of(room).draft_pane.view
    assert view is not None
    field = view.field("E01")
    assert field is not None
    evidence = field.edit.findChild(QWidget, "") and field.edit.evidence  # type: ignore[attr-defined]
    evidence.setFocus()
    qtbot.keyClicks(evidence, "Said so. " * 9)
    kept = room.desk.services.assessments.get(made).answers["E01"]
    assert isinstance(kept, dict)
    assert len(kept["evidence"]) >= 80


def test_a_draft_is_never_more_than_80_letters_behind(room: TabRoom, qtbot: QtBot) -> None:
    made = begin(room, PAF)
    pane = tab_of(room).draft_pane
    pane.go_to("formulation")
    words = ""
    for _round in range(5):
        press_words = "It began with the move. "
        qtbot.keyClicks(QApplication.focusWidget(), press_words)
        words += press_words
        kept = room.desk.services.assessments.get(made).answers.get("formulation", "")
        assert len(words) - len(str(kept)) <= 80
    tab_of(room).flush()
    assert room.desk.services.assessments.get(made).answers["formulation"] == words.strip() or (
        room.desk.services.assessments.get(made).answers["formulation"] == words
    )


def test_finishing_makes_it_readable_only_and_undo_gives_it_back(
    room: TabRoom, qtbot: QtBot
) -> None:
    made = begin(room)
    pane = tab_of(room).draft_pane
    assert pane.view is not None
    pane.view.set_answer("E01", factor("partly", "Seen once."), tell=True)
    tab_of(room).form.finish_button.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    form = tab_of(room).form
    assert room.desk.services.assessments.get(made).is_finished
    assert form.pages.currentWidget() is form.read_page
    assert form.finish_button.isHidden()
    room.shell.undo()
    assert form.pages.currentWidget() is form.draft_page
    assert pane.view.answers()["E01"] == factor("partly", "Seen once.")


def test_an_ill_formed_day_is_gone_to_before_it_can_be_finished(room: TabRoom) -> None:
    made = begin(room)
    pane = tab_of(room).draft_pane
    assert pane.view is not None
    pane.view.set_answer("E01", factor("partly", "Seen.", on="sometime"), tell=True)
    tab_of(room).finish()
    assert not room.desk.services.assessments.get(made).is_finished
    field = pane.view.field("E01")
    assert field is not None
    assert field.error()


def test_answers_taken_over_are_marked_until_each_is_confirmed_by_ctrl_enter(
    room: TabRoom, qtbot: QtBot
) -> None:
    finished(room.desk, room.episode_id, FIRST)
    made = begin(room, from_last=True)
    pane = tab_of(room).draft_pane
    assert set(pane.marks) == set(FIRST)
    pane.go_to_first()
    for _answer in FIRST:
        press(qtbot, Qt.Key.Key_Return, CONTROL)
    tab_of(room).flush()
    assert not pane.marks
    assert room.desk.services.assessments.get(made).carried == frozenset()


def test_an_answer_that_is_changed_counts_as_confirmed(room: TabRoom, qtbot: QtBot) -> None:
    finished(room.desk, room.episode_id, FIRST)
    begin(room, from_last=True)
    pane = tab_of(room).draft_pane
    pane.go_to_first()
    press(qtbot, Qt.Key.Key_A)
    assert "E01" not in pane.marks
    assert "I02" in pane.marks


def test_what_changed_is_proposed_and_can_be_edited(room: TabRoom, qtbot: QtBot) -> None:
    finished(room.desk, room.episode_id, FIRST)
    begin(room, from_last=True)
    pane = tab_of(room).draft_pane
    assert pane.view is not None
    assert pane.propose_button is not None
    pane.propose_button.click()
    assert pane.view.answer("changed") is None
    assert room.shell.said[-1] == "Nothing differs from 25 Nov 2025"
    pane.view.set_answer("I02", factor("absent", "Once, in anger."), tell=True)
    pane.propose_button.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert pane.view.answer("changed") == "“Them and us” thinking: was Partly, now Absent."
    qtbot.keyClicks(QApplication.focusWidget(), "He says why. ")
    assert str(pane.view.answer("changed")).startswith("He says why. “Them and us”")


def test_assessments_stand_side_by_side_and_only_changes_can_be_shown(room: TabRoom) -> None:
    two_finished(room)
    tab_of(room).compare()
    table = tab_of(room).form.table
    assert table.model_.columnCount() == 3
    assert [row.key for row in table.model_.questions()] == [
        "E01",
        "E04",
        "E10",
        "I02",
        "C01",
        "summary",
    ]
    tab_of(room).form.changes_check.setChecked(True)
    assert [row.key for row in table.model_.questions()] == ["E01", "E10"]
    index = table.model_.index(1, 2)
    assert "was Present, now Absent" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_columns_are_chosen_and_two_stay_at_least(room: TabRoom, qtbot: QtBot) -> None:
    two_finished(room)
    finished(room.desk, room.episode_id, SECOND, "exit")
    finished(room.desk, room.episode_id, FIRST, "6m")
    room.reload()
    tab = tab_of(room)
    newest = room.desk.services.assessments.of(room.episode_id)[-1].id
    tab.choose(newest)
    tab.compare()
    assert tab.form.table.model_.columnCount() == 1 + 3
    buttons = list(tab.column_buttons.values())
    assert [button.isChecked() for button in buttons] == [False, True, True, True]
    for button in buttons[1:]:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert sum(button.isChecked() for button in buttons) == 2
    assert tab.form.table.model_.columnCount() == 1 + 2


def test_a_found_factor_is_answered_by_one_key_and_a_reason(room: TabRoom, qtbot: QtBot) -> None:
    two_finished(room)
    tab = tab_of(room)
    tab.show_factors()
    assert [tab.factor_model.factor(row).factor.key for row in range(2)] == ["E10", "I02"]

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FactorDialog)
        assert dialog.form.kind_choice.value() == REASON
        dialog.keep()
        assert dialog.form.reason_field.error()
        qtbot.keyClicks(dialog.reason_edit, "The uncle lives abroad.")
        qtbot.keyClick(dialog.reason_edit, Qt.Key.Key_Return, CONTROL)

    in_dialog(lambda: press(qtbot, Qt.Key.Key_R), answer)
    service = room.desk.services.assessments
    assert [one.factor.key for one in service.unanswered_factors(room.episode_id)] == ["I02"]
    current = tab.form.factor_list.current()
    assert current is not None
    assert current.factor.key == "I02"


def test_a_found_factor_is_answered_by_support_of_the_plan(room: TabRoom, qtbot: QtBot) -> None:
    two_finished(room)
    plan(room.desk, room.episode_id, 1, {"lineage": "a", "need": "Belonging"})
    tab = tab_of(room)
    tab.show_factors()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FactorDialog)
        assert dialog.form.kind_choice.value() == SUPPORT
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    in_dialog(lambda: press(qtbot, Qt.Key.Key_S), answer)
    service = room.desk.services.assessments
    assert [one.factor.key for one in service.unanswered_factors(room.episode_id)] == ["I02"]


def test_the_way_to_the_support_plan_is_in_the_dialog(room: TabRoom) -> None:
    two_finished(room)
    tab_of(room).show_factors()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FactorDialog)
        dialog.plan_button.click()

    in_dialog(tab_of(room).answer_factor, answer)
    assert room.opened == [("desk", {"episode": room.episode_id, "tab": "support"})]


def test_words_are_added_to_a_finished_one_and_stand_below_it(room: TabRoom, qtbot: QtBot) -> None:
    two_finished(room)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, AddDialog)
        qtbot.keyClicks(dialog.words_edit, "The uncle is his mother's brother.")
        qtbot.keyClick(dialog.words_edit, Qt.Key.Key_Return, CONTROL)

    in_dialog(tab_of(room).add_words, answer)
    lines = _texts(tab_of(room).form.table)
    assert any("Added 25 Nov 2025 by coordinator: The uncle" in line for line in lines)
    assert not [key for key in Drafts(room.desk.store).all() if "added" in key]


def test_a_draft_is_discarded_once_asked_and_undo_brings_it_back(room: TabRoom) -> None:
    made = begin(room)
    pane = tab_of(room).draft_pane
    assert pane.view is not None
    pane.view.set_answer("E01", factor("partly"), tell=True)
    in_dialog(tab_of(room).discard, lambda dialog: dialog.accept())
    assert tab_of(room).chosen() is None
    room.shell.undo()
    assert room.desk.services.assessments.get(made).answers["E01"] == factor("partly")


# Never a number

DAY = re.compile(r"\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}")


@pytest.mark.parametrize("show", ["draft", "read", "compared", "factors"])
def test_no_number_and_no_total_stands_anywhere_on_an_assessment(room: TabRoom, show: str) -> None:
    two_finished(room)
    if show == "draft":
        begin(room, from_last=True)
    else:
        shows = {"read": Show.ANSWERS, "compared": Show.COMPARED, "factors": Show.FACTORS}
        tab_of(room)._show_as(shows[show])
    # What the form itself says of its source is not said of anybody.
    source = " ".join(room.desk.services.forms.form(VAF).source.split())
    texts = [text for text in _texts(tab_of(room)) if text != source]
    assert [text for text in texts if re.search(r"\d", DAY.sub("", text))] == []
    said = " ".join(_texts(tab_of(room))).casefold()
    for word in ("total", "points", "high risk", "low risk", "per cent", "%"):
        assert word not in said


def test_no_state_of_a_factor_has_a_colour(room: TabRoom) -> None:
    begin(room)
    pane = tab_of(room).draft_pane
    assert pane.view is not None
    field = pane.view.field("E01")
    assert field is not None
    pictures = set()
    for state in ("present", "absent"):
        pane.view.set_answer("E01", factor(state))
        image = field.grab().toImage()
        pictures.add(
            frozenset(
                image.pixelColor(x, y).hsvHue()
                for x in range(0, image.width(), 3)
                for y in range(0, image.height(), 3)
                if image.pixelColor(x, y).hsvSaturation() > 120
            )
        )
    hues = set().union(*pictures)
    assert all(230 <= hue <= 265 for hue in hues), hues


def _texts(owner: QWidget) -> list[str]:
    """Return every text a person sees in a widget and in the widgets within it."""
    widgets = [owner, *owner.findChildren(QWidget)]
    found = []
    for widget in widgets:
        if not isinstance(widget, QWidget) or widget.isHidden():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QComboBox):
            found.append(widget.currentText())
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += _cells(widget.model())
    return found


def _cells(model: QAbstractItemModel) -> list[str]:
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    cells = [
        str(model.index(row, column).data(role) or "")
        for row in range(model.rowCount())
        for column in range(columns)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    heads = [
        str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in range(columns)
    ]
    # A list without headings of its own numbers them.
    return [*cells, *heads] if isinstance(model, QAbstractTableModel) else cells
