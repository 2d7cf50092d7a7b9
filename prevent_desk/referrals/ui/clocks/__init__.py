"""Time limits on screen: chips, the cards of a record's head, stopping and starting again."""

from __future__ import annotations

from prevent_desk.referrals.ui.clocks.card import ClockCard, ClockStrip
from prevent_desk.referrals.ui.clocks.looks import ClockChip, glyph, tone

__all__ = ["ClockCard", "ClockChip", "ClockStrip", "glyph", "tone"]
