"""A plan as read brought into the desk: as a new plan, or into one that is there; one act."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from prevent_desk.core.errors import Stopped
from prevent_desk.plan.model import cells, compare
from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective, PlanDraft
from prevent_desk.plan.model.records import ActionRow, Field
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.arranging import STEP, empty_action, place_last, ref_stem
from prevent_desk.plan.service.editing import write_comments, write_criteria
from prevent_desk.plan.service.heads import Heads
from prevent_desk.plan.tables import ActionTable, ActivityTable, ObjectiveTable, PlanTable

Report = Callable[[int, int, str], None]
StopAsked = Callable[[], bool]

_REPORT_EVERY = 50


def _no_report(_done: int, _of: int, _what: str) -> None:
    return


def _never() -> bool:
    return False


class Importing(Heads):
    """The part of `Plans` that takes in what a reader found."""

    def preview_import(self, draft: PlanDraft, into: int | None) -> compare.ImportPreview:
        """Return what `import_plan` would do; writes nothing.

        Raises:
            Refused: The plan is no longer there.
        """
        sheet = self.sheet(into) if into is not None else None
        return compare.preview(compare.compare(draft, sheet))

    def import_plan(
        self,
        draft: PlanDraft,
        into: int | None,
        report: Report = _no_report,
        stopped: StopAsked = _never,
    ) -> int:
        """Take a plan in as one act, undone by one Undo, and return the plan's id.

        Nothing is ever removed or emptied: what the file does not have stays. What does not fit
        stays out; `preview_import` says what. Where nothing would change, nothing is written.

        Args:
            draft: What the reader found.
            into: The plan that changes; None makes a new one.
            report: Told of rows done, rows in all, and the words for it.
            stopped: Asked before each row.

        Raises:
            Stopped: It was cancelled; nothing was written.
            Refused: The plan is no longer there.
        """
        sheet = self.sheet(into) if into is not None else None
        comparison = compare.compare(draft, sheet)
        if compare.preview(comparison).changes_nothing and into is not None:
            return into
        title = cells.one_line(draft.title) or "a plan"
        taking = _Taking(self, comparison, report, stopped)
        # Half the work, and done before the store is held: others may read meanwhile.
        taking.prepare()
        with self._store.writing(f"import of {title}") as session:
            return taking.into(session, into) if into is not None else taking.new(session)


class _Taking:
    """One import under way: prepared by itself, then written inside its unit of work."""

    _session: Session

    def __init__(
        self,
        plans: Importing,
        comparison: compare.Comparison,
        report: Report,
        stopped: StopAsked,
    ) -> None:
        self._plans = plans
        self._comparison = comparison
        self._made: dict[int, ActionTable] = {}
        self._draft = comparison.draft
        self._report = report
        self._stopped = stopped
        self._at = -1  # the row of the file that is being taken in
        self._of = len(comparison.cells)
        self._used: set[str] = set()
        self._brought = {_as_ref(action.ref).casefold() for action in self._draft.actions()}
        self._numbers: dict[str, int] = {}
        self._places: dict[ActivityTable, float] = {}
        stamp = cells.one_line(f"{self._draft.label} {self._draft.version}")
        self._source = f"Imported from “{stamp}”" if stamp else "Imported"

    def prepare(self) -> None:
        """Make the new actions, which no session knows of yet; their place and number come later.

        Raises:
            Stopped: It was cancelled.
        """
        matched = self._comparison.matched
        for at, kept in enumerate(self._comparison.cells):
            if self._stopped():
                raise Stopped
            if matched.pairs[at] is None and at not in matched.repeats:
                action = empty_action("", 0.0)
                action.title = cells.title_of(kept.get(Field.TEXT, ""))
                for field, words in kept.items():
                    self._write(action, field, words)
                self._made[at] = action
            self._tell(at + 1, 0, "Preparing actions")

    def new(self, session: Session) -> int:
        """Make a plan of the whole draft."""
        self._session, draft = session, self._draft
        plan = PlanTable(
            title=cells.one_line(draft.title) or "Imported plan",
            years=cells.one_line(draft.years),
            version=cells.one_line(draft.version),
            label=cells.one_line(draft.label),
            preamble=compare.statements(draft.preamble),
            strategic_objectives=compare.statements(draft.strategic_objectives),
            legend=finding.legend_kept(self._comparison.legend),
        )
        self._session.add(plan)
        for found in draft.objectives:
            objective = self._objective(plan, found)
            for below in found.activities:
                activity = self._activity(objective, below)
                for action in below.actions:
                    self._row(action, objective, activity)
        self._session.flush()
        return plan.id

    def into(self, session: Session, plan_id: int) -> int:
        """Bring the draft into a plan that is there."""
        self._session = session
        plan = finding.get(session, PlanTable, plan_id)
        self._used = {row.ref.casefold() for row in finding.plan_rows(session, plan_id)}
        self._write_head(plan)
        self._write_headings()
        headings = self._comparison.headings
        same_activity = iter(headings.activities)
        for found, known in zip(self._draft.objectives, headings.objectives, strict=True):
            objective = (
                finding.get(session, ObjectiveTable, known.id)
                if known
                else self._objective(plan, found)
            )
            for below in found.activities:
                same = next(same_activity)
                activity = finding.get(session, ActivityTable, same.id) if same else None
                for action in below.actions:
                    if activity is None and self._is_new_row():
                        activity = self._activity(objective, below)
                    self._row(action, objective, activity)
        return plan_id

    def _is_new_row(self) -> bool:
        """Whether the next row of the file makes an action."""
        matched = self._comparison.matched
        return matched.pairs[self._at + 1] is None and self._at + 1 not in matched.repeats

    def _row(
        self, found: DraftAction, objective: ObjectiveTable, activity: ActivityTable | None
    ) -> None:
        """Take in the next row of the file."""
        if self._stopped():
            raise Stopped
        self._at += 1
        row = self._comparison.matched.pairs[self._at]
        if row is not None:
            self._change(row)
        elif activity is not None and (action := self._made.pop(self._at, None)) is not None:
            action.ref = self._ref(objective, found.ref)
            action.position = self._place(activity)
            activity.actions.append(action)
        done = self._at + 1
        if done % _REPORT_EVERY == 0 or done == self._of:
            # Most of the time goes into this; at the end alone it would stand still at "all done".
            self._session.flush()
        self._tell(done, self._of, "Taking in actions")

    def _tell(self, done: int, before: int, what: str) -> None:
        """Report each fiftieth row of both rounds, and the last: made first, then written."""
        if done % _REPORT_EVERY == 0 or done == self._of:
            self._report(before + done, 2 * self._of, what)

    def _change(self, row: ActionRow) -> None:
        changes = self._comparison.changes_of(self._at)
        if not changes:
            return
        action = finding.get(self._session, ActionTable, row.id)
        for change in changes:
            self._write(action, change.field, change.after)

    def _write(self, action: ActionTable, field: Field, words: str) -> None:
        if field is Field.COMMENTS:
            # What a file's new line says of its day is all that is known of it.
            write_comments(action, words, None)
        elif field is Field.CRITERIA:
            write_criteria(action, cells.lines(words))
        elif field is Field.PROGRESS:
            code = cells.progress(self._comparison.legend, words)
            if code != action.progress:
                self._plans.declare(action, code, "", self._source)
        else:
            setattr(action, field.value, words)

    def _write_head(self, plan: PlanTable) -> None:
        draft = self._draft
        for change in compare.head_changes(draft, finding.head_of(plan)):
            if change.name == "preamble":
                plan.preamble = compare.statements(draft.preamble)
            elif change.name == "strategic objectives":
                plan.strategic_objectives = compare.statements(draft.strategic_objectives)
            else:
                setattr(plan, change.name, change.after)

    def _write_headings(self) -> None:
        for change in self._comparison.headings.changes:
            if change.kind == "objective":
                setattr(
                    finding.get(self._session, ObjectiveTable, change.id), change.name, change.after
                )
            else:
                finding.get(self._session, ActivityTable, change.id).heading = change.after

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

    def _ref(self, objective: ObjectiveTable, wanted: str) -> str:
        ref = _as_ref(wanted)
        stem = ref_stem(objective)
        number = self._numbers.get(stem, 0)
        made = not ref
        # A reference made here must not be one that a later row brings along either.
        while not ref or (key := ref.casefold()) in self._used or (made and key in self._brought):
            number += 1
            ref, made = f"{stem}{number:02d}", True
        self._numbers[stem] = number
        self._used.add(ref.casefold())
        return ref

    def _place(self, activity: ActivityTable) -> float:
        # Asking 5,000 siblings for their positions 5,000 times is what takes seconds.
        last = self._places.get(activity)
        place = place_last(activity.actions) if last is None else last + STEP
        self._places[activity] = place
        return place


def _as_ref(text: str) -> str:
    return cells.one_line(text)[: cells.MOST_OF_REF]
