"""What tests of referrals ask of a desk again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prevent_desk.core.clock import SetClock
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.tables import (
    EpisodePersonTable,
    EpisodeTable,
    MoveTable,
    PersonTable,
    ReferrerTable,
)
from prevent_desk.store.session import Store


@dataclass
class Desk:
    """An open store with the services of referrals over it."""

    store: Store
    services: ReferralServices
    clock: SetClock

    def add(
        self,
        given: str = "Kris",
        family: str = "Hallam",
        *,
        state: str = "received",
        received: datetime | None = None,
        person: dict[str, Any] | None = None,
        referrer: dict[str, Any] | None = None,
        details: dict[str, Any] | None = None,
        **more: Any,
    ) -> int:
        """Write a referral straight into the tables and return its key; services do it otherwise.

        `person`, `referrer` and `more` set columns of the three rows; `details` is of its move.
        """
        now = self.clock.now().replace(tzinfo=None)
        told = received or now
        with self.store.writing(None) as session:
            used = session.query(EpisodeTable).count()
            subject = PersonTable(
                **dict.fromkeys(TEXTS, "")
                | {"head_id": 0, "is_approximate": False, "at": now}
                | {"given": given, "family": family}
                | (person or {})
            )
            session.add(subject)
            session.flush()
            subject.head_id = subject.head_id or subject.id
            name = f"{subject.given} {subject.family}".strip() or subject.label
            columns: dict[str, Any] = dict.fromkeys(EPISODE_TEXTS, "") | {
                "ref": f"PD-{told.year}-{used + 1:03}", "names": name, "state": state,
                "state_on": told.date(), "received": told, "recorded": now, "by": "coordinator",
                "medium": "phone", "sector": "education", "form": "referral",
                "form_version": "2024", "answers": {},
            }  # fmt: skip
            row = EpisodeTable(**columns | more)
            row.people.append(EpisodePersonTable(person=subject, role="subject", note=""))
            row.moves.append(
                MoveTable(
                    was="",
                    now=state,
                    on=told,
                    at=now,
                    by="coordinator",
                    reason="",
                    details=details or {},
                    exception="",
                )
            )
            session.add(row)
            session.flush()
            told_by: dict[str, Any] = dict.fromkeys(REFERRER_TEXTS, "") | {
                "episode_id": row.id, "is_anonymous": False, "answers": {},
            }  # fmt: skip
            session.add(ReferrerTable(**told_by | (referrer or {})))
            return row.id

    def person_of(self, episode_id: int) -> int:
        """Return the first subject's key."""
        return self.services.episodes.episode(episode_id).subjects[0].id


TEXTS = (
    "label", "given", "family", "aliases", "born_told", "gender", "ethnicity", "health", "address",
    "town", "postcode", "earlier", "home_area", "phones", "emails", "online", "language",
    "nationality", "note",
)  # fmt: skip
EPISODE_TEXTS = (
    "source", "danger", "handed_over", "city_link", "home_area", "responsible_area", "concern",
    "outcome", "pattern", "pcmt", "police_ref",
)  # fmt: skip
REFERRER_TEXTS = (
    "name", "organisation", "role", "phone", "email", "safe_way", "promised", "wants_feedback",
    "told",
)  # fmt: skip
