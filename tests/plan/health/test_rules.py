"""What is called missing in an action, and what is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from prevent_desk.plan.model.health import placeholders
from prevent_desk.plan.model.health.hints import Checks, Hint, Kind, Point
from prevent_desk.plan.model.legend import RAG_LEGEND, SOURCE_LEGEND, Meaning
from prevent_desk.plan.model.records import Counted, Field, Measure
from tests.plan.health.facts import TODAY, examined, facts, said, whole


def only(*hints: Hint) -> Hint:
    assert len(hints) == 1, said(hints)
    return hints[0]


def test_an_action_that_has_all_it_needs_has_no_hint() -> None:
    assert examined(facts(whole(), Point("Hold 12 workshops"))).hints() == []


def test_an_action_without_a_lead_opens_its_lead_cell() -> None:
    hint = only(*examined(facts(whole(leads=()))).hints())
    assert (hint.kind, hint.sentence, hint.fix) == (Kind.LEAD, "No lead named", "Name one")
    assert (hint.action_id, hint.field) == (1, Field.LEADS)


@pytest.mark.parametrize(
    ("timescale", "due", "lacks"),
    [
        ("", None, True),
        ("  ", None, True),
        ("Ongoing", None, False),
        ("", date(2016, 3, 31), False),
    ],
)
def test_words_or_a_due_day_are_a_date(timescale: str, due: date | None, lacks: bool) -> None:
    hints = examined(facts(whole(timescale=timescale, due=due))).hints()
    assert [hint.kind for hint in hints] == ([Kind.DATE] if lacks else [])


@pytest.mark.parametrize(
    "text",
    [
        "Number of practitioners trained in identifying and understanding risk.",
        "Number and type of Prevent activities.",
        "Record number of pre-screening",
        "How many people were reached",
        "Percentage of staff trained",
        "Number of workshops in 2015/16",
    ],
)
def test_a_criterion_about_a_number_that_names_none_cannot_be_measured(text: str) -> None:
    hint = only(*examined(facts(whole(), Point(text))).hints())
    assert (hint.kind, hint.fix, hint.criterion) == (Kind.TARGET, "Set number", text)


@pytest.mark.parametrize(
    "text",
    [
        "Number of practitioners trained: 60",
        "At least 12 in number of workshops",
        "Monitor at risk communities and locations",
        "A numberless criterion",
        "Telephone number for referrals published",
    ],
)
def test_a_criterion_with_a_number_or_about_none_is_let_be(text: str) -> None:
    assert examined(facts(whole(), Point(text))).hints() == []


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("xxx", "Target still says “xxx”"),
        ("many", "Target “many” is not a number"),
        ("", "“Hold workshops” is counted without a target"),
    ],
)
def test_a_target_that_is_no_number_is_said_as_it_stands(target: str, sentence: str) -> None:
    point = Point("Hold workshops", Measure("workshops", target, "0"))
    hint = only(*examined(facts(whole(), point)).hints())
    assert (hint.kind, hint.sentence) == (Kind.TARGET, sentence)


def test_a_measure_with_a_number_counts_a_criterion_that_names_none() -> None:
    point = Point("Number of workshops", Measure("workshops", "12", ""))
    assert examined(facts(whole(), point)).hints() == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hold xxx training workshops for staff during 2015/2016", "xxx"),
        ("Hold XXXX workshops", "XXXX"),
        ("Insert details.\nA referral path", "Insert details"),
        ("[insert the date]", "insert the date"),
        ("Date TBC", "TBC"),
        ("tba", "tba"),
        ("T.B.C.", "T.B.C."),
        ("Venue to be\nconfirmed", "to be confirmed"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("First line\n ?? ", "??"),
        ("(?)", "(?)"),
        ("by xx/xx/2016", "xx/xx"),
    ],
)
def test_words_that_wait_to_be_replaced_are_found(text: str, word: str) -> None:
    found = placeholders.find(text)
    assert found is not None
    assert found[0] == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Safeguarding leads?",
        "Who leads ? Health does",
        "Tbilisi, outback and TBAs",
        "Shirts in XXL and XXXL",
        "Insertion of details",
        "To be agreed with the board; confirmed to be right",
        "Insert a bookmark",
        "Exxon",
    ],
)
def test_ordinary_words_are_no_placeholders(text: str) -> None:
    assert placeholders.find(text) is None


@pytest.mark.parametrize("field", ["title", "text", "timescale", "resources", "reason", "comments"])
def test_placeholders_are_found_in_every_field(field: str) -> None:
    words: dict[str, object] = {field: "Words TBC"}
    hint = only(*examined(facts(whole(1, **words))).hints())
    assert (hint.kind, hint.field) == (Kind.PLACEHOLDER, Field(field))
    assert hint.sentence.endswith("“TBC”")


def test_a_lead_that_is_a_placeholder_is_no_agency_to_write_to() -> None:
    hint = only(*examined(facts(whole(leads=("TBC",)))).hints())
    assert (hint.kind, hint.field) == (Kind.PLACEHOLDER, Field.LEADS)


def test_a_placeholder_in_a_criterion_is_said_once_where_its_target_says_so_too() -> None:
    point = Point("Hold xxx workshops", Measure("workshops", "xxx", "0"))
    assert said(examined(facts(whole(), point)).hints()) == ["Target still says “xxx”"]
    put_right = Point("Hold xxx workshops", Measure("workshops", "12", "0"))
    assert said(examined(facts(whole(), put_right)).hints()) == ["A criterion still says “xxx”"]


def test_declared_is_held_against_what_dates_and_measures_say() -> None:
    late = whole(progress="on_target", timescale="", due=TODAY - timedelta(days=1))
    hint = only(*examined(facts(late)).hints())
    assert hint.sentence == "Declared On target; dates and measures say Behind"
    assert hint.field is Field.PROGRESS


def test_nothing_declared_is_not_held_against_anything() -> None:
    late = whole(timescale="", due=TODAY - timedelta(days=1))
    assert examined(facts(late)).hints() == []


def test_a_measure_that_evidence_counts_is_reckoned_with_what_evidence_says() -> None:
    row = whole(progress="on_target", timescale="", start=date(2015, 4, 1), due=date(2016, 3, 31))
    measure = Measure("workshops", "12", "0")
    assert said(examined(facts(row, Point("Workshops", measure))).hints()) != []
    counted = Point("Workshops", measure, counted=Counted(9, 3))
    assert examined(facts(row, counted)).hints() == []


def test_an_action_not_heard_of_for_longer_than_asked_is_stale() -> None:
    row = whole(timescale="Ongoing")
    days = Checks(days=30)
    old = facts(row, heard=TODAY - timedelta(days=31))
    hint = only(*(h for h in examined(old, checks=days).hints() if h.kind is Kind.STALE))
    assert hint.sentence == "No update for 31 days, since 25 Oct 2015"
    fresh = facts(row, heard=TODAY - timedelta(days=30))
    assert Kind.STALE not in {h.kind for h in examined(fresh, checks=days).hints()}


def test_a_plan_without_any_dated_update_is_not_called_stale() -> None:
    assert examined(facts(whole(1)), facts(whole(2))).hints() == []


def test_an_action_without_a_day_is_stale_once_others_were_dated_long_ago() -> None:
    old = facts(whole(1), heard=TODAY - timedelta(days=100))
    new = facts(whole(2), heard=TODAY)
    silent = facts(whole(3, timescale="Ongoing"))
    hints = examined(old, new, silent).of_action(3)
    assert said(hints) == ["No dated update; others have one since 17 Aug 2015"]


def test_an_action_that_has_not_begun_owes_no_update() -> None:
    old = facts(whole(1), heard=TODAY - timedelta(days=400))
    soon = facts(whole(2, timescale="", start=TODAY, due=TODAY + timedelta(days=200)))
    assert examined(old, soon).of_action(2) == []


def test_a_completed_action_owes_nothing_but_its_words() -> None:
    done = next(stage for stage in RAG_LEGEND if stage.meaning is Meaning.COMPLETED)
    row = whole(progress=done.code, leads=(), timescale="", comments="Report TBC")
    old = facts(row, Point("Number of workshops"), heard=TODAY - timedelta(days=400))
    assert [h.kind for h in examined(old, legend=RAG_LEGEND).hints()] == [Kind.PLACEHOLDER]


def test_the_same_criterion_in_several_rows_is_said_in_each_with_how_many_others() -> None:
    shared = Point("Monitor at risk communities.")
    again = Point("• monitor at risk  communities")
    plan = examined(
        facts(whole(1), shared, Point("Feedback")), facts(whole(2), again), facts(whole(3), shared)
    )
    assert said(plan.of_action(1)) == ["1 criterion also stands in 2 other rows"]
    assert [hint.kind for hint in plan.hints()] == [Kind.REPEAT] * 3


def test_a_criterion_that_points_to_the_library_is_no_repeat() -> None:
    linked = Point("Feedback", is_linked=True)
    plan = examined(
        facts(whole(1), linked), facts(whole(2), linked), facts(whole(3), Point("Feedback"))
    )
    assert plan.of_action(1) == []
    assert said(plan.of_action(3)) == ["1 criterion also stands in 2 other rows"]


def test_a_criterion_twice_in_one_row_is_no_repeat() -> None:
    assert examined(facts(whole(1), Point("Feedback"), Point("Feedback"))).hints() == []


def test_each_lead_without_an_address_is_said_once_and_at_each_of_its_actions() -> None:
    plan = examined(
        facts(whole(1, leads=("Probation", "ALL"))),
        facts(whole(2, leads=("PROBATION", "Health"))),
        contacts=["health"],
    )
    assert said(plan.hints()) == ["No e-mail address for Probation"]
    assert said(plan.of_action(2)) == ["No e-mail address for Probation"]
    assert plan.counts().total == 1


def test_an_objective_with_nothing_on_target_is_said() -> None:
    behind, well = facts(whole(1, progress="behind")), facts(whole(2, progress="on_target"))
    checks = Checks(off=frozenset(Kind) - {Kind.OBJECTIVE})
    hint = only(*examined(behind, checks=checks).hints())
    assert hint.sentence == "Its only action is not on target"
    assert (hint.action_id, hint.objective_id) == (None, 1)
    assert examined(behind, well, checks=checks).hints() == []


def test_a_key_of_progress_without_a_good_stage_is_not_asked_for_one() -> None:
    bad = tuple(stage for stage in SOURCE_LEGEND if stage.meaning is Meaning.BEHIND)
    checks = Checks(off=frozenset(Kind) - {Kind.OBJECTIVE})
    assert examined(facts(whole(1)), legend=bad, checks=checks).hints() == []


def test_a_kind_that_is_switched_off_is_neither_shown_nor_counted() -> None:
    off = Checks(off=frozenset({Kind.LEAD, Kind.OBJECTIVE}))
    plan = examined(facts(whole(leads=(), timescale="")), checks=off)
    assert [hint.kind for hint in plan.hints()] == [Kind.DATE]
    assert [hint.kind for hint in plan.of_action(1)] == [Kind.DATE]
    assert plan.counts().by_kind == {Kind.DATE: 1}
