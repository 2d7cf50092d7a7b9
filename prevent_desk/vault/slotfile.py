"""The key file: which keys open the desk, read without any key and read strictly.

Every byte counts. A copy is either exactly what the program writes or it is damaged; the header of
each slot is authenticated by the slot itself, and the whole file by a seal under the data key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from prevent_desk.core.errors import Damaged, DeskError, Refused
from prevent_desk.vault import sealed
from prevent_desk.vault.model import Role, SlotInfo

FORMAT: Final = 1
MOST_SLOTS: Final = 8
_KDF: Final = "argon2id"
_FILE_FIELDS: Final = frozenset(
    {"format", "vault_id", "practice", "revision", "database", "next_slot", "slots", "seal"}
)
_MIB: Final = 1024


class NewerFormat(Refused):
    """The key file was written by a later version of Prevent Desk."""

    def __init__(self) -> None:
        super().__init__(
            "This desk was last opened with a newer Prevent Desk.",
            why="This version cannot read its key file.",
            next_step="Install the newer version on this computer.",
            code="PD-122",
        )


class KeyFileDamaged(Damaged):
    """A copy of the key file is not what was written there."""

    def __init__(self) -> None:
        super().__init__("The key file is damaged.", code="PD-125")


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped data key and the header it is bound to.

    Attributes:
        memory_kib, passes, lanes: The cost of one guess.
        box: The data key under AES-256-GCM, its tag at the end.
    """

    slot_id: int
    role: Role
    label: str
    created: datetime
    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    nonce: bytes
    box: bytes

    @property
    def info(self) -> SlotInfo:
        """The part that a person may see."""
        return SlotInfo(self.slot_id, self.role, self.label, self.created)

    def header(self) -> dict[str, Any]:
        """Return everything but the wrapped key."""
        return {
            "slot_id": self.slot_id,
            "role": self.role.value,
            "label": self.label,
            "created": say_moment(self.created),
            "kdf": _KDF,
            "m": self.memory_kib,
            "t": self.passes,
            "p": self.lanes,
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
        }


@dataclass(frozen=True, slots=True)
class SlotFile:
    """A parsed key file.

    Attributes:
        revision: Goes up with every rewrite, so that of two copies the newer is known.
        database: Number of the database file that this data key opens.
        next_slot: The number the next slot gets; numbers are never given twice.
        seal: Hex of the seal; empty in a file that was not yet written.
    """

    vault_id: str
    practice: bool
    revision: int
    database: int
    next_slot: int
    slots: tuple[Slot, ...]
    seal: str = ""

    def bound_to(self, slot: Slot) -> bytes:
        """Return what a slot's cipher authenticates: its header and the desk it belongs to."""
        return sealed.canonical(
            {
                "format": FORMAT,
                "vault_id": self.vault_id,
                "practice": self.practice,
                "slot": slot.header(),
            }
        )

    def record(self) -> dict[str, Any]:
        """Return the file as it is written, without its seal."""
        return {
            "format": FORMAT,
            "vault_id": self.vault_id,
            "practice": self.practice,
            "revision": self.revision,
            "database": self.database,
            "next_slot": self.next_slot,
            "slots": [{**slot.header(), "box": slot.box.hex()} for slot in self.slots],
        }


def say_moment(moment: datetime) -> str:
    """Return a moment to the second, in UTC: "2026-11-22T09:31:05Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: str) -> datetime:
    """Read what `say_moment` wrote; ValueError otherwise."""
    # Not strptime: it imports 8 ms of locales, and the unlock screen reads this.
    moment = datetime.fromisoformat(text)
    if say_moment(moment) != text:
        raise ValueError("not a moment as it is written here")
    return moment


def parse(raw: bytes) -> SlotFile:
    """Read one copy of the key file.

    Raises:
        NewerFormat: A later version wrote it.
        KeyFileDamaged: It is not, byte for byte, what this program writes.
    """
    try:
        record = sealed.parse(raw)
        if _is_newer(record):
            raise NewerFormat
        file = _file(record)
        # What was read must write back to the same bytes: 1.0 is no way of writing 1.
        if sealed.canonical({**file.record(), "seal": file.seal}) != raw:
            raise KeyFileDamaged
        return file
    except DeskError:
        raise
    except (ValueError, TypeError, KeyError):
        raise KeyFileDamaged from None


def _is_newer(record: Mapping[str, Any]) -> bool:
    written = record.get("format")
    return type(written) is int and FORMAT < written < 1000


def _file(record: Mapping[str, Any]) -> SlotFile:
    if set(record) != _FILE_FIELDS or record["format"] != FORMAT:
        raise ValueError("fields")
    slots = tuple(_slot(entry) for entry in record["slots"])
    ids = [slot.slot_id for slot in slots]
    next_slot = _whole(record["next_slot"], 1, 1_000_000)
    if not 1 <= len(slots) <= MOST_SLOTS or ids != sorted(set(ids)) or ids[-1] >= next_slot:
        raise ValueError("slots")
    if type(record["practice"]) is not bool:
        raise ValueError("practice")
    return SlotFile(
        vault_id=_hex(record["vault_id"], 16).hex(),
        practice=record["practice"],
        revision=_whole(record["revision"], 1, 2**53),
        database=_whole(record["database"], 1, 999_999),
        next_slot=next_slot,
        slots=slots,
        seal=_hex(record["seal"], 32).hex(),
    )


def _slot(entry: Mapping[str, Any]) -> Slot:
    fields: dict[str, Callable[[Any], Any]] = {
        "slot_id": lambda value: _whole(value, 0, 999_999),
        "role": Role,
        "label": _label,
        "created": read_moment,
        "m": lambda value: _whole(value, 8 * _MIB, 1024 * _MIB),
        "t": lambda value: _whole(value, 1, 20),
        "p": lambda value: _whole(value, 1, 8),
        "salt": lambda value: _hex(value, 16),
        "nonce": lambda value: _hex(value, 12),
        "box": lambda value: _hex(value, 48),
    }
    if set(entry) != {*fields, "kdf"} or entry["kdf"] != _KDF:
        raise ValueError("slot")
    read = {name: reading(entry[name]) for name, reading in fields.items()}
    return Slot(memory_kib=read.pop("m"), passes=read.pop("t"), lanes=read.pop("p"), **read)


def check_label(text: str) -> str:
    """Return a label as it may stand in the key file.

    Raises:
        Refused: It is empty, too long, or not one line of ordinary characters.
    """
    try:
        return _label(" ".join(text.split()))
    except ValueError:
        raise Refused(
            "A key is labelled by 1 to 40 ordinary characters.",
            next_step="Name the office that holds it: “Recovery sheet B”, not a person.",
            code="PD-126",
        ) from None


def _label(value: Any) -> str:  # noqa: ANN401 - out of JSON
    if type(value) is not str or not 1 <= len(value) <= 40 or not value.isprintable():
        raise ValueError("label")
    return value


def _whole(value: Any, least: int, most: int) -> int:  # noqa: ANN401 - out of JSON
    if type(value) is not int or not least <= value <= most:
        raise ValueError("number")
    return value


def _hex(value: Any, size: int) -> bytes:  # noqa: ANN401 - out of JSON
    if type(value) is not str or not re.fullmatch(rf"[0-9a-f]{{{2 * size}}}", value):
        raise ValueError("hex")
    return bytes.fromhex(value)
