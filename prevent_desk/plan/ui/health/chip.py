"""The chip "9 health hints" in the plan's header."""

from __future__ import annotations

from prevent_desk.plan.ui.health.looks import BULB
from prevent_desk.plan.ui.health.watch import Watch
from prevent_desk.ui.widgets.chip import ChipButton


def keep_chip(chip: ChipButton, watch: Watch) -> None:
    """Let a chip say how many hints the plan on show has; away until it has been looked at."""

    def show() -> None:
        counts = watch.counts
        chip.setVisible(counts is not None)
        if counts is None:
            return
        if counts.total:
            chip.show_state(counts.said, BULB, "amber")
        else:
            chip.show_state("Nothing is missing", "circle-check", "green")
        aside = f" {counts.aside:,} set aside." if counts.aside else ""
        chip.setToolTip(f"What the plan still lacks.{aside}")

    watch.changed.connect(show)
    show()
