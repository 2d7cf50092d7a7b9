"""The plan's services together, as the application builds them and the screens get them."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.core.clock import Clock
from prevent_desk.plan.service.evidence import Evidence
from prevent_desk.plan.service.health import Health
from prevent_desk.plan.service.library import Library
from prevent_desk.plan.service.partners import Agencies, Register, Sending
from prevent_desk.plan.service.plans import Plans
from prevent_desk.plan.service.record_links import RecordLinks
from prevent_desk.plan.service.returns import Returns
from prevent_desk.plan.service.spreadsheet import Spreadsheet
from prevent_desk.plan.service.versions import Versions
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class PlanServices:
    """Everything that can be done with delivery plans and what belongs to them."""

    plans: Plans
    agencies: Agencies
    sending: Sending
    register: Register
    returns: Returns
    library: Library
    evidence: Evidence
    record_links: RecordLinks
    health: Health
    versions: Versions
    spreadsheet: Spreadsheet


def build(store: Store, clock: Clock) -> PlanServices:
    """Build the plan's services over one open store."""
    plans = Plans(store, clock)
    agencies = Agencies(store, clock)
    return PlanServices(
        plans=plans,
        agencies=agencies,
        sending=Sending(store, clock, plans, agencies),
        register=Register(store, clock),
        returns=Returns(store, clock, plans),
        library=Library(store),
        evidence=Evidence(store, plans.kinds),
        record_links=RecordLinks(store, plans.kinds),
        health=Health(store, clock, plans.kinds.numbers),
        versions=Versions(store, clock, plans),
        spreadsheet=Spreadsheet(store, plans),
    )
