"""What a step asks of the rest of a record: is consent given, is the support plan complete?

Each subject answers for itself (`service.facts` asks them); the rules of `moves` see the answers
only, so that they stay plain functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from prevent_desk.referrals.model.states import State


class Fact(StrEnum):
    """Something that another part of the record knows."""

    SUBJECT = "subject"
    """Somebody is recorded it is about, or that their identity is not known."""
    POLICE_FIRST = "police_first"
    """The police have seen it, so that it could be deconflicted."""
    EARLIER = "earlier"
    """Every possible earlier contact of its people is decided: the same, not the same, related."""
    PATTERN = "pattern"
    """From the second referral of a person on: the pattern has been commented on."""
    CHECKS = "checks"
    """Every agency asked has answered, or its request was withdrawn."""
    CONSENT = "consent"
    """The newest consent of each person is given."""
    REFUSAL = "refusal"
    """That consent was refused, withdrawn or could not be asked for is recorded."""
    PLAN = "plan"
    """The support plan holds the four things the Act demands."""
    NO_SUPPORT = "no_support"
    """Where no support is given: whether health or social care was considered is answered."""
    REVIEW = "review"
    """The newest review is held and written up, and the next has its date."""
    CLOSURE = "closure"
    """The closure gate: reasons, factors, referrer told, onward support, exit reviews set."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a step still lacks.

    Attributes:
        fact: Which fact it belongs to.
        said: One sentence: "Consent is not recorded as given."
        tab: The key of the record's tab where it is given; "side" for the pane at the right.
        may_pass: Whether the step may be taken all the same, with a reason that stays visible.
    """

    fact: Fact
    said: str
    tab: str = ""
    may_pass: bool = True


class Facts(Protocol):
    """Answers for one referral."""

    def lacks(self, fact: Fact, now: State) -> Sequence[Missing]:
        """Return what is missing for a fact before a step to a state; nothing where it holds."""
        ...


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Answers that were read already; a fact that nobody spoke of holds."""

    missing: Mapping[Fact, Sequence[Missing]] = field(default_factory=dict)

    def lacks(self, fact: Fact, now: State) -> Sequence[Missing]:
        """Return what is missing for a fact, whatever the step."""
        return self.missing.get(fact, ())
