"""What makes a workbook known again when it comes back: its pack, its rows' marks, its baseline.

A pack's id and a row's mark are printed texts, for texts survive what nothing else does: a sheet
copied to another workbook, a save as ods, xls or csv (recipe "workbooks", tried by program). They
find a row; whether it is the row is told by its words, since a sort of some columns only leaves
every mark beside the wrong ones.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from prevent_desk.core.errors import Damaged
from prevent_desk.plan.model.partners.records import SentRow
from prevent_desk.plan.model.records import Field

PACK_PROPERTY = "PreventDeskPack"
"""The custom document property that holds the pack's id."""

PACK_NAME = "prevent_desk_pack"
"""The defined name that is the pack's id as a constant."""

BASELINE_SHEET = "_prevent_desk"
"""The hidden sheet of what was sent; read only where the desk no longer knows the pack."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", **dict.fromkeys("‐‑‒–—−", "-")})
_CHECK, _LONG_CHECK = 4, 8
_FORMAT = 1
_MOST_BYTES = 256 * 1024 * 1024
"""The largest baseline read back: 5,000 actions of the longest cells are a tenth of it."""


def new_pack() -> str:
    """Return a new pack's id, 40 random bits: "7F3K-Q2MX"."""
    return f"{_characters(secrets.randbits(20), 4)}-{_characters(secrets.randbits(20), 4)}"


def pack_of(text: str) -> str:
    """Return the pack's id in a text such as "Pack 7f3k-q2mx · V1.6"; empty where there is none."""
    words = text.upper().translate(_READ_AS).replace("·", " ").replace(",", " ").split()
    for before, word in pairwise(words):
        if before == "PACK" and _is_pack(word):
            return word
    return words[0] if len(words) == 1 and _is_pack(words[0]) else ""


def mark(pack: str, action_id: int, ref: str, *, long: bool = False) -> str:
    """Return a row's id as printed: the reference and a check keyed by the pack: "O1-01-QCVC".

    Args:
        pack: The pack's id; the same action has another mark in another pack.
        action_id: The action.
        ref: Its reference; without one the mark is the check alone.
        long: Twice as many characters of check, for a mark that another row has already.
    """
    size = _LONG_CHECK if long else _CHECK
    digest = hashlib.blake2s(f"{action_id}\n{ref}".encode(), key=pack.encode(), digest_size=8)
    check = _characters(int.from_bytes(digest.digest(), "big") >> (64 - 5 * size), size)
    return "-".join([*" ".join(ref.split()).split(" "), check]) if ref.strip() else check


def marks(pack: str, actions: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Return the marks of a pack's actions (id, reference), no two alike."""
    given: dict[int, str] = {}
    taken: set[str] = set()
    for action_id, ref in actions:
        found = mark(pack, action_id, ref)
        if plain_mark(found) in taken:
            found = mark(pack, action_id, ref, long=True)
        taken.add(plain_mark(found))
        given[action_id] = found
    return given


def plain_mark(text: str) -> str:
    """Return a mark as it is compared: no blanks, one kind of dash, O as 0, I and L as 1."""
    return "".join(text.upper().split()).translate(_READ_AS)


def action_of(text: str, rows: Iterable[SentRow]) -> int | None:
    """Return the action whose mark a cell holds, or None; for many cells see `actions_by_mark`."""
    return actions_by_mark(rows).get(plain_mark(text))


def actions_by_mark(rows: Iterable[SentRow]) -> Mapping[str, int]:
    """Return the actions of a baseline by `plain_mark` of their marks."""
    return {plain_mark(row.mark): row.action_id for row in rows}


def write_baseline(rows: Sequence[SentRow]) -> bytes:
    """Return what was sent as compressed JSON; the same rows give the same bytes."""
    listed = [[row.action_id, row.mark, _cells(row)] for row in rows]
    text = json.dumps([_FORMAT, listed], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 9)


def read_baseline(data: bytes) -> tuple[SentRow, ...]:
    """Return what `write_baseline` wrote.

    Raises:
        Damaged: It is not what was written.
    """
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(data, _MOST_BYTES)
        if not unpacker.eof:
            raise ValueError("longer than any baseline")
        version, listed = json.loads(text)
        if version != _FORMAT:
            raise ValueError(f"format {version}")
        return tuple(
            SentRow(int(action_id), str(mark), {Field(name): str(cells[name]) for name in cells})
            for action_id, mark, cells in listed
        )
    except (ValueError, TypeError, AttributeError, zlib.error) as error:
        raise Damaged(
            "What was sent in that workbook can no longer be read.",
            next_step="Restore a backup, or send the workbook again.",
            code="PD-341",
        ) from error


def hidden_rows(pack: str, rows: Sequence[SentRow]) -> list[list[str]]:
    """Return the baseline as the texts of the hidden sheet, with the pack and a seal above.

    The seal shows what was changed by accident. It is no proof: whoever changes the rows can make
    it anew, so the desk's own copy goes before it.
    """
    fields = [field for field in Field if any(field in row.cells for row in rows)]
    body = [[str(row.action_id), row.mark, *(row.cells.get(f, "") for f in fields)] for row in rows]
    head = ["id", "mark", *(field.value for field in fields)]
    return [[pack, _seal(pack, [head, *body])], head, *body]


def read_hidden(rows: Sequence[Sequence[str]]) -> tuple[str, tuple[SentRow, ...]] | None:
    """Return the pack and rows of a hidden sheet; None where its seal does not fit them.

    Args:
        rows: The sheet's texts, row by row; cells left empty at the end of a row may be missing.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    pack, seal = rows[0][0], rows[0][1]
    wide = len([name for name in rows[1] if name])
    table = [[*row[:wide], *[""] * (wide - len(row))] for row in rows[1:]]
    if seal != _seal(pack, table):
        return None
    names = table[0][2:]
    known = {field.value for field in Field}
    if set(names) - known or not all(row[0].isdigit() for row in table[1:]):
        return None
    return pack, tuple(
        SentRow(int(row[0]), row[1], {Field(n): row[2 + at] for at, n in enumerate(names)})
        for row in table[1:]
    )


def _cells(row: SentRow) -> dict[str, str]:
    return {field.value: row.cells[field] for field in Field if field in row.cells}


def _seal(pack: str, table: Sequence[Sequence[str]]) -> str:
    text = json.dumps([list(row) for row in table], ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2s(text.encode(), key=pack.encode()[:32], digest_size=16).hexdigest()


def _is_pack(word: str) -> bool:
    return (
        len(word) == 9
        and word[4] == "-"
        and all(character in _ALPHABET for character in word[:4] + word[5:])
    )


def _characters(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))
