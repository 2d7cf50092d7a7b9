"""What is known of people in columns, so that one search looks at all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching.births import Births, is_loose
from prevent_desk.referrals.model.matching.households import DIGITS, Home

SLOTS = 9
"""Words and joined neighbours of a name that are kept in columns; hardly a name has more."""

Array = npt.NDArray[Any]


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

    def set_birth(self, row: int, born: Born | None) -> None:
        """Write a date of birth; None leaves it unknown."""
        if born is None:
            return
        people = self.people
        people["born"][row], people["loose"][row] = born.year, is_loose(born)
        people["month"][row], people["day"][row] = born.month, born.day

    def add_phones(self, row: int, numbers: Sequence[str]) -> None:
        """Write phone numbers as `households.phone` has them."""
        at = self.phones.size
        self.phones.more(len(numbers))
        for number in numbers:
            self.phones["owner"][at] = row
            self.phones["figures"][:, at] = figures(number)
            at += 1

    def add_homes(self, row: int, homes: Sequence[Home]) -> None:
        """Write addresses."""
        at = self.homes.size
        self.homes.more(len(homes))
        for home in homes:
            self.homes["owner"][at] = row
            self.homes["postcode"][at] = self._code(home.postcode)
            self.homes["house"][at] = self._code(home.house)
            at += 1

    def near_phone(self, number: str) -> set[int]:
        """Return the rows with a phone that may be a number but for a slip."""
        wrong = self.phones["figures"] != figures(number)[:, None]
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


def figures(number: str) -> npt.NDArray[np.uint8]:
    """Return the figures of a number, from its end; 255 where there are none."""
    padded = number.rjust(DIGITS, "/")
    return np.frombuffer(padded.encode("ascii"), np.uint8) - np.uint8(48)
