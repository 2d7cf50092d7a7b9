"""The services of an open desk, built once."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.actions.service import Actions
from prevent_desk.app import coverage, figures, schema
from prevent_desk.app.plan_links import PlanOfLogs
from prevent_desk.community import service as community_service
from prevent_desk.community.service import CommunityServices
from prevent_desk.community.service.event_figures import EventFacts
from prevent_desk.community.service.sighting_figures import SightingFacts
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.documents import service as document_service
from prevent_desk.documents.service import DocumentServices
from prevent_desk.panels import service as panel_service
from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.service import timeline as panel_lines
from prevent_desk.plan import service as plan_service
from prevent_desk.plan.service import Plans, PlanServices
from prevent_desk.referrals import service as referral_service
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.reports.service import Reports
from prevent_desk.store.drafts import Drafts
from prevent_desk.store.settings import Settings
from prevent_desk.training import service as training_service
from prevent_desk.training.service import TrainingServices
from prevent_desk.training.service.session_figures import SessionFacts
from prevent_desk.vault.desk import OpenDesk


@dataclass(frozen=True, slots=True)
class Services:
    """What pages and commands work with.

    Attributes:
        desk: The open desk: its store, keys and backups.
        clock: The only reader of the time.
    """

    desk: OpenDesk
    clock: Clock
    plan: PlanServices
    referrals: ReferralServices
    contacts: ContactServices
    actions: Actions
    panels: PanelServices
    training: TrainingServices
    community: CommunityServices
    documents: DocumentServices
    reports: Reports
    settings: Settings
    drafts: Drafts

    @property
    def plans(self) -> Plans:
        """Return the service of the plans themselves."""
        return self.plan.plans


def build(desk: OpenDesk, clock: Clock) -> Services:
    """Build every service over an open desk."""
    schema.know_all_tables()
    store = desk.store
    contacts = contact_service.build(store, clock)
    referrals = referral_service.build(store, clock, panel_lines.SOURCES)
    actions = Actions(store, clock, contacts, referrals.clocks.working_days)
    plan = plan_service.build(store, clock)
    contacts.coverage.providers.append(coverage.plan_column(plan.plans))
    links = PlanOfLogs(plan)
    training = training_service.build(store, clock, contacts, actions, links)
    community = community_service.build(store, clock, contacts, actions, links)
    for facts in (SessionFacts(), EventFacts(), SightingFacts(community.sightings)):
        links.know(facts)
    documents = document_service.build(store, clock, contacts, actions, links)
    trained, met, answered = (
        coverage.as_one(tells, contacts.organisations)
        for tells in (
            training.sessions.last_held,
            community.events.last_held,
            community.profiles.answered_newest,
        )
    )
    contacts.coverage.providers += [
        coverage.training_column(trained, clock),
        coverage.engagement_column(met, clock),
        coverage.profile_column(answered),
    ]
    contacts.history.sources += [
        training.sessions.happenings,
        training.copies.happenings,
        community.events.happenings,
        community.sightings.happenings,
        community.profiles.happenings,
        community.enquiries.happenings,
        documents.documents.happenings,
    ]
    return Services(
        desk,
        clock,
        plan,
        referrals,
        contacts,
        actions,
        panel_service.build(store, clock, contacts, actions, referrals),
        training,
        community,
        documents,
        Reports(store, clock, figures.sources(training, community, documents)),
        Settings(store),
        Drafts(store),
    )
