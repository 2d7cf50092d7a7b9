"""How a stage of progress is shown: a glyph and a tone, always beside the plan's own word."""

from __future__ import annotations

from prevent_desk.plan.model.counts import Counts
from prevent_desk.plan.model.legend import Meaning, Stage, Tone

_GLYPHS = {
    Meaning.BEHIND: "triangle-alert",
    Meaning.AT_RISK: "circle-alert",
    Meaning.ONGOING: "contrast",
    Meaning.ON_TARGET: "circle-check",
    Meaning.COMPLETED: "check-check",
    Meaning.NOT_STARTED: "circle-dot",
}

_STANDING = {
    Meaning.BEHIND: 0,
    Meaning.NOT_STARTED: 1,
    Meaning.AT_RISK: 2,
    Meaning.ONGOING: 3,
    Meaning.ON_TARGET: 4,
    Meaning.COMPLETED: 5,
}


def glyph(stage: Stage | None) -> str:
    """Return the icon of a stage; None is "Not set"."""
    return _GLYPHS[stage.meaning] if stage else "circle-dashed"


def tone(stage: Stage | None) -> str:
    """Return the theme's tone of a stage: "red", with "redbg" and "redsolid" beside it."""
    return (stage.tone if stage else Tone.GREY).value


def trend(before: Stage | None, after: Stage | None) -> str:
    """Return the icon that tells whether a change of stage is for the better."""
    if before is None or after is None:
        return "minus"
    step = _STANDING[after.meaning] - _STANDING[before.meaning]
    return "trending-up" if step > 0 else "trending-down" if step < 0 else "minus"


def told(counts: Counts) -> list[tuple[Stage | None, int]]:
    """Return counts by stage in the key's order, "Not set" last; zeros are left out."""
    every: list[tuple[Stage | None, int]] = [*counts.by_stage, (None, counts.not_set)]
    return [(stage, number) for stage, number in every if number]
