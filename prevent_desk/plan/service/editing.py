"""Cells of actions written: each call is one act, with one undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from prevent_desk.core.dates import parse_date, say_short
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells, joined
from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.matching import same_lines
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

    def set_cells(self, values: Sequence[tuple[int, Field, str]], *, group: str = "") -> int:
        """Write many cells, of several actions and fields, as one act.

        Returns:
            How many criteria have words of their own now that were the library's before.

        Raises:
            Refused: One of the values does not fit; nothing was changed.
        """
        if not values:
            return 0
        with self._store.reading() as session:
            label = _label(session, values)
        with self._store.writing(label, group=group) as session:
            return self.write_cells(session, values)

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
        if not action_ids:
            return
        words = cells.checked(Field.REASON, reason)
        with self._store.reading() as session:
            label = _label(session, [(key, Field.PROGRESS, "") for key in action_ids])
        with self._store.writing(label, group=group) as session:
            actions = finding.actions(session, action_ids)
            legends = _legends(session, actions.values())
            for action in actions.values():
                known = code and cells.progress(legends[action.activity_id], code)
                self.declare(action, known or None, words)

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
            made = UpdateTable(position=0, text=words, by=cells.one_line(by), on=on)
            _place_by_day(action, made)
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
            if on != update.on:
                update.on = on
                _place_by_day(action, update)
            update.text, update.by = words, cells.one_line(by)
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

    def write_cells(self, session: Session, values: Sequence[tuple[int, Field, str]]) -> int:
        """Write many cells inside a unit of work; returns what `set_cells` does.

        Raises:
            Refused: One of the values does not fit; the unit must not be committed.
        """
        actions = finding.actions(session, (key for key, _, _ in values))
        needs_legend = any(field is Field.PROGRESS for _, field, _ in values)
        legends = _legends(session, actions.values()) if needs_legend else {}
        written: dict[ActionTable, set[Field]] = {}
        detached = 0
        for key, field, value in values:
            action = actions[key]
            detached += self._write(action, field, value, legends.get(action.activity_id, ()))
            written.setdefault(action, set()).add(field)
        # What several cells must keep to together is looked at when all are written.
        for action, fields in written.items():
            if fields & {Field.START, Field.DUE}:
                _refuse_due_before_start(action)
            if Field.REF in fields:
                _refuse_taken_ref(session, action)
        return detached

    def declare(
        self,
        action: ActionTable,
        code: str | None,
        reason: str,
        step_reason: str | None = None,
        by: str = "",
    ) -> None:
        """Declare progress inside a unit of work and keep the step; no step without a change.

        The reason belongs to the step that led here: a reason that is written later is its.

        Args:
            action: Whose.
            code: A stage of the plan's key; None for "Not set".
            reason: The lead's own, as it stands in the row.
            step_reason: What the history says instead, where no lead gave a reason.
            by: Who declared it, where it was not who sits here: a partner in a return.
        """
        if code != action.progress:
            step = ProgressTable(
                at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
                by=by or self._store.actor,
                before=action.progress,
                after=code,
                reason=reason if step_reason is None else step_reason,
            )
            session = object_session(action)
            if session is None or action.id is None:
                action.history.append(step)
            else:
                # Not through the list: it would first be read, for every action of a thousand.
                step.action_id = action.id
                session.add(step)
            action.was = action.progress
        elif reason != action.reason and action.history:
            newest = max(action.history, key=lambda step: (step.at, step.id))
            if newest.after == code:
                newest.reason = reason
        action.progress, action.reason = code, reason

    def _write(self, action: ActionTable, field: Field, value: str, legend: Legend) -> int:
        """Write a cell; return how many criteria let go of their entry in the library by it."""
        if field in {Field.START, Field.DUE}:
            day = parse_date(value, self._clock.today()) if value.strip() else None
            setattr(action, field.value, day)
            return 0
        words = cells.checked(field, value)
        if field is Field.LEADS:
            action.leads = cells.say_leads(cells.leads(words))
        elif field is Field.RESOURCES:
            action.resources = "\n".join(cells.lines(words))
        elif field is Field.CRITERIA:
            return write_criteria(action, cells.lines(words))
        elif field is Field.COMMENTS:
            write_comments(action, words, self._clock.today())
        elif field is Field.PROGRESS:
            code = cells.progress(legend, words)
            if code != action.progress:
                self.declare(action, code, "")
        elif field is Field.REASON:
            self.declare(action, action.progress, words)
        else:
            setattr(action, field.value, words)
        return 0


def write_criteria(action: ActionTable, texts: Sequence[str]) -> int:
    """Give an action these criteria; lines that stand as before keep their measures.

    A criterion of the library whose words are others now is the action's own: an entry is changed
    in the library only, never from one of its rows.

    Returns:
        How many criteria let go of their entry.
    """
    old = list(action.criteria)
    kept: list[CriterionTable] = []
    detached = 0
    same = same_lines([criterion.text for criterion in old], texts)
    for position, (text, at) in enumerate(zip(texts, same, strict=True)):
        criterion = CriterionTable(unit=None, target="", actual="") if at is None else old[at]
        if criterion.library_id is not None and criterion.text != text:
            criterion.library_id = None
            detached += 1
        criterion.position, criterion.text = position, text
        kept.append(criterion)
    action.criteria[:] = kept
    action.criteria_text = "\n".join(texts)
    return detached


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


def _place_by_day(action: ActionTable, update: UpdateTable) -> None:
    """Give an update its place: before the first of a later day, else last."""
    others = sorted(
        (one for one in action.updates if one is not update), key=lambda one: one.position
    )
    at = len(others)
    if update.on is not None:
        days = [one.on for one in others]
        at = next((n for n, day in enumerate(days) if day and day > update.on), at)
    for position, one in enumerate([*others[:at], update, *others[at:]]):
        one.position = position


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


def _refuse_due_before_start(action: ActionTable) -> None:
    if action.start is not None and action.due is not None and action.due < action.start:
        raise Refused(
            f"{action.ref or 'The action'} would be due {say_short(action.due)}, before it starts "
            f"{say_short(action.start)}.",
            next_step="Change the other date first.",
        )


def _refuse_taken_ref(session: Session, action: ActionTable) -> None:
    session.flush()
    same = (
        finding.in_plan_order(plan_of(session, action))
        .with_only_columns(ActionTable.id)
        .where(func.lower(ActionTable.ref) == func.lower(action.ref), ActionTable.id != action.id)
    )
    if action.ref and session.execute(same).first():
        raise Refused(
            f"{action.ref} is already another action of this plan.",
            next_step="Choose a reference of its own.",
        )


def _legends(session: Session, actions: Iterable[ActionTable]) -> dict[int, Legend]:
    """Return the key of progress of each activity that these actions stand under."""
    found: dict[int, Legend] = {}
    for action in actions:
        if action.activity_id not in found:
            plan = finding.get(session, PlanTable, plan_of(session, action))
            found[action.activity_id] = finding.legend_of(plan)
    return found


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
        # The reference alone: the row is read again, whole, where it is written.
        found = session.execute(select(ActionTable.ref).where(ActionTable.id == ids[0])).first()
        ref = (found[0] if found else finding.get(session, ActionTable, ids[0]).ref) or "an action"
    else:
        ref = f"{len(ids)} actions"
    words = cells.WORDS[fields[0]] if len(fields) == 1 else f"{len(values)} cells"
    if set(fields) == {Field.TITLE, Field.TEXT}:
        # One cell to whoever typed it: the title is its first line.
        words = cells.WORDS[Field.TEXT]
    return f"{words} of {ref}"
