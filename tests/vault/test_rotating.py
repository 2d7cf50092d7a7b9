"""A new data key: what the old keys opened is gone, and a crash leaves one good desk."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.store import audit
from prevent_desk.store.settings import Settings
from prevent_desk.vault import recovery, rotating
from prevent_desk.vault.attempts import Attempts
from prevent_desk.vault.desk import NewKey, OpenDesk
from prevent_desk.vault.model import Role, WrongSecret
from prevent_desk.vault.service import backups_in, unlock
from tests.vault.conftest import Opening
from tests.vault.desks import ANOTHER, DEPUTY, PASSPHRASE, RECOVERY, bytes_of
from tests.vault.killed import killed_at

OFFICER, SHEET = 0, 1


def leave(desk: OpenDesk) -> None:
    """The deputy leaves: the officer and the sheet stay, a new deputy comes."""
    desk.rotate_key({OFFICER: PASSPHRASE, SHEET: RECOVERY}, [NewKey(Role.DEPUTY, "", ANOTHER)])


def test_the_new_keys_open_everything_there_was(opening: Opening) -> None:
    desk = opening()
    Settings(desk.store).put("text size", 120)
    leave(desk)
    for role, secret in (
        (Role.COORDINATOR, PASSPHRASE), (Role.RECOVERY, RECOVERY), (Role.DEPUTY, ANOTHER)
    ):  # fmt: skip
        desk = opening(role, secret)
        assert Settings(desk.store).get("text size") == 120
        assert desk.check().ok
        desk.close(backup=False)
    with pytest.raises(WrongSecret):
        opening(Role.DEPUTY, DEPUTY)


def test_what_the_leaver_could_open_is_gone_from_the_folder(
    folder: Path, opening: Opening, tmp_path: Path
) -> None:
    copied = shutil.copytree(folder, tmp_path / "Taken along")
    leave(opening())
    desk = opening()
    for backup in desk.backups():
        desk.look_into(backup)
    desk.close(backup=False)
    names = set(bytes_of(folder))
    assert not {"vault.pdv", "anchor.json"} & names
    assert {"vault-2.pdv", "anchor-2.json"} <= names
    # His old key file beside the desk of today, with the passphrase that he knows.
    for name in ("keyslots.json", "keyslots.bak"):
        shutil.copy(copied / name, folder / name)
    with pytest.raises(DeskError, match="not in this folder"):
        opening(Role.DEPUTY, DEPUTY)
    # A copy that he took along cannot be recalled; that is said where the key is changed.
    opening(Role.DEPUTY, DEPUTY, where=copied)
    assert len(backups_in(folder)) == 1


def test_the_audit_trail_goes_on_with_the_seals_it_had(opening: Opening) -> None:
    desk = opening()
    noted = audit.head(desk.store)
    leave(desk)
    desk = opening()
    verdict = audit.verify(desk.store, noted)
    assert verdict.problems == ()
    assert "data key changed" in [record.action for record in audit.records(desk.store)]


def test_a_key_can_be_changed_again_and_again(folder: Path, opening: Opening) -> None:
    for _ in range(3):
        desk = opening()
        numbers = {slot.role: slot.slot_id for slot in desk.slots()}
        desk.rotate_key({numbers[Role.COORDINATOR]: PASSPHRASE, numbers[Role.RECOVERY]: RECOVERY})
    opening().close(backup=False)
    assert "vault-4.pdv" in bytes_of(folder)
    assert len(list(folder.glob("vault*.pdv"))) == 1


@pytest.mark.parametrize(
    ("keep", "new", "words"),
    [
        ({OFFICER: PASSPHRASE}, [], "No recovery key would be left"),
        ({SHEET: RECOVERY}, [], "No passphrase would be left"),
        ({}, [], "No recovery key would be left"),
        ({OFFICER: ANOTHER, SHEET: RECOVERY}, [], "does not open the key “Officer”"),
        ({OFFICER: PASSPHRASE, SHEET: RECOVERY}, [NewKey(Role.DEPUTY, "", "weak")], "not strong"),
    ],
)
def test_a_change_that_would_lock_someone_out_is_refused_and_nothing_is_changed(
    folder: Path, opening: Opening, keep: dict[int, str], new: list[NewKey], words: str
) -> None:
    desk = opening()
    before = bytes_of(folder)
    with pytest.raises(Refused, match=words):
        desk.rotate_key(keep, new)
    assert bytes_of(folder) == before
    desk.store.note("still open")


def test_a_full_disk_leaves_the_old_key_in_force(
    folder: Path, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    desk = opening()
    monkeypatch.setattr(rotating.anchor, "write", full)
    with pytest.raises(Refused, match="The data key was not changed") as refused:
        leave(desk)
    assert refused.value.why == "The disk is full."
    monkeypatch.undo()
    assert not (folder / "vault-2.pdv").exists()
    desk.close()
    assert opening(Role.DEPUTY, DEPUTY).check().ok


@pytest.mark.skipif(sys.platform == "win32", reason="kills a forked child")
def test_a_change_killed_at_any_step_leaves_one_good_desk_old_or_new(
    made_once: Path, tmp_path: Path, clock: SetClock, campaign: int
) -> None:
    folder = tmp_path / "Desk"

    def at(role: Role, secret: str) -> OpenDesk:
        return unlock(folder, role, secret, clock=clock, attempts=Attempts())

    def work() -> None:
        leave(at(Role.COORDINATOR, PASSPHRASE))
        at(Role.COORDINATOR, PASSPHRASE).close(backup=False)

    step, stride, seen = 1, max(1, 11 // campaign), set()
    while True:
        shutil.copytree(made_once, folder)
        killed = killed_at(step, work)
        desk = at(Role.COORDINATOR, PASSPHRASE)
        assert desk.check().ok, step
        desk.close(backup=False)
        is_new = (folder / "vault-2.pdv").exists()
        assert (folder / "vault.pdv").exists() is not is_new, "the other one was cleared away"
        seen.add(is_new)
        if is_new:
            with pytest.raises(WrongSecret):
                at(Role.DEPUTY, DEPUTY)
        at(Role.DEPUTY, ANOTHER if is_new else DEPUTY).close(backup=False)
        shutil.rmtree(folder)
        if not killed:
            break
        step += stride
    assert seen == {False, True}


def test_between_the_two_copies_of_the_key_file_the_leaver_is_out_already(
    folder: Path, opening: Opening
) -> None:
    older = (folder / "keyslots.bak").read_bytes()
    leave(opening())
    # As after a power cut between the first copy and the second; his old database is still there.
    (folder / "keyslots.bak").write_bytes(older)
    assert (folder / "vault.pdv").exists()
    with pytest.raises(WrongSecret):
        opening(Role.DEPUTY, DEPUTY)
    desk = opening(Role.DEPUTY, ANOTHER)
    assert (folder / "keyslots.bak").read_bytes() == (folder / "keyslots.json").read_bytes()
    assert not (folder / "vault.pdv").exists()
    desk.close(backup=False)


def test_a_made_recovery_key_can_take_the_place_of_the_old_sheet(opening: Opening) -> None:
    sheet = recovery.generate()
    opening().rotate_key({OFFICER: PASSPHRASE}, [NewKey(Role.RECOVERY, "Recovery sheet B", sheet)])
    with pytest.raises(WrongSecret):
        opening(Role.RECOVERY, RECOVERY)
    assert opening(Role.RECOVERY, sheet).slots()[1].label == "Recovery sheet B"
