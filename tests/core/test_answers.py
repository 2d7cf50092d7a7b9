"""What answers say, what they fill, and what in them is not well formed."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core import answers, questionnaire, vocabulary
from prevent_desk.core.errors import Fault

TODAY = date(2026, 11, 22)
FORM = questionnaire.read(
    """
code = "trial"
version = "1"
title = "Trial"
[[sections]]
key = "a"
title = "A"
questions = [
  { key = "name", text = "Name", fills = "person.given" },
  { key = "born", text = "Born", kind = "birth" },
  { key = "day", text = "Day", kind = "date" },
  { key = "moment", text = "Moment", kind = "moment" },
  { key = "count", text = "Count", kind = "number" },
  { key = "sure", text = "Sure?", kind = "yes_no" },
  { key = "told", text = "Told?", kind = "yes_no_more" },
  { key = "colour", text = "Colour", kind = "choice", vocabulary = "colour" },
  { key = "colours", text = "Colours", kind = "choices", vocabulary = "colour" },
  { key = "rows", text = "Rows", kind = "rows", columns = [
    { key = "who", text = "Who" }, { key = "when", text = "When", kind = "date" } ] },
  { key = "factor", text = "Factor", kind = "factor" },
  { key = "more", text = "More", kind = "long", show_if = { key = "told", any_of = ["yes"] } },
]
[[sections]]
key = "first"
title = "First"
about = "referrer"
questions = [
  { key = "first_name", text = "Name", fills = "referrer.name" },
  { key = "first_phone", text = "Phone", fills = "referrer.phone" },
]
[[sections]]
key = "second"
title = "Second"
about = "referrer"
questions = [
  { key = "second_name", text = "Name", fills = "referrer.name" },
  { key = "second_phone", text = "Phone", fills = "referrer.phone" },
]
"""
)
LISTS = vocabulary.read(
    '[colour]\ntitle = "Colour"\n'
    'terms = [{ code = "r", label = "Red" }, { code = "g", label = "Green" }]'
)


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        ("day", "2026-11-03", "3 Nov 2026"),
        ("day", "next spring", "next spring"),
        ("moment", "2026-11-03T14:20", "3 Nov 2026, 14:20"),
        ("sure", "not_known", "Not known"),
        ("told", {"state": "yes", "evidence": "the head"}, "Yes\nthe head"),
        ("colour", "r", "Red"),
        ("colour", "mauve", "mauve"),
        ("colours", ["r", "g"], "Red\nGreen"),
        ("rows", [{"who": "Ewa", "when": "2026-11-03"}, {}], "Ewa, 3 Nov 2026"),
        ("factor", {"state": "partly", "evidence": "x", "source": "GP", "on": "2026-11-03"},
         "Partly\nx\nSource: GP\n3 Nov 2026"),
        ("name", "   ", ""),
        ("name", None, ""),
    ],
)  # fmt: skip
def test_an_answer_is_said_as_people_read_it(
    key: str, answer: questionnaire.Answer | None, said: str
) -> None:
    question = FORM.question(key)
    assert question is not None
    assert answers.in_words(question, answer, LISTS) == said


def test_well_formed_answers_have_no_finding() -> None:
    good: dict[str, questionnaire.Answer] = {
        "name": "Ewa", "born": "about 17", "day": "2026-11-03", "moment": "2026-11-03T14:20",
        "count": "1,200", "sure": "no", "told": {"state": "yes", "evidence": "x"}, "colour": "g",
        "colours": ["r"], "rows": [{"who": "Ewa", "when": "2026-11-03"}],
        "factor": {"state": "absent", "on": "2026-11-03"},
    }  # fmt: skip
    assert answers.findings(FORM, good, LISTS, TODAY) == []


@pytest.mark.parametrize(
    ("key", "answer", "sign"),
    [
        ("born", "soon", "no date of birth"),
        ("day", "3/11", "is no date"),
        ("moment", "2026-11-03", "no day with a time"),
        ("count", "many", "is no number"),
        ("sure", "perhaps", "neither yes nor no"),
        ("told", {"state": "perhaps"}, "none of the answers"),
        ("told", {"colour": "x"}, "a part “colour” that is not asked for"),
        ("told", "yes", "not of the kind"),
        ("colour", "mauve", "not in the list"),
        ("colours", ["r", "mauve"], "not in the list"),
        ("colours", "r", "not of the kind"),
        ("rows", [{"when": "soon"}], "is no date"),
        ("rows", [{"size": "x"}], "no column “size”"),
        ("factor", {"state": "present", "on": "soon"}, "is no date"),
        ("shoe", "42", "not asked by this form"),
    ],
)
def test_each_fault_is_one_sentence_beside_its_question(
    key: str, answer: questionnaire.Answer, sign: str
) -> None:
    [found] = answers.findings(FORM, {key: answer}, LISTS, TODAY)
    assert found.key == key
    assert sign in found.said
    assert found.said.endswith((".", "”."))


def test_the_first_section_that_says_anything_of_the_referrer_speaks_alone() -> None:
    first = {"first_name": "Anna", "second_name": "Ben", "second_phone": "020"}
    assert answers.filled(FORM, first) == {"referrer.name": "Anna"}
    second = {"second_name": "Ben", "second_phone": "020"}
    assert answers.filled(FORM, second) == {"referrer.name": "Ben", "referrer.phone": "020"}


def test_answers_about_the_referrer_are_told_apart() -> None:
    given = {"name": "Ewa", "first_name": "Anna"}
    assert answers.about(FORM, given, "referrer") == {"first_name": "Anna"}
    assert answers.about(FORM, given, "subject") == {"name": "Ewa"}


def test_a_question_is_asked_only_where_its_condition_holds() -> None:
    more = FORM.question("more")
    assert more is not None
    assert not questionnaire.is_asked(more, {})
    assert questionnaire.is_asked(more, {"told": {"state": "yes"}})


@pytest.mark.parametrize(
    ("questions", "sign"),
    [
        ('{ key = "x", text = "X" }, { key = "x", text = "Y" }', "twice"),
        ('{ key = "x", text = "X", show_if = { key = "y", any_of = ["yes"] } }', "not there"),
        ('{ key = "x", text = "X", kind = "choice" }', "no list"),
        ('{ key = "x", text = "X", kind = "rows" }', "without columns"),
    ],
)
def test_a_form_that_is_not_well_formed_is_our_fault(questions: str, sign: str) -> None:
    head = 'code = "t"\nversion = "1"\ntitle = "T"\n[[sections]]\nkey = "a"\ntitle = "A"\n'
    text = f"{head}questions = [{questions}]"
    with pytest.raises(Fault) as fault:
        questionnaire.read(text)
    assert sign in fault.value.what


def test_a_list_with_a_code_twice_is_our_fault() -> None:
    twice = '[a]\ntitle = "A"\nterms = [{ code = "x", label = "X" }, { code = "x", label = "Y" }]'
    with pytest.raises(Fault):
        vocabulary.read(twice)


def test_a_term_stands_for_a_span_only_where_it_is_one() -> None:
    assert not vocabulary.Term("r", "Red").spans(3)
    assert vocabulary.Term("u", "Under 15", high=14).spans(14)
    assert not vocabulary.Term("u", "Under 15", high=14).spans(15)
