"""The records of the criteria library: what is kept once, and where it is used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A success criterion kept once.

    Attributes:
        text: Its words; every criterion that points here has them.
        unit: What it counts where it is a measure ("people trained"), or None.
        actions: In how many actions it stands, of all plans.
    """

    id: int
    text: str
    unit: str | None
    actions: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """An action in which an entry of the library stands.

    Attributes:
        plan: The plan's name: one library serves all plans of the desk.
    """

    action_id: int
    plan_id: int
    plan: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """Criteria that shall point to one entry.

    Attributes:
        text: The entry's words.
        unit: What it counts, or None.
        criterion_ids: The criteria that get its words.
        entry_id: The entry they join; None makes one.
    """

    text: str
    unit: str | None
    criterion_ids: tuple[int, ...]
    entry_id: int | None = None
