"""Fills a practice desk with a panel that was held and one that is planned; all of it invented.

The cases are those of the practice desk: the meetings are found in their own records, so that a
panel's agenda and the chronologies of its cases tell the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from prevent_desk.actions.model.records import Owner
from prevent_desk.actions.service import Actions
from prevent_desk.actions.service.actions import Change
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.panels import service as panel_service
from prevent_desk.panels.model import series as rules
from prevent_desk.panels.model.inviting import Guest
from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.records import Attendee, ItemKind, LineKind, Mode
from prevent_desk.panels.model.series import NewSeries
from prevent_desk.panels.service import PanelServices
from prevent_desk.referrals import service as referral_service
from prevent_desk.referrals.model.listing import Filter, Which
from prevent_desk.referrals.model.moves import last_details, last_move
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.store.session import Store

_LINK = "https://meetings.example/channel-panel"
_CHAIR = "A. Marsh"
_HELD_AT, _LONG = time(14), timedelta(minutes=90)


class _Said(NamedTuple):
    """A line of the notes: by which agency's code, of what kind."""

    agency: str
    kind: LineKind
    words: str


_NOTES = (
    _Said("police_prevent", LineKind.INFORMATION, "Nothing on police systems since the referral."),
    _Said("childrens_social_care", LineKind.INFORMATION, "Early help in 2022; no open plan."),
    _Said("early_help", LineKind.CONCERN, "Attendance fell from 96% to 71% since September."),
    _Said("nhs_trust", LineKind.INFORMATION, "Not known to the trust."),
    _Said("", LineKind.RISK, "Moderate; no sign of planning."),
)
_ACTION = _Said("early_help", LineKind.ACTION, "Name one trusted adult at school and meet weekly.")
_DECISION = "Offer support, subject to consent."
_WHY = "Grievance and isolation are growing; a mentor and the school can lower both."


@dataclass(frozen=True, slots=True)
class _Case:
    episode_id: int
    on: datetime
    purpose: str


def fill_practice(store: Store, clock: Clock) -> None:
    """Fill a practice desk that has agencies and cases; nothing of it can be undone."""
    now = clock.now()
    hand = SetClock(now)
    services = _services(store, hand)
    series = services.series.add(
        NewSeries("Channel panel", rules.monthly(2, 2), "10:00", 90, Mode.VIRTUAL, link=_LINK)
    )
    if decided := _decided(services):
        _hold(services, hand, decided, series)
    hand.moment = now
    _plan(services, series)
    store.close_history()


def _services(store: Store, clock: Clock) -> PanelServices:
    contacts = contact_service.build(store, clock)
    actions = Actions(store, clock, contacts)
    referrals = referral_service.build(store, clock)
    return panel_service.build(store, clock, contacts, actions, referrals)


def _decided(services: PanelServices) -> _Case | None:
    """Return the case a panel decided last."""
    found = [
        _Case(one.id, move.on, "new")
        for one in _episodes(services)
        if (move := last_move(one.moves, State.PANEL_DECISION)) is not None
    ]
    return max(found, key=lambda one: one.on, default=None)


def _episodes(services: PanelServices) -> list[Episode]:
    lists = services.referrals.lists
    listing = lists.find(Filter(which=Which.ALL))
    return [
        services.referrals.episodes.episode(line.id)
        for line in lists.rows(listing, 0, listing.count)
    ]


def _hold(services: PanelServices, clock: SetClock, case: _Case, series: int) -> None:
    """Live through the panel that decided a case, on its own day."""
    starts = datetime.combine(case.on.date(), _HELD_AT)
    asked_on = starts - timedelta(days=1)
    while not services.referrals.clocks.working_days().is_worked(asked_on.date()):
        asked_on -= timedelta(days=1)
    _go(clock, asked_on)
    meeting = services.meetings.add(
        NewMeeting(starts, starts + _LONG, link=_LINK, chair=_CHAIR, series_id=series)
    )
    item = services.agenda.add_case(meeting, case.episode_id, case.purpose)
    services.invitations.ask(meeting, services.invitations.propose(meeting))
    asked = services.invitations.of(meeting)
    services.invitations.call_out(meeting, [one.id for one in asked])
    for one in asked[:-1]:
        services.invitations.answer(one.id, "coming")
    services.invitations.answer(asked[-1].id, "apology", "Annual leave")
    _go(clock, starts)
    services.meetings.begin(meeting)
    services.room.arrive_all(meeting)
    services.meetings.read_statement(meeting)
    _go(clock, starts + timedelta(minutes=9))
    services.agenda.go_to(item)
    _note(services, clock, item, asked, starts)
    closing = next(i for i in services.agenda.of(meeting) if i.kind is ItemKind.CLOSE)
    _go(clock, starts + timedelta(minutes=38))
    services.agenda.go_to(closing.id)
    _go(clock, starts + timedelta(minutes=41))
    services.meetings.finish(meeting)


def _note(
    services: PanelServices,
    clock: SetClock,
    item: int,
    asked: Sequence[Attendee],
    starts: datetime,
) -> None:
    codes = {one.id: one.agency for one in services.contacts.organisations.all()}
    speakers = {codes.get(one.organisation_id or 0, ""): one for one in asked}
    for number, said in enumerate((*_NOTES, _ACTION)):
        _go(clock, starts + timedelta(minutes=11 + 4 * number))
        who = speakers.get(said.agency) if said.agency else None
        line = services.lines.add(
            item, said.kind, said.words,
            speaker_id=who.id if who else None, speaker="" if who else "Panel",
        )  # fmt: skip
        if said.kind is LineKind.ACTION and who is not None:
            owner = Owner(who.organisation_id, "panel_lead", None, who.agency, who.agency)
            owed = services.lines.one(line).owed_id
            change = Change(owner=owner, due=_in_two_weeks(starts.date()), due_told="in two weeks")
            services.actions.change(owed or 0, change)
    decided = services.lines.add(item, LineKind.DECISION, _DECISION, speaker="Panel")
    services.decisions.set(
        item, line_id=decided, code="adopt", words=_DECISION, rationale=_WHY, how="unanimous",
        risk="Moderate; no sign of planning.", consent="To be asked of a parent.",
        asker="School safeguarding lead", asked_how="At home, within a week",
        teller="Corporation CST", told_what="That support is offered.",
        next_review=starts.date() + timedelta(weeks=12),
    )  # fmt: skip


def _plan(services: PanelServices, series: int) -> None:
    """Plan the panel that a case is set down for, with those that are due for review by it."""
    set_down = [
        (one.id, datetime.fromisoformat(str(last_details(one, one.state)["panel_on"])))
        for one in _episodes(services)
        if one.state is State.PANEL_SCHEDULED
    ]
    starts = min((on for _one, on in set_down), default=None)
    if starts is None:
        return
    meeting = services.meetings.add(
        NewMeeting(
            starts, starts + _LONG, mode=Mode.HYBRID, venue="Guildhall, West Wing, room 3",
            link=_LINK, chair=_CHAIR, series_id=series,
        )
    )  # fmt: skip
    for case in services.candidates.of(meeting):
        if case.is_ready:
            services.agenda.add_case(meeting, case.episode_id, case.purpose)
    services.invitations.ask(meeting, services.invitations.propose(meeting))
    first = services.packs.cases(meeting)[0]
    guest = Guest("H. Bright", "City school", "h.bright@cityschool.example", item_id=first.id)
    services.invitations.add_guest(meeting, guest)
    asked = services.invitations.of(meeting)
    services.invitations.call_out(meeting, [one.id for one in asked])
    for one in asked[:4]:
        services.invitations.answer(one.id, "coming")


def _go(clock: SetClock, at: datetime) -> None:
    """Go to a moment of the wall's clock here; never past the moment the desk is made."""
    clock.moment = at.astimezone(clock.moment.astimezone().tzinfo)


def _in_two_weeks(day: date) -> date:
    return day + timedelta(weeks=2)
