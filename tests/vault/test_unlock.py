"""Everything that can be wrong with a folder: each in its own words, with not a byte changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Damaged, DeskError, Refused
from prevent_desk.vault import entering, sealed
from prevent_desk.vault.look import look
from prevent_desk.vault.model import AlreadyOpen, Role, WrongSecret
from tests.vault.conftest import Opening
from tests.vault.desks import DEPUTY, PASSPHRASE, RECOVERY, bytes_of, flip


def no_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def nothing_there(folder: Path) -> None:
    no_folder(folder)
    folder.mkdir()


def only_backups(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()


def database_missing(folder: Path) -> None:
    (folder / "vault.pdv").unlink()


def database_empty(folder: Path) -> None:
    (folder / "vault.pdv").write_bytes(b"")


def database_cut(folder: Path) -> None:
    raw = (folder / "vault.pdv").read_bytes()
    (folder / "vault.pdv").write_bytes(raw[: len(raw) // 8192 * 4096])


def database_cut_inside_a_page(folder: Path) -> None:
    raw = (folder / "vault.pdv").read_bytes()
    (folder / "vault.pdv").write_bytes(raw[:-1000])


def database_plain(folder: Path) -> None:
    (folder / "vault.pdv").write_bytes(b"SQLite format 3\x00" + bytes(90_000))


def database_flipped(folder: Path) -> None:
    flip(folder / "vault.pdv", 8 * 40_000)


def database_flipped_in_the_first_page(folder: Path) -> None:
    flip(folder / "vault.pdv", 8 * 2000)


def database_of_noise(folder: Path) -> None:
    size = (folder / "vault.pdv").stat().st_size
    (folder / "vault.pdv").write_bytes(os.urandom(size))


def keys_missing(folder: Path) -> None:
    (folder / "keyslots.json").unlink()
    (folder / "keyslots.bak").unlink()


def keys_damaged(folder: Path) -> None:
    flip(folder / "keyslots.json", 1)
    (folder / "keyslots.bak").write_bytes(b"")


def keys_flipped(folder: Path) -> None:
    for name in ("keyslots.json", "keyslots.bak"):
        raw = (folder / name).read_text()
        seal = raw.index('"seal": "') + 9
        (folder / name).write_text(
            raw[:seal] + ("1" if raw[seal] != "1" else "2") + raw[seal + 1 :]
        )


def keys_sealed_by_nobody(folder: Path) -> None:
    for name in ("keyslots.json", "keyslots.bak"):
        record = json.loads((folder / name).read_bytes())
        record["revision"] += 1
        (folder / name).write_bytes(sealed.canonical(record))


def keys_newer(folder: Path) -> None:
    for name in ("keyslots.json", "keyslots.bak"):
        record = json.loads((folder / name).read_bytes())
        (folder / name).write_bytes(sealed.canonical({**record, "format": 2, "more": "fields"}))


CASES: list[tuple[Callable[[Path], None], type[DeskError], str]] = [
    (no_folder, Refused, "There is no folder “Desk”."),
    (nothing_there, Refused, "There is no desk in the folder “Desk”."),
    (only_backups, Refused, "The desk file is not in this folder."),
    (database_missing, Refused, "The desk file is not in this folder."),
    (database_empty, Damaged, "The desk file is empty (0 bytes)."),
    (database_cut, Damaged, "The desk file cannot be opened."),
    (database_cut_inside_a_page, Damaged, "The desk file cannot be opened."),
    (database_plain, Damaged, "The desk file is not encrypted, so it is not one of ours."),
    (database_flipped, Damaged, "The desk file is damaged."),
    (database_flipped_in_the_first_page, Damaged, "The desk file does not belong to these keys."),
    (database_of_noise, Damaged, "The desk file does not belong to these keys."),
    (keys_missing, Damaged, "The key file is missing, in both copies."),
    (keys_damaged, Damaged, "The key file is damaged in both copies."),
    (keys_flipped, Damaged, "The key file is damaged in both copies."),
    (keys_sealed_by_nobody, Damaged, "The key file is damaged in both copies."),
    (keys_newer, Refused, "This desk was last opened with a newer Prevent Desk."),
]
SEEN_WITH_A_KEY_ONLY = {
    database_flipped,
    database_flipped_in_the_first_page,
    database_of_noise,
    keys_flipped,
    keys_sealed_by_nobody,
}
SEEN_WITHOUT_A_KEY = [case for case in CASES if case[0] not in SEEN_WITH_A_KEY_ONLY]


@pytest.mark.parametrize(("hurt", "kind", "words"), CASES, ids=[case[0].__name__ for case in CASES])
def test_each_problem_has_its_own_words_and_changes_nothing(
    folder: Path, opening: Opening, hurt: Callable[[Path], None], kind: type, words: str
) -> None:
    hurt(folder)
    before = bytes_of(folder)
    with pytest.raises(kind) as problem:
        opening()
    assert problem.value.what == words
    assert problem.value.next_step
    assert problem.value.code
    assert bytes_of(folder) == before


@pytest.mark.parametrize(
    ("hurt", "kind", "words"),
    SEEN_WITHOUT_A_KEY,
    ids=[case[0].__name__ for case in SEEN_WITHOUT_A_KEY],
)
def test_the_unlock_screen_is_told_of_it_before_a_passphrase_is_typed(
    folder: Path, hurt: Callable[[Path], None], kind: type, words: str
) -> None:
    hurt(folder)
    before = bytes_of(folder)
    problem = look(folder).problem
    assert isinstance(problem, kind)
    assert problem.what == words
    assert bytes_of(folder) == before


def test_a_damaged_desk_names_the_newest_backup(folder: Path, opening: Opening) -> None:
    database_flipped(folder)
    with pytest.raises(Damaged) as problem:
        opening()
    assert problem.value.next_step == "Restore the backup of 23 Nov 2026."


def test_a_file_cut_short_says_how_much_is_left(folder: Path) -> None:
    size = (folder / "vault.pdv").stat().st_size
    database_cut(folder)
    left = (folder / "vault.pdv").stat().st_size
    problem = look(folder).problem
    assert problem
    assert f"({left / 1e6:.1f} of {size / 1e6:.1f} MB)" in problem.why


def test_another_desks_file_is_told_from_a_damaged_one(
    folder: Path, opening: Opening, tmp_path: Path, clock: SetClock
) -> None:
    from prevent_desk.vault.service import LIGHT, create_desk

    create_desk(
        tmp_path / "Other", passphrase=PASSPHRASE, recovery_key=RECOVERY, practice=False,
        clock=clock, cost=LIGHT,
    ).close()  # fmt: skip
    shutil.copy(tmp_path / "Other" / "vault.pdv", folder / "vault.pdv")
    with pytest.raises(Damaged, match="does not belong to these keys"):
        opening()


def test_a_good_folder_tells_its_keys_by_role_and_no_name(folder: Path) -> None:
    found = look(folder)
    assert found.problem is None
    assert found.notice == ""
    assert found.name == "Desk"
    assert [slot.label for slot in found.slots] == ["Officer", "Recovery sheet", "Deputy"]
    assert found.roles == (Role.COORDINATOR, Role.DEPUTY, Role.RECOVERY)
    assert not found.practice


def test_looking_needs_the_standard_library_only() -> None:
    heavy = "{'cryptography', 'argon2', 'sqlalchemy', 'PySide6', 'sqlcipher3', 'zxcvbn'}"
    program = (
        "import sys, prevent_desk.vault.look, prevent_desk.vault.model;"
        f"sys.exit(bool({heavy} & {{name.split('.')[0] for name in sys.modules}}))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("role", "secret", "words"),
    [
        (Role.COORDINATOR, DEPUTY, "That passphrase does not open the Officer key."),
        (Role.DEPUTY, PASSPHRASE, "That passphrase does not open the Deputy key."),
        (Role.COORDINATOR, "", "That passphrase does not open the Officer key."),
        (Role.RECOVERY, "0" * 26 + "00", "That recovery key does not open this desk."),
    ],
)
def test_a_wrong_secret_never_touches_the_database_file(
    folder: Path, opening: Opening, role: Role, secret: str, words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip

    def never(*_: object, **__: object) -> None:
        raise AssertionError("the database was opened")

    monkeypatch.setattr(entering, "open_store", never)
    before = bytes_of(folder)
    with pytest.raises(WrongSecret) as wrong:
        opening(role, secret)
    assert wrong.value.what == f"{words} The file itself is fine."
    assert bytes_of(folder) == before


def test_a_mistyped_recovery_key_is_no_wrong_try(folder: Path, opening: Opening) -> None:
    with pytest.raises(Refused, match="not as it is on the sheet") as refused:
        opening(Role.RECOVERY, RECOVERY.replace("QG04", "QG05"))
    assert not isinstance(refused.value, WrongSecret)


def test_a_role_without_a_key_is_said_so(folder: Path, opening: Opening) -> None:
    desk = opening()
    deputy = next(slot for slot in desk.slots() if slot.role is Role.DEPUTY)
    desk.remove_slot(deputy.slot_id)
    desk.close(backup=False)
    with pytest.raises(Refused, match="This desk has no Deputy key"):
        opening(Role.DEPUTY, DEPUTY)


def test_a_damaged_copy_is_mended_by_a_successful_unlock_only(
    folder: Path, opening: Opening
) -> None:
    sound = (folder / "keyslots.bak").read_bytes()
    flip(folder / "keyslots.json", 700)
    assert "mended when the desk is opened" in look(folder).notice
    before = bytes_of(folder)
    with pytest.raises(WrongSecret):
        opening(secret="not this one")
    assert bytes_of(folder) == before
    desk = opening()
    assert desk.notices == ("One copy of the key file was damaged and has been mended.",)
    assert (folder / "keyslots.json").read_bytes() == sound
    assert look(folder).notice == ""


def test_a_second_window_is_told_since_when_the_desk_is_open(
    folder: Path, opening: Opening, clock: SetClock
) -> None:
    opening()
    started = clock.now().astimezone()
    clock.move(timedelta(minutes=40))
    before = bytes_of(folder)
    with pytest.raises(AlreadyOpen) as refused:
        opening()
    assert refused.value.what == f"This desk is open in another window since {started:%H:%M}."
    assert bytes_of(folder) == before


def test_a_second_window_is_told_so_before_its_passphrase_is_judged(
    folder: Path, opening: Opening
) -> None:
    opening()
    with pytest.raises(AlreadyOpen):
        opening(secret="not this one")


def test_a_folder_that_cannot_be_written_to_is_refused_in_words(
    folder: Path, opening: Opening
) -> None:
    if sys.platform == "win32" or os.geteuid() == 0:
        pytest.skip("here the administrator, or everyone, may write into any folder")
    folder.chmod(0o500)
    try:
        with pytest.raises(Refused, match="cannot be written to"):
            opening()
    finally:
        folder.chmod(0o700)
