"""Words officers typed, on their way into minutes: who must not be named in them is looked for.

Whoever asked not to be named as a referrer is struck out at once. Names of people a case is about
are found and told, each with its place, so that somebody can mend the words at the desk; when the
minutes are sealed they are struck out, unless a word is said to be no name ("mark").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from re import Match, Pattern

from prevent_desk.referrals.model.papers.withholding import SUBJECT, Withheld

_AROUND = 24


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
        kept: Words that are no names, casefolded; None leaves all names in, for a draft.
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
        self._look(said)
        return said if self.kept is None else self._struck(said, self.kept)

    def _look(self, said: str) -> None:
        for match in _matches(self.people.patterns if self.people else (), said):
            start, end = match.span()
            around = said[max(0, start - _AROUND) : end + _AROUND]
            before = "…" if start > _AROUND else ""
            after = "…" if end + _AROUND < len(said) else ""
            words = f"{before}{' '.join(around.split())}{after}"
            self.named.append(Named(self.section, self.item_id, match[0], words))

    def _struck(self, said: str, kept: frozenset[str]) -> str:
        def instead(match: Match[str]) -> str:
            return match[0] if match[0].casefold() in kept else SUBJECT

        for pattern in self.people.patterns if self.people else ():
            said = pattern.sub(instead, said)
        return said


def _matches(patterns: Iterable[Pattern[str]], said: str) -> list[Match[str]]:
    """Return what patterns find, by place; of two that overlap the longer one."""
    found = [match for pattern in patterns for match in pattern.finditer(said)]
    longest: list[Match[str]] = []
    for match in sorted(found, key=lambda one: (one.start() - one.end(), one.start())):
        if all(match.end() <= one.start() or match.start() >= one.end() for one in longest):
            longest.append(match)
    return sorted(longest, key=lambda one: one.start())
