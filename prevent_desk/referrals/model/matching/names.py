"""How a name, as told or typed, becomes parts that can be compared.

Never by tradition: no part is taken for a surname or a father's name; order and case say nothing
here. What is dropped and what weighs little stands in `resources/matching/words.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from anyascii import anyascii

from prevent_desk.referrals.model.matching.tables import tables

MOST_WORDS, MOST_LETTERS, LONGEST = 6, 40, 200
"""Words of a name, letters of a word and of a line that are compared: hardly a name has more."""

_HEAVY = tuple((False,) * count for count in range(MOST_WORDS + 1))
_PARTICLE, _SHORT = 3, 8
"""Letters of a first word, or of two together, that are often written as one."""

_JOINED = re.compile(r"['`´‘’ʼ.]+")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_MAC = re.compile(r"\bm(?:a?c|')[\s'-]+(?=[a-z]{3})")
_FIGURES = str.maketrans("01345", "oleas")
_ONE_AS_I = re.compile(r"(?<=[b-df-hj-np-tv-z])1(?=[b-df-hj-np-tv-z])")
_FIGURE_IN_WORD = re.compile(r"(?<=[a-z])[01345]|[01345](?=[a-z]{2})")
_BETWEEN = re.compile(
    r"\s+(?:a\.?k\.?a\.?|also known as|known as|alias|or)\s+|\s*[/;|]\s*|\s*,\s*(?:aka|alias)\s+",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"[/;|,()\"“”]|\b(?:a\.?k\.?a|known as|alias|or|n[ée]e|formerly|previously)\b", re.IGNORECASE
)
_BORN_AS = re.compile(r"[\s(,]+(?:n[ée]e|formerly|previously)[:\s]+([^()]+?)\)?\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"[(\"“]\s*([^()\"“”]+?)\s*[)\"”]")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name in parts.

    Attributes:
        words: In the order told.
        light: For each word, whether it is a particle, beside others that say more.
        glued: Neighbours written as one ("xiaoming"), with the places of their first and last.
    """

    words: tuple[str, ...]
    light: tuple[bool, ...]
    glued: tuple[tuple[str, int, int], ...]

    @property
    def weighty(self) -> int:
        """How many words are no particles."""
        return len(self.words) - sum(self.light)


def plain(text: str) -> str:
    """Return a text in small Latin letters without accents, whatever script it is in."""
    return (text if text.isascii() else anyascii(text)).lower()


def parts(name: str) -> Parts:
    """Return the parts of one name; without words when it has no letter."""
    words = [word[:MOST_LETTERS] for word in _words(name[:LONGEST])]
    known = tables()
    kept = [word for word in words if word not in known.titles] or words
    kept = kept[:MOST_WORDS]
    if known.particles.isdisjoint(kept):
        return Parts(tuple(kept), _HEAVY[len(kept)], tuple(_glued(kept, _HEAVY[len(kept)])))
    heavy = [word not in known.particles for word in kept]
    # "Le Minh", "Da Silva": with one other word beside it, a particle may be the name itself.
    light = tuple(not one for one in heavy) if sum(heavy) >= 2 else (False,) * len(kept)
    return Parts(tuple(kept), light, tuple(_glued(kept, light)))


def readings(name: str) -> tuple[str, ...]:
    """Return the names one line of text holds: "Sarah Jones (née Smith)" holds two.

    A name between brackets or quotation marks takes the place of the first word, one after "née"
    that of the last.
    """
    name = name[:LONGEST]
    if not _SEVERAL.search(name):
        return (name.strip(),)
    found: list[str] = []
    for one in _BETWEEN.split(name):
        found += _one_reading(one)
    unique = dict.fromkeys(part.strip() for part in found)
    return tuple(part for part in unique if part) or (name.strip(),)


def _one_reading(name: str) -> list[str]:
    if born := _BORN_AS.search(name):
        now = name[: born.start()].strip(" (,")
        before, earlier = now.rsplit(" ", 1)[0] if " " in now else now, born[1].strip()
        return [*_one_reading(now), earlier if " " in earlier else f"{before} {earlier}"]
    if aside := _ASIDE.search(name):
        outside = " ".join(_ASIDE.sub(" ", name).split())
        rest = outside.split(" ", 1)[1] if " " in outside else ""
        other = aside[1] if " " in aside[1] else f"{aside[1]} {rest}"
        return [outside, other]
    return [name]


def _words(name: str) -> list[str]:
    text = plain(name)
    if text.replace(" ", "").isalpha():
        return _MAC.sub("mc", text).split() if " " in text else [text]
    if any(figure in text for figure in "01345"):
        # Figures among letters are letters that a machine misread.
        text = _ONE_AS_I.sub("i", text)
        text = _FIGURE_IN_WORD.sub(lambda found: found[0].translate(_FIGURES), text)
    text = _MAC.sub("mc", text)
    return _NOT_LETTERS.sub(" ", _JOINED.sub("", text)).split()


def _glued(words: list[str], light: tuple[bool, ...]) -> list[tuple[str, int, int]]:
    """Return neighbours written as one: after a particle or a single letter, and short ones.

    Longer ones are found by parting what was typed as one.
    """
    found = []
    for at in range(len(words) - 1):
        one, other = len(words[at]), len(words[at + 1])
        if one + other > 2 and (light[at] or one <= _PARTICLE or one + other <= _SHORT):
            found.append((words[at] + words[at + 1], at, at + 1))
    if any(light):
        found += [
            (words[at] + words[at + 1] + words[at + 2], at, at + 2)
            for at in range(len(words) - 2)
            if light[at + 1]
        ]
    return found
