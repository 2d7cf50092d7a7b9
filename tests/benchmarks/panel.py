"""The panel desk while a meeting runs: a key to its glyph, a line to its commit, the desk opening.

The notes have 500 lines and the agenda 30 cases, more than any meeting of this office.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.tables import ItemTable, LineTable, LineVersionTable
from prevent_desk.panels.ui.desk.view import DeskView
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.ui import jobs, theme
from tests.benchmarks.figures import Figure, clock, percentile, side_by_side
from tests.panels.desks import Desk, open_desk, write_many
from tests.plan.page_room import DeskStandIn
from tests.referrals import desks as referral_desks

LINES = 500
CASES = 30
LINES_OF_ONE = 30
KEYS = 400
ROUNDS = 3
OPENINGS = 5
_GLYPH_MS, _COMMIT_MS, _OPEN_MS = 16.0, 10.0, 150.0


def measure() -> list[Figure]:
    """Type into long notes, keep lines, open the desk on a full agenda."""
    app = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")
    with tempfile.TemporaryDirectory() as place:
        desk = open_desk(Path(place))
        _more_cases(desk)
        desk.begin()
        write_many(desk, LINES)
        write_many(desk, LINES_OF_ONE, item=5)
        room = PanelRoom(desk.services, DeskStandIn(desk.store), desk.clock)
        room.resize(1290, 626)
        room.show()
        room.go_to({"view": "desk", "meeting": desk.told.meeting})
        _settle(app)
        glyphs = _type(app, room)
        opened = min(_open(app, room, desk) for _ in range(OPENINGS))
        line, bare = side_by_side(lambda: _add(desk), lambda: _bare(desk), rounds=25)
        room.flush()
        room.deleteLater()
        jobs.stop_all()
        _settle(app)
        desk.store.close()
    typed = f"median {percentile(glyphs, 50):.1f} ms, of {len(glyphs)}"
    beside = f"least of {OPENINGS}"
    return [
        Figure("panel", f"key to glyph, {LINES} lines, 95 of 100", percentile(glyphs, 95), typed,
               0.0, _GLYPH_MS),
        Figure("panel", "line to committed, over the bare commit", line - bare,
               f"{line:.1f} ms beside {bare:.1f} ms", 0.0, _COMMIT_MS),
        Figure("panel", f"desk opened on {CASES} cases", opened, beside, 0.0, _OPEN_MS),
    ]  # fmt: skip


def _type(app: QApplication, room: PanelRoom) -> list[float]:
    """Return how long each key took to its glyph, the least of several rounds for each."""
    view = room.view()
    assert isinstance(view, DeskView)
    box = view.middle.entry.editor.box
    text = ("rc said that atendance fell, 96% to 71%; no plan seen. " * 20)[:KEYS]
    rounds = []
    for _ in range(ROUNDS):
        box.show_words("")
        box.setFocus()
        app.processEvents()
        rounds.append([clock(partial(_key, app, view, letter)) for letter in text])
    box.show_words("")
    view.middle.entry.flush()
    return [min(times) for times in zip(*rounds, strict=True)]


def _key(app: QApplication, view: DeskView, letter: str) -> None:
    """Press a key, and let everything it changed be painted."""
    QTest.keyClicks(view.middle.entry.editor.box, letter)
    app.processEvents()


def _open(app: QApplication, room: PanelRoom, desk: Desk) -> float:
    view = room.view()
    assert isinstance(view, DeskView)
    view.hub.open(None)
    _settle(app)
    place = {"view": "desk", "meeting": desk.told.meeting, "item": desk.told.cases[3]}

    def opened() -> None:
        room.go_to(place)
        room.repaint()

    taken = clock(opened)
    _settle(app)
    return taken


def _add(desk: Desk) -> None:
    desk.clock.move(timedelta(seconds=1))
    desk.services.lines.add(
        desk.told.cases[2], LineKind.CONCERN, "Manifesto shared in a closed group of 9.",
        speaker_id=desk.told.invites["police"],
    )  # fmt: skip


def _bare(desk: Desk) -> None:
    """Write the same rows in a labelled unit, and nothing else."""
    with desk.store.writing("line") as session:
        now = desk.now()
        row = LineTable(
            meeting_id=desk.told.meeting, item_id=desk.told.cases[2], kind="concern", said=now,
            at=now, by="Officer", speaker_id=desk.told.invites["police"], speaker="",
            words="Manifesto shared in a closed group of 9.", owed_id=None, struck="",
        )  # fmt: skip
        row.versions.append(
            LineVersionTable(at=now, by="Officer", kind="concern", speaker="", words=row.words)
        )
        session.add(row)


def _more_cases(desk: Desk) -> None:
    """Put cases on the agenda until there are thirty."""
    cases = referral_desks.Desk(desk.store, desk.services.referrals, desk.clock)
    ids = [cases.add(f"Given{n}", f"Family{n}", state="panel_scheduled") for n in range(25)]
    with desk.store.writing(None) as session:
        for number, episode_id in enumerate(ids):
            session.add(
                ItemTable(
                    meeting_id=desk.told.meeting, place=20 + number, kind="case", title="",
                    letter=f"A{number}", episode_id=episode_id, purpose="new", state="waiting",
                    planned=None, shared_words="", note="",
                )
            )  # fmt: skip


def _settle(app: QApplication) -> None:
    until = QDeadlineTimer(20_000)
    for _round in range(12):
        app.processEvents()
        while jobs.running() and not until.hasExpired():
            app.processEvents()
