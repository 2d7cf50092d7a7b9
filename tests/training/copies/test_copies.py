"""Numbered copies of the business product: lent, reported on, tried, asked back, gone."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.contacts.model.people import NewContact
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.model.figures import Figure
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.training.model.copies import (
    LineKind,
    NewCopies,
    NewLoan,
    State,
    Trial,
    Why,
    read_numbers,
    say_numbers,
    usual_review,
)
from prevent_desk.training.model.copy_letters import by_holder, letter
from prevent_desk.training.service.copy_figures import CopyFigures
from tests.training.desks import TODAY, Desk

OUT = date(2025, 3, 1)
ABOUT_40 = Count(40, How.ESTIMATED)


def _lent(
    desk: Desk, many: int = 1, out: date = OUT, holder: str = "Lombard Facilities"
) -> list[int]:
    copies = desk.training.copies
    numbers = copies.add(NewCopies(copies.next_number(), many, version="1.2"))
    return copies.lend(numbers, NewLoan(out, holder=holder, review=usual_review(out)))


def _figures(desk: Desk, period: Period, by: By = By.EVENT) -> dict[str, Figure]:
    return {one.key: one for one in CopyFigures(desk.training.copies).figures(period, by)}


def test_copies_are_numbered_once(desk: Desk) -> None:
    desk.training.copies.add(NewCopies(14, 3))
    with pytest.raises(Refused, match="Copy 16 is there already"):
        desk.training.copies.add(NewCopies(16, 2))
    assert desk.training.copies.next_number() == 17
    assert desk.training.copies.how_many() == 3


def test_several_copies_go_to_one_holder_in_one_act(desk: Desk) -> None:
    _lent(desk, 3)
    assert {one.state for one in desk.training.copies.log.everything(Query())} == {State.OUT}
    desk.store.undo()
    assert {one.state for one in desk.training.copies.log.everything(Query())} == {State.HERE}


def test_a_copy_that_is_out_is_not_lent_again(desk: Desk) -> None:
    copies = desk.training.copies
    _lent(desk)
    out = copies.log.everything(Query())[0]
    with pytest.raises(Refused, match="Copy 1 is not here"):
        copies.lend([out.id], NewLoan(TODAY, holder="Somebody else"))


def test_a_loan_needs_a_holder_and_a_day_that_was(desk: Desk) -> None:
    copies = desk.training.copies
    (number,) = copies.add(NewCopies(1))
    with pytest.raises(Refused, match="Nobody is named"):
        copies.lend([number], NewLoan(TODAY))
    with pytest.raises(Refused):
        copies.lend([number], NewLoan(date(2025, 11, 26), holder="Tomorrow"))


def test_reports_of_people_add_up_and_say_how_they_are_known(desk: Desk) -> None:
    copies = desk.training.copies
    (loan,) = _lent(desk)
    copies.report_reached(loan, date(2025, 5, 2), ABOUT_40, "two briefings")
    copies.report_reached(loan, date(2025, 6, 2), Count(12, How.COUNTED))
    copy = copies.log.everything(Query())[0]
    assert copy.reached.words() == "about 52 (12 counted, 40 estimated)"
    assert copies.log.totals(Query()).endswith("about 52 people reached (12 counted, 40 estimated)")


def test_what_a_holder_did_before_the_copy_went_out_is_refused(desk: Desk) -> None:
    (loan,) = _lent(desk)
    with pytest.raises(Refused, match="before it went out"):
        desk.training.copies.report_reached(loan, date(2025, 2, 1), ABOUT_40)


def test_a_trial_is_due_six_months_after_and_ends_with_its_review(desk: Desk) -> None:
    copies = desk.training.copies
    (loan,) = _lent(desk)
    before = copies.loans()[0]
    assert before.review == date(2025, 9, 1)
    assert before.trial(date(2025, 8, 31)) is Trial.SOON
    assert before.trial(date(2025, 9, 1)) is Trial.DUE
    copies.review(loan, TODAY, {"used": "yes", "people": "40"})
    after = copies.loans()[0]
    assert after.trial(TODAY) is Trial.REVIEWED
    assert (after.form, after.form_version) == ("product-trial", "1")
    assert copies.form(after.form_version).title


def test_a_review_that_is_looked_at_again_leaves_the_trial_open(desk: Desk) -> None:
    copies = desk.training.copies
    (loan,) = _lent(desk)
    copies.review(loan, TODAY, {"used": "no"}, again=date(2026, 2, 1))
    found = copies.loans()[0]
    assert (found.review, found.trial(TODAY)) == (date(2026, 2, 1), Trial.RUNNING)
    assert found.answers == {"used": "no"}


def test_holders_are_asked_for_each_reason_and_no_longer_once_it_is_gone(desk: Desk) -> None:
    copies = desk.training.copies
    first, second = _lent(desk, 2)
    copies.recall([first], date(2025, 10, 1))
    assert [one.whys for one in copies.chase_list()] == [
        (Why.RECALLED, Why.REVIEW, Why.SILENT), (Why.REVIEW, Why.SILENT),
    ]  # fmt: skip
    copies.report_reached(second, TODAY, ABOUT_40)
    copies.review(second, TODAY, {"used": "yes"})
    copies.come_back(first, TODAY)
    assert copies.chase_list() == []


def test_a_lost_copy_is_chased_no_more(desk: Desk) -> None:
    copies = desk.training.copies
    _lent(desk)
    copy = copies.log.everything(Query())[0]
    copies.end(copy.id, TODAY, "Lost")
    assert copies.chase_list() == []
    assert copies.one(copy.id).state_words == "Lost"
    copies.found(copy.id)
    assert copies.one(copy.id).state is State.OUT


def test_the_filters_find_what_the_list_says(desk: Desk) -> None:
    copies = desk.training.copies
    first, _second, third = _lent(desk, 3)
    copies.add(NewCopies(20))
    copies.recall([first], TODAY)
    copies.come_back(third, TODAY)
    for code in ("here", "out", "recalled", "ended"):
        found = copies.log.everything(Query(chosen={"state": frozenset({code})}))
        assert {one.state.value for one in found} <= {code}
        assert len(found) == copies.log.option_counts(Query())["state"][code]
    asked = copies.log.everything(Query(chosen={"ask": frozenset({"chase"})}))
    assert {one.id for one in asked} == {one.loan.copy_id for one in copies.chase_list()}
    assert len(copies.log.everything(Query(words="lombard"))) == 3


def test_a_message_goes_to_each_holder_once_and_names_their_copies(desk: Desk) -> None:
    copies = desk.training.copies
    body = desk.body("Lombard Street Facilities", "business")
    person = desk.contacts.people.add(
        NewContact("Kim Barrow", body, emails=("kim@lombard.example",))
    )
    numbers = copies.add(NewCopies(14, 3))
    copies.lend(numbers, NewLoan(OUT, body, person, review=usual_review(OUT)))
    _lent(desk, holder="Elsewhere")
    told = by_holder(copies.chase_list())
    assert [(one.holder, one.numbers) for one in told] == [
        ("Lombard Street Facilities", "14 to 16"), ("Elsewhere", "17"),
    ]  # fmt: skip
    words = letter(told[0], "OFFICIAL")
    assert words.text.startswith("OFFICIAL\n\nDear Kim Barrow,")
    assert words.subject == "OFFICIAL – Copies 14 to 16 of the Prevent for Business kit"
    assert "trial review due 1 Sep 2025" in words.text


def test_a_period_counts_by_day_of_event_and_by_day_recorded(desk: Desk) -> None:
    copies = desk.training.copies
    (loan,) = _lent(desk)
    copies.report_reached(loan, date(2025, 5, 2), ABOUT_40)
    spring = Period(date(2025, 3, 1), date(2025, 5, 31))
    by_event = _figures(desk, spring)
    assert by_event["lent"].words == "1 copy lent"
    assert by_event["reached"].words == "about 40 people reached"
    # Everything was written down in November, long after the period.
    assert by_event["lent"].late == by_event["lent"].ids
    by_recorded = _figures(desk, spring, By.RECORDED)
    assert by_recorded["lent"].number == 0
    assert by_recorded["reached"].number == 0
    november = Period(date(2025, 11, 1), date(2025, 11, 30))
    assert _figures(desk, november, By.RECORDED)["reached"].number == 40
    assert by_event.keys() == by_recorded.keys()


def test_a_figure_opens_just_its_copies(desk: Desk) -> None:
    _lent(desk, 2)
    desk.training.copies.add(NewCopies(30))
    figure = _figures(desk, Period(OUT, OUT))["lent"]
    opened = desk.training.copies.log.ids(Query.from_json(figure.position["query"]))
    assert set(opened) == set(figure.ids)


def test_an_organisation_s_chronology_tells_of_its_copies(desk: Desk) -> None:
    copies = desk.training.copies
    body = desk.body("Lombard Street Facilities", "business")
    numbers = copies.add(NewCopies(14))
    (loan,) = copies.lend(numbers, NewLoan(OUT, body, review=usual_review(OUT)))
    copies.report_reached(loan, date(2025, 5, 2), ABOUT_40, "two briefings")
    told = [(one.on, one.words, one.ahead) for one in copies.happenings(body)]
    assert told == [
        (OUT, "Copy 14 of the kit lent", False),
        (date(2025, 5, 2), "Copy 14: About 40 people reached: two briefings", False),
        (date(2025, 9, 1), "Trial of copy 14 to be reviewed", True),
    ]


def test_only_lines_entered_by_hand_are_taken_away(desk: Desk) -> None:
    copies = desk.training.copies
    (loan,) = _lent(desk)
    copies.note(loan, TODAY, "Will call back")
    copies.recall([loan], TODAY)
    lines = {one.kind: one.id for one in copies.loans()[0].lines}
    copies.remove_line(lines[LineKind.NOTE])
    with pytest.raises(Refused, match="follows from another act"):
        copies.remove_line(lines[LineKind.RECALLED])
    assert [one.kind for one in copies.loans()[0].lines] == [LineKind.RECALLED]


def test_every_act_is_one_undo_and_names_no_holder(desk: Desk) -> None:
    copies = desk.training.copies
    (loan,) = _lent(desk)
    copies.report_reached(loan, TODAY, ABOUT_40)
    copies.review(loan, TODAY, {"used": "yes"})
    copies.come_back(loan, TODAY)
    labels = []
    while (label := desk.store.undo_label()) is not None:
        labels.append(label)
        desk.store.undo()
    assert labels == [
        "return of copy 1", "trial review of copy 1", "people reached with copy 1",
        "loan of copy 1", "new copy 1",
    ]  # fmt: skip
    assert copies.how_many() == 0


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("14", [14]), ("14-16, 20", [14, 15, 16, 20]), ("copies 3 and 5", [3, 5]), ("7 to 7", [7])],
)
def test_numbers_are_read_as_they_are_typed(typed: str, numbers: list[int]) -> None:
    assert read_numbers(typed) == numbers
    assert read_numbers(say_numbers(numbers)) == numbers


@pytest.mark.parametrize("typed", ["", "the blue one", "9-3", "1-100000"])
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refused):
        read_numbers(typed)
