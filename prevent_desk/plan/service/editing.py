"""Cells of actions written: each call is one act, with one undo."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells, joined
from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.records import Field, Measure, Update
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.reading import Reading
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    ObjectiveTable,
    PlanTable,
    ProgressTable,
    UpdateTable,
)

_TEXTS = {
    Field.TITLE: "title",
    Field.TEXT: "text",
    Field.TIMESCALE: "timescale",
    Field.REASON: "reason",
}


class Editing(Reading):
    """The part of `Plans` that writes into cells."""

    def set_field(
        self, action_ids: Sequence[int], field: Field, value: str, *, group: str = ""
    ) -> None:
        """Write one value into a field of each action, as one act.

        Args:
            action_ids: The actions.
            field: Which cell.
            value: As typed; dates and progress in words.
            group: Acts of one group undo together (the autosaves of one visit to a field).

        Raises:
            Refused: The value does not fit; nothing was changed.
        """
        self.set_cells([(key, field, value) for key in action_ids], group=group)

    def set_cells(self, values: Sequence[tuple[int, Field, str]], *, group: str = "") -> None:
        """Write many cells, of several actions and fields, as one act.

        Raises:
            Refused: One of the values does not fit; nothing was changed.
        """
        if not values:
            return
        with self._store.reading() as session:
            label = _label(session, values)
        with self._store.writing(label, group=group) as session:
            for key, field, value in values:
                action = finding.get(session, ActionTable, key)
                self.write(session, action, field, value)

    def set_progress(
        self, action_ids: Sequence[int], code: str | None, reason: str = "", *, group: str = ""
    ) -> None:
        """Declare progress for each action, with one reason; each keeps the step in its history.

        Args:
            action_ids: The actions.
            code: A stage of the plan's own key; None for "Not set".
            reason: Why, in one line; may be empty.
            group: Acts of one group undo together.

        Raises:
            Refused: The plan's key has no such stage; nothing was changed.
        """
        with self._store.reading() as session:
            label = _label(session, [(key, Field.PROGRESS, "") for key in action_ids])
        with self._store.writing(label, group=group) as session:
            for key in action_ids:
                action = finding.get(session, ActionTable, key)
                legend = _legend(session, action)
                if code is not None and code not in {stage.code for stage in legend}:
                    cells.progress(legend, code)
                self.declare(session, action, code, cells.checked(Field.REASON, reason))

    def set_measure(self, criterion_id: int, measure: Measure | None) -> None:
        """Count a criterion with a unit, a target and an actual, or stop counting it."""
        with self._store.reading() as session:
            criterion = finding.get(session, CriterionTable, criterion_id)
            ref = finding.get(session, ActionTable, criterion.action_id).ref
        with self._store.writing(f"measure of {ref or 'an action'}") as session:
            criterion = finding.get(session, CriterionTable, criterion_id)
            criterion.unit = None if measure is None else cells.one_line(measure.unit)
            criterion.target = "" if measure is None else cells.one_line(measure.target)
            criterion.actual = "" if measure is None else cells.one_line(measure.actual)

    def add_update(self, action_id: int, text: str, by: str, on: date | None) -> int:
        """Add an entry to the comments column and return its id.

        Raises:
            Refused: It has no words.
        """
        words = _update_words(text)
        with self._store.reading() as session:
            ref = finding.get(session, ActionTable, action_id).ref
        with self._store.writing(f"update of {ref or 'an action'}") as session:
            action = finding.get(session, ActionTable, action_id)
            position = max((update.position for update in action.updates), default=-1) + 1
            made = UpdateTable(position=position, text=words, by=cells.one_line(by), on=on)
            action.updates.append(made)
            recache_comments(action)
            session.flush()
            return made.id

    def edit_update(self, update_id: int, text: str, by: str, on: date | None) -> None:
        """Change an entry of the comments column.

        Raises:
            Refused: It has no words, or is no longer there.
        """
        words = _update_words(text)
        with self._store.reading() as session:
            ref = _update(session, update_id)[1].ref
        with self._store.writing(f"update of {ref or 'an action'}") as session:
            update, action = _update(session, update_id)
            update.text, update.by, update.on = words, cells.one_line(by), on
            recache_comments(action)

    def remove_update(self, update_id: int) -> None:
        """Take an entry out of the comments column."""
        with self._store.reading() as session:
            ref = _update(session, update_id)[1].ref
        with self._store.writing(f"removal of an update of {ref or 'an action'}") as session:
            update, action = _update(session, update_id)
            action.updates.remove(update)
            recache_comments(action)

    # Inside a unit of work

    def write(self, session: Session, action: ActionTable, field: Field, value: str) -> None:
        """Write one cell inside a unit of work.

        Raises:
            Refused: The value does not fit.
        """
        if field in _TEXTS:
            setattr(action, _TEXTS[field], cells.checked(field, value))
        elif field is Field.REF:
            self._write_ref(session, action, cells.checked(field, value))
        elif field is Field.LEADS:
            action.leads = cells.say_leads(cells.leads(cells.checked(field, value)))
        elif field is Field.RESOURCES:
            action.resources = "\n".join(cells.lines(cells.checked(field, value)))
        elif field is Field.CRITERIA:
            write_criteria(action, cells.lines(cells.checked(field, value)))
        elif field is Field.COMMENTS:
            write_comments(action, cells.checked(field, value), self._clock.today())
        elif field is Field.PROGRESS:
            code = cells.progress(_legend(session, action), value)
            if code != action.progress:
                self.declare(session, action, code, "")
        else:
            self._write_date(action, field, value)

    def declare(self, session: Session, action: ActionTable, code: str | None, reason: str) -> None:
        """Declare progress inside a unit of work and keep the step; no step without a change."""
        if code == action.progress and reason == action.reason:
            return
        if code != action.progress:
            action.history.append(
                ProgressTable(
                    at=self._clock.now().replace(tzinfo=None),
                    by=self._store.actor,
                    before=action.progress,
                    after=code,
                    reason=reason,
                )
            )
            action.was = action.progress
        action.progress, action.reason = code, reason

    def _write_ref(self, session: Session, action: ActionTable, ref: str) -> None:
        if ref and ref != action.ref:
            plan_id = plan_of(session, action)
            taken = session.execute(
                finding.in_plan_order(plan_id)
                .with_only_columns(ActionTable.id)
                .where(func.lower(ActionTable.ref) == ref.lower(), ActionTable.id != action.id)
            ).first()
            if taken:
                raise Refused(
                    f"{ref} is already another action of this plan.",
                    next_step="Choose a reference of its own.",
                )
        action.ref = ref

    def _write_date(self, action: ActionTable, field: Field, value: str) -> None:
        day = parse_date(value, self._clock.today()) if value.strip() else None
        start = day if field is Field.START else action.start
        due = day if field is Field.DUE else action.due
        if start is not None and due is not None and due < start:
            raise Refused(
                "The due date would be before the start date.",
                next_step="Change the other date first.",
            )
        action.start, action.due = start, due


def write_criteria(action: ActionTable, texts: Sequence[str]) -> None:
    """Give an action these criteria; those whose words stand as before keep their measures.

    A line whose words were changed in its place is the same criterion with new words.
    """
    old = list(action.criteria)
    kept: list[CriterionTable] = []
    matcher = difflib.SequenceMatcher(None, [c.text for c in old], list(texts), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        same = old[a:b] if tag in {"equal", "replace"} else []
        for place, text in enumerate(texts[c:d]):
            if place < len(same):
                same[place].text = text
                kept.append(same[place])
            else:
                kept.append(CriterionTable(text=text, unit=None, target="", actual=""))
    for position, criterion in enumerate(kept):
        criterion.position = position
    action.criteria[:] = kept
    action.criteria_text = "\n".join(criterion.text for criterion in kept)


def write_comments(action: ActionTable, text: str, today: date | None) -> None:
    """Give an action the updates of an edited comments column; see `joined.reread`."""
    by_id = {update.id: update for update in action.updates}
    kept: list[UpdateTable] = []
    for position, wanted in enumerate(joined.reread(text, _records(action.updates), today)):
        row = by_id.get(wanted.id) if wanted.id is not None else None
        row = row or UpdateTable()
        row.position, row.text, row.by, row.on = position, wanted.text, wanted.by, wanted.on
        kept.append(row)
    action.updates[:] = kept
    recache_comments(action)


def recache_comments(action: ActionTable) -> None:
    """Renew the comments column of an action after its updates changed."""
    ordered = sorted(action.updates, key=lambda update: update.position)
    action.comments_text = joined.join(_records(ordered))


def plan_of(session: Session, action: ActionTable) -> int:
    """Return the key of the plan an action belongs to."""
    found: int | None = session.scalar(
        select(ObjectiveTable.plan_id)
        .join(ActivityTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ActivityTable.id == action.activity_id)
    )
    if found is None:
        raise Refused("That action is no longer in the plan.", next_step="Undo brings it back.")
    return found


def _legend(session: Session, action: ActionTable) -> Legend:
    return finding.legend_of(finding.get(session, PlanTable, plan_of(session, action)))


def _records(updates: Iterable[UpdateTable]) -> list[Update]:
    return [Update(update.id, update.text, update.on, update.by) for update in updates]


def _update(session: Session, update_id: int) -> tuple[UpdateTable, ActionTable]:
    update = session.get(UpdateTable, update_id)
    if update is None:
        raise Refused("That update is no longer there.", next_step="Undo brings it back.")
    action = finding.get(session, ActionTable, update.action_id)
    return next(one for one in action.updates if one.id == update_id), action


def _update_words(text: str) -> str:
    words = cells.checked(Field.COMMENTS, text)
    if not words:
        raise Refused("An update needs words.", next_step="Type what happened.")
    return words


def _label(session: Session, values: Sequence[tuple[int, Field, str]]) -> str:
    """Return the words after "Undo": "lead of O1-03", "progress of 12 actions", "7 cells"."""
    ids = list(dict.fromkeys(key for key, _, _ in values))
    fields = list(dict.fromkeys(field for _, field, _ in values))
    if len(ids) == 1:
        ref = finding.get(session, ActionTable, ids[0]).ref or "an action"
    else:
        ref = f"{len(ids)} actions"
    words = cells.WORDS[fields[0]] if len(fields) == 1 else f"{len(values)} cells"
    return f"{words} of {ref}"
