"""Consent to support: who is asked, where it stands in words, and what has to be asked next.

Consent is needed for support, never for a referral or the first assessment. From 18 on a person
consents for themselves (capacity after the Mental Capacity Act 2005); under 18 a parent or guardian
does (CTSA 2015, s.36), and the child is asked for their view too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from prevent_desk.core.birth import ADULT, Born
from prevent_desk.core.dates import add_months, say_short
from prevent_desk.referrals.model.corrected import standing
from prevent_desk.referrals.model.records import Person

TURNING_MONTHS = 3
"""How long before the 18th birthday it is said that own consent will be needed."""


class Outcome(StrEnum):
    """Where consent stands; codes of the list "consent_outcome"."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NO_CONTACT = "no_contact"
    LAPSED = "lapsed"


SELF, PARENT, GUARDIAN, OTHER = "self", "parent", "guardian", "other"
"""Codes of the list "consent_giver"."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is recorded about consent once; see `tables.supporting.ConsentTable`."""

    outcome: Outcome
    on: date | None = None
    sought_by: str = ""
    asked_on: date | None = None
    method: str = ""
    given_by: str = ""
    giver: str = ""
    relationship: str = ""
    capacity: str = ""
    scope: str = ""
    sharing: str = ""
    reason: str = ""
    child_view: str = ""
    safeguarding: str = ""
    care_told: date | None = None
    what_next: str = ""
    next_attempt: date | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """One row of the history."""

    id: int
    person_id: int
    told: Told
    corrects: int | None
    at: datetime
    by: str
    file_id: int | None = None
    file_name: str = ""

    @property
    def day(self) -> date:
        """The day it speaks of."""
        return self.told.on or self.told.asked_on or self.at.date()


class Ask(StrEnum):
    """What the desk asks about consent; each opens its place."""

    TURNS_18 = "turns_18"
    OWN_CONSENT = "own_consent"
    SOCIAL_CARE = "social_care"
    WHAT_NEXT = "what_next"
    CHILD_VIEW = "child_view"
    CAPACITY = "capacity"
    ATTEMPT = "attempt"


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to be asked or done; `tone` is red, amber or blue."""

    ask: Ask
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where consent stands for a person.

    Attributes:
        words: A sentence without the name: "Not yet asked: a parent is asked (17)".
        chip, icon, tone: The same for a chip.
        is_given: Whether support may be given.
    """

    outcome: Outcome
    words: str
    chip: str
    icon: str
    tone: str
    is_given: bool = False


_LOOKS = {
    Outcome.NOT_ASKED: ("Not yet asked", "minus", "grey"),
    Outcome.WAITING: ("Asked", "clock", "blue"),
    Outcome.GIVEN: ("Given", "circle-check", "green"),
    Outcome.REFUSED: ("Refused", "x", "red"),
    Outcome.WITHDRAWN: ("Withdrawn", "rotate-ccw", "red"),
    Outcome.NO_CONTACT: ("Not reached", "user-x", "amber"),
    Outcome.LAPSED: ("Lapsed", "calendar-x", "amber"),
}


def looks(outcome: Outcome) -> tuple[str, str, str]:
    """Return word, icon and tone of an outcome."""
    return _LOOKS[outcome]


def current(history: Sequence[Consent]) -> Consent | None:
    """Return what counts now: the newest by the day it speaks of."""
    counted = standing(history)
    return counted[-1] if counted else None


def who_is_asked(person: Person, on: date) -> str:
    """Return who consents, by age on a day: "self", "parent", or empty where age leaves it open.

    A year of birth alone leaves it open in the year somebody comes of age.
    """
    child = _born(person).is_child(on) if person.age_on(on) is not None else None
    if child is None:
        return ""
    return PARENT if child else SELF


def _born(person: Person) -> Born:
    if person.born is not None:
        born = person.born
        return Born(born.year, born.month, born.day, approximate=person.is_approximate)
    return Born(person.born_year or 0, approximate=person.is_approximate)


def eighteenth(person: Person) -> date | None:
    """Return the 18th birthday; None where the birthday is not known."""
    # Born on 29 February, one comes of age on 1 March of a common year.
    if person.born is None or person.is_approximate:
        return None
    try:
        return person.born.replace(year=person.born.year + ADULT)
    except ValueError:
        return date(person.born.year + ADULT, 3, 1)


def needs_own(history: Sequence[Consent], person: Person, on: date) -> bool:
    """Return whether somebody else consented for a person who is of age on a day."""
    now = current(history)
    return (
        now is not None
        and now.told.outcome == Outcome.GIVEN
        and now.told.given_by in {PARENT, GUARDIAN}
        and who_is_asked(person, on) == SELF
    )


def position(history: Sequence[Consent], person: Person, today: date) -> Position:
    """Return where consent stands today."""
    now = current(history)
    outcome = now.told.outcome if now else Outcome.NOT_ASKED
    chip, icon, tone = _LOOKS[outcome]
    if needs_own(history, person, today):
        birthday = eighteenth(person)
        turned = f"turned 18 on {say_short(birthday)}" if birthday else "is 18 or over now"
        words = f"A parent or guardian consented, and the person {turned}: their own consent counts"
        return Position(Outcome.LAPSED, words, "Own consent needed", "calendar-x", "amber")
    words = _said(now, person, today) if now else f"Not yet asked: {_asked(person, today)}"
    return Position(outcome, words, chip, icon, tone, outcome == Outcome.GIVEN)


def _asked(person: Person, today: date) -> str:
    age = person.age_on(today)
    if age is None:
        return "whether they are 18 decides who is asked, and no birth is known"
    about = "about " if person.is_approximate or person.born is None else ""
    match who_is_asked(person, today):
        case "self":
            return f"they are asked themselves ({about}{age})"
        case "parent":
            return f"a parent is asked ({about}{age})"
        case _:
            return f"whether they are 18 decides who is asked (about {age})"


def _said(now: Consent, person: Person, today: date) -> str:
    told, day = now.told, say_short(now.day)
    giver = giver_words(told)
    by = f" by {giver}" if giver else ""
    match told.outcome:
        case Outcome.NOT_ASKED:
            words = f"Not yet asked: {_asked(person, today)}"
        case Outcome.WAITING:
            asker = f" by {told.sought_by}" if told.sought_by else ""
            words = f"Asked on {day}{asker}, no answer yet"
        case Outcome.GIVEN:
            words = f"Given on {day}{by}"
        case Outcome.REFUSED:
            words = f"Refused on {day}{by}"
        case Outcome.WITHDRAWN:
            words = f"Withdrawn on {day}{by}: support stops"
        case Outcome.NO_CONTACT:
            words = f"Could not be reached on {day}"
        case _:
            words = f"Lapsed on {day}: to be asked again"
    if told.next_attempt and told.outcome != Outcome.GIVEN:
        words += f"; next attempt {say_short(told.next_attempt)}"
    return words


def giver_words(told: Told) -> str:
    """Return who answered: "the person", "a parent (mother)"; empty where it is not recorded."""
    who = {SELF: "the person", PARENT: "a parent", GUARDIAN: "a guardian"}.get(told.given_by, "")
    if told.given_by == OTHER:
        return told.relationship or "another person"
    return f"{who} ({told.relationship})" if who and told.relationship else who


def prompts(
    history: Sequence[Consent], person: Person, today: date, *, is_open: bool = True
) -> list[Prompt]:
    """Return what has to be asked or done next, the most pressing first.

    Args:
        history: Of this person in this referral.
        person: As this referral told of them.
        today: The day it is looked at.
        is_open: Whether the case still runs; a closed one asks for nothing.
    """
    if not is_open:
        return []
    now = current(history)
    found = _of_age(history, person, today)
    if now is None:
        return found
    told = now.told
    refused = told.outcome in {Outcome.REFUSED, Outcome.WITHDRAWN}
    if (
        refused
        and told.given_by in {PARENT, GUARDIAN}
        and told.safeguarding == "yes"
        and not told.care_told
    ):
        words = "Refused by those who care for the child, and there are worries about safety:"
        found.append(Prompt(Ask.SOCIAL_CARE, f"{words} tell children’s social care today.", "red"))
    if refused and not told.what_next:
        verb = "withdrawn: support stops" if told.outcome == Outcome.WITHDRAWN else "refused"
        found.append(Prompt(Ask.WHAT_NEXT, f"Consent is {verb}. What comes next?", "amber"))
    if told.next_attempt and told.next_attempt <= today and told.outcome != Outcome.GIVEN:
        day = say_short(told.next_attempt)
        found.append(Prompt(Ask.ATTEMPT, f"Consent was to be asked again on {day}.", "amber"))
    if told.outcome == Outcome.GIVEN:
        found += _gaps(told, person, now.day)
    return found


def _of_age(history: Sequence[Consent], person: Person, today: date) -> list[Prompt]:
    birthday = eighteenth(person)
    if needs_own(history, person, today):
        since = f" on {say_short(birthday)}" if birthday else ""
        words = f"They turned 18{since}: a parent’s consent no longer stands for theirs."
        return [Prompt(Ask.OWN_CONSENT, f"{words} Ask them.", "amber")]
    if birthday is None or not today < birthday <= add_months(today, TURNING_MONTHS):
        return []
    days = (birthday - today).days
    ahead = "tomorrow" if days == 1 else f"in {days} days"
    words = f"They turn 18 on {say_short(birthday)} ({ahead}): from then on their own consent"
    return [Prompt(Ask.TURNS_18, f"{words} is needed.", "blue")]


def _gaps(told: Told, person: Person, day: date) -> list[Prompt]:
    asked = who_is_asked(person, day)
    if asked == PARENT and not told.child_view:
        return [Prompt(Ask.CHILD_VIEW, "The child’s own view is not recorded.", "amber")]
    if asked == SELF and told.capacity in {"", "not_checked"}:
        words = "Whether they have the capacity to decide was not checked."
        return [Prompt(Ask.CAPACITY, words, "amber")]
    return []


def wrong(told: Told, person: Person, today: date) -> dict[str, str]:
    """Return what keeps it from being recorded, in words by the field; empty where nothing does."""
    found: dict[str, str] = {}
    for name, day in (("asked_on", told.asked_on), ("on", told.on), ("care_told", told.care_told)):
        if day is not None and day > today:
            found[name] = f"{say_short(day)} is still to come. Say when it was."
    if told.asked_on and told.on and told.on < told.asked_on:
        found.setdefault("on", "The answer came before the question. One of the days is not right.")
    if told.outcome == Outcome.WAITING and told.asked_on is None:
        found["asked_on"] = "Say on which day consent was asked."
    if told.outcome not in {Outcome.NOT_ASKED, Outcome.WAITING} and told.on is None:
        found["on"] = "Say on which day it was."
    if told.outcome in {Outcome.GIVEN, Outcome.REFUSED, Outcome.WITHDRAWN}:
        found |= _wrong_giver(told, person)
    if told.outcome == Outcome.GIVEN and not told.scope.strip():
        found["scope"] = "Say what support was agreed to."
    if told.outcome == Outcome.WITHDRAWN and not told.what_next:
        found["what_next"] = "Support stops. Say what comes next."
    return found


def _wrong_giver(told: Told, person: Person) -> dict[str, str]:
    if not told.given_by:
        return {"given_by": "Say who answered."}
    asked = who_is_asked(person, told.on) if told.on else ""
    if asked == PARENT and told.given_by == SELF:
        return {"given_by": "Under 18 a parent or guardian decides; note the child’s view below."}
    if asked == SELF and told.given_by in {PARENT, GUARDIAN}:
        return {"given_by": "At 18 or over they decide themselves. “Other” takes a legal deputy."}
    if told.given_by == OTHER and not told.relationship.strip():
        return {"relationship": "Say who this is and by what right they decide."}
    if told.outcome == Outcome.GIVEN and told.given_by == SELF and told.capacity == "no":
        return {"capacity": "Who cannot decide this now cannot consent to it."}
    return {}


def missing_for_support(
    histories: Sequence[tuple[Person, Sequence[Consent]]], today: date
) -> list[str]:
    """Return what consent is missing before support may begin; empty when there is enough.

    Of several people in one referral (a family), each who was asked must have agreed, and one at
    least must have been asked.
    """
    found: list[str] = []
    given = 0
    for person, history in histories:
        where = position(history, person, today)
        given += where.is_given
        if history and not where.is_given:
            found.append(f"Consent: {where.words[0].lower()}{where.words[1:]}")
    if not found and not given:
        subject = histories[0][0] if len(histories) == 1 else None
        who = f": {_asked(subject, today)}" if subject else ""
        return [f"Consent: not yet asked{who}"]
    return found
