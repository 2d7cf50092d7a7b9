"""Feedback is kept without names, and summed up question by question."""

from __future__ import annotations

import pytest

from prevent_desk.core import answers as core_answers
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.readers import shipped
from prevent_desk.training.model.sessions import NewSession
from prevent_desk.training.service.session_figures import SessionFigures
from tests.training.desks import TODAY, Desk


def test_every_choice_is_counted_also_those_nobody_made(desk: Desk) -> None:
    feedback = desk.training.feedback
    number = desk.training.sessions.add(NewSession(TODAY, title="Talk"))
    for overall in ("5", "5", "4", "2"):
        feedback.add(number, {"overall": overall})
    feedback.add(number, {"useful": "The case study"})
    told = feedback.summary([number])[0]
    assert [one.times for one in told.choices] == [2, 1, 0, 1, 0]
    assert told.answered == 4


def test_an_average_is_said_from_five_answers_on(desk: Desk) -> None:
    feedback = desk.training.feedback
    number = desk.training.sessions.add(NewSession(TODAY, title="Talk"))
    for overall in ("5", "5", "4", "2"):
        feedback.add(number, {"overall": overall})
    assert feedback.summary([number])[0].average is None
    feedback.add(number, {"overall": "4"})
    assert feedback.summary([number])[0].average_words == "4.0 of 5"


def test_words_stand_once_each_and_other_questions_are_counted_by_themselves(desk: Desk) -> None:
    feedback = desk.training.feedback
    number = desk.training.sessions.add(NewSession(TODAY, title="Talk"))
    for words in ("The case study", "The case study", "Whom to ring"):
        feedback.add(number, {"useful": words, "contact": "yes", "length": "right"})
    told = {one.question.key: one for one in feedback.summary([number])}
    assert told["useful"].words == ("The case study", "Whom to ring")
    assert [one.times for one in told["contact"].choices] == [3, 0, 0]
    assert told["length"].average is None


def test_an_empty_form_is_refused(desk: Desk) -> None:
    number = desk.training.sessions.add(NewSession(TODAY, title="Talk"))
    with pytest.raises(Refused, match="Nothing is answered"):
        desk.training.feedback.add(number, {"useful": "  "})


def test_a_form_is_corrected_and_taken_away_and_undo_brings_it_back(desk: Desk) -> None:
    feedback = desk.training.feedback
    number = desk.training.sessions.add(NewSession(TODAY, title="Talk"))
    kept = feedback.add(number, {"overall": "1"})
    feedback.change(kept, {"overall": "5"})
    assert feedback.of(number)[0].answers == {"overall": "5"}
    feedback.remove(kept)
    assert feedback.of(number) == []
    desk.store.undo()
    assert len(feedback.of(number)) == 1


def test_the_form_asks_for_no_name_and_its_lists_are_there(desk: Desk) -> None:
    form, lists = desk.training.feedback.form(), shipped.vocabularies()
    asked = " ".join(question.text.lower() for question in form.questions())
    assert "name" not in asked.split()
    assert core_answers.findings(form, {"overall": "3"}, lists, TODAY) == []
    assert all(not one.vocabulary or one.vocabulary in lists for one in form.questions())


def test_the_score_of_a_session_and_of_a_period_is_the_average_of_enough_answers(
    desk: Desk,
) -> None:
    feedback, log = desk.training.feedback, desk.training.sessions.log
    one = desk.training.sessions.add(NewSession(TODAY, title="Talk"))
    other = desk.training.sessions.add(NewSession(TODAY, title="Other"))
    for overall in ("5", "5", "4", "4", "2"):
        feedback.add(one, {"overall": overall})
    feedback.add(one, {"useful": "The case study"})
    feedback.add(other, {"overall": "1"})
    assert desk.training.sessions.one(one).score == 4.0
    assert desk.training.sessions.one(other).score is None
    assert log.score(Query()) == 3.5
    figures = SessionFigures(log).figures(Period(), By.EVENT)
    forms = next(figure for figure in figures if figure.key == "feedback")
    assert (forms.number, forms.note) == (7, "3.5 of 5 overall")
