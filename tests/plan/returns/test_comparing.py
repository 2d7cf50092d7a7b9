"""Cells of a return beside what was sent and what is here: each kind of difference."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.partners.records import Decision, Keep, Kind
from prevent_desk.plan.model.records import Field, Measure
from prevent_desk.plan.service.bundle import build
from tests.plan.returns.dump import everything
from tests.plan.returns.partners import Office, Sheet, filled


def test_an_untouched_return_differs_in_nothing_and_changes_nothing(office: Office) -> None:
    before = everything(office.store, without=("plan_return",))
    return_id = office.receive("City Police")
    comparison = office.compare(return_id)
    assert comparison.differences == ()
    assert comparison.notes == ()
    assert office.services.returns.take_all_clear(return_id) == 0
    applied = office.services.returns.apply(return_id)
    assert applied.changed_nothing
    assert applied.sentence() == "The return of City Police changes nothing in the plan."
    assert everything(office.store, without=("plan_return",)) == before


def test_what_they_alone_changed_is_clear(office: Office) -> None:
    data = filled(office.files["Education"], lambda s: s.type("O1-04", "Timescale", "by June"))
    return_id = office.receive("Education", data)
    (found,) = office.compare(return_id).differences
    assert (found.kind, found.field, found.sent, found.theirs, found.mine) == (
        Kind.THEIRS,
        Field.TIMESCALE,
        "2015-2016",
        "by June",
        "2015-2016",
    )
    assert found.choices == (Keep.THEIRS, Keep.MINE)
    assert found.proposed is Keep.THEIRS
    office.merge(return_id)
    assert office.desk.row("O1-04").timescale == "by June"


def test_what_i_alone_changed_is_told_and_asks_nothing(office: Office) -> None:
    office.desk.plans.set_field([office.desk.id("O1-04")], Field.TIMESCALE, "by May")
    return_id = office.receive("Education")
    (found,) = office.compare(return_id).differences
    assert (found.kind, found.is_to_decide, found.proposed) == (Kind.MINE, False, None)
    office.merge(return_id)
    assert office.desk.row("O1-04").timescale == "by May"


def test_what_both_changed_is_asked_and_both_can_be_kept(office: Office) -> None:
    office.desk.plans.set_field([office.desk.id("O1-04")], Field.TIMESCALE, "by May")
    data = filled(office.files["Education"], lambda s: s.type("O1-04", "Timescale", "by June"))
    return_id = office.receive("Education", data)
    found = office.difference(return_id, "O1-04", "timescale")
    assert (found.kind, found.proposed, found.both) == (Kind.BOTH, None, "by June / by May")
    assert found.choices == (Keep.THEIRS, Keep.MINE, Keep.BOTH)
    assert office.services.returns.take_all_clear(return_id) == 0
    office.decide(return_id, found.key, Keep.BOTH)
    office.services.returns.apply(return_id)
    assert office.desk.row("O1-04").timescale == "by June / by May"


def test_the_same_change_on_both_sides_is_no_difference(office: Office) -> None:
    office.desk.plans.set_field([office.desk.id("O1-04")], Field.PROGRESS, "behind")
    data = filled(office.files["Education"], lambda s: s.type("O1-04", "Progress", "Red"))
    assert office.compare(office.receive("Education", data)).differences == ()


def test_lists_of_both_are_kept_line_by_line(office: Office) -> None:
    desk, ref = office.desk, "O2-01"
    first, *others = desk.row(ref).criteria
    office.send("Colleges")
    desk.plans.set_field([desk.id(ref)], Field.LEADS, "Colleges")
    office.send("Colleges")

    def fill(sheet: Sheet) -> None:
        lines = sheet.text(ref, "Success criteria").split("\n")
        lines[0] = lines[0].replace("xxx", "8")
        sheet.type(ref, "Success criteria", "\n".join([*lines, "• Their own"]))

    data = filled(office.files["Colleges"], fill)
    mine = [first.replace("xxx", "12"), *others, "My own"]
    desk.plans.set_field([desk.id(ref)], Field.CRITERIA, "\n".join(mine))
    return_id = office.receive("Colleges", data)
    found = office.difference(return_id, ref, "criteria")
    assert found.both.split("\n") == [
        first.replace("xxx", "8"),
        first.replace("xxx", "12"),
        *others,
        "Their own",
        "My own",
    ]
    office.decide(return_id, found.key, Keep.BOTH)
    office.services.returns.apply(return_id)
    assert desk.row(ref).criteria == tuple(found.both.split("\n"))


def test_a_word_that_is_not_in_the_key_needs_a_fix_and_takes_none_else(office: Office) -> None:
    data = filled(office.files["Barts Health"], lambda s: s.type("O1-05", "Progress", "amber"))
    return_id = office.receive("Barts Health", data)
    found = office.difference(return_id, "O1-05", "progress")
    assert (found.kind, found.theirs, found.proposed) == (Kind.FIX, "amber", None)
    assert found.problem == "“amber” is not in this plan's key."
    with pytest.raises(Refused, match="amber"):
        office.decide(return_id, found.key, Keep.THEIRS)
    with pytest.raises(Refused, match="yellow"):
        office.decide(return_id, found.key, Keep.THEIRS, "yellow")
    returns = office.services.returns
    assert returns.check_fix(office.desk.plan_id, Field.PROGRESS, "blue") == "Ongoing"
    office.decide(return_id, found.key, Keep.THEIRS, "Ongoing")
    returns.apply(return_id)
    assert office.desk.row("O1-05").progress == "ongoing"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("when we can", "“when we can” is not one date with its year."),
        ("31 June 2016", "June 2016 has 30 days."),
        ("12/5", "“12/5” is not one date with its year."),
        (42369, "“42369” is a bare number; as a day it is 31 Dec 2015."),
    ],
)
def test_a_date_that_is_none_needs_a_fix(office: Office, typed: object, problem: str) -> None:
    data = filled(office.files["Housing"], lambda s: s.type("O1-01", "Due", typed))
    found = office.difference(office.receive("Housing", data), "O1-01", "due")
    assert (found.kind, found.problem) == (Kind.FIX, problem)


@pytest.mark.parametrize(
    "typed", ["31/12/2015", "31 December 2015", "2015-12-31", date(2015, 12, 31)]
)
def test_a_day_is_the_same_however_it_is_written(office: Office, typed: object) -> None:
    desk = office.desk
    desk.plans.set_field([desk.id("O1-01")], Field.DUE, "31/12/2015")
    office.send("Housing")
    data = filled(office.files["Housing"], lambda s: s.type("O1-01", "Due", typed))
    assert office.compare(office.receive("Housing", data)).differences == ()


def test_a_day_that_may_be_the_wrong_way_round_is_not_proposed(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        sheet.type("O1-01", "Due", date(2016, 3, 4))
        sheet.type("O1-02", "Due", date(2016, 3, 14))

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    assert office.difference(return_id, "O1-01", "due").proposed is None
    assert office.difference(return_id, "O1-02", "due").proposed is Keep.THEIRS
    office.merge(return_id)
    assert office.desk.row("O1-02").due == date(2016, 3, 14)


@pytest.mark.parametrize("heading", ["Lead", "Timescale", "Success criteria", "Progress"])
def test_an_emptied_cell_is_asked_and_never_proposed(office: Office, heading: str) -> None:
    office.desk.plans.set_progress([office.desk.id("O1-01")], "ongoing")
    office.send("Housing")
    data = filled(office.files["Housing"], lambda s: s.type("O1-01", heading, None))
    return_id = office.receive("Housing", data)
    (found,) = office.compare(return_id).differences
    assert (found.kind, found.proposed, found.choices) == (
        Kind.THEIRS,
        None,
        (Keep.THEIRS, Keep.MINE),
    )
    before = office.desk.row("O1-01")
    office.merge(return_id)
    assert office.desk.row("O1-01") == before


def test_a_locked_column_is_not_theirs_to_change_yet_nothing_is_lost(office: Office) -> None:
    words = "Speak to every community group twice"
    data = filled(
        office.files["Housing"],
        lambda s: s.type("O1-01", "Action", s.text("O1-01", "Action") + "\n" + words),
    )
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-01", "text")
    assert (found.kind, found.proposed) == (Kind.NOT_THEIRS, None)
    assert found.theirs.endswith(words)
    office.decide(return_id, found.key, Keep.THEIRS)
    office.services.returns.apply(return_id)
    assert office.desk.row("O1-01").text.endswith(words)


def test_what_was_counted_is_read_with_or_without_its_target(office: Office) -> None:
    desk = office.desk
    criteria = desk.detail("O1-01").criteria
    desk.plans.set_measure(criteria[0].id, Measure("visits", "40", ""))
    desk.plans.set_measure(criteria[1].id, Measure("groups", "12", "3"))
    office.send("Housing")
    shown = Sheet(office.files["Housing"]).text("O1-01", "Counted so far").split("\n")
    data = filled(
        office.files["Housing"],
        lambda s: s.type("O1-01", "Counted so far", f"17\n{shown[1].replace('3 of', '5 of')}"),
    )
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-01", "actuals")
    assert found.kind is Kind.THEIRS
    assert "17 of 40 visits" in found.theirs
    office.merge(return_id)
    actuals = [one.measure.actual for one in desk.detail("O1-01").criteria[:2] if one.measure]
    assert actuals == ["17", "5"]
    assert office.compare(return_id).differences == ()


def test_a_number_that_cannot_be_told_needs_a_fix(office: Office) -> None:
    desk = office.desk
    desk.plans.set_measure(desk.detail("O1-01").criteria[0].id, Measure("visits", "40", ""))
    office.send("Housing")
    data = filled(office.files["Housing"], lambda s: s.type("O1-01", "Counted so far", "a few"))
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-01", "actuals")
    assert found.kind is Kind.FIX
    with pytest.raises(Refused):
        office.decide(return_id, found.key, Keep.THEIRS, "several")
    office.decide(return_id, found.key, Keep.THEIRS, "4")
    office.services.returns.apply(return_id)
    measure = desk.detail("O1-01").criteria[0].measure
    assert measure is not None
    assert measure.actual == "4"


def test_what_a_formula_comes_to_is_shown_and_not_proposed(office: Office) -> None:
    data = filled(
        office.files["Housing"], lambda s: setattr(s.cell("O1-01", "Timescale"), "value", "=1+1")
    )
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-01", "timescale")
    assert (found.kind, found.problem) == (Kind.FIX, "The cell holds a formula without a result.")
    assert (
        "1 cell holds a formula; only what it came to was read." in office.compare(return_id).notes
    )


def test_line_ends_blanks_and_unseen_characters_are_no_difference(office: Office) -> None:
    def fill(sheet: Sheet) -> None:
        for heading in ("Action", "Success criteria", "Comments/progress", "Lead"):
            text = sheet.text("O1-03", heading)
            spoilt = "\r\n".join(f" {line}\u00a0 " for line in text.split("\n")) + "\n\n"
            sheet.type("O1-03", heading, spoilt)

    data = filled(office.files["Housing"], fill)
    assert office.compare(office.receive("Housing", data)).differences == ()


def test_a_decision_is_kept_when_the_desk_is_opened_again(office: Office) -> None:
    data = filled(office.files["Housing"], lambda s: s.type("O1-01", "Timescale", "May"))
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-01", "timescale")
    at = office.clock.now()
    office.services.returns.decide(return_id, {found.key: Decision(Keep.MINE, None, at)})
    again = build(office.store, office.clock).returns
    assert again.comparison(return_id).decisions == {found.key: Decision(Keep.MINE, None, at)}
    again.decide(return_id, {found.key: None})
    assert again.comparison(return_id).decisions == {}
    assert office.store.undo_label() != "return of Housing"


def test_a_choice_that_is_not_offered_is_refused(office: Office) -> None:
    data = filled(office.files["Housing"], lambda s: s.type("O1-01", "Timescale", "May"))
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-01", "timescale")
    with pytest.raises(Refused, match="both"):
        office.decide(return_id, found.key, Keep.BOTH)
    with pytest.raises(Refused, match="not there any more"):
        office.decide(return_id, "nothing", Keep.MINE)
    assert office.compare(return_id).decisions == {}
