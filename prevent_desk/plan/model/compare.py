"""What an import would make and change: shown before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.draft import DraftAction, DraftObjective, PlanDraft, Unplaced
from prevent_desk.plan.model.legend import SOURCE_LEGEND, Legend
from prevent_desk.plan.model.matching import Matched, match, plain
from prevent_desk.plan.model.records import ActionRow, Field, Objective, PlanContents, PlanHead


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that would change; `before` and `after` as printed."""

    action_id: int
    ref: str
    field: Field
    before: str
    after: str
    place: str


@dataclass(frozen=True, slots=True)
class HeadChange:
    """One statement about the plan itself that would change: "version", "preamble"."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do.

    Attributes:
        into: The plan that would change; None for a new one.
        legend: The key of progress the rows are read by.
        objectives: How many objectives the file has; likewise activities, actions and criteria.
        new_objectives: Headings that would be made.
        new_actions: Rows that would be made, in the file's order.
        changes: Cells that would change.
        head_changes: What would change of the plan itself.
        same: How many rows of the file are just as in the plan.
        missing: Actions that the file does not have; they are kept.
        unplaced: What could not be placed, and why.
        notes: What the reader wants known.
    """

    into: PlanHead | None
    title: str
    years: str
    version: str
    legend: Legend
    objectives: int
    activities: int
    actions: int
    criteria: int
    new_objectives: tuple[str, ...]
    new_actions: tuple[DraftAction, ...]
    changes: tuple[CellChange, ...]
    head_changes: tuple[HeadChange, ...]
    same: int
    missing: tuple[ActionRow, ...]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the import would leave everything as it is."""
        return not (
            self.into is None
            or self.new_objectives
            or self.new_actions
            or self.changes
            or self.head_changes
        )


_CELLS: tuple[Field, ...] = (
    Field.TITLE,
    Field.TEXT,
    Field.LEADS,
    Field.CRITERIA,
    Field.TIMESCALE,
    Field.RESOURCES,
    Field.PROGRESS,
    Field.COMMENTS,
)


def preview(draft: PlanDraft, into: PlanContents | None) -> ImportPreview:
    """Compare a plan as read with the plan it would go into."""
    legend = into.head.legend if into else (draft.legend or SOURCE_LEGEND)
    drafts = draft.actions()
    bad, unplaced = check_progress(drafts, legend)
    rows = tuple(action.row for action in into.actions) if into else ()
    matched = match(drafts, rows)
    changes: list[CellChange] = []
    same = 0
    for action, row in zip(drafts, matched.pairs, strict=True):
        if row is not None:
            found = cell_changes(action, row, legend, skip_progress=id(action) in bad)
            changes += found
            same += not found
    pairs = objective_pairs(draft, into.objectives if into else ())
    return ImportPreview(
        into=into.head if into else None,
        title=draft.title,
        years=draft.years,
        version=draft.version,
        legend=legend,
        objectives=len(draft.objectives),
        activities=sum(bool(a.heading) for o in draft.objectives for a in o.activities),
        actions=len(drafts),
        criteria=sum(len(action.criteria) for action in drafts),
        new_objectives=tuple(
            found.heading or found.title for found, known in pairs if known is None
        ),
        new_actions=tuple(a for a, row in zip(drafts, matched.pairs, strict=True) if row is None),
        changes=tuple(changes),
        head_changes=head_changes(draft, into.head) if into else (),
        same=same,
        missing=matched.missing,
        unplaced=(*draft.unplaced, *unplaced),
        notes=(*draft.notes, *_notes(matched)),
    )


def cell_changes(
    draft: DraftAction, row: ActionRow, legend: Legend, *, skip_progress: bool = False
) -> list[CellChange]:
    """Return the cells of an action that a row of a file has otherwise.

    A title that the file does not state is no change, nor is a lead read from a merged cell above.
    """
    after = draft_cells(draft, legend)
    before = row_cells(row, legend)
    found = []
    for field in _CELLS:
        silent = (
            (field is Field.TITLE and not draft.title)
            or (field is Field.LEADS and draft.leads_inferred)
            or (field is Field.PROGRESS and skip_progress)
        )
        if not silent and before[field] != after[field]:
            found.append(
                CellChange(row.id, row.ref, field, before[field], after[field], draft.place)
            )
    return found


def draft_cells(draft: DraftAction, legend: Legend) -> dict[Field, str]:
    """Return a row of a file as cells would keep it; a progress word of no key stands as typed."""
    try:
        code = cells.progress(legend, draft.progress)
    except Refused:
        code = None
    word = next((stage.word for stage in legend if stage.code == code), "")
    return {
        Field.TITLE: cells.one_line(draft.title),
        Field.TEXT: cells.tidy(draft.text),
        Field.LEADS: cells.say_leads(cells.leads("\n".join(draft.leads))),
        Field.CRITERIA: "\n".join(_lines(draft.criteria)),
        Field.TIMESCALE: cells.one_line(draft.timescale),
        Field.RESOURCES: "\n".join(_lines(draft.resources)),
        Field.PROGRESS: word,
        Field.COMMENTS: cells.tidy(draft.comments),
    }


def row_cells(row: ActionRow, legend: Legend) -> dict[Field, str]:
    """Return an action's cells as printed."""
    word = next((stage.word for stage in legend if stage.code == row.progress), "")
    return {
        Field.TITLE: row.title,
        Field.TEXT: cells.tidy(row.text),
        Field.LEADS: cells.say_leads(row.leads),
        Field.CRITERIA: "\n".join(row.criteria),
        Field.TIMESCALE: row.timescale,
        Field.RESOURCES: row.resources,
        Field.PROGRESS: word,
        Field.COMMENTS: cells.tidy(row.comments),
    }


def head_changes(draft: PlanDraft, head: PlanHead) -> tuple[HeadChange, ...]:
    """Return what a file states of the plan itself otherwise; what it does not state stays."""
    stated = (
        ("title", head.title, cells.one_line(draft.title)),
        ("years", head.years, cells.one_line(draft.years)),
        ("version", head.version, cells.one_line(draft.version)),
        ("label", head.label, cells.one_line(draft.label)),
        ("preamble", "\n".join(head.preamble), "\n".join(map(cells.tidy, draft.preamble))),
        (
            "strategic objectives",
            "\n".join(head.strategic_objectives),
            "\n".join(map(cells.tidy, draft.strategic_objectives)),
        ),
    )
    return tuple(
        HeadChange(name, before, after)
        for name, before, after in stated
        if after not in ("", before)
    )


def objective_pairs(
    draft: PlanDraft, known: Sequence[Objective]
) -> list[tuple[DraftObjective, Objective | None]]:
    """Pair a file's objectives with the plan's: by heading, else by number."""
    free = list(known)
    pairs: list[tuple[DraftObjective, Objective | None]] = []
    for found in draft.objectives:
        words = {plain(found.heading), plain(found.title)} - {""}
        same = next((o for o in free if {plain(o.heading), plain(o.title)} & words), None)
        same = same or next((o for o in free if found.number and o.number == found.number), None)
        if same is not None:
            free.remove(same)
        pairs.append((found, same))
    return pairs


def check_progress(
    drafts: Sequence[DraftAction], legend: Legend
) -> tuple[set[int], list[Unplaced]]:
    """Return the rows (by `id()`) whose progress word is not in the key, and the words for them."""
    bad: set[int] = set()
    told: list[Unplaced] = []
    for draft in drafts:
        try:
            cells.progress(legend, draft.progress)
        except Refused as refused:
            bad.add(id(draft))
            told.append(Unplaced(draft.place, draft.progress, f"{refused.what} Left as it was."))
    return bad, told


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for text in texts for line in cells.lines(text)]


def _notes(matched: Matched) -> list[str]:
    if not matched.refs_disagree:
        return []
    return [
        "Several references stand beside the words of other actions, as happens when only some "
        "columns are sorted. Rows were matched by their words instead."
    ]
