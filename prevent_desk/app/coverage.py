"""What other rooms add to the coverage map of contacts: who leads an action of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from prevent_desk.contacts.model.coverage import CoverageColumn, Covered
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.plan.service import Plans
from prevent_desk.readers import shipped


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


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())
