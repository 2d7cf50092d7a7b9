"""What was decided about a return, written into the plan by the rules of the plan's own service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.partners import merging_comments
from prevent_desk.plan.model.partners.comparing_records import NewRow
from prevent_desk.plan.model.partners.merging import Applied
from prevent_desk.plan.model.partners.records import Decision, Difference, Keep, Kind
from prevent_desk.plan.model.partners.sending_columns import read_actuals
from prevent_desk.plan.model.records import Field, Update
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.arranging import empty_action, next_ref, place_last
from prevent_desk.plan.service.editing import recache_comments, write_comments
from prevent_desk.plan.service.plans import Plans
from prevent_desk.plan.service.returns.judging import Judged
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    ObjectiveTable,
    UpdateTable,
)

_PROGRESS = frozenset({Field.PROGRESS, Field.REASON})


def write(session: Session, plans: Plans, judged: Judged) -> Applied:
    """Write every decision that was not applied yet, inside a unit of work.

    Raises:
        Refused: A value does not fit together with others; the unit must not be committed.
    """
    return _Writing(session, plans, judged).done()


class _Writing:
    """One return being written."""

    def __init__(self, session: Session, plans: Plans, judged: Judged) -> None:
        self._session, self._plans, self._judged = session, plans, judged
        self._agency = judged.send.agency
        self._on: date = judged.fixed.kept.on
        self._cells = self._updates = self._kept = 0
        self._added: list[str] = []
        self._removed: list[str] = []

    def done(self) -> Applied:
        """Write, and say what was written."""
        texts: dict[int, dict[Field, str]] = {}
        rows: list[tuple[Difference, Decision]] = []
        for key, decision in self._judged.read.pending.items():
            difference = self._judged.differences[key]
            if decision.keep in {Keep.MINE, Keep.KEEP_ROW, Keep.LEAVE_OUT}:
                self._kept += 1
            elif difference.field is None:
                rows.append((difference, decision))
            elif difference.field is Field.COMMENTS and difference.action_id is not None:
                self._comment(difference.action_id, difference, decision)
            elif difference.action_id is not None:
                words = _text_of(difference, decision)
                texts.setdefault(difference.action_id, {})[difference.field] = words
        for action_id, found in texts.items():
            self._progress(action_id, found)
            self._actuals(action_id, found)
        plain = [
            (action_id, field, text)
            for action_id, found in texts.items()
            for field, text in found.items()
            if field not in _PROGRESS and field is not Field.ACTUALS
        ]
        self._plans.write_cells(self._session, plain)
        self._cells += len(plain)
        # Removals last: a new row must not get the reference of one that goes.
        for difference, _ in sorted(rows, key=lambda one: one[0].kind is Kind.MISSING):
            if difference.kind is Kind.MISSING:
                self._remove(difference)
            else:
                self._add(self._judged.outcome.new_rows[difference.key])
        return Applied(
            self._agency,
            self._cells,
            self._updates,
            tuple(self._added),
            tuple(self._removed),
            self._kept,
            self._judged.to_decide,
        )

    def _comment(self, action_id: int, difference: Difference, decision: Decision) -> None:
        action = finding.get(self._session, ActionTable, action_id)
        said = self._judged.outcome.comments[difference.key]
        here = _updates_of(action)
        if decision.text is not None:
            write_comments(action, decision.text, self._on)
        elif not said.added:
            self._set_updates(action, merging_comments.without(here, said.removed))
            self._cells += 1
            return
        elif difference.kind is Kind.BOTH and decision.keep is Keep.THEIRS:
            # What was sent, and theirs: words written here since are turned down.
            sent = self._judged.fixed.sent
            was = next(row.cells[Field.COMMENTS] for row in sent if row.action_id == action_id)
            write_comments(action, was, None)
            here = _updates_of(action)
            self._set_updates(action, merging_comments.with_added(here, said.added))
        else:
            self._set_updates(action, merging_comments.with_added(here, said.added))
        self._updates += len(said.added)

    def _set_updates(self, action: ActionTable, wanted: list[Update]) -> None:
        by_id = {row.id: row for row in action.updates}
        kept: list[UpdateTable] = []
        for position, update in enumerate(wanted):
            row = by_id.get(update.id) if update.id != merging_comments.NEW else None
            row = row or UpdateTable()
            row.position, row.text, row.by, row.on = position, update.text, update.by, update.on
            kept.append(row)
        action.updates[:] = kept
        recache_comments(action)

    def _progress(self, action_id: int, found: Mapping[Field, str]) -> None:
        """Declare progress and its reason in one step, which is the partner's."""
        if not found.keys() & _PROGRESS:
            return
        action = finding.get(self._session, ActionTable, action_id)
        code = action.progress
        if Field.PROGRESS in found:
            code = cells.progress(self._judged_legend, found[Field.PROGRESS])
        reason = cells.checked(Field.REASON, found.get(Field.REASON, action.reason))
        said = f"Return of {self._agency}"
        given = found.get(Field.REASON, "")
        step = f"{cells.one_line(given)} ({said.lower()[:1]}{said[1:]})" if given else said
        self._plans.declare(action, code, reason, step, self._agency)
        self._cells += len(found.keys() & _PROGRESS)

    def _actuals(self, action_id: int, found: Mapping[Field, str]) -> None:
        if Field.ACTUALS not in found:
            return
        action = finding.get(self._session, ActionTable, action_id)
        details = finding.details(self._session, finding.rows(self._session, [action_id]))
        read = read_actuals(found[Field.ACTUALS], details[0].criteria)
        if read is None:
            raise Refused(
                f"What was counted for {action.ref or 'an action'} cannot be told apart.",
                next_step="Decide it again.",
            )
        for criterion_id, actual in read.items():
            finding.get(self._session, CriterionTable, criterion_id).actual = actual
        self._cells += 1

    @property
    def _judged_legend(self) -> Legend:
        return finding.head(self._session, self._judged.send.plan_id).legend

    # Whole rows

    def _remove(self, difference: Difference) -> None:
        action = finding.get(self._session, ActionTable, difference.action_id or 0)
        self._removed.append(action.ref)
        # A parent must be held until the flush: the session forgets what nobody holds.
        activity = finding.get(self._session, ActivityTable, action.activity_id)
        activity.actions.remove(action)
        self._session.flush()

    def _add(self, new: NewRow) -> None:
        objective, activity = self._place_for(new)
        action = empty_action(next_ref(self._session, objective), place_last(activity.actions))
        activity.actions.append(action)
        self._session.flush()
        progress = {field: text for field, text in new.cells.items() if field in _PROGRESS}
        values = [
            (action.id, field, text) for field, text in new.cells.items() if field not in _PROGRESS
        ]
        self._plans.write_cells(self._session, values)
        action.title = cells.title_of(action.text)
        if not action.leads:
            action.leads = self._agency
        code = cells.progress(self._judged_legend, progress.get(Field.PROGRESS, ""))
        reason = cells.checked(Field.REASON, progress.get(Field.REASON, ""))
        self._plans.declare(action, code, reason, f"Return of {self._agency}", self._agency)
        self._set_updates(action, merging_comments.with_added((), new.updates))
        self._updates += len(new.updates)
        self._added.append(action.ref)

    def _place_for(self, new: NewRow) -> tuple[ObjectiveTable, ActivityTable]:
        """Return where a new row goes: under the headings it names, else below its neighbour."""
        objectives = list(
            self._session.scalars(
                select(ObjectiveTable)
                .where(ObjectiveTable.plan_id == self._judged.send.plan_id)
                .order_by(ObjectiveTable.position, ObjectiveTable.id)
            )
        )
        if not objectives:
            raise Refused(
                "A new row needs an objective, and the plan has none.",
                next_step="Add an objective, or leave the row out.",
            )
        neighbour = self._session.get(ActionTable, new.follows) if new.follows else None
        beside = self._session.get(ActivityTable, neighbour.activity_id) if neighbour else None
        words = [cells.one_line(line).casefold() for line in new.objective.split("\n")]
        named = next((one for one in objectives if _is_named(one, words)), None)
        objective = named or next(
            (one for one in objectives if beside is not None and one.id == beside.objective_id),
            objectives[0],
        )
        below = sorted(objective.activities, key=lambda one: (one.position, one.id))
        activity = next(
            (
                one
                for one in below
                if one.heading and cells.one_line(one.heading).casefold() in words
            ),
            None,
        )
        if activity is None and beside is not None and beside in below:
            activity = beside
        if activity is None and below:
            activity = below[-1]
        if activity is None:
            activity = ActivityTable(number="", heading="", position=place_last(()))
            objective.activities.append(activity)
        return objective, activity


def _is_named(objective: ObjectiveTable, words: list[str]) -> bool:
    names = {cells.one_line(text).casefold() for text in (objective.heading, objective.title)}
    number = objective.number.casefold()
    return bool((names - {""}) & set(words)) or bool(
        number and words[0] in {number, f"objective {number}", f"o{number}"}
    )


def _text_of(difference: Difference, decision: Decision) -> str:
    if decision.text is not None:
        return decision.text
    return difference.both if decision.keep is Keep.BOTH else difference.theirs


def _updates_of(action: ActionTable) -> list[Update]:
    ordered = sorted(action.updates, key=lambda one: (one.position, one.id))
    return [Update(one.id, one.text, one.on, one.by) for one in ordered]
