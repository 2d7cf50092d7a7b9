"""What was decided is written as one act, or not at all; one Undo takes a whole return back."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.partners.records import Keep, Kind, RegisterLine, State
from prevent_desk.plan.model.records import Field
from tests.plan.returns.dump import everything
from tests.plan.returns.partners import Office, Sheet, filled

SOON = date(2015, 11, 26)


def worked_in(sheet: Sheet) -> None:
    """Do a bit of everything."""
    sheet.type("O1-01", "Progress", "Behind").type("O1-01", "Reason", "No room found.")
    sheet.type("O1-02", "Progress", "Green")
    sheet.type("O1-03", "Your update", "Two firms visited.\nA third in May.")
    sheet.type("O1-03", "Due", "31/3/2016").type("O1-04", "Lead", "ALL\nHousing")
    sheet.propose(Action="Visit every library", Timescale="2016/17")
    sheet.delete("O1-06")


def test_one_undo_takes_a_whole_return_back_to_the_letter(office: Office) -> None:
    return_id = office.receive("Housing", filled(office.files["Housing"], worked_in))
    office.services.returns.take_all_clear(return_id)
    for one in office.compare(return_id).differences:
        if one.kind is Kind.ADDED:
            office.decide(return_id, one.key, Keep.ADD)
        if one.kind is Kind.MISSING:
            office.decide(return_id, one.key, Keep.REMOVE)
    before = everything(office.store)
    applied = office.services.returns.apply(return_id)
    assert (applied.cells, applied.updates, applied.left) == (5, 1, 0)
    assert (applied.added, applied.removed) == (("O1-07",), ("O1-06",))
    assert applied.sentence() == (
        "The return of Housing is in the plan: 5 cells, 1 update, 1 new row and 1 row removed."
    )
    after = everything(office.store)
    assert after != before
    assert office.store.undo_label() == "return of Housing"
    office.store.undo()
    assert everything(office.store) == before
    office.store.redo()
    assert everything(office.store) == after


def test_progress_and_updates_are_the_partners_with_the_day_of_the_return(office: Office) -> None:
    office.desk.plans.set_progress([office.desk.id("O1-02")], "behind", "Waiting for a room.")
    office.merge(office.receive("Housing", filled(office.files["Housing"], worked_in)))
    step = office.desk.detail("O1-01").history[0]
    assert (step.by, step.after, step.reason) == (
        "Housing",
        "behind",
        "No room found. (return of Housing)",
    )
    assert office.desk.row("O1-01").reason == "No room found."
    update = office.desk.detail("O1-03").updates[-1]
    assert (update.by, update.on) == ("Housing", date(2015, 11, 25))
    assert update.text == "Two firms visited.\nA third in May."
    assert office.desk.row("O1-03").due == date(2016, 3, 31)


def test_a_reason_that_they_left_alone_stays_beside_new_progress(office: Office) -> None:
    office.desk.plans.set_progress([office.desk.id("O1-02")], "behind", "Waiting for a room.")
    office.send("Housing")
    data = filled(office.files["Housing"], lambda s: s.type("O1-02", "Progress", "Green"))
    office.merge(office.receive("Housing", data))
    row = office.desk.row("O1-02")
    assert (row.progress, row.reason) == ("on_target", "Waiting for a room.")
    assert office.desk.detail("O1-02").history[0].reason == "Return of Housing"


def test_what_waits_can_be_applied_later_and_each_applying_is_undone_by_itself(
    office: Office,
) -> None:
    data = filled(
        office.files["Housing"],
        lambda s: s.type("O1-01", "Timescale", "May").type("O1-02", "Progress", "amber"),
    )
    return_id = office.receive("Housing", data)
    office.services.returns.take_all_clear(return_id)
    first = office.services.returns.apply(return_id)
    assert (first.cells, first.left) == (1, 1)
    (line,) = [x for x in _register(office) if x.send.agency == "Housing"]
    assert (line.state, line.to_decide) == (State.RETURNED, 1)
    after_first = everything(office.store)
    fix = office.difference(return_id, "O1-02", "progress")
    office.decide(return_id, fix.key, Keep.THEIRS, "Behind")
    decided = everything(office.store)
    assert office.services.returns.apply(return_id).cells == 1
    (line,) = [x for x in _register(office) if x.send.agency == "Housing"]
    assert (line.state, line.merged) == (State.MERGED, date(2015, 11, 25))
    office.store.undo()
    assert everything(office.store) == decided
    office.store.undo()
    assert office.desk.row("O1-01").timescale == "2015-2016"
    assert after_first != everything(office.store)


def test_a_decision_after_applying_does_not_stand_in_the_way_of_undo(office: Office) -> None:
    data = filled(
        office.files["Housing"],
        lambda s: s.type("O1-01", "Timescale", "May").type("O1-02", "Progress", "amber"),
    )
    return_id = office.receive("Housing", data)
    office.merge(return_id)
    fix = office.difference(return_id, "O1-02", "progress")
    office.decide(return_id, fix.key, Keep.MINE)
    office.store.undo()
    assert office.desk.row("O1-01").timescale == "2015-2016"
    assert set(office.compare(return_id).decisions) == {
        office.difference(return_id, "O1-01", "timescale").key,
        fix.key,
    }


def test_what_was_applied_asks_nothing_any_more_and_is_not_decided_again(office: Office) -> None:
    data = filled(office.files["Housing"], lambda s: s.type("O1-01", "Timescale", "May"))
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-01", "timescale")
    office.decide(return_id, found.key, Keep.MINE)
    assert office.services.returns.apply(return_id).kept == 1
    (settled,) = office.compare(return_id).differences
    assert not settled.is_to_decide
    assert office.compare(return_id).decisions[found.key].keep is Keep.MINE
    with pytest.raises(Refused, match="applied already"):
        office.decide(return_id, found.key, Keep.THEIRS)
    assert office.services.returns.apply(return_id).changed_nothing


def test_a_change_here_since_the_decision_refuses_once_and_writes_nothing(office: Office) -> None:
    data = filled(
        office.files["Housing"],
        lambda s: s.type("O1-01", "Timescale", "May").type("O1-02", "Timescale", "June"),
    )
    return_id = office.receive("Housing", data)
    assert office.services.returns.take_all_clear(return_id) == 2
    office.desk.plans.set_field([office.desk.id("O1-01")], Field.TIMESCALE, "April")
    before = everything(office.store, without=("plan_return",))
    with pytest.raises(Refused, match="Changed here since you decided: timescale of O1-01") as told:
        office.services.returns.apply(return_id)
    assert told.value.code == "PD-359"
    assert everything(office.store, without=("plan_return",)) == before
    found = office.difference(return_id, "O1-01", "timescale")
    assert (found.kind, found.mine) == (Kind.BOTH, "April")
    assert found.key not in office.compare(return_id).decisions
    assert office.services.returns.apply(return_id).left == 1
    assert (office.desk.row("O1-01").timescale, office.desk.row("O1-02").timescale) == (
        "April",
        "June",
    )


def test_updates_of_two_partners_decided_beforehand_are_both_added(office: Office) -> None:
    returns = []
    for agency in ("Housing", "Education"):
        sheet = Sheet(office.files[agency])
        sheet.type("O1-01", "Your update", f"{agency} has met them.")
        returns.append(office.receive(agency, sheet.saved()))
    for return_id in returns:
        office.services.returns.take_all_clear(return_id)
    for return_id in returns:
        office.services.returns.apply(return_id)
    assert [(one.by, one.text) for one in office.desk.detail("O1-01").updates[-2:]] == [
        ("Housing", "Housing has met them."),
        ("Education", "Education has met them."),
    ]


def test_words_written_into_the_comments_are_added_and_what_stood_there_stays(
    office: Office,
) -> None:
    lines = office.desk.row("O1-03").comments.split("\n")

    def fill(sheet: Sheet) -> None:
        theirs = [lines[0] + " 12 leads recorded", *lines[1:], "Four firms outstanding"]
        sheet.type("O1-03", "Comments/progress", "\n".join(theirs))

    return_id = office.receive("Housing", filled(office.files["Housing"], fill))
    office.merge(return_id)
    found = office.desk.detail("O1-03").updates
    assert [one.text for one in found[:-2]] == lines
    assert [(one.by, one.text) for one in found[-2:]] == [
        ("Housing", "12 leads recorded"),
        ("Housing", "Four firms outstanding"),
    ]
    assert office.compare(return_id).differences == ()


def test_lines_taken_out_of_the_comments_go_only_when_she_says_so(office: Office) -> None:
    first, *others = office.desk.row("O1-03").comments.split("\n")
    data = filled(
        office.files["Housing"], lambda s: s.type("O1-03", "Comments/progress", "\n".join(others))
    )
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-03", "comments")
    assert found.proposed is None
    office.merge(return_id)
    assert office.desk.row("O1-03").comments.startswith(first)
    office.decide(return_id, found.key, Keep.THEIRS)
    office.services.returns.apply(return_id)
    assert office.desk.row("O1-03").comments == "\n".join(others)


def test_theirs_of_comments_that_both_changed_turns_mine_down(office: Office) -> None:
    desk = office.desk
    was = desk.row("O1-03").comments
    desk.plans.add_update(desk.id("O1-03"), "My own words.", "", date(2015, 11, 19))
    data = filled(office.files["Housing"], lambda s: s.type("O1-03", "Your update", "Theirs."))
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-03", "comments")
    assert (found.kind, found.proposed) == (Kind.BOTH, Keep.BOTH)
    assert found.both == (f"{was}\n19 Nov 2015: My own words.\n25 Nov 2015 – Housing: Theirs.")
    office.decide(return_id, found.key, Keep.THEIRS)
    office.services.returns.apply(return_id)
    assert desk.row("O1-03").comments == f"{was}\n25 Nov 2015 – Housing: Theirs."
    office.store.undo()
    office.decide(return_id, found.key, Keep.BOTH)
    office.services.returns.apply(return_id)
    assert desk.row("O1-03").comments == found.both


def test_an_edited_text_of_both_is_written_as_edited(office: Office) -> None:
    desk = office.desk
    desk.plans.add_update(desk.id("O1-03"), "My own words.", "", date(2015, 11, 19))
    data = filled(office.files["Housing"], lambda s: s.type("O1-03", "Your update", "Theirs."))
    return_id = office.receive("Housing", data)
    found = office.difference(return_id, "O1-03", "comments")
    edited = found.both.replace("Theirs.", "Theirs, mended.")
    office.decide(return_id, found.key, Keep.BOTH, edited)
    office.services.returns.apply(return_id)
    assert desk.row("O1-03").comments == edited
    assert desk.detail("O1-03").updates[-1].by == "Housing"


def test_values_that_do_not_go_together_are_refused_and_nothing_is_written(
    office: Office,
) -> None:
    office.desk.plans.set_field([office.desk.id("O1-01")], Field.START, "1 Jun 2016")
    data = filled(
        office.files["Housing"],
        lambda s: s.type("O1-01", "Due", "31 Mar 2016").type("O1-02", "Timescale", "May"),
    )
    return_id = office.receive("Housing", data)
    office.services.returns.take_all_clear(return_id)
    before = everything(office.store)
    with pytest.raises(Refused, match="before it starts"):
        office.services.returns.apply(return_id)
    assert everything(office.store) == before


def test_the_register_says_where_each_workbook_is(office: Office) -> None:
    office.receive("Housing")
    office.merge(
        office.receive(
            "Education", filled(office.files["Education"], lambda s: s.type("O1-01", "Due", "x"))
        )
    )
    late = {line.send.agency: line for line in _register(office, date(2015, 12, 20))}
    assert late["Housing"].state is State.BLANK
    assert (late["Education"].state, late["Education"].changed, late["Education"].to_decide) == (
        State.RETURNED,
        1,
        1,
    )
    assert late["Probation"].state is State.OVERDUE
    assert {line.state for line in _register(office, date(2015, 12, 1))} >= {State.WAITING}


def _register(office: Office, today: date = SOON) -> list[RegisterLine]:
    return office.services.returns.register(office.desk.plan_id, today)
