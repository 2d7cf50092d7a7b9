"""What a list is asked for: words, filters, period, order; JSON in and out for kept views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from prevent_desk.logbook.model.period import By, Period

NONE = ""
"""The code of "none noted" among the options of a filter."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Something a list can be filtered by.

    Attributes:
        key: Its name in queries: "kind".
        title: As the button says it: "Kind".
        options: Codes and words, in order. Any of the chosen ones fits.
    """

    key: str
    title: str
    options: Sequence[tuple[str, str]]

    def words(self, codes: frozenset[str]) -> str:
        """Return the words of the chosen options, in their order."""
        return ", ".join(words for code, words in self.options if code in codes)


@dataclass(frozen=True, slots=True)
class Sort:
    """An order a list can be in: its name in queries, and its words ("Day")."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a log; equal queries list the same records in the same order.

    Attributes:
        words: Every one must be found in a record.
        chosen: Codes by the key of their filter; a filter without codes does not filter.
        first: Of the period; None for no beginning.
        last: Of the period, included; None for no end.
        by: Which day of a record is meant: that of the event, or that it was recorded on.
        sort: The key of an order; empty for that by day.
        ids: Exactly these records, as a figure opens them; None for all.
        late: Only late entries of the period.
    """

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    by: By = By.EVENT
    sort: str = ""
    descending: bool = True
    ids: frozenset[int] | None = None
    late: bool = False

    def __hash__(self) -> int:
        """Return one number for equal queries."""
        chosen = frozenset((key, codes) for key, codes in self.chosen.items())
        return hash((self.words, chosen, self.first, self.last, self.by, self.sort, self.ids))

    @property
    def period(self) -> Period:
        """The period asked for."""
        return Period(self.first, self.last)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is filtered out; the order does not matter."""
        return (
            not self.words.strip()
            and not any(self.chosen.values())
            and self.period.is_all
            and self.ids is None
            and not self.late
        )

    def choosing(self, key: str, codes: frozenset[str]) -> Query:
        """Return the query with other codes of one filter."""
        others = {other: kept for other, kept in self.chosen.items() if other != key}
        return replace(self, chosen={**others, key: codes} if codes else others)

    def within(self, period: Period) -> Query:
        """Return the query for another period."""
        return replace(self, first=period.first, last=period.last)

    def cleared(self) -> Query:
        """Return the query without any filter, in the same order."""
        return Query(sort=self.sort, descending=self.descending, by=self.by)

    def told(self, filters: Sequence[Filter]) -> str:
        """Return what is filtered by, in words: "“market”, Stall, 1 May to 31 Jul 2019"."""
        parts = [f"“{self.words.strip()}”"] if self.words.strip() else []
        for one in filters:
            words = one.words(self.chosen.get(one.key, frozenset()))
            if words:
                parts.append(words)
        if not self.period.is_all:
            by = f" {self.by.words}" if self.by is By.RECORDED else ""
            parts.append(f"{self.period.words}{by}")
        if self.late:
            parts.append("late entries only")
        if self.ids is not None:
            parts.append(f"{len(self.ids):,} chosen")
        return ", ".join(parts)

    def to_json(self) -> dict[str, Any]:
        """Return it in plain JSON values, without what is as usual."""
        found: dict[str, Any] = {
            "words": self.words.strip(),
            "chosen": {key: sorted(codes) for key, codes in sorted(self.chosen.items()) if codes},
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "by": self.by.value if self.by is By.RECORDED else "",
            "sort": self.sort,
            "ascending": not self.descending,
            "ids": sorted(self.ids) if self.ids is not None else None,
            "late": self.late,
        }
        # No records are another thing than all of them.
        return {key: one for key, one in found.items() if one or (key == "ids" and one is not None)}

    @classmethod
    def from_json(cls, kept: object) -> Query:
        """Return a query from plain JSON values; what cannot be read is left out."""
        if not isinstance(kept, dict):
            return cls()
        first, last = _day(kept.get("first")), _day(kept.get("last"))
        if first and last and last < first:
            first = last = None
        chosen = kept.get("chosen")
        ids = kept.get("ids")
        return cls(
            words=str(kept.get("words") or ""),
            chosen={
                str(key): frozenset(str(code) for code in codes)
                for key, codes in (chosen.items() if isinstance(chosen, dict) else ())
                if isinstance(codes, list) and codes
            },
            first=first,
            last=last,
            by=By.RECORDED if kept.get("by") == By.RECORDED.value else By.EVENT,
            sort=str(kept.get("sort") or ""),
            descending=not kept.get("ascending"),
            ids=frozenset(one for one in ids if isinstance(one, int))
            if isinstance(ids, list)
            else None,
            late=bool(kept.get("late")),
        )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
