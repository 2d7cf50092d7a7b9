"""Departments whose people are to be trained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewDepartment:
    """What is asked of a department.

    Attributes:
        organisation_id: The organisation it is part of; None: the council itself.
        heads: How many work there, where no staff list says it.
        heads_on: The day that number was told.
    """

    name: str
    organisation_id: int | None = None
    heads: int | None = None
    heads_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """A department; see `NewDepartment`.

    Attributes:
        organisation: The organisation's name; empty for the council itself.
        ended: The day it was no longer one.
    """

    id: int
    name: str
    organisation_id: int | None = None
    organisation: str = ""
    heads: int | None = None
    heads_on: date | None = None
    note: str = ""
    ended: date | None = None
