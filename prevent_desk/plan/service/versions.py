"""Versions of a plan frozen, listed and read; a plan copied into a new year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.plan.model import cells, joined
from prevent_desk.plan.model.counts import Counts, count
from prevent_desk.plan.model.records import ActionDetail, Criterion, PlanContents, Update
from prevent_desk.plan.model.versions import kept, stamps
from prevent_desk.plan.model.versions.forward import day_later, years_later
from prevent_desk.plan.model.versions.records import Forward, Version
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.arranging import STEP
from prevent_desk.plan.service.plans import Plans
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    ObjectiveTable,
    PlanTable,
    UpdateTable,
    VersionTable,
)
from prevent_desk.store.session import Store

Report = Callable[[int, int, str], None]
StopAsked = Callable[[], bool]

_TRIES = 20
_LONGEST_STAMP = 40
_REPORT_EVERY = 50


def _no_report(_done: int, _of: int, _what: str) -> None:
    return


def _never() -> bool:
    return False


class Versions:
    """Frozen versions of plans. A frozen version is never edited; only Undo takes one away."""

    def __init__(self, store: Store, clock: Clock, plans: Plans) -> None:
        self._store, self._clock, self._plans = store, clock, plans

    def versions(self, plan_id: int | None = None) -> list[Version]:
        """Return the versions of a plan, or of all plans; the newest first."""
        query = select(
            VersionTable.id,
            VersionTable.plan_id,
            VersionTable.stamp,
            VersionTable.on,
            VersionTable.agreed_by,
            VersionTable.note,
            VersionTable.at,
            VersionTable.standing,
        ).order_by(VersionTable.id.desc())
        if plan_id is not None:
            query = query.where(VersionTable.plan_id == plan_id)
        with self._store.reading() as session:
            found = session.execute(query).all()
        return [
            Version(key, plan, stamp, on, agreed, note, at.replace(tzinfo=UTC), _counts(standing))
            for key, plan, stamp, on, agreed, note, at, standing in found
        ]

    def contents(self, version_id: int) -> PlanContents:
        """Return a plan as it stood when it was frozen, in every record.

        Raises:
            Refused: There is no such version, or a newer program froze it.
            Damaged: What is kept is not what was frozen.
        """
        query = select(VersionTable.content).where(VersionTable.id == version_id)
        with self._store.reading() as session:
            found = session.scalar(query)
        if found is None:
            raise Refused("That version is no longer there.", next_step="Redo brings it back.")
        return kept.unpack(found)

    def next_stamp(self, plan_id: int, on: date) -> str:
        """Return the stamp to propose for a version of a day: after "V1.6/5/15" "V1.7/11/15".

        Raises:
            Refused: There is no such plan.
        """
        last = self._plans.head(plan_id).version
        return stamps.next_stamp(last, on, [one.stamp for one in self.versions(plan_id)])

    def freeze(
        self,
        plan_id: int,
        stamp: str,
        on: date,
        agreed_by: str = "",
        note: str = "",
        stopped: StopAsked = _never,
    ) -> int:
        """Keep a plan as it stands now, for good, and return the version's id.

        The working copy's own stamp becomes that of the version: it is the copy after it.

        Args:
            plan_id: The plan.
            stamp: As it will be printed.
            on: The day it speaks of; not after today.
            agreed_by: Who agreed it.
            note: Anything else worth knowing.
            stopped: Asked before it is written.

        Raises:
            Refused: The stamp is missing or taken, the day is still to come, or the plan is gone.
            Stopped: It was cancelled; nothing was written.
        """
        stamp = self._checked_stamp(plan_id, stamp)
        if on > self._clock.today():
            raise Refused(
                f"{say_short(on)} is still to come.",
                next_step="Give the day of the meeting that agreed it, or today.",
            )
        for _ in range(_TRIES):
            # Reading and packing 5,000 actions takes a second; the store is not held for it.
            seen = self._store.generation
            contents = self._plans.contents(plan_id)
            contents = replace(contents, head=replace(contents.head, version=stamp))
            version = VersionTable(
                plan_id=plan_id,
                stamp=stamp,
                on=on,
                agreed_by=cells.one_line(agreed_by),
                note=cells.tidy(note),
                standing=_standing(contents),
                content=kept.pack(contents),
            )
            if stopped():
                raise Stopped
            with self._store.writing(f"freezing of {stamp}") as session:
                if self._store.generation == seen:
                    version.at = self._clock.now().astimezone(UTC).replace(tzinfo=None)
                    return self._keep(session, version)
        raise Refused("The plan was being changed all the while.", next_step="Try again.")

    def copy_forward(
        self,
        plan_id: int,
        given: Forward,
        report: Report = _no_report,
        stopped: StopAsked = _never,
    ) -> int:
        """Make next year's plan of this one as one act, and return its id.

        Each action keeps its lineage, so that the two years can be compared; headings, criteria
        with their targets, leads and resources come along. The new plan has no stamp yet.

        Args:
            plan_id: The plan to copy.
            given: What comes along, and how the days change.
            report: Told of actions done, actions in all, and the words for it.
            stopped: Asked before each action.

        Raises:
            Refused: The new plan has no title, or the old one is gone.
            Stopped: It was cancelled; nothing was written.
        """
        title = cells.one_line(given.title)
        if not title:
            raise Refused("A plan needs a title.", next_step="Type the words at its top.")
        contents = self._plans.contents(plan_id)
        with self._store.writing(f"new plan {title}") as session:
            plan = PlanTable(
                title=title,
                years=cells.one_line(given.years),
                version="",
                label="",
                preamble=list(contents.head.preamble),
                strategic_objectives=list(contents.head.strategic_objectives),
                legend=finding.legend_kept(contents.head.legend),
            )
            session.add(plan)
            _Copy(self._plans, contents, given, report, stopped).into(plan)
            session.flush()
            return plan.id

    def _keep(self, session: Session, version: VersionTable) -> int:
        plan = finding.get(session, PlanTable, version.plan_id)
        plan.version = version.stamp
        plan.versions.append(version)
        session.flush()
        return version.id

    def _checked_stamp(self, plan_id: int, stamp: str) -> str:
        stamp = cells.one_line(stamp)
        if not stamp:
            raise Refused("A version needs a stamp.", next_step="Type one, such as “V1.7/11/25”.")
        if len(stamp) > _LONGEST_STAMP:
            raise Refused(f"A stamp has at most {_LONGEST_STAMP} characters.")
        taken = next(
            (v for v in self.versions(plan_id) if v.stamp.casefold() == stamp.casefold()), None
        )
        if taken is not None:
            raise Refused(
                f"{taken.stamp} was frozen already, as at {say_short(taken.on)}.",
                next_step="Give this version a stamp of its own.",
            )
        return stamp


class _Copy:
    """A plan's records made into rows of another plan."""

    def __init__(
        self,
        plans: Plans,
        contents: PlanContents,
        given: Forward,
        report: Report,
        stopped: StopAsked,
    ) -> None:
        self._plans, self._contents, self._given = plans, contents, given
        self._report, self._stopped = report, stopped
        self._done = 0

    def into(self, plan: PlanTable) -> None:
        """Fill the new plan."""
        contents = self._contents
        below: dict[int, list[ActivityTable]] = {one.id: [] for one in contents.objectives}
        rows: dict[int, list[ActionTable]] = {one.id: [] for one in contents.activities}
        for action in contents.actions:
            rows[action.row.activity_id].append(self._action(action))
        for activity in contents.activities:
            below[activity.objective_id].append(
                ActivityTable(
                    position=STEP * len(below[activity.objective_id]),
                    number=activity.number,
                    heading=activity.heading,
                    actions=_placed(rows[activity.id]),
                )
            )
        for at, objective in enumerate(contents.objectives):
            plan.objectives.append(
                ObjectiveTable(
                    position=STEP * at,
                    number=objective.number,
                    title=objective.title,
                    heading=objective.heading,
                    text=objective.text,
                    introduction=objective.introduction,
                    activities=below[objective.id],
                )
            )

    def _action(self, action: ActionDetail) -> ActionTable:
        if self._stopped():
            raise Stopped
        row, given = action.row, self._given
        updates = action.updates if given.keep_comments else ()
        self._done += 1
        if self._done % _REPORT_EVERY == 0 or self._done == len(self._contents.actions):
            self._report(self._done, len(self._contents.actions), "Copying actions")
        made = ActionTable(
            position=0.0,
            lineage=action.lineage,
            ref=row.ref,
            title=row.title,
            text=row.text,
            leads="\n".join(row.leads),
            timescale=years_later(row.timescale, given.years_later),
            start=day_later(row.start, given.years_later),
            due=day_later(row.due, given.years_later),
            resources=row.resources,
            progress=None,
            was=None,
            reason="",
            criteria_text="\n".join(row.criteria),
            comments_text=joined.join(updates),
            criteria=[self._criterion(at, one) for at, one in enumerate(action.criteria)],
            updates=[_update(at, one) for at, one in enumerate(updates)],
        )
        if given.keep_progress:
            # How it came about is told by the old plan.
            said = f"Carried forward from {self._contents.head.name}"
            self._plans.declare(made, row.progress, row.reason, said)
        return made

    def _criterion(self, at: int, criterion: Criterion) -> CriterionTable:
        # What was counted by linked evidence is written out: the evidence belongs to its year.
        measure = criterion.worked_out
        actual = measure.actual if measure and self._given.keep_progress else ""
        return CriterionTable(
            position=at,
            text=criterion.text,
            unit=measure.unit if measure else None,
            target=measure.target if measure else "",
            actual=actual,
            library_id=criterion.library_id,
        )


def _placed(rows: Sequence[ActionTable]) -> list[ActionTable]:
    for at, row in enumerate(rows):
        row.position = STEP * at
    return list(rows)


def _update(at: int, update: Update) -> UpdateTable:
    return UpdateTable(position=at, text=update.text, on=update.on, by=update.by)


def _standing(contents: PlanContents) -> list[dict[str, Any]]:
    counts = count((action.row for action in contents.actions), contents.head.legend)
    kept_stages = finding.legend_kept(contents.head.legend)
    stages = [
        {**stage, "count": number}
        for stage, (_, number) in zip(kept_stages, counts.by_stage, strict=True)
    ]
    return [*stages, {"count": counts.not_set}]


def _counts(standing: Sequence[dict[str, Any]]) -> Counts:
    *stages, not_set = standing
    legend = finding.legend_read(stages)
    by_stage = tuple(zip(legend, (int(one["count"]) for one in stages), strict=True))
    total = sum(int(one["count"]) for one in standing)
    return Counts(total, by_stage, int(not_set["count"]))
