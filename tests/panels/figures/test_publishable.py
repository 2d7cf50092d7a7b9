"""The copy of attendance and figures that may be published."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date

from prevent_desk.core.small_counts import FEWER, WITHHELD, is_small
from prevent_desk.panels.model.figures import AgencyFigures, Came, Figure, Figures
from prevent_desk.panels.model.publishable import RULE, exact, publishable

_WAYS = tuple(Came)


def agency(name: str, *counts: int) -> AgencyFigures:
    """Return an agency that came so often as lead, deputy, guest, with an apology, not at all."""
    keys = itertools.count()
    meetings = {
        came: tuple(next(keys) for _ in range(count))
        for came, count in zip(_WAYS, counts, strict=True)
        if count
    }
    return AgencyFigures(name, meetings)


def printed(*agencies: AgencyFigures) -> dict[str, tuple[str, ...]]:
    told = publishable(Figures(date(2025, 4, 1), date(2026, 3, 31), (), agencies))
    return {row[0]: row[1:] for row in told.agencies}


def values(**counts: int) -> list[str]:
    """Return what is printed of cases, decisions and those with dissent."""
    keys = ("cases", "decisions", "dissent")
    wholes = (None, counts["cases"], counts["decisions"])
    made = tuple(
        Figure(key, key, str(counts[key]), "Barts Health 1", (), tuple(range(counts[key])), whole)
        for key, whole in zip(keys, wholes, strict=True)
    )
    told = publishable(Figures(date(2025, 4, 1), date(2026, 3, 31), made, ()))
    assert {row[2] for row in told.figures} == {""}
    return [row[1] for row in told.figures]


def test_an_agency_always_there_is_told_as_it_is() -> None:
    assert printed(agency("Police", 11, 0, 0, 0, 0)) == {
        "Police": ("11 of 11", "11", "0", "0", "0", "0")
    }


def test_small_counts_of_an_agency_cannot_be_taken_from_its_row() -> None:
    rows = printed(agency("Barts", 6, 4, 0, 5, 0), agency("CST", 9, 0, 0, 2, 0))
    assert rows == {
        "Barts": ("10 of 15", *[WITHHELD] * 5),
        "CST": (WITHHELD, *[WITHHELD] * 5),
    }


def test_who_only_came_as_a_guest_is_not_named() -> None:
    rows = printed(agency("City school", 0, 0, 1, 0, 0), agency("Hackney", 0, 0, 7, 0, 0),
                   agency("Probation", 0, 0, 1, 1, 0))  # fmt: skip
    assert set(rows) == {"Probation"}
    assert rows["Probation"][0] == f"of {FEWER}"


def test_figures_of_few_cases_are_not_told_nor_broken_down() -> None:
    assert values(cases=4, decisions=4, dissent=1) == [FEWER, FEWER, FEWER]
    assert values(cases=12, decisions=12, dissent=0) == ["12", "12", "0"]
    assert values(cases=12, decisions=10, dissent=5) == ["12", WITHHELD, WITHHELD]
    assert values(cases=20, decisions=14, dissent=2) == ["20", "14", FEWER]


def test_a_mean_of_few_cases_is_not_told() -> None:
    few = Figure("time", "Time", "6 min", "Longest 6 min", (), (1, 2))
    many = Figure("time", "Time", "6 min", "Longest 30 min", (), (1, 2, 3, 4, 5))
    for figure, said in ((few, WITHHELD), (many, "6 min")):
        told = publishable(Figures(date(2025, 4, 1), date(2026, 3, 31), (figure,), ()))
        assert told.figures == (("Time", said, ""),)


def test_whoever_knows_the_rule_cannot_work_out_a_small_count_of_an_agency() -> None:
    for asked in (5, 6, 8, 9, 11):
        may_be: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
        for counts in itertools.product(range(asked + 1), repeat=5):
            if sum(counts) == asked and counts[2] == 0:
                may_be[printed(agency("Any", *counts))["Any"]].append(counts)
        for found in may_be.values():
            sums = [(*one, sum(one[:3]), sum(one[3:])) for one in found]
            for column in zip(*sums, strict=True):
                if any(is_small(count) for count in column):
                    assert len(set(column)) >= 4, (asked, found)


def test_the_copy_says_what_it_is_and_the_exact_one_says_nothing() -> None:
    told = Figures(date(2025, 4, 1), date(2026, 3, 31), (), (agency("CST", 1, 0, 0, 1, 0),))
    assert publishable(told).notes == RULE
    assert exact(told).notes == ()
    assert exact(told).agencies == (("CST", "1 of 2", "1", "0", "0", "1", "0"),)
