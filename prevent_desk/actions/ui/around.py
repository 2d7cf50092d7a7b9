"""What the screens of actions have around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from prevent_desk.actions.model.records import Action, Source
from prevent_desk.actions.service import Actions
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.ui.acts import Acts
from prevent_desk.ui.page import Desk

PAGES = {Source.PANEL: "Panels", Source.REFERRAL: "Referrals", Source.PLAN: "Plan"}
"""The page where what asked for an action stands."""


@dataclass(frozen=True, slots=True)
class Around:
    """What every part of the screens has around it.

    Attributes:
        acts: Does things at the services, shows refusals, tells the others.
        days: The working days of this desk.
        owner: The page itself; dialogs open over it.
    """

    actions: Actions
    contacts: ContactServices
    desk: Desk
    clock: Clock
    acts: Acts
    days: Callable[[], WorkingDays]
    owner: QWidget

    def who(self, by: str) -> str:
        """Return who did something, as it is said to who sits at the desk: "you"."""
        return "you" if by == self.contacts.by() else by

    def open_source(self, action: Action) -> None:
        """Show what asked for an action: its meeting, its referral."""
        if action.source_id is None or action.source not in PAGES:
            return
        place: dict[Source, dict[str, object]] = {
            Source.PANEL: {"view": "desk", "meeting": action.source_id},
            Source.REFERRAL: {"view": "desk", "episode": action.source_id},
            Source.PLAN: {"action": action.source_id},
        }
        self.desk.open_page(PAGES[action.source], place[action.source])
