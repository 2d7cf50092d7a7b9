"""Broken documents, .ods and locked files by the hundred: each is read, or refused by its code."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from docx import Document
from olefile import OleFileIO

from prevent_desk.core.errors import Refused
from prevent_desk.plan.reading import inside, read_plan_file
from prevent_desk.plan.reading.layout import draft_of
from prevent_desk.readers import guard, handed, opening, refusals, unlocking
from tests.readers import good
from tests.readers.junk import (
    LOL,
    XXE,
    cut,
    flipped,
    packed,
    part_flipped,
    part_swapped,
    parts_of,
    with_part,
)
from tests.readers.test_campaign import outcome, wrong

_WORD_TOKENS = (
    b"<w:tc>", b"</w:tc>", b"<w:tr/>", b"<w:tbl>", b"<w:p/>", b"<w:tc><w:p/></w:tc>", b"</w:p>",
    b'<w:gridSpan w:val="99999"/>', b'<w:gridSpan w:val="-3"/>', b'<w:gridSpan w:val="x"/>',
    b"<w:vMerge/>", b'<w:vMerge w:val="restart"/>', b'<w:gridBefore w:val="400"/>',
    b'<w:gridCol w:w="-5"/>', b'w:val="\xd9\xa3"', b"<w:numPr><w:numId/></w:numPr>",
    b"<w:sdt><w:sdtContent/></w:sdt>", b"<w:t>\xf0\x9f\x98\x80</w:t>", b"&#x0;", b"&amp;",
    b"<!-- x -->", b"<![CDATA[x]]>", b"", b"\xff\xfe",
)  # fmt: skip
_ODS_TOKENS = (
    b"<table:table-row/>", b"<table:table-cell/>", b"</table:table-cell>", b"<text:p/>",
    b'table:number-columns-repeated="99999999999"', b'table:number-rows-repeated="-4"',
    b'table:number-columns-spanned="x"', b'office:value="1e999"', b'office:value-type="date"',
    b'office:value-type="float"', b'office:date-value="never"', b'<text:s text:c="999999999"/>',
    b"<table:table>", b"<table:covered-table-cell/>", b"&#x0;", b"<!-- x -->", b"", b"\xff\xfe",
)  # fmt: skip


def mutants(kind: str, seed: int, count: int) -> Iterator[bytes]:
    """Yield a good file changed by chance: bytes, parts, words of its markup."""
    data = good.docx() if kind == "docx" else good.ods()
    main = "word/document.xml" if kind == "docx" else "content.xml"
    tokens = _WORD_TOKENS if kind == "docx" else _ODS_TOKENS
    random = Random(seed)
    ways: list[Callable[[bytes, Random], bytes]] = [
        flipped,
        cut,
        part_flipped,
        part_swapped,
        lambda data, random: mixed_words(data, random, main, tokens),
        lambda data, random: mixed_words(data, random, main, tokens),
    ]
    for number in range(count):
        yield ways[number % len(ways)](data, random)


def mixed_words(data: bytes, random: Random, name: str, tokens: tuple[bytes, ...]) -> bytes:
    """Put pieces of markup where they do not belong, some of them where they do."""
    parts = parts_of(data)
    part = parts[name]
    for _ in range(random.randint(1, 4)):
        at = random.choice([m for m, byte in enumerate(part) if byte in b"<> "])
        gone = random.choice((0, 0, random.randint(0, 60)))
        part = part[:at] + random.choice(tokens) + part[at + gone :]
    return packed({**parts, name: part})


def locked_mutants(seed: int, count: int) -> Iterator[bytes]:
    """Yield locked files changed by chance, and good locks around bad files."""
    random = Random(seed)
    small = good.locked(good.docx())
    for number in range(count):
        if number % 3 == 0:
            yield flipped(small, random)
        elif number % 3 == 1:
            yield cut(small, random)
        else:
            yield good.locked(next(mutants("docx", random.randrange(10**6), 1)))


def test_broken_documents_are_read_or_refused(campaign: int) -> None:
    outcomes = [outcome(inside.read, data) for data in mutants("docx", 31, 90 * campaign)]
    assert wrong(outcomes) == []
    assert "read" in outcomes
    assert refusals.DAMAGED in outcomes


def test_broken_ods_are_read_or_refused(campaign: int) -> None:
    outcomes = [outcome(inside.read, data) for data in mutants("ods", 32, 240 * campaign)]
    assert wrong(outcomes) == []
    assert "read" in outcomes
    assert refusals.DAMAGED in outcomes


def test_broken_locked_files_are_read_or_refused(campaign: int) -> None:
    outcomes = [
        outcome(lambda data: inside.read(handed.pack(data, good.PASSWORD)), data)
        for data in locked_mutants(33, 12 * campaign)
    ]
    assert wrong(outcomes) == []
    assert len(set(outcomes)) >= 2


def test_a_guess_never_opens_a_locked_file(campaign: int) -> None:
    random = Random(34)
    for _ in range(3 * campaign):
        guess = "".join(random.choices("Kestrl-9 Üb", k=random.randint(1, 14)))
        with pytest.raises(Refused) as refused:
            opening.read(handed.pack(good.locked_xlsx(), guess))
        assert refused.value.code == refusals.WRONG_PASSWORD


def test_the_same_campaign_catches_readers_that_trust_their_parsers() -> None:
    def trusting(data: bytes) -> bytes:
        document = Document(io.BytesIO(data))
        rows = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
        return json.dumps(rows[:1]).encode()

    assert wrong([outcome(trusting, data) for data in mutants("docx", 31, 30)])


def test_the_layout_never_fails_on_what_a_document_or_ods_is_read_as(campaign: int) -> None:
    # Behind the guard and the parsers stands our own code; there no exception counts as damage.
    for kind, count in (("docx", 40), ("ods", 120)):
        for data in mutants(kind, 35, count * campaign):
            try:
                book = opening.read(data)
            except Refused:
                continue
            draft_of(book)


def test_through_the_child_each_kind_ends_the_same_way(tmp_path: Path, campaign: int) -> None:
    path = tmp_path / "junk.bin"
    for kind in ("docx", "ods"):
        for data in mutants(kind, 36, 4 * campaign):
            path.write_bytes(data)
            here = outcome(inside.read, data)
            try:
                read_plan_file(path)
                there = "read"
            except Refused as refused:
                there = refused.code
            assert there == here


def traps() -> dict[str, tuple[bytes, str]]:
    """Return booby traps of the kinds beside .xlsx, each with its code."""
    docx, ods = good.docx(), good.ods()
    body = parts_of(docx)["word/document.xml"]
    relations = "word/_rels/document.xml.rels"
    links = parts_of(docx)[relations]
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def related(name: bytes) -> bytes:
        link = b'<Relationship Id="x9" Type="' + kind + name + b'" Target="http://x/y" '
        link += b'TargetMode="External"/></Relationships>'
        return with_part(relations, links.replace(b"</Relationships>", link), docx)

    content = parts_of(ods)["content.xml"]

    def sheet(words: bytes) -> bytes:
        return with_part("content.xml", content.replace(b"</table:table>", words), ods)

    paragraphs = body.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 210_000)
    return {
        "entities in a document": (
            with_part("word/document.xml", LOL + body.split(b"?>", 1)[-1], docx), "PD-317",
        ),
        "entities in an ods": (with_part("content.xml", LOL + b"<z/>", ods), "PD-317"),
        "outside entity": (with_part("word/settings.xml", XXE + b"<z>&a;</z>", docx), "PD-317"),
        "macros of Word": (with_part("word/vbaProject.bin", b"x", docx), "PD-314"),
        "macros of Calc": (with_part("Basic/Standard/script-lb.xml", b"<x/>", ods), "PD-314"),
        "scripts of Calc": (with_part("Scripts/python/x.py", b"x", ods), "PD-314"),
        "embedded in Word": (with_part("word/embeddings/oleObject1.bin", b"x", docx), "PD-315"),
        "another document drawn in": (related(b"subDocument"), "PD-315"),
        "a chunk of another kind": (related(b"aFChunk"), "PD-315"),
        "an object elsewhere": (related(b"oleObject"), "PD-315"),
        "another book in a formula": (
            sheet(b"<table:table-row><table:table-cell table:formula=\"of:=['file:///x.ods'#$A.A1]"
                  b'"/></table:table-row></table:table>'), "PD-316",
        ),
        "a table from elsewhere": (
            sheet(b'<table:table-source xlink:href="http://x"/></table:table>'), "PD-316",
        ),
        "a part under a password": (
            with_part("META-INF/manifest.xml", b"<m><manifest:encryption-data/></m>", ods),
            "PD-320",
        ),
        "many paragraphs": (with_part("word/document.xml", paragraphs, docx), "PD-313"),
        "swollen": (with_part("word/media/a.png", b"\0" * (60 * 2**20), docx), "PD-313"),
        "a text of OpenDocument": (
            packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "PD-309",
        ),
    }  # fmt: skip


TRAPS = traps()


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_of_another_kind_is_refused_by_its_own_code(name: str) -> None:
    data, code = TRAPS[name]
    with pytest.raises(Refused) as refused:
        guard.check(data)
    assert refused.value.code == code


def test_links_that_are_only_words_do_not_keep_a_document_out() -> None:
    relations = "word/_rels/document.xml.rels"
    link = (
        b'<Relationship Id="x9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/hyperlink" Target="http://x/y" TargetMode="External"/></Relationships>'
    )
    links = parts_of(good.docx())[relations].replace(b"</Relationships>", link)
    guard.check(with_part(relations, links, good.docx()))


def test_what_says_how_a_file_is_locked_is_xml_from_outside_too() -> None:
    data = bytearray(good.locked_xlsx())
    with OleFileIO(io.BytesIO(bytes(data))) as container:
        how = container.openstream("EncryptionInfo").read()
    at = bytes(data).index(how[8:40])
    # As long as what stood there, so that the container stays whole.
    bomb = LOL[: len(how) - 8].ljust(32)[:32]
    data[at : at + 32] = bomb
    with pytest.raises(Refused) as refused:
        unlocking.unlocked(bytes(data), good.PASSWORD)
    assert refused.value.code == refusals.DECLARATIONS


def test_old_containers_are_told_by_what_they_hold() -> None:
    # Nothing but a directory entry tells them apart; the rest of these is not read.
    names = {
        "WordDocument": refusals.WORD,
        "Nothing known": refusals.OLD_PROGRAM,
        "_VBA_PROJECT_CUR": refusals.MACROS,
    }
    for name, code in names.items():
        data = renamed(good.locked_xlsx(), "EncryptedPackage", name)
        with pytest.raises(Refused) as refused:
            opening.read(data)
        assert refused.value.code == code


def renamed(data: bytes, old: str, new: str) -> bytes:
    """Return a container one of whose streams has another name."""
    room = 64
    was = old.encode("utf-16-le").ljust(room, b"\0")
    at = data.index(was)
    name = new.encode("utf-16-le")
    size = (len(name) + 2).to_bytes(2, "little")
    return data[:at] + name.ljust(room, b"\0") + size + data[at + room + 2 :]
