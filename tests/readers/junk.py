"""Files nobody should send: damaged, mutated, swollen, booby-trapped; each made from a good one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from random import Random

from tests.plan.source_workbook import source_like

LOL = (
    b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]>"
)
XXE = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return every part of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], *, stored: bool = False) -> bytes:
    """Return parts as a zip."""
    out = io.BytesIO()
    kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def with_part(name: str, part: bytes, good: bytes) -> bytes:
    """Return a good workbook with a part more, or another one in its place."""
    return packed({**parts_of(good), name: part})


def traps(good: bytes) -> dict[str, tuple[bytes, str]]:
    """Return booby traps by name, each with the code it must be refused by."""
    parts = parts_of(good)
    sheet = "xl/worksheets/sheet1.xml"
    body = parts[sheet]
    rows = body.index(b"<sheetData")
    lol = LOL + body[:rows].split(b"?>", 1)[-1] + body[rows:]
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE z []><z/>'.encode("utf-16")
    odd = b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE z []><z/>".encode("cp037")
    wide = b"<sheetData>" + b'<row r="1">' + b"<c/>" * 250_000 + b"</row></sheetData>"
    renamed = {name.replace("xl/workbook.xml", "../workbook.xml"): p for name, p in parts.items()}
    return {
        "entities": (with_part(sheet, lol, good), "PD-317"),
        "outside entity": (with_part(sheet, XXE + b"<z>&a;</z>", good), "PD-317"),
        "declaration in UTF-16": (with_part("xl/styles.xml", hidden, good), "PD-317"),
        "declaration in EBCDIC": (with_part("xl/styles.xml", odd, good), "PD-317"),
        "declaration in a part of no use": (with_part("xl/x.rels", XXE, good), "PD-317"),
        "swollen part": (with_part("xl/x.xml", b" " * (60 * 2**20), good), "PD-313"),
        "swollen picture": (with_part("xl/media/a.png", b"\0" * (60 * 2**20), good), "PD-313"),
        "lying sizes": (lying(good), "PD-312"),
        "many parts": (packed(parts | {f"x{n}": b"" for n in range(2_100)}), "PD-313"),
        "many cells": (with_part(sheet, wide, good), "PD-313"),
        "macros": (with_part("xl/vbaProject.bin", b"x", good), "PD-314"),
        "embedded": (with_part("xl/embeddings/oleObject1.bin", b"x", good), "PD-315"),
        "linked": (with_part("xl/externalLinks/externalLink1.xml", b"<x/>", good), "PD-316"),
        "climbing name": (packed(renamed), "PD-312"),
        "absolute name": (with_part("/etc/x.xml", b"<x/>", good), "PD-312"),
        "same name twice": (twice(good), "PD-312"),
        "locked part": (locked(good), "PD-320"),
    }


def lying(good: bytes) -> bytes:
    """Return a zip whose directory says that a large part is small."""
    data = bytearray(packed({**parts_of(good), "xl/y.xml": b"<y>" + b"a" * 2**20 + b"</y>"}))
    at = data.rindex(b"xl/y.xml") - 46
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def twice(good: bytes) -> bytes:
    """Return a zip that holds two parts whose names differ in nothing but case."""
    return packed(parts_of(good) | {"XL/workbook.xml": b"<x/>"})


def locked(good: bytes) -> bytes:
    """Return a zip with one part said to be encrypted."""
    data = bytearray(good)
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def mutants(seed: int, count: int) -> Iterator[bytes]:
    """Yield a good workbook changed by chance: bytes, parts, words of its markup."""
    good = source_like()
    random = Random(seed)
    ways: list[Callable[[bytes, Random], bytes]] = [flipped, cut, part_flipped, part_swapped, words]
    for number in range(count):
        yield ways[number % len(ways)](good, random)


def flipped(good: bytes, random: Random) -> bytes:
    """Flip some bytes of the file."""
    data = bytearray(good)
    for _ in range(random.randint(1, 12)):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def cut(good: bytes, random: Random) -> bytes:
    """Cut the file, or a piece out of it."""
    start = random.randrange(len(good))
    return good[:start] + good[start + random.randint(1, 4000) :] * random.randint(0, 1)


def part_flipped(good: bytes, random: Random) -> bytes:
    """Change bytes inside one part, with right sums, so that the parser sees them."""
    parts = parts_of(good)
    name = random.choice(sorted(parts))
    part = bytearray(parts[name])
    for _ in range(random.randint(1, 8)):
        part[random.randrange(len(part))] = random.randrange(256)
    return packed({**parts, name: bytes(part)})


def part_swapped(good: bytes, random: Random) -> bytes:
    """Drop a part, or put one in the place of another."""
    parts = parts_of(good)
    one, other = random.sample(sorted(parts), 2)
    if random.random() < 0.5:
        del parts[one]
    else:
        parts[one] = parts[other]
    return packed(parts)


_TOKENS = (
    b'r="A1"', b'r="XFD1048576"', b'r="A0"', b'r="1"', b't="s"', b't="n"', b't="d"', b't="b"',
    b's="9999"',
    b"<v>1e999</v>", b"<v>-5</v>", b"<v>99999999</v>", b"<f>1+1</f>", b"</c>",
    b'ref="A1:XFD1048576"', b"<row>", b"</row>", b"&#0;", b"&amp;", b"<!-- -->", b"<![CDATA[x]]>",
    b'Target="/xl/none.xml"', b"<mergeCell/>", b"NaN", b"", b"\xff\xfe",
    b"<c><is><t>x</t></is></c>",
)  # fmt: skip


def words(good: bytes, random: Random) -> bytes:
    """Put pieces of markup where they do not belong."""
    parts = parts_of(good)
    name = random.choice([n for n in sorted(parts) if n.endswith((".xml", ".rels"))])
    part = parts[name]
    for _ in range(random.randint(1, 4)):
        at = random.choice([m for m, byte in enumerate(part) if byte in b"<> "])
        part = part[:at] + random.choice(_TOKENS) + part[at + random.randint(0, 30) :]
    return packed({**parts, name: part})
