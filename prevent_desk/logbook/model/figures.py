"""What a period comes to, and the records behind each number.

A room gives the page of reports a `FigureSource`; the page adds nothing up itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from prevent_desk.logbook.model.counted import Tally
from prevent_desk.logbook.model.nouns import RECORDS, Noun
from prevent_desk.logbook.model.period import By, Period


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a period.

    Attributes:
        key: Its name among those of its source; the same in every period, for comparing.
        noun: What the number counts: sessions, people.
        value: A number, or a tally that says what it is made of.
        ids: The records it counts.
        late: Those of them that are late entries of the period.
        page: The page that opens them ("Training"); empty where none does.
        position: What the page is opened at, so that exactly those records are shown:
            {"tab": "log", "query": {...}}.
        of: What the records are called, where they are not what is counted: people of *sessions*.
        note: A further line: "2 days on average".
        of_today: Whether it is how things stand today, whatever the period: it has no before.
    """

    key: str
    noun: Noun
    value: int | Tally
    ids: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    page: str = ""
    position: dict[str, Any] = field(default_factory=dict)
    of: Noun = RECORDS
    note: str = ""
    of_today: bool = False

    @property
    def number(self) -> int:
        """The number, whatever it is made of."""
        return self.value.total if isinstance(self.value, Tally) else self.value

    @property
    def short(self) -> str:
        """The number as a column shows it: "24", "about 410", "not known"."""
        if isinstance(self.value, int):
            return f"{self.value:,}"
        if not self.value.is_known:
            return "not known"
        return f"about {self.value.total:,}" if self.value.is_about else f"{self.value.total:,}"

    @property
    def words(self) -> str:
        """The number with what it counts and what it is made of, as a sentence would say it."""
        if isinstance(self.value, int):
            return self.noun.counted(self.value)
        return self.value.words(self.noun, self.of)

    @property
    def made_of(self) -> str:
        """What the number is made of; empty where it says so itself."""
        return self.value.made_of(self.of) if isinstance(self.value, Tally) else ""


class FigureSource(Protocol):
    """What a room counts for any period.

    Attributes:
        title: Its section on the page of figures: "Training".
    """

    title: str

    def figures(self, period: Period, by: By) -> Sequence[Figure]:
        """Return what a period comes to, in the order they are read; the same keys each time."""
        ...
