"""What is asked of the child that makes partners' workbooks, and how its answer is read.

Apart from the making itself, so that the window does not load what writes workbooks.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from prevent_desk.plan.model.partners.packs import Pack

TARGET = "prevent_desk.plan.exports.partner_book:write_in_child"
_SIZE = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Order:
    """A workbook to be made.

    Attributes:
        password: It opens with this only; empty for a workbook that anybody can open.
    """

    pack: Pack
    password: str = ""


def joined(books: Iterable[bytes]) -> bytes:
    """Return several workbooks as one answer; `parted` takes it apart."""
    return b"".join(part for book in books for part in (_SIZE.pack(len(book)), book))


def parted(answer: bytes) -> list[bytes]:
    """Return the workbooks that `joined` made."""
    found, at = [], 0
    while at < len(answer):
        (size,) = _SIZE.unpack_from(answer, at)
        at += _SIZE.size
        found.append(answer[at : at + size])
        at += size
    return found
