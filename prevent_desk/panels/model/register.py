"""The register of decisions: what panels decided and why, found by words, day and dissent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision of a panel.

    Attributes:
        decision: In words of its list: "Adopt: offer support".
        how: In words: "Majority 6 – 1"; or empty.
        dissent: Who dissented, and why, a line each; `dissenters` the agencies alone.
        sealed: The minutes that hold it are sealed.
    """

    item_id: int
    meeting_id: int
    episode_id: int | None
    on: date
    ref: str
    purpose: str
    code: str
    decision: str
    words: str
    rationale: str
    how: str = ""
    dissent: str = ""
    dissenters: tuple[str, ...] = ()
    consent: str = ""
    needed: str = ""
    next_review: date | None = None
    sealed: bool = False
    in_record: bool = False

    @property
    def told(self) -> str:
        """Everything it is found by."""
        return "\n".join(
            (
                self.ref, self.decision, self.words, self.rationale, self.how, self.dissent,
                self.consent, self.needed,
            )
        ).casefold()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the register is wanted.

    Attributes:
        words: Each must be in it, in any order.
        code: One decision; empty for all.
        dissenter: An agency that dissented; empty for all. "*" for any dissent.
        without_reasons: Only those without a rationale.
    """

    words: str = ""
    code: str = ""
    dissenter: str = ""
    since: date | None = None
    until: date | None = None
    without_reasons: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether anything but everything is wanted."""
        return self != Filters()


ANY = "*"


def chosen(lines: Iterable[DecisionLine], filters: Filters) -> list[DecisionLine]:
    """Return the lines that are wanted, newest first, then by reference."""
    found = [line for line in lines if wants(filters, line)]
    return sorted(found, key=lambda line: (-line.on.toordinal(), line.ref, line.item_id))


def wants(filters: Filters, line: DecisionLine) -> bool:
    """Return whether a line is wanted."""
    if filters.code and line.code != filters.code:
        return False
    if filters.dissenter == ANY and not line.dissenters:
        return False
    if filters.dissenter not in {"", ANY} and filters.dissenter not in line.dissenters:
        return False
    if filters.since and line.on < filters.since:
        return False
    if filters.until and line.on > filters.until:
        return False
    if filters.without_reasons and line.rationale.strip():
        return False
    return all(word in line.told for word in filters.words.casefold().split())
