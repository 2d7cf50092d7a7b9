"""A panel that is planned for 10 December, with cases that come from gathering information."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.referrals.model.states import State
from tests.panels.desks import Desk
from tests.referrals import desks as referral_desks

DAY = datetime.fromisoformat("2025-12-10T10:00")
NAMES = (("Imran", "Vale"), ("Tess", "Ober"), ("Sam", "Iles"), ("Una", "Reeve"))
REASON = "The police have it from another force."


def gathered(desk: Desk, given: str, family: str, home: str = "city_of_london") -> int:
    """Add a case whose information is being gathered, and return its key."""
    cases = referral_desks.Desk(desk.store, desk.services.referrals, desk.clock)
    return cases.add(
        given, family, state=State.INFORMATION_GATHERING.value, home_area=home,
        sector="police", received=datetime.combine(date(2025, 11, 3), time(9, 30)),
        person={"born_told": "14/05/2008", "born": date(2008, 5, 14)},
    )  # fmt: skip


def planned(desk: Desk, count: int, *, called: bool = False) -> tuple[int, list[int]]:
    """Plan a panel with so many cases, everybody on its list; called out where asked.

    Returns:
        The meeting, and the points of its cases.
    """
    services = desk.services
    one = services.meetings.add(NewMeeting(DAY, DAY + timedelta(minutes=90), link="https://x.y"))
    items = [
        services.agenda.add_case(one, gathered(desk, *NAMES[number]), "new")
        for number in range(count)
    ]
    if called:
        services.invitations.ask(one, services.invitations.propose(one))
        asked = [each.id for each in services.invitations.of(one)]
        services.invitations.call_out(one, asked, dict.fromkeys(items, REASON))
    return one, items
