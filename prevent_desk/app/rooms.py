"""The rooms of the desk, in the order of the rail; each is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from prevent_desk.actions.ui.page import ActionsPage
from prevent_desk.app.modules import Module
from prevent_desk.app.record_tabs import record_tabs
from prevent_desk.app.services import Services
from prevent_desk.community.ui.room import CommunityRoom
from prevent_desk.contacts.ui.room import ContactRoom
from prevent_desk.documents.ui.room import RecordsRoom
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.plan.ui.room import PlanRoom
from prevent_desk.referrals.ui.room import ReferralRoom
from prevent_desk.reports.ui.page import ReportsPage
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui.page import Desk, Page
from prevent_desk.ui.room import Room


def rooms(services: Services, desk: Desk) -> tuple[Module, ...]:
    """Return every room there is; the settings, which the shell listens to, are not among them."""
    return (*_of_cases(services, desk), *_of_the_plan(services, desk), *_of_logs(services, desk))


def _of_cases(services: Services, desk: Desk) -> tuple[Module, ...]:
    clock = services.clock
    return (
        _module(
            ReferralRoom,
            "Ctrl+2",
            lambda: ReferralRoom(services.referrals, desk, clock, tabs=record_tabs(services)),
            "concerns cases people intake",
            holds_names=True,
        ),
        _module(
            PanelRoom,
            "Ctrl+3",
            partial(PanelRoom, services.panels, desk, clock),
            "channel panel meeting agenda minutes decisions",
            holds_names=True,
        ),
        _module(
            ActionsPage,
            "Ctrl+4",
            partial(ActionsPage, services.actions, services.contacts, desk, clock),
            "owed tasks chasers reminders due",
            holds_names=True,
        ),
    )


def _of_the_plan(services: Services, desk: Desk) -> tuple[Module, ...]:
    clock = services.clock
    return (
        _module(
            PlanRoom,
            "Ctrl+5",
            partial(PlanRoom, services.plan, desk, clock),
            "delivery plan actions",
        ),
        _module(
            ContactRoom,
            "Ctrl+6",
            partial(ContactRoom, services.contacts, desk, clock),
            "agencies organisations people seats leads deputies lists yearly check",
        ),
    )


def _of_logs(services: Services, desk: Desk) -> tuple[Module, ...]:
    clock = services.clock
    return (
        _module(
            TrainingRoom,
            "Ctrl+7",
            partial(TrainingRoom, services.training, desk, clock),
            "matrix sessions courses people staff list trainers product copies coverage",
        ),
        _module(
            CommunityRoom,
            "Ctrl+8",
            partial(CommunityRoom, services.community, desk, clock),
            "engagement stalls meetings sightings stickers ctlp local profile enquiries",
        ),
        _module(
            ReportsPage,
            "Ctrl+9",
            partial(ReportsPage, services.reports, desk, clock),
            "figures period counts totals quarter board late entries",
        ),
        _module(
            RecordsRoom,
            "Ctrl+.",
            partial(RecordsRoom, services.documents, desk, clock),
            "documents register strategy policy equality terms of reference",
            at_foot=True,
        ),
    )


def _module(
    kind: type[Room] | type[PlanRoom] | type[ActionsPage] | type[ReportsPage],
    keys: str,
    make: Callable[[], object],
    words: str,
    *,
    at_foot: bool = False,
    holds_names: bool = False,
) -> Module:
    return Module(
        kind.title, kind.icon, keys, lambda: cast("Page", make()), at_foot, words, holds_names
    )
