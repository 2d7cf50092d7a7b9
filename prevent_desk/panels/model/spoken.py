"""Words officers typed, on their way into minutes: who must not be named in them is looked for.

Whoever asked not to be named as a referrer is struck out at once. Names of people a case is about
are found and told, each with its place, so that somebody can mend the words at the desk; when the
minutes are sealed they are struck out, unless a word is said to be no name ("mark").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from re import Pattern

from prevent_desk.referrals.model.papers.withholding import SUBJECT, Withheld

_AROUND = 24
_TWICE = re.compile(rf"{re.escape(SUBJECT)}(?:[\s,.]*{re.escape(SUBJECT)})+")

Place = tuple[int, int]
"""Where a name stands in a text: its beginning and its end."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place where words name somebody a case is about.

    Attributes:
        section: The key of the minutes' section.
        item_id: The point of the agenda, for the way to the desk; None where it is of none.
        found: What looks like a name: "Kris".
        words: The words around it.
    """

    section: str
    item_id: int | None
    found: str
    words: str


@dataclass(slots=True)
class Spoken:
    """Says words without those who must not be in them, and notes where names stand.

    Attributes:
        referrers: Strike out each referrer who asked not to be named.
        people: Knows the people of the cases.
        kept: Words that are no names, as they stand there ("mark" is one, "Mark" another); None
            leaves all names in, for a draft.
        section, item_id: The place being told; set before it is.
        named: Where names were found.
    """

    referrers: Sequence[Withheld] = ()
    people: Withheld | None = None
    kept: frozenset[str] | None = None
    section: str = ""
    item_id: int | None = None
    named: list[Named] = field(default_factory=list)

    def __call__(self, words: str) -> str:
        """Return words as the minutes may say them."""
        said = words.strip()
        for withheld in self.referrers:
            said = withheld(said)
        if self.people is None or not said:
            return said
        found = _places(self.people.patterns, said)
        self._note(said, found)
        return said if self.kept is None else _struck(said, found, self.kept)

    def _note(self, said: str, found: Sequence[Place]) -> None:
        for start, end in found:
            around = said[max(0, start - _AROUND) : end + _AROUND]
            before = "…" if start > _AROUND else ""
            after = "…" if end + _AROUND < len(said) else ""
            words = f"{before}{' '.join(around.split())}{after}"
            self.named.append(Named(self.section, self.item_id, said[start:end], words))


def _struck(said: str, found: Sequence[Place], kept: frozenset[str]) -> str:
    """Return words without the names found in them; by place, as they were told to the officer."""
    parts, at = [], 0
    for start, end in found:
        name = said[start:end]
        parts += [said[at:start], name if name in kept else SUBJECT]
        at = end
    told = "".join((*parts, said[at:]))
    # "Kris, Hallam" is one person, not two.
    return _TWICE.sub(SUBJECT, told)


def _places(patterns: Iterable[Pattern[str]], said: str) -> list[Place]:
    """Return where patterns find something, in order; what overlaps is one place."""
    found: list[Place] = []
    for start, end in sorted(one.span() for pattern in patterns for one in pattern.finditer(said)):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif start < end:
            found.append((start, end))
    return found
