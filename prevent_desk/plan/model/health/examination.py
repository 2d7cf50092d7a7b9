"""The health of one plan, kept true as it changes: only what changed is looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from prevent_desk.plan.model.health.hints import Aside, Checks, Facts, HealthCounts, Hint, Kind
from prevent_desk.plan.model.health.repeats import Repeats
from prevent_desk.plan.model.health.rules import Rules, agencies
from prevent_desk.plan.model.legend import Meaning
from prevent_desk.plan.model.records import ActionRow, Activity, Field, Objective, PlanHead

_GOOD = frozenset({Meaning.ON_TARGET, Meaning.COMPLETED})


class Examination:
    """Holds the hints of one plan.

    Attributes:
        today: The day it speaks of.
        checks: What the plan is looked at for.
    """

    def __init__(self, head: PlanHead, today: date, checks: Checks | None = None) -> None:
        self.today = today
        self.checks = checks or Checks()
        self._head = head
        self._good = _good_codes(head)
        self._objectives: tuple[Objective, ...] = ()
        self._objective_of: dict[int, int] = {}
        self._facts: dict[int, Facts] = {}
        self._order: list[int] = []
        self._rank: dict[int, int] = {}
        self._repeats = Repeats()
        self._own: dict[int, list[Hint]] = {}
        self._counts: Counter[Kind] = Counter()
        self._heard: Counter[date] = Counter()
        self._under: Counter[int] = Counter()
        self._well: Counter[int] = Counter()
        self._led: dict[str, dict[int, str]] = {}
        self._first_led: dict[str, int] = {}
        self._contacts: frozenset[str] = frozenset()
        self._asides: dict[str, Aside] = {}

    # What it is given

    def show_headings(
        self, head: PlanHead, objectives: Sequence[Objective], activities: Sequence[Activity]
    ) -> None:
        """Take the plan's own words and headings; another key of progress is looked at by all."""
        is_new_key = head.legend != self._head.legend
        self._good = _good_codes(head)
        self._head, self._objectives = head, tuple(objectives)
        self._objective_of = {one.id: one.objective_id for one in activities}
        if is_new_key:
            self._well = Counter(
                facts.row.activity_id
                for facts in self._facts.values()
                if facts.row.progress in self._good
            )
            self._look_at(self._facts)

    def take(self, facts: Iterable[Facts]) -> None:
        """Take actions that are new or have changed."""
        taken = list(facts)
        first, concerned = self._dated_since(), set()
        for one in taken:
            self._forget(one.row.id)
            self._remember(one)
            concerned |= self._repeats.take(one)
        wanted = {one.row.id for one in taken} | concerned
        self._look_at(wanted | self._without_day(first))

    def drop(self, action_ids: Iterable[int]) -> None:
        """Forget actions that are no longer in the plan."""
        gone = [key for key in action_ids if key in self._facts]
        if not gone:
            return
        first, concerned = self._dated_since(), set[int]()
        for key in gone:
            concerned |= self._repeats.drop(key)
            self._forget(key)
            del self._facts[key]
            self._count(self._own.pop(key, ()), -1)
        self.order(self._order)
        self._look_at((concerned & self._facts.keys()) | self._without_day(first))

    def order(self, action_ids: Sequence[int]) -> None:
        """Take the plan's order."""
        self._order = [key for key in action_ids if key in self._facts]
        self._rank = {key: place for place, key in enumerate(self._order)}
        self._first_led.clear()

    def know_contacts(self, agencies: Iterable[str]) -> None:
        """Take the names of the agencies that can be written to."""
        self._contacts = frozenset(name.casefold() for name in agencies)

    def set_aside(self, asides: Iterable[Aside]) -> None:
        """Take all that was set aside."""
        self._asides = {aside.key: aside for aside in asides}

    def look_for(self, checks: Checks) -> None:
        """Take other checks."""
        is_other_time = checks.days != self.checks.days
        self.checks = checks
        if is_other_time:
            self._look_at(self._facts)

    def be_on(self, today: date) -> None:
        """Look at everything as of another day."""
        if today != self.today:
            self.today = today
            self._look_at(self._facts)

    # What it says

    def hints(self) -> list[Hint]:
        """Return the hints that stand, in the plan's order, those of no single action first."""
        found = self._all()
        return [one for one in found if not self._is_aside(one)] if self._asides else found

    def aside(self) -> list[tuple[Hint, Aside]]:
        """Return the hints that were set aside and would stand, with why they were."""
        found = [hint for hint in self._all() if self._is_aside(hint)] if self._asides else []
        return [(hint, self._asides[hint.key]) for hint in found]

    def of_action(self, action_id: int) -> list[Hint]:
        """Return what stands of one action, its leads' contacts too; repeats with their rows."""
        facts = self._facts.get(action_id)
        if facts is None:
            return []
        led = {name.casefold() for name in facts.row.leads}
        found = [*self._own[action_id]]
        found += [hint for hint in self._contact_hints() if hint.agency.casefold() in led]
        return [
            self.told(hint)
            for hint in sorted(found, key=lambda hint: _KINDS[hint.kind])
            if hint.kind not in self.checks.off and not self._is_aside(hint)
        ]

    def told(self, hint: Hint) -> Hint:
        """Return a hint with the count of other rows in its sentence, where it is of repeats."""
        if hint.kind is not Kind.REPEAT or hint.action_id is None:
            return hint
        number = len(self._repeats.of(hint.action_id))
        rows = self._repeats.others(hint.action_id)
        if not number or not rows:
            return hint
        where = f"{rows:,} other row{'' if rows == 1 else 's'}"
        return hint._replace(sentence=f"{_criteria(number)} in {where}")

    def counts(self) -> HealthCounts:
        """Return how many hints stand, and how many of each kind."""
        found = Counter({k: n for k, n in self._counts.items() if k not in self.checks.off})
        for hint in self._plan_hints():
            found[hint.kind] += 1
        aside = Counter(hint.kind for hint, _ in self.aside())
        found -= aside
        by_kind = {kind: found[kind] for kind in Kind if found[kind]}
        return HealthCounts(found.total(), aside.total(), by_kind)

    def rows(self) -> dict[int, ActionRow]:
        """Return the actions as they were looked at, by their ids."""
        return {key: facts.row for key, facts in self._facts.items()}

    def counted(self) -> set[int]:
        """Return the actions whose measures take their actual from evidence."""
        return {
            key
            for key, facts in self._facts.items()
            if any(point.counted is not None for point in facts.points)
        }

    def objectives_of(self) -> dict[int, int]:
        """Return the objective that each action stands under, by their ids."""
        above = self._objective_of
        return {
            key: above[facts.row.activity_id]
            for key, facts in self._facts.items()
            if facts.row.activity_id in above
        }

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The plan's objectives in its order."""
        return self._objectives

    # Looking

    def _look_at(self, keys: Iterable[int]) -> None:
        look = Rules(self._head.legend, self.checks, self.today, self._dated_since()).look
        for key in keys:
            found = look(self._facts[key])
            repeated = self._repeats.of(key)
            if repeated:
                said = f"{_criteria(len(repeated))} in other rows"
                about = "\n".join(sorted(repeated))
                found.append(Hint(Kind.REPEAT, about, said, key, Field.CRITERIA))
            self._count(self._own.get(key, ()), -1)
            self._own[key] = found
            self._count(found, 1)

    def _count(self, hints: Iterable[Hint], by: int) -> None:
        for hint in hints:
            self._counts[hint.kind] += by

    def _remember(self, facts: Facts) -> None:
        row = facts.row
        self._facts[row.id] = facts
        self._tally(row, 1)
        if facts.heard is not None:
            self._heard[facts.heard] += 1
        for name in agencies(row):
            self._led.setdefault(name.casefold(), {})[row.id] = name
            self._first_led.pop(name.casefold(), None)

    def _forget(self, key: int) -> None:
        facts = self._facts.get(key)
        if facts is None:
            return
        self._tally(facts.row, -1)
        if facts.heard is not None:
            self._heard[facts.heard] -= 1
            if not self._heard[facts.heard]:
                del self._heard[facts.heard]
        for name in agencies(facts.row):
            led = self._led.get(name.casefold(), {})
            led.pop(key, None)
            self._first_led.pop(name.casefold(), None)
            if not led:
                self._led.pop(name.casefold(), None)

    def _tally(self, row: ActionRow, by: int) -> None:
        """Count an action under its heading, and whether it goes well."""
        self._under[row.activity_id] += by
        if row.progress in self._good:
            self._well[row.activity_id] += by

    def _dated_since(self) -> date | None:
        return min(self._heard, default=None)

    def _without_day(self, before: date | None) -> set[int]:
        """Return the actions that are held against the plan's first day, if that is another now."""
        if self._dated_since() == before:
            return set()
        return {key for key, facts in self._facts.items() if facts.heard is None}

    # Hints of no single action

    def _all(self) -> list[Hint]:
        off = self.checks.off
        own = [hint for key in self._order for hint in self._own[key]]
        if off:
            own = [hint for hint in own if hint.kind not in off]
        return [*self._plan_hints(), *own]

    def _plan_hints(self) -> list[Hint]:
        off = self.checks.off
        found = [] if Kind.OBJECTIVE in off else self._objective_hints()
        return found if Kind.CONTACT in off else [*found, *self._contact_hints()]

    def _contact_hints(self) -> list[Hint]:
        found = []
        for folded, led in sorted(self._led.items()):
            if folded not in self._contacts:
                # It is opened where the plan names it first, and said as that row says it.
                key = self._first_led.get(folded)
                if key is None:
                    key = min(led, key=lambda one: self._rank.get(one, one))
                    self._first_led[folded] = key
                name = led[key]
                said = f"No e-mail address for {name}"
                found.append(Hint(Kind.CONTACT, "", said, key, Field.LEADS, agency=name))
        return found

    def _objective_hints(self) -> list[Hint]:
        if not self._good:
            return []
        all_, well = Counter[int](), Counter[int]()
        for activity, objective in self._objective_of.items():
            all_[objective] += self._under[activity]
            well[objective] += self._well[activity]
        return [
            Hint(Kind.OBJECTIVE, str(all_[one.id]), _none_of(all_[one.id]), objective_id=one.id)
            for one in self._objectives
            if all_[one.id] and not well[one.id]
        ]

    def _is_aside(self, hint: Hint) -> bool:
        aside = self._asides.get(hint.key)
        return aside is not None and aside.about == hint.about


def examine(
    head: PlanHead,
    objectives: Sequence[Objective],
    activities: Sequence[Activity],
    facts: Sequence[Facts],
    today: date,
    *,
    checks: Checks | None = None,
    contacts: Iterable[str] = (),
    asides: Iterable[Aside] = (),
) -> Examination:
    """Look at a plan whole; `facts` stand in the plan's order."""
    made = Examination(head, today, checks)
    made.show_headings(head, objectives, activities)
    made.know_contacts(contacts)
    made.set_aside(asides)
    made.take(facts)
    made.order([one.row.id for one in facts])
    return made


def _none_of(number: int) -> str:
    if number == 1:
        return "Its only action is not on target"
    return f"None of its {number:,} actions is on target"


def _criteria(number: int) -> str:
    return "1 criterion also stands" if number == 1 else f"{number} criteria also stand"


def _good_codes(head: PlanHead) -> frozenset[str]:
    return frozenset(stage.code for stage in head.legend if stage.meaning in _GOOD)


_KINDS = {kind: place for place, kind in enumerate(Kind)}
