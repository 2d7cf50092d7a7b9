"""A desk with a CTLP campaign, on a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from prevent_desk.actions.service import Actions
from prevent_desk.community import service
from prevent_desk.community.exports import profile_forms
from prevent_desk.community.exports.profile_forms import FormFor, Forms, FormsOrder
from prevent_desk.community.model.profile import NewCampaign, Stakeholder
from prevent_desk.community.service import CommunityServices
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.model.people import NewContact, NewOrganisation
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.core.clock import SetClock
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.readers import shipped
from prevent_desk.store.session import Store
from tests import ready

TODAY = date(2025, 6, 24)
SENT, DUE = date(2025, 6, 3), date(2025, 6, 27)


@dataclass(frozen=True, slots=True)
class Desk:
    """A store with the services of the community, and a campaign of three stakeholders.

    Attributes:
        trust, estates, church: Their organisations; nobody is known at the church.
    """

    store: Store
    clock: SetClock
    services: CommunityServices
    campaign: int
    trust: int
    estates: int
    church: int

    def of(self, organisation: int) -> Stakeholder:
        """Return the stakeholder an organisation is."""
        return next(
            one
            for one in self.services.profiles.stakeholders(self.campaign)
            if one.organisation_id == organisation
        )

    def forms(self, *stakeholders: Stakeholder) -> list[Forms]:
        """Return the forms that go to some of them."""
        order = FormsOrder(
            shipped.questionnaires()["ctlp-return", "1"], dict(shipped.vocabularies()),
            FormPaper("OFFICIAL", self.clock.now(), "The office"),
            tuple(FormFor(one.name, one.mark) for one in stakeholders),
        )  # fmt: skip
        return list(profile_forms.unpacked(profile_forms.write_in_child((order,))))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A campaign of which nothing was sent yet."""
    clock = SetClock(datetime(2025, 6, 24, 9, 0, tzinfo=UTC))
    store = ready.empty_store(tmp_path, clock)
    contacts = contact_service.build(store, clock)
    add = contacts.organisations.add
    trust = add(NewOrganisation("Invented Hospital Trust", "health"))
    estates = add(NewOrganisation("North Estates", "housing"))
    church = add(NewOrganisation("Church Watchers", "community"))
    for place, name in ((trust, "A. Invented"), (estates, "B. Madeup")):
        person = contacts.people.add(NewContact(name, place, emails=(f"{name[0]}@x.example",)))
        contacts.seats.fill(place, SeatKind.PREVENT_LEAD, person, date(2025, 1, 1))
    services = service.build(store, clock, contacts, Actions(store, clock, contacts))
    campaign = services.profiles.add(NewCampaign("2025/26", due=DUE))
    services.profiles.ask(campaign, [trust, estates, church])
    yield Desk(store, clock, services, campaign, trust, estates, church)
    store.close()
