"""A support plan: what the Act wants in it, its pieces of support, and what changed between two.

The four things come from the Counter-Terrorism and Security Act 2015, s.36(5); the rest is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from prevent_desk.core.dates import say_short
from prevent_desk.core.money import say_cost


@dataclass(frozen=True, slots=True)
class ActAsk:
    """One of the four things a plan must hold.

    Attributes:
        field: Its name in `Plan`.
        label: Its title on screen.
        asks: What it asks for, in a sentence.
        missing: What is said while it is empty.
    """

    field: str
    label: str
    asks: str
    missing: str


ASKS = (
    ActAsk(
        "consent_how",
        "Consent",
        "How, when and by whom consent will be asked.",
        "Support plan: how, when and by whom consent will be asked",
    ),
    ActAsk("nature", "Nature", "What the support is.", "Support plan: the nature of the support"),
    ActAsk(
        "persons",
        "Persons responsible",
        "Who is responsible for giving it.",
        "Support plan: who is responsible for giving it",
    ),
    ActAsk(
        "how_when",
        "How and when",
        "In what way and at what times it is given.",
        "Support plan: how and when it is given",
    ),
)
NOTHING_PLANNED = "Support plan: there is none yet"


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of support in a version of the plan; see `tables.supporting.SupportItemTable`.

    Attributes:
        id: None for one that is not kept yet.
        lineage: The same in every version; sessions and factors point to it.
        factors: Codes of the factors it answers, in the order they were chosen.
        cost_pence: Of all of it; None where unknown.
    """

    id: int | None = None
    lineage: str = ""
    kind: str = ""
    need: str = ""
    factors: tuple[str, ...] = ()
    goal: str = ""
    sign: str = ""
    provider: str = ""
    contact: str = ""
    starts: date | None = None
    ends: date | None = None
    planned: int | None = None
    cost_pence: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of a support plan; approved, it never changes again."""

    id: int
    episode_id: int
    number: int
    consent_how: str
    nature: str
    persons: str
    how_when: str
    note: str
    approved_on: date | None
    approved_by: str
    at: datetime
    by: str
    items: tuple[Item, ...] = ()

    @property
    def is_approved(self) -> bool:
        """Whether a panel approved it, so that it is kept as it is."""
        return self.approved_on is not None

    @property
    def name(self) -> str:
        """What it is called: "Version 2, approved 26 Nov 2025"."""
        if self.approved_on is not None:
            return f"Version {self.number}, approved {say_short(self.approved_on)}"
        return f"Version {self.number}, draft"


def plan_missing(plan: Plan | None) -> list[str]:
    """Return what keeps a case from being adopted on this plan, in words; empty when nothing."""
    if plan is None:
        return [NOTHING_PLANNED]
    return [ask.missing for ask in ASKS if not getattr(plan, ask.field).strip()]


def asks_met(plan: Plan | None) -> int:
    """Return how many of the four things a plan holds."""
    return sum(bool(plan and getattr(plan, ask.field).strip()) for ask in ASKS)


def item_gaps(item: Item) -> list[str]:
    """Return what a piece of support does not say yet, for a hint; nothing is compulsory."""
    asked = (
        ("kind", item.kind),
        ("need or factor", item.need or item.factors),
        ("goal", item.goal),
        ("sign of success", item.sign),
        ("provider", item.provider),
        ("start", item.starts),
    )
    return [name for name, told in asked if not told]


# Two versions beside one another


@dataclass(frozen=True, slots=True)
class Change:
    """What is other in the newer of two versions.

    Attributes:
        where: The part of the plan: "Nature", "Mentoring, goal".
        before, after: Both texts; one is empty where something came or went.
    """

    where: str
    before: str
    after: str


_ITEM_WORDS = {
    "kind": "type of support",
    "need": "need",
    "factors": "factors",
    "goal": "goal",
    "sign": "sign of success",
    "provider": "provider",
    "contact": "contact",
    "starts": "start",
    "ends": "end",
    "planned": "sessions planned",
    "cost_pence": "cost",
}


def compare(before: Plan, after: Plan, kinds: Mapping[str, str]) -> list[Change]:
    """Return what changed from one version to another, in the order of the plan.

    Args:
        before: The older.
        after: The newer.
        kinds: Words of the types of support by code.
    """
    found = [
        Change(ask.label, getattr(before, ask.field), getattr(after, ask.field))
        for ask in ASKS
        if getattr(before, ask.field) != getattr(after, ask.field)
    ]
    old = {item.lineage: item for item in before.items}
    for item in after.items:
        was = old.pop(item.lineage, None)
        if was is None:
            found.append(Change(_name(item, kinds), "", _summary(item, kinds)))
        else:
            found += _item_changes(was, item, kinds)
    found += [Change(_name(item, kinds), _summary(item, kinds), "") for item in old.values()]
    if before.note != after.note:
        found.append(Change("Note", before.note, after.note))
    return found


def _item_changes(was: Item, now: Item, kinds: Mapping[str, str]) -> list[Change]:
    return [
        Change(f"{_name(now, kinds)}, {_ITEM_WORDS[one.name]}", old, new)
        for one in fields(Item)
        if one.name in _ITEM_WORDS
        and (old := said(was, one.name, kinds)) != (new := said(now, one.name, kinds))
    ]


def said(item: Item, field: str, kinds: Mapping[str, str]) -> str:
    """Return one field of a piece of support in words."""
    value = getattr(item, field)
    if field == "kind":
        return kinds.get(value, value)
    if field == "cost_pence":
        return say_cost(value)
    if isinstance(value, date):
        return say_short(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _name(item: Item, kinds: Mapping[str, str]) -> str:
    return short_kind(kinds.get(item.kind, item.kind)) or item.need or "A piece of support"


def short_kind(words: str) -> str:
    """Return a type of support without what stands in brackets."""
    return words.partition(" (")[0]


def _summary(item: Item, kinds: Mapping[str, str]) -> str:
    parts = [said(item, name, kinds) for name in ("need", "goal", "provider")]
    if item.planned is not None:
        parts.append(f"{item.planned} sessions")
    return "; ".join(part for part in parts if part) or _name(item, kinds)
