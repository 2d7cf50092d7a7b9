"""A CTLP campaign: who was asked, what came back, who came on which day, what is drawn from it.

Held is what the partnership may hold: edition, days, where the profile is kept, titles of risks.
The profile itself is the police's, and is never kept here (DOMAIN 8, marking).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.questionnaire import Answer
from prevent_desk.logbook.model.counted import NOT_KNOWN, Count, How, Tally

FORM = ("ctlp-return", "1")
"""The questionnaire that is sent: code and version."""


class Standing(StrEnum):
    """How a stakeholder stands on a day, worst first."""

    NO_CONTACT = "no_contact"
    """Nobody is known there who could be asked."""
    LATE = "late"
    """Asked, the day is past, nothing came."""
    WAITING = "waiting"
    """Asked, and there is time."""
    NOT_SENT = "not_sent"
    RETURNED = "returned"
    DECLINED = "declined"


STANDINGS = {
    Standing.NO_CONTACT: "No contact person",
    Standing.LATE: "Late",
    Standing.WAITING: "Waiting",
    Standing.NOT_SENT: "Not sent",
    Standing.RETURNED: "Returned",
    Standing.DECLINED: "Will not answer",
}
TONES = {
    Standing.NO_CONTACT: "amber",
    Standing.LATE: "red",
    Standing.WAITING: "blue",
    Standing.NOT_SENT: "grey",
    Standing.RETURNED: "green",
    Standing.DECLINED: "grey",
}


class LineKind(StrEnum):
    """What became of asking somebody."""

    SENT = "sent"
    REMINDED = "reminded"
    CALLED = "called"
    RETURNED = "returned"
    DECLINED = "declined"
    NOTE = "note"


class Coming(StrEnum):
    """A stakeholder and a day of the campaign."""

    INVITED = "invited"
    ATTENDED = "attended"
    APOLOGY = "apology"


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign as it is entered.

    Attributes:
        edition: "2025/26".
        due: The day returns are asked for by.
        kept_at: Where the profile is kept, in words.
    """

    edition: str
    title: str = ""
    due: date | None = None
    stage: str = "commission"
    published: date | None = None
    kept_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewDay:
    """A day of the campaign: a code of the vocabulary "profile_day", its title, where and when."""

    kind: str
    on: date
    title: str = ""
    starts: str = ""
    venue: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign.

    Attributes:
        sent: The day the first was asked; None where nobody was yet.
    """

    id: int
    edition: str
    title: str
    stage: str
    form: tuple[str, str]
    sent: date | None
    due: date | None
    published: date | None
    kept_at: str
    note: str
    ended: date | None
    at: datetime

    @property
    def called(self) -> str:
        """What lists call it: "CTLP 2025/26"."""
        return f"CTLP {self.edition}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a campaign, with who came.

    Attributes:
        came: How many stakeholders.
        people: How many came from them, as far as it is known.
    """

    id: int
    campaign_id: int
    kind: str
    title: str
    on: date
    starts: str
    venue: str
    note: str
    came: int = 0
    people: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what became of asking somebody."""

    id: int
    kind: LineKind
    on: date
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """An organisation that is asked.

    Attributes:
        name: The organisation's, or what was typed.
        organisation_id: The one it turned out to be, where it was merged into another.
        contact, email: Who is asked there; empty where nobody is known, or who was left.
        mark: What its form bears, and what a return is known by.
        answers: Under the campaign's form; empty where nothing came.
        days: By day, whether they came, and how many; None where nobody counted.
        file_name: Of the file that came back; empty where it was typed in.
        left: Who was asked and is no longer there; empty where nobody left.
    """

    id: int
    campaign_id: int
    name: str
    organisation_id: int | None
    contact_id: int | None
    contact: str
    email: str
    mark: str
    sent: date | None
    due: date | None
    returned: date | None
    declined: str
    form: tuple[str, str]
    answers: Mapping[str, Answer]
    file_id: int | None
    file_name: str
    note: str
    lines: tuple[Line, ...] = ()
    days: Mapping[int, tuple[Coming, int | None]] = field(default_factory=dict)
    left: str = ""

    def standing(self, today: date) -> Standing:
        """Return how it stands on a day."""
        if self.returned is not None:
            return Standing.RETURNED
        if self.declined:
            return Standing.DECLINED
        if self.sent is not None:
            return Standing.LATE if self.due is not None and self.due < today else Standing.WAITING
        return Standing.NO_CONTACT if not self.contact else Standing.NOT_SENT

    @property
    def is_open(self) -> bool:
        """Whether an answer is still hoped for."""
        return self.returned is None and not self.declined

    @property
    def chased(self) -> date | None:
        """The last day they were reminded or called; None where never."""
        kinds = {LineKind.REMINDED, LineKind.CALLED}
        return max((line.on for line in self.lines if line.kind in kinds), default=None)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme drawn from the answers: a title of a risk, in the officer's words.

    Attributes:
        stakeholders, sightings: Whose answers, and which sightings, speak of it.
        plan_action_id, plan_words: Where in the plan it went; None and empty while nowhere.
    """

    id: int
    campaign_id: int
    title: str
    words: str
    stakeholders: tuple[int, ...]
    sightings: tuple[int, ...]
    plan_action_id: int | None
    plan_words: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How a campaign goes, counted: "19 of 27 returned"."""

    asked: int
    sent: int
    returned: int
    late: int
    declined: int
    no_contact: int
    came: int
    """How many stakeholders came to any of its days."""
    waiting: int = 0
    """How many were asked, and have time yet."""

    @property
    def to_chase(self) -> int:
        """How many were asked and did not answer."""
        return self.late + self.waiting

    @property
    def open(self) -> int:
        """How many an answer is still hoped for from."""
        return self.asked - self.returned - self.declined

    @property
    def words(self) -> str:
        """The counts in one line."""
        told = [f"{self.returned:,} of {self.asked:,} returned"]
        for count, words in (
            (self.late, "late"),
            (self.declined, "will not answer"),
            (self.no_contact, "without a contact person"),
            (self.came, "came to a day"),
        ):
            if count:
                told.append(f"{count:,} {words}")
        return " · ".join(told)


def progress(stakeholders: Sequence[Stakeholder], today: date) -> Progress:
    """Count how a campaign goes on a day."""
    stands = [one.standing(today) for one in stakeholders]
    return Progress(
        len(stakeholders),
        sum(one.sent is not None for one in stakeholders),
        stands.count(Standing.RETURNED),
        stands.count(Standing.LATE),
        stands.count(Standing.DECLINED),
        sum(not one.contact and one.is_open for one in stakeholders),
        sum(
            any(state is Coming.ATTENDED for state, _heads in one.days.values())
            for one in stakeholders
        ),
        stands.count(Standing.WAITING),
    )


def people_of(heads: Iterable[int | None]) -> Tally:
    """Return how many came in all; None is a stakeholder whose people nobody counted."""
    return Tally.of(NOT_KNOWN if one is None else Count(one, How.COUNTED) for one in heads)


def to_chase(stakeholders: Sequence[Stakeholder], today: date) -> list[Stakeholder]:
    """Return who was asked and did not answer, the longest unreminded first."""
    wanted = {Standing.LATE, Standing.WAITING}
    found = [one for one in stakeholders if one.standing(today) in wanted]
    return sorted(found, key=lambda one: (one.chased or one.sent or date.min, one.name.casefold()))
