"""Two assessments side by side: what changed, in words, and nothing that did not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.core.questionnaire import FACTOR_STATES, Answer, Questionnaire
from prevent_desk.core.word_differences import Mark
from prevent_desk.referrals.model.assessments.comparing import (
    NO_STATE,
    Row,
    What,
    proposed,
    side_by_side,
)
from prevent_desk.referrals.service.forms import PAF, VAF, Forms
from tests.referrals.assessments.samples import FIRST, assessment, factor

FORMS = Forms()
FORM = FORMS.form(VAF)
LISTS = FORMS.vocabularies()
KEYS = [question.key for question in FORM.questions()]

FACTORS = st.builds(
    factor,
    st.sampled_from([*FACTOR_STATES]),
    st.sampled_from(["", "Seen once.", "Seen once, and again in May.", "Not seen since."]),
    st.sampled_from(["", "School", "Police"]),
    st.sampled_from(["", "2025-03-02", "2025-06-01"]),
)
ANSWERS = st.dictionaries(
    st.sampled_from([key for key in KEYS if key[0] in "EIC" and key[1:].isdigit()]),
    FACTORS,
    max_size=6,
)


def beside(*answers: dict[str, Answer], form: Questionnaire = FORM) -> list[Row]:
    columns = [(assessment(n, one), form) for n, one in enumerate(answers, 1)]
    return side_by_side(columns, LISTS)


def by_key(rows: list[Row]) -> dict[str, Row]:
    return {row.key: row for row in rows}


def test_a_state_that_changed_is_told_in_words() -> None:
    rows = by_key(beside(FIRST, FIRST | {"I02": factor("absent", "Once, in anger.")}))
    cell = rows["I02"].cells[1]
    assert (cell.what, cell.said) == (What.STATE, "was Partly, now Absent")
    assert [key for key, row in rows.items() if row.is_changed] == ["I02"]


def test_words_put_in_and_taken_out_are_marked() -> None:
    now = factor("present", "Says the school listened.", "Safeguarding lead", "2025-03-02")
    cell = by_key(beside(FIRST, FIRST | {"E01": now}))["E01"].cells[1]
    assert (cell.what, cell.said) == (What.WORDS, "words changed")
    marked = [(run.mark, run.text.strip()) for run in cell.shown if run.mark is not Mark.SAME]
    assert marked == [(Mark.GONE, "took sides"), (Mark.NEW, "listened")]


def test_evidence_seen_again_on_another_day_is_no_change() -> None:
    again = factor("present", "Says the school took sides.", "Safeguarding lead", "2025-09-01")
    row = by_key(beside(FIRST, FIRST | {"E01": again}))["E01"]
    assert not row.is_changed
    assert row.cells[1].day == "1 Sep 2025"


def test_an_answer_that_was_not_given_before_is_told_so() -> None:
    cell = by_key(beside({}, {"C03": factor("partly")}))["C03"].cells[1]
    assert cell.said == f"was {NO_STATE}, now Partly"


def test_three_stand_side_by_side_each_against_the_one_before() -> None:
    states = ("present", "partly", "partly")
    cells = by_key(beside(*({"E01": factor(state)} for state in states)))["E01"].cells
    assert [cell.what for cell in cells] == [What.SAME, What.STATE, What.SAME]


def test_a_question_another_form_does_not_ask_is_no_change() -> None:
    paf = FORMS.form(PAF)
    columns = [
        (assessment(1, {"E01": factor("present")}), FORM),
        (assessment(2, {"formulation": "How it fits together."}), paf),
    ]
    rows = by_key(side_by_side(columns, LISTS))
    assert not any(row.is_changed for row in rows.values())
    assert not rows["E01"].cells[1].is_asked
    assert proposed(list(rows.values())) == ""


def test_rows_stand_in_the_order_of_the_form_under_their_sections() -> None:
    rows = beside({key: factor("absent") for key in ("C03", "I01", "E13", "E01")})
    assert [row.key for row in rows] == ["E01", "E13", "I01", "C03"]
    assert [row.section for row in rows] == ["Engagement", "Engagement", "Intent", "Capability"]


def test_what_changed_is_proposed_in_sentences_and_leaves_its_own_question_out() -> None:
    after = FIRST | {
        "I02": factor("absent", "Took it back."),
        "C01": factor("absent", "Has no such skills."),
        "changed": "Something typed already",
    }
    words = proposed(beside(FIRST, after), leave_out=["changed"])
    assert words.splitlines() == [
        "“Them and us” thinking: was Partly, now Absent; new: Took it back.",
        "Individual knowledge, skills and competencies: new: Has no such skills.",
    ]


@given(ANSWERS)
def test_an_assessment_beside_itself_shows_no_change(answers: dict[str, Answer]) -> None:
    rows = beside(answers, answers)
    assert not any(row.is_changed for row in rows)
    assert proposed(rows) == ""


@given(ANSWERS, ANSWERS)
def test_swapping_sides_swaps_was_and_now(one: dict[str, Answer], other: dict[str, Answer]) -> None:
    there, back = by_key(beside(one, other)), by_key(beside(other, one))
    assert there.keys() == back.keys()
    for key, row in there.items():
        went, came = row.cells[1], back[key].cells[1]
        assert went.what is came.what
        if went.what is What.STATE:
            assert went.was == (came.state or NO_STATE)
            assert came.was == (went.state or NO_STATE)
        kept = "".join(run.text for run in went.shown if run.mark is not Mark.GONE)
        before = "".join(run.text for run in went.shown if run.mark is not Mark.NEW)
        assert (before, kept) == (came.words, went.words)


@given(ANSWERS, ANSWERS)
def test_every_difference_is_told_and_every_line_told_is_a_difference(
    one: dict[str, Answer], other: dict[str, Answer]
) -> None:
    rows = beside(one, other)
    differ = {key for key in {*one, *other} if _compared(one.get(key)) != _compared(other.get(key))}
    assert {row.key for row in rows if row.is_changed} == differ
    assert len(proposed(rows).splitlines()) == len(differ)


def _compared(answer: Answer | None) -> dict[str, str]:
    told = answer if isinstance(answer, dict) else {}
    return {part: told.get(part, "") for part in ("state", "evidence", "source")}
