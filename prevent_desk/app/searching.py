"""What the palette finds among the records, and how each is reached; those opened last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from prevent_desk.app.palette import Record
from prevent_desk.app.services import Services
from prevent_desk.community.service import CommunityServices
from prevent_desk.documents.service import DocumentServices
from prevent_desk.store import search
from prevent_desk.training.service import TrainingServices

LOGS: dict[str, tuple[str, str, str, str, str]] = {
    "course": ("Course", "graduation-cap", "Training", "courses", "course"),
    "department": ("Department", "building-2", "Training", "matrix", "department"),
    "learner": ("Person on a staff list", "user", "Training", "people", "person"),
    "training_session": ("Training session", "graduation-cap", "Training", "log", "session"),
    "product_copy": ("Product copy", "package", "Training", "copies", "copy"),
    "engagement": ("Engagement", "users", "Community", "engagement", "event"),
    "sighting": ("Sighting", "map-pin", "Community", "sightings", "sighting"),
    "profile_campaign": ("CTLP", "inbox", "Community", "profile", "campaign"),
    "venue_enquiry": ("Venue enquiry", "circle-question-mark", "Community", "enquiries", "enquiry"),
    "policy_document": ("Document", "file-text", "Records", "documents", "document"),
}
"""Records of logs: words, icon, page, tab, and what a position calls the record."""

_KINDS = {
    "action": ("Plan action", "layout-list"),
    "objective": ("Objective", "target"),
    "plan": ("Delivery plan", "layout-list"),
    "library": ("Criterion", "list-checks"),
    "evidence": ("Evidence", "file-check"),
    "referral": ("Referral", "inbox"),
    "person": ("Person", "user"),
    "owed": ("Action", "list-checks"),
    "organisation": ("Organisation", "contact"),
    "contact": ("Contact", "user"),
    "contact_list": ("List of contacts", "users"),
    "agreement": ("Sharing agreement", "handshake"),
    "panel": ("Panel", "gavel"),
    "panel_decision": ("Decision of a panel", "scale"),
    **{kind: (words, icon) for kind, (words, icon, *_at) in LOGS.items()},
}
"""What `store.search` calls a record: words and icon."""

_PAGES = {
    "referral": "Referrals",
    "person": "Referrals",
    "owed": "Actions",
    "organisation": "Contacts",
    "contact": "Contacts",
    "contact_list": "Contacts",
    "agreement": "Contacts",
    "panel": "Panels",
    "panel_decision": "Panels",
    **{kind: page for kind, (_words, _icon, page, *_at) in LOGS.items()},
}
"""The page where a record of a kind is opened; the plan for all others."""

_LEAST_LETTERS = 2
_MOST_HITS = 30
_RECENT, _MOST_RECENT = "desk/recent", 6

Open = Callable[[str, dict[str, Any]], object]
"""Shows a page at a position."""


class Searching:
    """Finds records by their words."""

    def __init__(self, services: Services, open_page: Open) -> None:
        self._services, self._open = services, open_page

    def find(self, typed: str) -> list[Record]:
        """Return records that hold every word typed; nothing for a single letter.

        Those whose titles begin with what was typed come first, then the best first.
        """
        if len(typed) < _LEAST_LETTERS:
            return []
        with self._services.desk.store.reading() as session:
            hits = search.find(session, typed, _MOST_HITS)
        begun = typed.casefold()
        # A reference typed means the referral it names before whatever speaks of it.
        hits = sorted(hits, key=lambda hit: not hit.title.casefold().startswith(begun))
        return [
            self._record(hit.kind, hit.object_id, hit.title) for hit in hits if hit.kind in _KINDS
        ]

    def recent(self) -> list[Record]:
        """Return the records opened last from here, newest first."""
        kept = self._services.settings.get(_RECENT, [])
        return [
            self._record(kind, object_id, title)
            for kind, object_id, title in kept
            if kind in _KINDS and self._position(kind, object_id) is not None
        ]

    def _record(self, kind: str, object_id: int, title: str) -> Record:
        words, icon = _KINDS[kind]
        return Record(
            title, words, icon, partial(self._go, kind, object_id, title), f"{kind}{object_id}"
        )

    def _go(self, kind: str, object_id: int, title: str) -> None:
        position = self._position(kind, object_id)
        if position is None:
            return
        kept = self._services.settings.get(_RECENT, [])
        others = [one for one in kept if one[:2] != [kind, object_id]]
        self._services.settings.put(_RECENT, [[kind, object_id, title], *others][:_MOST_RECENT])
        self._open(_PAGES.get(kind, "Plan"), position)

    def _position(self, kind: str, object_id: int) -> dict[str, Any] | None:
        """Return where a record is; None where it is no longer there."""
        if kind == "referral":
            known = self._services.referrals.episodes.is_there(object_id)
            return {"view": "desk", "episode": object_id} if known else None
        if kind == "person":
            return {"view": "people", "person": object_id}
        if kind == "owed":
            return {"action": object_id} if self._services.actions.is_there(object_id) else None
        if kind in {"organisation", "contact", "contact_list", "agreement"}:
            return self._contact_position(kind, object_id)
        if kind == "panel":
            known = self._services.panels.meetings.is_there(object_id)
            return {"view": "meetings", "meeting": object_id} if known else None
        if kind == "panel_decision":
            item_id = self._services.panels.registers.item_of(object_id)
            return {"view": "decisions", "item": item_id} if item_id is not None else None
        if kind in LOGS:
            return self._log_position(kind, object_id)
        plan_services = self._services.plan
        if kind == "library":
            known = plan_services.library.entry(object_id) is not None
            return {"view": "library", "entry": object_id} if known else None
        if kind == "evidence":
            known = plan_services.evidence.piece(object_id) is not None
            return {"view": "evidence", "evidence": object_id} if known else None
        plan = plan_services.plans.plan_holding(kind, object_id)
        if plan is None:
            return None
        return {"plan": plan} if kind == "plan" else {"plan": plan, kind: object_id}

    def _log_position(self, kind: str, object_id: int) -> dict[str, Any] | None:
        _words, _icon, page, tab, name = LOGS[kind]
        rooms: dict[str, TrainingServices | CommunityServices | DocumentServices] = {
            "Training": self._services.training,
            "Community": self._services.community,
            "Records": self._services.documents,
        }
        known = rooms[page].is_there(kind, object_id)
        return {"tab": tab, "record": object_id, name: object_id} if known else None

    def _contact_position(self, kind: str, object_id: int) -> dict[str, Any] | None:
        contacts = self._services.contacts
        if kind == "organisation":
            known = contacts.organisations.is_there(object_id)
            return {"tab": "seats", "organisation": object_id} if known else None
        if kind == "contact":
            known = contacts.people.is_there(object_id)
            return {"tab": "people", "contact": object_id} if known else None
        if kind == "contact_list":
            known = contacts.lists.is_there(object_id)
            return {"tab": "lists", "list": object_id} if known else None
        known = any(one.id == object_id for one in contacts.agreements.all())
        return {"tab": "agreements", "agreement": object_id} if known else None
