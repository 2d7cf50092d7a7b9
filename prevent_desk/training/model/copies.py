"""Numbered copies of the business product: who holds them, whom they reached, what is to be chased.

A copy is a USB kit with films and handbook. It is lent to a business, somebody there is trained to
use it, and after six months its trial is reviewed. Source: the domain notes, sections 7.2 and 9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.dates import add_months, say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answers
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, Tally
from prevent_desk.logbook.model.nouns import Noun

TRIAL_MONTHS = 6
"""How long a holder tries a copy before the trial is reviewed."""
QUIET_MONTHS = 3
"""A holder who reported nobody for as long is asked."""
SOON_DAYS = 30
"""Reviews due within so many days are told."""
FORM = "product-trial"
"""The code of the form a trial is reviewed by."""
KINDS = ("USB kit", "Handbook", "Films online", "Workshop pack")
"""What is offered; others are typed."""

COPY = Noun("copy", "copies")
LOAN = Noun("loan", "loans")


class State(StrEnum):
    """Where a copy is."""

    HERE = "here"
    OUT = "out"
    RECALLED = "recalled"
    ENDED = "ended"


STATE_WORDS: Mapping[State, str] = {
    State.HERE: "Here",
    State.OUT: "Lent",
    State.RECALLED: "Asked back",
    State.ENDED: "Gone",
}


class Trial(StrEnum):
    """How the trial of a loan stands."""

    NONE = "none"
    RUNNING = "running"
    SOON = "soon"
    DUE = "due"
    REVIEWED = "reviewed"


TRIAL_WORDS: Mapping[Trial, str] = {
    Trial.DUE: "Review due",
    Trial.SOON: "Review within 30 days",
    Trial.RUNNING: "On trial",
    Trial.REVIEWED: "Reviewed",
    Trial.NONE: "No trial",
}


class LineKind(StrEnum):
    """What became of a loan."""

    REACHED = "reached"
    REVIEWED = "reviewed"
    CHASED = "chased"
    RECALLED = "recalled"
    BACK = "back"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class NewCopies:
    """Copies as they are entered: a run of numbers.

    Attributes:
        first: The number on the first of them.
        many: How many.
        kind: "USB kit".
        version: Of films and handbook: "1.2".
    """

    first: int
    many: int = 1
    kind: str = KINDS[0]
    version: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewLoan:
    """That copies go out.

    Attributes:
        holder: As typed, where it is no organisation of the contacts or more is to be said.
        contact_id: Who answers for it there.
        trainer_id, trainer: Who was trained to use it there; a contact, or words.
        review: The day its trial is to be reviewed; None for a loan without a trial.
    """

    out: date
    organisation_id: int | None = None
    contact_id: int | None = None
    holder: str = ""
    trainer_id: int | None = None
    trainer: str = ""
    review: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that became of a loan.

    Attributes:
        count: People reached, of kind REACHED; not known otherwise.
    """

    id: int
    kind: LineKind
    on: date
    words: str
    count: Count = NOT_KNOWN
    at: datetime | None = None

    @property
    def told(self) -> str:
        """The line in words: "About 40 people reached: two briefings"."""
        if self.kind is LineKind.REACHED:
            number = self.count.number
            said = "number of people not known" if number is None else _reached(self.count)
            return f"{said[0].upper()}{said[1:]}{f': {self.words}' if self.words else ''}"
        name = {
            LineKind.REVIEWED: "Trial reviewed", LineKind.CHASED: "Reminded",
            LineKind.RECALLED: "Asked back", LineKind.BACK: "Came back",
        }.get(self.kind, "")  # fmt: skip
        return ": ".join(part for part in (name, self.words) if part)


@dataclass(frozen=True, slots=True)
class Loan:
    """A copy with somebody; see `NewLoan`.

    Attributes:
        number: Of the copy.
        organisation, contact: As they are called now; empty where none is noted.
        reviewed: The day the trial was reviewed; `answers`: the review, under `form`, `version`.
        recalled: The day it was asked back; `back`: the day it came.
        lines: What became of it, oldest first.
        is_gone: The copy was lost or withdrawn while it was out.
    """

    id: int
    copy_id: int
    number: int
    out: date
    version: str = ""
    organisation_id: int | None = None
    organisation: str = ""
    contact_id: int | None = None
    contact: str = ""
    email: str = ""
    holder: str = ""
    trainer_id: int | None = None
    trainer: str = ""
    review: date | None = None
    reviewed: date | None = None
    form: str = ""
    form_version: str = ""
    answers: Answers = field(default_factory=dict)
    recalled: date | None = None
    back: date | None = None
    back_note: str = ""
    note: str = ""
    lines: tuple[Line, ...] = ()
    is_gone: bool = False
    at: datetime | None = None

    @property
    def mark(self) -> str:
        """What its form is known by when it comes back."""
        return f"copy-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether the copy is still out."""
        return self.back is None and not self.is_gone

    @property
    def holder_words(self) -> str:
        """Who has it: the organisation and what was typed of it."""
        return ", ".join(part for part in (self.organisation, self.holder) if part) or (
            self.contact or "holder not noted"
        )

    @property
    def reached(self) -> Tally:
        """Whom it reached, as the holder reported; nothing reported is a record not known."""
        return Tally.of(one.count for one in self.lines if one.kind is LineKind.REACHED)

    @property
    def reached_words(self) -> str:
        """Whom it reached, in a cell: "about 120", "none reported"."""
        said = self.reached
        return said.words() if said.records else "none reported"

    def last(self, *kinds: LineKind) -> Line | None:
        """Return the newest line of some kinds; None where there is none."""
        of = [one for one in self.lines if one.kind in kinds]
        return max(of, key=lambda one: (one.on, one.id), default=None)

    def trial(self, today: date) -> Trial:
        """Return how its trial stands on a day."""
        if self.reviewed is not None:
            return Trial.REVIEWED
        if self.review is None or not self.is_open:
            return Trial.NONE
        if self.review <= today:
            return Trial.DUE
        return Trial.SOON if (self.review - today).days <= SOON_DAYS else Trial.RUNNING


@dataclass(frozen=True, slots=True)
class ProductCopy:
    """A numbered copy.

    Attributes:
        loans: Newest first.
        ended: The day it was lost, destroyed or withdrawn; `end_reason`: which, in words.
    """

    id: int
    number: int
    kind: str
    version: str
    note: str = ""
    ended: date | None = None
    end_reason: str = ""
    loans: tuple[Loan, ...] = ()
    at: datetime | None = None

    @property
    def called(self) -> str:
        """What it is called: "Copy 14"."""
        return f"Copy {self.number}"

    @property
    def loan(self) -> Loan | None:
        """The loan it is out on; None where it is here, or gone."""
        return next((one for one in self.loans if one.is_open), None)

    @property
    def newest(self) -> Loan | None:
        """The loan it is out on, or was out on last."""
        return self.loans[0] if self.loans else None

    @property
    def state(self) -> State:
        """Where it is."""
        if self.ended is not None:
            return State.ENDED
        if self.loan is None:
            return State.HERE
        return State.RECALLED if self.loan.recalled else State.OUT

    @property
    def state_words(self) -> str:
        """Where it is, in words: "Lent", "Lost"."""
        if self.state is State.ENDED:
            return self.end_reason or STATE_WORDS[State.ENDED]
        return STATE_WORDS[self.state]

    @property
    def reached(self) -> Tally:
        """Whom it reached over all its loans."""
        return sum((one.reached for one in self.loans), Tally())


def usual_review(out: date) -> date:
    """Return the day the trial of a copy lent on a day is to be reviewed."""
    return add_months(out, TRIAL_MONTHS)


_NUMBERS = re.compile(r"(\d{1,5})(?:\s*(?:-|–|to)\s*(\d{1,5}))?")
_MOST_NUMBERS = 500
_FEW = 2


def read_numbers(text: str) -> list[int]:
    """Read numbers of copies as they are typed: "14", "14-18, 20", "copies 3 and 5".

    Raises:
        Refused: It is something else; the words name what would be.
    """
    found: dict[int, None] = {}
    plain = re.sub(r"\b(?:copy|copies|no|numbers?|nos)\b\.?", " ", text.lower())
    for part in re.split(r"\s*(?:,|;|&|\+|\band\b)\s*", plain.strip()):
        match = _NUMBERS.fullmatch(part.strip())
        if match is None:
            raise Refused(f"“{text.strip()}” is not numbers.", next_step="Try “14” or “14-18, 20”.")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first >= _MOST_NUMBERS:
            raise Refused(f"“{part.strip()}” is no run of numbers.", next_step="Try “14-18”.")
        found |= dict.fromkeys(range(first, last + 1))
    return list(found)


def say_numbers(numbers: Sequence[int]) -> str:
    """Return numbers as they are typed: "14 to 18, 20"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [
        [f"{run[0]} to {run[-1]}"] if len(run) > _FEW else [str(number) for number in run]
        for run in runs
    ]
    return ", ".join(words for run in told for words in run)


class Why(StrEnum):
    """Why a holder is asked."""

    RECALLED = "recalled"
    REVIEW = "review"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Chase:
    """A holder who is to be asked, with every reason.

    Attributes:
        whys: The most pressing first.
        words: The reasons, as a list shows them.
    """

    loan: Loan
    whys: tuple[Why, ...]
    words: str

    @property
    def last_asked(self) -> date | None:
        """The day they were last asked; None for never."""
        line = self.loan.last(LineKind.CHASED, LineKind.RECALLED)
        return line.on if line else None


def chase(loan: Loan, today: date) -> Chase | None:
    """Return why the holder of a copy is to be asked; None for no reason."""
    if not loan.is_open:
        return None
    whys: list[Why] = []
    words: list[str] = []
    if loan.recalled is not None:
        whys.append(Why.RECALLED)
        words.append(f"asked back {say_short(loan.recalled)}, not back")
    if loan.trial(today) is Trial.DUE and loan.review is not None:
        whys.append(Why.REVIEW)
        late = (today - loan.review).days
        words.append(
            f"trial review due {say_short(loan.review)}"
            + (f", {late} day{'' if late == 1 else 's'} ago" if late else ", today")
        )
    if loan.last(LineKind.REACHED) is None and add_months(loan.out, QUIET_MONTHS) <= today:
        whys.append(Why.SILENT)
        words.append(f"nobody reported as reached since it went out {say_short(loan.out)}")
    if not whys:
        return None
    said = "; ".join(words)
    return Chase(loan, tuple(whys), said[0].upper() + said[1:])


def chased(loans: Iterable[Loan], today: date) -> list[Chase]:
    """Return whom to ask, those with the oldest reason first."""
    found = [one for one in (chase(loan, today) for loan in loans) if one is not None]
    order = {Why.RECALLED: 0, Why.REVIEW: 1, Why.SILENT: 2}
    return sorted(
        found, key=lambda one: (order[one.whys[0]], one.loan.review or one.loan.out, one.loan.id)
    )


def totals_words(copies: Sequence[ProductCopy]) -> str:
    """Return what copies come to: "14 lent, 1 asked back, 9 here · about 310 people reached"."""
    parts = []
    for state in (State.OUT, State.RECALLED, State.HERE, State.ENDED):
        many = sum(one.state is state for one in copies)
        if many:
            parts.append(f"{many:,} {STATE_WORDS[state].lower()}")
    reached = sum((one.reached for one in copies), Tally())
    said = [", ".join(parts)] if parts else []
    if reached.records:
        said.append(reached.words(Noun("person reached", "people reached"), REPORT))
    return " · ".join(said)


REPORT = Noun("report", "reports")


def _reached(count: Count) -> str:
    return count.said(Noun("person reached", "people reached"))
