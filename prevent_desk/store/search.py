"""Find records by their words, in the full-text index inside the vault.

Accents and case do not matter, and every word typed counts as the start of a word. `store.index`
keeps the index in step with the rows.

Nothing is weighed by how rare a word is: over 50,000 records that takes a second for a common
beginning, while the newest hits of any are found in a few milliseconds. So a title that holds the
words comes before a text that does, and the newer before the older: places in the index are
given out downwards, so that the newest are the first it comes to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from prevent_desk.store.keys import filled
from prevent_desk.store.raw import RawConnection
from prevent_desk.store.unit import unit_of

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 24
_BOUND = 1000
"""Hits looked at before all are: the newest, which are nearly always enough."""
_SHOWN = 16
"""Words around what was found."""
_NEWEST = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid LIMIT ?"
# `+`: each hit is looked up among the wanted, instead of the index once for each of these.
_AMONG = (
    "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid BETWEEN ? AND ? "
    "AND +rowid IN ({marks}) ORDER BY rowid"
)
# By the index that has these columns and no more: the rows themselves hold the texts.
_ENTRIES = (
    "SELECT id, kind, object_id FROM search_entry INDEXED BY ix_search_entry_object "
    "WHERE id IN ({marks})"
)
_PLACES = "SELECT id, row_id FROM search_entry WHERE source = ? AND row_id IN ({marks})"
_HITS = "SELECT id, kind, object_id, title, body FROM search_entry WHERE id IN ({marks})"
_AT_ONCE = 512
"""Keys bound in one statement."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, and the words around what was found."""

    kind: str
    object_id: int
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """Records that hold what was typed, newest first.

    Attributes:
        objects: What a hit opens, by kind and key.
        is_all: Whether these are all there are.
    """

    objects: tuple[tuple[str, int], ...]
    is_all: bool


def find(session: Session, text: str, limit: int = 20, kind: str = "") -> list[Hit]:
    """Return records that hold every word typed, or words that start so; best first.

    Args:
        session: One of `Store.reading` or `Store.writing`.
        text: Anything a person types; signs mean nothing, and no words find nothing.
        limit: Most hits returned.
        kind: Only hits of this kind; empty for all.
    """
    query = _query(text)
    if not query or limit <= 0:
        return []
    raw = unit_of(session).raw
    found = _first(raw, query, limit, kind)
    rows = _by_keys(raw, _HITS, found)
    hits = {
        place: Hit(kind_of, key, title, _around(title, body, query))
        for place, kind_of, key, title, body in rows
    }
    return [hits[place] for place in found if place in hits]


def newest(session: Session, text: str, kinds: Sequence[str], limit: int) -> Found:
    """Return what holds every word typed, of some kinds, the newest first.

    Args:
        session: One of `Store.reading` or `Store.writing`.
        text: Anything a person types; no words find nothing.
        kinds: Which kinds of records.
        limit: Most objects returned.
    """
    query = _query(text)
    if not query:
        return Found((), is_all=True)
    raw = unit_of(session).raw
    found, is_all = _of_kinds(raw, query, kinds, limit)
    if not is_all and len(found) < limit // 2:
        # Records of other kinds stand before them.
        found, is_all = _of_kinds(raw, query, kinds, 0)
    return Found(tuple(found[:limit]), is_all=is_all and len(found) <= limit)


def places(session: Session, wanted: Mapping[str, Sequence[int]]) -> dict[int, tuple[str, int]]:
    """Return where the words of some rows stand in the index: table and key, by place.

    Args:
        session: One of `Store.reading` or `Store.writing`.
        wanted: Keys of rows, by table.
    """
    raw = unit_of(session).raw
    return {
        place: (table, key)
        for table, keys in wanted.items()
        for place, key in _by_keys(raw, _PLACES, keys, table)
    }


def among(session: Session, text: str, wanted: Collection[int]) -> tuple[list[int], bool]:
    """Return which of some places hold every word typed, the newest first.

    Returns:
        The places, and whether no other place holds the words.
    """
    query = _query(text)
    if not query:
        return [], True
    if not wanted:
        return [], not _newest(unit_of(session).raw, query, 1)[0]
    raw, last = unit_of(session).raw, max(wanted)
    # What is looked into is new, as a rule, so that it is among the newest hits.
    hits, is_all = _newest(raw, query, 2 * len(wanted))
    found = [place for place in hits if place in wanted]
    if not is_all and hits[-1] < last:
        left = [place for place in wanted if place > hits[-1]]
        found += [row[0] for row in _by_keys(raw, _AMONG, left, query, min(left), last)]
        found.sort()
    return found, is_all and len(found) == len(hits)


def _first(raw: RawConnection, query: str, limit: int, kind: str) -> list[int]:
    """Return the places of the newest hits, those in titles first."""
    found: dict[int, None] = {}
    for wanted in (f"title : ({query})", query):
        places, is_all = _newest(raw, wanted, _BOUND if kind else limit)
        if kind:
            places = _of_kind(raw, places, kind)
            if not is_all and len(places) < limit:
                places = _of_kind(raw, _newest(raw, wanted, 0)[0], kind)
        found |= dict.fromkeys(places)
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _of_kind(raw: RawConnection, places: Sequence[int], kind: str) -> list[int]:
    return [place for place, one in _objects(raw, places).items() if one[0] == kind]


def _of_kinds(
    raw: RawConnection, query: str, kinds: Sequence[str], most: int
) -> tuple[list[tuple[str, int]], bool]:
    places, is_all = _newest(raw, query, most)
    return [one for one in _objects(raw, places).values() if one[0] in kinds], is_all


def _newest(raw: RawConnection, query: str, most: int) -> tuple[list[int], bool]:
    """Return the places of the newest hits, and whether these are all; 0 for all there are."""
    # Below zero SQLite takes for no limit.
    places = [row[0] for row in raw.execute(_NEWEST, (query, most + 1 if most else -1))]
    return (places[:most], len(places) <= most) if most else (places, True)


def _objects(raw: RawConnection, places: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Return kind and key of what hits open, by place, in the order of the places."""
    known = {row[0]: (row[1], row[2]) for row in _by_keys(raw, _ENTRIES, places)}
    return {place: known[place] for place in places if place in known}


def _by_keys(
    raw: RawConnection, sql: str, keys: Collection[int], *before: object
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a statement over keys that are bound last, some hundreds at once."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        bound = filled(ordered[start : start + _AT_ONCE])
        marks = ", ".join("?" * len(bound))
        yield from raw.execute(sql.format(marks=marks), (*before, *bound))


def _words(text: str) -> list[str]:
    """Return the words of what was typed; composed, so that an accent does not part one."""
    return _WORD.findall(unicodedata.normalize("NFC", text))[:_MOST_WORDS]


def _query(text: str) -> str:
    """Return what was typed as a full-text query: each word quoted, so that none is an operator."""
    return " ".join(f'"{word}"*' for word in _words(text))


def _around(title: str, body: str, query: str) -> str:
    """Return some words around the first that was found; of the title where the text has none."""
    starts = tuple(_plain(word) for word in _WORD.findall(query))
    for text in (body, title):
        words = text.split()
        for place, word in enumerate(words):
            if any(part.startswith(starts) for part in _WORD.findall(_plain(word))):
                first = max(0, place - _SHOWN // 2)
                shown = " ".join(words[first : first + _SHOWN])
                before = "…" if first else ""
                return f"{before}{shown}{'…' if first + _SHOWN < len(words) else ''}"
    return ""


def _plain(text: str) -> str:
    """Return a text as the index compares it: without accents and case."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
