"""The sessions of the practice desk: 63, of them 18 of heads only; nobody stands otherwise."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.actions.service import Actions
from prevent_desk.contacts import service as contact_service
from prevent_desk.core.clock import SetClock
from prevent_desk.training import practice_sessions, service
from tests import ready
from tests.training.core.rooms import with_staff
from tests.training.desks import NOW, TODAY


def test_practice_sessions_stand_beside_the_staff_and_change_nobodys_standing(
    tmp_path: Path,
) -> None:
    clock = SetClock(NOW)
    store = ready.store(tmp_path, clock, with_staff).store
    contacts = contact_service.build(store, clock)
    training = service.build(store, clock, contacts, Actions(store, clock, contacts))
    before = [row.cells for row in training.coverage.matrix(TODAY).rows]
    practice_sessions.fill_practice(store, clock)
    assert training.sessions.how_many() == 63
    assert training.trainers.how_many() == 9
    assert training.sessions.waiting() == 2
    after = training.coverage.matrix(TODAY)
    assert [row.cells for row in after.rows] == before
    assert after.head_counts.short.startswith("18 head-count sessions (about 410 people)")
    assert store.undo_label() is None
    store.close()
