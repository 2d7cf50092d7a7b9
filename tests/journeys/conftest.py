"""Journeys use the program as the tests of its parts do."""

from tests.app.conftest import (
    clock,
    desk_made_once,
    folder,
    practice,
    practice_made_once,
    refusals,
    start,
)

__all__ = [
    "clock",
    "desk_made_once",
    "folder",
    "practice",
    "practice_made_once",
    "refusals",
    "start",
]
