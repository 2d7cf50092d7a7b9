"""When a case is looked at again: every three months, at exit, and 6 and 12 months after it.

Source: DOMAIN 2.3; the three months are the 2015 guidance's, 6 and 12 months stand in councils'
privacy notices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from prevent_desk.core.dates import add_months, say_short
from prevent_desk.referrals.model.corrected import standing
from prevent_desk.referrals.model.deadlines import Deadlines, Unit
from prevent_desk.referrals.model.states import State


class Kind(StrEnum):
    """Which review it is; the value is what is stored."""

    REVIEW = "review"
    EXIT = "exit"
    SIX = "6m"
    TWELVE = "12m"

    @property
    def words(self) -> str:
        """What people read."""
        return {
            Kind.REVIEW: "Review of support",
            Kind.EXIT: "Exit review",
            Kind.SIX: "Review 6 months after exit",
            Kind.TWELVE: "Review 12 months after exit",
        }[self]


AFTER_EXIT = (Kind.EXIT, Kind.SIX, Kind.TWELVE)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time until a review."""

    amount: int
    unit: Unit = Unit.MONTHS

    def after(self, day: date) -> date:
        """Return the day so long after a day."""
        match self.unit:
            case Unit.MONTHS:
                return add_months(day, self.amount)
            case Unit.DAYS:
                return day + timedelta(days=self.amount)
            case Unit.WORKING_DAYS:
                # A day to plan for: five of them are a week. The clock itself counts holidays.
                return day + timedelta(days=-(-self.amount * 7 // 5))
            case Unit.HOURS:
                return day + timedelta(hours=self.amount)


@dataclass(frozen=True, slots=True)
class Intervals:
    """How far reviews lie apart; set in the settings, by the keys of their deadlines."""

    review: Span = Span(3)
    first_after: Span = Span(6)
    second_after: Span = Span(12)

    @classmethod
    def of(cls, limits: Deadlines) -> Intervals:
        """Return what the desk's deadlines say."""
        keys = ("support_plan_review", "post_exit_1", "post_exit_2")
        rules = [limits.rule(key) for key in keys]
        return cls(*(Span(rule.amount, rule.unit) for rule in rules))


@dataclass(frozen=True, slots=True)
class Review:
    """A review that is due, was held, was written up.

    Attributes:
        due: None where it was held unplanned.
        held: None while it is to come.
        written_up: None while it is held but not written up.
        result: A code of the list "review_result", or empty.
    """

    id: int
    kind: Kind
    due: date | None
    held: date | None
    written_up: date | None
    present: str
    words: str
    result: str
    corrects: int | None
    at: datetime
    by: str

    @property
    def day(self) -> date:
        """The day it speaks of."""
        return self.held or self.due or self.at.date()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be held."""
        return self.held is None

    @property
    def waits_for_record(self) -> bool:
        """Whether it was held and nobody has written what came of it."""
        return self.held is not None and self.written_up is None


@dataclass(frozen=True, slots=True)
class Due:
    """A review that a move sets."""

    kind: Kind
    due: date


def set_by(now: State, on: date, every: Intervals) -> list[Due]:
    """Return the reviews that are due once a case has come into a state on a day."""
    if now == State.ADOPTED:
        return [Due(Kind.REVIEW, every.review.after(on))]
    if now == State.EXITED:
        return [
            Due(Kind.EXIT, on),
            Due(Kind.SIX, every.first_after.after(on)),
            Due(Kind.TWELVE, every.second_after.after(on)),
        ]
    return []


def still_due(now: State) -> frozenset[Kind]:
    """Return the kinds of planned reviews that a state still wants; others are no longer due."""
    if now in {State.ADOPTED, State.IN_REVIEW, State.IMMEDIATE_RISK}:
        return frozenset({Kind.REVIEW})
    if now in {State.EXITED, State.POST_EXIT_6M, State.POST_EXIT_12M, State.CLOSED}:
        return frozenset(AFTER_EXIT)
    if now is State.TRANSFERRED_OUT:
        # Support goes on until the other area has accepted it.
        return frozenset(Kind)
    return frozenset()


def counted(reviews: Sequence[Review]) -> list[Review]:
    """Return what counts, oldest first."""
    return standing(reviews)


def says(review: Review, today: date) -> tuple[str, str, str]:
    """Return words, icon and tone of where a review stands: "3 days over", red."""
    if review.waits_for_record:
        held = review.held or today
        return f"Held {say_short(held)}, not written up", "file-pen", "amber"
    if review.held is not None:
        return f"Written up, held {say_short(review.held)}", "circle-check", "green"
    if review.due is None:
        return "Planned, without a day", "clock", "grey"
    days = (review.due - today).days
    if days < 0:
        over = "1 day over" if days == -1 else f"{-days} days over"
        return f"Was due {say_short(review.due)}: {over}", "alarm-clock", "red"
    if days == 0:
        return "Due today", "alarm-clock", "amber"
    tone = "amber" if days <= 7 else "grey"
    return f"Due {say_short(review.due)}", "clock", tone


def warnings(reviews: Sequence[Review], today: date) -> list[str]:
    """Return what has to be said about the reviews of a case."""
    found = []
    for review in counted(reviews):
        if review.waits_for_record and review.held is not None:
            days = (today - review.held).days
            since = "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
            found.append(f"{review.kind.words} was held {since} and is not written up")
        elif review.is_open and review.due is not None and review.due < today:
            found.append(f"{review.kind.words} was due {say_short(review.due)}")
    return found


def wrong(
    held: date | None, result: str, words: str, today: date, *, written: bool
) -> dict[str, str]:
    """Return what keeps a review from being recorded, in words by the field."""
    found: dict[str, str] = {}
    if held is None:
        found["held"] = "Say on which day it was held."
    elif held > today:
        found["held"] = f"{say_short(held)} is still to come. Say when it was held."
    if written and not words.strip():
        found["words"] = "Write what was found and decided."
    if written and not result:
        found["result"] = "Choose what came of it."
    return found
