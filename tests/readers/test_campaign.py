"""Junk by the hundred: each is read or refused by a known code, and nothing else ever happens."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.plan.reading import inside, read_plan_file, wire
from prevent_desk.plan.reading.layout import draft_of
from prevent_desk.readers import refusals
from prevent_desk.readers import workbook as reader
from tests.plan.source_workbook import source_like
from tests.readers.junk import mutants, traps


def outcome(read: Callable[[bytes], bytes], data: bytes) -> str:
    """Return "read", a refusal's code, or the name of whatever else happened."""
    try:
        wire.unpacked(json.loads(read(data)))
    except Refused as refused:
        return refused.code if refused.code in refusals.CODES else f"code {refused.code!r}"
    except DeskError as error:
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - what the campaign is looking for
        return repr(error)
    return "read"


def wrong(outcomes: list[str]) -> list[str]:
    return [each for each in outcomes if each != "read" and each not in refusals.CODES]


def without_guard(data: bytes) -> bytes:
    """Read as a program would that trusts its parser: the planted fault."""
    import io

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), data_only=True)
    rows = [[str(cell.value) for cell in row] for sheet in book.worksheets for row in sheet]
    return json.dumps(rows[:1]).encode()


def test_mutants_are_read_or_refused(campaign: int) -> None:
    outcomes = [outcome(inside.read, data) for data in mutants(20, 150 * campaign)]
    assert wrong(outcomes) == []
    assert "read" in outcomes
    assert len(set(outcomes)) >= 3


def test_the_same_campaign_catches_a_reader_without_a_guard() -> None:
    assert wrong([outcome(without_guard, data) for data in mutants(20, 40)])
    unguarded = traps(source_like())
    for name in ("macros", "linked", "embedded"):
        assert outcome(inside.read, unguarded[name][0]) == unguarded[name][1]
        assert outcome(without_guard, unguarded[name][0]) not in refusals.CODES


def test_the_layout_itself_never_fails_on_what_the_reader_hands_it(
    campaign: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Behind the guard and the parser stands our own code; there no exception counts as damage.
    for data in mutants(21, 100 * campaign):
        try:
            book = reader.read(data)
        except Refused:
            continue
        draft_of(book)


def test_through_the_child_a_mutant_ends_the_same_way(tmp_path: Path, campaign: int) -> None:
    path = tmp_path / "junk.xlsx"
    for data in mutants(22, 8 * campaign):
        path.write_bytes(data)
        here = outcome(inside.read, data)
        try:
            read_plan_file(path)
            there = "read"
        except Refused as refused:
            there = refused.code
        assert there == here


@pytest.mark.parametrize("name", ["entities", "swollen part", "many cells", "lying sizes"])
def test_bombs_are_refused_by_the_child(name: str, tmp_path: Path) -> None:
    data, code = traps(source_like())[name]
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(data)
    with pytest.raises(Refused) as refused:
        read_plan_file(path)
    assert refused.value.code == code
    assert "bomb.xlsx" in refused.value.what
