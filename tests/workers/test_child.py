"""A child does one order, is ended when it is not wanted, and tells nothing it should not."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from prevent_desk.core.errors import DeskError, Fault, Refused, Stopped
from prevent_desk.workers import child
from prevent_desk.workers.limits import Limits

TRIAL = "prevent_desk.workers.trial:"
SMALL = Limits(memory_bytes=400 * 2**20, seconds=60.0, answer_bytes=1000)
SHORT = Limits(memory_bytes=400 * 2**20, seconds=1.0, answer_bytes=1000)
posix = pytest.mark.skipif(sys.platform == "win32", reason="a Windows job limits from outside")


def test_an_answer_and_its_progress_come_back() -> None:
    told: list[tuple[int, int, str]] = []
    answer = child.run(TRIAL + "echo", {"ref": "O1-01"}, report=lambda *step: told.append(step))
    assert answer == b"{'ref': 'O1-01'}"
    assert told == [(1, 1, "Answering")]


def test_a_refusal_arrives_in_its_own_words() -> None:
    with pytest.raises(Refused) as refused:
        child.run(TRIAL + "refuse", None)
    assert refused.value.sentence() == "No. It is a trial. Try another. (PD-000)"


def test_what_failed_is_told_without_case_data() -> None:
    with pytest.raises(Fault) as fault:
        child.run(TRIAL + "fail", "Kris Hallam, born 2008")
    assert "Hallam" not in fault.value.sentence()
    assert "ValueError at fail:" in fault.value.sentence()


def test_a_child_that_vanishes_is_a_fault() -> None:
    with pytest.raises(Fault, match="without an answer"):
        child.run(TRIAL + "vanish", None)


def test_cancel_ends_the_child_at_once() -> None:
    spinning = threading.Event()
    with pytest.raises(Stopped):
        child.run(TRIAL + "spin", None, report=lambda *_: spinning.set(), stopped=spinning.is_set)
    assert spinning.is_set()


@pytest.mark.parametrize(
    ("function", "payload", "limits", "code"),
    [
        ("spin", b"", SHORT, "PD-301"),
        ("grow", b"", SMALL, "PD-302"),
        ("long_answer", b"5000", SMALL, "PD-303"),
    ],
)
def test_each_limit_is_a_refusal_of_its_own(
    function: str, payload: bytes, limits: Limits, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        child.run(TRIAL + function, payload, limits=limits)
    assert refused.value.code == code


@posix
def test_a_limited_child_writes_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(DeskError):
        child.run(TRIAL + "write_file", str(out).encode(), limits=SMALL)
    assert not out.exists() or not out.read_bytes()
    # The planted fault: without limits the same order does write.
    assert child.run(TRIAL + "write_file", str(out).encode()) == b"written"


@pytest.mark.parametrize(
    "step",
    [
        "import socket; socket.socket()",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'pass'], check=True)",
        "import os; os.system('exit 0')",
        "open('made', 'w')",
        "import os; os.open('made', os.O_CREAT | os.O_WRONLY)",
        "import os; os.mkdir('made')",
    ],
)
def test_a_limited_child_reads_and_does_nothing_else(step: str, tmp_path: Path) -> None:
    forbid = "from prevent_desk.workers.limits import forbid_the_world; forbid_the_world(); "
    held = _python(forbid + step, tmp_path)
    assert held.returncode == 1
    assert b"PermissionError" in held.stderr
    assert list(tmp_path.iterdir()) == []
    # The planted fault: unforbidden, each of these steps is taken.
    assert _python(step, tmp_path).returncode == 0


def _python(program: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, check=False
    )


def test_a_limited_child_is_given_bytes_only() -> None:
    with pytest.raises(Fault):
        child.run(TRIAL + "echo", {"a": "record"}, limits=SMALL)


def test_a_worker_calls_its_own_program_only() -> None:
    with pytest.raises(Fault):
        child.run("os:system", "true")


def test_a_large_record_travels_both_ways() -> None:
    body = bytes(range(256)) * 40_000
    assert child.run(TRIAL + "echo", body) == body
