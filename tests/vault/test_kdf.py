from __future__ import annotations

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.vault.kdf import FLOOR, LIGHT, MIB, SMALL_FLOOR, Cost, calibrate, derive

BIG_MACHINE = 16 * 10**9


def taking(seconds_per_pass: float):
    """A machine that takes so long for one pass over 256 MiB."""
    return lambda cost: seconds_per_pass * cost.passes * cost.memory_kib / FLOOR.memory_kib


@pytest.mark.parametrize("per_pass", [0.002, 0.02, 0.05, 0.13, 0.16, 0.2, 0.4])
def test_a_guess_takes_half_a_second_to_one_and_a_half(per_pass: float) -> None:
    cost = calibrate(taking(per_pass), BIG_MACHINE)
    assert cost.memory_kib == FLOOR.memory_kib
    assert cost.passes >= FLOOR.passes
    assert 0.5 <= taking(per_pass)(cost) <= 1.5 or cost.passes == 20


def test_a_small_machine_gets_less_memory_and_more_passes() -> None:
    cost = calibrate(taking(0.13), 4 * 10**9)
    assert (cost.memory_kib, cost.lanes) == (64 * MIB, 4)
    assert cost.passes >= 10


def test_a_machine_that_is_slow_or_busy_gets_the_floor_and_nothing_under_it() -> None:
    assert calibrate(taking(3.0), BIG_MACHINE) == FLOOR


def test_a_machine_without_the_memory_gets_the_small_floor() -> None:
    def measure(cost: Cost) -> float:
        if cost.memory_kib > SMALL_FLOOR.memory_kib:
            raise Refused("no memory")
        return 0.6

    assert calibrate(measure, BIG_MACHINE) == SMALL_FLOOR


@pytest.mark.parametrize(
    ("memory", "passes", "lanes"),
    [(2**40, 3, 4), (8 * MIB - 1, 3, 4), (1024 * MIB + 1, 3, 4), (8 * MIB, 0, 1), (8 * MIB, 21, 1),
     (8 * MIB, 1, 0), (8 * MIB, 1, 9)],
)  # fmt: skip
def test_a_cost_outside_the_limits_is_refused_before_memory_is_taken(
    memory: int, passes: int, lanes: int
) -> None:
    with pytest.raises(ValueError, match="limits"):
        Cost(memory, passes, lanes)


def test_the_same_secret_and_salt_make_the_same_key_and_no_others_do() -> None:
    key = derive(b"secret", b"s" * 16, LIGHT)
    assert key == derive(b"secret", b"s" * 16, LIGHT)
    assert key != derive(b"Secret", b"s" * 16, LIGHT)
    assert key != derive(b"secret", b"t" * 16, LIGHT)
    assert len(key) == 32
