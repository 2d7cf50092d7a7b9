"""Plans read: for the grid, the inspector and the exports."""

from __future__ import annotations

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.plan.model.counts import Counts, count
from prevent_desk.plan.model.expected import Expected, expect
from prevent_desk.plan.model.records import (
    ActionDetail,
    ActionRow,
    PlanContents,
    PlanHead,
    PlanSheet,
)
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.evidence_kinds import own_kinds
from prevent_desk.store.session import Store


class Reading:
    """The part of `Plans` that changes nothing.

    Attributes:
        kinds: Which records of the desk can be evidence, and what they count.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.kinds = own_kinds()

    def plans(self) -> list[PlanHead]:
        """Return all plans, newest years first."""
        with self._store.reading() as session:
            return finding.heads(session)

    def plan_holding(self, kind: str, object_id: int) -> int | None:
        """Return the plan of a record that search found; None if the record is no longer there.

        Args:
            kind: As search names it: "action", "objective" or "plan".
            object_id: Its number.
        """
        with self._store.reading() as session:
            return finding.plan_holding(session, kind, object_id)

    def head(self, plan_id: int) -> PlanHead:
        """Return one plan without its rows.

        Raises:
            Refused: There is no such plan.
        """
        with self._store.reading() as session:
            return finding.head(session, plan_id)

    def sheet(self, plan_id: int) -> PlanSheet:
        """Return a plan as the grid shows it.

        Raises:
            Refused: There is no such plan.
        """
        with self._store.reading() as session:
            return PlanSheet(
                finding.head(session, plan_id),
                finding.objectives(session, plan_id),
                finding.activities(session, plan_id),
                finding.plan_rows(session, plan_id),
            )

    def first_sheet(self, plan_id: int, whole: int = 40) -> PlanSheet:
        """Return a plan for its first picture: headings, counts and the first rows' words.

        The words of the other rows take as long to read as there are rows; `sheet` brings them.

        Args:
            plan_id: The plan.
            whole: How many rows have their words.

        Raises:
            Refused: There is no such plan.
        """
        with self._store.reading() as session:
            rows = finding.first_rows(session, plan_id, whole)
            return PlanSheet(
                finding.head(session, plan_id),
                finding.objectives(session, plan_id),
                finding.activities(session, plan_id),
                rows,
                is_whole=len(rows) <= whole,
            )

    def rows(self, action_ids: list[int]) -> list[ActionRow]:
        """Return actions as the grid shows them, in the order asked for; those gone left out."""
        with self._store.reading() as session:
            return finding.rows(session, action_ids)

    def detail(self, action_id: int) -> ActionDetail:
        """Return one action whole.

        Raises:
            Refused: There is no such action.
        """
        with self._store.reading() as session:
            found = finding.details(session, finding.rows(session, [action_id]), self.kinds.numbers)
        if not found:
            raise Refused("That action is no longer in the plan.", next_step="Undo brings it back.")
        return found[0]

    def contents(self, plan_id: int, lead: str | None = None) -> PlanContents:
        """Return a plan whole, or one agency's part of it.

        Args:
            plan_id: The plan.
            lead: Only actions this agency leads, those led by all included. Headings without such
                an action are left out.

        Raises:
            Refused: There is no such plan.
        """
        sheet = self.sheet(plan_id)
        rows = sheet.rows
        if lead is not None:
            wanted = {lead.casefold(), "all"}
            rows = tuple(r for r in rows if wanted & {name.casefold() for name in r.leads})
        with self._store.reading() as session:
            actions = finding.details(session, rows, self.kinds.numbers)
        if lead is None:
            return PlanContents(sheet.head, sheet.objectives, sheet.activities, actions)
        below = {action.row.activity_id for action in actions}
        activities = tuple(a for a in sheet.activities if a.id in below)
        above = {activity.objective_id for activity in activities}
        objectives = tuple(o for o in sheet.objectives if o.id in above)
        return PlanContents(sheet.head, objectives, activities, actions)

    def agencies(self, plan_id: int | None = None) -> list[str]:
        """Return every agency named as a lead, in one plan or in all, by name."""
        wanted = [plan_id] if plan_id is not None else [head.id for head in self.plans()]
        found = {name for plan in wanted for row in self.sheet(plan).rows for name in row.leads}
        return sorted(found, key=str.casefold)

    def counts(self, plan_id: int) -> Counts:
        """Return how many of a plan's actions stand where."""
        sheet = self.sheet(plan_id)
        return count(sheet.rows, sheet.head.legend)

    def expected(self, detail: ActionDetail, head: PlanHead) -> Expected:
        """Return what an action's dates and measures lead one to expect today, and why."""
        return expect(detail, head.legend, self._clock.today())
