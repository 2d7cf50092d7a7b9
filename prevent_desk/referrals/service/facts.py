"""What the rest of a record says to the guards of a step, read in the step's own unit of work.

Each reader answers for one fact; the rules it applies belong to its subject. It returns what is
missing, a sentence each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.referrals.model import closure as gate
from prevent_desk.referrals.model.facts import Fact, Missing
from prevent_desk.referrals.model.people import PATTERN_FROM, ordinal
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import closing, consents, supports
from prevent_desk.referrals.service.checks import open_checks
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.service.people import contacts
from prevent_desk.referrals.tables import ReviewTable


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader reads by."""

    session: Session
    episode: Episode
    today: date
    forms: Forms
    now: State = State.CLOSED
    """The state the step goes to."""


Reader = Callable[[Asked], Sequence[str]]


def subject(asked: Asked) -> Sequence[str]:
    """Say that nobody is recorded it is about."""
    if asked.episode.subjects:
        return ()
    return ("Nobody is recorded it is about: add the person, or that the identity is not known.",)


def police_first(asked: Asked) -> Sequence[str]:
    """Say that the police have not seen it; what came from them or another area they have."""
    episode = asked.episode
    seen = {State.PASSED_TO_POLICE, State.IMMEDIATE_RISK, State.TRANSFERRED_IN}
    if episode.sector == "police" or any(move.now in seen for move in episode.moves):
        return ()
    return ("It was not passed to the police first, so it could not be deconflicted.",)


def pattern(asked: Asked) -> Sequence[str]:
    """Say that the pattern of several referrals was not commented on."""
    episode = asked.episode
    number = contacts.times(asked.session, [episode.id]).get(episode.id, 0)
    if number < PATTERN_FROM or episode.pattern.strip():
        return ()
    return (f"{ordinal(number)} referral: write a comment on the pattern.",)


def checks(asked: Asked) -> Sequence[str]:
    """Say how many agencies have not answered."""
    waiting = len(open_checks(asked.session, asked.episode.id))
    if not waiting:
        return ()
    return (f"{waiting} {'agency has' if waiting == 1 else 'agencies have'} not replied yet.",)


def consent(asked: Asked) -> Sequence[str]:
    """Say what consent is missing."""
    return consents.consent_missing(asked.session, asked.episode.id, asked.today)


def refusal(asked: Asked) -> Sequence[str]:
    """Say that no refusal is recorded."""
    return consents.refusal_missing(asked.session, asked.episode.id)


def plan(asked: Asked) -> Sequence[str]:
    """Say what the support plan lacks."""
    return supports.plan_missing(asked.session, asked.episode.id)


def no_support(asked: Asked) -> Sequence[str]:
    """Say that the question of health or social care was not answered."""
    return closing.no_support_missing(asked.session, asked.episode.id)


def closure(asked: Asked) -> Sequence[str]:
    """Say which lines of the closing checklist stand in the way; a step asks its own reasons."""
    own = {gate.Step.REASONS, gate.Step.RETENTION}
    lines = closing.closure_missing(
        asked.session, asked.episode.id, asked.forms, asked.now, asked_by_step=own
    )
    return [line.missing for line in lines]


def review(asked: Asked) -> Sequence[str]:
    """Say that the review that was begun is not held, or not written up."""
    held = select(ReviewTable.written_up).where(
        ReviewTable.episode_id == asked.episode.id,
        ReviewTable.kind == "review",
        ReviewTable.held >= asked.episode.state_on,
    )
    found = list(asked.session.scalars(held))
    if any(found):
        return ()
    return ("The review is held but not written up.",) if found else ("No review is recorded.",)


@dataclass(frozen=True, slots=True)
class _Place:
    reader: Reader
    tab: str
    may_pass: bool = True


PLACES: dict[Fact, _Place] = {
    Fact.SUBJECT: _Place(subject, "people", may_pass=False),
    Fact.POLICE_FIRST: _Place(police_first, ""),
    Fact.PATTERN: _Place(pattern, "side"),
    Fact.CHECKS: _Place(checks, "checks"),
    Fact.CONSENT: _Place(consent, "consent", may_pass=False),
    Fact.REFUSAL: _Place(refusal, "consent"),
    Fact.PLAN: _Place(plan, "support/plan", may_pass=False),
    Fact.NO_SUPPORT: _Place(no_support, "support/closing"),
    Fact.REVIEW: _Place(review, "support/reviews"),
    Fact.CLOSURE: _Place(closure, "support/closing"),
}
"""By fact: who answers, the tab where it is given, and whether it may be passed over."""


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """Answers for one referral, each read when a guard asks for it.

    Attributes:
        undecided: How many possible earlier contacts are not decided.
    """

    asked: Asked
    undecided: int = 0
    _read: dict[tuple[Fact, State], Sequence[Missing]] = field(default_factory=dict)

    def lacks(self, fact: Fact, now: State) -> Sequence[Missing]:
        """Return what is missing for a fact before a step to a state."""
        if fact is Fact.EARLIER:
            return self._earlier()
        # Most facts are the same whatever the step; only the end of a case asks by where it goes.
        key = fact, now if fact is Fact.CLOSURE else State.RECEIVED
        if key not in self._read:
            self._read[key] = self._missing(fact, now)
        return self._read[key]

    def _missing(self, fact: Fact, now: State) -> Sequence[Missing]:
        place = PLACES[fact]
        said = place.reader(replace(self.asked, now=now))
        return [Missing(fact, _sentence(one), place.tab, place.may_pass) for one in said]

    def _earlier(self) -> Sequence[Missing]:
        if not self.undecided:
            return ()
        many = self.undecided > 1
        said = (
            f"{self.undecided} possible earlier contact{'s are' if many else ' is'} not decided:"
            " the same person, not the same, or a relative."
        )
        return [Missing(Fact.EARLIER, said, "side")]


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."
