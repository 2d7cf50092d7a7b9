"""Training, documents and the figures of a period with ten thousand of each; long words and all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sqlalchemy import insert

from prevent_desk.app import figures
from prevent_desk.community import service as community_service
from prevent_desk.documents import service as document_service
from prevent_desk.documents.tables import DocumentTable, DocumentVersionTable
from prevent_desk.documents.ui.room import RecordsRoom
from prevent_desk.reports.service import Reports
from prevent_desk.reports.ui.page import ReportsPage
from prevent_desk.training.tables import CompletionTable, LearnerTable, TrainingSessionTable
from prevent_desk.training.tables.copies import CopyTable, LoanTable
from prevent_desk.training.ui.room import TrainingRoom
from prevent_desk.ui import theme
from tests.pictures.camera import Camera
from tests.plan.page_room import DeskStandIn
from tests.training.desks import NOW, TODAY, Desk, open_desk

_MANY = 10_000
_FOLLOWED_MS = 200
"""After so long the pane shows what is chosen."""
_AT = NOW.replace(tzinfo=None)


def training_many_screens(camera: Camera, place: Path) -> None:
    """Take every list of the two rooms, long, and what a period comes to."""
    folder = place / "training-many"
    folder.mkdir()
    desk = open_desk(folder)
    _fill(desk)
    room = TrainingRoom(desk.training, DeskStandIn(desk.store), desk.clock)
    documents = document_service.build(desk.store, desk.clock, desk.contacts, desk.actions)
    community = community_service.build(desk.store, desk.clock, desk.contacts, desk.actions)
    records = RecordsRoom(documents, DeskStandIn(desk.store), desk.clock)
    sources = figures.sources(desk.training, community, documents)
    reports = Reports(desk.store, desk.clock, sources)
    page = ReportsPage(reports, DeskStandIn(desk.store), desk.clock)
    for percent in (100, 150):
        theme.set_text_percent(percent)
        for tab in ("matrix", "log", "people", "courses", "copies"):
            _show(camera, room, f"96_many_{tab}_{percent}", {"tab": tab})
        _show(camera, room, f"96_many_month_{percent}",
              {"tab": "log", "query": {}, "calendar": "2025-11-25"})  # fmt: skip
        _show(camera, records, f"96_many_documents_{percent}", {"tab": "documents"})
        _show(camera, page, f"96_many_figures_{percent}",
              {"tab": "figures", "first": "2025-09-01", "last": "2025-11-20"})  # fmt: skip
    theme.set_text_percent(100)
    for widget in (room, records, page):
        widget.flush()
        widget.deleteLater()
    camera.settle()
    desk.store.close()


def _show(
    camera: Camera, room: TrainingRoom | RecordsRoom | ReportsPage, name: str,
    position: dict[str, Any],
) -> None:  # fmt: skip
    _only(room)
    room.go_to(position)
    camera.settle()
    QTest.qWait(_FOLLOWED_MS)
    camera.take(name, room)


def _only(widget: QWidget) -> None:
    widget.resize(1290, 626)
    widget.show()


def _fill(desk: Desk) -> None:
    """Fill it by rows: through mapped objects it would take minutes."""
    training = desk.training
    training.courses.bring_in_catalogue()
    courses = [one.id for one in training.courses.all()]
    departments = [
        desk.department(f"{area} {number}")
        for area in ("Housing and tenancy", "Libraries", "Children’s social care and early help")
        for number in range(1, 21)
    ]
    titles = [one.id for one in training.roles.all()]
    numbers = range(1, _MANY + 1)
    days = {n: TODAY - timedelta(days=n * 7919 % 3650) for n in numbers}
    kept = {"at": _AT, "by": "Officer"}
    rows: dict[type, list[dict[str, Any]]] = {
        LearnerTable: [
            {"id": n, "staff_no": f"S{n:06}", "name": f"Given{n % 97} Family{n}",
             "given": f"Given{n % 97}", "family": f"Family{n}", "note": "", "source": "list",
             "email": f"person{n}@council.example", "department_id": departments[n % 60],
             "role_id": titles[n % len(titles)], "listed": TODAY - timedelta(days=22),
             "started": days[n], "at": _AT}
            for n in numbers
        ],
        CompletionTable: [
            {"learner_id": n, "course_id": courses[step], "how": "certificate", "until": None,
             "on": TODAY - timedelta(days=(n * 31 + step * 211) % 1500), "certificate": "",
             "source": "", "note": "", **kept}
            for n in numbers for step in range(4) if (n + step) % 7
        ],
        TrainingSessionTable: [
            {"title": "", "course_id": courses[n % len(courses)], "first": days[n],
             "last": days[n], "starts": "14:00", "minutes": 90, "sessions": 1,
             "sessions_how": "counted", "mode": "venue", "venue": "Guildhall, room 3",
             "told": f"Business {n % 400}", "department_id": None, "audience": "",
             "invited": 10 + n % 60, "attended": 5 + n % 50,
             "attended_how": "estimated" if n % 3 else "counted", "cost_pence": None,
             "materials": "", "note": "", "state": "held", "cancelled": "", **kept}
            for n in numbers
        ],
        CopyTable: [
            {"id": n, "number": n, "kind": "USB kit", "version": "2.0", "note": "",
             "end_reason": "", "at": _AT}
            for n in numbers
        ],
        LoanTable: [
            {"copy_id": n, "holder": f"Business {n}", "trainer": f"T. Trainer{n}",
             "version": "2.0", "out": days[n], "review": days[n] + timedelta(days=183),
             "form": "", "form_version": "", "answers": {}, "back_note": "", "note": "", **kept}
            for n in numbers if n % 4
        ],
        DocumentTable: [
            {"id": n, "kind": "policy", "title": f"Prevent policy of partner {n}",
             "owner": f"Partner {n}", "note": "", "agreed": days[n],
             "review": days[n] + timedelta(days=365), **kept}
            for n in numbers
        ],
        DocumentVersionTable: [
            {"document_id": n, "version": "1.0", "state": "agreed", "agreed": days[n],
             "agreed_by": "Safer City Partnership board", "changes": "",
             "review": days[n] + timedelta(days=365), **kept}
            for n in numbers
        ],
    }  # fmt: skip
    with desk.store.writing(None) as session:
        for table, told in rows.items():
            session.execute(insert(table), told)
