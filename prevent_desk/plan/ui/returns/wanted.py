"""Which return is looked at next: the one that was asked for, else the first that waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.plan.model.partners.records import Kind, RegisterLine, State


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where `go_to` wants to be once the register is read; None and empty leave it open."""

    send_id: int | None = None
    key: str = ""
    kinds: frozenset[Kind] = frozenset()
    only_open: bool | None = None
    return_id: int | None = None

    def among(self, lines: Sequence[RegisterLine], current: RegisterLine | None) -> int:
        """Return the sending to show of a register that has lines; else the one on show stays."""
        sends = {line.send.id for line in lines}
        wanted = self.send_id
        if self.return_id is not None:
            fresh = [line for line in lines if line.return_id == self.return_id]
            wanted = fresh[0].send.id if fresh else wanted
        if wanted is not None and wanted in sends:
            return wanted
        return (current or first_to_do(lines)).send.id


def first_to_do(lines: Sequence[RegisterLine]) -> RegisterLine:
    """Return the first line with something to decide, else the first that came back, else any."""
    for wanted in (
        lambda line: line.to_decide > 0,
        lambda line: line.state is State.RETURNED,
        lambda _line: True,
    ):
        found = next((line for line in lines if wanted(line)), None)
        if found is not None:
            return found
    return lines[0]


def next_to_do(lines: Sequence[RegisterLine], after: RegisterLine) -> RegisterLine:
    """Return the next line with something to decide, from the top where none follows; else it."""
    ids = [line.send.id for line in lines]
    at = ids.index(after.send.id) + 1 if after.send.id in ids else 0
    for line in (*lines[at:], *lines[:at]):
        if line.state is State.RETURNED and line.send.id != after.send.id:
            return line
    return after
