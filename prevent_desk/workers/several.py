"""Several files read one after the other by as few limited children as it takes.

A child takes a second of a busy machine to begin and a tenth to read a form. Each file has the
limits to itself all the same: its own time, and a child that a file has ended, or that has run out
of memory, reads no further one. The rest goes to a new child.
"""

from __future__ import annotations

import contextlib
import json
import queue
import struct
import threading
from collections.abc import Generator, Sequence

from prevent_desk.core.errors import DeskError, Stopped
from prevent_desk.workers import child, limits
from prevent_desk.workers.child import ERROR, PROGRESS, RESULT, StopAsked
from prevent_desk.workers.limits import Limits

_LOOK_EVERY = 0.02  # seconds between two looks at the Cancel button
_TO_BEGIN = 60.0
"""Seconds until a child begins with a file: it has to start, and the machine may be busy."""
_SPENT = frozenset({"PD-302", "PD-900"})
"""Codes after which a child is in no state to read on."""


def run_each(
    target: str,
    payloads: Sequence[bytes],
    *,
    held_to: Limits,
    stopped: StopAsked | None = None,
) -> Generator[bytes | DeskError]:
    """Call a function of ours with each payload in turn, in a limited child.

    Args:
        target: As for `child.run`.
        payloads: What it is called with; bytes, for the child is limited.
        held_to: What each payload may use.
        stopped: Asked many times a second; once true the child is ended.

    Yields:
        For each payload in order what the function made, or why it did not: its own words, or those
        of the limit it passed (as `child.run` raises them).

    Raises:
        Stopped: `stopped` said so; the child is gone.
    """
    reader: _Reader | None = None
    try:
        for place, payload in enumerate(payloads):
            if reader is None:
                reader = _Reader(target, len(payloads) - place, held_to)
            answer = reader.answer(payload, stopped)
            if reader.is_spent:
                reader.end()
                reader = None
            yield answer
    finally:
        if reader is not None:
            reader.end()


class _Reader:
    """One child, and what it says.

    Attributes:
        is_spent: Whether it can read no further file.
    """

    def __init__(self, target: str, count: int, held_to: Limits) -> None:
        self.is_spent = False
        self._limits = held_to
        self._child = child.start()
        self._held = contextlib.ExitStack()
        self._held.enter_context(limits.held(self._child, held_to))
        self._said: queue.SimpleQueue[tuple[bytes, bytes | None] | None] = queue.SimpleQueue()
        kept = held_to.kept()
        order = json.dumps({"target": target, "limits": kept, "several": count}).encode()
        self._begin(struct.pack(">Q", len(order)) + order + struct.pack(">Q?", 0, True))
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def answer(self, payload: bytes, stopped: StopAsked | None) -> bytes | DeskError:
        """Have one payload read."""
        # In a thread: a child that does not take what it is given must not hold us up.
        writer = threading.Thread(
            target=self._begin, args=(struct.pack(">Q", len(payload)), payload), daemon=True
        )
        writer.start()
        rounds, has_begun = round(_TO_BEGIN / _LOOK_EVERY), False
        while True:
            if stopped is not None and stopped():
                raise Stopped
            try:
                frame = self._said.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                rounds -= 1
                if rounds < 0:
                    self.is_spent = True
                    return child.too_long()
                continue
            if frame is not None and frame[0] == PROGRESS and not has_begun:
                rounds, has_begun = max(1, round(self._limits.seconds / _LOOK_EVERY)), True
                continue
            found = self._told(frame)
            if found is not None:
                return found

    def end(self) -> None:
        """End the child."""
        child.end(self._child)
        self._held.close()
        self._listener.join()

    # Inside

    def _begin(self, *parts: bytes) -> None:
        assert self._child.stdin is not None  # noqa: S101 - opened as a pipe
        # A child that has already failed takes no more; what it said is what counts.
        with contextlib.suppress(OSError, ValueError):
            for part in parts:
                self._child.stdin.write(part)
            self._child.stdin.flush()

    def _listen(self) -> None:
        assert self._child.stdout is not None  # noqa: S101 - opened as a pipe
        frame: tuple[bytes, bytes | None] | None = (b"", b"")
        while frame is not None and frame[1] is not None:
            try:
                frame = child.read_frame(self._child.stdout, self._limits.answer_bytes)
            except (OSError, ValueError):
                frame = None
            self._said.put(frame)

    def _told(self, frame: tuple[bytes, bytes | None] | None) -> bytes | DeskError | None:
        """Return the answer a frame is; None where it is none."""
        if frame is None:
            self.is_spent = True
            return child.too_much_memory()
        kind, body = frame
        if body is None:
            self.is_spent = True
            return child.too_long_answer()
        if kind == RESULT:
            return body
        if kind != ERROR:
            return None
        error = child.told_error(body)
        self.is_spent = error.code in _SPENT
        return error
