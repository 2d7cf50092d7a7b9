"""Fields by name become answers; what has no place is told and kept."""

from __future__ import annotations

import pytest

from prevent_desk.core.form_fields import place
from prevent_desk.core.questionnaire import Answer
from tests.core.test_answers import FORM, LISTS, TODAY


@pytest.mark.parametrize(
    ("fields", "answers"),
    [
        ({"name": "  Ewa \r\n"}, {"name": "Ewa"}),
        ({"day": "3 nov 2026"}, {"day": "2026-11-03"}),
        ({"sure": "Yes"}, {"sure": "yes"}),
        ({"sure": "not known"}, {"sure": "not_known"}),
        ({"sure": "Off"}, {}),
        ({"told": "no", "told-evidence": "nobody\r\nasked"},
         {"told": {"state": "no", "evidence": "nobody\nasked"}}),
        ({"colour": "GREEN"}, {"colour": "g"}),
        ({"colour": "g"}, {"colour": "g"}),
        ({"colours-r": "Yes", "colours-g": "Off"}, {"colours": ["r"]}),
        ({"colours": "Red\nGreen"}, {"colours": ["r", "g"]}),
        ({"colours": "green; red"}, {"colours": ["g", "r"]}),
        ({"rows-3-who": "Ewa", "rows-1-who": "Jan"}, {"rows": [{"who": "Jan"}, {"who": "Ewa"}]}),
        ({"factor": "partly", "factor-on": "3/11/2026"},
         {"factor": {"state": "partly", "on": "2026-11-03"}}),
        ({"name": "   ", "form-code": "trial", "form-version": "1"}, {}),
    ],
)  # fmt: skip
def test_fields_find_their_places(fields: dict[str, str], answers: dict[str, Answer]) -> None:
    placed = place(FORM, fields, LISTS, TODAY)
    assert placed.answers == answers
    assert placed.unplaced == {}
    assert placed.findings == []


@pytest.mark.parametrize(
    "fields",
    [
        {"shoe": "42"},
        {"name-2": "x"},
        {"rows-0-who": "x"},
        {"rows-99-who": "x"},
        {"rows-1-size": "x"},
        {"told-colour": "x"},
        {"": "x"},
        {"-": "x"},
    ],
)
def test_what_no_question_asks_is_kept_aside(fields: dict[str, str]) -> None:
    placed = place(FORM, fields, LISTS, TODAY)
    assert placed.answers == {}
    assert placed.unplaced == fields


@pytest.mark.parametrize("key", ["colour", "colours", "sure", "told"])
def test_an_unknown_choice_is_told_and_its_words_are_kept(key: str) -> None:
    placed = place(FORM, {key: "mauve"}, LISTS, TODAY)
    assert placed.answers == {}
    assert placed.unplaced == {key: "mauve"}
    [finding] = placed.findings
    assert finding.key == key
    assert "“mauve” is none of the choices" in finding.said


def test_words_where_a_date_is_asked_stay_as_they_were_written() -> None:
    placed = place(FORM, {"day": "before Easter"}, LISTS, TODAY)
    assert placed.answers == {"day": "before Easter"}
    assert "is no date" in placed.findings[0].said


def test_answers_stand_in_the_order_of_the_form() -> None:
    placed = place(FORM, {"sure": "yes", "day": "3/11/2026", "name": "Ewa"}, LISTS, TODAY)
    assert list(placed.answers) == ["name", "day", "sure"]
