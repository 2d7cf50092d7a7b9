"""An action under way: its cells, and further pieces of them from rows that carry on."""

from __future__ import annotations

from dataclasses import dataclass, field

from prevent_desk.plan.model import workbook as words
from prevent_desk.plan.model.draft import DraftAction
from prevent_desk.plan.reading.words import criteria_of, lines_of, unspaced

_LONGEST_NAME = 160


@dataclass(slots=True)
class OpenRow:
    """One action until its last piece is read.

    Attributes:
        bold: A stretch of its words in bold, which becomes its title where it has no other.
        parts: Field name to its pieces, in the order of the rows.
    """

    action: DraftAction
    bold: str = ""
    parts: dict[str, list[str]] = field(default_factory=dict)

    def finished(self) -> DraftAction:
        """Return the action with its pieces put together and its cells taken apart."""
        action = self.action
        whole = {name: words.rejoined(parts).strip() for name, parts in self.parts.items()}
        action.text = whole.get("text", "")
        action.title = " ".join(whole.get("title", "").split())
        if not action.title and len(self.bold) <= _LONGEST_NAME:
            action.title = " ".join(self.bold.split())
        action.leads = lines_of(_unbroken(whole.get("leads", "")))
        action.criteria = criteria_of(whole.get("criteria", ""))
        action.timescale = unspaced(whole.get("timescale", ""))
        action.resources = lines_of(whole.get("resources", ""))
        action.progress = " ".join(whole.get("progress", "").split())
        action.comments = whole.get("comments", "")
        return action


def _unbroken(text: str) -> str:
    """Return leads with a word set letter by letter put together ("A L L")."""
    parts = text.split()
    spaced = len(parts) > 2 and all(len(part) == 1 for part in parts)
    return "".join(parts) if spaced else text
