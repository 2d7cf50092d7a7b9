"""Any form is drawn, filled in by keys, and gives back what was put in."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.core.questionnaire import Condition, Kind, Question, Questionnaire, Section
from prevent_desk.core.times import read_time
from prevent_desk.core.vocabulary import Term, Vocabulary
from prevent_desk.referrals.service.forms import PAF, REFERRAL, SCREENING, VAF, Forms
from prevent_desk.ui import tab_order
from prevent_desk.ui.questionnaire import FormView
from prevent_desk.ui.questionnaire.choices import ChoiceAnswer
from prevent_desk.ui.questionnaire.rows import RowsAnswer
from prevent_desk.ui.questionnaire.states import FactorAnswer, StateAnswer
from prevent_desk.ui.questionnaire.texts import BirthAnswer, MomentAnswer
from tests.ui.questionnaire.any_answers import any_answers

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2025, 11, 25)
LISTS = {
    "area": Vocabulary(
        "area",
        "Area",
        (
            Term("hackney", "Hackney", "London"),
            Term("haringey", "Haringey", "London"),
            Term("kent", "Kent", "Elsewhere"),
            Term("old", "Old area", "Elsewhere", valid_to=date(2020, 1, 1)),
        ),
    )
}
Make = Callable[..., FormView]


@pytest.fixture
def drawn(qtbot: QtBot) -> Make:
    """Draw a form of one section with these questions, in a window that has the keyboard."""

    def make(*questions: Question, **answers: object) -> FormView:
        form = Questionnaire("test", "1", "Test", (Section("one", "One", tuple(questions)),))
        view = FormView(form, LISTS, answers, today=lambda: TODAY)  # type: ignore[arg-type]
        view.resize(700, 500)
        qtbot.addWidget(view)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        return view

    return make


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def edit_of(view: FormView, key: str) -> QWidget:
    field = view.field(key)
    assert field is not None
    return field.edit


@pytest.mark.parametrize("code", [REFERRAL, VAF, PAF, SCREENING])
def test_whatever_is_put_in_comes_out(qtbot: QtBot, campaign: int, code: str) -> None:
    forms = Forms()
    form, lists = forms.form(code), forms.vocabularies()
    chance = random.Random(f"drawn {code}")
    view = FormView(form, lists, {}, today=lambda: TODAY)
    qtbot.addWidget(view)
    for _ in range(2 * campaign):
        answers = any_answers(form, lists, chance)
        view.set_answers(answers)
        assert view.answers() == answers
        shown = {
            key: field.answer() for c in view.cards.values() for key, field in c.fields.items()
        }
        assert {key: one for key, one in shown.items() if one is not None} == {
            key: _as_drawn(form, key, one) for key, one in answers.items()
        }


def _as_drawn(form: Questionnaire, key: str, answer: object) -> object:
    question = form.question(key)
    assert question is not None
    if question.kind in {Kind.ROWS, Kind.CHOICES} or not isinstance(answer, str):
        return answer
    return answer if question.kind is Kind.LONG else answer.replace("\n", "; ")


def test_answers_of_no_question_stay(drawn: Make) -> None:
    view = drawn(Question("a", "A", Kind.LINE), a="x", elsewhere="y")
    assert view.answers() == {"a": "x", "elsewhere": "y"}


def test_a_birth_echoes_the_age(drawn: Make) -> None:
    view = drawn(Question("b", "Born", Kind.BIRTH))
    edit = edit_of(view, "b")
    assert isinstance(edit, BirthAnswer)
    QTest.keyClicks(edit.line, "12.05.2008")
    assert edit.echo.text() == "17 – child"
    assert view.answers() == {"b": "12.05.2008"}


def test_an_ill_formed_day_is_said_on_leaving_and_goes_while_typing(drawn: Make) -> None:
    view = drawn(Question("d", "Day", Kind.DATE), Question("e", "E", Kind.LINE))
    field = view.field("d")
    assert field is not None
    line = field.edit.typed_into()
    line.setFocus()
    QTest.keyClicks(line, "31/11/2025")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert field.error() == "November 2025 has 30 days. Try “30 nov”."
    assert view.answers() == {"d": "31/11/2025"}
    assert "30 days" in line.accessibleDescription()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert field.error() == ""


def test_enter_says_what_is_wrong_with_a_day_as_leaving_does(drawn: Make) -> None:
    view = drawn(Question("on", "Day", Kind.DATE))
    view.go_to("on")
    QTest.keyClicks(focused(), "someday")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    field = view.field("on")
    assert field is not None
    assert "someday" in field.error()


def test_of_a_moment_the_part_that_is_wrong_has_the_red_edge(drawn: Make) -> None:
    view = drawn(Question("at", "When", Kind.MOMENT), at="2025-11-24Tnoonish")
    assert view.check()
    edit = edit_of(view, "at")
    assert isinstance(edit, MomentAnswer)
    assert not edit.day_edit.property("invalid")
    assert edit.time_edit.property("invalid")
    edit.show_answer("someday")
    view.check()
    assert edit.day_edit.property("invalid")


def test_a_day_is_kept_as_json_has_it(drawn: Make) -> None:
    view = drawn(Question("d", "Day", Kind.DATE), Question("e", "E", Kind.LINE))
    line = edit_of(view, "d").focusProxy()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "17 nov")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert view.answers() == {"d": "2025-11-17"}


def test_a_question_is_asked_only_where_another_says_so(drawn: Make) -> None:
    view = drawn(
        Question("child", "Under 18?", Kind.YES_NO),
        Question("told", "Told?", Kind.LINE, show_if=Condition("child", ("yes",))),
    )
    field = view.field("told")
    assert field is not None
    assert field.isHidden()
    states = edit_of(view, "child")
    assert isinstance(states, StateAnswer)
    states.setFocus()
    QTest.keyClicks(states.states.buttons()[0], "y")
    assert not field.isHidden()
    QTest.keyClick(states.states.buttons()[0], Qt.Key.Key_Delete)
    assert field.isHidden()
    assert view.answers() == {}


def test_a_choice_is_narrowed_by_typing_and_taken_on_leaving(drawn: Make) -> None:
    view = drawn(
        Question("a", "Area", Kind.CHOICE, vocabulary="area"), Question("b", "B", Kind.LINE)
    )
    edit = edit_of(view, "a")
    assert isinstance(edit, ChoiceAnswer)
    edit.setFocus()
    QTest.keyClicks(edit.box, "hack")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert edit.box.currentText() == "Hackney"
    assert view.answers() == {"a": "hackney"}
    edit.setFocus()
    edit.box.line.selectAll()
    QTest.keyClicks(edit.box, "ha")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    field = view.field("a")
    assert field is not None
    assert "not in this list" in field.error()
    assert view.answers() == {"a": "ha"}


def test_what_a_list_no_longer_offers_stays_readable(drawn: Make) -> None:
    view = drawn(Question("a", "Area", Kind.CHOICE, vocabulary="area"), a="old")
    edit = edit_of(view, "a")
    assert isinstance(edit, ChoiceAnswer)
    assert edit.box.currentText() == "Old area"
    assert edit.box.findText("Old area") == -1
    view.check()
    assert view.answers() == {"a": "old"}


def test_the_wheel_changes_no_choice(drawn: Make) -> None:
    view = drawn(Question("a", "Area", Kind.CHOICE, vocabulary="area"), a="hackney")
    edit = edit_of(view, "a")
    assert isinstance(edit, ChoiceAnswer)
    edit.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5), edit.box.mapToGlobal(QPointF(5, 5)), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(edit.box, turn)
    assert view.answers() == {"a": "hackney"}
    assert edit.box.currentText() == "Hackney"


def test_rows_are_added_and_taken_away_by_keys(drawn: Make) -> None:
    columns = (Question("name", "Name", Kind.LINE), Question("age", "Age", Kind.LINE))
    view = drawn(Question("r", "Household", Kind.ROWS, columns=columns))
    edit = edit_of(view, "r")
    assert isinstance(edit, RowsAnswer)
    edit.rows[0].parts[0].setFocus()
    for word in ("Ines", "39", "Luc", "14"):
        QTest.keyClicks(focused(), word)
        key = Qt.Key.Key_Return if word.isdigit() else Qt.Key.Key_Tab
        QTest.keyClick(focused(), key)
        QApplication.processEvents()
    assert view.answers() == {
        "r": [{"name": "Ines", "age": "39"}, {"name": "Luc", "age": "14"}],
    }
    edit.rows[0].parts[0].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert view.answers() == {"r": [{"name": "Luc", "age": "14"}]}


def test_a_factor_has_words_and_no_number(drawn: Make) -> None:
    view = drawn(Question("f", "Feelings of grievance", Kind.FACTOR))
    edit = edit_of(view, "f")
    assert isinstance(edit, FactorAnswer)
    assert edit.evidence.isHidden()
    edit.setFocus()
    QTest.keyClicks(edit.states.buttons()[0], "p")
    QTest.keyClicks(edit.evidence, "Told his tutor")
    assert view.answers() == {"f": {"state": "present", "evidence": "Told his tutor"}}
    words = [button.text() for button in edit.states.buttons()]
    assert words == ["Present", "Partly", "Absent", "Not known"]
    assert all(button.choice.tone == "" for button in edit.states._buttons())


def test_tab_stops_once_at_a_group_of_states(drawn: Make) -> None:
    view = drawn(
        Question("a", "First", Kind.LINE),
        Question("y", "Yes?", Kind.YES_NO),
        Question("b", "Last", Kind.LINE),
    )
    names = [stop.accessibleName() for stop in tab_order.stops(view)]
    assert names == ["First", "Yes?: Yes", "Last"]


def test_every_field_has_a_name_for_screen_readers(qtbot: QtBot) -> None:
    forms = Forms()
    view = FormView(forms.form(REFERRAL), forms.vocabularies(), {}, today=lambda: TODAY)
    qtbot.addWidget(view)
    view.resize(700, 4000)
    view.show()
    nameless = [
        stop
        for stop in tab_order.stops(view)
        if not stop.accessibleName() and not isinstance(stop, QAbstractButton)
    ]
    assert nameless == []


def test_reading_folds_what_nobody_answered(qtbot: QtBot) -> None:
    form = Questionnaire(
        "t", "1", "T",
        (
            Section("one", "One", (Question("a", "A?", Kind.LINE), Question("b", "B?", Kind.LINE))),
            Section("two", "Two", (Question("c", "C?", Kind.LINE),)),
        ),
    )  # fmt: skip
    view = FormView(form, LISTS, {"a": "told"}, True)
    qtbot.addWidget(view)
    view.show()
    assert set(view.read_cards) == {"one"}
    shown = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "told" in shown
    assert "B?" not in shown
    view.read_cards["one"].empty_button.click()
    shown = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "B?" in shown


@pytest.mark.parametrize(
    ("typed", "read"),
    [("14:20", "14:20"), ("1420", "14:20"), ("2.20 pm", "14:20"), ("2pm", "14:00"), ("9", "09:00")],
)
def test_a_time_is_read_as_people_type_it(typed: str, read: str) -> None:
    found = read_time(typed)
    assert found is not None
    assert f"{found:%H:%M}" == read


@pytest.mark.parametrize("typed", ["25:00", "142", "noon", "13pm", "", "12:75"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert read_time(typed) is None
