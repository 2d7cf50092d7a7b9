"""The CTLP campaign of the practice desk: sent three weeks ago, half of it back."""

from __future__ import annotations

from datetime import timedelta

from prevent_desk.actions.service import Actions
from prevent_desk.community import service
from prevent_desk.community.model.profile import Coming, NewCampaign, NewDay, Stakeholder
from prevent_desk.community.service import CommunityServices
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import Clock
from prevent_desk.core.questionnaire import Answer
from prevent_desk.store.session import Store

_ASKED = 16
_FURTHER = (
    "Bank of the Bridge", "Church watchers", "Cordwainer Tower", "Exchange Square management",
    "Guildhall students’ union", "Hotel at the Wall", "Lime Street market", "Livery company",
    "Riverside gym", "Street pastors", "Youth club, Golden Lane",
)  # fmt: skip
_SAID: tuple[dict[str, Answer], ...] = (
    {
        "noticed": {"state": "yes", "evidence": "Stickers at the staff entrance, three times."},
        "themes": ["far_right"], "trend": "more", "whom": "yes",
        "trained": {"state": "yes", "evidence": "Twenty at reception, last spring."},
        "wanted": "A talk for night staff.",
    },
    {
        "noticed": {"state": "no"}, "trend": "same", "whom": "not_known",
        "trained": {"state": "no"}, "gaps": "Agency staff change every month.",
        "wanted": "A short film, a poster with the number to ring.",
    },
    {
        "noticed": {"state": "yes", "evidence": "Leaflets left in the reading room in May."},
        "themes": ["conspiracy", "antisemitic"], "trend": "more", "whom": "yes",
        "venue": {"state": "yes", "evidence": "The manager decides; nobody is asked."},
        "wanted": "Whom to ask about a speaker.",
    },
    {
        "noticed": {"state": "not_known"}, "trend": "not_known", "whom": "no",
        "tension": {"state": "yes", "evidence": "Between two groups of tenants since June."},
        "others": "The managing agents of the estate.",
    },
)  # fmt: skip


def fill_practice(store: Store, clock: Clock) -> None:
    """Fill a desk that has its contacts with one campaign; nothing of it can be undone."""
    contacts = contact_service.build(store, clock)
    fill(service.build(store, clock, contacts, Actions(store, clock, contacts)))


def fill(services: CommunityServices) -> None:
    """Begin a campaign, send it, and let half of it come back."""
    profiles, days = services.profiles, services.profile_days
    today = services.clock.today()
    sent, due = today - timedelta(days=21), today + timedelta(days=3)
    campaign = profiles.add(
        NewCampaign(f"{today.year}/{(today.year + 1) % 100:02}", due=due, stage="production",
                    kept_at="With the police, room of the partnership team")
    )  # fmt: skip
    places = [one.id for one in services.contacts.organisations.all()][:_ASKED]
    profiles.ask(campaign, places, _FURTHER[: 27 - len(places)])
    everybody = profiles.stakeholders(campaign)
    asked = [one for one in everybody if one.contact] + [
        one for one in everybody if not one.contact
    ]
    profiles.sent([one.id for one in asked[:23]], sent, "Draft made")
    for place, one in enumerate(asked[:14]):
        answers = {"organisation": one.name, **_SAID[place % len(_SAID)]}
        services.profile_returns.keep(one.id, answers, on=sent + timedelta(days=4 + place))
    profiles.note(asked[15].id, "Will come to it after their own audit", called=True)
    awareness = days.add(
        campaign, NewDay("awareness", today - timedelta(days=7), "", "10:00", "Community room")
    )
    days.add(campaign, NewDay("feedback", today + timedelta(days=30), "", "14:00", "Guildhall"))
    days.add(campaign, NewDay("regional", today + timedelta(days=26)))
    days.come(awareness, _came(asked[:9]))
    _themes(services, campaign, asked)


def _came(stakeholders: list[Stakeholder]) -> dict[int, tuple[Coming | None, int | None]]:
    found: dict[int, tuple[Coming | None, int | None]] = {
        one.id: (Coming.ATTENDED, 1 + place % 3) for place, one in enumerate(stakeholders[:6])
    }
    found |= {one.id: (Coming.APOLOGY, None) for one in stakeholders[6:]}
    return found


def _themes(services: CommunityServices, campaign: int, asked: list[Stakeholder]) -> None:
    themes = services.profile_themes
    first = themes.add(
        campaign, "Stickers at staff entrances", stakeholders=[asked[0].id, asked[4].id]
    )
    themes.to_plan(first, None, "Next plan: lighting and cleansing together")
    themes.add(campaign, "Speakers nobody asks about", stakeholders=[asked[2].id])
