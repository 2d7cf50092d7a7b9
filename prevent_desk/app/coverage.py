"""What other rooms add to the coverage map of contacts: plan, training, engagement, CTLP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from prevent_desk.contacts.model.coverage import CoverageColumn, Covered
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.plan.service import Plans
from prevent_desk.readers import shipped

LastHeld = Callable[[], Mapping[int, date]]
"""Tells a day for organisations, by their keys; those without one are left out."""


def as_one(last_held: LastHeld, organisations: Organisations) -> LastHeld:
    """Return the same days by the organisations of today: what was merged counts with its own."""

    def read() -> Mapping[int, date]:
        found: dict[int, date] = {}
        own = {one.id for one in organisations.all(ended=True)}
        for key, on in last_held().items():
            head = key if key in own else organisations.one(key).id
            found[head] = max(on, found.get(head, on))
        return found

    return read


def plan_column(plans: Plans) -> CoverageColumn:
    """Return the column of the newest plan: agencies that lead an action of it, by their name."""

    def read(organisations: Sequence[Organisation]) -> Mapping[int, Covered]:
        heads = plans.plans()
        if not heads:
            return {one.id: Covered(False, "There is no plan") for one in organisations}
        led = Counter(
            name for row in plans.sheet(heads[0].id).rows for name in set(map(_plain, row.leads))
        )
        agencies = shipped.vocabularies()["agency"]
        found = {}
        for one in organisations:
            # A plan names an agency as its list does, or by its full name, or as the checks do.
            names = {one.name, one.short, agencies.label(one.agency) if one.agency else ""}
            count = sum(led[name] for name in {_plain(name) for name in names} - {""})
            words = f"Leads {count} action{'' if count == 1 else 's'}" if count else "Leads none"
            found[one.id] = Covered(count > 0, words)
        return found

    return CoverageColumn("plan", "Plan action", "none leads", read)


def training_column(last_held: LastHeld, clock: Clock) -> CoverageColumn:
    """Return the column of training: a session held within two years (DOMAIN 9, refresh)."""
    return _lately("training", "Training", "none trained", last_held, clock, 24)


def engagement_column(last_held: LastHeld, clock: Clock) -> CoverageColumn:
    """Return the column of engagement: something done together within a year; the year is ours."""
    return _lately("engagement", "Engagement", "no contact for a year", last_held, clock, 12)


def profile_column(answered: LastHeld) -> CoverageColumn:
    """Return the column of the local profile: the newest campaign's form came back."""

    def read(organisations: Sequence[Organisation]) -> Mapping[int, Covered]:
        came = answered()
        return {
            one.id: Covered(True, f"Returned {say_short(came[one.id])}")
            if one.id in came
            else Covered(False, "Nothing returned")
            for one in organisations
        }

    return CoverageColumn("profile", "CTLP return", "none returned", read)


def _lately(
    key: str, heading: str, hole: str, last_held: LastHeld, clock: Clock, months: int
) -> CoverageColumn:
    def read(organisations: Sequence[Organisation]) -> Mapping[int, Covered]:
        held, today = last_held(), clock.today()
        found = {}
        for one in organisations:
            on = held.get(one.id)
            if on is None:
                found[one.id] = Covered(False, "Never")
            else:
                is_new = (today.year - on.year) * 12 + today.month - on.month <= months
                found[one.id] = Covered(is_new, f"Last on {say_short(on)}")
        return found

    return CoverageColumn(key, heading, hole, read)


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())
