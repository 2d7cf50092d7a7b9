"""What a person did, kept so that it can be taken back: by name, in order, also after a restart.

Every labelled unit of work leaves one row of `change` with each row it wrote, before and after.
Undo writes the earlier values back in one transaction, but only where every row still is as the
change left it. A new change after an undo makes what was undone past redoing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from prevent_desk.store import audit, index
from prevent_desk.store.errors import CannotUndo
from prevent_desk.store.raw import RawConnection, RawCursor
from prevent_desk.store.steps import Step, apply, decode, encode, pack, stand, touched, unpack
from prevent_desk.store.unit import UnitSession, moment_text

if TYPE_CHECKING:
    from prevent_desk.store.session import Store

_ACTIONS = {"do": "changed", "undo": "undone", "redo": "redone"}


@dataclass(frozen=True, slots=True)
class Change:
    """A finished change, as those who show the store are told of it.

    Attributes:
        seq: Its number; rises with every change, undo and redo.
        label: What was done, in the words of "Undo …".
        at: When it was made (UTC).
        by: The role of the key slot that did it.
        kind: "do", "undo" or "redo".
        touched: Table and primary key of every row it touched.
    """

    seq: int
    label: str
    at: datetime
    by: str
    kind: str
    touched: frozenset[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Group:
    """The changes that one Undo or Redo takes: one, or several of one group; in order of time."""

    label: str
    seqs: tuple[int, ...]


def record(session: UnitSession, label: str, group: str) -> Change | None:
    """Keep what a unit of work wrote; None where no row came out different."""
    steps = session.capture.steps
    if not steps:
        return None
    if redoable(session.raw):
        session.raw.execute("UPDATE change SET state = 'past' WHERE state = 'undone'")
    return _keep(session, "do", label, group, steps, encode(steps))


def undoable(raw: RawConnection) -> Group | None:
    """Return what Undo would take back now."""
    newest_first = raw.execute(
        "SELECT seq, label, group_token FROM change WHERE state = 'done' AND kind = 'do' "
        "ORDER BY seq DESC"
    )
    group = _first_group(newest_first)
    return Group(group.label, group.seqs[::-1]) if group else None


def redoable(raw: RawConnection) -> Group | None:
    """Return what Redo would bring back now: what was undone last stands lowest."""
    oldest_first = raw.execute(
        "SELECT seq, label, group_token FROM change WHERE state = 'undone' AND kind = 'do' "
        "ORDER BY seq"
    )
    return _first_group(oldest_first)


def undo(session: UnitSession, group: Group) -> Change:
    """Write back what stood before a group of changes.

    Raises:
        CannotUndo: A row is no longer as the changes left it; the caller rolls back.
    """
    done = _steps(session, group)
    inverse = [step.inverse() for step in reversed(done)]
    if not stand(session.raw, done):
        raise CannotUndo.changed_since(group.label, redo=False)
    return _go(session, "undo", group, inverse, "undone")


def redo(session: UnitSession, group: Group) -> Change:
    """Write again what an undo took back.

    Raises:
        CannotUndo: A row is no longer as the undo left it; the caller rolls back.
    """
    steps = _steps(session, group)
    inverse = [step.inverse() for step in reversed(steps)]
    if not stand(session.raw, inverse):
        raise CannotUndo.changed_since(group.label, redo=True)
    return _go(session, "redo", group, steps, "done")


def latest(store: Store, most: int) -> list[tuple[datetime, str, str]]:
    """Return the newest changes as moment (UTC), kind and label, newest first."""
    with store.exclusively("the list of changes") as raw:
        rows = raw.execute(
            "SELECT at, kind, label FROM change ORDER BY seq DESC LIMIT ?", (most,)
        ).fetchall()
    return [(datetime.fromisoformat(at), kind, label) for at, kind, label in rows]


def close_history(raw: RawConnection) -> None:
    """Make every change past undoing: the tables are no longer those it was made in."""
    raw.execute("UPDATE change SET state = 'past' WHERE state <> 'past'")


def _go(session: UnitSession, kind: str, group: Group, steps: Sequence[Step], state: str) -> Change:
    raw = session.raw
    # Parents and children may come and go in any order until the end.
    raw.execute("PRAGMA defer_foreign_keys=ON")
    before = raw.total_changes
    try:
        count = apply(raw, steps)
    except Exception as error:
        if not _is_constraint(error):
            raise
        raise CannotUndo.depended_on(group.label, redo=kind == "redo") from None
    if raw.total_changes - before != count:
        # A foreign key's own action wrote rows that this change never touched.
        raise CannotUndo.depended_on(group.label, redo=kind == "redo")
    raw.executemany("UPDATE change SET state = ? WHERE seq = ?", [(state, s) for s in group.seqs])
    of = json.dumps({"of": group.seqs}).encode()
    return _keep(session, kind, group.label, "", steps, of)


def _keep(
    session: UnitSession, kind: str, label: str, group: str, steps: Sequence[Step], text: bytes
) -> Change:
    store, raw = session.store, session.raw
    now = store.clock.now()
    state = "done" if kind == "do" else "past"
    cursor = raw.execute(
        "INSERT INTO change(at, actor, kind, label, group_token, state, row_steps) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (moment_text(now), store.actor, kind, label, group, state, pack(text)),
    )
    seq = int(cursor.lastrowid)
    audit.append(store, raw, _ACTIONS[kind], "change", str(seq), text)
    index.refresh(session, steps)
    return Change(seq, label, now, store.actor, kind, touched(steps))


def _steps(session: UnitSession, group: Group) -> list[Step]:
    steps: list[Step] = []
    for seq in group.seqs:
        (kept,) = session.raw.execute(
            "SELECT row_steps FROM change WHERE seq = ?", (seq,)
        ).fetchone()
        steps += decode(unpack(kept))
    return steps


def _first_group(rows: RawCursor) -> Group | None:
    first = rows.fetchone()
    if first is None:
        return None
    seq, label, token = first
    seqs = [seq]
    while token and (row := rows.fetchone()) is not None and row[2] == token:
        seqs.append(row[0])
    return Group(label, tuple(seqs))


def _is_constraint(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == 19  # SQLITE_CONSTRAINT
