"""What a benchmark reports, and how two things are measured fairly beside one another."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Attributes:
        name: The benchmark it belongs to.
        what: What was measured, in words.
        value: The measured value, in `unit`.
        beside: What stood beside it in the same run, in words.
        base: Its value, in the same unit; 0 where the limit is absolute.
        limit: The largest ratio (or, without a base, the largest value) that holds.
        unit: "ms", "s" or a word.
    """

    name: str
    what: str
    value: float
    beside: str
    base: float
    limit: float
    unit: str = "ms"

    @property
    def measured(self) -> float:
        """What is held against the limit: the ratio, or the value itself without a base."""
        return self.value / self.base if self.base else self.value

    @property
    def holds(self) -> bool:
        """Say whether the figure is within its limit."""
        return self.measured <= self.limit


def clock(act: Callable[[], object]) -> float:
    """Return how long one act took, in milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def side_by_side(
    one: Callable[[], object], other: Callable[[], object], rounds: int = 9
) -> tuple[float, float]:
    """Return the least time of each in milliseconds, taken turn about.

    The least of several: on a shared machine noise only ever adds.
    """
    ones: list[float] = []
    others: list[float] = []
    for _ in range(rounds):
        gc.collect()
        others.append(clock(other))
        ones.append(clock(one))
    return min(ones), min(others)


def share_within(values: list[float], limit: float) -> float:
    """Return the share of values at or under a limit, 0 to 1."""
    return sum(value <= limit for value in values) / len(values)


def percentile(values: list[float], share: int) -> float:
    """Return the value that `share` of 100 values do not pass."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]
