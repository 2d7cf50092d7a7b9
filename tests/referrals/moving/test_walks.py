"""Whatever way a referral goes, no state is reached without what its guard asks."""

from __future__ import annotations

from random import Random

from prevent_desk.core.questionnaire import is_empty
from prevent_desk.referrals.model import moves
from prevent_desk.referrals.model.asks import unanswered
from prevent_desk.referrals.model.facts import Fact, KnownFacts, Missing
from prevent_desk.referrals.model.moves import Step, Told
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from tests.referrals.moving.answers import LISTS, NOW, episode, later, moved, told

_HARD = {Fact.SUBJECT, Fact.CONSENT, Fact.PLAN}
_STARTS = (State.RECEIVED, State.RECEIVED, State.TRANSFERRED_IN, State.ADVICE_ONLY)


def _facts(choose: Random) -> KnownFacts:
    lacked = [fact for fact in Fact if choose.random() < 0.25]
    return KnownFacts(
        {
            fact: [Missing(fact, f"{fact} is missing.", may_pass=fact not in _HARD)]
            for fact in lacked
        }
    )


def _maybe_careless(said: Told, step: Step, choose: Random) -> Told:
    """Forget an answer, the reason or the exception, one time in two."""
    left = dict(said.details)
    exception, reason = said.exception, said.reason
    if choose.random() < 0.3 and left:
        left.pop(choose.choice(sorted(left)))
    if choose.random() < 0.1:
        reason = " "
    if choose.random() < 0.3:
        exception = ""
    return Told(said.on, reason, left, exception)


def _walk(choose: Random) -> tuple[int, set[State]]:
    start = choose.choice(_STARTS)
    case, taken, seen = episode(start, danger=choose.choice(["", "no"])), 0, {start}
    for _ in range(60):
        facts = _facts(choose)
        steps = moves.possible(case, facts)
        if not steps:
            break
        step = steps[0] if choose.random() < 0.4 else choose.choice(steps)
        said = _maybe_careless(told(step, later(case), choose), step, choose)
        if moves.judge(step, case, said, NOW, LISTS):
            continue
        _looked_at(case, step, said)
        case = moved(case, step, said)
        taken += 1
        seen.add(case.state)
    return taken, seen


def _looked_at(before: Episode, step: Step, said: Told) -> None:
    assert unanswered(step.asks, said.details) == []
    assert said.reason.strip()
    assert before.moves[-1].on <= said.on <= NOW
    hard = [one for one in step.missing if not one.may_pass]
    assert hard == [], "a guard that cannot be passed was passed"
    assert not step.missing or said.exception.strip()
    if step.now is State.ADOPTED and before.state in {State.CONSENT_PENDING, State.TRANSFERRED_IN}:
        assert not {one.fact for one in step.missing} & {Fact.CONSENT, Fact.PLAN}
    assert all(not is_empty(answer) for answer in said.details.values())


def test_no_walk_reaches_a_state_without_its_guards_data(campaign: int) -> None:
    steps, seen = 0, set[State]()
    for seed in range(150 * campaign):
        taken, reached = _walk(Random(seed))
        steps += taken
        seen |= reached
    # Walks that got nowhere would prove nothing: every state was reached, anonymising apart.
    assert seen == set(State) - {State.ANONYMISED}
    assert steps > 500 * campaign
