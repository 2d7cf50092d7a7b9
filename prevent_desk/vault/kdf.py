"""What one guess of a passphrase costs: Argon2id, measured on the machine where a slot is made.

Floors and limits are those of SECURITY, 3.1: 256 MiB, 3 passes, 4 lanes and up to half a second;
64 MiB and 10 passes on a machine with less than 8 GB.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from prevent_desk.core.errors import Refused
from prevent_desk.vault.keys import KEY_BYTES

MIB: Final = 1024
_AIM_S: Final = 0.5
_SMALL_MACHINE: Final = 8_000_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes over it, lanes.

    Limits are checked before anything is allocated, so that a hostile file that asks for a tebibyte
    is refused and not tried.
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        if not (
            8 * MIB <= self.memory_kib <= 1024 * MIB
            and 1 <= self.passes <= 20
            and 1 <= self.lanes <= 8
        ):
            raise ValueError("outside the limits of a slot's cost")


FLOOR: Final = Cost(256 * MIB, 3, 4)
SMALL_FLOOR: Final = Cost(64 * MIB, 10, 4)
LIGHT: Final = Cost(8 * MIB, 1, 1)
"""For tests and practice desks only: a guess costs some 10 ms."""


def derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Return the key that a secret makes at this cost.

    Raises:
        Refused: The machine has not enough free memory.
    """
    try:
        return hash_secret_raw(
            secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
        )
    except (HashingError, MemoryError):
        raise Refused(
            "There is not enough free memory to check a key.",
            why=f"It takes {cost.memory_kib // MIB} MB for a second.",
            next_step="Close other programs, then try again.",
            code="PD-124",
        ) from None


def calibrate(seconds_of: Callable[[Cost], float] | None = None, memory: int | None = None) -> Cost:
    """Return the cost for a new slot: passes are added until a guess takes half a second here.

    Never less than the floor, however slow or busy the machine is just now. With passes added a
    guess stays well under 1.5 seconds, and more than 20 passes are not asked for.

    Args:
        seconds_of: Measures one derivation; the tests give their own.
        memory: Bytes of the machine's memory; None asks it.
    """
    measure = seconds_of or _seconds_of
    memory = _machine_memory() if memory is None else memory
    cost = SMALL_FLOOR if memory < _SMALL_MACHINE else FLOOR
    try:
        seconds = measure(cost)
    except Refused:
        cost = SMALL_FLOOR
        seconds = measure(cost)
    if seconds >= _AIM_S:
        return cost
    passes = min(20, ceil(cost.passes * _AIM_S / max(seconds, 0.001)))
    return replace(cost, passes=passes)


def _seconds_of(cost: Cost) -> float:
    started = time.perf_counter()
    derive(b"how long does this take", b"0123456789abcdef", cost)
    return time.perf_counter() - started


def _machine_memory() -> int:
    if sys.platform == "win32":
        from prevent_desk.vault import windows

        return windows.machine_memory()
    else:
        try:
            return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        except (ValueError, OSError):
            return 0
