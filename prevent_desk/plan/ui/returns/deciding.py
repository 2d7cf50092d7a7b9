"""What is decided about a return: kept at once, taken back by Ctrl+Z, written by Apply.

Words that are typed and do not fit yet are kept as drafts until they are decided.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.plan.model.partners.merging import Applied
from prevent_desk.plan.model.partners.records import (
    Comparison,
    Decision,
    Difference,
    Keep,
    Kind,
)
from prevent_desk.plan.service.returns import Returns
from prevent_desk.plan.ui.returns.history import Decided, DecisionHistory
from prevent_desk.plan.ui.returns.model import DifferencesModel
from prevent_desk.ui import jobs
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.page import Desk


class Deciding(QObject):
    """Decides about the return that the model shows.

    Signals:
        changed: Decisions are others; the keys they are about.
        stepped: A decision was taken back or made again: the key it is about.
        refused: A decision could not be kept for another reason than its words: a `DeskError`.
        all_taken: The clear differences were decided: how many.
        applied: What was decided is written: an `Applied`.
        failed: Something beside the window went wrong.
        busy: Work beside the window has begun (True) or ended.

    Attributes:
        is_busy: Whether nothing can be decided just now.
    """

    changed = Signal(object)
    stepped = Signal(str)
    refused = Signal(object)
    all_taken = Signal(int)
    applied = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)

    def __init__(
        self,
        returns: Returns,
        model: DifferencesModel,
        desk: Desk,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._returns, self._model, self._desk, self._clock = returns, model, desk, clock
        self.history = DecisionHistory()
        self.is_busy = False
        self._typed: dict[str, str] = {}

    def begin(self, comparison: Comparison, *, is_same: bool) -> None:
        """Take up a return: the steps of another are forgotten, its typed words found again."""
        if not is_same:
            self.history.clear()
        start = _draft(comparison, "")
        self._typed = {
            key.removeprefix(start): text
            for key, (text, _cursor) in self._desk.drafts().items()
            if key.startswith(start)
        }

    def decide(self, key: str, keep: object, text: object) -> None:
        """Keep a decision about one difference; one that does not fit says why and stays open."""
        found = next((one for one in self._model.differences() if one.key == key), None)
        comparison = self._model.comparison()
        if found is None or comparison is None or not isinstance(keep, Keep):
            return
        words = text if isinstance(text, str) else None
        try:
            if _is_fix(found, keep) and words is not None and found.field is not None:
                plan_id = comparison.send.plan_id
                words = self._returns.check_fix(plan_id, found.field, words)
            kept = self._keep({key: Decision(keep, words, self._clock.now())})
        except DeskError as error:
            self._not_kept(found, keep, text, error)
            return
        if kept and key in self._typed:
            self.keep_typed(key, "")

    def take_back(self, key: str) -> None:
        """Take a decision back: the difference waits again."""
        if key in self._model.decisions():
            self._try({key: None}, note=True)

    def undo(self) -> None:
        """Take the newest decision back, or what "take all clear" decided."""
        self._step(self.history.undo())

    def redo(self) -> None:
        """Decide again what was taken back."""
        self._step(self.history.redo())

    def take_all_clear(self) -> None:
        """Decide every clear difference as proposed, beside the window."""
        comparison = self._model.comparison()
        if comparison is None or self.is_busy:
            return
        return_id, before = comparison.return_id, dict(self._model.decisions())

        def work(_report: Report, _stopped: Stopped) -> tuple[int, Comparison]:
            return self._returns.take_all_clear(return_id), self._returns.comparison(return_id)

        def done(answer: tuple[int, Comparison]) -> None:
            count, fresh = answer
            self._set_busy(False)
            shown = self._model.comparison()
            if shown is not None and shown.return_id == return_id:
                self._taken(before, fresh)
            self.all_taken.emit(count)

        self._set_busy(True)
        jobs.run(work, self, done, self._failed)

    def apply(self) -> None:
        """Write what was decided as one act, beside the window."""
        comparison = self._model.comparison()
        if comparison is None or self.is_busy or not self._model.decided_count():
            return
        return_id = comparison.return_id

        def work(_report: Report, _stopped: Stopped) -> Applied:
            return self._returns.apply(return_id)

        def done(applied: Applied) -> None:
            self._set_busy(False)
            self.history.clear()
            self.applied.emit(applied)

        self._set_busy(True)
        jobs.run(work, self, done, self._failed)

    # Words that are typed and not decided yet

    def typed(self, key: str) -> str:
        """Return words that were typed for a difference and not kept yet."""
        return self._typed.get(key, "")

    def keep_typed(self, key: str, text: str) -> None:
        """Keep typed words as a draft; empty ones forget it."""
        comparison = self._model.comparison()
        if not key or comparison is None:
            return
        if text:
            self._typed[key] = text
        else:
            self._typed.pop(key, None)
        self._desk.keep_draft(_draft(comparison, key), text)

    # Inside

    def _step(self, decided: Decided) -> None:
        self._try(decided, note=False)
        if len(decided) == 1:
            self.stepped.emit(next(iter(decided)))

    def _try(self, decided: Decided, *, note: bool) -> None:
        try:
            if decided:
                self._keep(decided, note=note)
        except DeskError as error:
            self.refused.emit(error)

    def _keep(self, decided: Decided, *, note: bool = True) -> bool:
        comparison = self._model.comparison()
        if comparison is None or self.is_busy:
            return False
        before = {key: self._model.decisions().get(key) for key in decided}
        self._returns.decide(comparison.return_id, decided)
        if note:
            self.history.note(before, dict(decided))
        self._model.decide(decided)
        self.changed.emit(tuple(decided))
        return True

    def _not_kept(self, found: Difference, keep: Keep, text: object, error: DeskError) -> None:
        if isinstance(error, Refused) and isinstance(text, str) and _is_fix(found, keep):
            # Under the line in which the words stand, and they stay there.
            self.keep_typed(found.key, text)
            self._model.refuse(found.key, error.sentence())
        else:
            self.refused.emit(error)

    def _taken(self, before: Decided, fresh: Comparison) -> None:
        after = fresh.decisions
        keys = [key for key in after if before.get(key) != after[key]]
        decided = {key: after[key] for key in keys}
        self.history.note({key: before.get(key) for key in keys}, decided)
        self._model.decide(decided)
        self.changed.emit(tuple(keys))

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.failed.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.busy.emit(busy)


def _is_fix(found: Difference, keep: Keep) -> bool:
    return found.kind is Kind.FIX and keep is Keep.THEIRS


def _draft(comparison: Comparison, key: str) -> str:
    return f"return/{comparison.return_id}/{key}"
