"""The register of documents: empty, filled, with its dialogs."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtTest import QTest

from prevent_desk.actions.service import Actions
from prevent_desk.app import schema
from prevent_desk.contacts import service as contact_service
from prevent_desk.contacts.practice import fill_practice as fill_contacts
from prevent_desk.core.clock import SetClock
from prevent_desk.documents import service
from prevent_desk.documents.practice import fill_practice
from prevent_desk.documents.ui.dialogs import DocumentDialog, VersionDialog
from prevent_desk.documents.ui.room import RecordsRoom
from prevent_desk.logbook.model.query import Query
from prevent_desk.store.engine import create_store
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn

_FOLLOWED_MS = 200
"""After so long the pane shows what is chosen."""


def document_screens(camera: Camera, place: Path) -> None:
    """Take all of them over a desk of their own."""
    schema.know_all_tables()
    clock = SetClock(datetime(2025, 11, 25, 14, 2, tzinfo=UTC))
    store = create_store(
        place / "documents.pdv", secrets.token_bytes(32), "desk-of-documents", clock, "coordinator"
    )
    contacts = contact_service.build(store, clock)
    services = service.build(store, clock, contacts, Actions(store, clock, contacts))
    room = RecordsRoom(services, DeskStandIn(store), clock)
    room.resize(1290, 626)
    room.show()
    camera.take("95_documents_none", room)
    fill_contacts(store, clock)
    fill_practice(store, clock, contacts)
    room.reload()
    policy = services.documents.log.ids(Query(words="guidance"))[0]
    room.go_to({"tab": "documents", "record": policy})
    QTest.qWait(_FOLLOWED_MS)
    camera.take("95_documents", room)
    room.go_to({"tab": "documents", "calendar": "2025-12-15"})
    QTest.qWait(_FOLLOWED_MS)
    camera.take("95_documents_calendar", room)
    one = services.documents.one(policy)
    for size in ("", "_150"):
        theme.set_text_percent(150 if size else 100)
        for name, dialog in (
            ("95_document_new", DocumentDialog(room.around)),
            ("95_document_agree", VersionDialog(room.around, one, one.draft, agree=True)),
        ):
            dialog.show()
            camera.settle()
            camera.take(f"{name}{size}", room, dialog)
            dialog.close()
    room.go_to({"tab": "documents", "record": policy, "query": {}})
    QTest.qWait(_FOLLOWED_MS)
    camera.take("95_documents_150", room)
    theme.set_text_percent(100)
    room.close()
    room.deleteLater()
    store.close()
