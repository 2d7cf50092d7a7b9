"""A plan's own key of progress: its words, colours and what each means.

The 2015/16 plan says Red behind, Blue ongoing, Green on target and has no amber (DOMAIN 6);
other plans say otherwise, so a legend belongs to its plan and never to the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The colour a stage is painted in: a name of the theme, never a colour value."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Meaning(StrEnum):
    """What a stage says about an action, whatever word the plan has for it."""

    BEHIND = "behind"
    AT_RISK = "at_risk"
    ONGOING = "ongoing"
    ON_TARGET = "on_target"
    COMPLETED = "completed"
    NOT_STARTED = "not_started"

    @property
    def words(self) -> str:
        """As people read it; workbooks that were taken out say it so, and are read back by it."""
        return "under way" if self is Meaning.ONGOING else self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Stage:
    """One entry of a legend.

    Attributes:
        code: Stable short name kept in the database ("behind").
        word: The word in cells and chips, as people read it ("Behind").
        colour_word: The colour's name in the plan's own key ("Red").
        tone: How it is painted.
        meaning: What it says, for the rules.
    """

    code: str
    word: str
    colour_word: str
    tone: Tone
    meaning: Meaning

    @property
    def key(self) -> str:
        """The line of the printed key: "Red – behind"."""
        return f"{self.colour_word} – {self.word.lower()}" if self.colour_word else self.word


Legend = tuple[Stage, ...]

SOURCE_LEGEND: Legend = (
    Stage("behind", "Behind", "Red", Tone.RED, Meaning.BEHIND),
    Stage("ongoing", "Ongoing", "Blue", Tone.BLUE, Meaning.ONGOING),
    Stage("on_target", "On target", "Green", Tone.GREEN, Meaning.ON_TARGET),
)
"""The key of the 2015/16 plan, in its own order."""

RAG_LEGEND: Legend = (
    Stage("not_started", "Not started", "Grey", Tone.GREY, Meaning.NOT_STARTED),
    Stage("behind", "Behind", "Red", Tone.RED, Meaning.BEHIND),
    Stage("at_risk", "At risk", "Amber", Tone.AMBER, Meaning.AT_RISK),
    Stage("on_target", "On target", "Green", Tone.GREEN, Meaning.ON_TARGET),
    Stage("completed", "Completed", "Blue", Tone.BLUE, Meaning.COMPLETED),
)
"""A common key of other councils' plans, offered when a new plan is made."""

NOT_SET = "Not set"
"""The word for an action without declared progress."""
