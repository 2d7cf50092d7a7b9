"""Ctrl+Z for decisions: they are kept quietly, so the desk's own Undo passes them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prevent_desk.plan.model.partners.records import Decision

Decided = Mapping[str, Decision | None]
"""Decisions by the differences' keys; None is no decision."""

_MOST = 200


@dataclass(frozen=True, slots=True)
class Step:
    """Decisions made together: how they were before and after."""

    before: Decided
    after: Decided


class DecisionHistory:
    """The steps of one return since it was opened; forgotten when it is applied."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def clear(self) -> None:
        """Forget every step."""
        self._done.clear()
        self._undone.clear()

    def note(self, before: Decided, after: Decided) -> None:
        """Note decisions that were just made."""
        if before == after:
            return
        self._done.append(Step(before, after))
        self._undone.clear()
        del self._done[:-_MOST]

    def can_undo(self) -> bool:
        """Return whether there is a decision to take back."""
        return bool(self._done)

    def can_redo(self) -> bool:
        """Return whether one was taken back."""
        return bool(self._undone)

    def undo(self) -> Decided:
        """Step back and return the decisions as they were; empty where there is no step."""
        if not self._done:
            return {}
        step = self._done.pop()
        self._undone.append(step)
        return step.before

    def redo(self) -> Decided:
        """Step forward again and return the decisions."""
        if not self._undone:
            return {}
        step = self._undone.pop()
        self._done.append(step)
        return step.after
