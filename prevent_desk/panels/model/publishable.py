"""Attendance and figures of panels as they are printed: exact, or in a copy that may be published.

A public paper prints one total and no breakdown (DOMAIN 9, small numbers); the share of an agency
that came only for a case would tell whose school or borough it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prevent_desk.core.small_counts import FEWER, LEAST, WITHHELD, is_small, told
from prevent_desk.panels.model.figures import AgencyFigures, Came, Figure, Figures

RULE = (
    f"For publication: a count from 1 to {LEAST - 1} reads “{FEWER}”. “{WITHHELD.capitalize()}” "
    "stands where one could be worked out.",
    "Nothing is broken down, and agencies that only came as guests are not named.",
)
"""What such a copy says of itself, a line each."""

_PART_OF = {"decisions": "cases", "dissent": "decisions"}
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedFigures:
    """What stands in a paper; nothing in it leads to a record.

    Attributes:
        figures: Title, value and what is said of it.
        agencies: Agency, how often it attended, and as what: in the order of `Came`.
        notes: What the paper says of itself.
    """

    figures: tuple[Row, ...]
    agencies: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def exact(figures: Figures) -> PrintedFigures:
    """Return figures as they are."""
    rows = tuple((one.title, one.value, one.more) for one in figures.figures)
    agencies = tuple((one.agency, one.share, *_split(one)) for one in figures.agencies)
    return PrintedFigures(rows, agencies)


def publishable(figures: Figures) -> PrintedFigures:
    """Return figures that tell of no single case, nor let one be worked out."""
    values: dict[str, str] = {}
    for one in figures.figures:
        values[one.key] = _value(one, values.get(_PART_OF.get(one.key, "")))
    rows = tuple((one.title, values[one.key], "") for one in figures.figures)
    return PrintedFigures(rows, tuple(_agencies(figures.agencies)), RULE)


def _value(figure: Figure, whole: str | None) -> str:
    if figure.key == "time":
        return WITHHELD if is_small(figure.count) else figure.value
    value = told(figure.count, figure.whole)
    # What is printed of a whole that is not would bound it from below.
    return WITHHELD if whole == WITHHELD and value not in {"0", FEWER} else value


def _agencies(agencies: Iterable[AgencyFigures]) -> Iterable[Row]:
    hidden = (WITHHELD,) * len(Came)
    for one in agencies:
        if one.count(Came.GUEST) == one.asked:
            continue
        if is_small(one.asked):
            yield one.agency, f"of {FEWER}", *hidden
            continue
        attended = told(one.attended, one.asked)
        shown = attended if attended == WITHHELD else f"{attended} of {one.asked}"
        any_small = any(is_small(one.count(came)) for came in Came)
        yield one.agency, shown, *(hidden if any_small else _split(one))


def _split(one: AgencyFigures) -> Row:
    return tuple(str(one.count(came)) for came in Came)
