"""The forum's list and two sharing agreements of the practice desk, as they stood weeks ago."""

from __future__ import annotations

from datetime import timedelta

from prevent_desk.contacts import service
from prevent_desk.contacts.model.agreements import NewAgreement
from prevent_desk.contacts.model.lists import Rule, UsedMember, UseKind
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.store.session import Store

_WEEKS_AGO = timedelta(weeks=7)
_NEW_SINCE = 3


def fill_lists(store: Store, clock: Clock) -> None:
    """Make the forum, used some weeks ago, and a list of schools; enter two agreements."""
    earlier = service.build(store, SetClock(clock.now() - _WEEKS_AGO))
    lists = earlier.lists
    forum = lists.add_forum()
    others = [one for one in earlier.people.all() if "forum" in one.topics]
    for one in others[:2]:
        lists.pick(forum, one.id, is_in=True, reason="Comes to the forum")
    gone = [one for one in earlier.people.all(left=True) if one.left is not None]
    then = list(lists.shown(forum).as_used())[_NEW_SINCE:]
    then += [UsedMember(one.id, one.name, one.organisation, one.email) for one in gone[:1]]
    lists.used(forum, UseKind.DRAFT, then, "PD-E-0001")
    lists.add("Schools and colleges", [Rule(sectors=("education",))], "Safeguarding news")
    _agreements(service.build(store, clock), clock)


def _agreements(services: ContactServices, clock: Clock) -> None:
    today = clock.today()
    panel = tuple(one.id for one in services.organisations.all() if one.is_on_panel)
    health = [one.id for one in services.organisations.all() if one.sector == "health"][:1]
    agreements = services.agreements
    tier = agreements.add(
        NewAgreement("Tier 1 sharing agreement", "2.1", "What the panel needs to know of a case",
                     today - timedelta(days=400), today + timedelta(days=330), "", panel)
    )  # fmt: skip
    own = agreements.add(
        NewAgreement("Health purpose-specific agreement", "1", "Health records of adopted cases",
                     today - timedelta(days=760), today - timedelta(days=25), "", tuple(health))
    )  # fmt: skip
    for number, left_open in ((tier, 2), (own, 0)):
        parties = agreements.one(number).parties
        for place, party in enumerate(parties[: len(parties) - left_open]):
            on = today - timedelta(days=300 + 9 * place)
            agreements.sign(party.id, on, "Head of service")
