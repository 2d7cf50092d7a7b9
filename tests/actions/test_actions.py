"""What is owed, kept in a real encrypted store: asked for, changed, closed, and told of."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.actions.model.records import NewAction, Owner, Source, State
from prevent_desk.actions.service.actions import Change
from prevent_desk.core.errors import Refused
from tests.actions.desks import Desk


def told(desk: Desk, action_id: int) -> list[tuple[str, str, str, str]]:
    lines = desk.actions.one(action_id).lines
    return [(line.kind, line.was, line.now, line.words) for line in lines]


def test_an_action_is_owed_by_whoever_holds_the_seat_today(desk: Desk) -> None:
    action = desk.actions.one(desk.ask("Ask for a view on sleep", due=date(2025, 12, 10)))
    assert (action.number, action.state, action.source) == (1, State.OPEN, Source.PANEL)
    assert (action.owner.name, action.owner.contact, action.owner.email) == (
        "Barts Health", "Dr L. Shah", "shah@agency.example",
    )  # fmt: skip
    school = desk.actions.one(desk.ask("Name an adult", "School link worker"))
    assert (school.owner.name, school.owner.email, school.owner.is_known) == (
        "School link worker", "", True,
    )  # fmt: skip
    nobody = desk.actions.one(desk.actions.make(NewAction("Find out who")))
    assert not nobody.owner.is_known


def test_what_it_was_stays_in_its_lines(desk: Desk) -> None:
    action = desk.ask("Ask for a view", due=date(2025, 12, 10))
    desk.actions.change(action, Change(words="Ask for a view on sleep"))
    desk.actions.change(action, Change(owner=Owner(told="GP")))
    desk.actions.change(action, Change(due=date(2025, 12, 17)))
    desk.actions.change(action, Change(no_due=True))
    assert told(desk, action) == [
        ("made", "", "", ""),
        ("changed", "Ask for a view", "Ask for a view on sleep", ""),
        ("changed", "Barts Health", "GP", ""),
        ("changed", "10 Dec 2025", "17 Dec 2025", ""),
        ("changed", "17 Dec 2025", "no day", ""),
    ]


def test_one_visit_to_an_action_is_one_undo(desk: Desk) -> None:
    action = desk.ask("Ask")
    for words in ("Ask f", "Ask for", "Ask for a view"):
        desk.actions.change(action, Change(words=words), group="visit")
    assert desk.store.undo_label() == "change of action 1"
    desk.store.undo()
    assert desk.actions.one(action).words == "Ask"


def test_nothing_is_closed_without_what_shows_it(desk: Desk) -> None:
    action = desk.ask("Ask for a view")
    with pytest.raises(Refused, match="Action 1 was not closed"):
        desk.actions.done(action, "  ")
    desk.actions.add_evidence(action, "reply.txt", b"Seen on Monday.")
    desk.actions.done(action, "", date(2025, 11, 25))
    closed = desk.actions.one(action)
    assert (closed.state, closed.closed) == (State.DONE, date(2025, 11, 25))
    assert [one.name for one in closed.evidence] == ["reply.txt"]
    assert desk.actions.evidence(closed.evidence[0].file_id) == b"Seen on Monday."
    with pytest.raises(Refused, match="is closed"):
        desk.actions.change(action, Change(words="Other"))
    desk.actions.reopen(action, "The reply was about somebody else.")
    assert desk.actions.one(action).state is State.OPEN


def test_dropping_takes_a_reason_and_no_day_to_come(desk: Desk) -> None:
    action = desk.ask("Ask for a view")
    with pytest.raises(Refused, match="No reason"):
        desk.actions.drop(action, " ")
    with pytest.raises(Refused, match="lies ahead"):
        desk.actions.drop(action, "Moved away", date(2025, 12, 1))
    desk.actions.drop(action, "Moved away")
    assert told(desk, action)[-1] == ("dropped", "", "", "Moved away")


def test_an_action_says_something(desk: Desk) -> None:
    with pytest.raises(Refused, match="says nothing"):
        desk.actions.make(NewAction("  "))
    action = desk.ask("Ask")
    with pytest.raises(Refused, match="says nothing"):
        desk.actions.change(action, Change(words="\n"))
    assert desk.actions.one(action).words == "Ask"


def test_a_number_is_never_given_twice_not_even_after_undo(desk: Desk) -> None:
    desk.ask("First")
    desk.ask("Second")
    desk.store.undo()
    assert desk.actions.one(desk.ask("Third")).number == 3


def test_what_is_open_is_carried_on_until_it_is_closed(desk: Desk) -> None:
    first, second = desk.ask("First"), desk.ask("Second")
    desk.actions.done(second, "Seen")
    open_still = desk.actions.open_before(Source.PANEL, date(2025, 12, 10))
    assert [one.id for one in open_still] == [first]
    with desk.store.writing("a panel") as session:
        desk.actions.carry(session, [first, second], "Panel 10 Dec 2025")
    assert desk.actions.one(first).carried == 1
    assert desk.actions.one(second).carried == 0


def test_reminders_of_several_are_one_act(desk: Desk) -> None:
    made = [desk.ask("First"), desk.ask("Second")]
    desk.actions.chased(made, "Draft made")
    assert desk.store.undo_label() == "reminder of 2 actions"
    assert desk.actions.one(made[0]).chased == desk.clock.today()
    desk.store.undo()
    assert desk.actions.one(made[1]).chased is None


def test_no_label_of_an_act_holds_its_words(desk: Desk) -> None:
    action = desk.ask("Speak to Kris Hallam’s mother", case="PD-2025-031")
    labels = [desk.store.undo_label()]
    for act in (
        lambda: desk.actions.change(action, Change(words="Speak to Ms Hallam")),
        lambda: desk.actions.note(action, "Hallam called"),
        lambda: desk.actions.done(action, "Hallam was seen"),
        lambda: desk.actions.reopen(action, "Hallam was not"),
        lambda: desk.actions.drop(action, "Hallam moved"),
    ):
        act()  # type: ignore[no-untyped-call]
        labels.append(desk.store.undo_label())
    assert all(label and "Hallam" not in label for label in labels), labels
    assert [one.id for one in desk.actions.of_case("PD-2025-031")] == [action]


def test_only_what_is_late_or_due_today_needs_somebody(desk: Desk) -> None:
    for due in (date(2025, 11, 20), date(2025, 11, 26), date(2025, 11, 27), None):
        desk.ask("Ask", due=due)
    assert desk.actions.needing() == 2


def test_a_reminder_of_many_is_noted_with_each_or_with_none(desk: Desk) -> None:
    keys = [desk.ask(f"Send a view on Case {number}") for number in range(3)]
    desk.actions.chased(keys[:2], "Draft of a reminder made")
    assert [one.chased for one in desk.actions.all()] == [desk.clock.today()] * 2 + [None]
    desk.actions.drop(keys[1], "No longer wanted")
    with pytest.raises(Refused, match="Action 2 is closed"):
        desk.actions.chased(keys, "Draft of a reminder made")
    with pytest.raises(Refused, match="no longer there"):
        desk.actions.chased([keys[2], 999], "Draft of a reminder made")
    assert desk.actions.one(keys[2]).chased is None
    desk.store.undo()
    desk.store.undo()
    assert desk.actions.one(keys[0]).chased is None


def test_a_list_says_how_often_an_action_was_carried_on_as_the_action_itself_does(
    desk: Desk,
) -> None:
    key = desk.ask("Send a view")
    with desk.store.writing("a panel") as session:
        desk.actions.carry(session, [key, 999], "Panel 10 Dec 2025")
        desk.actions.carry(session, [key], "Panel 17 Dec 2025")
    desk.actions.chased([key], "Draft of a reminder made")
    (listed,), whole = desk.actions.all(), desk.actions.one(key)
    assert (listed.carried, listed.chased) == (whole.carried, whole.chased) == (2, whole.chased)
    assert [line.kind for line in whole.lines] == ["made", "carried", "carried", "chased"]
