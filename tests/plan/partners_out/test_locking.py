"""Workbooks under a password: they open with it only, and leave nothing plain behind."""

from __future__ import annotations

import io
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.exceptions import InvalidKeyError

from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners import sending_columns as columns
from prevent_desk.plan.model.partners.packs import Wish
from prevent_desk.plan.ui.partners.send_making import Wanted, send
from prevent_desk.store import audit
from prevent_desk.workers import child
from tests.plan.page_room import large_plan
from tests.plan.partners_out.sample import Room, book_of

PASSWORD = "lantern orbit velvet walnut"


def unlocked(data: bytes, password: str) -> bytes:
    file = msoffcrypto.OfficeFile(io.BytesIO(data))
    file.load_key(password=password, verify_password=True)
    out = io.BytesIO()
    file.decrypt(out, verify_integrity=True)
    return out.getvalue()


def test_a_locked_workbook_holds_the_very_bytes_of_the_open_one(room: Room) -> None:
    pack = room.pack()
    locked = book_of(pack, PASSWORD)
    assert unlocked(locked, PASSWORD) == book_of(pack)
    for wrong in (PASSWORD.title(), PASSWORD + " "):
        with pytest.raises(InvalidKeyError):
            unlocked(locked, wrong)


def test_it_is_aes_256_with_sha_512_and_100_000_rounds(room: Room) -> None:
    locked = book_of(room.pack(), PASSWORD)
    assert b'cipherAlgorithm="AES"' in locked
    assert b'keyBits="256"' in locked
    assert b'hashAlgorithm="SHA512"' in locked
    assert b'spinCount="100000"' in locked


def test_no_plain_text_and_no_password_reaches_the_disk_or_the_audit(
    room: Room, tmp_path: Path
) -> None:
    """The whole sending, by a real child process, with the files where they really go."""
    out = tmp_path / "out"
    out.mkdir()
    work = send(
        room.services.sending,
        Wanted(room.wish("Health", "COLP"), passwords=True, drafts=True, attached=True, folder=out),
        child.run,
        practice=False,
    )
    sent = work(lambda *_: None, lambda: False)
    passwords = [one.password for one in sent.files]
    assert len(set(passwords)) == 2
    assert all(len(one.split(" ")) == 4 for one in passwords)
    for one in sent.files:
        book = unlocked((out / one.workbook).read_bytes(), one.password)
        assert columns.PLAN_SHEET in openpyxl.load_workbook(io.BytesIO(book)).sheetnames
    plain = [b"Safeguarding protocols", b"Initial needs identified", b"xl/worksheets"]
    for path in tmp_path.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            assert not any(words in held for words in plain), path.name
            assert not any(one.encode() in held for one in passwords), path.name
    noted = str([(one.action, one.detail) for one in audit.records(room.store)])
    assert "workbook sent to partner" in noted
    assert not any(one in noted for one in passwords)
    assert "Okafor" not in noted


def test_forty_agencies_are_made_by_one_child_and_entered_as_one_act(
    room: Room, tmp_path: Path
) -> None:
    plan = large_plan(120)
    for number, action in enumerate(plan.actions()):
        action.leads = [f"Agency {number % 40}", f"Agency {(number + 7) % 40}"]
    plan_id = room.services.plans.import_plan(plan, None)
    out = tmp_path / "out"
    out.mkdir()
    leads = room.services.sending.offer(plan_id).leads
    assert len(leads) == 40
    agencies = tuple(one.agency for one in leads)
    wish = Wish(plan_id, agencies, None, with_all=True, marking="OFFICIAL")
    said: list[tuple[int, int, str]] = []
    work = send(
        room.services.sending,
        Wanted(wish, passwords=False, drafts=True, attached=False, folder=out),
        child.run,
        practice=True,
    )
    sent = work(lambda *told: said.append(told), lambda: False)
    assert len(list(out.iterdir())) == 80
    assert sum(one.actions for one in sent.files) == 240
    assert any(of == 240 for _, of, _ in said)
    assert room.store.undo_label() == "send to 40 partners"
    for one, send_id in list(zip(sent.files, sent.send_ids, strict=True))[::8]:
        book = openpyxl.load_workbook(out / one.workbook, read_only=True)
        pack = sending.pack_of(str(book[columns.PLAN_SHEET]["A2"].value))
        book.close()
        found = room.services.sending.find(pack)
        assert found is not None
        assert (found.id, found.agency) == (send_id, one.agency.name)
        assert len(room.services.sending.baseline(send_id)) == 6
