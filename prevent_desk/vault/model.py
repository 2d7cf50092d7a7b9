"""What a desk is, seen from outside: whose keys open it, and what its folder holds.

Standard library only: the unlock screen imports this before anything heavy is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from prevent_desk.core.errors import Damaged, DeskError, Refused


class Role(StrEnum):
    """Whose key it is. A slot is labelled by role, never by a person's name."""

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    RECOVERY = "recovery"

    @property
    def words(self) -> str:
        """The words people read: "Officer", "Deputy", "Recovery sheet"."""
        return _WORDS[self]


_WORDS = {
    Role.COORDINATOR: "Officer",
    Role.DEPUTY: "Deputy",
    Role.RECOVERY: "Recovery sheet",
}


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """One key that opens the desk.

    Attributes:
        slot_id: Its number in the key file; never used again after it was removed.
        label: The role's title, or the custodian's office ("Recovery sheet B"); never a name.
        created: When its passphrase was set (UTC).
    """

    slot_id: int
    role: Role
    label: str
    created: datetime


@dataclass(frozen=True, slots=True)
class DeskFolder:
    """What can be told of a folder without any key.

    Attributes:
        name: The folder's own name.
        slots: The keys that open it, in order; empty where the key file cannot be read.
        practice: It says of itself that it holds invented people only.
        problem: Why it cannot be opened as it stands, or None. `notice` is less than that.
        notice: Something that does not stop it from being opened, or empty.
    """

    path: Path
    name: str
    slots: tuple[SlotInfo, ...] = ()
    practice: bool = False
    problem: DeskError | None = None
    notice: str = ""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that hold a key here, officer first, each once."""
        held = {slot.role for slot in self.slots}
        return tuple(role for role in Role if role in held)


class WrongSecret(Refused):
    """A passphrase or recovery key opened no slot of its role; nothing on disk was touched.

    Attributes:
        failed: How many tries in a row have failed in this run of the program.
        wait: How long the next try is put off.
    """

    def __init__(self, what: str, *, failed: int, wait: timedelta, next_step: str) -> None:
        super().__init__(what, next_step=next_step, code="PD-120")
        self.failed = failed
        self.wait = wait


class TooSoon(Refused):
    """A try before the delay after a failed one was over; the secret was not even looked at.

    Attributes:
        wait: How much longer.
    """

    def __init__(self, wait: timedelta) -> None:
        seconds = max(1, round(wait.total_seconds()))
        unit = "second" if seconds == 1 else "seconds"
        super().__init__(f"Wait {seconds} {unit} before the next try.", code="PD-121")
        self.wait = wait


class AlreadyOpen(Refused):
    """The desk is open in another window or on another machine."""


class OlderThanKnown(Damaged):
    """The desk file is older than, or not the same as, what the program last left there.

    It may have been put back on purpose; `unlock(..., accept_older=True)` opens it all the same and
    writes that down in the audit trail.
    """
