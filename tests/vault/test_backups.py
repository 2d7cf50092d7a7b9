"""Backups: verified, sealed, thinned out, and restored to a folder of their own."""

from __future__ import annotations

import random
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Damaged, DeskError, Refused
from prevent_desk.store import audit
from prevent_desk.store.settings import Settings
from prevent_desk.vault import names
from prevent_desk.vault.attempts import Attempts
from prevent_desk.vault.facts import BackupInfo
from prevent_desk.vault.look import look
from prevent_desk.vault.model import Role, WrongSecret
from prevent_desk.vault.service import backups_in, restore_locked, unlock
from tests.vault.conftest import START, Opening
from tests.vault.desks import ANOTHER, DEPUTY, PASSPHRASE, RECOVERY, bytes_of, flip
from tests.vault.killed import killed_after, killed_at

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="kills a forked child")


def taken(made: datetime, number: int = 0) -> BackupInfo:
    name = f"{made:%Y-%m-%dT%H%M%S}Z-g{number:06d}.pdvb"
    return BackupInfo(Path("backups") / name, made, 1, number, number, "", "0001", "")


# Which are kept


def test_of_an_hour_only_the_newest_backup_is_kept() -> None:
    made = [taken(START + timedelta(minutes=5 * step)) for step in range(6)]
    assert names.superseded(made) == made[:-1]


def test_years_of_hourly_backups_come_down_to_what_the_rules_keep() -> None:
    kept: list[BackupInfo] = []
    for hour in range(24 * 365 * 2 + 24):
        kept.append(taken(START + timedelta(hours=hour), hour))
        if hour % 11 == 0:
            gone = set(names.superseded(kept))
            kept = [backup for backup in kept if backup not in gone]
    newest = kept[-1].made
    gone = set(names.superseded(kept))
    kept = [backup for backup in kept if backup not in gone]
    assert len(kept) <= 12 + 30 + 12 + 24
    ages = [newest - backup.made for backup in kept]
    assert sum(age <= timedelta(hours=12) for age in ages) >= 12
    assert len({b.made.date() for b in kept if newest - b.made < timedelta(days=30)}) >= 29
    assert max(ages) >= timedelta(days=365 * 2 - 60)


def test_the_newest_backup_is_always_kept() -> None:
    dice = random.Random(5)
    made = [taken(START - timedelta(minutes=dice.randrange(10**6)), n) for n in range(300)]
    assert max(made, key=lambda backup: backup.made) not in names.superseded(made)


def test_of_two_backups_of_one_second_the_later_is_kept() -> None:
    earlier, later = taken(START, 9), taken(START, 10)
    assert names.superseded([later, earlier]) == [earlier]


def test_thinning_out_twice_removes_no_more() -> None:
    dice = random.Random(6)
    made = [taken(START - timedelta(minutes=dice.randrange(10**6)), n) for n in range(300)]
    gone = set(names.superseded(made))
    assert names.superseded(backup for backup in made if backup not in gone) == []


def test_a_backup_is_called_by_its_moment_and_generation_and_never_overwrites(
    tmp_path: Path,
) -> None:
    path = names.backup_path(tmp_path, START, 431)
    assert path.name == "2026-11-23T091230Z-g000431.pdvb"
    path.write_bytes(b"")
    assert names.backup_path(tmp_path, START, 431).name == "2026-11-23T091230Z-g000431-2.pdvb"


def test_backups_of_one_second_are_told_apart_by_their_number(tmp_path: Path) -> None:
    made = []
    for _ in range(11):
        path = names.backup_path(tmp_path, START, 431)
        path.write_bytes(b"")
        names.manifest_path(path).write_bytes(b"")
        made.append(path)
    assert names.backups_in(tmp_path) == made[::-1]


# Taking


def test_closing_takes_a_backup_that_holds_the_last_word(
    folder: Path, opening: Opening, clock: SetClock
) -> None:
    desk = opening()
    assert not desk.backup_is_due
    clock.move(timedelta(hours=5))
    assert desk.backup_is_due
    Settings(desk.store).put("text size", 120)
    desk.close()
    newest = backups_in(folder)[0]
    assert newest.made == clock.now()
    desk = opening()
    assert desk.last_backup == newest
    assert not desk.backup_is_due
    desk.restore_to(newest, folder.with_name("Restored"))
    restored = opening(where=folder.with_name("Restored"))
    assert Settings(restored.store).get("text size") == 120


def test_a_second_place_gets_its_own_backups(
    opening: Opening, tmp_path: Path, clock: SetClock
) -> None:
    desk = opening()
    made = desk.backup(tmp_path / "stick" / "Prevent")
    assert made.path.parent == tmp_path / "stick" / "Prevent"
    assert desk.backups(tmp_path / "stick" / "Prevent") == [made]
    assert backups_in(tmp_path / "stick" / "Prevent") == [made]
    assert made not in desk.backups()


def test_what_a_backup_holds_is_told_beside_what_the_desk_holds(opening: Opening) -> None:
    desk = opening()
    made = desk.backup()
    desk.store.note("plan exported")
    facts = desk.look_into(made)
    assert facts.backup == made
    assert facts.seq_now == made.seq + 1


@pytest.mark.parametrize("part", ["file", "manifest", "file cut", "other file"])
def test_a_backup_that_was_altered_is_not_accepted(
    opening: Opening, clock: SetClock, part: str, tmp_path: Path
) -> None:
    desk = opening()
    older = desk.last_backup
    assert older
    clock.move(timedelta(days=1))
    made = desk.backup()
    if part == "file":
        flip(made.path, 300_000)
    elif part == "manifest":
        manifest = names.manifest_path(made.path)
        manifest.write_bytes(manifest.read_bytes().replace(b'"made": "2026', b'"made": "2027'))
    elif part == "file cut":
        made.path.write_bytes(made.path.read_bytes()[:-4096])
    else:
        shutil.copy(older.path, made.path)
    for act in (desk.look_into, lambda it: desk.restore_to(it, tmp_path / "New")):
        with pytest.raises(Damaged, match="The backup 2026-11-24T091230Z"):
            act(made)
    assert not (tmp_path / "New").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["Desk"]
    assert not desk.check().ok or part == "manifest"


def test_flipped_bits_of_a_backup_are_all_found(
    opening: Opening, tmp_path: Path, campaign: int
) -> None:
    desk = opening()
    made = desk.backup()
    sound, dice = made.path.read_bytes(), random.Random(3)
    for _ in range(40 * campaign):
        made.path.write_bytes(sound)
        flip(made.path, dice.randrange(len(sound) * 8))
        with pytest.raises(Damaged):
            desk.look_into(made)
    made.path.write_bytes(sound)
    desk.look_into(made)


def test_a_full_disk_stops_a_backup_and_leaves_the_old_ones(
    opening: Opening, clock: SetClock
) -> None:
    if sys.platform == "win32":
        pytest.skip("has no limit on the size of a file")
    import resource

    desk = opening()
    before = bytes_of(desk.folder / "backups")
    clock.move(timedelta(days=1))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for kilobytes in (20, 60):
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, hard))
        try:
            with pytest.raises(DeskError) as refused:
                desk.backup()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert refused.value.next_step
        assert bytes_of(desk.folder / "backups") == before
    desk.backup()


def test_a_desk_is_closed_even_when_its_backup_fails(
    folder: Path, opening: Opening, clock: SetClock
) -> None:
    desk = opening()
    shutil.rmtree(folder / "backups")
    (folder / "backups").write_bytes(b"in the way")
    with pytest.raises(DeskError):
        desk.close()
    (folder / "backups").unlink()
    assert opening().role is Role.COORDINATOR


@posix_only
@pytest.mark.parametrize("how", ["step", "moment"])
def test_a_backup_killed_half_way_leaves_the_old_ones_and_no_half_one(
    folder: Path, clock: SetClock, campaign: int, how: str
) -> None:
    dice = random.Random(9)

    def work() -> None:
        desk = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=Attempts())
        for _ in range(2):
            desk.backup()

    old = bytes_of(folder / "backups")
    kills = 0
    for round_ in range(8 * campaign):
        clock.move(timedelta(days=1))
        if how == "step":
            kills += killed_at(20 + 13 * round_ % 130, work)
        else:
            kills += killed_after(0.01 + dice.random() * 0.12, work)
        desk = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=Attempts())
        for backup in desk.backups():
            desk.look_into(backup)
        found = bytes_of(folder / "backups")
        assert {name: found[name] for name in old} == old
        desk.close(backup=False)
    assert kills > 3
    desk = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=Attempts())
    desk.backup()
    whole = {p for each in desk.backups() for p in (each.path, names.manifest_path(each.path))}
    assert set((folder / "backups").iterdir()) == whole, "the rest was cleared away"
    desk.close(backup=False)


# Restoring


def test_a_restored_desk_is_the_backup_byte_for_byte_and_the_old_one_is_untouched(
    folder: Path, opening: Opening, tmp_path: Path
) -> None:
    desk = opening()
    made = desk.backup()
    facts = desk.restore_to(made, tmp_path / "New")
    assert facts.backup == made
    assert (tmp_path / "New" / "vault.pdv").read_bytes() == made.path.read_bytes()
    assert look(tmp_path / "New").problem is None
    assert look(tmp_path / "New").slots == desk.slots()
    restored = opening(where=tmp_path / "New")
    actions = [record.action for record in audit.records(restored.store, newest=2)]
    assert actions == ["desk unlocked", "desk restored from a backup"]
    assert audit.records(desk.store, newest=1)[0].action == "backup restored to a new folder"


def test_twenty_restores_are_all_alike(opening: Opening, tmp_path: Path, campaign: int) -> None:
    desk = opening()
    made = desk.backup()
    for number in range(20 * campaign):
        new = tmp_path / f"New {number}"
        desk.restore_to(made, new)
        assert (new / "vault.pdv").read_bytes() == made.path.read_bytes()
        shutil.rmtree(new)


def test_a_backup_is_never_restored_over_anything(opening: Opening, folder: Path) -> None:
    desk = opening()
    made = desk.backup()
    with pytest.raises(Refused, match="There already is a desk"):
        desk.restore_to(made, folder)


@pytest.mark.parametrize("role", list(Role))
def test_a_desk_that_is_damaged_in_every_file_is_restored_by_a_backup_alone(
    folder: Path, opening: Opening, tmp_path: Path, clock: SetClock, role: Role
) -> None:
    for path in folder.iterdir():
        if path.is_file():
            path.write_bytes(b"")
    assert isinstance(look(folder).problem, Damaged)
    (newest,) = backups_in(folder)
    secret = {Role.COORDINATOR: PASSPHRASE, Role.DEPUTY: DEPUTY, Role.RECOVERY: RECOVERY}[role]
    facts = restore_locked(newest, role, secret, tmp_path / "New", clock=clock)
    assert facts.backup == newest
    desk = opening(role, secret, where=tmp_path / "New")
    assert desk.check().lines[0].ok


def test_a_wrong_passphrase_restores_nothing(folder: Path, tmp_path: Path, clock: SetClock) -> None:
    (newest,) = backups_in(folder)
    with pytest.raises(WrongSecret):
        restore_locked(
            newest, Role.COORDINATOR, ANOTHER, tmp_path / "New", clock=clock, attempts=Attempts()
        )
    assert not (tmp_path / "New").exists()


@posix_only
def test_a_restore_killed_half_way_leaves_no_desk_that_looks_whole(
    folder: Path, tmp_path: Path, clock: SetClock, campaign: int
) -> None:
    (newest,) = backups_in(folder)
    new = tmp_path / "New"

    def work() -> None:
        restore_locked(newest, Role.DEPUTY, DEPUTY, new, clock=clock, attempts=Attempts())

    step, stride = 1, max(1, 5 // campaign)
    while killed_at(step, work):
        if new.exists():
            assert look(new).problem is None
            shutil.rmtree(new)
        step += stride
    assert step > 20
    unlock(new, Role.DEPUTY, DEPUTY, clock=clock, attempts=Attempts()).close(backup=False)


def test_a_folder_that_holds_no_backup_has_none(tmp_path: Path) -> None:
    assert backups_in(tmp_path) == []
    assert backups_in(tmp_path / "missing") == []


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"{" * 3000, b'{"format": 1}\n'])
def test_a_manifest_that_is_none_is_passed_over(folder: Path, raw: bytes) -> None:
    manifest = names.manifest_path(backups_in(folder)[0].path)
    manifest.write_bytes(raw)
    assert backups_in(folder) == []
