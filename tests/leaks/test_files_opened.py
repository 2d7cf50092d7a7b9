"""A whole session writes into the desk's folder, the user's own folder, and where it was told to.

What Python itself opens is heard by an audit hook; what the database and Qt open is seen by what
stands in the user's folders afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.leaks.conftest import Session

USERS_OWN = {"settings.ini", "app.log", "temporary"}


def outside(paths: list[str], allowed: list[Path]) -> list[str]:
    """Return the paths that lie below none of the folders and are no parent of one."""
    found = []
    for name in paths:
        path = Path(name)
        inside = any(path.is_relative_to(place) or place.is_relative_to(path) for place in allowed)
        if not inside and name != os.devnull:
            found.append(name)
    return found


def test_files_are_written_only_where_they_may_be(session: Session) -> None:
    place = session.place
    (own,) = place.home.rglob("PreventDesk")
    written = session.told["written"]
    assert outside(written, [place.desk, place.export, own]) == []
    # The hook heard what it should: the lock, a backup, both exports.
    names = {Path(name).name for name in written}
    assert "vault.lock" in names
    assert {Path(name).suffix for name in names} >= {".pdvb", ".xlsx", ".pdf"}


def test_the_users_folder_holds_what_is_known_and_nothing_else(session: Session) -> None:
    (own,) = session.place.home.rglob("PreventDesk")
    assert {file.name for file in own.iterdir()} <= USERS_OWN
    assert list((own / "temporary").iterdir()) == []
    left = [f for f in session.place.home.rglob("*") if f.is_file() and not f.is_relative_to(own)]
    # Fontconfig keeps an index of the system's fonts for all programs.
    assert [str(file) for file in left if "fontconfig" not in file.parts] == []


def test_temporary_and_working_folder_stay_empty(session: Session) -> None:
    assert list(session.place.temporary.iterdir()) == []
    assert list(session.place.work.iterdir()) == []


def test_only_the_two_exports_are_in_the_folder_that_was_chosen(session: Session) -> None:
    assert sorted(file.suffix for file in session.place.export.iterdir()) == [".pdf", ".xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="the session's own hook is used")
def test_a_file_written_elsewhere_is_heard(tmp_path: Path) -> None:
    """The control: each way of writing that was planted is told, reading is not."""
    planted = """
import os, sys, tempfile
from pathlib import Path
from tests.leaks.noticing import Opened
opened = Opened()
place = Path(sys.argv[1])
(place / "a").write_text("x")
os.close(os.open(place / "b", os.O_CREAT | os.O_WRONLY))
os.rename(place / "a", place / "c")
tempfile.NamedTemporaryFile(dir=place, prefix="d").close()
(place / "e").mkdir()
open(sys.executable, "rb").close()
print("\\n".join(sorted(opened.written)))
"""
    done = subprocess.run(
        [sys.executable, "-c", planted, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2], capture_output=True, check=True, text=True,
    )  # fmt: skip
    heard = done.stdout.split()
    assert {Path(name).name[0] for name in heard if Path(name).parent == tmp_path} == set("abcde")
    assert sys.executable not in heard
    told = {Path(name).name[0] for name in outside(heard, [tmp_path / "b"])}
    assert told == set("acde")
