"""What each completion of a file would do here, and whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_short
from prevent_desk.training.model.elearning import DoneTold
from prevent_desk.training.model.importing import Kind, plain
from prevent_desk.training.model.matching import Everybody, is_doubtful
from prevent_desk.training.model.people import Learner


@dataclass(frozen=True, slots=True)
class DoneLine:
    """What one completion would do.

    Attributes:
        known: Whose it is; None where nobody here is found.
        maybe: Who it may be, where that is not sure.
        words: What it would do, or why nothing can be done.
    """

    told: DoneTold
    kind: Kind
    known: Learner | None = None
    maybe: tuple[Learner, ...] = ()
    words: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """What it is known by while it is looked at: its place in the file, its course."""
        return self.told.row, self.told.course

    @property
    def can_be_taken(self) -> bool:
        """Whether it would do anything."""
        return self.kind is Kind.NEW


Done = frozenset[tuple[int, int, date]]
"""Learner, course and day of each completion that is here."""


def compare(
    rows: Iterable[DoneTold],
    people: Sequence[Learner],
    also: Iterable[tuple[str, Learner]],
    here: Done,
    by_hand: Mapping[int, Learner],
) -> list[DoneLine]:
    """Return what each completion would do, in the file's order.

    Args:
        rows: As told.
        people: Everybody here, those who left too.
        also: Numbers of rows that were merged, with whom they stand for.
        here: The completions there are.
        by_hand: Whom the officer said a row of the file speaks of, by its place.
    """
    everybody = Everybody(people, also)
    two = _numbers_of_two(rows := list(rows))
    seen: dict[tuple[int, int, date], str] = {}
    lines: list[DoneLine] = []
    for one in rows:
        is_two = one.row in two and one.row not in by_hand and not one.passed
        if one.wrong or is_two:
            lines.append(DoneLine(one, Kind.WRONG, words=one.wrong or two[one.row]))
        elif one.passed:
            lines.append(DoneLine(one, Kind.PASSED, words=one.passed))
        else:
            lines.append(_line(one, everybody, here, seen, by_hand.get(one.row)))
    return lines


def _numbers_of_two(rows: Sequence[DoneTold]) -> dict[int, str]:
    """Return what is wrong with rows whose number stands for two people, by their place."""
    names: dict[str, dict[str, DoneTold]] = defaultdict(dict)
    for one in rows:
        if one.number and one.name and not one.wrong:
            names[one.number.casefold()].setdefault(plain(one.name), one)
    bad: dict[str, str] = {}
    for number, group in names.items():
        first, *others = group.values()
        other = next((one for one in others if is_doubtful(first.name, one.name)), None)
        if other is not None:
            bad[number] = (
                f"Two people have number {first.number}: {first.name} ({first.place.lower()}) "
                f"and {other.name} ({other.place.lower()})."
            )
    return {one.row: bad[one.number.casefold()] for one in rows if one.number.casefold() in bad}


def _line(
    one: DoneTold,
    everybody: Everybody,
    here: Done,
    seen: dict[tuple[int, int, date], str],
    chosen: Learner | None,
) -> DoneLine:
    known, maybe, why = (chosen, (), "") if chosen else _who(one, everybody)
    if known is None:
        return DoneLine(one, Kind.UNMATCHED, None, maybe, why)
    assert one.course_id is not None and one.on is not None  # noqa: S101, PT018 - neither wrong nor passed
    key = (known.id, one.course_id, one.on)
    if key in here:
        return DoneLine(one, Kind.SAME, known, words="Already here")
    if key in seen:
        return DoneLine(one, Kind.SAME, known, words=f"The same as {seen[key].lower()}")
    seen[key] = one.place
    words = [f"Completed {say_short(one.on)}"]
    if chosen:
        words.append("matched by hand")
    elif why:
        words.append(why)
    if known.left is not None:
        words.append(f"left {say_short(known.left)}")
    return DoneLine(one, Kind.NEW, known, words=", ".join(words))


def _who(one: DoneTold, everybody: Everybody) -> tuple[Learner | None, tuple[Learner, ...], str]:
    """Return whose completion it is, who it may be otherwise, and why."""
    numbered = everybody.by_number(one.number)
    if len(numbered) > 1:
        return None, tuple(numbered), f"{len(numbered)} people here have number {one.number}."
    if numbered:
        known = numbered[0]
        if one.name and is_doubtful(one.name, known.name):
            return None, (known,), f"Number {one.number} is {known.name} here, not {one.name}."
        return known, (), ""
    mailed = everybody.by_email(one.email)
    if len(mailed) == 1 and not (one.name and is_doubtful(one.name, mailed[0].name)):
        return mailed[0], (), "by e-mail address"
    named = everybody.by_name(one.name)
    maybe = tuple({who.id: who for who in (*mailed, *named)}.values())
    if one.number:
        why = f"Nobody here has number {one.number}"
    elif one.email:
        why = f"Nobody here has the address {one.email}"
    else:
        why = "A name alone does not say who it is"
    if maybe:
        who = maybe[0]
        where = f" ({who.department})" if who.department else ""
        more = f" or {len(maybe) - 1} more" if len(maybe) > 1 else ""
        return None, maybe, f"{why}; perhaps {who.name}{where}{more}."
    return None, (), f"{why}."
