"""The key file: strict, in two copies, and never opened by a wrong secret."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from prevent_desk.core.errors import Damaged, DeskError, Fault, Refused
from prevent_desk.vault import sealed, slotcopies, slotfile, slots
from prevent_desk.vault.files import Layout
from prevent_desk.vault.kdf import FLOOR, LIGHT
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.model import Role
from prevent_desk.vault.slotfile import KeyFileDamaged, SlotFile
from tests.vault.desks import ANOTHER, DEPUTY, PASSPHRASE, RECOVERY, flip

WHEN = datetime(2026, 11, 23, 9, 12, 30, tzinfo=UTC)
SECRETS = {Role.COORDINATOR: PASSPHRASE, Role.DEPUTY: DEPUTY, Role.RECOVERY: RECOVERY}


@pytest.fixture
def key() -> DataKey:
    return DataKey(bytearray(range(32)))


@pytest.fixture
def written(tmp_path: Path, key: DataKey) -> SlotFile:
    """Both copies of a key file with three slots, in tmp_path."""
    file = slots.empty_file("ab" * 16, practice=False)
    for role, secret in SECRETS.items():
        file = slots.with_slot(file, key, role, role.words, secret, created=WHEN, cost=LIGHT)
    return slots.write_both(tmp_path, file, key)[0]


def open_in(folder: Path, role: Role, secret: str) -> slots.Opened | None:
    copies, _ = slotcopies.read(folder)
    return slots.open_slot(copies, role, secret)


def rewritten(folder: Path, change: dict[str, object], slot: dict[str, object]) -> None:
    """Write both copies with fields changed, as someone without the data key could."""
    for path in (Layout(folder).keyslots, Layout(folder).keyslots_copy):
        record = json.loads(path.read_bytes())
        record.update(change)
        record["slots"][0].update(slot)
        path.write_bytes(sealed.canonical(record))


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("role", list(Role))
def test_each_secret_opens_its_own_slot_and_gives_the_same_key(
    tmp_path: Path, key: DataKey, role: Role
) -> None:
    opened = open_in(tmp_path, role, SECRETS[role])
    assert opened
    assert (opened.slot.role, opened.key.raw) == (role, key.raw)


def test_a_slot_opens_at_the_cost_that_real_desks_have(tmp_path: Path, key: DataKey) -> None:
    file = slots.empty_file("ab" * 16, practice=False)
    file = slots.with_slot(
        file, key, Role.COORDINATOR, "Officer", PASSPHRASE, created=WHEN, cost=FLOOR
    )
    slots.write_both(tmp_path, file, key)
    opened = open_in(tmp_path, Role.COORDINATOR, PASSPHRASE)
    assert opened
    assert opened.slot.memory_kib == 256 * 1024
    assert opened.key.raw == key.raw


@pytest.mark.usefixtures("written")
def test_a_secret_does_not_open_the_slot_of_another_role(tmp_path: Path) -> None:
    assert open_in(tmp_path, Role.DEPUTY, PASSPHRASE) is None


def test_the_key_file_holds_neither_secret_nor_key(tmp_path: Path, key: DataKey) -> None:
    file = slots.empty_file("ab" * 16, practice=False)
    file = slots.with_slot(
        file, key, Role.COORDINATOR, "Officer", PASSPHRASE, created=WHEN, cost=LIGHT
    )
    slots.write_both(tmp_path, file, key)
    text = Layout(tmp_path).keyslots.read_text()
    assert bytes(key.raw).hex() not in text
    assert not any(word in text for word in PASSPHRASE.split())


def test_a_data_key_shows_itself_to_nobody(key: DataKey) -> None:
    import pickle

    assert bytes(key.raw).hex()[:8] not in repr(key)
    with pytest.raises(Fault):
        pickle.dumps(key)
    key.wipe()
    with pytest.raises(Fault):
        _ = key.raw


def test_wrong_passphrases_open_nothing(tmp_path: Path, written: SlotFile, campaign: int) -> None:
    dice = random.Random(1)
    for _ in range(40 * campaign):
        letters = list(PASSPHRASE)
        letters[dice.randrange(len(letters))] = chr(dice.randrange(0x21, 0x2FF))
        wrong = "".join(letters)
        if slots.secret_bytes(Role.COORDINATOR, wrong) != PASSPHRASE.encode():
            assert open_in(tmp_path, Role.COORDINATOR, wrong) is None


def flips_that_got_through(folder: Path, key: DataKey, count: int, seed: int) -> int:
    """Flip one bit in both copies, unlock as the officer, and count the times it opened."""
    layout = Layout(folder)
    sound = layout.keyslots.read_bytes()
    dice = random.Random(seed)
    through = 0
    for _ in range(count):
        bit = dice.randrange(len(sound) * 8)
        for path in (layout.keyslots, layout.keyslots_copy):
            path.write_bytes(sound)
            flip(path, bit)
        try:
            opened = open_in(folder, Role.COORDINATOR, PASSPHRASE)
        except DeskError:
            continue
        through += opened is not None
    return through


def test_no_flipped_bit_in_both_copies_goes_unnoticed(
    tmp_path: Path, written: SlotFile, key: DataKey, campaign: int
) -> None:
    assert flips_that_got_through(tmp_path, key, 250 * campaign, seed=2) == 0


def test_the_campaign_catches_a_format_that_authenticates_nothing_but_the_key(
    tmp_path: Path, key: DataKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The planted fault: a slot without its header as associated data, and a file without its seal.
    monkeypatch.setattr(SlotFile, "bound_to", lambda *_: b"")
    monkeypatch.setattr(slots, "_is_whole", lambda file, key: True)
    file = slots.empty_file("ab" * 16, practice=False)
    file = slots.with_slot(
        file, key, Role.COORDINATOR, "Officer", PASSPHRASE, created=WHEN, cost=LIGHT
    )
    slots.write_both(tmp_path, file, key)
    assert flips_that_got_through(tmp_path, key, 250, seed=2) > 0


@pytest.mark.usefixtures("written")
def test_a_header_changed_by_hand_opens_nothing_though_the_seal_were_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "_is_whole", lambda file, key: True)
    rewritten(tmp_path, {}, {"label": "Deputy's own"})
    assert open_in(tmp_path, Role.COORDINATOR, PASSPHRASE) is None
    rewritten(tmp_path, {}, {"label": "Officer"})
    assert open_in(tmp_path, Role.COORDINATOR, PASSPHRASE)
    rewritten(tmp_path, {"practice": True}, {})
    assert open_in(tmp_path, Role.COORDINATOR, PASSPHRASE) is None


@pytest.mark.usefixtures("written")
def test_a_slot_added_or_taken_out_by_hand_breaks_the_seal(tmp_path: Path) -> None:
    for path in (Layout(tmp_path).keyslots, Layout(tmp_path).keyslots_copy):
        record = json.loads(path.read_bytes())
        del record["slots"][1]
        path.write_bytes(sealed.canonical(record))
    with pytest.raises(Damaged, match="damaged in both copies"):
        open_in(tmp_path, Role.COORDINATOR, PASSPHRASE)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("m", 2**40), ("m", 1), ("m", "8192"), ("m", 8192.0), ("t", 0), ("t", 10**9), ("p", 0),
        ("p", 255), ("salt", ""), ("salt", "AB" * 16), ("nonce", "ab" * 16), ("box", "ab"),
        ("kdf", "scrypt"), ("role", "chair"), ("label", ""), ("label", "x" * 41),
        ("label", "two\nlines"), ("created", "2026-11-23"), ("slot_id", -1), ("slot_id", True),
        ("extra", 1),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("written")
def test_a_hostile_slot_is_refused_before_any_memory_is_taken(
    tmp_path: Path, field: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError("the key was derived")

    monkeypatch.setattr(slots, "derive", never)
    rewritten(tmp_path, {}, {field: value})
    with pytest.raises(Damaged, match="damaged in both copies"):
        open_in(tmp_path, Role.COORDINATOR, PASSPHRASE)


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"null\n", b"[]", b"\xff\xfe", b"{" * 5000, b"[" * 200_000, b"9" * 100_000,
        b'{"format": 1}', b'{"format": NaN}', b"{}" * 600_000,
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_key_file_is_damaged_and_nothing_else(raw: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        slotfile.parse(raw)


@pytest.mark.usefixtures("written")
def test_only_one_way_of_writing_a_key_file_is_read(tmp_path: Path) -> None:
    raw = Layout(tmp_path).keyslots.read_bytes()
    slotfile.parse(raw)
    for other in (
        raw.rstrip(),
        raw + b"\n",
        raw.replace(b" ", b"  ", 1),
        raw.replace(b'"format": 1', b'"format": 1.0'),
        raw.replace(b'"practice": false', b'"practice": 0'),
        raw.replace(b'"format": 1,', b'"format": 1, "format": 1,'),
    ):
        with pytest.raises(KeyFileDamaged):
            slotfile.parse(other)


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("hurt", ["keyslots", "keyslots_copy"])
@pytest.mark.parametrize("how", ["flipped", "missing", "empty", "cut"])
def test_either_copy_opens_alone_and_the_other_is_made_whole_again(
    tmp_path: Path, key: DataKey, hurt: str, how: str
) -> None:
    layout = Layout(tmp_path)
    path: Path = getattr(layout, hurt)
    sound = path.read_bytes()
    if how == "flipped":
        flip(path, 3000)
    elif how == "missing":
        path.unlink()
    else:
        path.write_bytes(sound[:100] if how == "cut" else b"")
    left = path.read_bytes() if path.exists() else None

    opened = open_in(tmp_path, Role.DEPUTY, DEPUTY)

    assert opened
    assert (path.read_bytes() if path.exists() else None) == left, "opening alone heals nothing"
    assert slots.make_copies_equal(tmp_path, opened.file, key)
    assert layout.keyslots.read_bytes() == layout.keyslots_copy.read_bytes() == sound


def test_a_passphrase_that_was_changed_does_not_come_back_by_the_older_copy(
    tmp_path: Path, written: SlotFile, key: DataKey
) -> None:
    older = Layout(tmp_path).keyslots_copy.read_bytes()
    changed = slots.with_slot(
        written, key, Role.COORDINATOR, "Officer", ANOTHER,
        created=WHEN, cost=LIGHT, slot_id=0,
    )  # fmt: skip
    slots.write_both(tmp_path, changed, key)
    # As after a power cut between the first copy and the second.
    Layout(tmp_path).keyslots_copy.write_bytes(older)

    assert open_in(tmp_path, Role.COORDINATOR, PASSPHRASE) is None
    opened = open_in(tmp_path, Role.COORDINATOR, ANOTHER)
    assert opened
    assert opened.file.revision == written.revision + 1
    # But where the newer copy is damaged, the older is the truth there is.
    flip(Layout(tmp_path).keyslots, 2000)
    assert open_in(tmp_path, Role.COORDINATOR, PASSPHRASE)


def test_changing_one_slot_leaves_the_others_as_they_were(written: SlotFile, key: DataKey) -> None:
    changed = slots.with_slot(
        written, key, Role.DEPUTY, "Deputy", ANOTHER, created=WHEN, cost=LIGHT, slot_id=1
    )
    assert changed.slots[0] == written.slots[0]
    assert changed.slots[2] == written.slots[2]
    assert changed.slots[1] != written.slots[1]


def test_a_number_is_never_given_to_a_second_slot(written: SlotFile, key: DataKey) -> None:
    without = replace(written, slots=written.slots[:2])
    again = slots.with_slot(without, key, Role.DEPUTY, "Deputy", ANOTHER, created=WHEN, cost=LIGHT)
    assert [slot.slot_id for slot in again.slots] == [0, 1, 3]


def test_two_slots_of_one_passphrase_look_nothing_alike(written: SlotFile, key: DataKey) -> None:
    file = slots.with_slot(
        written, key, Role.DEPUTY, "Deputy", PASSPHRASE, created=WHEN, cost=LIGHT
    )
    assert len({slot.salt for slot in file.slots}) == len(file.slots)
    assert file.slots[-1].box != file.slots[0].box


@pytest.mark.parametrize("label", ["", "   ", "x" * 41, "a\x07b"])
def test_a_label_that_is_no_label_is_refused(written: SlotFile, key: DataKey, label: str) -> None:
    with pytest.raises(Refused, match="1 to 40"):
        slots.with_slot(written, key, Role.DEPUTY, label, DEPUTY, created=WHEN, cost=LIGHT)


def test_a_slot_that_does_not_open_what_it_closed_is_never_written(
    written: SlotFile, key: DataKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([b"1" * 32, b"2" * 32])
    monkeypatch.setattr(slots, "derive", lambda *_: next(answers))
    with pytest.raises(Fault, match="does not open"):
        slots.with_slot(written, key, Role.DEPUTY, "D", DEPUTY, created=WHEN, cost=LIGHT)


def test_a_disk_that_takes_only_the_first_copy_leaves_the_change_in_force(
    tmp_path: Path, written: SlotFile, key: DataKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prevent_desk.vault import files

    put = files.replace

    def full(path: Path, content: bytes) -> None:
        if path.name == "keyslots.bak":
            raise OSError(28, "No space left on device")
        put(path, content)

    monkeypatch.setattr(files, "replace", full)
    rest = replace(written, slots=written.slots[:1] + written.slots[2:])
    _, both = slots.write_both(tmp_path, rest, key)
    assert not both
    assert open_in(tmp_path, Role.DEPUTY, DEPUTY) is None
    assert open_in(tmp_path, Role.COORDINATOR, PASSPHRASE)
