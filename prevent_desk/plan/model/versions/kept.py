"""A plan whole as compressed JSON, and back exactly: how a frozen version is kept.

Records are kept as lists; which name stands where is said once, in the file itself. So a name that
a later program adds to a record does not make an older version unreadable.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from prevent_desk.core.errors import Damaged, Refused
from prevent_desk.plan.model.records import PlanContents

FORMAT = 1
"""Rises when an older program could no longer read what is written."""

_PLAIN = (str, int, float, bool)
_LEVEL = 6  # 9 takes three times as long for a hundredth less

Names = dict[str, list[str]]
Write = Callable[[Any], Any]
Read = Callable[[Any], Any]


def pack(contents: PlanContents) -> bytes:
    """Return a plan with everything in it as bytes; equal plans give equal bytes."""
    kept = {
        "format": FORMAT,
        "names": {kind.__name__: list(_fields(kind)) for kind in _kinds(PlanContents)},
        "plan": _writer(PlanContents)(contents),
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), _LEVEL)


def unpack(data: bytes) -> PlanContents:
    """Return the plan that was packed, equal to it in every record.

    Raises:
        Refused: A newer program wrote it.
        Damaged: The bytes are not what was written.
    """
    try:
        kept = json.loads(zlib.decompress(data))
        if kept["format"] > FORMAT:
            raise Refused(
                "This version was frozen by a newer Prevent Desk.",
                next_step="Open the desk with that program.",
            )
        plan: PlanContents = _reader(PlanContents, kept["names"])(kept["plan"])
    except (zlib.error, ValueError, LookupError, TypeError) as error:
        raise Damaged("A frozen version is not what was written.") from error
    return plan


def _writer(hint: Any) -> Write:  # noqa: ANN401 - a type as annotated
    """Return what makes JSON of a value; it is the value itself where JSON has its kind."""
    if _is_record(hint):
        parts = [(name, _writer(kind)) for name, kind in _fields(hint).items()]
        return lambda record: [write(getattr(record, name)) for name, write in parts]
    inner, is_many, may_lack = _taken_apart(hint)
    if is_many:
        write = _writer(inner)
        return lambda values: [write(value) for value in values]
    if may_lack:
        write = _writer(inner)
        return lambda value: None if value is None else write(value)
    if issubclass(hint, Enum):
        return lambda value: value.value
    if issubclass(hint, date):
        return lambda value: value.isoformat()
    return _itself(hint)


def _reader(hint: Any, names: Names) -> Read:  # noqa: ANN401
    if _is_record(hint):
        return _record_reader(hint, names)
    inner, is_many, may_lack = _taken_apart(hint)
    if is_many:
        read = _reader(inner, names)
        return lambda values: tuple([read(value) for value in values])
    if may_lack:
        read = _reader(inner, names)
        return lambda value: None if value is None else read(value)
    if issubclass(hint, Enum):
        return lambda value: hint(value)
    if issubclass(hint, datetime):
        return datetime.fromisoformat
    if issubclass(hint, date):
        return date.fromisoformat
    return _itself(hint)


def _record_reader(kind: Any, names: Names) -> Read:  # noqa: ANN401
    hints, stands = _fields(kind), names[kind.__name__]
    reads = [_reader(hints[name], names) for name in stands]
    if stands == list(hints):
        return lambda values: kind(*[read(v) for read, v in zip(reads, values, strict=True)])
    return lambda values: kind(
        **{n: read(v) for n, read, v in zip(stands, reads, values, strict=True)}
    )


def _is_record(hint: object) -> bool:
    return dataclasses.is_dataclass(hint)


def _itself(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    if hint not in _PLAIN:
        raise TypeError(f"{hint} has no way into a version")
    return lambda value: value


def _taken_apart(hint: Any) -> tuple[Any, bool, bool]:  # noqa: ANN401
    """Return what is inside a tuple or an optional; whether it is many, whether it may lack."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return inside[0], True, False
    if origin in (typing.Union, types.UnionType):
        return next(kind for kind in inside if kind is not type(None)), False, True
    return hint, False, False


@cache
def _fields(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _kinds(kind: Any) -> Sequence[Any]:  # noqa: ANN401
    """Return a record's class and those of all records in it."""
    found = [kind]
    for hint in _fields(kind).values():
        while (inner := _taken_apart(hint)[0]) is not hint:
            hint = inner
        if _is_record(hint):
            found += [one for one in _kinds(hint) if one not in found]
    return found
