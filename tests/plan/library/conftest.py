"""The library and evidence over a real encrypted store, with the plan of 2015/16 in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from prevent_desk.plan.model.library.entries import Gathering
from prevent_desk.plan.model.library.evidence import Target
from prevent_desk.plan.model.records import Criterion
from prevent_desk.plan.service.evidence import Evidence
from prevent_desk.plan.service.library import Library
from tests.plan.desks import Desk
from tests.plan.library.rooms import Work, at_work

BRIEFINGS = "Provide appropriate updates and briefings."
ADVICE = "Provide advice and support;"


@dataclass
class Room:
    """A desk with its library and its evidence."""

    desk: Desk
    library: Library
    evidence: Evidence

    def gather_all(self) -> list[int]:
        """Gather every repeat of the plan."""
        found = self.library.repeats(self.desk.plan_id)
        return self.library.gather(
            [
                Gathering(one.text, one.unit, tuple(line.id for line in one.lines), one.entry_id)
                for one in found.same
            ]
        )

    def entry(self, text: str) -> int:
        return next(one.id for one in self.library.entries() if one.text == text)

    def criterion(self, ref: str, text: str) -> Criterion:
        return next(one for one in self.desk.detail(ref).criteria if one.text == text)

    def target(self, ref: str, text: str = "") -> Target:
        criterion = self.criterion(ref, text).id if text else None
        return Target(self.desk.id(ref), criterion)

    def state(self) -> object:
        """All that is kept of plans, library and evidence."""
        return self.desk.everything(), self.library.entries(), self.evidence.all()


@pytest.fixture
def room(desk: Desk) -> Room:
    return Room(
        desk,
        Library(desk.store),
        Evidence(desk.store, desk.plans.kinds),
    )


@pytest.fixture
def work(tmp_path: Path, qtbot: QtBot) -> Iterator[Work]:
    with at_work(tmp_path, qtbot) as found:
        yield found
