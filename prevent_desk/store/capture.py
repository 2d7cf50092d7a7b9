"""See every row that a unit of work writes, as it was before and as it is after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Mapper

from prevent_desk.core.errors import Fault
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.steps import Row, Shape, Step, shape_of, steps_of_flush

Place = tuple[Shape, Row]
"""A table's shape and a row's primary key."""


class Capture:
    """The rows of one unit of work.

    The values are read from the database and not from the objects: an attribute that was set
    without being loaded knows nothing of its past, and a default is known only after.

    Attributes:
        steps: What was written so far, in order.
        flushed: How many rows the ORM may have written for it, unchanged ones included.
    """

    def __init__(self, raw: RawConnection) -> None:
        self._raw = raw
        self.steps: list[Step] = []
        self.flushed = 0
        self._inserted: dict[Place, None] = {}
        self._updating: dict[Place, Row] = {}
        self._deleting: dict[Place, Row] = {}

    def inserted(self, mapper: Mapper[Any], target: object) -> None:
        """Remember a row just inserted."""
        self._inserted[_place(mapper, target)] = None
        self.flushed += 1

    def put(self, table: Table, keys: Sequence[Row]) -> None:
        """Take rows that were just put in together; what was flushed before stands before them."""
        shape = shape_of(table)
        self.flushed += len(keys)
        now = self._read_all((shape, key) for key in keys)
        self.steps += steps_of_flush((), [(shape, key, now[shape, key]) for key in keys], ())

    def updating(self, mapper: Mapper[Any], target: object) -> None:
        """Read a row about to be updated."""
        place = _place(mapper, target)
        self.flushed += 1
        if place not in self._updating and place not in self._inserted:
            self._updating[place] = self._read(place)

    def deleting(self, mapper: Mapper[Any], target: object) -> None:
        """Read a row about to be deleted."""
        place = _place(mapper, target)
        self.flushed += 1
        # An update of the same flush, which the database has already had, is a step of its own.
        self._deleting[place] = self._read(place)

    def after_flush(self) -> None:
        """Read what the flush wrote, and put it in steps."""
        gone = self._deleting
        now = self._read_all((*(p for p in self._updating if p not in gone), *self._inserted))
        updates = [
            (place[0], place[1], before, gone.get(place) or now[place])
            for place, before in self._updating.items()
        ]
        inserts = [(place[0], place[1], now[place]) for place in self._inserted]
        deletes = [(place[0], place[1], before) for place, before in gone.items()]
        self.steps += steps_of_flush(updates, inserts, deletes)
        self._inserted, self._updating, self._deleting = {}, {}, {}

    def rows(self) -> int:
        """Return how many row writes the steps hold."""
        return sum(len(step.rows) for step in self.steps)

    def _read_all(self, places: Iterable[Place]) -> dict[Place, Row]:
        keys: dict[Shape, list[Row]] = {}
        for shape, key in places:
            keys.setdefault(shape, []).append(key)
        found: dict[Place, Row] = {}
        for shape, of_shape in keys.items():
            for key, row in shape.read_all(self._raw, of_shape).items():
                if row is None:
                    raise _under_another_key(shape)
                found[shape, key] = row
        return found

    def _read(self, place: Place) -> Row:
        shape, key = place
        row = shape.read(self._raw, key)
        if row is None:
            raise _under_another_key(shape)
        return row


def _under_another_key(shape: Shape) -> Fault:
    return Fault(f"A row of {shape.table} was written under another key.")


def _place(mapper: Mapper[Any], target: object) -> Place:
    table = mapper.local_table
    if not isinstance(table, Table) or len(mapper.tables) != 1:
        raise Fault("A mapped class has one table; undo does not know of more.")
    key = mapper.primary_key_from_instance(target)
    return shape_of(table), tuple(key)
