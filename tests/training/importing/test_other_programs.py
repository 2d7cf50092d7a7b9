"""Lists that LibreOffice saved, and files that are broken on purpose."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from prevent_desk.core.errors import DeskError
from prevent_desk.readers import refusals
from prevent_desk.training.model import staff_list
from prevent_desk.training.model.importing import FileRow
from prevent_desk.training.reading import importing_inside
from prevent_desk.training.reading.importing import read_list_file
from tests.plan.libreoffice import convert, needs_libreoffice
from tests.training.desks import TODAY
from tests.training.importing import lists


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_a_list_that_libreoffice_saved_tells_the_same(tmp_path: Path, suffix: str) -> None:
    own = read_list_file(lists.workbook(tmp_path / "staff.xlsx", lists.staff(25)))
    other = read_list_file(convert(tmp_path / "staff.xlsx", suffix, tmp_path))
    assert other.headings == own.headings
    assert _told(other.rows) == _told(own.rows)
    assert not [one for one in _told(other.rows) if one.wrong]


def _told(rows: tuple[FileRow, ...]) -> list[staff_list.StaffTold]:
    mapped = staff_list.guess(lists.HEADINGS)
    found = (staff_list.told(at, row, mapped, TODAY) for at, row in enumerate(rows))
    return [one for one in found if one is not None]


def test_nothing_that_comes_as_a_list_ends_in_anything_but_words(
    tmp_path: Path, campaign: int
) -> None:
    """Bytes changed at random: each is read, or refused by a code of ours."""
    chance = random.Random(6)
    seeds = [
        lists.STORY.encode(), lists.DONE.encode("utf-16"), b"sep=;\n" + lists.STORY.encode(),
        lists.workbook(tmp_path / "seed.xlsx", lists.staff(5)).read_bytes(),
    ]  # fmt: skip
    refused: set[str] = set()
    for _number in range(60 * campaign):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(data))
            if chance.random() < 0.2:
                del data[at : at + chance.randrange(1, 40)]
            else:
                data[at] = chance.randrange(256)
        try:
            found = json.loads(importing_inside.read(bytes(data)))
        except DeskError as error:
            refused.add(error.code)
            continue
        mapped = staff_list.guess(found["headings"])
        rows = [FileRow(place, tuple(cells), frozenset(unknown), broken)
                for place, cells, unknown, broken in found["rows"]]  # fmt: skip
        for at, row in enumerate(rows):
            told = staff_list.told(at, row, mapped, TODAY)
            assert told is None or told.wrong or told.name
    assert refused <= refusals.CODES
