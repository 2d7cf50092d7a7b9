"""What is known of people in columns, so that one search looks at all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching import households
from prevent_desk.referrals.model.matching.births import Births, is_loose
from prevent_desk.referrals.model.matching.households import DIGITS, Home
from prevent_desk.referrals.model.matching.records import Known

SLOTS = 9
"""Words and joined neighbours of a name that are kept in columns; hardly a name has more."""

Array = npt.NDArray[Any]

_NOT_BORN = Born(0)


class Growing:
    """Arrays of one length that grow together."""

    def __init__(self, **kinds: tuple[type, tuple[int, ...]]) -> None:
        self._arrays: dict[str, Array] = {
            name: np.zeros((*shape, 1024), kind) for name, (kind, shape) in kinds.items()
        }
        self.size = 0

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name][..., : self.size]

    def more(self, count: int) -> None:
        """Make room for more, all zero."""
        self.size += count
        for name, array in self._arrays.items():
            if self.size > array.shape[-1]:
                wider = np.zeros(
                    (*array.shape[:-1], max(self.size, 2 * array.shape[-1])), array.dtype
                )
                wider[..., : array.shape[-1]] = array
                self._arrays[name] = wider


class Columns:
    """Rows of people, their names and their phones; a row once given is never another's."""

    def __init__(self) -> None:
        self.people = Growing(
            alive=(bool, ()),
            id=(np.int64, ()),
            head=(np.int64, ()),
            born=(np.int16, ()),
            month=(np.int8, ()),
            day=(np.int8, ()),
            loose=(bool, ()),
            first_name=(np.int64, ()),
        )
        self.names = Growing(slots=(np.int32, (SLOTS,)))
        self.phones = Growing(owner=(np.int64, ()), figures=(np.uint8, (DIGITS,)))
        self.homes = Growing(owner=(np.int64, ()), postcode=(np.int32, ()), house=(np.int32, ()))
        self._codes: dict[str, int] = {"": 0}

    def births(self) -> Births:
        """Return all dates of birth."""
        people = self.people
        return Births(people["born"], people["month"], people["day"], people["loose"])

    def write(self, row: int, people: Sequence[Known], first_names: Sequence[int]) -> None:
        """Write people into rows, and what else is known of them.

        Args:
            row: The first of the rows, all of them free.
            people: In the order of the rows.
            first_names: For each, the place of their first name.
        """
        rows = slice(row, row + len(people))
        born = [one.born or _NOT_BORN for one in people]
        columns: dict[str, list[Any]] = {
            "alive": [True] * len(people),
            "id": [one.id for one in people],
            "head": [one.head for one in people],
            "born": [one.year for one in born],
            "month": [one.month for one in born],
            "day": [one.day for one in born],
            "loose": [is_loose(one) for one in born],
            "first_name": list(first_names),
        }
        for name, values in columns.items():
            self.people[name][rows] = values
        phones: list[tuple[int, str]] = []
        homes: list[tuple[int, Home]] = []
        for at, one in enumerate(people, row):
            phones += [(at, number) for number in map(households.phone, one.phones) if number]
            homes += [
                (at, home) for home in households.homes(one.address, one.postcode, one.earlier)
            ]
        self._write_phones(phones)
        self._write_homes(homes)

    def _write_phones(self, phones: list[tuple[int, str]]) -> None:
        new = slice(self.phones.size, self.phones.size + len(phones))
        self.phones.more(len(phones))
        self.phones["owner"][new] = [row for row, _ in phones]
        self.phones["figures"][:, new] = figures([number for _, number in phones]).T

    def _write_homes(self, homes: list[tuple[int, Home]]) -> None:
        new = slice(self.homes.size, self.homes.size + len(homes))
        self.homes.more(len(homes))
        self.homes["owner"][new] = [row for row, _ in homes]
        self.homes["postcode"][new] = [self._code(home.postcode) for _, home in homes]
        self.homes["house"][new] = [self._code(home.house) for _, home in homes]

    def near_phone(self, number: str) -> set[int]:
        """Return the rows with a phone that may be a number but for a slip."""
        wrong = self.phones["figures"] != figures([number]).T
        near = (wrong.sum(axis=0) <= 2) | ~wrong[-6:].any(axis=0)
        return set(self.phones["owner"][near].tolist())

    def near_home(self, home: Home) -> set[int]:
        """Return the rows with the same postcode, or the same house and street."""
        known = self.homes
        near = np.zeros(known.size, bool)
        for name, text in (("postcode", home.postcode), ("house", home.house)):
            if code := self._codes.get(text, 0):
                near |= known[name] == code
        return set(known["owner"][near].tolist())

    def _code(self, text: str) -> int:
        """Return the number that stands for a text, a new one when it is new; 0 for none."""
        return self._codes.setdefault(text, len(self._codes))


def figures(numbers: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return the figures of phone numbers, a row each, from their ends; 255 for none."""
    padded = "".join(number.rjust(DIGITS, "/") for number in numbers)
    return (np.frombuffer(padded.encode("ascii"), np.uint8) - np.uint8(48)).reshape(-1, DIGITS)
