"""Small orders by which a worker is tried: by an installation checking itself, and by tests."""

from __future__ import annotations

import os
from itertools import count

from prevent_desk.core.errors import Refused
from prevent_desk.workers.child import Report


def echo(payload: object, report: Report) -> bytes:
    """Answer with what was given, after one word of progress."""
    report(1, 1, "Answering")
    return payload if isinstance(payload, bytes) else repr(payload).encode()


def refuse(_payload: object, _report: Report) -> bytes:
    """Refuse, in words that have to arrive whole."""
    raise Refused("No.", why="It is a trial.", next_step="Try another.", code="PD-000")


def fail(payload: object, _report: Report) -> bytes:
    """Fail with what was given in the error's text, which must not arrive."""
    raise ValueError(payload)


def vanish(_payload: object, _report: Report) -> bytes:
    """End without a word, as a killed process does."""
    os._exit(3)


def spin(_payload: object, report: Report) -> bytes:
    """Never end."""
    for turn in count():
        if turn % 1_000_000 == 0:
            report(turn, 0, "Spinning")
    return b""


def grow(_payload: object, _report: Report) -> bytes:
    """Take memory without end."""
    held = []
    while True:
        held.append(bytearray(16 * 2**20))


def write_file(payload: bytes, _report: Report) -> bytes:
    """Try to write a file, which a limited child may not."""
    with open(payload.decode(), "wb") as file:  # noqa: PTH123 - the plainest way there is
        file.write(b"written")
        file.flush()
    return b"written"


def long_answer(payload: bytes, _report: Report) -> bytes:
    """Answer with as many bytes as asked for."""
    return bytes(int(payload))


def as_told(payload: bytes, report: Report) -> bytes:
    """Do what the payload says, as one file of several may; else answer with it."""
    acts = {b"spin": spin, b"grow": grow, b"vanish": vanish, b"fail": fail, b"refuse": refuse}
    if payload in acts:
        return acts[payload](payload.decode(), report)
    if payload.isdigit():
        return long_answer(payload, report)
    return payload + b" " + str(os.getpid()).encode()
