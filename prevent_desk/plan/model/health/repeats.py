"""Which success criteria stand in more than one row: those that the library offers to gather."""

from __future__ import annotations

from functools import lru_cache

from prevent_desk.plan.model.health.hints import Facts
from prevent_desk.plan.model.library.repeats import same_words

# The same criteria stand in nearly every row.
_same_words = lru_cache(maxsize=16384)(same_words)


class Repeats:
    """An index of criteria by their words; says which other rows a change concerns."""

    def __init__(self) -> None:
        self._rows: dict[str, set[int]] = {}
        self._words: dict[int, set[str]] = {}
        self._linked: dict[int, set[str]] = {}

    def take(self, facts: Facts) -> set[int]:
        """Take an action's criteria, new or changed; return the others that must be looked at.

        Another row is concerned only when its criterion has become a repeat, or has stopped being
        one; how many further rows have it is counted when it is asked for.
        """
        key = facts.row.id
        after = set(map(_same_words, facts.row.criteria))
        after.discard("")
        before = self._words.get(key)
        self._words[key] = after
        self._linked[key] = {_same_words(one.text) for one in facts.points if one.is_linked}
        if before is None:
            return self._join(key, after)
        return self._leave(key, before - after) | self._join(key, after - before)

    def drop(self, key: int) -> set[int]:
        """Forget an action; return the others that must be looked at."""
        self._linked.pop(key, None)
        return self._leave(key, self._words.pop(key, set()))

    def of(self, key: int) -> list[str]:
        """Return an action's criteria that stand in other rows too and are not in the library."""
        rows, linked = self._rows, self._linked[key]
        found = [words for words in self._words[key] if len(rows[words]) > 1]
        return [words for words in found if words not in linked] if linked else found

    def others(self, key: int) -> int:
        """Return how many other rows those criteria stand in, each counted once."""
        found: set[int] = set()
        for words in self.of(key):
            found |= self._rows[words]
        return len(found - {key})

    def _leave(self, key: int, texts: set[str]) -> set[int]:
        concerned: set[int] = set()
        for words in texts:
            rows = self._rows[words]
            rows.discard(key)
            if len(rows) == 1:
                concerned |= rows
            elif not rows:
                del self._rows[words]
        return concerned

    def _join(self, key: int, texts: set[str]) -> set[int]:
        concerned: set[int] = set()
        for words in texts:
            rows = self._rows.setdefault(words, set())
            if len(rows) == 1:
                concerned |= rows
            rows.add(key)
        return concerned
