"""The child's side: take one order, do it, answer, end."""

from __future__ import annotations

import importlib
import json
import os
import pickle
import struct
import sys
from collections.abc import Callable
from functools import partial
from typing import IO, Any

from prevent_desk.core.errors import DeskError, Fault
from prevent_desk.workers.child import ERROR, HEAD, PROGRESS, RESULT, SWITCH, too_much_memory
from prevent_desk.workers.limits import allow_seconds, forbid_the_world, leave_out, limit_self


def is_worker(arguments: list[str]) -> bool:
    """Say whether the program was started as a worker; asked before anything else is imported."""
    return arguments[:1] == [SWITCH]


def serve() -> None:
    """Do the one order that comes by standard input, answer by standard output, and end."""
    leave_out()
    order_pipe = os.fdopen(os.dup(0), "rb")
    answer_pipe = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between our frames.
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 - a device, not a file
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    _send(answer_pipe, *_answered(partial(_do, order_pipe, answer_pipe)))
    answer_pipe.flush()
    # Nothing is left to tidy, and tidying takes longer than the work of a small export.
    os._exit(0)


def _answered(work: Callable[[], bytes]) -> tuple[bytes, bytes]:
    """Return what work made, or why it did not, as one frame."""
    try:
        return RESULT, work()
    except DeskError as error:
        return ERROR, _words(error)
    except MemoryError:
        return ERROR, _words(too_much_memory())
    except BaseException as error:  # noqa: BLE001 - told without its text, which may hold case data
        place = _place(error)
        return ERROR, _words(Fault(f"{type(error).__name__} at {place}.", code="PD-900"))


def _do(order_pipe: IO[bytes], answer_pipe: IO[bytes]) -> bytes:
    (size,) = struct.unpack(">Q", order_pipe.read(8))
    order = json.loads(order_pipe.read(size))
    size, as_bytes = struct.unpack(">Q?", order_pipe.read(9))
    function = _function(order["target"])
    several, held_to = order.get("several", 0), order["limits"]
    if held_to:
        seconds = float(held_to["seconds"])
        limit_self(int(held_to["memory_bytes"]), seconds * max(1, several))
        forbid_the_world()
        if several:
            return _do_each(function, several, seconds, order_pipe, answer_pipe)
    # Only our own parent writes into this pipe.
    payload = order_pipe.read(size) if as_bytes else pickle.load(order_pipe)  # noqa: S301

    def report(done: int, of: int, what: str) -> None:
        _send(answer_pipe, PROGRESS, json.dumps([done, of, what]).encode())
        answer_pipe.flush()

    made = function(payload, report)
    if not isinstance(made, bytes):
        raise Fault("The work did not answer with bytes.")
    return made


def _do_each(
    function: Callable[..., Any],
    several: int,
    seconds: float,
    order_pipe: IO[bytes],
    answer_pipe: IO[bytes],
) -> bytes:
    """Take one payload after the other, each with its own answer and its own time."""
    for _ in range(several):
        (size,) = struct.unpack(">Q", order_pipe.read(8))
        payload = order_pipe.read(size)
        allow_seconds(seconds)
        # Its time begins here: starting a child on a busy machine is not the file's doing.
        _send(answer_pipe, PROGRESS, b"")
        answer_pipe.flush()
        _send(answer_pipe, *_answered(partial(function, payload, _unheard)))
        answer_pipe.flush()
    return b""


def _unheard(_done: int, _of: int, _what: str) -> None:
    """Tell nobody: of several files, how many are read is told, not how far one is."""


def _function(target: str) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    if module.split(".")[0] != "prevent_desk":
        raise Fault("A worker calls functions of its own program only.")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _send(pipe: IO[bytes], kind: bytes, body: bytes) -> None:
    pipe.write(HEAD.pack(kind, len(body)) + body)


def _words(error: DeskError) -> bytes:
    kinds = [
        k.__name__ for k in type(error).__mro__ if k.__name__ in {"Refused", "Damaged", "Fault"}
    ]
    return json.dumps(
        {
            "kind": kinds[0] if kinds else "Fault",
            "what": error.what,
            "why": error.why,
            "next_step": error.next_step,
            "code": error.code,
        }
    ).encode()


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"


if __name__ == "__main__":
    if is_worker(sys.argv[1:]):
        serve()
