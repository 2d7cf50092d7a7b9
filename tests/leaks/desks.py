"""A real desk with a plan in it, a user's folders around it, and children that work there."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prevent_desk.app.services import Services, build
from prevent_desk.core.clock import SystemClock
from prevent_desk.plan.practice import fill_practice
from prevent_desk.vault import recovery
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import LIGHT, create_desk, unlock
from tests import ready

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "eastbound safely gigabyte sift grain"


@dataclass(frozen=True, slots=True)
class Place:
    """A user's folders, each by itself, and the desk.

    Attributes:
        export: Where the user lets files be written.
        home: Settings, caches and everything else that programs keep for a user.
    """

    whole: Path
    desk: Path
    export: Path
    home: Path
    temporary: Path
    work: Path

    def searched(self) -> list[Path]:
        """Return every folder in which nothing typed may ever be readable."""
        return [self.desk, self.home, self.temporary, self.work]

    def settings(self) -> dict[str, str]:
        """Return the environment of a child that lives here."""
        home = str(self.home)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return {
            **kept,
            "HOME": home,
            "USERPROFILE": home,
            "APPDATA": home,
            "LOCALAPPDATA": home,
            "TMPDIR": str(self.temporary),
            "TEMP": str(self.temporary),
            "TMP": str(self.temporary),
            "PYTHONPATH": str(ROOT),
            # Else Python itself writes beside its sources.
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
        }


def new_place(whole: Path) -> Place:
    """Make the folders, and put a desk of this place's own there."""
    place = Place(whole, *(whole / name for name in ("Desk", "export", "home", "tmp", "work")))
    for folder in (place.export, place.home, place.temporary, place.work):
        folder.mkdir()
    ready.folder(desk_with_the_plan, place.desk)
    return place


def desk_with_the_plan(folder: Path) -> None:
    """Make a desk that asks for its passphrase, with the practice desk's plan."""
    desk = create_desk(
        folder, passphrase=PASSPHRASE, recovery_key=recovery.generate(), practice=False,
        clock=SystemClock(), cost=LIGHT,
    )  # fmt: skip
    fill_practice(desk.store, desk.clock)
    desk.close()


def opened(place: Place) -> Services:
    """Open the desk again, without a window."""
    desk = unlock(place.desk, Role.COORDINATOR, PASSPHRASE, clock=SystemClock())
    return build(desk, desk.clock)


def child(place: Place, module: str, **wanted: object) -> subprocess.Popen[str]:
    """Start a module of these tests in a process of its own, and tell it what is wanted."""
    made = subprocess.Popen(
        [sys.executable, "-m", f"tests.leaks.{module}"],
        cwd=place.work,
        env=place.settings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert made.stdin is not None
    made.stdin.write(json.dumps({"desk": str(place.desk), **wanted}) + "\n")
    made.stdin.flush()
    return made


def heard(made: subprocess.Popen[str]) -> dict[str, Any]:
    """Return the child's next words; fails with what it said when it has ended."""
    assert made.stdout is not None
    line = made.stdout.readline()
    if not line:
        _, told = made.communicate()
        raise AssertionError(f"the child ended with {made.returncode}: {told[-3000:]}")
    found: dict[str, Any] = json.loads(line)
    return found


def marker(kind: str) -> str:
    """Return a word that is nowhere else in the world."""
    return f"zq{kind}{secrets.token_hex(4)}"
