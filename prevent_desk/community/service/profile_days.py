"""Days of a CTLP campaign, and who came; each act one Undo."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.community.model.profile import Coming, Day, NewDay
from prevent_desk.community.service import profile_reading as reading
from prevent_desk.community.tables import (
    CampaignDayTable,
    DayComerTable,
)
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store

_DAY_PARTS = frozenset(field.name for field in fields(NewDay))


class ProfileDays:
    """Keeps awareness days, feedback meetings and the like."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def of(self, campaign_id: int) -> list[Day]:
        """Return a campaign's days, the earliest first."""
        with self._store.reading() as session:
            return reading.days(session, campaign_id)

    def add(self, campaign_id: int, new: NewDay) -> int:
        """Enter a day of a campaign; return its number."""
        with self._writing("day of", campaign_id) as session:
            row = CampaignDayTable(
                campaign_id=campaign_id, kind=new.kind, title=new.title.strip(), on=new.on,
                starts=new.starts.strip(), venue=new.venue.strip(), note=new.note.strip(),
                at=self._now(),
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def change(self, day_id: int, **parts: Any) -> None:  # noqa: ANN401 - parts of NewDay
        """Change parts of a day, named as in `NewDay`."""
        if unknown := parts.keys() - _DAY_PARTS:
            raise ValueError(unknown)
        with self._writing("day of", self._campaign_of_day(day_id)) as session:
            row = reading.day_row(session, day_id)
            for name, value in parts.items():
                setattr(row, name, value.strip() if isinstance(value, str) else value)

    def remove(self, day_id: int) -> None:
        """Take a day out, with who came."""
        with self._writing("removal of a day of", self._campaign_of_day(day_id)) as session:
            for row in session.scalars(select(DayComerTable).where(DayComerTable.day_id == day_id)):
                session.delete(row)
            session.delete(reading.day_row(session, day_id))

    def come(self, day_id: int, states: Mapping[int, tuple[Coming | None, int | None]]) -> None:
        """Say who was asked to a day, who came and how many; None takes a stakeholder off it.

        Raises:
            Refused: Somebody is said to have come to a day that lies ahead.
        """
        with self._writing("attendance of", self._campaign_of_day(day_id)) as session:
            on = reading.day_row(session, day_id).on
            if on > self._clock.today() and Coming.ATTENDED in {one for one, _ in states.values()}:
                raise Refused(
                    f"That day lies ahead: it is on {say_short(on)}.",
                    next_step="Note who is invited and who sent apologies until then.",
                )
            for stakeholder_id, (state, heads) in states.items():
                row = reading.stakeholder_row(session, stakeholder_id)
                known = next((one for one in row.days if one.day_id == day_id), None)
                if state is None:
                    if known is not None:
                        row.days.remove(known)
                elif known is not None:
                    known.state, known.heads = state.value, heads
                else:
                    row.days.append(DayComerTable(day_id=day_id, state=state.value, heads=heads))

    # Inside

    def _writing(self, act: str, campaign_id: int) -> AbstractContextManager[Session]:
        with self._store.reading() as session:
            edition = reading.campaign_row(session, campaign_id).edition
        return self._store.writing(f"{act} CTLP {edition}")

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)

    def _campaign_of_day(self, day_id: int) -> int:
        with self._store.reading() as session:
            return reading.day_row(session, day_id).campaign_id
