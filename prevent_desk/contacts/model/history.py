"""What was done with an organisation, as the rooms above tell it: its chronology."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of an organisation's chronology.

    Attributes:
        words: What it was, in a line; never the name of a person of a case.
        page, position: What shows it; an empty page shows nothing.
        ahead: It is planned and did not happen yet.
    """

    on: date
    words: str
    icon: str
    page: str = ""
    position: dict[str, Any] = field(default_factory=dict)
    ahead: bool = False


Source = Callable[[int], Sequence[Happening]]
"""Tells what a room knows of an organisation, by its key."""


def newest_first(told: Sequence[Happening]) -> list[Happening]:
    """Return lines of many rooms as one chronology."""
    return sorted(told, key=lambda one: (one.on, one.words), reverse=True)
