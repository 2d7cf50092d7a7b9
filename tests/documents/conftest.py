"""A desk with the register of documents, on a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from prevent_desk.actions.service import Actions
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import SetClock
from prevent_desk.documents import service
from prevent_desk.documents.model.records import NewDocument, NewVersion
from prevent_desk.documents.service import DocumentServices
from prevent_desk.documents.service.register import Documents
from prevent_desk.store.session import Store
from tests import ready

TODAY = date(2025, 11, 25)


@dataclass(frozen=True, slots=True)
class Desk:
    """A store with the services of documents."""

    store: Store
    clock: SetClock
    services: DocumentServices

    @property
    def documents(self) -> Documents:
        """The register."""
        return self.services.documents

    def policy(
        self,
        title: str = "Prevent policy",
        *,
        kind: str = "policy",
        agreed: date | None = date(2025, 6, 12),
        review: date | None = date(2026, 6, 12),
    ) -> int:
        """Enter a document with one version."""
        board = "Safer City Partnership board" if agreed else ""
        first = NewVersion("1.0", agreed, board, review)
        return self.documents.add(NewDocument(kind, title), first)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty register on 25 November 2025."""
    clock = SetClock(datetime(2025, 11, 25, 14, 2, tzinfo=UTC))
    store = ready.empty_store(tmp_path, clock)
    contacts = contact_service.build(store, clock)
    actions = Actions(store, clock, contacts)
    yield Desk(store, clock, service.build(store, clock, contacts, actions))
    store.close()
