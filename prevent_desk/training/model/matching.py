"""Whom of the people here a row speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from prevent_desk.contacts.model import naming
from prevent_desk.training.model.importing import plain
from prevent_desk.training.model.people import Learner, name_key


def number_key(number: str) -> str:
    """Return a staff number as it is compared: Excel drops zeros before, people add signs.

    "00 1234" and "1234" are one number, and so are "ab-12" and "AB12".
    """
    bare = "".join(sign for sign in number.casefold() if sign.isalnum())
    return bare.lstrip("0") or bare


class Everybody:
    """Those who are here, to be found by number, by address and by name.

    Who turned out to be somebody else is found as whom they turned out to be, where the rows that
    come in hold both with one id.
    """

    def __init__(self, people: Iterable[Learner], also: Iterable[tuple[str, Learner]] = ()) -> None:
        """Take them in.

        Args:
            people: Everybody, those who left too.
            also: Further numbers, of rows that were merged, with whom they stand for.
        """
        self._by_number: dict[str, dict[int, Learner]] = defaultdict(dict)
        self._by_email: dict[str, dict[int, Learner]] = defaultdict(dict)
        self._by_name: dict[str, dict[int, Learner]] = defaultdict(dict)
        for one in people:
            if one.staff_no:
                self._by_number[number_key(one.staff_no)][one.id] = one
            if one.email:
                self._by_email[one.email.casefold()][one.id] = one
            self._by_name[name_key(one.name)][one.id] = one
        for number, one in also:
            self._by_number[number_key(number)].setdefault(one.id, one)

    def by_number(self, number: str) -> list[Learner]:
        """Return who has a number; those with just these signs, where there are some."""
        if not number:
            return []
        found = list(self._by_number.get(number_key(number), {}).values())
        if len(found) > 1:
            exact = [one for one in found if one.staff_no.casefold() == number.casefold()]
            here = [one for one in exact or found if one.left is None]
            return here or exact or found
        return found

    def by_email(self, email: str) -> list[Learner]:
        """Return who has an address; those still here, where there are some."""
        return _here(list(self._by_email.get(email.casefold(), {}).values())) if email else []

    def by_name(self, name: str) -> list[Learner]:
        """Return who is called so; those still here, where there are some."""
        return _here(list(self._by_name.get(name_key(name), {}).values())) if name else []


def _here(found: Sequence[Learner]) -> list[Learner]:
    return [one for one in found if one.left is None] or list(found)


def is_doubtful(one: str, other: str) -> bool:
    """Return whether two names are hardly one person's: neither given nor family name agree.

    People marry and are known by short names; a number that is given again shares neither.
    """
    if plain(one) == plain(other):
        return False
    words, others = set(plain(one).split()), set(plain(other).split())
    if words & others:
        return False
    (given, _), (other_given, _) = naming.parts(one), naming.parts(other)
    first, second = plain(given)[:1], plain(other_given)[:1]
    is_initial = min(len(plain(given)), len(plain(other_given))) == 1
    return not (is_initial and first == second)


def name_told(name: str, given: str, family: str) -> tuple[str, str, str]:
    """Return a name as it is spoken, with its parts where the file tells them.

    "Barrow, Kim" is "Kim Barrow"; "BARROW Kim" stays, for nobody can tell.
    """
    if name.count(",") == 1:
        last, first = (part.strip() for part in name.split(","))
        return f"{first} {last}".strip(), given or first, family or last
    spoken = name or " ".join(part for part in (given, family) if part)
    return spoken, given, family
