"""What tests of sightings ask of a desk again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from prevent_desk.community.model.sightings import NewSighting, Sighting
from prevent_desk.community.service import CommunityServices
from prevent_desk.core.clock import SetClock
from prevent_desk.store.session import Store

NOW = datetime(2026, 11, 22, 9, 2, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Desk:
    """A store with the services of the community, and two partners.

    Attributes:
        brigade, wardens: Organisations; wardens have a mailbox, the brigade a person with one.
    """

    store: Store
    clock: SetClock
    services: CommunityServices
    brigade: int
    wardens: int

    def seen(self, ago: int = 0, street: str = "Goswell Road", **parts: object) -> Sighting:
        """Log a sticker so many days ago, and return it."""
        given: dict[str, object] = {"kind": "sticker", "street": street, **parts}
        new = NewSighting(seen=TODAY - timedelta(days=ago), **given)  # type: ignore[arg-type]
        return self.services.sightings.one(self.services.sightings.add(new))
