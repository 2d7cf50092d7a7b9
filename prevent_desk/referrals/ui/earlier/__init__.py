"""The match panel: possible earlier contacts, each with its reasons and three equal ways on."""

from __future__ import annotations

from prevent_desk.referrals.ui.earlier.match_card import MatchCard
from prevent_desk.referrals.ui.earlier.match_list import MatchList
from prevent_desk.referrals.ui.earlier.pane import EarlierPane

__all__ = ["EarlierPane", "MatchCard", "MatchList"]
