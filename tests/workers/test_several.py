"""Several files go through few children, and none of them takes another with it."""

from __future__ import annotations

import sys
import threading
from itertools import islice

import pytest

from prevent_desk.core.errors import DeskError, Fault, Stopped
from prevent_desk.workers.limits import Limits
from prevent_desk.workers.several import run_each

AS_TOLD = "prevent_desk.workers.trial:as_told"
HELD_TO = Limits(memory_bytes=400 * 2**20, seconds=60.0, answer_bytes=1000)
SHORT = Limits(memory_bytes=400 * 2**20, seconds=1.0, answer_bytes=1000)


def read(payloads: list[bytes], held_to: Limits = HELD_TO) -> list[str]:
    """Return each answer's word, or the code or class of its error."""
    return [
        (one.code or type(one).__name__) if isinstance(one, DeskError) else one.split()[0].decode()
        for one in run_each(AS_TOLD, payloads, held_to=held_to)
    ]


def test_good_files_are_read_by_one_child_in_their_order() -> None:
    answers = list(run_each(AS_TOLD, [b"a", b"b", b"c"], held_to=HELD_TO))
    words = [one.split() for one in answers if isinstance(one, bytes)]
    assert [word for word, _child in words] == [b"a", b"b", b"c"]
    assert len({own for _word, own in words}) == 1


def test_a_file_that_is_refused_leaves_the_child_to_the_next() -> None:
    first, refused, last = run_each(AS_TOLD, [b"a", b"refuse", b"b"], held_to=HELD_TO)
    assert isinstance(refused, DeskError)
    assert refused.sentence() == "No. It is a trial. Try another. (PD-000)"
    assert isinstance(first, bytes)
    assert isinstance(last, bytes)
    assert first.split()[1] == last.split()[1]


@pytest.mark.parametrize(
    ("bad", "code"), [(b"vanish", "PD-302"), (b"fail", "PD-900"), (b"5000", "PD-303")]
)
def test_a_file_that_ends_its_child_has_its_refusal_and_the_rest_is_read(
    bad: bytes, code: str
) -> None:
    assert read([b"a", bad, b"b", bad, b"c"]) == ["a", code, "b", code, "c"]


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows job limits from outside")
def test_a_file_that_takes_all_memory_takes_no_other_file_with_it() -> None:
    assert read([b"a", b"grow", b"b"]) == ["a", "PD-302", "b"]


def test_a_file_that_never_ends_is_stopped_when_its_own_time_is_over() -> None:
    assert read([b"spin", b"a"], SHORT) == ["PD-301", "a"]


def test_the_words_of_a_failure_hold_nothing_of_the_file() -> None:
    (failed,) = run_each(AS_TOLD, [b"fail"], held_to=HELD_TO)
    assert isinstance(failed, Fault)
    assert "ValueError at" in failed.sentence()


def test_cancel_ends_the_reading_at_once() -> None:
    cancelled = threading.Event()
    answers = run_each(AS_TOLD, [b"a", b"spin"], held_to=HELD_TO, stopped=cancelled.is_set)
    assert [*islice(answers, 1)]
    cancelled.set()
    with pytest.raises(Stopped):
        next(answers)


def test_who_asks_no_further_leaves_no_child_behind() -> None:
    answers = run_each(AS_TOLD, [b"a", b"b"], held_to=HELD_TO)
    next(answers)
    answers.close()
    assert list(answers) == []
