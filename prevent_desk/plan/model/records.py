"""The records that screens and exports are given: a plan, its headings, its actions.

Structure and words are those of the 2015/16 plan (DOMAIN, section 6): plan, objective, activity
heading, action row. An activity without a heading of its own holds the rows that stand directly
under their objective.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from prevent_desk.plan.model.legend import Legend, Stage

if TYPE_CHECKING:
    from prevent_desk.plan.model.health.hints import HealthCounts
    from prevent_desk.plan.model.versions.since import Since


class Field(StrEnum):
    """A cell of an action that a person can type into.

    ACTUALS is one only in partners' workbooks: what was counted of its measures, one a line.
    """

    REF = "ref"
    TITLE = "title"
    TEXT = "text"
    LEADS = "leads"
    CRITERIA = "criteria"
    TIMESCALE = "timescale"
    START = "start"
    DUE = "due"
    RESOURCES = "resources"
    PROGRESS = "progress"
    REASON = "reason"
    COMMENTS = "comments"
    ACTUALS = "actuals"


@dataclass(frozen=True, slots=True)
class Measure:
    """A criterion that is counted.

    Targets and actuals are kept as typed: the source plan's target says "xxx", and that is a fact
    worth showing. `model.expected` reads the numbers.
    """

    unit: str
    target: str
    actual: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What the evidence linked to a criterion comes to; only evidence with a number counts."""

    total: int
    pieces: int

    @property
    def said(self) -> str:
        """The sum with its source: "12 from 2 records"."""
        return f"{self.total:,} from {self.pieces} record{'' if self.pieces == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One success criterion in the plan's words, with its measure where it is one.

    Attributes:
        measure: As typed. What is shown, exported and reckoned with is `worked_out`.
        library_id: The entry of the criteria library whose words these are, or None.
        counted: What linked evidence comes to, where any has a number.
    """

    id: int
    text: str
    measure: Measure | None = None
    library_id: int | None = None
    counted: Counted | None = None

    @property
    def worked_out(self) -> Measure | None:
        """The measure, with its actual from linked evidence where there is any."""
        if self.measure is None or self.counted is None:
            return self.measure
        return Measure(self.measure.unit, self.measure.target, str(self.counted.total))


@dataclass(frozen=True, slots=True)
class Update:
    """One entry of the comments column; the source's own have neither date nor author."""

    id: int
    text: str
    on: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ProgressChange:
    """One step in an action's declared progress. Codes are the legend's; None is "Not set"."""

    id: int
    at: datetime
    by: str
    before: str | None
    after: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as the grid shows it.

    Attributes:
        leads: Agencies, in the plan's order.
        criteria: The texts of its criteria, in order.
        timescale: The plan's own words ("2015-2016", "Ongoing").
        resources: One resource a line.
        progress: The declared stage's code, or None.
        was: The code before the last change of progress, or None if it never changed.
        comments: The updates joined as the comments column prints them, oldest first.
    """

    id: int
    activity_id: int
    ref: str
    title: str
    text: str
    leads: tuple[str, ...]
    criteria: tuple[str, ...]
    timescale: str
    start: date | None
    due: date | None
    resources: str
    progress: str | None
    reason: str
    was: str | None
    comments: str


@dataclass(frozen=True, slots=True)
class ActionDetail:
    """An action whole: what the inspector and the exports need beside the row.

    Attributes:
        updates: Oldest first, as printed.
        history: Newest first.
        lineage: By which it is the same action in every version and every year; empty where the
            records were not read from a desk.
    """

    row: ActionRow
    criteria: tuple[Criterion, ...]
    updates: tuple[Update, ...]
    history: tuple[ProgressChange, ...]
    lineage: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """A numbered heading inside an objective; `heading` is empty where the source has none."""

    id: int
    objective_id: int
    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class Objective:
    """A strategic objective: "Objective One: IDEOLOGIES", its text and its introduction."""

    id: int
    number: str
    title: str
    heading: str
    text: str
    introduction: str


@dataclass(frozen=True, slots=True)
class PlanHead:
    """A plan without its rows.

    Attributes:
        years: As printed: "2015/2016".
        version: The stamp of the copy being worked on: "V1.6/5/15".
        label: Where it stood in its papers ("Appendix 3"); may be empty.
        preamble: The statements above the table, in order.
        strategic_objectives: The numbered aims printed with the preamble.
        legend: The plan's own key of progress.
    """

    id: int
    title: str
    years: str
    version: str
    label: str
    preamble: tuple[str, ...]
    strategic_objectives: tuple[str, ...]
    legend: Legend

    @property
    def name(self) -> str:
        """The title with the years, once: many titles end in them."""
        if self.years in self.title:
            return self.title
        return f"{self.title} {self.years}".strip()

    def stage(self, code: str | None) -> Stage | None:
        """Return the legend's entry of a code; None when it is not set or not of this legend."""
        return next((stage for stage in self.legend if stage.code == code), None)


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan as the grid shows it; every tuple in the plan's order.

    Attributes:
        is_whole: Every row has its words. A sheet that was read at once for the first picture has
            them for its first rows only; it is shown, never worked on.
    """

    head: PlanHead
    objectives: tuple[Objective, ...]
    activities: tuple[Activity, ...]
    rows: tuple[ActionRow, ...]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class PlanContents:
    """A plan whole, for exports and comparison; every tuple in the plan's order."""

    head: PlanHead
    objectives: tuple[Objective, ...]
    activities: tuple[Activity, ...]
    actions: tuple[ActionDetail, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What an exported file says of itself.

    Attributes:
        marking: "OFFICIAL" or "OFFICIAL-SENSITIVE", or the office's own words; on every page.
        current_to: The day the figures speak of.
        export_id: A short id for the export register, also in the file's name; never a name.
        practice: The desk holds invented people; said on every page.
        lead: Only this agency's actions, or None for all.
        since: Compare with how things stood on this day, or None.
        with_table: Print the whole plan table after the summary (PDF).
        made_at: When the file was made (UTC).
        health: How much the plan still lacks, to be said; None: not said.
        frozen: For a version as it stood: "Frozen on Wed 25 Nov 2015, agreed by …"; else empty.
        against: What changed since an earlier version, where that is to be told.
    """

    marking: str
    current_to: date
    made_at: datetime
    export_id: str = ""
    practice: bool = False
    lead: str | None = None
    since: date | None = None
    with_table: bool = False
    health: HealthCounts | None = None
    frozen: str = ""
    against: Since | None = None
