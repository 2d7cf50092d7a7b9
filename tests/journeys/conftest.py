"""Journeys use the program as the tests of its parts do."""

from tests.app.conftest import (
    clock,
    folder,
    practice,
    refusals,
    start,
)

__all__ = [
    "clock",
    "folder",
    "practice",
    "refusals",
    "start",
]
