"""How an open desk fares: its pages, its tables, its audit trail, its keys, its backups."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import DeskError
from prevent_desk.store import audit
from prevent_desk.store.session import Store
from prevent_desk.vault import anchor, backups, slotcopies
from prevent_desk.vault.facts import CheckLine, CheckReport
from prevent_desk.vault.files import Layout
from prevent_desk.vault.keys import DataKey
from prevent_desk.vault.model import Role
from prevent_desk.vault.slotfile import SlotFile


def check(
    store: Store,
    layout: Layout,
    keys: SlotFile,
    key: DataKey,
    report: Callable[[int, int, str], None] | None,
) -> CheckReport:
    """Check everything that can be checked while the desk is open; nothing is changed."""
    steps: tuple[tuple[str, Callable[[], _Found]], ...] = (
        ("Desk file", lambda: _desk_file(store)),
        ("Audit trail", lambda: _trail(store, layout, keys, key)),
        ("Keys", lambda: _keys(layout, keys)),
        ("Backups", lambda: _backups(layout, keys, key)),
    )
    lines: list[CheckLine] = []
    for done, (name, step) in enumerate(steps):
        if report:
            report(done, len(steps), name)
        problem, fine = step()
        lines.append(CheckLine(name, not problem, problem or fine))
    return CheckReport(tuple(lines))


_Found = tuple[str, str]
"""What is wrong, or empty; what can be said when nothing is."""


def _desk_file(store: Store) -> _Found:
    with store.exclusively("the check of the desk file") as raw:
        pages = raw.execute("PRAGMA cipher_integrity_check").fetchall()
        found = raw.execute("PRAGMA integrity_check(1)").fetchone()
        loose = raw.execute("PRAGMA foreign_key_check").fetchone()
    if pages:
        return f"{len(pages)} of its pages changed on the disk. Restore the newest backup.", ""
    if found != ("ok",) or loose:
        return "Its structure does not hold together. Restore the newest backup.", ""
    return "", "Every page and table is as it was written."


def _trail(store: Store, layout: Layout, keys: SlotFile, key: DataKey) -> _Found:
    known = anchor.read(layout.anchor(keys.database), keys.vault_id, key)
    head = audit.Head(known.seq, bytes.fromhex(known.head)) if known else None
    verdict = audit.verify(store, head)
    if verdict.problems:
        return " ".join(verdict.problems[:3]), ""
    if known is None:
        return "The note of its newest record, kept beside the desk file, is missing.", ""
    newest = f"{verdict.head.seq:,}, {verdict.head.fingerprint}"
    return "", f"{verdict.records:,} records in one chain; the newest is {newest}."


def _keys(layout: Layout, keys: SlotFile) -> _Found:
    try:
        copies, wrong = slotcopies.read(layout.folder)
    except DeskError as error:
        return error.sentence(), ""
    if wrong or set(copies) != {keys}:
        return "The two copies of the key file differ. Lock and unlock to mend them.", ""
    recovery = sum(slot.role is Role.RECOVERY for slot in keys.slots)
    held = ", ".join(slot.label for slot in keys.slots)
    if not recovery:
        return "There is no recovery key.", ""
    return "", f"Both copies are sound. They open the desk: {held}."


def _backups(layout: Layout, keys: SlotFile, key: DataKey) -> _Found:
    found = [each for each in backups.manifests(layout.backups) if each.is_ours(keys.vault_id, key)]
    if not found:
        return "There is no backup yet.", ""
    newest = found[0]
    try:
        backups.prove(newest, keys.vault_id, key)
    except DeskError as error:
        return error.sentence(), ""
    day = say_short(newest.backup.made.astimezone().date())
    return "", f"{len(found)} kept; the newest, of {day}, was opened and is whole."
