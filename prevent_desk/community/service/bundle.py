"""The services of community together, as the application builds them and the screens get them."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.actions.service import Actions
from prevent_desk.community.service import known
from prevent_desk.community.service.digest import Digests
from prevent_desk.community.service.enquiries import Enquiries
from prevent_desk.community.service.enquiry_log import EnquiryLog
from prevent_desk.community.service.event_log import EventLog
from prevent_desk.community.service.events import Events
from prevent_desk.community.service.names import Names
from prevent_desk.community.service.photos import Photos
from prevent_desk.community.service.places import Places
from prevent_desk.community.service.profile_days import ProfileDays
from prevent_desk.community.service.profile_log import StakeholderLog
from prevent_desk.community.service.profile_returns import ProfileReturns
from prevent_desk.community.service.profile_themes import ProfileThemes
from prevent_desk.community.service.profiles import Profiles
from prevent_desk.community.service.series import RegularEvents
from prevent_desk.community.service.sighting_reports import SightingReports
from prevent_desk.community.service.sightings import Sightings
from prevent_desk.community.service.sightings_log import SightingLog
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.logbook.service.bundle import LogServices
from prevent_desk.logbook.service.plan_links import NoPlan, PlanLinks
from prevent_desk.readers import shipped
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class CommunityServices(LogServices):
    """Everything that can be done with community, and what it stands on."""

    events: Events
    regular: RegularEvents
    enquiries: Enquiries
    sightings: Sightings
    sighting_log: SightingLog
    places: Places
    photos: Photos
    sighting_reports: SightingReports
    digests: Digests
    profiles: Profiles
    profile_log: StakeholderLog
    profile_returns: ProfileReturns
    profile_days: ProfileDays
    profile_themes: ProfileThemes

    def is_there(self, kind: str, object_id: int) -> bool:
        """Return whether a record that search names is still there."""
        return known.is_there(self.store, kind, object_id)

    def needing(self) -> int:
        """Return how much waits for the user: events to confirm, enquiries to advise or follow."""
        return self.events.needing() + self.enquiries.needing()


def build(
    store: Store,
    clock: Clock,
    contacts: ContactServices,
    actions: Actions,
    plan: PlanLinks | None = None,
) -> CommunityServices:
    """Build the services of community over one open store and the rooms below."""
    links, names, terms = plan or NoPlan(), Names(store), shipped.vocabularies
    event_log = EventLog(store, names, terms)
    sightings, photos = Sightings(store, clock, names, links), Photos(store)
    places = Places(store, clock)
    events = Events(store, clock, contacts, actions, links, event_log, terms)
    profiles = Profiles(store, clock, contacts, names)
    return CommunityServices(
        store, clock, contacts, actions, links, events,
        RegularEvents(store, clock, events, actions.working_days, terms),
        Enquiries(store, clock, actions, EnquiryLog(store, names, terms), terms),
        sightings, SightingLog(store, sightings, names), places,
        photos, SightingReports(store, clock, contacts, sightings, photos),
        Digests(store, clock, contacts, sightings, places),
        profiles, StakeholderLog(store, clock, names), ProfileReturns(store, clock, names),
        ProfileDays(store, clock), ProfileThemes(store, clock),
    )  # fmt: skip
