"""Health over a real store: found in the real plan, kept true, set aside and taken back."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.health.hints import Checks, Facts, Kind
from prevent_desk.plan.model.library.entries import Gathering
from prevent_desk.plan.model.library.evidence import Target
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.model.records import Field, Measure, PlanContents
from prevent_desk.plan.service.finding import Numbers
from prevent_desk.plan.service.health import facts as reading
from prevent_desk.plan.service.health import health as keeping
from tests.plan.health.conftest import Room
from tests.plan.test_service_undo import ACTS

Pick = random.Random


def test_the_real_plans_placeholders_are_found(room: Room) -> None:
    assert room.hint(Kind.PLACEHOLDER, "O2-01").sentence == "A criterion still says “xxx”"
    assert room.hint(Kind.PLACEHOLDER, "O3-02").sentence == "Comments still say “Insert details”"
    assert len(room.hints(Kind.PLACEHOLDER)) == 2


def test_the_real_plans_empty_cells_are_counted(room: Room) -> None:
    counts = room.health.counts(room.plan_id)
    assert counts.by_kind[Kind.LEAD] == 7
    assert counts.by_kind[Kind.DATE] == 5
    assert counts.by_kind[Kind.CONTACT] == 7
    assert counts.by_kind[Kind.OBJECTIVE] == 3
    assert Kind.STALE not in counts.by_kind
    assert counts.total == len(room.hints()) == sum(counts.by_kind.values())


def test_a_lead_that_is_named_is_no_longer_missed_and_undo_misses_it_again(room: Room) -> None:
    before = room.health.counts(room.plan_id)
    room.desk.plans.set_field([room.desk.id("O2-01")], Field.LEADS, "ALL")
    assert room.hints(Kind.LEAD, "O2-01") == []
    assert room.health.counts(room.plan_id).total == before.total - 1
    room.desk.store.undo()
    assert room.health.counts(room.plan_id) == before


def test_only_the_rows_that_were_written_are_read_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.health.report(room.plan_id)
    read: list[int] = []
    of_actions = reading.of_actions

    def noted(session: Session, ids: Sequence[int], numbers: Numbers) -> list[Facts]:
        read.extend(ids)
        return of_actions(session, ids, numbers)

    monkeypatch.setattr(reading, "of_actions", noted)
    monkeypatch.setattr(reading, "of_plan", None)
    key = room.desk.id("O2-01")
    room.desk.plans.set_field([key], Field.CRITERIA, "Something of its own")
    assert room.health.report(room.plan_id) is not None
    assert read == [key]


def test_a_contact_with_an_address_is_no_longer_missed(room: Room) -> None:
    room.services.agencies.keep([Agency("probation", "Team", "team@example.org", "")])
    assert "No e-mail address for Probation" not in {h.sentence for h in room.hints()}
    room.services.agencies.keep([Agency("probation", "Team", "", "")])
    assert "No e-mail address for Probation" in {h.sentence for h in room.hints()}


def test_criteria_gathered_in_the_library_are_repeats_no_more(room: Room) -> None:
    assert len(room.hints(Kind.REPEAT)) == 13
    found = room.services.library.repeats(room.plan_id)
    room.services.library.gather(
        [
            Gathering(one.text, one.unit, tuple(line.id for line in one.lines), one.entry_id)
            for one in found.same
        ]
    )
    assert room.hints(Kind.REPEAT) == []
    room.desk.store.undo()
    assert len(room.hints(Kind.REPEAT)) == 13


def test_repeats_are_what_the_library_offers_to_gather(room: Room) -> None:
    found = room.services.library.repeats(room.plan_id)
    actions = {line.action_id for one in found.same for line in one.lines}
    assert {hint.action_id for hint in room.hints(Kind.REPEAT)} == actions


def test_evidence_that_fills_a_measure_changes_what_is_expected(room: Room) -> None:
    desk, plans = room.desk, room.desk.plans
    key, criterion = desk.id("O1-03"), desk.detail("O1-03").criteria[1].id
    plans.set_measure(criterion, Measure("activities", "10", "0"))
    plans.set_cells([(key, Field.START, "1/4/2015"), (key, Field.DUE, "31/3/2016")])
    plans.set_progress([key], "on_target")
    assert room.hints(Kind.EXPECTED, "O1-03") != []
    room.services.evidence.add_note("Log", "", None, [Target(key, criterion)], number=9)
    assert room.hints(Kind.EXPECTED, "O1-03") == []
    desk.store.undo()
    assert room.hints(Kind.EXPECTED, "O1-03") != []


def test_days_pass_and_an_action_grows_stale(room: Room) -> None:
    key = room.desk.id("O1-01")
    room.desk.plans.add_update(key, "Met.", "COLP", date(2015, 11, 20))
    assert room.hints(Kind.STALE, "O1-01") == []
    room.desk.clock.move(timedelta(days=100))
    hint = room.hint(Kind.STALE, "O1-01")
    assert hint.sentence == "No update for 105 days, since 20 Nov 2015"
    room.desk.plans.add_update(key, "Met again.", "COLP", date(2016, 3, 1))
    assert room.hints(Kind.STALE, "O1-01") == []


def test_the_days_are_a_setting_of_the_plan_and_stay(room: Room) -> None:
    room.desk.plans.add_update(room.desk.id("O1-01"), "Met.", "COLP", date(2015, 10, 20))
    assert room.hints(Kind.STALE, "O1-01") == []
    room.health.set_checks(room.plan_id, Checks(30, frozenset({Kind.LEAD})))
    assert len(room.hints(Kind.STALE, "O1-01")) == 1
    assert room.hints(Kind.LEAD) == []
    assert room.from_scratch().counts == room.health.counts(room.plan_id)


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_days_that_are_none_are_refused(room: Room, days: int) -> None:
    with pytest.raises(Refused, match="1 to 3,650"):
        room.health.set_checks(room.plan_id, Checks(days))


def test_a_hint_is_set_aside_with_a_reason_by_one_undoable_act(room: Room) -> None:
    before = room.health.report(room.plan_id)
    hint = room.hint(Kind.LEAD, "O2-01")
    room.health.set_aside(room.plan_id, [hint], "  The board\nleads it. ")
    counts = room.health.counts(room.plan_id)
    assert (counts.total, counts.aside) == (before.counts.total - 1, 1)
    assert room.hints(Kind.LEAD, "O2-01") == []
    [(kept, aside)] = room.health.aside(room.plan_id)
    assert (kept, aside.reason, aside.by) == (hint, "The board leads it.", "coordinator")
    assert aside.at == room.desk.clock.now()
    assert room.desk.store.undo_label() == "setting aside of a health hint"
    room.desk.store.undo()
    assert room.health.report(room.plan_id) == before
    room.desk.store.redo()
    assert room.health.counts(room.plan_id) == counts


def test_a_hint_is_not_set_aside_without_a_reason(room: Room) -> None:
    with pytest.raises(Refused, match="with a reason"):
        room.health.set_aside(room.plan_id, room.hints()[:1], " \n ")
    assert room.health.aside(room.plan_id) == []


def test_a_hint_set_aside_comes_back_when_its_words_change_and_goes_when_they_return(
    room: Room,
) -> None:
    key = room.desk.id("O3-02")
    hint = room.hint(Kind.PLACEHOLDER, "O3-02")
    room.health.set_aside(room.plan_id, [hint], "Awaited from the venue.")
    words = room.desk.row("O3-02").comments
    room.desk.plans.set_field([key], Field.COMMENTS, words.replace("details.", "details soon."))
    assert len(room.hints(Kind.PLACEHOLDER, "O3-02")) == 1
    room.desk.plans.set_field([key], Field.COMMENTS, words)
    assert room.hints(Kind.PLACEHOLDER, "O3-02") == []


def test_other_words_of_the_action_do_not_bring_a_hint_back(room: Room) -> None:
    room.health.set_aside(room.plan_id, [room.hint(Kind.PLACEHOLDER, "O3-02")], "Awaited.")
    room.desk.plans.add_update(room.desk.id("O3-02"), "Asked.", "COLC", date(2015, 11, 3))
    room.desk.plans.set_field([room.desk.id("O3-02")], Field.TITLE, "Spaces")
    assert room.hints(Kind.PLACEHOLDER, "O3-02") == []


def test_many_are_set_aside_and_taken_back_as_one_act_each(room: Room) -> None:
    hints = room.hints(Kind.CONTACT)
    room.health.set_aside(room.plan_id, hints, "Written to by post.")
    assert room.desk.store.undo_label() == "setting aside of 7 health hints"
    assert room.hints(Kind.CONTACT) == []
    room.health.take_back([aside.id for _, aside in room.health.aside(room.plan_id)])
    assert room.hints(Kind.CONTACT) == hints
    assert room.desk.store.undo_label() == "return of 7 health hints"


def test_what_was_taken_back_already_is_refused(room: Room) -> None:
    room.health.set_aside(room.plan_id, room.hints()[:1], "So it is.")
    [(_, aside)] = room.health.aside(room.plan_id)
    room.health.take_back([aside.id])
    with pytest.raises(Refused, match="no longer set aside"):
        room.health.take_back([aside.id])


def test_a_removed_plan_is_refused_and_undo_brings_its_health_back(room: Room) -> None:
    before = room.health.report(room.plan_id)
    room.desk.plans.remove_plan(room.plan_id)
    with pytest.raises(Refused):
        room.health.counts(room.plan_id)
    room.desk.store.undo()
    assert room.health.report(room.plan_id) == before


def test_two_plans_are_kept_apart(room: Room) -> None:
    other = room.desk.plans.create_plan("Other", "2026/27", objectives=["Only"])
    assert room.health.counts(other).total == 0
    room.desk.plans.set_field([room.desk.id("O1-01")], Field.LEADS, "")
    assert room.health.counts(other).total == 0
    assert len(room.hints(Kind.LEAD)) == 8


def test_listeners_are_told_of_every_change_and_then_no_more(room: Room) -> None:
    told: list[int] = []

    def listen() -> None:
        told.append(1)

    room.health.on_change.append(listen)
    room.desk.plans.set_field([room.desk.id("O1-01")], Field.LEADS, "NHS")
    room.desk.store.undo()
    assert len(told) == 2
    room.health.forget(listen)
    room.desk.store.redo()
    assert len(told) == 2


def test_threads_that_ask_while_others_write_get_whole_answers(room: Room) -> None:
    wrong: list[object] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            report = room.health.report(room.plan_id)
            if report.counts.total != len(report.hints):
                wrong.append(report.counts)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    try:
        for number in range(15):
            lead = "" if number % 2 else "NHS"
            room.desk.plans.set_field([room.desk.id("O1-01")], Field.LEADS, lead)
    finally:
        done.set()
        for thread in asking:
            thread.join()
    assert wrong == []
    assert room.health.report(room.plan_id) == room.from_scratch()


@pytest.mark.parametrize("many", [keeping.MANY, 12])
def test_whatever_is_done_health_is_what_one_finds_who_looks_at_it_all_anew(
    room: Room, campaign: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MANY", many)
    room.desk.plans.add_update(room.desk.id("O1-02"), "Met.", "COLP", date(2015, 8, 1))
    for seed in range(2 * campaign):
        chance = random.Random(f"{seed} {many}")
        for _ in range(10):
            name = chance.choice(sorted(_ACTS))
            plan = room.desk.plans.contents(room.plan_id)
            try:
                _ACTS[name](room, plan, chance)
            except (Refused, IndexError):
                continue
            assert room.health.report(room.plan_id) == room.from_scratch(), (seed, name)


def _by_the_list(name: str) -> Callable[[Room, PlanContents, Pick], object]:
    def act(room: Room, plan: PlanContents, chance: Pick) -> object:
        texts = ["", "TBC", "One line", "Number of things", "COLC, COLP", "Met.\nInsert details"]
        return ACTS[name](room.desk, plan, chance.choice, chance.choice(texts))

    return act


def _link(room: Room, plan: PlanContents, chance: Pick) -> object:
    action = chance.choice(plan.actions)
    criterion = chance.choice(action.criteria).id
    target = Target(action.row.id, criterion)
    return room.services.evidence.add_note("Log", "", None, [target], number=chance.randrange(9))


def _gather(room: Room, _plan: PlanContents, chance: Pick) -> object:
    one = chance.choice(room.services.library.repeats(room.plan_id).same)
    lines = tuple(line.id for line in one.lines)
    return room.services.library.gather([Gathering(one.text, one.unit, lines, one.entry_id)])


_ACTS: dict[str, Callable[[Room, PlanContents, Pick], object]] = {
    **{name: _by_the_list(name) for name in ACTS if name not in {"no plan", "new plan"}},
    "undo": lambda room, _plan, _chance: room.desk.store.undo(),
    "undo again": lambda room, _plan, _chance: room.desk.store.undo(),
    "redo": lambda room, _plan, _chance: room.desk.store.redo(),
    "aside": lambda room, _plan, chance: room.health.set_aside(
        room.plan_id, chance.sample(room.hints(), 3), "So it is."
    ),
    "back": lambda room, _plan, chance: room.health.take_back(
        [chance.choice(room.health.aside(room.plan_id))[1].id]
    ),
    "contact": lambda room, _plan, chance: room.services.agencies.keep(
        [Agency(chance.choice(["COLC", "Health"]), "", chance.choice(["", "a@example.org"]), "")]
    ),
    "checks": lambda room, _plan, chance: room.health.set_checks(
        room.plan_id, Checks(chance.choice([10, 90]), frozenset(chance.sample(list(Kind), 2)))
    ),
    "evidence": _link,
    "gather": _gather,
    "next day": lambda room, _plan, chance: room.desk.clock.move(
        timedelta(days=chance.choice([1, 40]))
    ),
}
