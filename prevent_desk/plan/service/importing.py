"""A plan as read brought into the desk: as a new plan, or into one that is there; one act."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from prevent_desk.core.errors import Stopped
from prevent_desk.plan.model import cells, compare
from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective, PlanDraft
from prevent_desk.plan.model.legend import SOURCE_LEGEND, Legend
from prevent_desk.plan.model.matching import match, plain
from prevent_desk.plan.model.records import ActionRow, Field
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.arranging import empty_action, place_last
from prevent_desk.plan.service.editing import write_comments, write_criteria
from prevent_desk.plan.service.heads import Heads
from prevent_desk.plan.tables import ActionTable, ActivityTable, ObjectiveTable, PlanTable

Report = Callable[[int, int, str], None]
StopAsked = Callable[[], bool]


def _no_report(_done: int, _of: int, _what: str) -> None:
    return


def _never() -> bool:
    return False


class Importing(Heads):
    """The part of `Plans` that takes in what a reader found."""

    def preview_import(self, draft: PlanDraft, into: int | None) -> compare.ImportPreview:
        """Return what `import_plan` would do; writes nothing."""
        contents = self.contents(into) if into is not None else None
        return compare.preview(draft, contents)

    def import_plan(
        self,
        draft: PlanDraft,
        into: int | None,
        report: Report = _no_report,
        stopped: StopAsked = _never,
    ) -> int:
        """Take a plan in as one act, undone by one Undo, and return the plan's id.

        Nothing is ever removed: what the file does not have stays. A progress word that is not in
        the plan's key leaves the progress as it was.

        Args:
            draft: What the reader found.
            into: The plan that changes; None makes a new one.
            report: Told of rows done, rows in all.
            stopped: Asked before each row.

        Raises:
            Stopped: It was cancelled; nothing was written.
            Refused: The plan is no longer there.
        """
        if into is not None and self.preview_import(draft, into).changes_nothing:
            return into
        title = cells.one_line(draft.title) or "a plan"
        with self._store.writing(f"import of {title}") as session:
            taking = _Taking(self, session, draft, report, stopped)
            return taking.new() if into is None else taking.into(into)


class _Taking:
    """One import under way, inside its unit of work."""

    def __init__(
        self,
        plans: Importing,
        session: Session,
        draft: PlanDraft,
        report: Report,
        stopped: StopAsked,
    ) -> None:
        self._plans = plans
        self._session = session
        self._draft = draft
        self._report = report
        self._stopped = stopped
        self._done = 0
        self._of = len(draft.actions())
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._places: dict[int, float] = {}

    def new(self) -> int:
        """Make a plan of the whole draft."""
        draft = self._draft
        legend = draft.legend or SOURCE_LEGEND
        plan = PlanTable(
            title=cells.one_line(draft.title) or "Imported plan",
            years=cells.one_line(draft.years),
            version=cells.one_line(draft.version),
            label=cells.one_line(draft.label),
            preamble=[cells.tidy(text) for text in draft.preamble],
            strategic_objectives=[cells.tidy(text) for text in draft.strategic_objectives],
            legend=finding.legend_kept(legend),
        )
        self._session.add(plan)
        for found in draft.objectives:
            objective = self._objective(plan, found)
            for below in found.activities:
                activity = self._activity(objective, below)
                for action in below.actions:
                    self._action(activity, objective, action, legend)
        self._session.flush()
        return plan.id

    def into(self, plan_id: int) -> int:
        """Bring the draft into a plan that is there."""
        session, draft = self._session, self._draft
        plan = finding.get(session, PlanTable, plan_id)
        head = finding.head_of(plan)
        rows = finding.plan_rows(session, plan_id)
        self._used = {row.ref.casefold() for row in rows}
        self._write_head(plan, draft)
        pairs = match(draft.actions(), rows).pairs
        row_of = {id(a): row for a, row in zip(draft.actions(), pairs, strict=True)}
        bad, _ = compare.check_progress(draft.actions(), head.legend)
        known = {one.id: one for one in plan.objectives}
        for found, same in compare.objective_pairs(draft, finding.objectives(session, plan_id)):
            objective = known[same.id] if same else self._objective(plan, found)
            for below in found.activities:
                self._rows_below(objective, below, row_of, head.legend, bad)
        return plan_id

    def _rows_below(
        self,
        objective: ObjectiveTable,
        below: DraftActivity,
        row_of: dict[int, ActionRow | None],
        legend: Legend,
        bad: set[int],
    ) -> None:
        for action in below.actions:
            row = row_of[id(action)]
            if row is None:
                activity = self._known_activity(objective, below)
                self._action(activity, objective, action, legend)
                continue
            self._step()
            target = None
            for change in compare.cell_changes(
                action, row, legend, skip_progress=id(action) in bad
            ):
                target = target or finding.get(self._session, ActionTable, row.id)
                self._write(target, change.field, change.after)

    def _write(self, action: ActionTable, field: Field, value: str) -> None:
        if field is Field.COMMENTS:
            # What a file's new line says of its day is all that is known of it.
            write_comments(action, value, None)
        else:
            self._plans.write(self._session, action, field, value)

    def _write_head(self, plan: PlanTable, draft: PlanDraft) -> None:
        for change in compare.head_changes(draft, finding.head_of(plan)):
            if change.name == "preamble":
                plan.preamble = [cells.tidy(text) for text in draft.preamble]
            elif change.name == "strategic objectives":
                plan.strategic_objectives = [cells.tidy(t) for t in draft.strategic_objectives]
            else:
                setattr(plan, change.name, change.after)

    def _objective(self, plan: PlanTable, found: DraftObjective) -> ObjectiveTable:
        objective = ObjectiveTable(
            position=place_last(plan.objectives),
            number=cells.one_line(found.number) or str(len(plan.objectives) + 1),
            title=cells.one_line(found.title),
            heading=cells.one_line(found.heading),
            text=cells.tidy(found.text),
            introduction=cells.tidy(found.introduction),
        )
        plan.objectives.append(objective)
        return objective

    def _activity(self, objective: ObjectiveTable, found: DraftActivity) -> ActivityTable:
        activity = ActivityTable(
            position=place_last(objective.activities),
            number=cells.one_line(found.number),
            heading=cells.one_line(found.heading),
        )
        objective.activities.append(activity)
        return activity

    def _known_activity(self, objective: ObjectiveTable, found: DraftActivity) -> ActivityTable:
        words = plain(found.heading)
        same = next((a for a in objective.activities if plain(a.heading) == words), None)
        return same or self._activity(objective, found)

    def _action(
        self,
        activity: ActivityTable,
        objective: ObjectiveTable,
        found: DraftAction,
        legend: Legend,
    ) -> None:
        self._step()
        kept = compare.draft_cells(found, legend)
        action = empty_action(self._ref(objective, found.ref), self._place(activity))
        action.title = kept[Field.TITLE] or cells.title_of(kept[Field.TEXT])
        action.text = kept[Field.TEXT]
        action.leads = kept[Field.LEADS]
        action.timescale = kept[Field.TIMESCALE]
        action.resources = kept[Field.RESOURCES]
        write_criteria(action, cells.lines(kept[Field.CRITERIA]))
        write_comments(action, kept[Field.COMMENTS], None)
        word = kept[Field.PROGRESS]
        if word:
            reason = "As imported."
            self._plans.declare(self._session, action, cells.progress(legend, word), reason)
        activity.actions.append(action)

    def _ref(self, objective: ObjectiveTable, wanted: str) -> str:
        ref = cells.one_line(wanted)[:40]
        number = self._numbers.get(objective.number, 0)
        while not ref or ref.casefold() in self._used:
            number += 1
            ref = f"O{objective.number}-{number:02d}"
        self._numbers[objective.number] = number
        self._used.add(ref.casefold())
        return ref

    def _place(self, activity: ActivityTable) -> float:
        # Asking 5,000 siblings for their positions 5,000 times is what takes seconds.
        last = self._places.get(id(activity))
        place = place_last(activity.actions) if last is None else last + 1024.0
        self._places[id(activity)] = place
        return place

    def _step(self) -> None:
        if self._stopped():
            raise Stopped
        self._done += 1
        if self._done % 50 == 0 or self._done == self._of:
            self._report(self._done, self._of, "Taking in actions")
