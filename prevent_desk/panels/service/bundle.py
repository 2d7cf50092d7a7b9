"""The services of panels together, as the application builds them and the screens get them."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.actions.service import Actions
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.panels.service.agenda import Agenda
from prevent_desk.panels.service.becoming import Becoming
from prevent_desk.panels.service.candidates import Candidates
from prevent_desk.panels.service.decisions import Decisions
from prevent_desk.panels.service.earlier import Earlier
from prevent_desk.panels.service.finishing import Finishing
from prevent_desk.panels.service.gathering import Gathering
from prevent_desk.panels.service.half_typed import HalfTyped
from prevent_desk.panels.service.invitations import Invitations
from prevent_desk.panels.service.lines import Lines
from prevent_desk.panels.service.meetings import Meetings
from prevent_desk.panels.service.minutes import Minutes
from prevent_desk.panels.service.packs import Packs
from prevent_desk.panels.service.readiness import Readiness
from prevent_desk.panels.service.register import Registers
from prevent_desk.panels.service.room import RoomService
from prevent_desk.panels.service.scheduling import Scheduling
from prevent_desk.panels.service.series import AllSeries
from prevent_desk.panels.service.sharing import Sharing
from prevent_desk.panels.service.templates import Templates
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class PanelServices:
    """Everything that can be done with panels, and what they stand on."""

    store: Store
    clock: Clock
    contacts: ContactServices
    actions: Actions
    referrals: ReferralServices
    series: AllSeries
    meetings: Meetings
    agenda: Agenda
    scheduling: Scheduling
    invitations: Invitations
    candidates: Candidates
    packs: Packs
    readiness: Readiness
    room: RoomService
    decisions: Decisions
    earlier: Earlier
    lines: Lines
    half_typed: HalfTyped
    finishing: Finishing
    sharing: Sharing
    minutes: Minutes
    becoming: Becoming
    registers: Registers
    templates: Templates

    def by(self) -> str:
        """Return who is at the desk, as records name them: the role of the key that opened it."""
        return self.store.actor


def build(
    store: Store,
    clock: Clock,
    contacts: ContactServices,
    actions: Actions,
    referrals: ReferralServices,
) -> PanelServices:
    """Build the services of panels over one open store and the rooms below."""
    scheduling = Scheduling(store, clock, contacts, referrals)
    agenda = Agenda(store, clock, referrals, scheduling)
    meetings = Meetings(store, clock, scheduling)
    room = RoomService(store, clock, contacts)
    decisions = Decisions(store, clock, referrals.episodes)
    invitations = Invitations(store, clock, contacts, referrals, agenda, scheduling)
    finishing = Finishing(meetings, agenda, room, decisions, actions, referrals)
    gathering = Gathering(store, clock, room, decisions, actions, referrals, finishing)
    return PanelServices(
        store,
        clock,
        contacts,
        actions,
        referrals,
        series=AllSeries(store, clock, referrals.clocks.working_days),
        meetings=meetings,
        agenda=agenda,
        scheduling=scheduling,
        invitations=invitations,
        candidates=Candidates(meetings, agenda, referrals),
        packs=Packs(store, clock, referrals, meetings, agenda, invitations),
        readiness=Readiness(meetings, scheduling, invitations, referrals, room.rule),
        room=room,
        decisions=decisions,
        earlier=Earlier(store, clock, actions),
        lines=Lines(store, clock, actions, referrals),
        half_typed=HalfTyped(store, clock),
        finishing=finishing,
        sharing=Sharing(meetings, agenda, room, actions, contacts, referrals),
        minutes=Minutes(store, clock, gathering),
        becoming=Becoming(store, gathering, contacts, referrals),
        registers=Registers(store, clock, contacts, referrals),
        templates=Templates(store),
    )
