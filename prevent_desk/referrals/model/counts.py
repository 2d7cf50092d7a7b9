"""Three counts that are often taken for one another: received, City-based, transferred out.

A council answers for its own residents and rough sleepers; what reached it is one count, what was
its own another, and what it passed on a third (DOMAIN 1, fact 1). A call for advice is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from prevent_desk.referrals.model.states import State

CITY = "city_of_london"
OURS = frozenset({"resident", "rough_sleeper"})
"""Links to the City that make somebody the City's own."""
TRANSFERRED = frozenset({"transferred_force", "transferred_council"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count looks at."""

    id: int
    state: State
    outcome: str
    received: date
    recorded: date
    city_link: str
    home_area: str
    responsible_area: str
    began_as: State


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a period, each with the referrals behind it by their keys."""

    received: tuple[int, ...] = ()
    city_based: tuple[int, ...] = ()
    transferred: tuple[int, ...] = ()
    advice: tuple[int, ...] = ()

    @property
    def said(self) -> str:
        """The counts side by side: "7 received, 2 City-based, 3 transferred out"."""
        return (
            f"{len(self.received)} received, {len(self.city_based)} City-based,"
            f" {len(self.transferred)} transferred out"
        )


def is_city_based(one: Counted) -> bool:
    """Return whether a referral is the City's own.

    The responsible area decides where it is recorded; else the link to the City, else the home.
    """
    if one.responsible_area:
        return one.responsible_area == CITY
    return one.city_link in OURS or (not one.city_link and one.home_area == CITY)


def count(rows: Iterable[Counted]) -> Counts:
    """Return the counts of some referrals; a call for advice that stayed one is counted apart."""
    kept = list(rows)
    advice = [one for one in kept if _is_advice(one)]
    referrals = [one for one in kept if not _is_advice(one)]
    return Counts(
        tuple(one.id for one in referrals),
        tuple(one.id for one in referrals if is_city_based(one)),
        tuple(one.id for one in referrals if one.outcome in TRANSFERRED),
        tuple(one.id for one in advice),
    )


def _is_advice(one: Counted) -> bool:
    return State.ADVICE_ONLY in {one.state, one.began_as} or one.outcome == "advice_only"
