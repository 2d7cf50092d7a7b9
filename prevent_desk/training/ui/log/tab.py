"""The tab “Log”: training sessions as list and calendar."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.training.model.sessions import TrainingSession
from prevent_desk.training.service.sessions_log import WAITING
from prevent_desk.training.ui.around import Around
from prevent_desk.training.ui.log.acts import SessionActs
from prevent_desk.training.ui.log.pane import SessionPane
from prevent_desk.training.ui.log.words import (
    attended_cell,
    audience_cell,
    day_cell,
    state_chip,
    title_cell,
)
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.two_lines import Cell

KEY = "log"


def how_many_sessions(around: Around) -> int:
    """Return how many sessions there are."""
    return around.services.sessions.how_many()


class SessionsTab(LogTab[TrainingSession]):
    """Lists sessions; the chosen one stands at the right."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        face = LogFace[TrainingSession](
            [
                LogColumn("Session", title_cell),
                LogColumn("Day", day_cell, sort=""),
                LogColumn("Attended", attended_cell, sort="attended"),
                LogColumn("Audience, trainers", audience_cell, sort="audience"),
                LogColumn("State", partial(_state_cell, around)),
            ],
            "Filter sessions", "No session yet",
            "Log what was held and plan what is coming: course, day, for whom, how many. Numbers "
            "may be counted, estimated or not known.",
            "graduation-cap", "&Log session",
        )  # fmt: skip
        super().__init__(around.services.sessions.log, around, face, parent)
        self.acts = SessionActs(around, self.reach)
        self.pane = SessionPane(around, self.acts)
        self.begin(self.pane)

    def add(self) -> None:
        """Log a session."""
        self.acts.log()

    def open_record(self, record: TrainingSession) -> None:
        """Change a session."""
        self.acts.change(record)

    def show_record(self, record: TrainingSession | None) -> None:
        """Show a session in the pane."""
        self.pane.show_session(record)

    def record_commands(self, record: TrainingSession) -> Sequence[Command]:
        """Return what can be done with a session."""
        return self.acts.commands(record)

    def go_to(self, position: dict[str, Any]) -> None:
        """Ask and choose; search calls the record a session: {"session": 3}."""
        if "session" in position:
            position = {**position, "record": position["session"]}
        super().go_to(position)

    def more_commands(self) -> Sequence[Command]:
        """Offer the planned sessions whose day has passed."""
        waiting = Query(chosen={"state": frozenset({WAITING})})
        return [
            Command("Show sessions that wait to be told of", partial(self.ask, waiting),
                    "circle-alert")
        ]  # fmt: skip


def _state_cell(around: Around, one: TrainingSession) -> Cell:
    words, icon, tone = state_chip(one, around.clock.today())
    return Cell(words, "", icon, tone, chip=True)
