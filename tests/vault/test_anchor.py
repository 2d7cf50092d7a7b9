"""A desk that went back in time is noticed, whatever its own checks say."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import DeskError
from prevent_desk.store import audit
from prevent_desk.store.settings import Settings
from prevent_desk.vault import entering
from prevent_desk.vault.attempts import Attempts
from prevent_desk.vault.files import Layout
from prevent_desk.vault.model import OlderThanKnown, Role
from prevent_desk.vault.service import unlock
from tests.vault.conftest import Opening
from tests.vault.desks import PASSPHRASE, bytes_of, flip
from tests.vault.killed import killed_at

PAGE = 4096


@pytest.fixture
def older(folder: Path, opening: Opening) -> bytes:
    """The database as it was one sitting ago; the folder itself has moved on."""
    raw = (folder / "vault.pdv").read_bytes()
    desk = opening()
    Settings(desk.store).put("text size", 120)
    desk.close(backup=False)
    return raw


def test_an_older_database_file_is_refused_loudly_and_nothing_is_changed(
    folder: Path, opening: Opening, older: bytes
) -> None:
    (folder / "vault.pdv").write_bytes(older)
    before = bytes_of(folder)
    with pytest.raises(OlderThanKnown, match="is older than the one that was last closed") as said:
        opening()
    assert "of the audit trail" in said.value.why
    assert bytes_of(folder) == before


def test_it_opens_when_that_is_accepted_and_the_trail_says_so(
    folder: Path, opening: Opening, older: bytes
) -> None:
    (folder / "vault.pdv").write_bytes(older)
    desk = opening(accept_older=True)
    noted = audit.records(desk.store, newest=2)[1]
    assert noted.action == "desk opened although not the newest"
    assert noted.detail == {"reason": "PD-145"}
    desk.close(backup=False)
    opening()


def test_one_old_page_put_back_is_noticed_though_every_seal_of_it_is_right(
    folder: Path, opening: Opening, older: bytes
) -> None:
    now = (folder / "vault.pdv").read_bytes()
    noticed = changed = 0
    for page in range(1, min(len(now), len(older)) // PAGE):
        start = page * PAGE
        if now[start : start + PAGE] == older[start : start + PAGE]:
            continue
        changed += 1
        mixed = now[:start] + older[start : start + PAGE] + now[start + PAGE :]
        (folder / "vault.pdv").write_bytes(mixed)
        with pytest.raises(DeskError):
            opening()
        noticed += 1
    assert noticed == changed > 1


def test_without_the_anchor_an_old_page_would_open_as_if_nothing_were(
    folder: Path, opening: Opening, older: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The planted fault: no look at the hash of the file as it was closed.

    monkeypatch.setattr(entering, "_was_touched", lambda *_: False)
    now = (folder / "vault.pdv").read_bytes()
    opened = 0
    for page in range(1, min(len(now), len(older)) // PAGE):
        start = page * PAGE
        if now[start : start + PAGE] == older[start : start + PAGE]:
            continue
        mixed = now[:start] + older[start : start + PAGE] + now[start + PAGE :]
        (folder / "vault.pdv").write_bytes(mixed)
        shutil.copy(folder / "anchor.json", folder / "anchor.json.kept")
        with suppress(DeskError):
            opening().close(backup=False)
            opened += 1
        shutil.move(folder / "anchor.json.kept", folder / "anchor.json")
    assert opened > 0


@pytest.mark.parametrize("how", ["missing", "flipped", "another's"])
def test_an_anchor_that_says_nothing_does_not_let_an_old_file_in(
    folder: Path, opening: Opening, older: bytes, how: str
) -> None:
    desk = opening()
    newest = desk.backup()
    desk.close(backup=False)
    path = folder / "anchor.json"
    if how == "missing":
        path.unlink()
    elif how == "flipped":
        flip(path, 500)
    else:
        path.write_bytes(path.read_bytes().replace(b'"seq": ', b'"seq": 1'))
    (folder / "vault.pdv").write_bytes(older)
    with pytest.raises(OlderThanKnown, match="older than the one"):
        opening()
    # The newest backup tells how far the desk had come, so the right file opens without a question.
    desk_file = desk.folder / "vault.pdv"
    desk_file.write_bytes(newest.path.read_bytes())
    opening()


def test_without_anchor_and_backups_nothing_can_be_shown_and_that_is_said(
    folder: Path, opening: Opening
) -> None:
    (folder / "anchor.json").unlink()
    shutil.rmtree(folder / "backups")
    with pytest.raises(OlderThanKnown, match="cannot be shown that this desk file is the newest"):
        opening()
    opening(accept_older=True).close(backup=False)
    opening()


def test_a_desk_with_its_anchor_moves_as_a_whole(
    folder: Path, opening: Opening, tmp_path: Path
) -> None:
    shutil.move(folder, tmp_path / "Elsewhere")
    opening(where=tmp_path / "Elsewhere")


@pytest.mark.skipif(sys.platform == "win32", reason="kills a forked child")
def test_a_desk_killed_at_any_step_opens_again_without_a_false_alarm(
    made_once: Path, tmp_path: Path, clock: SetClock, campaign: int
) -> None:
    folder = tmp_path / "Desk"

    def work() -> None:
        desk = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=Attempts())
        Settings(desk.store).put("text size", 130)
        desk.backup()
        desk.close()

    step, killed = 1, True
    while killed:
        shutil.copytree(made_once, folder)
        killed = killed_at(step, work)
        desk = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=Attempts())
        assert desk.notices == ()
        desk.close(backup=False)
        shutil.rmtree(folder)
        step += max(1, 9 // campaign)
    assert step > 50


def test_the_anchor_follows_while_the_desk_is_open(folder: Path, opening: Opening) -> None:
    desk = opening()
    Settings(desk.store).put("text size", 120)
    desk.backup()
    seq = audit.head(desk.store).seq
    from prevent_desk.vault import anchor

    found = anchor.read(Layout(folder).anchor(), desk.store.vault_id, desk._key)
    assert found
    assert (found.seq, found.closed_sha256) == (seq, "")
    desk.close(backup=False)
