"""What a plan must hold, what counts as a session, when reviews are due, what closing asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from prevent_desk.core.money import read_cost
from prevent_desk.referrals.model import closure, reviews, sessions, support
from prevent_desk.referrals.model.closure import Closing, Facts, NoSupport, Passed, Step
from prevent_desk.referrals.model.deadlines import Deadlines, Unit, changed_to
from prevent_desk.referrals.model.reviews import Due, Intervals, Kind, Review, Span
from prevent_desk.referrals.model.sessions import Result, Session
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.support import ASKS, Item, Plan
from prevent_desk.referrals.model.support_form import item_answers, item_of

TODAY = date(2025, 11, 25)
AT = datetime(2025, 11, 25, 9, tzinfo=UTC)
PLAN = Plan(
    1, 1, 1, "The school asks.", "Mentoring.", "Northgate.", "Weekly.", "", None, "", AT, ""
)
KINDS = {"mentoring": "Mentoring (provider)", "family": "Family support"}


# The plan


@pytest.mark.parametrize("ask", ASKS, ids=lambda ask: ask.field)
def test_each_of_the_four_things_of_the_act_is_missed_by_itself(ask: support.ActAsk) -> None:
    assert support.plan_missing(PLAN) == []
    empty: dict[str, Any] = {ask.field: "  "}
    assert support.plan_missing(replace(PLAN, **empty)) == [ask.missing]
    assert support.asks_met(replace(PLAN, **empty)) == 3


def test_no_plan_at_all_is_one_thing_missing() -> None:
    assert support.plan_missing(None) == ["Support plan: there is none yet"]
    assert support.asks_met(None) == 0


def test_two_versions_are_compared_by_the_lineage_of_their_pieces() -> None:
    mentor = Item(1, "a", "mentoring", "Belonging", goal="A club", planned=6, cost_pence=90000)
    before = replace(PLAN, items=(mentor, Item(2, "b", "family", "Rows at home")))
    again = replace(mentor, id=3, planned=12, starts=date(2025, 12, 1))
    after = replace(PLAN, id=2, how_when="Twice a week.", items=(Item(4, "c"), again))
    found = {change.where: (change.before, change.after) for change in
             support.compare(before, after, KINDS)}  # fmt: skip
    assert found == {
        "How and when": ("Weekly.", "Twice a week."),
        "A piece of support": ("", "A piece of support"),
        "Mentoring, start": ("", "1 Dec 2025"),
        "Mentoring, sessions planned": ("6", "12"),
        "Family support": ("Rows at home", ""),
    }
    assert support.compare(before, before, KINDS) == []


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("", None), ("900", 90000), ("£1,250", 125000), ("12.5", 1250), ("12.05", 1205), (" 0 ", 0)],
)
def test_a_cost_is_read_as_people_write_it(typed: str, pence: int | None) -> None:
    assert read_cost(typed) == pence


@pytest.mark.parametrize("typed", ["a lot", "1.234", "-5", "12,50.1.2", "99999999", "²", "1."])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        read_cost(typed)


def test_a_piece_of_support_comes_back_from_its_answers() -> None:
    item = Item(
        5, "a", "mentoring", "Belonging", ("E03", "E04"), "A club", "Goes alone", "Northgate",
        "Lead mentor", date(2025, 9, 1), date(2025, 12, 1), 6, 125050,
    )  # fmt: skip
    assert item_of(item_answers(item), item) == (item, {})


def test_what_is_not_well_formed_leaves_the_piece_as_it_was() -> None:
    item = Item(5, "a", planned=6, cost_pence=100, starts=date(2025, 9, 1))
    answers = {"planned": "many", "cost": "lots", "starts": "soon", "ends": "2025-08-01"}
    now, wrong = item_of(answers, item)
    assert (now.planned, now.cost_pence, now.starts) == (6, 100, date(2025, 9, 1))
    assert set(wrong) == {"planned", "cost", "ends"}


# Sessions


def held(key: int, on: date, result: Result = Result.HELD, **more: object) -> Session:
    row = Session(key, "a", on, result, "", "", on, None, AT, "you")
    return replace(row, **more)  # type: ignore[arg-type]


ITEM = Item(1, "a", planned=6)


def test_only_dated_records_count() -> None:
    some = [
        held(1, date(2025, 9, 1)),
        held(2, date(2025, 9, 8), Result.NOT_ATTENDED),
        held(3, date(2025, 9, 15), Result.NOT_ATTENDED),
    ]
    assert sessions.count(some, ITEM).words == "planned 6, recorded 1, 2 not attended"
    assert sessions.count([], ITEM).words == "planned 6, recorded 0"
    assert sessions.count([], Item(2, "b")).words == "recorded 0"


def test_a_corrected_session_counts_once_and_a_mistake_not_at_all() -> None:
    first = held(1, date(2025, 9, 1))
    corrected = held(2, date(2025, 9, 2), Result.NOT_ATTENDED, corrects=1)
    assert sessions.count([first, corrected], ITEM).words == (
        "planned 6, recorded 0, 1 not attended"
    )
    mistake = held(3, date(2025, 9, 2), Result.ERROR, corrects=2)
    assert sessions.count([first, corrected, mistake], ITEM).words == "planned 6, recorded 0"
    assert sessions.counted([first, corrected, mistake]) == []


def test_a_session_held_but_not_written_up_is_said() -> None:
    some = [held(1, date(2025, 9, 1), written_up=None)]
    assert sessions.count(some, ITEM).words == "planned 6, recorded 1, 1 not written up"
    assert some[0].waits_for_record
    assert not held(2, date(2025, 9, 1), Result.CANCELLED, written_up=None).waits_for_record


def test_silence_begins_after_30_days_from_the_last_session_or_the_beginning() -> None:
    adopted = date(2025, 9, 1)
    assert sessions.days_without([], adopted, date(2025, 9, 30)) == 29
    assert not sessions.is_too_long(29)
    assert sessions.is_too_long(30)
    met = [held(1, date(2025, 10, 15)), held(2, date(2025, 11, 1), Result.NOT_ATTENDED)]
    assert sessions.days_without(met, adopted, date(2025, 11, 25)) == 41
    assert sessions.silence(met, 41) == "No contact for 41 days"
    assert sessions.silence([], 41) == "No session recorded in 41 days of support"
    assert sessions.days_without(met, None, TODAY) is None


def test_a_session_before_adoption_does_not_hide_the_silence_since() -> None:
    early = [held(1, date(2025, 8, 1))]
    assert sessions.days_without(early, date(2025, 9, 1), date(2025, 10, 1)) == 30


def test_what_was_held_after_consent_was_withdrawn_is_said() -> None:
    stopped = date(2025, 11, 10)
    assert sessions.after_withdrawal([held(1, stopped)], stopped) == (
        "Consent was withdrawn on 10 Nov 2025: support has stopped"
    )
    assert sessions.after_withdrawal([held(1, date(2025, 11, 17))], stopped).endswith(
        "but 1 session was held since"
    )


# Reviews


def review(kind: Kind = Kind.REVIEW, due: date | None = None, **more: object) -> Review:
    row = Review(1, kind, due, None, None, "", "", "", None, AT, "you")
    return replace(row, **more)  # type: ignore[arg-type]


def test_adoption_sets_a_review_and_the_exit_sets_three() -> None:
    every = Intervals()
    assert reviews.set_by(State.ADOPTED, date(2025, 8, 31), every) == [
        Due(Kind.REVIEW, date(2025, 11, 30))
    ]
    assert reviews.set_by(State.EXITED, date(2025, 8, 31), every) == [
        Due(Kind.EXIT, date(2025, 8, 31)),
        Due(Kind.SIX, date(2026, 2, 28)),
        Due(Kind.TWELVE, date(2026, 8, 31)),
    ]
    assert reviews.set_by(State.CLOSED, TODAY, every) == []


def test_the_intervals_are_those_of_the_desks_deadlines() -> None:
    limits = Deadlines()
    rules = tuple(
        changed_to(rule, 8, Unit.DAYS, is_kept=True) if rule.key == "support_plan_review" else rule
        for rule in limits.rules
    )
    every = Intervals.of(Deadlines(rules))
    assert every == Intervals(review=Span(8, Unit.DAYS))
    assert every.review.after(date(2025, 11, 25)) == date(2025, 12, 3)
    assert Span(5, Unit.WORKING_DAYS).after(date(2025, 11, 25)) == date(2025, 12, 2)


@pytest.mark.parametrize(
    ("one", "words", "tone"),
    [
        (review(due=date(2025, 11, 24)), "Was due 24 Nov 2025: 1 day over", "red"),
        (review(due=TODAY), "Due today", "amber"),
        (review(due=date(2026, 2, 1)), "Due 1 Feb 2026", "grey"),
        (review(held=date(2025, 11, 21)), "Held 21 Nov 2025, not written up", "amber"),
        (
            review(held=date(2025, 11, 21), written_up=TODAY),
            "Written up, held 21 Nov 2025",
            "green",
        ),
    ],
)
def test_where_a_review_stands_is_said(one: Review, words: str, tone: str) -> None:
    said, _icon, ink = reviews.says(one, TODAY)
    assert (said, ink) == (words, tone)


def test_what_must_not_be_overlooked_of_reviews() -> None:
    waiting = review(held=date(2025, 11, 21))
    late = review(Kind.SIX, date(2025, 11, 1), id=2)
    assert reviews.warnings([waiting, late], TODAY) == [
        "Review 6 months after exit was due 1 Nov 2025",
        "Review of support was held 4 days ago and is not written up",
    ]
    assert reviews.warnings([review(due=TODAY)], TODAY) == []


@pytest.mark.parametrize(
    ("held_on", "result", "words", "field"),
    [
        (None, "continue", "x", "held"),
        (date(2025, 11, 26), "continue", "x", "held"),
        (TODAY, "", "x", "result"),
        (TODAY, "continue", " ", "words"),
    ],
)
def test_what_a_review_lacks_is_named(
    held_on: date | None, result: str, words: str, field: str
) -> None:
    assert list(reviews.wrong(held_on, result, words, TODAY, written=True)) == [field]


# Closing

SETTLED = Facts(
    State.ADOPTED,
    was_adopted=True,
    closing=Closing("concern_reduced", "Works and has friends.", "The GP.", "", "adopted"),
    told_on=TODAY,
    reviews=tuple(
        review(kind, TODAY, id=number, held=TODAY, written_up=TODAY)
        for number, kind in enumerate(reviews.AFTER_EXIT, 1)
    ),
)


def open_steps(facts: Facts, target: State = State.CLOSED) -> list[Step]:
    return [line.step for line in closure.checklist(facts, target) if line.holds_up]


def test_a_settled_case_may_be_closed() -> None:
    assert open_steps(SETTLED) == []
    assert closure.gaps(closure.checklist(SETTLED, State.CLOSED)) == []


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (replace(SETTLED, closing=replace(SETTLED.closing, exit_reason="")), Step.REASONS),
        (replace(SETTLED, closing=replace(SETTLED.closing, reasons=" ")), Step.REASONS),
        (replace(SETTLED, unanswered=["A desire for status"]), Step.FACTORS),
        (replace(SETTLED, told_on=None), Step.REFERRER),
        (replace(SETTLED, closing=replace(SETTLED.closing, onward="")), Step.ONWARD),
        (replace(SETTLED, reviews=SETTLED.reviews[:2]), Step.REVIEWS),
        (replace(SETTLED, reviews=(replace(SETTLED.reviews[0], held=None), *SETTLED.reviews[1:])),
         Step.REVIEWS),
        (replace(SETTLED, reviews=(replace(SETTLED.reviews[0], written_up=None),
                                   *SETTLED.reviews[1:])), Step.REVIEWS),
        (replace(SETTLED, closing=replace(SETTLED.closing, retention="")), Step.RETENTION),
        (replace(SETTLED, was_adopted=False), Step.NO_SUPPORT),
    ],
)  # fmt: skip
def test_each_thing_missing_holds_the_closing_up_by_itself(facts: Facts, step: Step) -> None:
    assert open_steps(facts) == [step]


def test_the_exit_sets_its_reviews_itself_and_does_not_ask_for_retention() -> None:
    facts = replace(SETTLED, reviews=(), closing=replace(SETTLED.closing, retention=""))
    assert open_steps(facts, State.EXITED) == []
    held_up = replace(facts, reviews=(review(held=TODAY),))
    assert open_steps(held_up, State.EXITED) == [Step.REVIEWS]


def test_why_the_referrer_is_not_told_is_enough_and_so_is_that_nobody_can_be() -> None:
    untold = replace(SETTLED, told_on=None)
    said_why = replace(untold, closing=replace(untold.closing, not_told="Asked not to be."))
    assert open_steps(said_why) == []
    assert open_steps(replace(untold, has_referrer=False)) == []


def test_an_exception_lets_a_line_pass_and_stays_visible() -> None:
    passed = Passed("They moved abroad.", "you", AT)
    closing = replace(SETTLED.closing, onward="", passed={Step.ONWARD: passed})
    lines = closure.checklist(replace(SETTLED, closing=closing), State.CLOSED)
    assert closure.gaps(lines) == []
    assert closure.exceptions(lines) == ["Who helps from here on: passed over, They moved abroad."]
    # Once it is given after all, nothing is passed over any more.
    given = replace(SETTLED, closing=replace(closing, onward="The GP."))
    assert closure.exceptions(closure.checklist(given, State.CLOSED)) == []


def test_where_no_support_is_given_the_answer_is_asked_and_said() -> None:
    facts = replace(SETTLED, was_adopted=False, reviews=())
    assert open_steps(facts) == [Step.NO_SUPPORT]
    answered = replace(facts, no_support=NoSupport("no", "", "The GP sees him.", TODAY))
    assert open_steps(answered) == []
    said = {line.step: line.said for line in closure.checklist(answered, State.CLOSED)}
    assert said[Step.NO_SUPPORT] == "Not referred: The GP sees him."


@pytest.mark.parametrize(
    ("answer", "to", "outcome", "fields"),
    [
        ("", "", "x", ["answer"]),
        ("not_known", "", "x", ["answer"]),
        ("yes", "", "x", ["referred_to"]),
        ("yes", "gp", "", ["outcome"]),
        ("no", "", "", ["outcome"]),
        ("no", "", "Nothing they would take.", []),
        ("yes", "gp", "Accepted.", []),
    ],
)
def test_the_answer_about_health_and_social_care_is_complete(
    answer: str, to: str, outcome: str, fields: list[str]
) -> None:
    assert list(closure.wrong_answer(answer, to, outcome)) == fields
