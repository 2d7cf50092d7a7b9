"""What is asked of the child that makes partners' workbooks, and how its answer is read.

Apart from the making itself, so that the window does not load what writes workbooks.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field

from prevent_desk.plan.model.partners.packs import Pack
from prevent_desk.plan.model.partners.sending_messages import Letter

TARGET = "prevent_desk.plan.exports.partner_book:write_in_child"
_SIZE = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Order:
    """A workbook to be made, and a draft message with it where one is wanted.

    Attributes:
        password: It opens with this only; empty for a workbook that anybody can open.
        letter: What the message speaks of; None for no message.
    """

    pack: Pack
    password: str = field(default="", repr=False)
    letter: Letter | None = None


def joined(made: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return workbooks and their messages as one answer; `parted` takes it apart."""
    return b"".join(part for pair in made for one in pair for part in (_SIZE.pack(len(one)), one))


def parted(answer: bytes) -> list[tuple[bytes, bytes]]:
    """Return each workbook with its message, which is empty where none was wanted."""
    found, at = [], 0
    while at < len(answer):
        (size,) = _SIZE.unpack_from(answer, at)
        at += _SIZE.size
        found.append(answer[at : at + size])
        at += size
    return list(zip(found[::2], found[1::2], strict=True))
