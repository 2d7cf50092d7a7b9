"""Which steps a referral can take now, what each still lacks, and whether one may be taken.

The table is in `ways`, its questions in `asks`, what it needs of other parts in `facts`. Whoever
takes a step says when it took effect and why; where a guard lets itself be passed, passing it takes
a reason of its own that stays visible. Anonymising is not a step of this table: it is an act of
retention.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from prevent_desk.core.answers import Finding, findings
from prevent_desk.core.dates import say_short
from prevent_desk.core.questionnaire import Answer, Questionnaire, Section, tidy
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import asks
from prevent_desk.referrals.model.asks import Ask, unanswered
from prevent_desk.referrals.model.facts import Facts, Missing
from prevent_desk.referrals.model.records import Episode, Move
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.ways import BACK_FROM_DANGER, BACK_FROM_TRANSFER, WAYS, Way

ADULT = 18
"""From this age on a person consents alone, and no copy goes to MASH."""

ON, REASON, EXCEPTION = "on", "reason", "exception"
"""Keys of what every step is asked beside its own questions, for findings."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that there is from here.

    Attributes:
        title: What it is called: "Pass to the police".
        told: One line on what it means.
        asks: Its own questions; when and why is always asked beside them.
        missing: What other parts of the record still lack for it.
        is_usual: The next sensible step.
    """

    was: State
    now: State
    title: str
    told: str
    asks: tuple[Ask, ...]
    missing: tuple[Missing, ...] = ()
    is_usual: bool = False

    @property
    def is_allowed(self) -> bool:
        """Whether nothing missing bars it outright."""
        return all(one.may_pass for one in self.missing)

    @property
    def needs_exception(self) -> bool:
        """Whether it may be taken only by passing a guard over, with a reason."""
        return bool(self.missing) and self.is_allowed

    @property
    def form(self) -> Questionnaire:
        """Its questions as a form, to be drawn, checked and put into words like any other."""
        section = Section("step", self.title, tuple(ask.question for ask in self.asks))
        return Questionnaire("step", "1", self.title, (section,))


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says who takes a step.

    Attributes:
        on: When it took effect, local time.
        exception: Why what is missing was passed over; empty where nothing is.
    """

    on: datetime
    reason: str
    details: Mapping[str, Answer] = field(default_factory=dict)
    exception: str = ""


def possible(episode: Episode, facts: Facts) -> list[Step]:
    """Return the steps there are from where a referral stands, the usual one first."""
    ways = [way for way in WAYS.get(episode.state, ()) if _fits(way, episode)]
    back = _back(episode)
    ways = [way for way in ways if all(way.now is not one.now for one in back)]
    ways[1:1] = back
    return [
        Step(
            episode.state,
            way.now,
            way.title,
            way.told,
            (*_receipt(episode, way), *_asked(episode, way)),
            tuple(one for fact in way.needs for one in facts.lacks(fact, way.now)),
            is_usual=place == 0,
        )
        for place, way in enumerate(ways)
    ]


def step_to(episode: Episode, facts: Facts, now: State) -> Step | None:
    """Return the step to a state; None where there is none from here."""
    return next((step for step in possible(episode, facts) if step.now is now), None)


def judge(
    step: Step, episode: Episode, told: Told, now: datetime, lists: Vocabularies
) -> list[Finding]:
    """Return what bars a step, a sentence each beside its question; nothing where it may be taken.

    Args:
        step: As `possible` gave it.
        episode: The referral.
        told: What was said.
        now: This moment, local time.
        lists: For choices.
    """
    return [
        *_wrong_time(episode, told, now),
        *([] if told.reason.strip() else [Finding(REASON, "Why? One sentence is enough.")]),
        *(
            Finding(ask.key, f"{ask.question.text.rstrip('?')}: this step needs it.")
            for ask in unanswered(step.asks, told.details)
        ),
        *findings(step.form, tidy(told.details), lists, now.date()),
        *(Finding(EXCEPTION, one.said) for one in step.missing if not one.may_pass),
        *(
            [Finding(EXCEPTION, "Say why this is passed over; it stays visible in the record.")]
            if step.needs_exception and not told.exception.strip()
            else []
        ),
    ]


def effects(episode: Episode, step: Step, told: Told) -> dict[str, object]:
    """Return what a step writes into the referral itself, by field."""
    said = told.details
    written: dict[str, object] = {
        "state": str(step.now),
        "state_on": told.on.date(),
        "outcome": outcome(episode, step.now, said),
    }
    for key in ("danger", "medium", "sector"):
        if key in said and any(ask.key == key for ask in step.asks):
            written[key] = said[key]
    if step.now in _POLICE_REFERENCE and said.get("reference"):
        written["police_ref"] = said["reference"]
    if step.now is State.IMMEDIATE_RISK:
        written |= {
            "danger": "yes",
            "danger_at": episode.danger_at or told.on,
            "handed_over": _handed_over(said),
        }
    if step.now is State.TRANSFERRED_OUT and said.get("answer") == "accepted":
        area = said.get("area") or last_details(episode, State.TRANSFERRED_OUT).get("area")
        written["responsible_area"] = area or episode.responsible_area
    return written


def outcome(episode: Episode, now: State, said: Mapping[str, object]) -> str:
    """Return the code of the outcome that a state stands for; empty while it is open."""
    if now is State.EXITED:
        reason = said.get("exit_reason") or last_details(episode, now).get("exit_reason", "")
        return _AFTER_ADOPTION.get(str(reason), "ended_otherwise")
    if now is State.TRANSFERRED_OUT:
        if "transfer_to" not in said:
            return episode.outcome
        return "transferred_force" if said["transfer_to"] == "force" else "transferred_council"
    if now in {State.CLOSED, State.POST_EXIT_6M, State.POST_EXIT_12M}:
        return episode.outcome
    return _OUTCOMES.get(now, "")


def is_child(episode: Episode, on: date) -> bool | None:
    """Return whether anybody it is about is under 18 on a day; None where it is not known."""
    ages = [person.age_on(on) for person in episode.subjects]
    if any(age is not None and age < ADULT for age in ages):
        return True
    return None if not ages or None in ages else False


def last_details(episode: Episode, state: State) -> dict[str, object]:
    """Return what the moves to a state said, the newest of each."""
    said: dict[str, object] = {}
    for move in episode.moves:
        if move.now is state:
            said |= move.details
    return said


def last_move(moves: Iterable[Move], state: State) -> Move | None:
    """Return the newest move that came into a state from another one."""
    found = [move for move in moves if move.now is state and move.was is not state]
    return found[-1] if found else None


def _fits(way: Way, episode: Episode) -> bool:
    if not way.decision:
        return True
    return last_details(episode, State.PANEL_DECISION).get("decision") == way.decision


def _back(episode: Episode) -> list[Way]:
    """Return the way back to where a referral stood before danger, or a transfer not accepted."""
    if episode.state is State.IMMEDIATE_RISK:
        way = BACK_FROM_DANGER
    elif episode.state is State.TRANSFERRED_OUT:
        if last_details(episode, State.TRANSFERRED_OUT).get("answer") == "accepted":
            return []
        way = BACK_FROM_TRANSFER
    else:
        return []
    came = last_move(episode.moves, episode.state)
    if came is None or came.was in {None, State.RECEIVED, State.IMMEDIATE_RISK}:
        return []
    return [replace(way, now=came.was)]


def _receipt(episode: Episode, way: Way) -> Sequence[Ask]:
    """Return what was not asked on receipt and has to be before a referral leaves it."""
    if episode.state is not State.RECEIVED or way.now is State.IMMEDIATE_RISK:
        return ()
    given = ((asks.DANGER, episode.danger), (asks.MEDIUM, episode.medium))
    wanted = [ask for ask, answer in given if not answer]
    return [*wanted, *([] if episode.sector else [asks.SECTOR])]


def _asked(episode: Episode, way: Way) -> Sequence[Ask]:
    if way.now is State.PASSED_TO_POLICE:
        child = is_child(episode, episode.received.date())
        if child is not False:
            return (*way.asks, *(asks.MASH if child else asks.MASH_UNLESS))
    return way.asks


def _wrong_time(episode: Episode, told: Told, now: datetime) -> list[Finding]:
    if told.on > now:
        return [Finding(ON, "That is still to come; a step is recorded when it is taken.")]
    before = max((move.on for move in episode.moves), default=episode.received)
    if told.on < before:
        return [Finding(ON, f"The step before was on {say_short(before.date())}, {before:%H:%M}.")]
    return []


def _handed_over(said: Mapping[str, Answer]) -> str:
    at = str(said.get("handed_at", "")).replace("T", " ")
    return ", ".join(part for part in (str(said.get("to_whom", "")), at) if part)


_POLICE_REFERENCE = frozenset({State.PASSED_TO_POLICE, State.SCREENING, State.POLICE_LED})

_OUTCOMES = {
    State.ADOPTED: "adopted",
    State.IN_REVIEW: "adopted",
    State.ADVICE_ONLY: "advice_only",
    State.NOT_ADOPTED_SIGNPOSTED: "signposted",
    State.NOT_ADOPTED_NFA: "nfa",
    State.SCHOOL_OWNED: "owned_by_school",
    State.INTELLIGENCE_ONLY: "intelligence_only",
    State.POLICE_LED: "police_led",
}
_AFTER_ADOPTION = {
    "concern_reduced": "completed",
    "consent_withdrawn": "consent_withdrawn",
    "disengaged": "consent_withdrawn",
    "consent_refused": "consent_refused",
    "escalated": "police_led",
    "other_process": "other_process",
}
__all__ = [
    "Step",
    "Told",
    "effects",
    "is_child",
    "judge",
    "last_details",
    "last_move",
    "outcome",
    "possible",
    "step_to",
]
