"""How backups are listed, wherever they are; and what is in one, in a sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableView

from prevent_desk.core.dates import say_date
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.vault.facts import BackupFacts, BackupInfo


def set_up(table: QTableView, name: str) -> RowsModel[BackupInfo]:
    """Give a table the model and manners of a list of backups."""
    model = RowsModel[BackupInfo](_COLUMNS, (), table)
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    dress(table)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return model


def when(backup: BackupInfo) -> str:
    """Return when a backup was taken, in local time: "Sun 22 Nov 2026, 09:31"."""
    made = backup.made.astimezone()
    return f"{say_date(made.date())}, {made:%H:%M}"


def say_facts(facts: BackupFacts) -> str:
    """Return what a backup holds: "Plans 1  ·  objectives 3  ·  actions 14"."""
    held = "  ·  ".join(f"{words} {count:,}" for words, count in facts.rows if count)
    return f"{held[:1].upper()}{held[1:]}" or "Nothing yet"


def say_beside(facts: BackupFacts) -> str:
    """Return how the open desk differs from a backup; empty when no desk is open."""
    if not facts.rows_now:
        return ""
    before = dict(facts.rows)
    new = [
        f"{words} {before.get(words, 0):,} then and {count:,} now"
        for words, count in facts.rows_now
        if count != before.get(words, 0)
    ]
    steps = facts.seq_now - facts.backup.seq
    told = (
        "1 entry of the audit trail is newer than it."
        if steps == 1
        else f"{steps:,} entries of the audit trail are newer than it."
    )
    return f"{'; '.join(new)}. {told}" if new else told


def megabytes(size: int) -> str:
    """Return a size: "0.4 MB"."""
    return f"{size / 1_000_000:.1f} MB"


_COLUMNS: list[Column[BackupInfo]] = [
    Column("Taken", when, sort_key=lambda backup: backup.made),
    Column("Size", lambda backup: megabytes(backup.size), "right", lambda backup: backup.size),
    Column("Audit entries", lambda backup: f"{backup.seq:,}", "right", lambda backup: backup.seq),
]
