"""Repeats: what else was seen at a place, by the desk's own rule; and lists that fit no longer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.community.model.places import Rule, Spot
from prevent_desk.community.model.repeats import Hotspot, Repeat, Seen, hotspots, repeats
from prevent_desk.community.model.sightings import CatchAll, catch_all
from prevent_desk.community.service.sightings import seen_between
from prevent_desk.community.tables import SightingTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

_RULE = "sightings/rule"

METRES = (10, 5_000)
DAYS = (1, 366)
SHARE = (5, 100)


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What this desk calls a repeat, and too much "Other".

    Attributes:
        metres, days: How near and how soon makes a repeat.
        share: Percent of "Other" from which on the lists are asked about; of the last `share_days`.
    """

    metres: int = 300
    days: int = 30
    share: int = 25
    share_days: int = 90

    @property
    def rule(self) -> Rule:
        """The rule of repeats."""
        return Rule(self.metres, self.days)


class Places:
    """Tells repeats by the rules of the desk, which are a quiet setting."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._settings = Settings(store)

    def rules(self) -> PlaceRules:
        """Return the rules."""
        kept = self._settings.get(_RULE, {})
        usual = asdict(PlaceRules())
        known = {
            key: value
            for key, value in (kept.items() if isinstance(kept, dict) else ())
            if key in usual and isinstance(value, int)
        }
        return PlaceRules(**{**usual, **known})

    def set_rules(self, rules: PlaceRules) -> None:
        """Let other rules hold.

        Raises:
            Refused: A number is out of its bounds.
        """
        for words, number, (least, most) in (
            ("metres", rules.metres, METRES), ("days", rules.days, DAYS),
            ("per cent", rules.share, SHARE), ("days", rules.share_days, DAYS),
        ):  # fmt: skip
            if not least <= number <= most:
                raise Refused(
                    f"{number:,} {words} are out of bounds.",
                    next_step=f"Type a number from {least} to {most:,}.",
                )
        self._settings.put(_RULE, asdict(rules))

    def repeat_of(self, sighting_id: int) -> Repeat:
        """Return what else was seen where a sighting was.

        Raises:
            Refused: It is no longer there.
        """
        rule = self.rules().rule
        with self._store.reading() as session:
            row = session.get(SightingTable, sighting_id)
            if row is None:
                raise Refused(
                    "That sighting is no longer there.", next_step="Undo may bring it back."
                )
            return _repeat(session, _seen(row), rule)

    def repeat_at(
        self, spot: Spot, seen: date, seen_at: str = "", *, besides: int = 0, items: int = 1
    ) -> Repeat:
        """Return what else was seen at a place, while a sighting is typed.

        Args:
            spot: As typed so far.
            seen: The day it was seen.
            seen_at: The time of day, or empty.
            besides: The sighting that is changed; 0 for a new one.
            items: How many it is of.
        """
        rule = self.rules().rule
        with self._store.reading() as session:
            row = session.get(SightingTable, besides) if besides else None
            number = row.number if row is not None else 0
            return _repeat(session, Seen(besides, number, spot, seen, seen_at, items), rule)

    def hotspots(self, first: date, last: date, least: int = 2) -> list[Hotspot]:
        """Return places where at least so many were seen in a period."""
        with self._store.reading() as session:
            seen = seen_between(session, first, last)
        return hotspots(seen, self.rules().rule, least)

    def catch_all(self) -> CatchAll | None:
        """Return how much of late is only "Other"; None where that is not too much."""
        rules, today = self.rules(), self._clock.today()
        statement = select(SightingTable.id, SightingTable.kind, SightingTable.theme).where(
            SightingTable.seen > today - timedelta(days=rules.share_days)
        )
        with self._store.reading() as session:
            seen = [(key, kind, theme) for key, kind, theme in session.execute(statement)]
        return catch_all(seen, rules.share, rules.share_days)


def _repeat(session: Session, one: Seen, rule: Rule) -> Repeat:
    reach = timedelta(days=rule.days)
    return repeats(one, seen_between(session, one.seen - reach, one.seen + reach), rule)


def _seen(row: SightingTable) -> Seen:
    spot = Spot(row.street, row.place, row.ward, row.latitude, row.longitude)
    return Seen(row.id, row.number, spot, row.seen, row.seen_at, row.items, row.kind, row.theme)
