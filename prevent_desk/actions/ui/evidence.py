"""Files that show an action was done: kept inside the vault, shown without a file on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from prevent_desk.actions.model.records import Action, Evidence
from prevent_desk.actions.ui.around import Around
from prevent_desk.outgoing import kept_files


class EvidenceActs(QObject):
    """Keeps files with an action, and shows them.

    Attributes:
        choose_place: Asks where a copy goes, given a name; replaced in tests.
    """

    def __init__(self, around: Around) -> None:
        super().__init__(around.owner)
        self._around = around
        self.choose_place: Callable[[str], Path | None] = partial(
            kept_files.asked_place, around.owner
        )

    def add(self, action: Action, paths: Sequence[Path]) -> None:
        """Keep files; what cannot be kept is said, and the others are."""
        for path in paths:
            found = kept_files.read(self._around.owner, path)
            if found is None:
                continue
            name, content = found
            kept = partial(self._keep, action, name, content)
            self._around.acts.do(kept, False, said=f"Kept with action {action.number}")

    def open(self, one: Evidence) -> None:
        """Show a file."""
        content = self._around.actions.evidence(one.file_id)
        if content is None:
            return
        kept_files.show(
            self._around.owner, self._around.desk, one.name, content,
            partial(self._around.actions.note_taken_out, one), self.choose_place,
        )  # fmt: skip

    def _keep(self, action: Action, name: str, content: bytes) -> bool:
        self._around.actions.add_evidence(action.id, name, content)
        return True
