from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from prevent_desk.vault import files
from prevent_desk.vault.files import Layout


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be replaced there")
def test_a_file_is_put_in_place_whole_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "keyslots.json"
    files.replace(path, b"old" * 1000)
    with path.open("rb") as reader:
        files.replace(path, b"new")
        assert reader.read() == b"old" * 1000
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["keyslots.json"]


@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_failed_write_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "keyslots.json"
    files.replace(path, b"old")

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="No space"):
        files.replace(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["keyslots.json"]


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EFBIG, "The disk is full."),
        (errno.EACCES, "The folder cannot be written to."),
        (errno.EROFS, "The folder cannot be written to."),
        (errno.EIO, "The disk did not take it."),
    ],
)
def test_each_failure_of_the_disk_has_its_words_and_a_next_step(number: int, why: str) -> None:
    refused = files.refusal(OSError(number, ""), "The backup was not made.")
    assert (refused.what, refused.why) == ("The backup was not made.", why)
    assert refused.next_step


def test_only_files_called_like_a_database_are_taken_for_one(tmp_path: Path) -> None:
    for name in ("vault.pdv", "vault-2.pdv", "vault-12.pdv", "vault-02.pdv", "vault-x.pdv",
                 "vault.pdv-journal", "vault-2.pdv.tmp", "my vault.pdv"):  # fmt: skip
        (tmp_path / name).write_bytes(b"")
    layout = Layout(tmp_path)
    assert layout.databases() == [1, 2, 12]
    assert [layout.database(number).name for number in (1, 2)] == ["vault.pdv", "vault-2.pdv"]
    assert [layout.anchor(number).name for number in (1, 2)] == ["anchor.json", "anchor-2.json"]


def test_a_huge_file_in_place_of_a_small_one_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "keyslots.json"
    with path.open("wb") as file:
        file.truncate(1 << 33)
    assert len(files.read_small(path) or b"") == (1 << 20) + 1
