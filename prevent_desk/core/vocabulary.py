"""Lists of the field (kinds of concern, outcomes) as data: their words change by decree.

A term is kept by its code, which never changes its meaning; its label is what people read. A term
has the days it may be chosen between, and stays readable for ever.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.errors import Fault


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a list.

    Attributes:
        code: What is stored.
        label: What people read.
        group: The heading it stands under, or empty: "to 2019/20".
        valid_from: First day it may be chosen on; None for always.
        valid_to: Last day it may be chosen on; None for still.
        source: Where it comes from, for the settings page.
        low: Of a term that stands for a span of whole numbers (an age band), the lowest; None where
            it has no lower end, or is no span.
        high: The same, the highest.
    """

    code: str
    label: str
    group: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    low: int | None = None
    high: int | None = None

    def is_valid(self, on: date) -> bool:
        """Return whether it may be chosen for something of that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def spans(self, number: int) -> bool:
        """Return whether a number lies in the span it stands for; never where it is no span."""
        if self.low is None and self.high is None:
            return False
        return (self.low is None or self.low <= number) and (
            self.high is None or number <= self.high
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A list, in its order."""

    code: str
    title: str
    terms: tuple[Term, ...]

    def on(self, day: date) -> tuple[Term, ...]:
        """Return what may be chosen for something of that day."""
        return tuple(term for term in self.terms if term.is_valid(day))

    def label(self, code: str) -> str:
        """Return the words of a code; the code itself where the list does not have it."""
        return next((term.label for term in self.terms if term.code == code), code)

    def code_of(self, label: str) -> str | None:
        """Return the code people mean by some words (label or code, case aside), or None."""
        wanted = label.strip().casefold()
        for term in self.terms:
            if wanted in {term.label.casefold(), term.code.casefold()}:
                return term.code
        return None


Vocabularies = Mapping[str, Vocabulary]
"""Every list by its code."""


def read(text: str) -> dict[str, Vocabulary]:
    """Read lists out of a TOML file of `resources/vocabularies`.

    Each table is a list: `title`, and `terms`, an array of tables with `code`, `label` and, where
    needed, `group`, `from`, `to`, `source`, `low`, `high`.

    Raises:
        Fault: A shipped list is not well formed.
    """
    lists: dict[str, Vocabulary] = {}
    for code, body in tomllib.loads(text).items():
        terms = tuple(
            Term(
                one["code"],
                one["label"],
                one.get("group", ""),
                one.get("from"),
                one.get("to"),
                one.get("source", ""),
                one.get("low"),
                one.get("high"),
            )
            for one in body["terms"]
        )
        codes = [term.code for term in terms]
        if len(set(codes)) != len(codes):
            raise Fault(f"The list “{code}” has a code twice.")
        lists[code] = Vocabulary(code, body["title"], terms)
    return lists
