"""One long session, typed once and looked at by every test."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.leaks.desks import Place, child, heard, marker, new_place
from tests.leaks.searching import hits

PLACES = (
    "wrong", "ref", "act", "text", "lead", "crit", "time", "res", "reas", "comm", "upd", "by",
    "ires", "irea", "unit", "plan", "vers", "labl", "prea", "aim", "key", "head", "obj", "intr",
    "acti", "gone", "find", "filt", "date", "past", "und1", "und2", "slot", "job", "job2", "work",
    "refu", "dead", "qtsa", "dupd", "cell", "last", "agre", "vnot", "libr", "evid", "evno", "file",
    "byte", "cont", "mail", "asid",
)  # fmt: skip
"""Where words are typed or end up; `session` says which is which."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a whole session left behind.

    Attributes:
        markers: The word typed in each place.
        told: What the child said of itself just before its death.
        while_open: Markers found on the disk while the desk was open.
        printed: Standard output and standard error, whole.
    """

    place: Place
    markers: dict[str, str]
    told: dict[str, Any]
    while_open: list[tuple[str, str]]
    printed: bytes

    def every(self) -> list[str]:
        return list(self.markers.values())


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A session worked through the real window and killed while the desk was open."""
    if sys.platform == "win32":
        pytest.skip("a child is told by limits and signals that Windows does not have")
    place = new_place(tmp_path_factory.mktemp("session"))
    markers = {kind: marker(kind) for kind in PLACES}
    made = child(place, "session", markers=markers, export=str(place.export))
    try:
        told = heard(made)
        while_open = hits(place.searched(), list(markers.values()))
    finally:
        made.kill()
        printed = _rest_of(made)
    return Session(place, markers, told, while_open, printed)


def _rest_of(made: subprocess.Popen[str]) -> bytes:
    out, err = made.communicate()
    return (out + err).encode()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A desk of this test's own."""
    return new_place(tmp_path)
