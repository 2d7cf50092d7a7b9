"""Passphrases: made from a word list, or a person's own after a strength check.

Five words of 7,776 are 64.6 bits, four 51.7; at a million guesses a second the mean time to find
them is 450,000 and 58 years (SECURITY, 3.1). The list is the EFF's; see resources/wordlist.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache
from typing import Final

from prevent_desk import paths
from prevent_desk.core.errors import Fault
from prevent_desk.vault.facts import Strength

LEAST_CHARACTERS: Final = 16
LEAST_WORDS: Final = 4
_LIST_WORDS: Final = 7776
_LEAST_GUESSES: Final = 13.0
_GOOD_GUESSES: Final = 15.0
_GUESSES_OF_A_WORD: Final = 3.89
"""Power of ten of 7,776."""
_LONGEST_JUDGED: Final = 72


def generate(words: int = 5) -> str:
    """Return a passphrase of random words, a space between; no word twice.

    Raises:
        Fault: Fewer than four words were asked for.
    """
    if words < LEAST_WORDS:
        raise Fault("A passphrase has at least four words.")
    return " ".join(secrets.SystemRandom().sample(_words(), words))


def normalise(text: str) -> str:
    """Return the one form of a passphrase: NFKC, no space at the ends, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def strength(text: str) -> Strength:
    """Judge a person's own passphrase, in words, with a hint that makes it better.

    It may be used when it has at least 16 characters, is no known example and withstands a guesser
    who knows common words and this office's; or when it is four different words of the list.
    """
    phrase = normalise(text)
    if not phrase:
        return Strength(False, "", "Four or more unrelated words are strong and easy to type.", 0)
    if _is_known(phrase):
        hint = "This one is printed in guides. Choose words of your own."
        return Strength(False, "Known to everyone", hint, 0)
    listed = _listed(phrase)
    guesses = _guesses(phrase, listed)
    missing = LEAST_CHARACTERS - len(phrase)
    if missing > 0 and (listed or 0) < LEAST_WORDS:
        more = "1 more character" if missing == 1 else f"{missing} more characters"
        hint = f"Add {more}, or use four unrelated words."
        return Strength(False, "Too short", hint, min(1, int(guesses / 5)))
    if guesses < _LEAST_GUESSES:
        hint = "Add a word that has nothing to do with the others, with you or with this office."
        return Strength(False, "Easy to guess", hint, 1 if guesses < _LEAST_GUESSES / 2 else 2)
    if guesses < _GOOD_GUESSES:
        return Strength(True, "Strong enough", "One more unrelated word would make it strong.", 3)
    return Strength(True, "Strong", "", 4)


def _guesses(phrase: str, listed: int | None) -> float:
    """Return the power of ten of the guesses it takes, by who knows the lists we know."""
    # Imported here: its lists take a tenth of a second, and unlocking never needs them.
    from zxcvbn import zxcvbn

    # Spaces and points between words are no secret, but zxcvbn would count each as a wild guess.
    judged = re.sub(r"[\s.,_-]+", "", phrase)[:_LONGEST_JUDGED] or phrase[:_LONGEST_JUDGED]
    found = float(zxcvbn(judged, user_inputs=list(_office_words()))["guesses_log10"])
    # Words of the list are worth what a draw from it is worth, whatever letters they have.
    return found if listed is None else listed * _GUESSES_OF_A_WORD


def _listed(phrase: str) -> int | None:
    """Return how many different list words make up a phrase; None when anything else is in it.

    Words of the office are the first to be guessed, whatever list they are on: they count for none.
    """
    found = set(re.split(r"[\s.,_/]+", phrase.casefold()))
    office = set(_office_words())
    return len(found - office) if found <= _word_set() | office else None


def _is_known(phrase: str) -> bool:
    plain = _letters(phrase)
    return any(example in plain for example in _known_examples())


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


@cache
def _words() -> tuple[str, ...]:
    words = tuple(_lines("eff_large.txt"))
    if len(set(words)) != _LIST_WORDS:
        raise Fault("The word list is not whole.", code="PD-190")
    return words


@cache
def _word_set() -> frozenset[str]:
    return frozenset(_words())


@cache
def _office_words() -> tuple[str, ...]:
    return tuple(_lines("office_words.txt"))


@cache
def _known_examples() -> tuple[str, ...]:
    return tuple(_letters(line) for line in _lines("known_examples.txt"))


def _lines(name: str) -> list[str]:
    text = (paths.resources() / "wordlist" / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]
