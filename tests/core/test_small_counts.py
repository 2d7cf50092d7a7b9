"""What a copy for publication says of counts, and what can be worked out of it."""

from __future__ import annotations

from collections import defaultdict

import pytest

from prevent_desk.core.small_counts import FEWER, WITHHELD, is_small, told


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0"), (1, FEWER), (4, FEWER), (5, "5"), (12, "12")]
)
def test_a_count_from_one_to_four_is_not_told(count: int, said: str) -> None:
    assert told(count) == said


@pytest.mark.parametrize(
    ("count", "whole", "said"),
    [(10, 11, WITHHELD), (11, 11, "11"), (0, 11, "0"), (6, 11, "6"), (4, 11, FEWER),
     (5, 6, WITHHELD), (2, 6, WITHHELD), (2, 3, FEWER), (3, 3, FEWER)],
)  # fmt: skip
def test_a_count_that_leaves_a_small_rest_is_not_told(count: int, whole: int, said: str) -> None:
    assert told(count, whole) == said


def test_whoever_knows_whole_and_rule_cannot_tell_a_small_count_or_a_small_rest() -> None:
    for whole in range(5, 40):
        may_be: dict[str, set[int]] = defaultdict(set)
        for count in range(whole + 1):
            may_be[told(count, whole)].add(count)
        for counts in may_be.values():
            rests = {whole - count for count in counts}
            for found in (counts, rests):
                if any(is_small(one) for one in found):
                    assert len(found) >= 4, (whole, found)
