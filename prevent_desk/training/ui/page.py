"""The page of training: a page of tabs, of which `tabs.py` says which there are."""

from __future__ import annotations

from prevent_desk.logbook.ui.room import LogPage
from prevent_desk.training.ui.around import PAGE
from prevent_desk.training.ui.tabs import TABS


class TrainingPage(LogPage):
    """Shows who is trained and who has lapsed, sessions, courses, people, product copies."""

    title, icon, key = "Training", "graduation-cap", PAGE
    tabs = TABS
