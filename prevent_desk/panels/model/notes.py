"""What a line being typed means: its kind by a letter, its speaker by initials, its words.

Nothing that was typed may be lost to a guess: what is taken off the beginning of a line can be put
back by one key, and a pair of letters that is also an English word is a speaker only where it is
typed in capitals or with a colon.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from prevent_desk.panels.model.records import Attendee, LineKind

PANEL = "Panel"
"""Who speaks where nobody of the room does."""

KINDS = {kind.letter: kind for kind in LineKind}
"""Kinds by the letter typed after a slash."""

# What a letter pair at the start of a line may be without meaning anybody.
_LIKE_WORDS = """
ad ah am an as at be bp by cc cd do dr eg ex gp go ha he hi ho id ie if in is it iv la lo ma
me mr ms my nb no of oh ok on or ot ox pa pc pe ps re so st tb to tv uk un up us vs we ye
act add age ago aid aim air all and any are arm art ask ate bad ban bar bed big bit boy bus but
buy can car cut dad day did die dim due eat end far few fit for fun get got had has her him his
hit hot how ill its job kid lad law let lot low mad man may men met mum new nor not now odd off
old one our out own pay per put ran saw say see set she sit six son ten the tie too top try two
use via was way who why won yes yet you"""
_WORDS = frozenset(_LIKE_WORDS.split())
_BREAK = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_KIND = re.compile(r"/([A-Za-z])(?:\s+|$)")
_INITIALS = re.compile(r"([A-Za-z]{1,4})(:?)\s+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a line: somebody in the room, or words.

    Attributes:
        invite_id: Of somebody asked to the meeting; None where nobody is.
        name: What stands before the words: an agency, "Panel", "GP letter".
        initials: Of somebody in the room; or empty.
        person: Their name, for choosing; or empty.
    """

    name: str = PANEL
    invite_id: int | None = None
    initials: str = ""
    person: str = ""


def speaker_of(attendee: Attendee) -> Speaker:
    """Return somebody of the room as who says a line."""
    return Speaker(attendee.agency, attendee.id, attendee.initials, attendee.name)


def speakers(room: Iterable[Attendee]) -> list[Speaker]:
    """Return who may be speaking: the panel, then who is here, then who was, by agency."""
    known = list(room)
    here = [speaker_of(one) for one in known if one.is_here]
    gone = [speaker_of(one) for one in known if one.times and not one.is_here]
    return [Speaker(), *here, *gone]


@dataclass(frozen=True, slots=True)
class Taken:
    """What stood at the beginning of a line and meant something.

    Attributes:
        text: As it was typed, to put it back.
        kind, speaker: What it meant; None where it was not about that.
    """

    text: str
    kind: LineKind | None = None
    speaker: Speaker | None = None


def take(text: str, present: Iterable[Speaker]) -> Taken | None:
    """Return what the beginning of a text means, once a space was typed after it; else None."""
    if match := _KIND.match(text):
        kind = KINDS.get(match[1].lower())
        if kind is not None and match.end() > 2:
            return Taken(match[0], kind=kind)
    if match := _INITIALS.match(text):
        letters, colon = match[1], bool(match[2])
        plain = letters.lower() in _WORDS and not letters.isupper()
        found = [one for one in present if one.initials.casefold() == letters.casefold()]
        if len(found) == 1 and (colon or not plain):
            return Taken(match[0], speaker=found[0])
    return None


def pasted(text: str) -> str:
    """Return words from a clipboard as a line takes them; breaks at their ends are no part of it.

    Left out are signs nobody sees: control characters, halves of letters, marks that turn the
    direction. In minutes they would let words read otherwise than they were written, or keep a
    file from being made. Emoji stay whole, with the joiners between their parts.
    """
    lines = _BREAK.sub("\n", text).replace("\t", " ")
    return _UNSEEN.sub("", lines).strip("\n")


@dataclass(frozen=True, slots=True)
class Typed:
    """A line while it is typed; kept as a draft in the vault.

    Attributes:
        item_id: The point it is typed for.
        line_id: The line it changes; None for a new one.
        said: When it was begun, local time in ISO form; empty before the first key.
        cursor: Where the next letter goes.
    """

    item_id: int
    kind: LineKind = LineKind.INFORMATION
    speaker: Speaker = Speaker()
    words: str = ""
    cursor: int = 0
    said: str = ""
    line_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost with it."""
        return not self.words.strip()

    def to_text(self) -> str:
        """Return it as a draft keeps it."""
        told: dict[str, Any] = {
            "item": self.item_id, "kind": self.kind.value, "speaker": self.speaker.name,
            "invite": self.speaker.invite_id, "initials": self.speaker.initials,
            "person": self.speaker.person, "words": self.words, "cursor": self.cursor,
            "said": self.said, "line": self.line_id,
        }  # fmt: skip
        return json.dumps(told, ensure_ascii=False)

    def keep_within(self) -> Typed:
        """Return it with the cursor inside its words."""
        return replace(self, cursor=max(0, min(self.cursor, len(self.words))))


def from_text(text: str) -> Typed | None:
    """Return a draft's line; None where it is none of ours."""
    try:
        told = json.loads(text)
        return Typed(
            int(told["item"]), LineKind(told["kind"]),
            Speaker(told["speaker"], told["invite"], told["initials"], told["person"]),
            told["words"], int(told["cursor"]), told["said"], told["line"],
        ).keep_within()  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return None
