"""Where an action stands on a day, and what a list shows of many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from prevent_desk.actions.model.records import Action, Owner, Source, State
from prevent_desk.actions.model.reminders import debts, reminder
from prevent_desk.actions.model.standing import (
    Filter,
    Group,
    Standing,
    aged,
    grouped,
    shown,
    stands,
)
from prevent_desk.core.working_days import WorkingDays

TODAY = date(2025, 11, 26)
DAYS = WorkingDays()


def action(number: int = 1, **parts: object) -> Action:
    blank = Action(
        id=number, number=number, words="Ask for a view", shared_words="", owner=Owner(),
        due=None, due_told="", made=date(2025, 11, 12), by="Officer", source=Source.PANEL,
        source_id=1, source_words="Panel 12 Nov 2025", case_ref="", state=State.OPEN,
        closed=None, outcome="",
    )  # fmt: skip
    return replace(blank, **parts)  # type: ignore[arg-type]


def standing(number: int = 1, **parts: object) -> Standing:
    return stands(action(number, **parts), TODAY, DAYS)


@pytest.mark.parametrize(
    ("due", "group", "said"),
    [
        (date(2025, 11, 17), Group.LATE, "7 working days over"),
        (date(2025, 11, 25), Group.LATE, "1 working day over"),
        (date(2025, 11, 26), Group.TODAY, "Today"),
        (date(2025, 11, 27), Group.SOON, "In 1 working day"),
        (date(2025, 12, 1), Group.SOON, "In 3 working days"),
        (date(2025, 12, 2), Group.LATER, "In 4 working days"),
        # Christmas Day and Boxing Day are not worked.
        (date(2025, 12, 29), Group.LATER, "In 21 working days"),
        (None, Group.NO_DAY, "No day set"),
    ],
)
def test_working_days_say_where_an_action_stands(due: date | None, group: Group, said: str) -> None:
    found = standing(due=due)
    assert (found.group, found.said) == (group, said)


def test_a_day_that_passed_over_a_weekend_is_over_though_nothing_was_worked() -> None:
    sunday = stands(action(due=date(2025, 11, 22)), date(2025, 11, 23), DAYS)
    assert (sunday.group, sunday.said) == (Group.LATE, "Over")


def test_a_closed_action_stops_ageing() -> None:
    closed = standing(state=State.DONE, closed=date(2025, 11, 19))
    assert (closed.group, closed.said, aged(closed.age)) == (
        Group.CLOSED, "Done 19 Nov 2025", "7 days",
    )  # fmt: skip
    assert aged(standing().age) == "14 days"
    assert aged(0) == "new"


def test_groups_stand_latest_first_and_the_longest_overdue_on_top() -> None:
    rows = [
        standing(1, due=date(2025, 12, 10)),
        standing(2, due=date(2025, 11, 20)),
        standing(3),
        standing(4, due=date(2025, 11, 10)),
        standing(5, state=State.DROPPED, closed=date(2025, 11, 3)),
        standing(6, state=State.DONE, closed=date(2025, 11, 24)),
    ]
    assert [(group, [one.action.number for one in found]) for group, found in grouped(rows)] == [
        (Group.LATE, [4, 2]), (Group.LATER, [1]), (Group.NO_DAY, [3]), (Group.CLOSED, [6, 5]),
    ]  # fmt: skip


def test_a_filter_lets_through_what_meets_all_of_it() -> None:
    rows = [
        standing(1, owner=Owner(told="School link worker", name="School link worker")),
        standing(2, owner=Owner(1, name="Barts Health"), case_ref="PD-2025-031"),
        standing(3, source=Source.HAND, source_words=""),
        standing(4, state=State.DONE, closed=TODAY, owner=Owner(1, name="Barts Health")),
    ]

    def numbers(wanted: Filter) -> list[int]:
        return [one.action.number for one in shown(rows, wanted)]

    assert numbers(Filter()) == [1, 2, 3]
    assert numbers(Filter("barts 031")) == [2]
    assert numbers(Filter("action 4", states=tuple(State))) == [4]
    assert numbers(Filter(owner="Barts Health", states=tuple(State))) == [2, 4]
    assert numbers(Filter(source="hand")) == [3]
    assert numbers(Filter(no_owner=True)) == [3]
    assert numbers(Filter(group=Group.LATE)) == []


def test_a_reminder_speaks_of_numbers_and_shared_words_only() -> None:
    owner = Owner(1, name="Barts Health", contact="Dr L. Shah", email="shah@agency.example")
    rows = [
        standing(21, owner=owner, due=date(2025, 11, 19), shared_words="A view on Case C"),
        standing(22, owner=owner, words="Ask K. Hallam’s mother about sleep"),
        standing(23, owner=Owner()),
        standing(24, owner=owner, state=State.DONE, closed=TODAY),
    ]
    (debt,) = debts(rows)
    assert (debt.owner, debt.late, len(debt.owed)) == ("Barts Health", 1, 2)
    told = reminder(debt, "OFFICIAL-SENSITIVE", TODAY)
    assert told.subject == "OFFICIAL-SENSITIVE – 2 actions open with Barts Health"
    assert "Dear Dr L. Shah," in told.text
    assert (
        "– Action 21: A view on Case C (was due Wed 19 Nov 2025, asked for at Panel 12 Nov 2025)"
        in told.text
    )
    assert "– Action 22: see the minutes (no day set" in told.text
    assert "Hallam" not in told.text
