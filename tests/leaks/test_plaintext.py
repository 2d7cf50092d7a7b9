"""Nothing that was typed can be read anywhere but in the files that a person asked for.

A whole session through the real window: typed, undone, refused, searched for, exported, backed up,
broken in every way an exception can end; then killed with words left that nothing has committed.
"""

from __future__ import annotations

import configparser
import logging
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from prevent_desk.app.services import Services
from prevent_desk.app.user_settings import KEYS
from prevent_desk.store.drafts import Drafts
from tests.leaks.conftest import Session
from tests.leaks.desks import marker, opened
from tests.leaks.searching import found_in, hits, words_of_workbook

IN_THE_WORKBOOK = (
    "ref", "act", "text", "lead", "crit", "time", "comm", "upd", "by", "plan", "vers", "labl",
    "prea", "aim", "key", "head", "obj", "intr", "acti", "ires", "und1",
)  # fmt: skip


def test_nothing_typed_is_readable_while_the_desk_is_open(session: Session) -> None:
    assert session.while_open == []


def test_nothing_typed_is_readable_after_a_kill(session: Session) -> None:
    assert hits(session.place.searched(), session.every()) == []
    # The search looked at something: the desk with its backup, the settings, the log.
    names = {file.name for place in session.place.searched() for file in place.rglob("*")}
    assert {"vault.pdv", "vault.lock", "settings.ini", "app.log"} <= names
    assert list(session.place.desk.glob("backups/*.pdvb"))


def test_nothing_typed_is_printed(session: Session) -> None:
    assert found_in(session.printed, session.every()) == []
    # Each failure left its line, without its words.
    assert session.printed.count(b"ValueError session.py:") >= 2


def test_no_open_file_that_has_lost_its_name_holds_it(session: Session) -> None:
    assert [found for found in session.told["held"].values() if found] == []


def test_a_crash_leaves_no_core(session: Session) -> None:
    assert not session.told["allows_a_dump"]
    cores = [file for place in session.place.searched() for file in place.rglob("*core*")]
    assert cores == []


def test_no_title_of_a_window_ever_held_it(session: Session) -> None:
    titles = session.told["titles"]
    assert found_in("\n".join(titles).encode(), session.every()) == []
    assert {"Prevent Desk – Plan", "Take the plan out", "New objective"} <= set(titles)


def test_the_settings_file_holds_known_keys_only(session: Session) -> None:
    (file,) = session.place.home.rglob("settings.ini")
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(file)
    keys = {f"{section}/{key}" for section in read.sections() for key in read[section]}
    assert keys <= set(KEYS)


def test_an_ordinary_sqlite_cannot_open_the_vault_or_a_backup(session: Session) -> None:
    for file in (session.place.desk / "vault.pdv", *session.place.desk.glob("backups/*.pdvb")):
        plain = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        with pytest.raises(sqlite3.DatabaseError, match="not a database"):
            plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
        plain.close()
        assert b"SQLite format" not in file.read_bytes()


def test_everything_typed_is_in_the_desk_when_it_is_opened_again(
    session: Session, tmp_path: Path
) -> None:
    """The other side: the words were really there to be leaked."""
    copied = shutil.copytree(session.place.whole, tmp_path / "copy")
    place = type(session.place)(
        copied, *(copied / name for name in ("Desk", "export", "home", "tmp", "work"))
    )
    services = opened(place)
    try:
        contents = services.plans.contents(services.plans.plans()[0].id)
        known = repr(contents).encode()
        typed = [session.markers[kind] for kind in (*IN_THE_WORKBOOK, "res", "reas", "unit")]
        assert sorted(set(typed) - set(found_in(known, typed))) == []
        assert session.markers["und2"] not in repr(contents)
        kept = repr(Drafts(services.desk.store).all())
        assert session.markers["cell"] in kept
        assert session.markers["dupd"] in kept
        assert _missing_of_the_partnership(services, session.markers) == []
    finally:
        services.desk.close(backup=False)


def _missing_of_the_partnership(services: Services, markers: dict[str, str]) -> list[str]:
    """Return the places whose marker is not where it was put."""
    plan_id, all_of = services.plans.plans()[0].id, services.plan
    pieces = all_of.evidence.all()
    kept = (
        repr(all_of.versions.versions(plan_id)),
        repr(all_of.library.entries()),
        repr(pieces),
        repr(all_of.agencies.all()),
        repr(all_of.health.aside(plan_id)),
        *(repr(all_of.evidence.content(one.file.id)) for one in pieces if one.file is not None),
    )
    places = ("agre", "vnot", "libr", "evid", "evno", "file", "byte", "cont", "mail", "asid")
    return [place for place in places if not any(markers[place] in part for part in kept)]


def test_the_workbook_that_was_asked_for_holds_it(session: Session) -> None:
    (workbook,) = session.place.export.glob("*.xlsx")
    typed = [session.markers[kind] for kind in IN_THE_WORKBOOK]
    assert sorted(set(typed) - set(found_in(words_of_workbook(workbook), typed))) == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
def test_the_summary_that_was_asked_for_holds_it(session: Session) -> None:
    (summary,) = session.place.export.glob("*.pdf")
    read = subprocess.run(["pdftotext", str(summary), "-"], capture_output=True, check=True)
    for kind in ("act", "plan", "crit"):
        assert found_in(read.stdout, [session.markers[kind]]), kind


def test_the_search_finds_a_word_however_it_was_written(tmp_path: Path) -> None:
    """The control: faults planted one by one are each seen."""
    mark = marker("ctrl")
    (tmp_path / "notes.txt").write_text(f"about {mark.upper()}.", encoding="utf-8")
    (tmp_path / "dump.bin").write_bytes(b"\x00" + mark.encode("utf-16-le"))
    (tmp_path / f"{mark}.pdf").write_bytes(b"")
    found = hits([tmp_path], [mark])
    assert sorted(name for name, _ in found) == sorted(["notes.txt", "dump.bin", f"{mark}.pdf"])


def test_a_talkative_log_is_caught(tmp_path: Path) -> None:
    mark = marker("ctrl")
    handler = logging.FileHandler(tmp_path / "app.log", encoding="utf-8")
    log = logging.getLogger(mark)
    log.propagate = False
    log.addHandler(handler)
    try:
        raise ValueError(mark)
    except ValueError:
        log.exception("It failed.")
    log.removeHandler(handler)
    handler.close()
    assert hits([tmp_path], [mark]) == [("app.log", mark)]
