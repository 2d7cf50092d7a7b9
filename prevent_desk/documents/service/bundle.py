"""The services of documents together, as the application builds them and the screens get them."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.actions.service import Actions
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.documents.service import known
from prevent_desk.documents.service.register import Documents
from prevent_desk.logbook.service.bundle import LogServices
from prevent_desk.logbook.service.plan_links import NoPlan, PlanLinks
from prevent_desk.readers import shipped
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class DocumentServices(LogServices):
    """Everything that can be done with documents, and what it stands on."""

    documents: Documents

    def is_there(self, kind: str, object_id: int) -> bool:
        """Return whether a record that search names is still there."""
        return known.is_there(self.store, kind, object_id)


def build(
    store: Store,
    clock: Clock,
    contacts: ContactServices,
    actions: Actions,
    plan: PlanLinks | None = None,
) -> DocumentServices:
    """Build the services of documents over one open store and the rooms below."""
    documents = Documents(store, clock, shipped.vocabularies())
    return DocumentServices(store, clock, contacts, actions, plan or NoPlan(), documents)
