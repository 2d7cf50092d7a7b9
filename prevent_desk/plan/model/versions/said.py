"""How the desk says what a comparison found: on screen, in a paper, in a dialog."""

from __future__ import annotations

from collections.abc import Mapping

from prevent_desk.plan.model.versions.compare import Of, What

WORDS: dict[What, str] = {
    What.ADDED: "Added",
    What.REMOVED: "Removed",
    What.MOVED: "Moved",
    What.WORDS: "Changed",
    What.PROGRESS: "Progress",
}
"""The word of each kind of change."""

KINDS: dict[Of, str] = {
    Of.PLAN: "plan",
    Of.OBJECTIVE: "objective",
    Of.ACTIVITY: "heading",
    Of.ACTION: "action",
}
"""What each kind of thing is called."""

_COUNTED = {
    What.ADDED: ("added", "added"),
    What.REMOVED: ("removed", "removed"),
    What.MOVED: ("moved", "moved"),
    What.WORDS: ("changed cell", "changed cells"),
    What.PROGRESS: ("change of progress", "changes of progress"),
}


def count_words(what: What, count: int) -> str:
    """Return "2 added", "1 changed cell"."""
    one, many = _COUNTED[what]
    return f"{count:,} {one if count == 1 else many}"


def counted(counts: Mapping[What, int]) -> str:
    """Return "2 added, 1 moved and 3 changed cells"; empty where nothing changed."""
    said = [count_words(what, count) for what, count in counts.items() if count]
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} and {said[-1]}"
