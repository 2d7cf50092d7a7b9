"""The register of referrals: a line for each, as the workbook has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.referrals.model.counts import Counts
from prevent_desk.referrals.model.states import State


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One referral; every code is in words already.

    Attributes:
        age: Of the subject when referred, as a band of the national statistics; several, a line
            each.
        times: Of the same person, up to this one: 3 is a third referral.
    """

    ref: str
    names: str
    received: date
    recorded: date
    sector: str
    source: str
    concern: str
    age: str
    gender: str
    city_link: str
    home_area: str
    responsible_area: str
    state: State
    state_on: date
    outcome: str
    times: int


@dataclass(frozen=True, slots=True)
class Register:
    """What the workbook says.

    Attributes:
        since, until: The period by the day of receipt; None for open ends.
        with_names: Names are in it; else references only.
    """

    rows: Sequence[RegisterRow]
    counts: Counts
    marking: str
    export_id: str
    current_to: date
    made_at: datetime
    since: date | None = None
    until: date | None = None
    with_names: bool = False
    practice: bool = False
