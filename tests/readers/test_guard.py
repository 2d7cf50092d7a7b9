"""Each kind of bad file is refused for what it is, in one sentence, before any parser sees it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.plan.exports.action_plan import write
from prevent_desk.plan.reading import read_plan_file
from prevent_desk.readers import asking, guard, refusals
from prevent_desk.workers.limits import Limits
from tests.plan.source_workbook import source_like
from tests.plan.summary_sample import PAPER, action, plan
from tests.readers.junk import packed, parts_of, traps, with_part

GOOD = source_like()
TRAPS = traps(GOOD)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_by_its_own_code(name: str) -> None:
    data, code = TRAPS[name]
    with pytest.raises(Refused) as refused:
        guard.check(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PD-307"),
        (b"Action,Lead,Timescale\nOne,A,2026\n", "PD-307"),
        (b"%PDF-1.7\n", "PD-307"),
        (b"<html><table></table></html>", "PD-307"),
        (OLE + b"\0" * 600, "PD-312"),
        (OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"), "PD-312"),
        (packed({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "PD-312"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}, stored=True), "PD-309"),
        (packed({"mimetype": b"application/epub+zip"}, stored=True), "PD-307"),
        (packed({"MimeType": b"application/epub+zip"}), "PD-307"),
        (packed({"photo.jpg": b"x"}), "PD-307"),
        (GOOD[: len(GOOD) // 2], "PD-312"),
        (b"PK\x03\x04" + b"\0" * 100, "PD-312"),
    ],
)
def test_another_kind_of_file_is_named_for_what_it_is(
    data: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "given.xlsx"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_plan_file(path)
    assert refused.value.code == code
    assert refused.value.what.startswith("“given.xlsx”")
    assert refused.value.next_step


def test_what_is_not_there_or_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.xlsx", "PD-306"), (tmp_path, "PD-306")):
        with pytest.raises(Refused) as refused:
            read_plan_file(path)
        assert refused.value.code == code
    large = tmp_path / "large.xlsx"
    with large.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(guard.MOST_BYTES + 10)
    with pytest.raises(Refused) as refused:
        read_plan_file(large)
    assert refused.value.code == "PD-313"


def test_ordinary_workbooks_pass() -> None:
    guard.check(GOOD)
    guard.check(write(plan(*(action(number) for number in range(1, 300))), PAPER))
    links = (
        b'<Relationships><Relationship Target="http://x" TargetMode="External"/></Relationships>'
    )
    guard.check(with_part("xl/worksheets/_rels/sheet1.xml.rels", links, GOOD))


def test_a_declaration_that_lies_across_two_chunks_is_found() -> None:
    for shift in range(12):
        pad = guard._CHUNK - 6 - shift
        part = b"<a>" + b"x" * (pad - 3) + b"<!DOCTYPE z []></a>"
        with pytest.raises(Refused) as refused:
            guard.check(packed({**parts_of(GOOD), "xl/z.xml": part}, stored=True))
        assert refused.value.code == "PD-317"


def test_an_encoding_cannot_hide_behind_blanks() -> None:
    for blanks in (150, 390, 5_000):
        part = b"<?xml version='1.0'" + b" " * blanks + b"encoding='cp037'?><a/>"
        with pytest.raises(Refused) as refused:
            guard.check(packed({**parts_of(GOOD), "xl/z.xml": part}))
        assert refused.value.code == "PD-317"


@pytest.mark.parametrize("cell", [b"<c/>", b'<x:c r="A1">', b"<c>", b"<c\n/>", b"<a-b.c:c\t/>"])
def test_cells_are_counted_across_chunks_once_each(cell: bytes) -> None:
    parts = parts_of(GOOD)
    for count, fits in ((guard.MOST_CELLS, True), (guard.MOST_CELLS + 1, False)):
        parts["xl/worksheets/sheet1.xml"] = b"<a>" + cell * count + b"</a>"
        data = packed(parts, stored=True)
        if fits:
            guard.check(data)
        else:
            with pytest.raises(Refused) as refused:
                guard.check(data)
            assert refused.value.code == "PD-313"


@pytest.mark.parametrize("code", sorted(refusals.CODES))
def test_every_refusal_is_a_sentence_with_a_next_step(code: str) -> None:
    said = refusals.refusal(code, "plan.xlsx")
    assert said.what.startswith("“plan.xlsx” ")
    assert said.what.endswith((".", "time."))
    assert said.next_step.endswith(".")
    assert said.code == code


def test_a_reader_that_takes_too_long_or_too_much_is_ended_and_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(GOOD)
    # Only who spins for ever is to meet the clock, however busy the machine is.
    for function, seconds, code in (
        ("spin", 1.0, "PD-301"),
        ("grow", 60.0, "PD-302"),
        ("fail", 60.0, "PD-312"),
    ):
        small = Limits(memory_bytes=400 * 2**20, seconds=seconds, answer_bytes=1000)
        with pytest.raises(Refused) as refused:
            asking.ask(path, f"prevent_desk.workers.trial:{function}", limits=small)
        assert refused.value.code == code
        assert refused.value.what.startswith("“plan.xlsx”")


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(GOOD)
    with pytest.raises(Stopped):
        read_plan_file(path, stopped=lambda: True)


def test_an_answer_of_another_shape_counts_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(GOOD)
    with pytest.raises(Refused) as refused:
        asking.ask(path, "prevent_desk.workers.trial:echo")
    assert refused.value.code == "PD-312"


def test_the_zip_made_for_these_tests_is_one_that_others_read() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(parts_of(GOOD)))) as archive:
        assert archive.testzip() is None
