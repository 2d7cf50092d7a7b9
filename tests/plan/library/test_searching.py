"""The search box finds criteria of the library and evidence, and leads to them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from prevent_desk.app.searching import Searching
from prevent_desk.app.services import Services
from prevent_desk.plan.service import build
from prevent_desk.store.settings import Settings
from tests.plan.library.conftest import Room


def test_search_leads_to_the_library_and_to_evidence_and_forgets_what_is_gone(room: Room) -> None:
    entry = room.library.add("Visit each madrasah once a term")
    piece = room.evidence.add_note("Madrasah visit log", "", None, [room.target("O1-02")])
    went: list[tuple[str, dict[str, Any]]] = []
    plan = build(room.desk.store, room.desk.clock)
    services = SimpleNamespace(
        desk=SimpleNamespace(store=room.desk.store),
        plan=plan,
        plans=plan.plans,
        settings=Settings(room.desk.store),
    )
    searching = Searching(
        cast("Services", services), lambda page, place: went.append((page, place))
    )
    found = {record.title: record for record in searching.find("madras")}
    found["Visit each madrasah once a term"].go()
    found["Madrasah visit log"].go()
    assert went == [
        ("Plan", {"view": "library", "entry": entry}),
        ("Plan", {"view": "evidence", "evidence": piece}),
    ]
    assert len(searching.recent()) == 2
    room.evidence.remove(piece)
    assert [record.title for record in searching.recent()] == ["Visit each madrasah once a term"]
