"""Find records by their words: a full-text index inside the vault."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, and the words around what was found."""

    kind: str
    object_id: int
    title: str
    snippet: str


def find(session: Session, text: str, limit: int = 20, kind: str = "") -> list[Hit]:
    """Return records that hold every word typed, or words that start so; best first."""
    raise NotImplementedError
