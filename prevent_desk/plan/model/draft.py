"""A plan as a reader found it in a file: words only, nothing of it in the desk yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from prevent_desk.plan.model.legend import Legend


@dataclass(slots=True)
class DraftAction:
    """One action row as read. `progress` is the cell's own word; the import maps it to the legend.

    Attributes:
        place: Where it stood, as a person would look for it: "Sheet “Plan”, row 14".
        leads_inferred: The lead came from a merged cell above.
    """

    place: str
    ref: str = ""
    title: str = ""
    text: str = ""
    leads: list[str] = field(default_factory=list)
    leads_inferred: bool = False
    criteria: list[str] = field(default_factory=list)
    timescale: str = ""
    resources: list[str] = field(default_factory=list)
    progress: str = ""
    comments: str = ""


@dataclass(slots=True)
class DraftActivity:
    """A heading inside an objective; empty for the rows directly under it."""

    number: str = ""
    heading: str = ""
    actions: list[DraftAction] = field(default_factory=list)


@dataclass(slots=True)
class DraftObjective:
    """An objective heading as read."""

    number: str = ""
    title: str = ""
    heading: str = ""
    text: str = ""
    introduction: str = ""
    activities: list[DraftActivity] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something in the file that was left out, and why."""

    place: str
    text: str
    why: str


@dataclass(slots=True)
class PlanDraft:
    """A plan as read. `legend` is None where the file states none."""

    title: str = ""
    years: str = ""
    version: str = ""
    label: str = ""
    preamble: list[str] = field(default_factory=list)
    strategic_objectives: list[str] = field(default_factory=list)
    legend: Legend | None = None
    objectives: list[DraftObjective] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def actions(self) -> list[DraftAction]:
        """Return every action row in the file's order."""
        return [
            action
            for objective in self.objectives
            for activity in objective.activities
            for action in activity.actions
        ]
