"""What a log's record counts towards: actions of the delivery plan and their criteria.

The plan keeps the links, as evidence of its criteria; a measure's actual follows from them. Logs do
not know the plan: `app` gives them something that satisfies `PlanLinks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy.orm import Session


class Counts(StrEnum):
    """What of a record counts towards a measure."""

    TIMES = "times"
    """Sessions, meetings, stalls."""
    PEOPLE = "people"
    """People trained or reached."""


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """An action of a plan, or one of its criteria.

    Attributes:
        criterion_id: None for the action as a whole.
        unit: Of the criterion's measure: "people trained"; empty where it is none.
        counts: What of the record counts towards it.
    """

    action_id: int
    criterion_id: int | None
    ref: str
    title: str
    criterion: str = ""
    unit: str = ""
    counts: Counts = Counts.TIMES

    @property
    def words(self) -> str:
        """What lists call it: "O2-03 Train frontline staff: 200 people trained"."""
        name = f"{self.ref} {self.title}".strip()
        return f"{name}: {self.criterion}" if self.criterion else name


@dataclass(frozen=True, slots=True)
class RecordFact:
    """What a record says of itself where it is evidence.

    Attributes:
        times, people: What it counts; None where that is not known.
        page, position: Where it is shown.
    """

    title: str
    detail: str
    on: date | None
    times: int | None
    people: int | None
    icon: str
    page: str
    position: dict[str, Any]


class RecordFacts(Protocol):
    """A kind of record that can be evidence: "session", "event", "sighting".

    Attributes:
        key: As kept in the plan; letters and underscores.
        words: What its records are called in a list: "Training sessions".
    """

    key: str
    words: str
    icon: str

    def facts(self, session: Session, ids: Sequence[int]) -> Mapping[int, RecordFact]:
        """Return what these records say of themselves; those gone are left out."""
        ...

    def newest(self, session: Session, most: int) -> Sequence[int]:
        """Return the keys of the newest records."""
        ...


class PlanLinks(Protocol):
    """The plan, as logs see it."""

    def offered(self, typed: str = "") -> Sequence[PlanTarget]:
        """Return actions and criteria of the newest plan whose words hold what was typed."""
        ...

    def of(self, kind: str, record_id: int) -> Sequence[PlanTarget]:
        """Return what a record counts towards."""
        ...

    def refuse_gone(self, targets: Sequence[PlanTarget]) -> None:
        """Refuse what was taken out of the plan; asked before a record is written.

        Raises:
            Refused: An action or criterion is no longer there.
        """
        ...

    def put(
        self, kind: str, record_id: int, targets: Sequence[PlanTarget], *, group: str = ""
    ) -> None:
        """Let a record count towards these and nothing else.

        Args:
            kind: Of `RecordFacts`.
            record_id: Its key.
            targets: All of them.
            group: The act it is part of: one Undo takes both back.
        """
        ...

    def open(self, target: PlanTarget) -> tuple[str, dict[str, Any]]:
        """Return the page and the place on it that show an action."""
        ...


class NoPlan:
    """Where there is no plan to count towards; satisfies `PlanLinks`."""

    def offered(self, typed: str = "") -> Sequence[PlanTarget]:
        """Return nothing."""
        return ()

    def of(self, kind: str, record_id: int) -> Sequence[PlanTarget]:
        """Return nothing."""
        return ()

    def refuse_gone(self, targets: Sequence[PlanTarget]) -> None:
        """Refuse nothing."""

    def put(
        self, kind: str, record_id: int, targets: Sequence[PlanTarget], *, group: str = ""
    ) -> None:
        """Do nothing."""

    def open(self, target: PlanTarget) -> tuple[str, dict[str, Any]]:
        """Return the plan itself."""
        return "Plan", {}


Register = Callable[[RecordFacts], object]
"""Lets the records of a kind be evidence."""
