"""“Known to your service?”: who was asked, what came back, who is missing.

Nothing that arrived is changed afterwards: words are added, with their day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.core.working_days import WorkingDays

KNOWN, NOT_KNOWN = "known", "not_known"
"""Codes of the list "known_reply"; NOT_KNOWN is a nil return, an answer as good as the other."""

REPLY_WORDS = {KNOWN: "Known", NOT_KNOWN: "Not known"}


@dataclass(frozen=True, slots=True)
class Chase:
    """A reminder of what was asked.

    Attributes:
        how: "E-mail", "Phone", in the officer's words.
    """

    on: date
    how: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One agency asked, and what it answered.

    Attributes:
        agency: A code of the list "agency", or a name typed.
        name: What people read of it.
        asked: The question as it was put.
        known: KNOWN, NOT_KNOWN, or empty while nothing came.
        withdrawn: Why it is no longer asked; empty while it is.
        chases: Oldest first.
    """

    id: int
    episode_id: int
    agency: str
    name: str
    asked_on: date
    asked: str = ""
    due: date | None = None
    known: str = ""
    replied_on: date | None = None
    replied_by: str = ""
    words: str = ""
    withdrawn: str = ""
    withdrawn_on: date | None = None
    chases: tuple[Chase, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return not self.known and not self.withdrawn

    def is_late(self, today: date) -> bool:
        """Return whether an answer is awaited and its day has passed."""
        return self.is_open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Asking:
    """Agencies to be asked together.

    Attributes:
        agencies: Codes of the list "agency", or names typed.
        due: The last day of an answer in time; None for none.
        asked: The question in words.
    """

    agencies: tuple[str, ...]
    on: date
    due: date | None
    asked: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back.

    Attributes:
        known: KNOWN or NOT_KNOWN.
        by: Who answered, by role or name.
    """

    known: str
    on: date
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """Agencies that are usually asked together.

    Attributes:
        key: "city", "child", "student", "elsewhere".
        agencies: Codes of the list "agency".
    """

    key: str
    title: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the answers are in; those withdrawn are not counted.

    Attributes:
        missing: Names of those that have not answered, in the order they were asked.
    """

    replies: int
    asked: int
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """How many are in: "5 of 8 in", "all 8 in"; nothing where nobody was asked."""
        if not self.asked:
            return ""
        if self.replies == self.asked:
            return "the reply is in" if self.asked == 1 else f"all {self.asked} in"
        return f"{self.replies} of {self.asked} in"


def tally(checks: Iterable[Check]) -> Tally:
    """Count answers and name who is missing."""
    counted = [check for check in checks if not check.withdrawn]
    missing = tuple(check.name for check in counted if check.is_open)
    return Tally(len(counted) - len(missing), len(counted), missing)


def suggested(*, age: int | None, lives_elsewhere: bool, is_student: bool) -> tuple[str, ...]:
    """Return the keys of the presets that fit a person.

    Args:
        age: In whole years; None where it is not known: nothing about a child is suggested.
        lives_elsewhere: Their home is known and is not the City.
        is_student: The link to the City is school or study.
    """
    keys = ["child" if age is not None and age < 18 else "city"]
    if is_student:
        keys.append("student")
    if lives_elsewhere:
        keys.append("elsewhere")
    return tuple(keys)


def with_added(words: str, added: str, on: date) -> str:
    """Return what an agency said with something added on a later day; nothing is taken away."""
    added = added.strip()
    return f"{words}\n\nAdded {say_short(on)}: {added}" if words.strip() else added


def with_correction(check: Check, words: str, on: date) -> str:
    """Return what an agency said with the reason why its answer is now another."""
    was = REPLY_WORDS.get(check.known, "no answer").lower()
    said = f"Corrected {say_short(on)}, was “{was}”: {words.strip()}"
    return f"{check.words}\n\n{said}" if check.words.strip() else said


def stand(check: Check, today: date, days: WorkingDays) -> tuple[str, str, str]:
    """Return how a check stands, as a chip: words, icon, tone.

    Lateness is in words, in working days: "2 working days over", never a bare date.
    """
    if check.withdrawn:
        return "Withdrawn", "minus", "grey"
    if check.known == KNOWN:
        return REPLY_WORDS[KNOWN], "check", "blue"
    if check.known:
        return REPLY_WORDS[NOT_KNOWN], "minus", "grey"
    if check.due is None:
        return "No reply yet", "clock", "grey"
    if check.due == today:
        return "No reply, due today", "alarm-clock", "amber"
    if check.due < today:
        over = days.between(check.due, today)
        said = "just over" if not over else "1 day over" if over == 1 else f"{over} days over"
        return f"No reply, {said}", "alarm-clock", "red"
    left = days.between(today, check.due)
    said = "due tomorrow" if left <= 1 else f"{left} days left"
    return f"No reply, {said}", "clock", "amber" if left <= _SOON else "grey"


_SOON = 3
"""Working days left from which on a missing reply is amber (DESIGN, clock chip)."""
