"""What is counted, in one and in many: "1 session", "24 sessions"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing that is counted: Noun("session", "sessions")."""

    one: str
    many: str

    def counted(self, number: int) -> str:
        """Return a number with its thing: "1 session", "1,204 sessions"."""
        return f"{number:,} {self.one if number == 1 else self.many}"


PEOPLE = Noun("person", "people")
RECORDS = Noun("record", "records")
