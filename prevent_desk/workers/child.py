"""Work in a child process: started, told what to do, heard out, ended when it is not wanted.

Pure-Python exporters hold the interpreter's lock, so in a thread they would freeze the window; a
file from outside may be a bomb. Both go into a child. What the child is given travels by pipe,
never in its arguments or environment, where other programs could read it.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from prevent_desk.core.errors import Damaged, DeskError, Fault, Refused, Stopped
from prevent_desk.workers import limits as own_limits
from prevent_desk.workers.limits import Limits

Report = Callable[[int, int, str], None]
"""Tell how far work is: steps done, steps in all (0: not known), what is being done."""
StopAsked = Callable[[], bool]
"""Ask whether the work is still wanted."""

SWITCH = "--worker"
"""The first argument that makes the program a worker instead of a window."""

HEAD = struct.Struct(">cQ")
PROGRESS, RESULT, ERROR = b"p", b"r", b"e"
_ERRORS: dict[str, type[DeskError]] = {"Refused": Refused, "Damaged": Damaged, "Fault": Fault}
_LOOK_EVERY = 0.02  # seconds between two looks at the Cancel button


@dataclass(slots=True)
class _Heard:
    """What has come from the child so far; written by the listener, read after it has ended."""

    result: bytes | None = None
    error: DeskError | None = None
    too_much: bool = False


def run(
    target: str,
    payload: object,
    *,
    limits: Limits | None = None,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> bytes:
    """Call a function of ours in a child process and return the bytes it made.

    Args:
        target: "package.module:function", of our own package. The function is called with the
            payload and a `report`.
        payload: A record, sent by pickle; to a limited child bytes only.
        limits: For files from outside: most memory, seconds and bytes of answer.
        report: Told of progress, on this thread's listener; must be quick.
        stopped: Asked many times a second; once true the child is ended.

    Raises:
        Stopped: `stopped` said so; the child is gone and nothing is left.
        DeskError: What the function itself raised, in its own words.
        Refused: A limit was passed (code "PD-301" time, "PD-302" memory, "PD-303" size).
        Fault: The child failed without words.
    """
    child = start()
    heard = _Heard()
    try:
        with own_limits.held(child, limits):
            most = limits.answer_bytes if limits else None
            listener = threading.Thread(target=_listen, args=(child, heard, report, most))
            listener.start()
            _ask(child, target, payload, limits)
            in_time = _wait(listener, limits.seconds if limits else None, stopped)
            if not in_time:
                child.kill()
                listener.join()
    finally:
        end(child)
    return _answer(heard, child.returncode, limits, in_time=in_time)


def start() -> subprocess.Popen[bytes]:
    """Start a child; it waits for its order."""
    command = [sys.executable, SWITCH] if getattr(sys, "frozen", False) else _python()
    return subprocess.Popen(  # noqa: S603 - our own program, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **own_limits.start_options(),
    )


def read_frame(pipe: IO[bytes], most: int | None) -> tuple[bytes, bytes | None] | None:
    """Return what a child says next: what it is and its bytes; None once it says no more.

    Bytes are None where they are more than `most`; nothing can be read after that.
    """
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, size = HEAD.unpack(head)
    if most is not None and size > most:
        return kind, None
    body = pipe.read(size)
    return (kind, body) if len(body) == size else None


def told_error(body: bytes) -> DeskError:
    """Return the error a child told, as the same class with the same words."""
    said = json.loads(body)
    error = _ERRORS.get(said["kind"], Fault)
    return error(said["what"], why=said["why"], next_step=said["next_step"], code=said["code"])


def end(child: subprocess.Popen[bytes]) -> None:
    """End a child that has said its last word, or is not wanted."""
    if child.poll() is None:
        # There is nothing for it to finish.
        child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def too_long() -> Refused:
    """Return the refusal of a file whose time is over."""
    return Refused("Reading the file took too long, so it was stopped.", code="PD-301")


def too_much_memory() -> Refused:
    """Return the refusal of a file that needs more memory than it may have."""
    return Refused("The file needs more memory than it may have.", code="PD-302")


def too_long_answer() -> Refused:
    """Return the refusal of a file that holds more than can be answered."""
    return Refused("The file unpacks to more than can be read.", code="PD-303")


def _python() -> list[str]:
    # -I: neither the current folder nor PYTHON* variables decide what is imported.
    program = "from prevent_desk.workers.serve import serve; serve()"
    return [sys.executable, "-I", "-c", program]


def _ask(
    child: subprocess.Popen[bytes], target: str, payload: object, limits: Limits | None
) -> None:
    assert child.stdin is not None  # noqa: S101 - opened as a pipe above
    if limits is not None and not isinstance(payload, bytes):
        raise Fault("A limited child is given bytes only.")
    order = json.dumps({"target": target, "limits": limits.kept() if limits else None}).encode()
    # A child that has already failed takes no more; its own words are what counts.
    with contextlib.suppress(BrokenPipeError, OSError):
        child.stdin.write(struct.pack(">Q", len(order)) + order)
        if isinstance(payload, bytes):
            child.stdin.write(struct.pack(">Q?", len(payload), True))
            child.stdin.write(payload)
        else:
            child.stdin.write(struct.pack(">Q?", 0, False))
            # Piece by piece into the pipe: made in one go, 5,000 actions would hold the
            # interpreter's lock, and with it the window, for a quarter of a second.
            pickle.dump(payload, child.stdin, pickle.HIGHEST_PROTOCOL)
        child.stdin.close()


def _listen(
    child: subprocess.Popen[bytes], heard: _Heard, report: Report | None, most: int | None
) -> None:
    assert child.stdout is not None  # noqa: S101 - opened as a pipe above
    while (frame := read_frame(child.stdout, most)) is not None:
        kind, body = frame
        if body is None:
            heard.too_much = True
            child.kill()
            return
        if kind == PROGRESS and report is not None:
            done, of, what = json.loads(body)
            report(int(done), int(of), str(what))
        elif kind == RESULT:
            heard.result = body
        elif kind == ERROR:
            heard.error = told_error(body)


def _wait(listener: threading.Thread, seconds: float | None, stopped: StopAsked | None) -> bool:
    """Wait for the child's last word; False when its time is over. Raises Stopped."""
    rounds = None if seconds is None else max(1, round(seconds / _LOOK_EVERY))
    while listener.is_alive():
        if stopped is not None and stopped():
            raise Stopped
        if rounds is not None:
            rounds -= 1
            if rounds < 0:
                return False
        listener.join(_LOOK_EVERY)
    return True


def _answer(heard: _Heard, status: int, limits: Limits | None, *, in_time: bool) -> bytes:
    if heard.error is not None:
        raise heard.error
    if heard.result is not None:
        return heard.result
    if not in_time:
        raise too_long()
    if heard.too_much:
        raise too_long_answer()
    if limits is not None:
        raise too_much_memory()
    raise Fault(f"The work ended without an answer (status {status}).")
