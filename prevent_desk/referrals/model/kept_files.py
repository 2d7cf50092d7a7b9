"""Files kept with a referral: what they are, whose identity they show, how they are sorted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from prevent_desk.core.kept_file import KeptFile

KINDS = {
    "form": "Form",
    "mail": "E-mail",
    "letter": "Letter or report",
    "photo": "Photo or screenshot",
    "other": "Other file",
}
"""What a file of a referral may be, by the code that is stored."""

ICONS = {
    "form": "file-input",
    "mail": "mail",
    "letter": "file-text",
    "photo": "image",
    "other": "file",
}

_READABLE = frozenset({"pdf", "docx", "eml"})
"""Endings of what may be a filled form or a mail."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")


@dataclass(frozen=True, slots=True)
class EpisodeFile:
    """A file of a referral.

    Attributes:
        kind: A code of `KINDS`.
        on: The moment it speaks of, local time.
        at: When it was added (UTC).
        is_referrers: It shows who the referrer is: left out wherever anonymity was asked.
        has_words: Its text was read, so that it is found by it.
    """

    id: int
    episode_id: int
    file: KeptFile
    kind: str
    title: str
    note: str
    on: datetime
    at: datetime
    by: str
    is_referrers: bool
    has_words: bool = False

    @property
    def kind_words(self) -> str:
        """What it is, in words."""
        return KINDS.get(self.kind, KINDS["other"])

    @property
    def may_be_read(self) -> bool:
        """Whether it may be a filled form or a mail, to be read in as one."""
        return self.file.name.rpartition(".")[2].casefold() in _READABLE

    @property
    def icon(self) -> str:
        """The shipped icon of what it is."""
        return ICONS.get(self.kind, ICONS["other"])


def kind_of(name: str, content: bytes) -> str:
    """Return what a file most likely is: by its bytes, then by its name."""
    if content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return "photo"
    ending = name.rpartition(".")[2].casefold()
    if ending in {"eml", "msg"}:
        return "mail"
    if ending in {"pdf", "docx", "doc", "odt", "rtf"}:
        return "letter"
    return "other"
