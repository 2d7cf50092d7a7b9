"""Referrals as plain records, and answers to whatever a step asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from prevent_desk.core.questionnaire import Answer, Kind, Question, is_asked
from prevent_desk.referrals.model import moves
from prevent_desk.referrals.model.asks import Ask
from prevent_desk.referrals.model.moves import Step, Told
from prevent_desk.referrals.model.records import Episode, Involved, Move, Person
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service.forms import Forms

NOW = datetime.fromisoformat("2025-11-25T14:02")
RECEIVED = datetime.fromisoformat("2025-11-18T09:31")
LISTS = Forms().vocabularies()


def episode(
    state: State = State.RECEIVED,
    *,
    born: date | None = date(2008, 5, 12),
    at: datetime = RECEIVED,
    **more: object,
) -> Episode:
    """Return a referral that was received a week ago."""
    person = Person(1, 1, given="Kris", family="Hallam", born=born)
    first = Move(1, None, state, at, at.replace(tzinfo=UTC), "Officer", "", {})
    made = Episode(
        id=1, ref="PD-2025-031", names="Kris Hallam", state=state, state_on=at.date(), received=at,
        recorded=at.replace(tzinfo=UTC), by="Officer", medium="phone", sector="education",
        source="", danger="no", danger_at=None, handed_over="", city_link="", home_area="",
        responsible_area="", concern="", noticed=None, outcome="", form="referral",
        form_version="2024", answers={}, pattern="", pcmt="", police_ref="",
        people=(Involved(1, person, "subject"),), moves=(first,),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def answers(
    asks: Iterable[Ask], choose: Random | None = None, given: Mapping[str, Answer] | None = None
) -> dict[str, Answer]:
    """Return an answer to every question that is asked, the first choice where none is chosen."""
    said = dict(given or {})
    for ask in asks:
        if ask.key not in said and is_asked(ask.question, said):
            said[ask.key] = _answer(ask.question, choose)
    return said


def _answer(question: Question, choose: Random | None) -> Answer:
    if question.kind is Kind.DATE:
        return "2025-11-24"
    if question.kind is Kind.MOMENT:
        return "2025-11-26T10:00"
    if question.kind is Kind.YES_NO:
        return choose.choice(["yes", "no"]) if choose else "yes"
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        codes = [term.code for term in LISTS[question.vocabulary].terms]
        code = choose.choice(codes) if choose else codes[0]
        return [code] if question.kind is Kind.CHOICES else code
    return f"Words for {question.key}"


def told(
    step: Step,
    on: datetime = NOW,
    choose: Random | None = None,
    exception: str = "",
    given: Mapping[str, Answer] | None = None,
) -> Told:
    """Return everything a step asks, with a reason."""
    passed = exception or ("The panel meets tomorrow." if step.needs_exception else "")
    return Told(on, "The reason.", answers(step.asks, choose, given), passed)


def moved(before: Episode, step: Step, said: Told) -> Episode:
    """Return a referral after a step, as the service would leave it."""
    written = moves.effects(before, step, said)
    number = len(before.moves) + 1
    move = Move(
        number, before.state, step.now, said.on, said.on.replace(tzinfo=UTC), "Officer",
        said.reason, said.details, said.exception,
    )  # fmt: skip
    state = State(str(written.pop("state")))
    return replace(before, state=state, moves=(*before.moves, move), **written)  # type: ignore[arg-type]


def later(before: Episode, minutes: int = 1) -> datetime:
    """Return a moment after the newest step, never to come."""
    return min(NOW, before.moves[-1].on + timedelta(minutes=minutes))
