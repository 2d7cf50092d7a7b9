"""Plans made, described and removed, with their own key of progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.legend import SOURCE_LEGEND, Legend
from prevent_desk.plan.model.records import PlanHead
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.arranging import Arranging
from prevent_desk.plan.tables import ActionTable, ActivityTable, ObjectiveTable, PlanTable


class Heads(Arranging):
    """The part of `Plans` that deals with a plan as a whole."""

    def create_plan(
        self,
        title: str,
        years: str,
        legend: Legend = SOURCE_LEGEND,
        objectives: Sequence[str] = (),
    ) -> int:
        """Make a plan with headings only and return its id.

        Args:
            title: As printed at its top.
            years: As printed: "2026/27".
            legend: Its key of progress.
            objectives: The words of its objectives, in order; each gets one empty activity.

        Raises:
            Refused: It has no title, or the key is no key.
        """
        _check_title(title)
        check_legend(legend)
        with self._store.writing(f"new plan {cells.one_line(title)}") as session:
            plan = PlanTable(
                title=cells.one_line(title),
                years=cells.one_line(years),
                version="",
                label="",
                preamble=[],
                strategic_objectives=[],
                legend=finding.legend_kept(legend),
            )
            for number, words in enumerate(objectives, 1):
                text = cells.one_line(words)
                plan.objectives.append(
                    ObjectiveTable(
                        position=number * 1024.0,
                        number=str(number),
                        title=text,
                        heading=f"Objective {_NUMBERS.get(number, str(number))}: {text}",
                        text="",
                        introduction="",
                        activities=[ActivityTable(position=1024.0, number="", heading="")],
                    )
                )
            session.add(plan)
            session.flush()
            return plan.id

    def edit_head(self, given: PlanHead, mapping: Mapping[str, str | None] | None = None) -> None:
        """Change a plan's title, years, stamp, preamble, aims and key of progress.

        Args:
            given: The plan as it is to be; `given.id` says which.
            mapping: For every stage that the new key drops, the code its actions take (None: "Not
                set").

        Raises:
            Refused: No title, no key, or a stage still in use would vanish without a mapping.
        """
        _check_title(given.title)
        check_legend(given.legend)
        with self._store.writing("plan details") as session:
            plan = finding.get(session, PlanTable, given.id)
            self._remap(session, plan, given.legend, mapping or {})
            plan.title = cells.one_line(given.title)
            plan.years = cells.one_line(given.years)
            plan.version = cells.one_line(given.version)
            plan.label = cells.one_line(given.label)
            plan.preamble = [text for line in given.preamble if (text := cells.tidy(line))]
            plan.strategic_objectives = [
                text for line in given.strategic_objectives if (text := cells.tidy(line))
            ]
            plan.legend = finding.legend_kept(given.legend)

    def remove_plan(self, plan_id: int) -> None:
        """Remove a plan with everything in it; Undo brings it back whole."""
        with self._store.reading() as session:
            title = finding.get(session, PlanTable, plan_id).title
        with self._store.writing(f"removal of {title}") as session:
            session.delete(finding.get(session, PlanTable, plan_id))

    def _remap(
        self,
        session: Session,
        plan: PlanTable,
        legend: Legend,
        mapping: Mapping[str, str | None],
    ) -> None:
        """Move actions off the stages that a new key drops."""
        old = finding.legend_of(plan)
        codes = {stage.code for stage in legend}
        for action in session.scalars(finding.in_plan_order(plan.id)):
            if action.progress is None or action.progress in codes:
                continue
            self._take_new_stage(action, old, codes, mapping)

    def _take_new_stage(
        self,
        action: ActionTable,
        old: Legend,
        codes: set[str],
        mapping: Mapping[str, str | None],
    ) -> None:
        word = next((s.word for s in old if s.code == action.progress), action.progress or "")
        if action.progress not in mapping:
            raise Refused(
                f"{action.ref or 'An action'} still stands at “{word}”.",
                next_step="Say which stage its actions take, or keep it in the key.",
            )
        wanted = mapping[action.progress or ""]
        if wanted is not None and wanted not in codes:
            raise Refused(f"“{wanted}” is not in the new key.", next_step="Choose one that is.")
        self.declare(action, wanted, action.reason, "The plan's key of progress was changed.")


def check_legend(legend: Legend) -> None:
    """Hold a key of progress to what makes it one.

    Raises:
        Refused: It is empty, too long, or two of its stages cannot be told apart.
    """
    if not legend:
        raise Refused("A key of progress needs at least one stage.")
    if len(legend) > 9:
        raise Refused("A key of progress has at most nine stages.", why="Alt+1 to Alt+9 set them.")
    for names in ([s.code for s in legend], [s.word.strip().casefold() for s in legend]):
        if len(set(names)) < len(names) or not all(names):
            raise Refused(
                "Two stages of the key have the same word, or one has none.",
                next_step="Give each a word of its own.",
            )


def _check_title(title: str) -> None:
    if not cells.one_line(title):
        raise Refused("A plan needs a title.", next_step="Type the words at its top.")


_NUMBERS = {
    1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight",
    9: "Nine", 10: "Ten",
}  # fmt: skip
