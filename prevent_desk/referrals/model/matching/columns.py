"""What is known of people in columns, so that one search looks at all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from prevent_desk.core.birth import Born
from prevent_desk.referrals.model.matching.births import Births, is_loose
from prevent_desk.referrals.model.matching.households import DIGITS

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
            postcode=(np.int32, ()),
            house=(np.int32, ()),
            year=(np.int16, ()),
            first_name=(np.int64, ()),
        )
        self.names = Growing(slots=(np.int32, (SLOTS,)))
        self.phones = Growing(owner=(np.int64, ()), figures=(np.uint8, (DIGITS,)))
        self._codes: dict[str, int] = {"": 0}

    def code(self, text: str) -> int:
        """Return the number that stands for a text, a new one when it is new; 0 for none."""
        return self._codes.setdefault(text, len(self._codes))

    def known_code(self, text: str) -> int:
        """Return the number that stands for a text; -1 when nobody has it, or it is empty."""
        return self._codes.get(text, -1) or -1

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
        for number in numbers:
            self.phones.more(1)
            self.phones["owner"][-1] = row
            self.phones["figures"][:, -1] = figures(number)

    def by_phone(self, number: str) -> tuple[Array, Array]:
        """Return the rows with a phone at most one slip from a number, and their bits."""
        from_end = figures(number)
        wrong = self.phones["figures"] != from_end[:, None]
        count = wrong.sum(axis=0)
        six = ~wrong[-6:].any(axis=0)
        near = np.flatnonzero((count <= 2) | six)
        return self.phones["owner"][near], near


def figures(number: str) -> npt.NDArray[np.uint8]:
    """Return the figures of a number, from its end; 255 where there are none."""
    padded = number.rjust(DIGITS, "/")
    return np.frombuffer(padded.encode("ascii"), np.uint8) - np.uint8(48)
