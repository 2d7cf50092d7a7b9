"""Everything a practice desk holds, of every room."""

from __future__ import annotations

from prevent_desk.community import practice_engagement, practice_profile, practice_sightings
from prevent_desk.contacts import practice as contacts
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import Clock
from prevent_desk.documents import practice as documents
from prevent_desk.panels import practice as panels
from prevent_desk.plan import practice as plan
from prevent_desk.referrals import practice as referrals
from prevent_desk.store.session import Store
from prevent_desk.training import practice_copies, practice_people, practice_sessions


def fill_practice(store: Store, clock: Clock) -> str:
    """Fill an empty practice desk; nothing of it can be undone.

    Returns:
        The reference of the case that has most to show.
    """
    contacts.fill_practice(store, clock)
    shown = referrals.fill_practice(store, clock)
    panels.fill_practice(store, clock)
    plan.fill_practice(store, clock)
    documents.fill_practice(store, clock, contact_service.build(store, clock))
    practice_engagement.fill_practice(store, clock)
    practice_sightings.fill_practice(store, clock)
    practice_profile.fill_practice(store, clock)
    practice_people.fill_practice(store, clock)
    practice_sessions.fill_practice(store, clock)
    practice_copies.fill_practice(store, clock)
    return shown
