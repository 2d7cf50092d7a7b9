"""References of records: "PD-2026-014", given once and never used again."""

from __future__ import annotations

import re
from collections.abc import Iterable

_REF = re.compile(r"PD-(\d{4})-(\d{3,6})")


def make(year: int, number: int) -> str:
    """Return a reference: its year, and its number in that year from 1 on."""
    return f"PD-{year}-{number:03}"


def following(year: int, used: Iterable[str]) -> str:
    """Return the first reference of a year after all that were used."""
    numbers = [number for at, number in (parse(one) or (0, 0) for one in used) if at == year]
    return make(year, max(numbers, default=0) + 1)


def parse(text: str) -> tuple[int, int] | None:
    """Return year and number of a reference as people type it ("pd 2026 14"), or None."""
    tidy = re.sub(r"[\s_/–—-]+", "-", text.strip().upper())
    tidy = re.sub(r"^PD(?=\d)", "PD-", tidy)
    match = re.fullmatch(r"PD-(\d{4})-(\d{1,6})", tidy)
    return (int(match[1]), int(match[2])) if match else None


def find(text: str) -> list[str]:
    """Return the references that stand in a text, in order."""
    return [match[0] for match in _REF.finditer(text)]
