"""A file that a person asked for is whole or not there, and a refusal says what to do."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.exports.files import is_taken, save, save_all, suggested_name

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    save(tmp_path / "plan.pdf", b"all of it")
    assert (tmp_path / "plan.pdf").read_bytes() == b"all of it"
    assert names(tmp_path) == ["plan.pdf"]


def test_an_older_file_of_that_name_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"older and longer")
    save(tmp_path / "plan.pdf", b"new")
    assert (tmp_path / "plan.pdf").read_bytes() == b"new"


@posix
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    save(tmp_path / "plan.pdf", b"x")
    assert (tmp_path / "plan.pdf").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_older_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, step: str
) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"older")

    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(Refused) as refused:
        save(tmp_path / "plan.pdf", b"new")
    monkeypatch.undo()
    assert names(tmp_path) == ["plan.pdf"]
    assert (tmp_path / "plan.pdf").read_bytes() == b"older"
    assert refused.value.next_step


def test_a_full_disk_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="was not written") as refused:
        save(tmp_path / "plan.pdf", b"new")
    assert refused.value.why == "The disk is full."


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "plan.pdf", b"new")
    assert names(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        save(tmp_path / "gone" / "plan.pdf", b"x")
    assert "There is no folder" in refused.value.why
    assert "gone" in refused.value.why


def test_a_folder_of_that_name_is_said(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").mkdir()
    with pytest.raises(Refused) as refused:
        save(tmp_path / "plan.pdf", b"x")
    assert refused.value.why == "A folder has that name."
    assert names(tmp_path) == ["plan.pdf"]


def test_a_file_open_in_excel_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        error = PermissionError(errno.EACCES, "in use")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Refused) as refused:
        save(tmp_path / "plan.xlsx", b"x")
    monkeypatch.undo()
    assert refused.value.why == "The file is open in another program."
    assert names(tmp_path) == []


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Refused) as refused:
            save(tmp_path / "plan.pdf", b"x")
    finally:
        tmp_path.chmod(0o700)
    assert "may not write" in refused.value.why


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(Refused) as refused:
        save(tmp_path / "plan.pdf", b"x")
    assert "may not write" in refused.value.why


@pytest.mark.parametrize(
    "name",
    ["a: b.pdf", "what?.xlsx", "one|two.docx", "NUL.pdf", "com1.txt", "ends.", "a\u202efdp.exe"],
)
def test_a_name_that_not_every_system_takes_is_refused_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refused) as refused:
        save(tmp_path / name, b"x")
    assert refused.value.why.startswith(("A file name cannot", "Windows keeps the name"))
    with pytest.raises(Refused):
        save_all(tmp_path, [("plan.pdf", b"x"), (name, b"x")])
    assert names(tmp_path) == []


def test_a_name_that_is_too_long_is_said_and_nothing_asks_the_disk_for_it(tmp_path: Path) -> None:
    path = tmp_path / f"{'plan' * 80}.pdf"
    assert not is_taken(path)
    with pytest.raises(Refused) as refused:
        save(path, b"x")
    assert f"too long: {len(str(path))} characters" in refused.value.why
    assert names(tmp_path) == []


def test_a_path_longer_than_windows_takes_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> int:
        raise FileNotFoundError(errno.ENOENT, "no such file")

    monkeypatch.setattr(os, "open", missing)
    monkeypatch.setattr("prevent_desk.exports.files.sys.platform", "win32")
    with pytest.raises(Refused) as refused:
        save(tmp_path / f"{'x' * 250}.pdf", b"x")
    assert "too long" in refused.value.why


@pytest.mark.parametrize("winerror", [53, 64])
def test_a_network_folder_that_is_gone_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    def gone(*_: object, **__: object) -> int:
        error = OSError(errno.EINVAL, "gone")
        error.winerror = winerror  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(os, "open", gone)
    with pytest.raises(Refused) as refused:
        save(tmp_path / "plan.pdf", b"x")
    assert refused.value.why == "The network folder cannot be reached."
    assert "on this computer" in refused.value.next_step


def test_a_suggested_name_carries_the_export_and_no_name() -> None:
    assert suggested_name("plan summary", "PD-E-0007", ".pdf") == "plan-summary-PD-E-0007.pdf"
    assert suggested_name("action plan", "", ".xlsx") == "action-plan.xlsx"
    assert suggested_name("../é", "a/b:c", ".pdf") == "a-b-c.pdf"
