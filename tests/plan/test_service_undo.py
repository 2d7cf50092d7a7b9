"""Whatever is done to plans, Undo brings back what was, act by act, and Redo what was done."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.joined import join
from prevent_desk.plan.model.legend import RAG_LEGEND, SOURCE_LEGEND
from prevent_desk.plan.model.records import Field, Measure, Objective, PlanContents
from prevent_desk.plan.service import Plans, editing
from prevent_desk.plan.source import source_plan
from prevent_desk.plan.tables import ActionTable
from tests.plan.conftest import new_store
from tests.plan.desks import Desk

Pick = Callable[[Any], Any]
Act = Callable[[Desk, PlanContents, Pick, str], object]

DATES = ["1/4/2015", "31/3/2016", "today", "soon", ""]
STAGES = [None, "behind", "ongoing", "on_target"]


def _ids(plan: PlanContents, pick: Pick) -> list[int]:
    first = pick([action.row.id for action in plan.actions])
    return [first, pick([action.row.id for action in plan.actions])]


ACTS: dict[str, Act] = {
    "cell": lambda d, p, pick, text: d.plans.set_field(
        _ids(p, pick)[:1], pick([Field.TEXT, Field.LEADS, Field.CRITERIA, Field.COMMENTS]), text
    ),
    "cells": lambda d, p, pick, text: d.plans.set_field(
        _ids(p, pick), pick([Field.TITLE, Field.TIMESCALE, Field.RESOURCES, Field.REASON]), text
    ),
    "date": lambda d, p, pick, text: d.plans.set_field(
        _ids(p, pick), pick([Field.START, Field.DUE]), pick(DATES)
    ),
    "reference": lambda d, p, pick, text: d.plans.set_field(
        _ids(p, pick)[:1], Field.REF, pick(["O1-01", "O2-01", "X", ""])
    ),
    "progress": lambda d, p, pick, text: d.plans.set_progress(_ids(p, pick), pick(STAGES), text),
    "measure": lambda d, p, pick, text: d.plans.set_measure(
        pick([c.id for a in p.actions for c in a.criteria]), pick([None, Measure(text, "3", "1")])
    ),
    "update": lambda d, p, pick, text: d.plans.add_update(
        _ids(p, pick)[0], text, "COLP", pick([None, date(2015, 9, 1), date(2015, 11, 3)])
    ),
    "other update": lambda d, p, pick, text: d.plans.edit_update(
        pick([u.id for a in p.actions for u in a.updates]),
        text,
        "",
        pick([None, date(2015, 10, 1)]),
    ),
    "no update": lambda d, p, pick, text: d.plans.remove_update(
        pick([u.id for a in p.actions for u in a.updates])
    ),
    "new row": lambda d, p, pick, text: d.plans.add_action(
        pick([a.id for a in p.activities]), pick([None, *_ids(p, pick)])
    ),
    "row up or down": lambda d, p, pick, text: d.plans.move_actions(_ids(p, pick), pick([-1, 1])),
    "no rows": lambda d, p, pick, text: d.plans.remove_actions(_ids(p, pick)),
    "new activity": lambda d, p, pick, text: d.plans.add_activity(
        pick([o.id for o in p.objectives]), "2", text
    ),
    "other activity": lambda d, p, pick, text: d.plans.edit_activity(
        pick([a.id for a in p.activities]), "3", text
    ),
    "activity up or down": lambda d, p, pick, text: d.plans.move_activity(
        pick([a.id for a in p.activities]), pick([-1, 1])
    ),
    "no activity": lambda d, p, pick, text: d.plans.remove_activity(
        pick([a.id for a in p.activities])
    ),
    "new objective": lambda d, p, pick, text: d.plans.add_objective(
        d.plan_id, Objective(0, "4", text, text, text, "")
    ),
    "other objective": lambda d, p, pick, text: d.plans.edit_objective(
        pick([o.id for o in p.objectives]), Objective(0, "9", text, text, "", text)
    ),
    "objective up or down": lambda d, p, pick, text: d.plans.move_objective(
        pick([o.id for o in p.objectives]), pick([-1, 1])
    ),
    "no objective": lambda d, p, pick, text: d.plans.remove_objective(
        pick([o.id for o in p.objectives])
    ),
    "head": lambda d, p, pick, text: d.plans.edit_head(replace(p.head, title=text, version=text)),
    "key": lambda d, p, pick, text: d.plans.edit_head(
        replace(p.head, legend=pick([RAG_LEGEND, SOURCE_LEGEND])),
        pick([{}, dict.fromkeys(("ongoing", "at_risk", "completed", "not_started"))]),
    ),
    "new plan": lambda d, p, pick, text: d.plans.create_plan(text, "2026/27", RAG_LEGEND, [text]),
    "no plan": lambda d, p, pick, text: d.plans.remove_plan(pick([h.id for h in d.plans.plans()])),
    "import": lambda d, p, pick, text: d.plans.import_plan(source_plan(), pick([None, d.plan_id])),
}

TEXTS = st.sampled_from(
    ["", "One line", "One\nTwo\nThree", "COLC, COLP", "3 Nov 2015 – COLP: Met."]
)
SCRIPT = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), TEXTS), min_size=1, max_size=8)


def test_each_undo_is_the_state_before_and_each_redo_the_state_after(campaign: int) -> None:
    @settings(
        suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=8 * campaign
    )
    @given(SCRIPT, st.data())
    def prove(script: list[tuple[str, str]], data: st.DataObject) -> None:
        _prove(script, lambda some: data.draw(st.sampled_from(some)))

    prove()


def test_a_write_that_undo_does_not_know_of_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Plans.set_measure

    def faulty(plans: Plans, criterion_id: int, measure: Measure | None) -> None:
        whole(plans, criterion_id, measure)
        with plans._store.writing(None) as session:
            session.scalars(select(ActionTable)).first().title += "!"

    monkeypatch.setattr(Plans, "set_measure", faulty)
    with pytest.raises(AssertionError):
        _prove([("measure", "hours")], random.Random(1).choice)


def test_a_row_that_no_longer_says_what_its_parts_say_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editing, "recache_comments", lambda action: None)
    with pytest.raises(AssertionError):
        _prove([("update", "Words")], random.Random(1).choice)


def _prove(script: list[tuple[str, str]], choose: Pick) -> None:
    """Do acts, undo them all and redo them all, and hold the whole desk to what it was."""
    with _filled() as desk:
        states = [desk.everything()]
        labels: list[str] = []
        for name, text in script:
            was = desk.store.last_change
            _act(desk, name, text, choose)
            after = desk.everything()
            if desk.store.last_change is was:
                assert after == states[-1], f"{name} left no change but changed something"
                continue
            label = desk.store.undo_label()
            assert label, name
            labels.append(label)
            states.append(after)
        for state, label in zip(states[-2::-1], reversed(labels), strict=True):
            assert desk.store.undo_label() == label
            desk.store.undo()
            assert desk.everything() == state
        for state in states[1:]:
            desk.store.redo()
            assert desk.everything() == state
        _check_cached_texts(desk)


def test_every_act_of_the_list_does_something_to_a_plan() -> None:
    """Otherwise the campaign above would prove nothing of it."""
    with _filled() as desk:
        for name in sorted(ACTS, key=lambda one: one.startswith("no ")):
            assert any(_try(desk, name, random.Random(at)) for at in range(40)), name
            if name in {"no plan", "no objective", "no activity"}:
                desk.store.undo()


def _try(desk: Desk, name: str, chance: random.Random) -> bool:
    """Do an act by chance; False where it was refused or changed nothing."""
    was = desk.store.last_change
    try:
        ACTS[name](desk, desk.plans.contents(desk.plan_id), chance.choice, "Words")
    except Refused:
        return False
    return desk.store.last_change is not was


@contextmanager
def _filled() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        store, clock = new_store(Path(folder))
        plans = Plans(store, clock)
        desk = Desk(store, plans, clock, plans.import_plan(source_plan(), None))
        plans.set_progress([desk.id("O1-03")], "behind", "No answer.")
        plans.add_update(desk.id("O1-03"), "Chased.", "COLP", date(2015, 11, 3))
        plans.set_measure(desk.detail("O2-01").criteria[0].id, Measure("workshops", "xxx", "0"))
        store.close_history()
        try:
            yield desk
        finally:
            store.close()


def _act(desk: Desk, name: str, text: str, choose: Pick) -> None:
    def pick(some: Any) -> Any:
        if not list(some):
            raise Refused("There is none.")
        return choose(list(some))

    if desk.plan_id in {head.id for head in desk.plans.plans()}:
        try:
            ACTS[name](desk, desk.plans.contents(desk.plan_id), pick, text)
        except Refused:
            return


def _check_cached_texts(desk: Desk) -> None:
    """The texts that rows keep of their children are those of their children."""
    for plan in desk.everything():
        for action in plan.actions:
            assert action.row.criteria == tuple(criterion.text for criterion in action.criteria)
            assert action.row.comments == join(action.updates)
