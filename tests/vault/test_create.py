"""A new desk is there whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Refused
from prevent_desk.store import audit
from prevent_desk.vault.look import look
from prevent_desk.vault.model import Role
from prevent_desk.vault.service import LIGHT, OpenDesk, create_desk, unlock
from tests.vault.desks import PASSPHRASE, RECOVERY, bytes_of
from tests.vault.killed import killed_at

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="kills a forked child")


def make(folder: Path, clock: SetClock, **other: object) -> OpenDesk:
    wanted: dict[str, object] = {
        "passphrase": PASSPHRASE, "recovery_key": RECOVERY, "practice": False,
        "clock": clock, "cost": LIGHT,
    }  # fmt: skip
    return create_desk(folder, **(wanted | other))


def test_a_new_desk_is_open_and_opens_again_with_either_secret(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = make(tmp_path / "Desk", clock)
    assert (desk.role, desk.practice, desk.failed_before) == (Role.COORDINATOR, False, 0)
    actions = [record.action for record in audit.records(desk.store)]
    assert (actions[0], actions[-1]) == ("desk unlocked", "desk made")
    desk.close()
    for role, secret in ((Role.COORDINATOR, PASSPHRASE), (Role.RECOVERY, RECOVERY.lower())):
        unlock(tmp_path / "Desk", role, secret, clock=clock).close()


def test_its_folder_holds_what_a_finder_needs_and_nothing_in_the_clear(
    tmp_path: Path, clock: SetClock
) -> None:
    desk = make(tmp_path / "Desk", clock)
    desk.close()
    files = bytes_of(tmp_path / "Desk")
    assert {name for name in files if "/" not in name} - {"vault.pdv-journal"} == {
        "vault.pdv", "keyslots.json", "keyslots.bak", "vault.lock", "anchor.json",
        "README-recovery.txt",
    }  # fmt: skip
    assert b"recovery sheet" in files["README-recovery.txt"]
    secrets = [*PASSPHRASE.split(), RECOVERY.replace(" ", ""), "SQLite format", "desk made"]
    for name, content in files.items():
        assert not [word for word in secrets if word.encode() in content], name
    if os.name == "posix":
        assert (tmp_path / "Desk").stat().st_mode & 0o077 == 0


def test_an_empty_folder_that_is_there_already_may_be_used(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "Desk").mkdir()
    make(tmp_path / "Desk", clock).close()
    assert look(tmp_path / "Desk").problem is None


def test_a_practice_desk_says_so_and_takes_any_passphrase(tmp_path: Path, clock: SetClock) -> None:
    make(tmp_path / "Desk", clock, practice=True, passphrase="practice").close()
    assert look(tmp_path / "Desk").practice


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"recovery_key": ""}, "A recovery key has 28 characters"),
        ({"recovery_key": RECOVERY[:-1]}, "this has 27"),
        ({"recovery_key": RECOVERY.replace("4", "5", 1)}, "not as it is on the sheet"),
        ({"passphrase": ""}, "not strong enough: empty"),
        ({"passphrase": "Prevent2026!"}, "not strong enough: too short"),
        ({"passphrase": "correct horse battery staple"}, "not strong enough: known to everyone"),
        ({"passphrase": "", "practice": True}, "not strong enough: empty"),
    ],
)
def test_a_desk_is_not_made_without_what_opens_it_safely(
    tmp_path: Path, clock: SetClock, other: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        make(tmp_path / "Desk", clock, **other)
    assert list(tmp_path.iterdir()) == []


def test_a_desk_is_never_made_over_another(folder: Path, clock: SetClock) -> None:
    before = bytes_of(folder)
    with pytest.raises(Refused, match="There already is a desk"):
        make(folder, clock)
    for name in ("keyslots.json", "keyslots.bak"):
        (folder / name).unlink()
    with pytest.raises(Refused, match="There already is a desk"):
        make(folder, clock)
    assert bytes_of(folder) == {k: v for k, v in before.items() if not k.startswith("keyslots")}


def test_a_desk_is_not_made_among_other_files(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "Desk").mkdir()
    (tmp_path / "Desk" / "letter.docx").write_bytes(b"mine")
    with pytest.raises(Refused, match="is not empty"):
        make(tmp_path / "Desk", clock)
    assert bytes_of(tmp_path) == {"Desk/letter.docx": b"mine"}


@posix_only
def test_a_crash_at_any_step_leaves_a_whole_desk_or_none(
    tmp_path: Path, clock: SetClock, campaign: int
) -> None:
    folder = tmp_path / "Desk"
    step, stride, desks = 1, max(1, 5 // campaign), 0
    while killed_at(step, lambda: make(folder, clock).close()):
        found = look(folder)
        if folder.exists():
            desks += 1
            assert found.problem is None, step
            unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock).close()
            folder.rename(tmp_path / f"made-{step}")
        else:
            assert found.problem
            assert found.problem.code == "PD-135"
        step += stride
    assert step > 10
    assert desks > 0, "no kill came after the desk was whole: the last steps were not tried"
    leftovers = [path.name for path in tmp_path.iterdir() if "making" in path.name]
    assert leftovers == [], "the try that went through clears away what the others have left"


@posix_only
@pytest.mark.parametrize("kilobytes", [0, 1, 2, 4, 16, 60])
def test_a_full_disk_leaves_no_desk_and_says_so(
    tmp_path: Path, clock: SetClock, kilobytes: int
) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, hard))
    try:
        with pytest.raises(Refused) as refused:
            make(tmp_path / "Desk", clock)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "disk" in refused.value.sentence()
    assert refused.value.next_step
    assert list(tmp_path.iterdir()) == []
