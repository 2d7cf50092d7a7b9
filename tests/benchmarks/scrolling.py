"""Frames while the grid of 5,000 actions is scrolled: event sent to painted."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure, clock, percentile, share_within
from tests.benchmarks.windows import settle, shell_with

FRAMES = 400


def measure() -> list[Figure]:
    """Scroll by the wheel's step, by pages and by jumps; each returns when it is painted."""
    with tempfile.TemporaryDirectory() as place:
        app, shell = shell_with(Path(place), 5000)
        view = shell.page().grid.view
        bar = view.verticalScrollBar()
        settle(app)

        def frame(to: int) -> float:
            def act() -> None:
                bar.setValue(to)
                app.processEvents()

            return clock(act)

        wheel = [frame(60 * turn) for turn in range(FRAMES)]
        pages = [frame(540 * turn) for turn in range(FRAMES // 2)]
        jumps = [frame((turn * 7919 * 31) % max(1, bar.maximum())) for turn in range(FRAMES // 4)]
        shell.close()
    every = [*wheel, *pages, *jumps]
    share = 100 * (1 - share_within(every, 16.0))
    p95 = ", ".join(
        f"{words} {percentile(frames, 95):.1f}"
        for words, frames in (("wheel", wheel), ("page", pages), ("jump", jumps))
    )
    beside = f"p95 in ms: {p95}"
    return [Figure("scrolling", "frames over 16 ms at 5,000 actions", share, beside, 0.0, 5.0, "%")]
