"""The audit chain: nothing gets in but the next record, and nothing is changed unseen."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from prevent_desk.core.clock import SetClock
from prevent_desk.store import audit, engine
from prevent_desk.store.audit import Head
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.session import Store
from tests.store.conftest import KEY, again, fill

TRIGGERS = ("audit_no_update", "audit_no_delete", "audit_next_only")


def write_trail(store: Store, records: int = 12) -> None:
    for number in range(records):
        store.note("plan exported", "plan", number, to="board", copies=number)
    fill(store, 2)


def test_a_note_is_found_again_with_its_words(store: Store, clock: SetClock) -> None:
    store.note("plan exported", "plan", 7, to="the board")
    newest = audit.records(store)[0]
    assert (newest.action, newest.object_type, newest.object_id) == ("plan exported", "plan", "7")
    assert (newest.at, newest.actor, newest.detail) == (
        clock.now(),
        "coordinator",
        {"to": "the board"},
    )
    assert audit.verify(store).problems == ()


def test_a_note_goes_with_its_unit_of_work(store: Store) -> None:
    before = audit.head(store)
    with pytest.raises(LookupError), store.writing("x") as session:  # noqa: PT012
        audit.note(session, "imported")
        raise LookupError
    assert audit.head(store) == before
    with store.writing("a title") as session:
        audit.note(session, "imported", detail={"rows": 3})
    assert audit.head(store).seq == before.seq + 1


def test_records_come_in_pages_newest_first(store: Store) -> None:
    write_trail(store, 5)
    seqs = [one.seq for one in audit.records(store, newest=3)]
    assert seqs == [7, 6, 5]
    assert [one.seq for one in audit.records(store, newest=3, before=5)] == [4, 3, 2]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET action = 'x' WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT seq, at, 'x', action, object_type, object_id, "
        "detail_digest, prev, seal FROM audit WHERE seq = 3",
        "INSERT INTO audit SELECT seq + 500, at, actor, action, object_type, object_id, "
        "detail_digest, prev, seal FROM audit WHERE seq = 3",
        "INSERT INTO audit SELECT (SELECT max(seq) + 1 FROM audit), at, actor, action, "
        "object_type, object_id, detail_digest, prev, seal FROM audit WHERE seq = 3",
    ],
)
def test_the_table_lets_nothing_in_but_the_next_record(store: Store, statement: str) -> None:
    write_trail(store)
    before = audit.head(store)
    with pytest.raises(DBAPIError, match="audit"), store.writing(None) as session:
        session.execute(text(statement))
    assert audit.head(store) == before
    assert audit.verify(store).problems == ()


Tamper = Callable[[RawConnection, random.Random], None]


def _seq(raw: RawConnection, chance: random.Random) -> int:
    (count,) = raw.execute("SELECT max(seq) FROM audit").fetchone()
    return chance.randint(1, count - 1)


def edit(raw: RawConnection, chance: random.Random) -> None:
    column = chance.choice(["at", "actor", "action", "object_type", "object_id"])
    raw.execute(f"UPDATE audit SET {column} = {column} || 'x' WHERE seq = ?", (_seq(raw, chance),))


def flip(raw: RawConnection, chance: random.Random) -> None:
    column = chance.choice(["detail_digest", "prev", "seal"])
    seq = _seq(raw, chance)
    (value,) = raw.execute(f"SELECT {column} FROM audit WHERE seq = ?", (seq,)).fetchone()
    changed = bytearray(value)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    raw.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (bytes(changed), seq))


def remove(raw: RawConnection, chance: random.Random) -> None:
    raw.execute("DELETE FROM audit WHERE seq = ?", (_seq(raw, chance),))


def remove_and_close_up(raw: RawConnection, chance: random.Random) -> None:
    seq = _seq(raw, chance)
    raw.execute("DELETE FROM audit WHERE seq = ?", (seq,))
    raw.execute("UPDATE audit SET seq = -seq + 1 WHERE seq > ?", (seq,))
    raw.execute("UPDATE audit SET seq = -seq WHERE seq < 0")


def swap(raw: RawConnection, chance: random.Random) -> None:
    one = _seq(raw, chance)
    raw.execute("UPDATE audit SET seq = 100000 WHERE seq = ?", (one,))
    raw.execute("UPDATE audit SET seq = ? WHERE seq = ?", (one, one + 1))
    raw.execute("UPDATE audit SET seq = ? WHERE seq = 100000", (one + 1,))


def slip_in(raw: RawConnection, chance: random.Random) -> None:
    raw.execute(
        "INSERT INTO audit SELECT max(seq) + 1, at, 'x', action, object_type, object_id, "
        "detail_digest, (SELECT seal FROM audit ORDER BY seq DESC LIMIT 1), randomblob(32) "
        "FROM audit"
    )


def reword(raw: RawConnection, chance: random.Random) -> None:
    raw.execute("UPDATE audit_detail SET detail = '{}' WHERE seq = 3")


def rewrite_history(raw: RawConnection, chance: random.Random) -> None:
    from prevent_desk.store.steps import pack

    raw.execute("UPDATE change SET row_steps = ?", (pack(b"[]"),))


def cut_tail(raw: RawConnection, chance: random.Random) -> None:
    last = _seq(raw, chance)
    raw.execute("DELETE FROM audit WHERE seq > ?", (last,))
    raw.execute("DELETE FROM audit_detail WHERE seq > ?", (last,))


TAMPERING = (edit, flip, remove, remove_and_close_up, swap, slip_in, reword, rewrite_history)


def behind_the_triggers(path: Path, act: Tamper, chance: random.Random) -> None:
    """Do what someone with the key could do: drop the triggers, tamper, put them back."""
    raw = engine.connect(path, KEY, "rw")
    sql = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    for name in TRIGGERS:
        raw.execute(f"DROP TRIGGER {name}")
    act(raw, chance)
    for name in TRIGGERS:
        raw.execute(sql[name])
    raw.close()


@pytest.mark.parametrize("tamper", TAMPERING)
def test_tampering_behind_the_triggers_is_found(
    store: Store, path: Path, clock: SetClock, tamper: Tamper, campaign: int
) -> None:
    write_trail(store)
    store.close()
    whole = path.read_bytes()
    for seed in range(3 * campaign):
        path.write_bytes(whole)
        behind_the_triggers(path, tamper, random.Random(seed))
        opened = again(path, clock)
        assert audit.verify(opened).problems, f"{tamper.__name__} with seed {seed} went unnoticed"
        opened.close()


def test_a_cut_tail_is_found_only_by_a_head_kept_elsewhere(
    store: Store, path: Path, clock: SetClock, campaign: int
) -> None:
    write_trail(store)
    kept = audit.head(store)
    store.close()
    whole = path.read_bytes()
    for seed in range(3 * campaign):
        path.write_bytes(whole)
        behind_the_triggers(path, cut_tail, random.Random(seed))
        opened = again(path, clock)
        # The planted fault: without the head from outside nothing is missed.
        assert audit.verify(opened).problems == ()
        assert audit.verify(opened, kept).problems
        opened.close()


def test_a_chain_that_went_on_still_holds_an_earlier_head(store: Store) -> None:
    write_trail(store)
    kept = audit.head(store)
    store.note("more")
    assert audit.verify(store, kept).problems == ()
    assert audit.verify(store, Head(kept.seq, bytes(32))).problems


def test_words_erased_under_retention_leave_the_chain_whole(store: Store) -> None:
    write_trail(store)
    with store.writing(None) as session:
        session.execute(text("DELETE FROM audit_detail"))
        session.execute(text("UPDATE change SET row_steps = x''"))
    assert audit.verify(store).problems == ()
    assert audit.records(store)[1].detail is None


def test_another_key_writes_no_record_that_verifies(store: Store) -> None:
    write_trail(store, 2)
    store.chain_key = audit.chain_key(bytes(32))
    store.note("forged")
    store.chain_key = audit.chain_key(KEY)
    assert audit.verify(store).problems == ("Record 5 was changed.",)


def test_the_chains_key_is_drawn_as_rfc_5869_says() -> None:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    drawn = HKDF(SHA256(), length=32, salt=None, info=b"pd/audit/v1").derive(KEY)
    assert audit.chain_key(KEY) == drawn


def test_a_fingerprint_is_short_enough_for_paper() -> None:
    assert Head(3, bytes.fromhex("8f3a09c1d2" + "00" * 27)).fingerprint == "8F3A-09C1-D2"
