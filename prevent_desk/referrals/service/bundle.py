"""The services of referrals together, as the application builds them and the screens get them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.service.additions import Additions
from prevent_desk.referrals.service.arrivals import Arrivals
from prevent_desk.referrals.service.assessments import Assessments
from prevent_desk.referrals.service.checks import Checks
from prevent_desk.referrals.service.clocks import Clocks
from prevent_desk.referrals.service.closing import Closings
from prevent_desk.referrals.service.consents import Consents
from prevent_desk.referrals.service.counts import Counts
from prevent_desk.referrals.service.earlier import Earlier
from prevent_desk.referrals.service.episodes import Episodes
from prevent_desk.referrals.service.files import Files
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.service.guard import Guard
from prevent_desk.referrals.service.intake import Intake
from prevent_desk.referrals.service.lists import Lists
from prevent_desk.referrals.service.moves import Moves
from prevent_desk.referrals.service.papers import Papers, Sources
from prevent_desk.referrals.service.people import People
from prevent_desk.referrals.service.referrers import Referrers
from prevent_desk.referrals.service.register import Registers
from prevent_desk.referrals.service.reviews import Reviews
from prevent_desk.referrals.service.sessions import Sessions
from prevent_desk.referrals.service.supports import Supports
from prevent_desk.referrals.service.timeline import Timeline
from prevent_desk.referrals.service.timeline_sources import Source
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class ReferralServices:
    """Everything that can be done with referrals and the people they are about."""

    store: Store
    forms: Forms
    episodes: Episodes
    moves: Moves
    timeline: Timeline
    counts: Counts
    clocks: Clocks
    lists: Lists
    checks: Checks
    assessments: Assessments
    people: People
    guard: Guard
    earlier: Earlier
    files: Files
    consents: Consents
    supports: Supports
    sessions: Sessions
    reviews: Reviews
    closings: Closings
    intake: Intake
    additions: Additions
    referrers: Referrers
    arrivals: Arrivals
    papers: Papers
    registers: Registers

    def by(self) -> str:
        """Return who is at the desk, as records name them: the role of the key that opened it."""
        return self.store.actor


def build(store: Store, clock: Clock, further: Sequence[Source] = ()) -> ReferralServices:
    """Build the services of referrals over one open store.

    Args:
        store: The open store.
        clock: The only reader of the time.
        further: Lines of time that rooms above this one have of referrals.
    """
    forms = Forms()
    episodes, people, guard = Episodes(store, clock), People(store, clock), Guard(store, clock)
    earlier = Earlier(episodes, people, guard)
    intake = Intake(store, clock, forms)
    checks, assessments = Checks(store, clock), Assessments(store, clock, forms)
    consents, supports = Consents(store, clock), Supports(store, clock)
    sessions, reviews = Sessions(store, clock), Reviews(store, clock)
    closings, timeline = Closings(store, clock, forms), Timeline(store, clock, forms, further)
    clocks = Clocks(store, clock, forms)
    sources = Sources(
        forms, episodes, timeline, checks, assessments, consents, supports, sessions, reviews,
        closings,
    )  # fmt: skip
    return ReferralServices(
        store=store,
        forms=forms,
        episodes=episodes,
        moves=Moves(store, clock, forms, earlier.undecided),
        timeline=timeline,
        counts=Counts(store),
        clocks=clocks,
        lists=Lists(store, clock, forms, clocks),
        people=people,
        guard=guard,
        earlier=earlier,
        files=Files(store, clock),
        checks=checks,
        assessments=assessments,
        consents=consents,
        supports=supports,
        sessions=sessions,
        reviews=reviews,
        closings=closings,
        intake=intake,
        additions=Additions(store, clock, forms),
        referrers=Referrers(store),
        arrivals=Arrivals(store, clock, forms, intake),
        papers=Papers(store, clock, sources),
        registers=Registers(store, clock, forms, people),
    )
