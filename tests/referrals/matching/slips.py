"""What goes wrong with a name on its way to the desk: slips the matcher's tables know nothing of.

Each is a rule about letters or parts of a name, written without looking into `resources/matching`:
what people hear, mistype, misread, leave out and add. A slip that cannot happen to a name (nothing
to transliterate in "Ann Hall") returns None.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

Slip = Callable[[Random, str], str | None]

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MISREAD = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("l", "1"), ("o", "0"), ("w", "vv"),
    ("i", "l"), ("l", "i"), ("h", "b"), ("e", "c"), ("nn", "m"), ("u", "ii"), ("g", "q"),
    ("ri", "n"), ("s", "5"), ("t", "f"), ("a", "o"),
)  # fmt: skip
_HEARD = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "c"), ("c", "k"), ("ce", "se"), ("ci", "si"),
    ("ee", "ea"), ("ea", "ee"), ("ai", "ay"), ("ay", "ai"), ("ei", "ay"), ("oo", "u"), ("ou", "oo"),
    ("u", "oo"), ("i", "ee"), ("y", "ie"), ("ie", "y"), ("ge", "je"), ("j", "g"), ("gh", "g"),
    ("kh", "h"), ("kh", "k"), ("dh", "d"), ("th", "t"), ("w", "v"), ("v", "w"), ("z", "s"),
    ("s", "z"), ("x", "ks"), ("q", "k"), ("qu", "kw"), ("sz", "sh"), ("cz", "ch"), ("rz", "zh"),
    ("wr", "r"), ("kn", "n"), ("er", "ar"), ("ar", "er"), ("or", "er"), ("an", "en"), ("en", "an"),
    ("on", "en"), ("a", "e"), ("e", "a"), ("o", "u"), ("u", "o"), ("sch", "sh"), ("tch", "ch"),
    ("ng", "n"), ("mc", "mac"), ("mac", "mc"), ("ow", "au"), ("ie", "ee"), ("ia", "iya"),
    ("iy", "i"), ("sh", "ch"), ("ts", "z"), ("aw", "or"), ("augh", "or"), ("ough", "uff"),
    ("bh", "b"), ("ddh", "d"), ("jh", "j"), ("ae", "ay"), ("ao", "ow"), ("xi", "shi"),
    ("zh", "j"), ("q", "ch"), ("x", "sh"), ("hw", "w"),
)  # fmt: skip
_ENDS = (("e", ""), ("y", "i"), ("s", ""), ("h", ""), ("ah", "a"), ("a", "ah"), ("ski", "sky"),
         ("wicz", "vich"), ("escu", "esku"), ("ez", "es"), ("er", "a"), ("ton", "tin"))  # fmt: skip
_LETTERS = {"ö": "oe", "ü": "ue", "ä": "ae", "ş": "sh", "ç": "ch", "ğ": "", "ı": "i", "ł": "w",
            "ó": "oo", "ś": "sh", "ż": "zh", "ź": "z", "ć": "ch", "ń": "ni", "ą": "on", "ę": "en",
            "ș": "sh", "ț": "ts", "ă": "a", "â": "a", "î": "i", "đ": "d",
            "ø": "oe", "å": "aa"}  # fmt: skip


def _words(name: str) -> list[str]:
    return name.split()


def _some_word(rng: Random, name: str, least: int = 4) -> tuple[list[str], int] | None:
    words = _words(name)
    long = [at for at, word in enumerate(words) if len(word) >= least and word.isalpha()]
    return (words, rng.choice(long)) if long else None


def _in_word(
    rng: Random, name: str, change: Callable[[str], str | None], least: int = 4
) -> str | None:
    if (chosen := _some_word(rng, name, least)) is None:
        return None
    words, at = chosen
    changed = change(words[at])
    if not changed or changed == words[at]:
        return None
    words[at] = changed
    return " ".join(words)


def transposed(rng: Random, name: str) -> str | None:
    """Two neighbours change places."""

    def change(word: str) -> str:
        at = rng.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _in_word(rng, name, change)


def keyboard(rng: Random, name: str) -> str | None:
    """A key beside the right one."""

    def change(word: str) -> str | None:
        at = rng.randrange(1, len(word))
        for row in _ROWS:
            place = row.find(word[at].lower())
            if place >= 0:
                near = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
                return word[:at] + rng.choice(near) + word[at + 1 :]
        return None

    return _in_word(rng, name, change)


def left_out(rng: Random, name: str) -> str | None:
    """A letter is missing."""

    def change(word: str) -> str:
        at = rng.randrange(1, len(word))
        return word[:at] + word[at + 1 :]

    return _in_word(rng, name, change)


def slipped_in(rng: Random, name: str) -> str | None:
    """A letter too many."""

    def change(word: str) -> str:
        at = rng.randrange(1, len(word) + 1)
        return word[:at] + rng.choice("aeinrstlh") + word[at:]

    return _in_word(rng, name, change)


def doubled(rng: Random, name: str) -> str | None:
    """A letter twice."""

    def change(word: str) -> str:
        at = rng.randrange(1, len(word))
        return word[:at] + word[at] + word[at:]

    return _in_word(rng, name, change)


def first_letter(rng: Random, name: str) -> str | None:
    """The first letter is another."""
    return _in_word(rng, name, lambda word: rng.choice("abcdefghjklmnprstw") + word[1:], least=5)


def misread(rng: Random, name: str) -> str | None:
    """A machine read the letters of a scanned form."""

    def change(word: str) -> str | None:
        low = word.lower()
        fits = [(old, new) for old, new in _MISREAD if old in low[1:]]
        if not fits:
            return None
        old, new = rng.choice(fits)
        at = low.index(old, 1)
        return low[:at] + new + low[at + len(old) :]

    return _in_word(rng, name, change)


def _hear(rng: Random, word: str) -> str | None:
    low = word.lower()
    ends = [(old, new) for old, new in _ENDS if low.endswith(old) and len(low) > len(old) + 2]
    fits = [(old, new) for old, new in _HEARD if old in low]
    if ends and (not fits or rng.random() < 0.3):
        old, new = rng.choice(ends)
        return low[: -len(old)] + new
    if not fits:
        return None
    old, new = rng.choice(fits)
    return low.replace(old, new, 1)


def heard(rng: Random, name: str) -> str | None:
    """One word written as it sounded over the phone."""
    return _in_word(rng, name, lambda word: _hear(rng, word), least=3)


def heard_twice(rng: Random, name: str) -> str | None:
    """Two sounds of one word written otherwise."""

    def change(word: str) -> str | None:
        once = _hear(rng, word)
        return _hear(rng, once) if once else None

    return _in_word(rng, name, change, least=5)


def heard_both(rng: Random, name: str) -> str | None:
    """The first and the last word written as they sounded."""
    words = _words(name)
    if len(words) < 2:
        return None
    one, other = _hear(rng, words[0]), _hear(rng, words[-1])
    return " ".join([one, *words[1:-1], other]) if one and other else None


def heard_and_mistyped(rng: Random, name: str) -> str | None:
    """Written as it sounded, and then a typing slip."""
    once = heard(rng, name)
    return (rng.choice((transposed, keyboard, left_out))(rng, once)) if once else None


def two_slips(rng: Random, name: str) -> str | None:
    """Two typing slips."""
    once = rng.choice((transposed, keyboard, left_out, doubled))(rng, name)
    return rng.choice((transposed, keyboard, left_out))(rng, once) if once else None


def letters_spelt_out(rng: Random, name: str) -> str | None:
    """A letter with a mark written as it sounds: Öztürk, Oeztuerk."""
    del rng
    low = unicodedata.normalize("NFC", name).lower()
    changed = "".join(_LETTERS.get(letter, letter) for letter in low)
    return changed if changed != low else None


def marks_left_out(rng: Random, name: str) -> str | None:
    """Accents are not typed."""
    del rng
    low = (
        name.replace("ł", "l")
        .replace("đ", "d")
        .replace("ı", "i")
        .replace("Đ", "D")
        .replace("Ł", "L")
    )
    apart = unicodedata.normalize("NFD", low)
    changed = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return changed if changed != name else None


def other_order(rng: Random, name: str) -> str | None:
    """The last word first."""
    words = _words(name)
    if len(words) < 2:
        return None
    found = [words[-1], *words[:-1]]
    return ", ".join([found[0], " ".join(found[1:])]) if rng.random() < 0.3 else " ".join(found)


def middle_left_out(rng: Random, name: str) -> str | None:
    """Only the first and the last of three."""
    del rng
    words = _words(name)
    return f"{words[0]} {words[-1]}" if len(words) >= 3 else None


def last_left_out(rng: Random, name: str) -> str | None:
    """The first two of three."""
    del rng
    words = _words(name)
    return " ".join(words[:2]) if len(words) >= 3 else None


def middle_added(rng: Random, name: str) -> str | None:
    """A name in the middle nobody told before."""
    words = _words(name)
    more = rng.choice(("Rose", "James", "Ali", "Nur", "Kofi", "Wei", "Van", "Jan", "Lee", "Noor"))
    return " ".join([words[0], more, *words[1:]]) if len(words) == 2 else None


def initial(rng: Random, name: str) -> str | None:
    """The first name as a letter."""
    words = _words(name)
    if len(words) < 2:
        return None
    return " ".join([words[0][0] + rng.choice(("", ".")), *words[1:]])


def last_initial(rng: Random, name: str) -> str | None:
    """The last name as a letter."""
    words = _words(name)
    return (
        " ".join([*words[:-1], words[-1][0] + rng.choice(("", "."))]) if len(words) >= 2 else None
    )


def glued(rng: Random, name: str) -> str | None:
    """No space between two words, or no hyphen."""
    words = re.split(r"[ -]", name)
    if len(words) < 2:
        return None
    at = rng.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]])


def parted(rng: Random, name: str) -> str | None:
    """A space inside a word."""

    def change(word: str) -> str:
        at = rng.randrange(2, len(word) - 1)
        return f"{word[:at]} {word[at:]}"

    return _in_word(rng, name, change, least=6)


def hyphen(rng: Random, name: str) -> str | None:
    """A hyphen more, or less, or only half of a double name."""
    if "-" in name:
        one, other = name.split("-", 1)
        return rng.choice((f"{one} {other}", one, f"{one.rsplit(' ', 1)[0]} {other}"))
    words = _words(name)
    return f"{' '.join(words[:-2])} {words[-2]}-{words[-1]}".strip() if len(words) >= 3 else None


def apostrophe(rng: Random, name: str) -> str | None:
    """An apostrophe left out, or a space for it; Mc and Mac."""
    if "'" in name:
        return name.replace("'", rng.choice(("", " ", "’")))
    if re.search(r"\bMa?c[A-Z]", name):
        return re.sub(r"\bMa?c([A-Z])", rng.choice((r"Mac \1", r"Mc \1", r"Mac\1", r"M'\1")), name)
    return None


def particle(rng: Random, name: str) -> str | None:
    """A particle dropped, or one put in."""
    words = _words(name.replace("-", " "))
    small = {"al", "el", "bin", "ibn", "bint", "ul", "ud", "de", "da", "van", "abu", "o"}
    kept = [word for word in words if word.lower() not in small]
    if len(kept) < len(words):
        return " ".join(kept)
    if len(words) >= 2 and rng.random() < 0.3:
        return " ".join([*words[:-1], rng.choice(("al", "el", "bin")), words[-1]])
    return None


def title(rng: Random, name: str) -> str:
    """A form of address before the name."""
    return f"{rng.choice(('Mr', 'Mrs.', 'Ms', 'Dr', 'Haji', 'Sheikh', 'Miss', 'Rev'))} {name}"


def polite_word(rng: Random, name: str) -> str | None:
    """Begum, Bibi, Kaur, Singh dropped or added."""
    small = {"begum", "bibi", "kaur", "singh", "khatun", "akhtar"}
    words = _words(name)
    kept = [word for word in words if word.lower() not in small]
    if 2 <= len(kept) < len(words):
        return " ".join(kept)
    return f"{name} {rng.choice(('Begum', 'Bibi'))}" if rng.random() < 0.1 else None


def ending(rng: Random, name: str) -> str | None:
    """A surname with the ending of the other sex."""
    del rng
    for old, new in (("ski", "ska"), ("ska", "ski"), ("cki", "cka"), ("cka", "cki")):
        if name.lower().endswith(old):
            return name[: -len(old)] + new
    return None


def somali_spelling(rng: Random, name: str) -> str | None:
    """Somali letters as heard by others: x for h, c for a catch in the throat, long vowels."""
    del rng
    low = re.sub(r"\bc(?=[aeiou])", "", name.lower())
    low = re.sub(r"x(?=[aeiou])", "h", low)
    low = re.sub(r"([aeiou])\1", r"\1", low).replace("dh", "d").replace("q", "g")
    return low if low != name.lower() else None


def beginning(rng: Random, name: str) -> str | None:
    """A first name cut short, as friends do."""
    words = _words(name)
    if len(words) < 2 or len(words[0]) < 6:
        return None
    return " ".join([words[0][: rng.choice((3, 4, 5))], *words[1:]])


def capitals(rng: Random, name: str) -> str:
    """All in capitals, or all small, with blanks too many."""
    return f"  {name.upper()} " if rng.random() < 0.5 else name.lower().replace(" ", "  ")


SLIPS: tuple[Slip, ...] = (
    transposed, keyboard, left_out, slipped_in, doubled, first_letter, misread, heard,
    heard_twice, heard_both, heard_and_mistyped, two_slips, letters_spelt_out, marks_left_out,
    other_order, middle_left_out, last_left_out, middle_added, initial, last_initial, glued, parted,
    hyphen, apostrophe, particle, title, polite_word, ending, somali_spelling, beginning, capitals,
)  # fmt: skip
