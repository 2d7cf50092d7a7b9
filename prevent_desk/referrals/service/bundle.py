"""The services of referrals together, as the application builds them and the screens get them."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.service.arrivals import Arrivals
from prevent_desk.referrals.service.assessments import Assessments
from prevent_desk.referrals.service.checks import Checks
from prevent_desk.referrals.service.clocks import Clocks
from prevent_desk.referrals.service.closing import Closings
from prevent_desk.referrals.service.consents import Consents
from prevent_desk.referrals.service.counts import Counts
from prevent_desk.referrals.service.earlier import Earlier
from prevent_desk.referrals.service.episodes import Episodes
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.service.guard import Guard
from prevent_desk.referrals.service.intake import Intake
from prevent_desk.referrals.service.moves import Moves
from prevent_desk.referrals.service.people import People
from prevent_desk.referrals.service.reviews import Reviews
from prevent_desk.referrals.service.sessions import Sessions
from prevent_desk.referrals.service.supports import Supports
from prevent_desk.referrals.service.timeline import Timeline
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
    checks: Checks
    assessments: Assessments
    people: People
    guard: Guard
    earlier: Earlier
    consents: Consents
    supports: Supports
    sessions: Sessions
    reviews: Reviews
    closings: Closings
    intake: Intake
    arrivals: Arrivals

    def by(self) -> str:
        """Return who is at the desk, as records name them: the role of the key that opened it."""
        return self.store.actor


def build(store: Store, clock: Clock) -> ReferralServices:
    """Build the services of referrals over one open store."""
    forms = Forms()
    episodes, people, guard = Episodes(store, clock), People(store, clock), Guard(store, clock)
    earlier = Earlier(episodes, people, guard)
    intake = Intake(store, clock, forms)
    return ReferralServices(
        store=store,
        forms=forms,
        episodes=episodes,
        moves=Moves(store, clock, forms, earlier.undecided),
        timeline=Timeline(store, clock, forms),
        counts=Counts(store),
        clocks=Clocks(store, clock, forms),
        people=people,
        guard=guard,
        earlier=earlier,
        checks=Checks(store, clock),
        assessments=Assessments(store, clock, forms),
        consents=Consents(store, clock),
        supports=Supports(store, clock),
        sessions=Sessions(store, clock),
        reviews=Reviews(store, clock),
        closings=Closings(store, clock, forms),
        intake=intake,
        arrivals=Arrivals(store, clock, forms, intake),
    )
