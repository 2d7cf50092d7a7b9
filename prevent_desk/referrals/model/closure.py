"""What must be settled before a case ends: the closing checklist, pure.

Two learning reviews name what was left open when cases closed: reasons not written down, the
referrer not told, exit reviews filed months late (DOMAIN 2.6). A line may be passed over, with a
reason that stays on the record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.dates import say_short
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.reviews import AFTER_EXIT, Kind, Review, counted
from prevent_desk.referrals.model.states import State


class Step(StrEnum):
    """A line of the checklist; the value is what is stored."""

    REASONS = "reasons"
    FACTORS = "factors"
    REFERRER = "referrer"
    ONWARD = "onward"
    REVIEWS = "reviews"
    NO_SUPPORT = "no_support"
    RETENTION = "retention"

    @property
    def words(self) -> str:
        """What people read."""
        return {
            Step.REASONS: "Reasons are recorded",
            Step.FACTORS: "Every factor found is answered",
            Step.REFERRER: "The referrer is told",
            Step.ONWARD: "Who helps from here on",
            Step.REVIEWS: "Exit reviews are set",
            Step.NO_SUPPORT: "Health or social care was considered",
            Step.RETENTION: "How long the record is kept",
        }[self]


@dataclass(frozen=True, slots=True)
class Passed:
    """Why a line is passed over."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoSupport:
    """The answer to whether health or social care is asked, where no support is given (s.36(6)).

    Attributes:
        answer: "yes": they are referred there; "no".
        referred_to: To whom, in words or a code of the list "signposted_to".
        outcome: What came of it, or why not.
    """

    answer: str
    referred_to: str
    outcome: str
    on: date
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """What is recorded as a case ends; see `tables.supporting.ClosingTable`."""

    exit_reason: str = ""
    reasons: str = ""
    onward: str = ""
    not_told: str = ""
    retention: str = ""
    passed: Mapping[Step, Passed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checklist judges.

    Attributes:
        was_adopted: Whether support was ever given.
        unanswered: Factors found and not answered, in words.
        told_on: The day the referrer was told; None for not yet.
        has_referrer: False where nobody could be told: no name and no way to reach them.
    """

    state: State
    was_adopted: bool
    closing: Closing = Closing()
    unanswered: Sequence[str] = ()
    told_on: date | None = None
    has_referrer: bool = True
    reviews: Sequence[Review] = ()
    no_support: NoSupport | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist.

    Attributes:
        missing: What is missing, in one sentence; empty where nothing is.
        said: What is recorded, where nothing is missing.
        link: What the link that opens its place says.
        passed: Why it is passed over, where it is.
        code: List and code that `said` names by "{}", to be put into words on screen.
    """

    step: Step
    missing: str
    said: str
    link: str
    passed: Passed | None = None
    code: tuple[str, str] | None = None

    def with_words(self, lists: Vocabularies) -> Line:
        """Return the line with codes of lists in what is recorded put into words."""
        if self.code is None or not self.is_done:
            return self
        vocabulary, code = self.code
        words = lists[vocabulary].label(code) if vocabulary in lists else code
        return replace(self, said=self.said.replace("{}", words))

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def holds_up(self) -> bool:
        """Whether it stands in the way: something is missing and no exception was made."""
        return bool(self.missing) and self.passed is None


def checklist(facts: Facts, target: State) -> tuple[Line, ...]:
    """Return the lines for a step to a state (EXITED, CLOSED, one of the ends), in their order.

    A line that does not concern the case is left out: exit reviews where no support was given, the
    question of health and social care where it was, retention before the end.
    """
    lines = [_reasons(facts), _factors(facts), _referrer(facts), _onward(facts)]
    if facts.was_adopted:
        lines.append(_reviews(facts, target))
    else:
        lines.append(_no_support(facts))
    if target not in {State.EXITED, State.POST_EXIT_6M, State.POST_EXIT_12M}:
        lines.append(_retention(facts))
    return tuple(lines)


def gaps(lines: Sequence[Line]) -> list[str]:
    """Return what stands in the way, a sentence each."""
    return [line.missing for line in lines if line.holds_up]


def exceptions(lines: Sequence[Line]) -> list[str]:
    """Return what was passed over and why, as the record shows it."""
    return [
        f"{line.step.words}: passed over, {line.passed.reason}"
        for line in lines
        if line.missing and line.passed is not None
    ]


def _line(facts: Facts, step: Step, missing: str, said: str, link: str) -> Line:
    return Line(step, missing, "" if missing else said, link, facts.closing.passed.get(step))


def _reasons(facts: Facts) -> Line:
    closing = facts.closing
    missing = ""
    if facts.was_adopted and not closing.exit_reason:
        missing = "Choose the reason for leaving the programme."
    elif not closing.reasons.strip():
        missing = "Write in full why it ends."
    said = _first_line(closing.reasons)
    line = _line(facts, Step.REASONS, missing, said, "Write reasons")
    if not closing.exit_reason or missing:
        return line
    return replace(line, said=f"{{}}. {said}", code=("exit_reason", closing.exit_reason))


def _factors(facts: Facts) -> Line:
    found = list(facts.unanswered)
    missing = ""
    if len(found) == 1:
        missing = f"One factor has neither an action nor a reason for none: {found[0]}."
    elif found:
        few = ", ".join(found[:3]) + ("" if len(found) <= 3 else " and others")
        missing = f"{len(found)} factors have neither an action nor a reason for none: {few}."
    return _line(facts, Step.FACTORS, missing, "None is left open.", "Open assessment")


def _referrer(facts: Facts) -> Line:
    why = facts.closing.not_told.strip()
    said = f"Told on {say_short(facts.told_on)}." if facts.told_on else f"Not told: {why}"
    if not facts.has_referrer and facts.told_on is None and not why:
        said = "Nobody can be told: no name and no way to reach them is known."
    is_open = facts.has_referrer and facts.told_on is None and not why
    missing = "Say when the referrer was told of the outcome, or why not." if is_open else ""
    return _line(facts, Step.REFERRER, missing, said, "Record telling")


def _onward(facts: Facts) -> Line:
    missing = (
        "" if facts.closing.onward.strip() else "Say who goes on helping, or why nobody has to."
    )
    return _line(facts, Step.ONWARD, missing, _first_line(facts.closing.onward), "Write it")


def _reviews(facts: Facts, target: State) -> Line:
    known = counted(facts.reviews)
    link = "Open reviews"
    waiting = [one for one in known if one.waits_for_record]
    if waiting:
        missing = f"{waiting[0].kind.words} was held and is not written up."
        return _line(facts, Step.REVIEWS, missing, "", link)
    if target == State.EXITED:
        said = "Set by the exit: on the day, after 6 and after 12 months."
        return _line(facts, Step.REVIEWS, "", said, link)
    kinds = {one.kind for one in known}
    unset = [kind for kind in AFTER_EXIT if kind not in kinds]
    to_hold = [one for one in known if one.kind in AFTER_EXIT and one.is_open]
    missing = ""
    if unset:
        missing = f"Not set: {_listed(unset)}."
    elif target == State.CLOSED and to_hold:
        missing = f"Still to be held: {_listed([one.kind for one in to_hold])}."
    return _line(facts, Step.REVIEWS, missing, "Set, held and written up.", link)


def _no_support(facts: Facts) -> Line:
    answer = facts.no_support
    missing, said = "", ""
    if answer is None:
        missing = "No support is given: answer whether health or social care is asked instead."
    elif answer.answer == "yes":
        said = f"Referred, {{}}: {_first_line(answer.outcome)}"
    else:
        said = f"Not referred: {_first_line(answer.outcome)}"
    line = _line(facts, Step.NO_SUPPORT, missing, said, "Answer it")
    is_yes = answer is not None and answer.answer == "yes"
    code = ("signposted_to", answer.referred_to) if answer is not None and is_yes else None
    return replace(line, code=code)


def _retention(facts: Facts) -> Line:
    missing = "" if facts.closing.retention else "Choose how long the record is kept."
    line = _line(facts, Step.RETENTION, missing, "{}.", "Choose")
    return replace(line, code=("retention", facts.closing.retention))


def wrong_answer(answer: str, referred_to: str, outcome: str) -> dict[str, str]:
    """Return what keeps the answer about health and social care from being recorded, by field."""
    found: dict[str, str] = {}
    if answer not in {"yes", "no"}:
        found["answer"] = "Answer yes or no."
    if answer == "yes" and not referred_to.strip():
        found["referred_to"] = "Say to whom they are referred."
    if not outcome.strip():
        found["outcome"] = (
            "Say why not." if answer == "no" else "Say what came of it, or what was agreed."
        )
    return found


def _listed(kinds: Sequence[Kind]) -> str:
    names = [kind.words[0].lower() + kind.words[1:] for kind in kinds]
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _first_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[0] if lines else ""
