"""Who took part: an organisation, a contact, or words for who is not among the contacts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One who took part.

    Attributes:
        words: As it is shown; for who is in no list, as it was typed.
        organisation_id: Set for an organisation, and for a contact of one it may be.
        contact_id: Set for a contact.
    """

    words: str
    organisation_id: int | None = None
    contact_id: int | None = None

    @property
    def icon(self) -> str:
        """Which icon stands for its kind."""
        if self.contact_id is not None:
            return "user"
        return "building-2" if self.organisation_id is not None else "text-quote"


def to_text(parties: Sequence[Party]) -> str:
    """Return parties as a draft keeps them."""
    return json.dumps([[one.words, one.organisation_id, one.contact_id] for one in parties])


def from_text(text: str) -> list[Party]:
    """Return parties from a draft; none where it cannot be read."""
    try:
        return [Party(str(words), org, contact) for words, org, contact in json.loads(text)]
    except (ValueError, TypeError):
        return []
