"""Keys of an open desk: added, changed, removed; and its health."""

from __future__ import annotations

from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.store import audit
from prevent_desk.vault import recovery
from prevent_desk.vault.model import Role, WrongSecret
from tests.vault.conftest import Opening
from tests.vault.desks import ANOTHER, DEPUTY, PASSPHRASE, RECOVERY, bytes_of, flip


def number_of(desk, role: Role) -> int:
    return next(slot.slot_id for slot in desk.slots() if slot.role is role)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(opening: Opening) -> None:
    desk = opening()
    desk.change_slot(number_of(desk, Role.COORDINATOR), ANOTHER)
    desk.close(backup=False)
    with pytest.raises(WrongSecret):
        opening(secret=PASSPHRASE)
    opening(secret=ANOTHER).close(backup=False)
    opening(Role.DEPUTY, DEPUTY).close(backup=False)
    opening(Role.RECOVERY, RECOVERY)


def test_a_removed_key_opens_no_more_and_the_others_do(opening: Opening) -> None:
    desk = opening()
    desk.remove_slot(number_of(desk, Role.DEPUTY))
    desk.close(backup=False)
    with pytest.raises(Refused, match="no Deputy key"):
        opening(Role.DEPUTY, DEPUTY)
    opening().close(backup=False)
    opening(Role.RECOVERY, RECOVERY)


def test_two_recovery_sheets_each_open_the_desk(opening: Opening) -> None:
    second = recovery.generate()
    desk = opening()
    made = desk.add_slot(Role.RECOVERY, "Recovery sheet B", second)
    assert (made.label, made.role) == ("Recovery sheet B", Role.RECOVERY)
    desk.close(backup=False)
    opening(Role.RECOVERY, RECOVERY).close(backup=False)
    desk = opening(Role.RECOVERY, second)
    assert desk.role is Role.RECOVERY


def test_a_new_key_costs_a_guesser_as_much_as_the_first(folder: Path, opening: Opening) -> None:
    desk = opening()
    desk.add_slot(Role.DEPUTY, "Second deputy", ANOTHER)
    costs = {(slot.memory_kib, slot.passes, slot.lanes) for slot in desk._keys.slots}
    assert len(costs) == 1


def test_the_last_recovery_key_and_the_last_passphrase_stay(folder: Path, opening: Opening) -> None:
    desk = opening()
    with pytest.raises(Refused, match="last recovery key"):
        desk.remove_slot(number_of(desk, Role.RECOVERY))
    desk.remove_slot(number_of(desk, Role.DEPUTY))
    with pytest.raises(Refused, match="last passphrase"):
        desk.remove_slot(number_of(desk, Role.COORDINATOR))
    assert [slot.role for slot in desk.slots()] == [Role.COORDINATOR, Role.RECOVERY]


@pytest.mark.parametrize(
    ("role", "label", "secret", "words"),
    [
        (Role.DEPUTY, "", "too short", "not strong enough"),
        (Role.DEPUTY, "x" * 50, ANOTHER, "1 to 40"),
        (Role.RECOVERY, "", ANOTHER, "recovery key"),
        (Role.RECOVERY, "", RECOVERY[:-1] + "0", "not as it is on the sheet"),
    ],
)
def test_a_key_that_is_not_fit_changes_nothing(
    folder: Path, opening: Opening, role: Role, label: str, secret: str, words: str
) -> None:
    desk = opening()
    before = bytes_of(folder)
    with pytest.raises(Refused, match=words):
        desk.add_slot(role, label, secret)
    assert bytes_of(folder) == before


def test_a_desk_has_room_for_eight_keys(opening: Opening) -> None:
    desk = opening()
    for number in range(5):
        desk.add_slot(Role.RECOVERY, f"Sheet {number}", recovery.generate())
    with pytest.raises(Refused, match="at most 8 keys"):
        desk.add_slot(Role.RECOVERY, "Sheet 6", recovery.generate())


def test_a_slot_that_is_not_there_is_our_fault(opening: Opening) -> None:
    with pytest.raises(Fault):
        opening().remove_slot(99)


def test_what_is_done_with_keys_is_in_the_trail_without_the_secrets(opening: Opening) -> None:
    desk = opening()
    made = desk.add_slot(Role.DEPUTY, "Second deputy", ANOTHER)
    desk.change_slot(made.slot_id, PASSPHRASE)
    desk.remove_slot(made.slot_id)
    records = audit.records(desk.store, newest=3)
    assert [record.action for record in records] == ["key removed", "key changed", "key added"]
    assert {record.object_id for record in records} == {str(made.slot_id)}
    assert {record.actor for record in records} == {"Officer"}
    assert not any(word in str(records) for word in (ANOTHER + PASSPHRASE).split())


def test_who_opened_the_desk_is_the_actor_of_the_trail(opening: Opening) -> None:
    desk = opening(Role.DEPUTY, DEPUTY)
    newest = audit.records(desk.store, newest=1)[0]
    assert (newest.action, newest.actor) == ("desk unlocked", "Deputy")


def test_a_full_disk_leaves_the_keys_as_they_were(
    folder: Path, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prevent_desk.vault import files

    desk = opening()
    before = bytes_of(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(Refused, match="The keys were not changed") as refused:
        desk.remove_slot(number_of(desk, Role.DEPUTY))
    assert "The disk is full" in refused.value.why
    monkeypatch.undo()
    assert bytes_of(folder) == before
    assert len(desk.slots()) == 3


def test_a_sound_desk_passes_its_check_step_by_step(opening: Opening) -> None:
    steps: list[tuple[int, int, str]] = []
    report = opening().check(lambda *step: steps.append(step))
    assert report.ok
    assert [line.name for line in report.lines] == [step[2] for step in steps]
    assert [step[:2] for step in steps] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert all(line.text.endswith(".") for line in report.lines)


def test_a_check_tells_what_is_not_well_and_mends_nothing(folder: Path, opening: Opening) -> None:
    desk = opening()
    flip(folder / "keyslots.bak", 900)
    (folder / "anchor.json").unlink()
    for path in (folder / "backups").iterdir():
        path.unlink()
    before = bytes_of(folder)
    report = desk.check()
    assert not report.ok
    assert [line.name for line in report.lines if not line.ok] == ["Audit trail", "Keys", "Backups"]
    assert bytes_of(folder) == before


def test_closing_twice_does_nothing_and_the_key_is_gone(
    folder: Path, opening: Opening, clock: SetClock
) -> None:
    desk = opening()
    key = desk._key
    desk.close()
    left = bytes_of(folder)
    desk.close()
    assert bytes_of(folder) == left
    with pytest.raises(Fault, match="wiped"):
        _ = key.raw
    assert left["vault.lock"] == b""


def test_a_desk_that_fails_to_close_still_lets_go_of_key_and_folder(
    folder: Path, opening: Opening
) -> None:
    desk = opening()
    key = desk._key
    with desk.store.reading(), pytest.raises(Fault):
        desk.close(backup=False)
    with pytest.raises(Fault, match="wiped"):
        _ = key.raw
    assert (folder / "vault.lock").read_bytes() == b""
    desk.store.close()
    opening()
