"""The longest the window leaves a key unanswered while the papers of 30 cases are made."""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer

from prevent_desk.app.start import make_application
from prevent_desk.core.clock import SetClock
from prevent_desk.exports.pdf.made import Made
from prevent_desk.panels.exports.targets import PACK
from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.pack import PackWanted
from prevent_desk.panels.service import PanelServices
from prevent_desk.panels.ui.room import PanelRoom
from prevent_desk.referrals.model.checks import Asking, Reply
from prevent_desk.ui import jobs, theme
from prevent_desk.workers import child
from tests import ready
from tests.benchmarks.figures import Figure
from tests.panels.desks import build
from tests.plan.page_room import DeskStandIn
from tests.referrals import desks as referral_desks

CASES = 30
"""As many as the issue names."""

_LONGEST_GAP_MS = 50.0
_WORDS = "Attendance fell from 96% to 71% since September; the family is worried. " * 6


def _fill(services: PanelServices, desk_clock: SetClock) -> int:
    """Plan a panel of so many cases, each with three replies and some entries in its time."""
    cases = referral_desks.Desk(services.store, services.referrals, desk_clock)
    starts = datetime.fromisoformat("2025-12-10T10:00")
    meeting = services.meetings.add(NewMeeting(starts, starts + timedelta(hours=4)))
    today = desk_clock.today()
    for number in range(CASES):
        episode = cases.add(
            "Sam", f"Case{number}", state="information_gathering",
            received=datetime.fromisoformat("2025-11-03T09:30"),
            answers={"concern": _WORDS, "other_information": _WORDS},
            person={"born": date(2008, 5, 14)},
        )  # fmt: skip
        asking = Asking(("housing", "probation", "gp"), today, None, "Known to your service?")
        for check in services.referrals.checks.ask(episode, asking):
            services.referrals.checks.reply(check, Reply("known", today, words=_WORDS))
        services.agenda.add_case(meeting, episode, "new")
    return meeting


def measure() -> list[Figure]:
    """Beat every 2 ms while the papers are read, printed in a child, and taken back."""
    sys.setswitchinterval(0.001)
    with tempfile.TemporaryDirectory() as place:
        ready.keep_in(Path(place) / "ready")
        store = ready.empty_store(Path(place), SetClock(datetime(2025, 11, 26, 10, tzinfo=UTC)))
        desk_clock = SetClock(datetime(2025, 11, 26, 10, tzinfo=UTC))
        services = build(store, desk_clock)
        meeting = _fill(services, desk_clock)
        app = make_application()
        theme.install(app, scheme="light")
        room = PanelRoom(services, DeskStandIn(store), desk_clock)
        room.resize(1290, 626)
        room.show()
        items = tuple(one.id for one in services.packs.cases(meeting))
        wanted = PackWanted(meeting, items, "OFFICIAL-SENSITIVE")
        app.processEvents()
        # As the program runs: its collector looks at new things only.
        gc.collect()
        gc.freeze()
        gc.set_threshold(10_000, 20, 50)
        gaps: list[float] = []
        last = [time.perf_counter()]

        def beat() -> None:
            now = time.perf_counter()
            gaps.append((now - last[0]) * 1000)
            last[0] = now

        def work(report: jobs.Report, stopped: jobs.Stopped) -> bytes:
            pack = services.packs.pack(wanted, "PD-E-0001", practice=True, report=report)
            return child.run(PACK, (pack,), report=report, stopped=stopped)

        ended: list[object] = []
        timer = QTimer(interval=2)
        timer.timeout.connect(beat)
        timer.start()
        jobs.run(work, room, ended.append, ended.append)
        while not ended:
            app.processEvents()
        timer.stop()
        (answer,) = ended
        if not isinstance(answer, bytes):
            raise TypeError(answer)
        Made.unpacked(answer)
        room.close()
        room.deleteLater()
        app.processEvents()
        store.close()
    return [
        Figure(
            "panel_papers", f"longest gap while {CASES} case papers are made", max(gaps[1:]),
            "50 ms allowed", 0.0, _LONGEST_GAP_MS,
        )
    ]  # fmt: skip
