"""What the services of every room with logs stand on."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.actions.service import Actions
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.logbook.service.plan_links import PlanLinks
from prevent_desk.readers import shipped
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class LogServices:
    """What a room with logs stands on; each adds its own services.

    Attributes:
        plan: What records count towards.
    """

    store: Store
    clock: Clock
    contacts: ContactServices
    actions: Actions
    plan: PlanLinks

    def lists_of_terms(self) -> Vocabularies:
        """Return the lists forms choose from."""
        return shipped.vocabularies()

    def by(self) -> str:
        """Return who is at the desk, as records name them: the role of the key that opened it."""
        return self.store.actor
