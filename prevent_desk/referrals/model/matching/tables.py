"""What is known of names beforehand: spellings, short forms, titles, particles, frequencies.

Own work, in `resources/matching/*.csv`, made to be read and mended by people who bear such names. A
spelling may stand in several groups; groups are never joined (Chang and Zhang, Zhang and Cheung,
but not Chang and Cheung), and no group says where somebody comes from.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prevent_desk import paths

Links = dict[str, frozenset[str]]
"""A name, and those it may stand for."""


@dataclass(frozen=True, slots=True)
class Tables:
    """All that is looked up; every word in small letters without accents.

    Attributes:
        spellings: Other spellings of the same name.
        short_forms: Short, pet and adopted forms, both ways; and forms of one full name.
        titles: Forms of address, which are no part of a name.
        particles: "al", "bin", "de", "van": part of many names, and of little weight in each.
        common: Of 10,000 people of this country, about how many bear it.
    """

    spellings: Links
    short_forms: Links
    titles: frozenset[str]
    particles: frozenset[str]
    common: dict[str, float]


@cache
def tables() -> Tables:
    """Return the tables as shipped; read once."""
    folder = paths.resources() / "matching"
    words = list(_rows(folder / "words.csv"))
    return Tables(
        spellings=_linked(_groups(folder / "spellings.csv")),
        short_forms=_short(folder / "short_forms.csv"),
        titles=frozenset(row["word"] for row in words if row["kind"] == "title"),
        particles=frozenset(row["word"] for row in words if row["kind"] == "particle"),
        common={row["name"]: float(row["per_10000"]) for row in _rows(folder / "common.csv")},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _groups(path: Path) -> Iterator[list[str]]:
    """Yield names that are spellings of one another.

    Linked "first", each is a spelling of the first only, as where one spelling stands for several
    names: Zhang may be written Chang or Cheung, but Chang is not Cheung.
    """
    for row in _rows(path):
        first, *others = row["spellings"].split()
        if row["linked"] == "first":
            yield from ([first, other] for other in others)
        else:
            yield [first, *others]


def _linked(groups: Iterator[list[str]]) -> Links:
    found: dict[str, set[str]] = {}
    for group in groups:
        for name in group:
            found.setdefault(name, set()).update(group)
    return {name: frozenset(others - {name}) for name, others in found.items()}


def _short(path: Path) -> Links:
    """Link each full name with its short forms, and those with one another."""
    return _linked([row["name"], *row["short_forms"].split()] for row in _rows(path))
