"""Whether free words of a sighting seem to name a person: a log of places is to hold none.

It only warns. Words are judged by how they stand (capitals, titles, "called"), by the names people
are matched by, and by what is known to name nobody: kinds of places, bodies, shops, parties. Where
these leave a doubt it warns: a warning for nothing costs a glance, a name that stays costs more.
`tests/community/sightings/naming_lines.toml` has lines it is measured by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prevent_desk.community.model.naming_words import NamingWords, naming_words

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(rf"{_LETTERS}(?:[’'\-]{_LETTERS})*")
_BETWEEN = re.compile(r"\.?[ \t\u00a0]+")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_POSSESSIVE = re.compile(r"[’']s$")

_TITLE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|PC|DC|DS|Sgt|Imam|Rev|Revd|Rabbi|Sheikh|Prof|Sir"
    rf"|Brother|Sister|Uncle|Auntie?|Father|Pastor|Maulana|Mufti|Mullah|Shaykh|Ustadh)"
    rf"\.?[ \t]+(?P<who>[^\W\d_a-z]{_LETTERS}(?:[’'\-]{_LETTERS})*(?:[ \t]+[^\W\d_a-z][\w’'-]+)?)"
)
_CALLED = re.compile(
    r"(?P<what>\b[\w-]+[ \t]+)?\b(?:who is |is |was )?"
    r"(?:called|named|name is|name was|by the name of|known as|goes by)\s+"
    rf"[“\"'‘]?(?P<who>{_LETTERS}(?:[’'\-]{_LETTERS})*(?:[ \t]+[^\W\d_a-z][\w’'-]+)?)"
)
_HANDLE = re.compile(
    r"(?<![\w.])@(?!\d{1,2}[:.]?\d{0,2}\s*(?:am|pm|hrs)?\b)[A-Za-z0-9_.]{3,30}\b"
    r"|\b(?:t\.me|instagram\.com|facebook\.com|tiktok\.com|twitter\.com|x\.com|vk\.com)/@?[\w.]{3,}"
    r"|(?<![\w/])/?u/[\w-]{3,20}\b"
)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_PHONE = re.compile(
    r"(?<![\d.])(?:\(?\+?\s?44\)?[\s-]?(?:\(0\)[\s-]?)?|\(?0)(?:\d\)?[\s-]?){9,10}(?![\d.])"
)
_PLATE = re.compile(r"\b(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[a-z]{2}\d{2}\s?[a-z]{3})\b")
_BORN = re.compile(
    r"\b(?:born|dob|d\.o\.b\.?)\s*:?\s*(?:on\s+|in\s+)?\d+|\baged?\s+(?:about\s+)?\d+"
    r"|\b(?:1\d|[5-9])[\s-]*(?:year[\s-]*old|y/?o)\b",
    re.IGNORECASE,
)
_SIGNS = (
    (_EMAIL, "an e-mail address"), (_PHONE, "a telephone number"), (_HANDLE, "an account"),
    (_PLATE, "a number plate"), (_BORN, "a birth or an age"),
)  # fmt: skip
_PARTICLES = frozenset(("al", "el", "bin", "ibn", "bint", "abu", "de", "da", "di", "la", "van",
                        "von", "der", "den", "ter", "ap", "ó", "o", "mac", "ul", "ur"))  # fmt: skip
_SHORTEST_ALONE = 4
_SHORTEST_SMALL = 4
"""Letters of a name in small letters: shorter ones are words."""


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of words that seems to name somebody.

    Attributes:
        words: As it was typed.
        why: What it looks like: "a name", "an e-mail address".
    """

    words: str
    why: str


def seems_to_name(text: str, places: Sequence[str] = ()) -> list[Named]:
    """Return what in a text seems to name a person, in its order, each once.

    Args:
        text: Free words.
        places: Words that are known to be no people: streets, wards, organisations.
    """
    found: dict[int, Named] = {}
    for pattern, why in _SIGNS:
        for match in pattern.finditer(text):
            found.setdefault(match.start(), Named(match[0].strip(), why))
    if re.search(_LETTERS, text):
        reader = _Reader(text, places, naming_words())
        for start, words in (*reader.addressed(), *reader.called(), *reader.by_capitals(),
                             *reader.in_small_letters()):  # fmt: skip
            found.setdefault(start, Named(words, "a name"))
    return _apart(text, found)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    plain: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_all_capitals(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


class _Reader:
    """One text, being read."""

    def __init__(self, text: str, places: Sequence[str], known: NamingWords) -> None:
        self._text, self._known = text, known
        self._tokens = [
            _Token(match.start(), match.end(), match[0], _plain(match[0]))
            for match in _WORD.finditer(text)
        ]
        self._no_people = f"{known.phrases}| {' | '.join(_words(one) for one in places)} "
        self._quotes = [(match.start(), match.end()) for match in _QUOTED.finditer(text)]

    def addressed(self) -> Iterator[tuple[int, str]]:
        """Find whoever has a title: "Mr Marlowe"; not PC World."""
        for match in _TITLE.finditer(self._text):
            nobody = _plain(match["who"].split()[0]) in self._known.nobody
            if not (nobody or self._is_no_person(match[0]) or self._is_place(match.end("who"))):
                yield match.start(), match[0]

    def called(self) -> Iterator[tuple[int, str]]:
        """Find whoever is said to be called something; not a group, a shop or a channel."""
        known = self._known
        for match in _CALLED.finditer(self._text):
            who = _plain(match["who"].split()[0])
            if _plain((match["what"] or "").strip()) in known.things or who in known.nobody:
                continue
            is_name = who in known.given and who not in known.doubtful
            if (match["who"][0].isupper() or is_name) and not self._is_no_person(match["who"]):
                yield match.start("who"), match["who"]

    def by_capitals(self) -> Iterator[tuple[int, str]]:
        """Find names among words with capitals that stand beside one another."""
        for run in self._runs():
            for part in self._without_places(run):
                yield from self._names_in(part)

    def in_small_letters(self) -> Iterator[tuple[int, str]]:
        """Find given names in small letters, with a name after them: "aisha khan told me"."""
        known, end = self._known, -1
        for at, token in enumerate(self._tokens):
            if (
                token.start < end
                or token.is_capital
                or len(token.plain) < _SHORTEST_SMALL
                or token.plain not in known.given
                or token.plain in known.doubtful
                or token.plain in known.nobody
            ):
                continue
            after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
            end = token.end
            if after is not None and self._are_beside(token, after):
                if self._is_no_person(f"{token.text} {after.text}") or after.plain in known.places:
                    continue
                is_name = after.plain in known.borne and after.plain not in known.nobody
                end = after.end if is_name and len(after.plain) >= _SHORTEST_SMALL else end
            words = self._text[token.start : end]
            if not self._is_no_person(words):
                yield token.start, _POSSESSIVE.sub("", words)

    # Inside

    def _runs(self) -> Iterator[list[_Token]]:
        """Yield words with capitals beside one another; "de" and "bin" may stand between."""
        run: list[_Token] = []
        for token in self._tokens:
            beside = bool(run) and self._are_beside(run[-1], token)
            if token.is_capital and (beside or not run):
                run.append(token)
                continue
            if beside and token.plain in _PARTICLES:
                run.append(token)
                continue
            if run:
                yield run
            run = [token] if token.is_capital else []
        if run:
            yield run

    def _without_places(self, run: list[_Token]) -> Iterator[list[_Token]]:
        """Yield what is left of a run where streets, churches and saints are taken out."""
        known, left = self._known, list[_Token]()
        follows = False
        for token in run:
            if follows:
                follows = False
                continue
            if token.plain in known.before_places:
                follows = True
                if left:
                    yield left
                left = []
            elif token.plain in known.places:
                left = []
            else:
                left.append(token)
        if left:
            yield left

    def _names_in(self, part: list[_Token]) -> Iterator[tuple[int, str]]:
        at = 0
        while at < len(part):
            size = self._size(part[at:])
            if size:
                words = self._text[part[at].start : part[at + size - 1].end]
                if not self._is_no_person(words):
                    yield part[at].start, _POSSESSIVE.sub("", words)
            at += size or 1

    def _size(self, part: list[_Token]) -> int:
        """Return how many words from the first on are a name: 0, 1 or more."""
        known, first = self._known, part[0]
        if first.plain in known.nobody or first.plain in _PARTICLES:
            return 0
        is_given = first.plain in known.borne
        is_doubtful = first.plain in known.doubtful
        second = next((at for at in range(1, len(part)) if part[at].plain not in _PARTICLES), None)
        if second is not None:
            two = part[second]
            is_nobody = two.plain in known.nobody
            if is_given and not is_doubtful and (not is_nobody or two.plain in known.borne):
                return second + 1
            if is_given and (
                two.plain in known.family or (not is_nobody and two.plain in known.borne)
            ):
                return second + 1
            shouted = first.is_all_capitals or two.is_all_capitals
            if not is_nobody and not shouted and not self._is_quoted(first) and len(two.text) > 1:
                return second + 1
        alone = is_given and not is_doubtful
        long_enough = len(first.plain) >= _SHORTEST_ALONE and not first.is_all_capitals
        return int(alone and long_enough and not self._is_quoted(first))

    def _are_beside(self, one: _Token, two: _Token) -> bool:
        between = self._text[one.end : two.start]
        if "." in between and len(one.text) > 1:
            return False
        return _BETWEEN.fullmatch(between) is not None

    def _is_place(self, end: int) -> bool:
        """Return whether what ends there goes on as a place's name: "Sir John Cass School"."""
        before = None
        for token in self._tokens:
            if token.end < end:
                continue
            if before is not None and not (token.is_capital and self._are_beside(before, token)):
                return False
            if token.plain in self._known.places:
                return True
            before = token
        return False

    def _is_quoted(self, token: _Token) -> bool:
        return any(start <= token.start < end for start, end in self._quotes)

    def _is_no_person(self, words: str) -> bool:
        return f" {_words(words)} " in self._no_people


def _plain(text: str) -> str:
    return _POSSESSIVE.sub("", text.replace("’", "'")).strip("'").casefold()


def _words(text: str) -> str:
    """Return words as they are compared: "Marks & Spencer’s" is "marks spencer s"."""
    return " ".join(re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold()))


def _apart(text: str, found: dict[int, Named]) -> list[Named]:
    """Return what was found, without what lies within another find."""
    told: list[Named] = []
    end = -1
    for start in sorted(found):
        one = found[start]
        if start < end:
            continue
        end = start + len(one.words)
        if one.words.casefold() not in {other.words.casefold() for other in told}:
            told.append(one)
    return told


def warning(named: Sequence[Named]) -> str:
    """Return the line shown under words that seem to name somebody; empty where none do."""
    if not named:
        return ""
    first = named[0]
    more = f" and {len(named) - 1} more" if len(named) > 1 else ""
    return (
        f"“{first.words}” looks like {first.why}{more}. No person is recorded here: "
        "say what was seen, and report a person as a referral."
    )
