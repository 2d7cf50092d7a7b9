"""Themes drawn from the answers to a CTLP campaign; each act one Undo."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from prevent_desk.community.model.profile import Theme
from prevent_desk.community.service import profile_reading as reading
from prevent_desk.community.tables import (
    SightingTable,
    ThemeTable,
)
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.marking import refuse_above
from prevent_desk.store.session import Store


class ProfileThemes:
    """Keeps titles of risks, in the officer's words, and where in the plan they went."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def of(self, campaign_id: int) -> list[Theme]:
        """Return the themes drawn from a campaign, in the order they were."""
        with self._store.reading() as session:
            return reading.themes(session, campaign_id)

    def add(
        self, campaign_id: int, title: str, words: str = "", stakeholders: Sequence[int] = ()
    ) -> int:
        """Draw a theme from the answers; return its number.

        Raises:
            Refused: It has no title.
        """
        _refuse_untitled(title)
        refuse_above((title, words))
        with self._writing("theme of", campaign_id) as session:
            return self._add(session, campaign_id, title, words, stakeholders).id

    def change(
        self,
        theme_id: int,
        *,
        title: str | None = None,
        words: str | None = None,
        stakeholders: Sequence[int] | None = None,
    ) -> None:
        """Change a theme.

        Raises:
            Refused: It would have no title, or is no longer there.
        """
        if title is not None:
            _refuse_untitled(title)
        refuse_above((title or "", words or ""))
        with self._writing("theme of", self._campaign_of_theme(theme_id)) as session:
            row = reading.theme_row(session, theme_id)
            row.title = title.strip() if title is not None else row.title
            row.words = words.strip() if words is not None else row.words
            if stakeholders is not None:
                row.stakeholders = sorted(set(stakeholders))

    def remove(self, theme_id: int) -> None:
        """Take a theme out."""
        with self._writing("removal of a theme of", self._campaign_of_theme(theme_id)) as session:
            session.delete(reading.theme_row(session, theme_id))

    def to_plan(self, theme_id: int, action_id: int | None, words: str) -> None:
        """Note where in the plan a theme went; no action and no words take the note away."""
        with self._writing("theme of", self._campaign_of_theme(theme_id)) as session:
            row = reading.theme_row(session, theme_id)
            row.plan_action_id, row.plan_words = action_id, words.strip()

    def take_sighting(
        self, campaign_id: int, sighting_id: int, *, theme_id: int | None = None, title: str = ""
    ) -> int:
        """Take a sighting to a theme, or to a new one, and note that it was; return the theme.

        Raises:
            Refused: A new theme has no title, or something is no longer there.
        """
        if theme_id is None:
            _refuse_untitled(title)
        with self._writing("sighting taken to", campaign_id) as session:
            sighting = session.get(SightingTable, sighting_id)
            if sighting is None:
                raise reading.gone("sighting")
            row = (
                reading.theme_row(session, theme_id)
                if theme_id is not None
                else self._add(session, campaign_id, title, "", ())
            )
            row.sightings = sorted({*row.sightings, sighting_id})
            sighting.for_profile = sighting.for_profile or self._clock.today()
            return row.id

    # Inside

    def _writing(self, act: str, campaign_id: int) -> AbstractContextManager[Session]:
        with self._store.reading() as session:
            edition = reading.campaign_row(session, campaign_id).edition
        return self._store.writing(f"{act} CTLP {edition}")

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)

    def _add(
        self,
        session: Session,
        campaign_id: int,
        title: str,
        words: str,
        stakeholders: Sequence[int],
    ) -> ThemeTable:
        row = ThemeTable(
            campaign_id=campaign_id, title=title.strip(), words=words.strip(),
            stakeholders=sorted(set(stakeholders)), sightings=[], plan_action_id=None,
            plan_words="", at=self._now(), by=self._store.actor,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row

    def _campaign_of_theme(self, theme_id: int) -> int:
        with self._store.reading() as session:
            return reading.theme_row(session, theme_id).campaign_id


def _refuse_untitled(title: str) -> None:
    if not title.strip():
        raise Refused("The theme has no title.", next_step="Write it in a few words.")
