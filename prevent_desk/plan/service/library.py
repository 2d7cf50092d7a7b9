"""The criteria library: criteria gathered, kept once, changed in one place, ticked per action.

A criterion that points to an entry has the entry's words. Words typed over it in a plan's cell are
that action's own again: `editing.write_criteria` lets go of the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Stopped
from prevent_desk.plan.model.library.entries import Gathering, LibraryEntry, Use
from prevent_desk.plan.model.library.repeats import Found, find, same_words
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.library_entries import (
    all_entries,
    checked,
    counted_in,
    get_entry,
    lines_of,
    made_entry,
    refuse_known,
    same_entry,
)
from prevent_desk.plan.service.library_pointing import (
    CHUNK,
    chunks,
    criteria_by_key,
    is_measured,
    join,
    point,
    pointing_to,
    recache,
    tick,
)
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    LibraryTable,
    ObjectiveTable,
    PlanTable,
)
from prevent_desk.store.session import Store

Report = Callable[[int, int, str], None]
StopAsked = Callable[[], bool]


def _no_report(_done: int, _of: int, _what: str) -> None:
    return


def _never() -> bool:
    return False


class Library:
    """Everything that can be done with the criteria library; one act is one undo."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Read

    def entries(self) -> list[LibraryEntry]:
        """Return the library in its order."""
        with self._store.reading() as session:
            return all_entries(session)

    def entry(self, entry_id: int) -> LibraryEntry | None:
        """Return one entry, or None if it is no longer there."""
        with self._store.reading() as session:
            return next((one for one in all_entries(session) if one.id == entry_id), None)

    def uses(self, entry_id: int) -> list[Use]:
        """Return where an entry stands, newest plan first, in the plan's order."""
        query = (
            select(
                ActionTable.id,
                PlanTable.id,
                PlanTable.title,
                PlanTable.years,
                ActionTable.ref,
                ActionTable.title,
            )
            .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
            .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
            .join(PlanTable, ObjectiveTable.plan_id == PlanTable.id)
            .where(
                ActionTable.id.in_(
                    select(CriterionTable.action_id).where(CriterionTable.library_id == entry_id)
                )
            )
            .order_by(PlanTable.years.desc(), PlanTable.id.desc(), *_PLAN_ORDER)
        )
        with self._store.reading() as session:
            return [
                Use(key, plan, title if years in title else f"{title} {years}".strip(), ref, words)
                for key, plan, title, years, ref, words in session.execute(query)
            ]

    def repeats(self, plan_id: int) -> Found:
        """Return what a plan says in several actions, and what it nearly says in several.

        Takes a third of a second at 5,000 actions: for a job.
        """
        with self._store.reading() as session:
            lines = lines_of(session, plan_id)
            known = [(entry.id, entry.text) for entry in all_entries(session)]
        return find(lines, known)

    def ticks(self, action_ids: Sequence[int]) -> dict[int, int]:
        """Return in how many of these actions each entry stands; those in none are left out."""
        found: dict[int, int] = {}
        with self._store.reading() as session:
            for some in chunks(action_ids):
                query = (
                    select(
                        CriterionTable.library_id, func.count(CriterionTable.action_id.distinct())
                    )
                    .where(
                        CriterionTable.action_id.in_(some), CriterionTable.library_id.is_not(None)
                    )
                    .group_by(CriterionTable.library_id)
                )
                for entry, number in session.execute(query):
                    if entry is not None:
                        found[entry] = found.get(entry, 0) + number
        return found

    # Write

    def add(self, text: str, unit: str | None = None) -> int:
        """Put a criterion into the library and return its key.

        Raises:
            Refused: It has no words, or they are there already.
        """
        words = checked(text)
        with self._store.writing("new criterion of the library") as session:
            refuse_known(session, words)
            return made_entry(session, words, counted_in(unit)).id

    def keep(self, criterion_id: int) -> int:
        """Put a criterion of an action into the library, or point it to the entry it repeats.

        Returns:
            The entry's key.
        """
        with self._store.writing("criterion put in the library") as session:
            criterion = finding.get(session, CriterionTable, criterion_id)
            words = checked(criterion.text)
            entry = same_entry(session, words) or made_entry(session, words, criterion.unit)
            point(session, [(criterion, entry)])
            return entry.id

    def gather(
        self,
        gatherings: Sequence[Gathering],
        report: Report = _no_report,
        stopped: StopAsked = _never,
    ) -> list[int]:
        """Keep repeated criteria once, as one act; all that repeat point to their entry.

        Targets, actuals and evidence stay with each action's criterion.

        Args:
            gatherings: What shall point to what.
            report: Told of criteria done, criteria in all, and the words for it.
            stopped: Asked before each few hundred.

        Returns:
            The actions whose words are others now: spellings that became the entry's.

        Raises:
            Stopped: It was cancelled; nothing was written.
        """
        number = sum(len(one.criterion_ids) for one in gatherings)
        if not number:
            return []
        with self._store.writing(f"gathering of {number} criteria") as session:
            joins: dict[int, LibraryTable] = {}
            for one in gatherings:
                entry = (
                    get_entry(session, one.entry_id)
                    if one.entry_id is not None
                    else same_entry(session, one.text)
                ) or made_entry(session, checked(one.text), counted_in(one.unit))
                joins.update(dict.fromkeys(one.criterion_ids, entry))
            keys, changed = list(joins), set[int]()
            for at in range(0, len(keys), CHUNK):
                if stopped():
                    raise Stopped
                criteria = criteria_by_key(session, keys[at : at + CHUNK])
                changed |= point(session, ((one, joins[one.id]) for one in criteria))
                session.flush()
                report(min(at + CHUNK, number), number, "Gathering criteria")
            return sorted(changed)

    def edit(self, entry_id: int, text: str, unit: str | None) -> list[int]:
        """Change an entry's words or unit, and with it every criterion that points to it.

        A criterion with a unit of its own keeps it, and one with a target or an actual goes on
        being counted when the entry no longer is.

        Returns:
            The actions it stands in.

        Raises:
            Refused: It has no words, or another entry has the same.
        """
        words, counts = checked(text), counted_in(unit)
        with self._store.writing("criterion of the library") as session:
            entry = get_entry(session, entry_id)
            if same_words(words) != same_words(entry.text):
                refuse_known(session, words)
            before, entry.text, entry.unit = entry.unit, words, counts
            pointing = pointing_to(session, entry_id)
            for criterion in pointing:
                is_measured = criterion.target or criterion.actual
                if criterion.unit == before and not (counts is None and is_measured):
                    criterion.unit = counts
            point(session, ((one, entry) for one in pointing))
            return sorted({criterion.action_id for criterion in pointing})

    def remove(self, entry_ids: Sequence[int]) -> None:
        """Take entries out of the library; their words stay in the actions, as their own."""
        if not entry_ids:
            return
        number = len(entry_ids)
        said = "a criterion" if number == 1 else f"{number} criteria"
        with self._store.writing(f"removal of {said} from the library") as session:
            for key in entry_ids:
                entry = get_entry(session, key)
                for criterion in pointing_to(session, key):
                    criterion.library_id = None
                session.flush()
                session.delete(entry)

    def move(self, entry_id: int, step: int) -> bool:
        """Move an entry up (-1) or down (+1); False at the library's edge."""
        with self._store.writing("order of the library") as session:
            ordered = list(
                session.scalars(
                    select(LibraryTable).order_by(LibraryTable.position, LibraryTable.id)
                )
            )
            at = next((n for n, one in enumerate(ordered) if one.id == entry_id), None)
            if at is None or not 0 <= at + step < len(ordered):
                return False
            one, other = ordered[at], ordered[at + step]
            one.position, other.position = other.position, one.position
            return True

    def merge(self, kept_id: int, other_id: int) -> list[int]:
        """Let one entry stand for two: every criterion of the other gets the kept one's words.

        An action that has both keeps one criterion, with the evidence of both, unless both are
        counted with a target or an actual of their own.

        Returns:
            The actions whose criteria changed.
        """
        with self._store.writing("merging of two criteria of the library") as session:
            kept = get_entry(session, kept_id)
            other = get_entry(session, other_id)
            here = {one.action_id: one for one in pointing_to(session, kept_id)}
            moving = pointing_to(session, other_id)
            stays = []
            changed = {one.action_id for one in moving}
            for criterion in moving:
                twin = here.get(criterion.action_id)
                if twin is None or (is_measured(twin) and is_measured(criterion)):
                    stays.append(criterion)
                else:
                    join(session, criterion, twin)
            point(session, ((one, kept) for one in stays))
            recache(session, changed)
            session.flush()
            session.delete(other)
            return sorted(changed)

    def set_ticks(
        self, action_ids: Sequence[int], ticked: Sequence[int], unticked: Sequence[int] = ()
    ) -> None:
        """Add entries to actions, and take entries out of them, as one act.

        An action that has the words already, as its own, points to the entry from now on. What is
        taken out goes with its target and actual; Undo brings them back with their evidence.
        """
        if not action_ids or not (ticked or unticked):
            return
        with self._store.reading() as session:
            label = _label(session, action_ids)
        with self._store.writing(label) as session:
            entries = [get_entry(session, key) for key in ticked]
            actions = finding.actions(session, action_ids)
            for action in actions.values():
                for criterion in [one for one in action.criteria if one.library_id in unticked]:
                    action.criteria.remove(criterion)
                for entry in entries:
                    tick(action, entry)
                action.criteria_text = "\n".join(one.text for one in action.criteria)


_PLAN_ORDER = (
    ObjectiveTable.position,
    ObjectiveTable.id,
    ActivityTable.position,
    ActivityTable.id,
    ActionTable.position,
    ActionTable.id,
)


def _label(session: Session, action_ids: Sequence[int]) -> str:
    rows = finding.rows(session, action_ids)
    where = rows[0].ref if len(rows) == 1 and rows[0].ref else f"{len(rows)} actions"
    return f"success criteria of {where}"
