"""How each kind of line looks: its word, its icon and the tone of its chip."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk.panels.model.records import LineKind


@dataclass(frozen=True, slots=True)
class Look:
    """A kind in words, with icon and tone."""

    words: str
    icon: str
    tone: str


LOOKS = {
    LineKind.INFORMATION: Look("Information", "info", "blue"),
    LineKind.CONCERN: Look("Concern", "triangle-alert", "amber"),
    LineKind.DECISION: Look("Decision", "gavel", "green"),
    LineKind.DISSENT: Look("Dissent", "split", "red"),
    LineKind.ACTION: Look("Action", "list-checks", "accent"),
    LineKind.RISK: Look("Risk", "shield-alert", "grey"),
}
"""In the order of Alt+1 to Alt+6."""

ORDER = tuple(LOOKS)
