"""Where the plan stands: counts in words, a chart by objective, the same figures as a table."""

from __future__ import annotations

from functools import partial

from prevent_desk.exports.pdf.blocks import LEAD
from prevent_desk.exports.pdf.chart import Bar, StackedBars, Stretch
from prevent_desk.exports.pdf.document import Document
from prevent_desk.exports.pdf.fonts import Face
from prevent_desk.exports.pdf.table import Cell, Column, Part
from prevent_desk.plan.exports.summary.words import count_of, listed, stage_phrase
from prevent_desk.plan.model.figures import (
    ObjectiveCounts,
    StageCounts,
    count_by_objective,
    count_stages,
)
from prevent_desk.plan.model.legend import Stage
from prevent_desk.plan.model.records import Objective, Paper, PlanContents

_BARS_A_FIGURE = 10
"""A figure is never cut, so a plan of many objectives gets several."""


def say(document: Document, contents: PlanContents, paper: Paper) -> None:
    """Say the counts, the key, the chart and its table."""
    whole = count_stages(contents.head, contents.actions)
    parts = [part for part in count_by_objective(contents) if part.total or not paper.lead]
    document.heading(2, "Where the plan stands")
    document.paragraph(_sentence(whole, len(parts)), LEAD)
    if contents.actions:
        document.figure(
            lambda node: StackedBars(node, [_bar(document, "All actions", whole)]),
            f"A bar of all actions by progress: {_said(whole)}.",
        )
    document.heading(3, "Key to progress")
    document.key(
        [(stage.tone.value, stage.key) for stage in contents.head.legend]
        + [("unset", "Not set: no progress is declared")]
    )
    if contents.actions:
        _say_objectives(document, parts, whole)


def tint_of(stage: Stage | None) -> str:
    """Return the tint of a stage; one of its own where none is set."""
    return stage.tone.value if stage else "unset"


def objective_name(objective: Objective) -> str:
    """Return an objective as its plan heads it."""
    if objective.heading:
        return objective.heading
    return f"Objective {objective.number}: {objective.title}".strip(": ")


def _sentence(whole: StageCounts, objectives: int) -> str:
    total = sum(count.count for count in whole)
    if not total:
        return "The plan has no actions yet."
    under = f"under {count_of(objectives, 'objective')}" if objectives else ""
    counted = listed([stage_phrase(count) for count in whole if count.count])
    return f"{count_of(total, 'action')} {under}: {counted}.".replace(" :", ":")


def _said(counts: StageCounts) -> str:
    return listed([stage_phrase(count) for count in counts if count.count]) or "no actions"


def _bar(document: Document, label: str, counts: StageCounts) -> Bar:
    clean = document.glyphs.clean
    return Bar(
        clean(label),
        tuple(
            Stretch(count.count, tint_of(count.stage), clean(stage_phrase(count)))
            for count in counts
        ),
    )


def _say_objectives(document: Document, parts: list[ObjectiveCounts], whole: StageCounts) -> None:
    longest = max((part.total for part in parts), default=0)
    document.heading(3, "By objective")
    for start in range(0, len(parts), _BARS_A_FIGURE):
        some = parts[start : start + _BARS_A_FIGURE]
        bars = [_bar(document, objective_name(part.objective), part.counts) for part in some]
        said = "; ".join(f"{objective_name(part.objective)}: {_said(part.counts)}" for part in some)
        document.figure(
            partial(StackedBars, bars=bars, longest=longest),
            f"A bar for each objective, its actions by progress. {said}.",
        )
    document.table(*_figures(document, parts, whole))


def _figures(
    document: Document, parts: list[ObjectiveCounts], whole: StageCounts
) -> tuple[list[Column], list[list[Cell]]]:
    columns = [
        Column("Objective", 4),
        *(Column(count.word, 1, right=True) for count in whole),
        Column("All", 1, right=True),
    ]
    rows = [_row(document, objective_name(part.objective), part.counts) for part in parts]
    rows.append(_row(document, "All objectives", whole, Face.SEMIBOLD))
    return columns, rows


def _row(
    document: Document, name: str, counts: StageCounts, face: Face = Face.REGULAR
) -> list[Cell]:
    figures = [*(count.count for count in counts), sum(count.count for count in counts)]
    return [
        document.cell(Part(name, Face.SEMIBOLD), heads=True),
        *(document.cell(Part(f"{figure:,}", face)) for figure in figures),
    ]
