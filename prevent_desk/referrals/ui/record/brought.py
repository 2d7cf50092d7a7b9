"""What other subjects bring to a record: commands for its “…” menu and the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.papers import brought as papers
from prevent_desk.ui.page import Command

Bring = Callable[[Around, Episode], Sequence[Command]]
"""Offers commands for a referral."""

COMMANDS: tuple[Bring, ...] = (papers.of_record,)
"""By subject; a subject adds its own."""
