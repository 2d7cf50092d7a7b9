"""How a clock looks: glyph and tone of each standing, and the chip that says it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.model.clock import Clock, Standing
from prevent_desk.referrals.model.clock_words import tooltip
from prevent_desk.ui.painting import ChipSize
from prevent_desk.ui.widgets.chip import Chip

_LOOKS = {
    Standing.OVER: ("alarm-clock", "red"),
    Standing.TODAY: ("alarm-clock", "amber"),
    Standing.SOON: ("clock", "amber"),
    Standing.LATER: ("clock", "grey"),
    Standing.MET: ("circle-check", "green"),
    Standing.STOPPED: ("circle-pause", "grey"),
    Standing.NOT_RUNNING: ("minus", "grey"),
}


def glyph(state: Standing) -> str:
    """Return the icon of a standing."""
    return _LOOKS[state][0]


def tone(state: Standing) -> str:
    """Return the tone of a standing."""
    return _LOOKS[state][1]


class ClockChip(Chip):
    """What a clock says; never ticks by the second, and its tooltip tells all there is to know."""

    def __init__(self, *, size: ChipSize = "m", parent: QWidget | None = None) -> None:
        super().__init__(size=size, parent=parent)

    def show_clock(self, clock: Clock, *, short: bool = False) -> None:
        """Show a clock."""
        words = clock.short if short else clock.said
        self.show_state(words, glyph(clock.state), tone(clock.state))
        self.setAccessibleName(f"{clock.title}: {words}")
        self.setToolTip(tooltip(clock))
