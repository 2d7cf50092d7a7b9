"""What a decision of a panel asks for, and what it still lacks.

Only what applies is asked: what a deferral awaits, the health or social care question where no
support is given (CTSA 2015, s.36(4)), the pattern where the person was referred before. Sources:
the domain notes, 2.4, 2.6 and 2.6a.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prevent_desk.panels.model.records import Decision

DECIDED, REVIEWED = "panel_decision", "review_result"
"""The vocabularies of decisions: of cases, and of reviews."""

ADOPT, DEFER, NOT_ADOPT = "adopt", "defer", "not_adopt"
CONTINUE, CHANGE, EXIT, CLOSED, REOPEN = "continue", "change", "exit", "closed", "reopen"
UNANIMOUS, MAJORITY, CHAIR = "unanimous", "majority", "chair"
NOBODY = "nobody"
"""Who tells the referrer where nobody does; the reason stands in what they are told."""

PATTERN_FROM = 2
"""From which referral on the panel is asked to comment on the pattern."""

_CODES: dict[str, tuple[str, tuple[str, ...]]] = {
    "review": (REVIEWED, (CONTINUE, CHANGE, EXIT)),
    "exit": (REVIEWED, (CONTINUE, CHANGE, EXIT)),
    "6m": (REVIEWED, (CLOSED, REOPEN)),
    "12m": (REVIEWED, (CLOSED, REOPEN)),
}
_NEW = (DECIDED, (ADOPT, DEFER, NOT_ADOPT))
_SUPPORTED = frozenset({ADOPT, CONTINUE, CHANGE})
_GOES_ON = frozenset({*_SUPPORTED, DEFER})

PLACES = {
    "code": "decision",
    "words": "decision in words",
    "rationale": "rationale",
    "how": "how it was decided",
    "votes": "votes",
    "needed": "what is awaited",
    "consent": "consent",
    "asker": "who asks for consent",
    "asked_how": "how and when consent is asked",
    "health_asked": "health or social care question",
    "health_outcome": "what came of the health or social care question",
    "risk": "risk",
    "change": "change since last",
    "plan_changes": "changes of the support plan",
    "next_review": "next review",
    "teller": "who tells the referrer",
    "told_what": "what the referrer is told",
    "pattern": "comment on the pattern",
}
"""The parts of a decision in the order they are asked, and what each is called."""

FIELDS = frozenset(PLACES) - {"votes"} | {"votes_for", "votes_against", "line_id"}
"""What may be set of a decision."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a decision is asked by.

    Attributes:
        purpose: Why the case is on the agenda: "new", "review", "exit", "6m", "12m", "consent".
        times: Which referral of the person it is; 1 for the first.
        consent: Whether consent to support is given already.
        plan_lacks: What the support plan lacks, a sentence each.
        has_referrer: Whether there is anybody to be told.
    """

    purpose: str = "new"
    times: int = 1
    consent: bool = False
    plan_lacks: tuple[str, ...] = ()
    has_referrer: bool = True


def codes(purpose: str) -> tuple[str, tuple[str, ...]]:
    """Return the vocabulary and the codes a case may be decided with."""
    return _CODES.get(purpose, _NEW)


def asked(decision: Decision, facts: CaseFacts) -> list[str]:
    """Return the parts that are asked of a decision, in order: keys of `PLACES`."""
    code = decision.code
    found = ["code", "words", "rationale", "how"]
    if decision.how in {MAJORITY, CHAIR}:
        found.append("votes")
    if code == DEFER:
        found.append("needed")
    if code == ADOPT and not facts.consent:
        found += ["consent", "asker", "asked_how"]
    elif code in {DEFER, CONTINUE, CHANGE}:
        found.append("consent")
    if code == NOT_ADOPT:
        found += ["health_asked", *(["health_outcome"] if decision.health_asked == "yes" else [])]
    found.append("risk")
    if facts.purpose in _CODES:
        found.append("change")
    if code in _SUPPORTED:
        found.append("plan_changes")
    if code in _GOES_ON:
        found.append("next_review")
    if facts.has_referrer and facts.purpose not in _CODES:
        found += ["teller", *(["told_what"] if decision.teller else [])]
    if facts.times >= PATTERN_FROM:
        found.append("pattern")
    return found


def lacks(decision: Decision, facts: CaseFacts) -> list[tuple[str, str]]:
    """Return what a decision lacks before the meeting is finished: (part, words), in order."""
    if not decision.code:
        return [("code", "there is no decision")]
    wanted = asked(decision, facts)
    return [(part, words) for part, words in _open(decision, facts) if part in wanted]


def _open(decision: Decision, facts: CaseFacts) -> Iterable[tuple[str, str]]:
    if not decision.rationale.strip():
        yield "rationale", "rationale is missing"
    if not decision.how:
        yield "how", "how was it decided?"
    for words in vote_faults(decision):
        yield "votes", words
    if not decision.needed.strip():
        yield "needed", "what is awaited?"
    if decision.code == ADOPT:
        if not decision.asker.strip():
            yield "asker", "who asks for consent?"
        if not decision.asked_how.strip():
            yield "asked_how", "how and when is consent asked?"
    if not decision.health_asked:
        yield "health_asked", "was health or social care considered?"
    if not decision.health_outcome.strip():
        yield "health_outcome", "what came of the health or social care question?"
    if decision.code in _SUPPORTED and facts.plan_lacks and not decision.plan_changes.strip():
        yield "plan_changes", _first(facts.plan_lacks)
    if decision.next_review is None:
        yield "next_review", "when is the next review?"
    if not decision.teller.strip():
        yield "teller", "who tells the referrer?"
    elif not decision.told_what.strip():
        nobody = decision.teller.strip().casefold() == NOBODY
        yield "told_what", f"{'why is' if nobody else 'what is'} the referrer {_not(nobody)}told?"
    if not decision.pattern.strip():
        yield "pattern", "the pattern is not commented on"


def vote_faults(decision: Decision) -> list[str]:
    """Return what is wrong with the votes; none are wanted where all agreed.

    A majority carries it with more than half of the votes given; where nothing has one, the chair
    decides (CTSA 2015, s.37).
    """
    for_it, against = decision.votes_for, decision.votes_against
    if decision.how not in {MAJORITY, CHAIR}:
        return []
    if for_it is None or against is None:
        return ["votes are missing"]
    if decision.how == MAJORITY and for_it <= against:
        return [f"{for_it} to {against} is no majority: then the chair decides"]
    if decision.how == CHAIR and for_it > against:
        return [f"{for_it} to {against} is a majority: the chair need not decide"]
    return []


def how_told(decision: Decision) -> str:
    """Return how it was decided, in words: "Majority 6 – 1", "Chair decided, 4 – 4"."""
    votes = ""
    if decision.votes_for is not None and decision.votes_against is not None:
        votes = f"{decision.votes_for} – {decision.votes_against}"
    if decision.how == MAJORITY:
        return f"Majority {votes}".strip()
    if decision.how == CHAIR:
        return f"Chair decided, {votes}" if votes else "Chair decided"
    return "Unanimous" if decision.how == UNANIMOUS else ""


def is_begun(decision: Decision) -> bool:
    """Return whether anything is said of it."""
    return any(getattr(decision, name) not in {"", None} for name in FIELDS if name != "line_id")


def _first(words: tuple[str, ...]) -> str:
    told = words[0].rstrip(".")
    told = told[:1].lower() + told[1:]
    return told if len(words) == 1 else f"{told}, and {len(words) - 1} more"


def _not(nobody: bool) -> str:
    return "not " if nobody else ""
