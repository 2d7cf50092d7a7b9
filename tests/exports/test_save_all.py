"""Several files saved together: all of them, or none, and nothing replaced."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.exports import files

GIVEN = [("a.xlsx", b"one"), ("a.eml", b"two"), ("b.xlsx", b"three")]


def test_all_are_saved_in_their_order(tmp_path: Path) -> None:
    saved = files.save_all(tmp_path, GIVEN)
    assert [path.name for path in saved] == ["a.xlsx", "a.eml", "b.xlsx"]
    assert [path.read_bytes() for path in saved] == [b"one", b"two", b"three"]
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_they_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    (path, *_) = files.save_all(tmp_path, GIVEN)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"before")
    (tmp_path / "a-2.xlsx").write_bytes(b"before too")
    saved = files.save_all(tmp_path, GIVEN)
    assert saved[0].name == "a-3.xlsx"
    assert (tmp_path / "a.xlsx").read_bytes() == b"before"
    assert (tmp_path / "a-2.xlsx").read_bytes() == b"before too"


def test_where_one_cannot_be_written_none_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files._take_name
    for failing in range(1, 4):
        calls = 0

        def take(temporary: Path, path: Path, failing: int = failing) -> None:
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(28, "No space left on device")
            real(temporary, path)

        monkeypatch.setattr(files, "_take_name", take)
        with pytest.raises(Refused, match="was not written"):
            files.save_all(tmp_path, GIVEN)
        assert list(tmp_path.iterdir()) == []
        monkeypatch.setattr(files, "_take_name", real)


def test_stopped_half_way_none_is_left(tmp_path: Path) -> None:
    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        files.save_all(tmp_path, GIVEN, lambda: next(asked))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused) as told:
        files.save_all(tmp_path / "gone", GIVEN)
    assert "There is no folder" in told.value.sentence()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows renames instead")
def test_a_disk_without_links_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "b.xlsx").write_bytes(b"before")
    saved = files.save_all(tmp_path, GIVEN)
    assert [path.name for path in saved] == ["a.xlsx", "a.eml", "b-2.xlsx"]
    assert len(list(tmp_path.iterdir())) == 4
