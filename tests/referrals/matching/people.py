"""The invented people and searches of `data/`, and how a run over them is judged."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching import Band, Index, Known, Result, Sought

_DATA = Path(__file__).parent / "data"

MOST_SAME = 3
"""With more equally good others, the one meant cannot be among four but by luck."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search, and whom it should find.

    Attributes:
        slip: What went wrong with what is typed.
        fields: What is typed; "n" is the name alone.
        target: The person meant, or one who only looks alike.
        is_same: Whether it is the person meant.
        same: Others who fit as well.
    """

    sought: Sought
    slip: str
    fields: str
    target: int
    is_same: bool
    tradition: str
    same: int

    @property
    def kind(self) -> str:
        """ "name" for the name alone, "more" for a second field."""
        return "name" if self.fields == "n" else "more"


@dataclass
class Judged:
    """Hits by what was searched with, by slip and by tradition; and what was wrongly strong."""

    hits: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    missed: list[Search] = field(default_factory=list)
    wrong_shown: int = 0
    absent: int = 0
    wrongly_strong: list[Search] = field(default_factory=list)

    def share(self, of: str) -> float:
        """Return the share of hits, 0 to 1."""
        found = self.hits[of]
        return sum(found) / len(found)

    def named(self, prefix: str) -> Iterator[tuple[str, float, int]]:
        """Return name, share and count of each group: of "slip" or "tradition"."""
        for name in sorted(self.hits):
            kind, _, rest = name.partition(" ")
            if kind == prefix and rest:
                yield rest, self.share(name), len(self.hits[name])


@cache
def people() -> tuple[Known, ...]:
    """Return the 50,000."""
    return tuple(_known(row) for row in _rows("people.csv.gz"))


@cache
def traditions() -> dict[int, str]:
    """Return what only the judge may know, by person."""
    return {int(row["pid"]): row["tradition"] for row in _rows("people.csv.gz")}


@cache
def searches() -> tuple[Search, ...]:
    """Return the 1,864."""
    return tuple(_search(row) for row in _rows("searches.csv.gz"))


def judge(index: Index, asked: Iterable[Search]) -> Judged:
    """Run searches and count what they found."""
    judged = Judged()
    for one in asked:
        count(judged, one, index.search(one.sought))
    return judged


def count(judged: Judged, one: Search, result: Result) -> None:
    """Count one search."""
    if not one.is_same:
        judged.absent += 1
        if any(match.band is Band.STRONG for match in result.matches):
            judged.wrongly_strong.append(one)
        return
    hit = any(match.id == one.target for match in result.matches)
    if one.same > MOST_SAME:
        judged.hits["ambiguous"].append(hit)
        return
    for group in ("all", one.kind, f"slip {one.slip}", f"tradition {one.tradition}"):
        judged.hits[group].append(hit)
    judged.wrong_shown += sum(match.id != one.target for match in result.matches)
    if not hit:
        judged.missed.append(one)


def born(text: str, *, approximate: bool = False) -> Born | None:
    """Read "2008-05-12", "2008" or "~2008"; None for nothing."""
    if not text:
        return None
    if text.startswith("~"):
        return Born(int(text[1:]), approximate=True)
    if "-" in text:
        return Born.on(date.fromisoformat(text))
    return Born(int(text), approximate=approximate)


def _known(row: dict[str, str]) -> Known:
    key = int(row["pid"])
    return Known(
        id=key,
        head=key,
        names=(row["name"], *filter(None, row["aliases"].split("|"))),
        born=born(row["dob"], approximate=row["dob_quality"] == "approx"),
        address=row["address"],
        town=row["town"],
        postcode=row["postcode"],
        phones=(row["phone"],) if row["phone"] else (),
        year=int(row["referral_year"] or 0),
    )


def _search(row: dict[str, str]) -> Search:
    sought = Sought(
        names=(row["q_name"],) if row["q_name"] else (),
        born=born(row["q_dob"]),
        address=row["q_address"],
        postcode=row["q_postcode"],
        phones=(row["q_phone"],) if row["q_phone"] else (),
    )
    return Search(
        sought, row["slip"], row["fields"], int(row["target_pid"]), row["label"] == "1",
        row["tradition"], int(row["n_same"] or 0),
    )  # fmt: skip


def _rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(_DATA / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
