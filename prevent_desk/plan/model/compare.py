"""What an import would make and change: shown before anything is written.

What a file does not say changes nothing: an empty cell, a missing column, a missing row or heading
are never a wish to erase (DOMAIN, section 10 story 4: no cell loses text).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells, joined
from prevent_desk.plan.model.draft import DraftAction, PlanDraft, Unplaced
from prevent_desk.plan.model.headings import HeadingChange, Headings, pair_headings
from prevent_desk.plan.model.legend import NOT_SET, SOURCE_LEGEND, Legend
from prevent_desk.plan.model.matching import Matched, match
from prevent_desk.plan.model.records import ActionRow, Field, PlanHead, PlanSheet


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
        heading_changes: What would change of objectives and activities.
        head_changes: What would change of the plan itself.
        same: How many rows of the file are just as in the plan.
        missing: Actions that the file does not have; they are kept.
        unplaced: What could not be placed, and why.
        notes: What else to know, in sentences.
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
    heading_changes: tuple[HeadingChange, ...]
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
            or self.heading_changes
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file held against a plan, or against nothing: all that an import needs to know.

    Attributes:
        rows: The rows of the file.
        legend: The key of progress the rows are read by.
        matched: Which row of the file is which action.
        headings: Which heading of the file is which of the plan.
        cells: For each row of the file its cells as they would be kept; those that do not fit and
            those that are empty are left out.
        unplaced: What does not fit, and why.
    """

    draft: PlanDraft
    rows: tuple[DraftAction, ...]
    into: PlanSheet | None
    legend: Legend
    matched: Matched
    headings: Headings
    cells: tuple[dict[Field, str], ...]
    unplaced: tuple[Unplaced, ...]

    def changes_of(self, at: int) -> list[CellChange]:
        """Return the cells of an action that a row of the file has otherwise, by the row's place.

        A lead that was read from a merged cell above is no change. Comments of the plan stay, and
        those that the file brings along are added.
        """
        row = self.matched.pairs[at]
        if row is None:
            return []
        found = self.rows[at]
        before = row_cells(row, self.legend)
        after = dict(self.cells[at])
        if found.leads_inferred:
            after.pop(Field.LEADS, None)
        if Field.COMMENTS in after:
            after[Field.COMMENTS] = joined.merge(row.comments, after[Field.COMMENTS])
        return [
            CellChange(row.id, row.ref, field, before[field], words, found.place)
            for field, words in after.items()
            if words != before[field]
        ]


def compare(draft: PlanDraft, into: PlanSheet | None) -> Comparison:
    """Hold a plan as read against the plan it would go into; None for a new one."""
    legend = into.head.legend if into else (draft.legend or SOURCE_LEGEND)
    drafts = draft.actions()
    matched = match(drafts, into.rows if into else ())
    read = [draft_cells(action, legend) for action in drafts]
    repeats = [
        Unplaced(
            drafts[at].place,
            drafts[at].ref,
            f"The same action stands in {drafts[above].place or 'a row above'} already.",
        )
        for at, above in matched.repeats.items()
    ]
    misfits = [misfit for _, found in read for misfit in found]
    return Comparison(
        draft,
        tuple(drafts),
        into,
        legend,
        matched,
        pair_headings(draft, into, matched.pairs),
        tuple(kept for kept, _ in read),
        (*draft.unplaced, *repeats, *misfits),
    )


def preview(comparison: Comparison) -> ImportPreview:
    """Return in numbers and words what an import would do."""
    draft, into, matched = comparison.draft, comparison.into, comparison.matched
    drafts = comparison.rows
    taken = [at for at in range(len(drafts)) if at not in matched.repeats]
    changes = {at: comparison.changes_of(at) for at in taken}
    return ImportPreview(
        into=into.head if into else None,
        title=draft.title,
        years=draft.years,
        version=draft.version,
        legend=comparison.legend,
        objectives=len(draft.objectives),
        activities=sum(bool(a.heading) for o in draft.objectives for a in o.activities),
        actions=len(drafts),
        criteria=sum(len(action.criteria) for action in drafts),
        new_objectives=comparison.headings.new,
        new_actions=tuple(drafts[at] for at in taken if matched.pairs[at] is None),
        changes=tuple(change for at in taken for change in changes[at]),
        heading_changes=comparison.headings.changes,
        head_changes=head_changes(draft, into.head) if into else (),
        same=sum(matched.pairs[at] is not None and not changes[at] for at in taken),
        missing=matched.missing,
        unplaced=comparison.unplaced,
        notes=(*draft.notes, *_notes(comparison)),
    )


def draft_cells(
    draft: DraftAction, legend: Legend
) -> tuple[dict[Field, str], tuple[Unplaced, ...]]:
    """Return a row of a file as cells would keep it, and what of it does not fit.

    Empty cells are left out. A progress word stands as the key's own word.
    """
    typed = {
        Field.TITLE: draft.title,
        Field.TEXT: draft.text,
        Field.LEADS: "\n".join(draft.leads),
        Field.CRITERIA: "\n".join(draft.criteria),
        Field.TIMESCALE: draft.timescale,
        Field.RESOURCES: "\n".join(draft.resources),
        Field.PROGRESS: draft.progress,
        Field.COMMENTS: draft.comments,
    }
    kept: dict[Field, str] = {}
    misfits: list[Unplaced] = []
    for field, text in typed.items():
        try:
            words = _as_kept(field, text, legend)
        except Refused as refused:
            left = cells.one_line(text)[:80]
            misfits.append(Unplaced(draft.place, left, f"{refused.what} Left out."))
            continue
        if words:
            kept[field] = words
    return kept, tuple(misfits)


def row_cells(row: ActionRow, legend: Legend) -> dict[Field, str]:
    """Return an action's cells as printed."""
    word = next((stage.word for stage in legend if stage.code == row.progress), NOT_SET)
    return {
        Field.TITLE: row.title,
        Field.TEXT: row.text,
        Field.LEADS: cells.say_leads(row.leads),
        Field.CRITERIA: "\n".join(row.criteria),
        Field.TIMESCALE: row.timescale,
        Field.RESOURCES: row.resources,
        Field.PROGRESS: word,
        Field.COMMENTS: row.comments,
    }


def head_changes(draft: PlanDraft, head: PlanHead) -> tuple[HeadChange, ...]:
    """Return what a file states of the plan itself otherwise; what it does not state stays."""
    stated = (
        ("title", head.title, cells.one_line(draft.title)),
        ("years", head.years, cells.one_line(draft.years)),
        ("version", head.version, cells.one_line(draft.version)),
        ("label", head.label, cells.one_line(draft.label)),
        ("preamble", "\n".join(head.preamble), "\n".join(statements(draft.preamble))),
        (
            "strategic objectives",
            "\n".join(head.strategic_objectives),
            "\n".join(statements(draft.strategic_objectives)),
        ),
    )
    return tuple(
        HeadChange(name, before, after)
        for name, before, after in stated
        if after not in ("", before)
    )


def statements(texts: Sequence[str]) -> list[str]:
    """Return the statements above a plan's table as they are kept: tidy, none of them empty."""
    return [text for line in texts if (text := cells.tidy(line))]


def _as_kept(field: Field, text: str, legend: Legend) -> str:
    words = cells.checked(field, text)
    if field is Field.LEADS:
        return cells.say_leads(cells.leads(words))
    if field in {Field.CRITERIA, Field.RESOURCES}:
        return "\n".join(cells.lines(words))
    if field is Field.PROGRESS and words:
        code = cells.progress(legend, words)
        return next((stage.word for stage in legend if stage.code == code), NOT_SET)
    return words


def _notes(comparison: Comparison) -> list[str]:
    notes: list[str] = []
    into, draft, matched = comparison.into, comparison.draft, comparison.matched
    if matched.refs_disagree:
        notes.append(
            "Several references stand beside the words of other actions, as happens when only "
            "some columns are sorted. Rows were matched by their words instead."
        )
    if into is not None and draft.legend and _words_of(draft.legend) != _words_of(into.head.legend):
        notes.append("The file has another key of progress; its words are read by the plan's own.")
    empty = _emptied(comparison)
    if empty:
        some = ", ".join(empty[:5]) + (f" and {len(empty) - 5} more" if len(empty) > 5 else "")
        notes.append(f"Empty in the file, kept in the plan: {some}.")
    if comparison.headings.moved:
        count = comparison.headings.moved
        rows = "1 row stands" if count == 1 else f"{count} rows stand"
        notes.append(f"{rows} under another objective in the file; nothing is moved in the plan.")
    return notes


def _emptied(comparison: Comparison) -> list[str]:
    """Return cells that a row of the file has empty and the plan has not: "lead of O1-03".

    A column that is empty in every row is a column the file does not have.
    """
    stated = {field for field in _CELLS if any(field in kept for kept in comparison.cells)} - {
        Field.TITLE,
        Field.PROGRESS,
    }
    found = []
    for row, kept in zip(comparison.matched.pairs, comparison.cells, strict=True):
        if row is not None:
            before = row_cells(row, comparison.legend)
            found += [
                f"{cells.WORDS[field]} of {row.ref or 'an action'}"
                for field in _CELLS
                if field in stated and field not in kept and before[field]
            ]
    return found


def _words_of(legend: Legend) -> set[tuple[str, str]]:
    return {(stage.word.casefold(), stage.colour_word.casefold()) for stage in legend}
