"""Find records by their words, in the full-text index inside the vault.

Accents and case do not matter, and every word typed counts as the start of a word. `store.index`
keeps the index in step with the rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prevent_desk.store.unit import unit_of

_WORD = re.compile(r"\w+")
_MOST_WORDS = 24

_FIND = """
SELECT e.kind, e.object_id, e.title, snippet(search_index, -1, '', '', '…', 16)
FROM search_index JOIN search_entry AS e ON e.id = search_index.rowid
WHERE search_index MATCH ? AND (? = '' OR e.kind = ?)
ORDER BY bm25(search_index, 10.0, 1.0), e.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, and the words around what was found."""

    kind: str
    object_id: int
    title: str
    snippet: str


def find(session: Session, text: str, limit: int = 20, kind: str = "") -> list[Hit]:
    """Return records that hold every word typed, or words that start so; best first.

    Args:
        session: One of `Store.reading` or `Store.writing`.
        text: Anything a person types; signs mean nothing, and no words find nothing.
        limit: Most hits returned.
        kind: Only hits of this kind; empty for all.
    """
    query = _query(text)
    if not query:
        return []
    rows = unit_of(session).raw.execute(_FIND, (query, kind, kind, limit)).fetchall()
    return [Hit(*row) for row in rows]


def _query(text: str) -> str:
    """Return what was typed as a full-text query: each word quoted, so that none is an operator."""
    words = _WORD.findall(text)[:_MOST_WORDS]
    return " ".join(f'"{word}"*' for word in words)
