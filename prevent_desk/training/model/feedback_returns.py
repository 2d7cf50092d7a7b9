"""Feedback forms as they came back, and what taking each of them in would do; pure.

Nobody is named: neither the file nor who sent it is kept, only the answers.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from prevent_desk.core.answers import in_words
from prevent_desk.core.questionnaire import Answers, Questionnaire
from prevent_desk.core.vocabulary import Vocabularies

FORM, ROW = "returned form", "list"
"""How feedback came: a form of its own, or a row among others."""
_MARK = re.compile(r"session-(\d{1,9})")


class Kind(StrEnum):
    """What a form is to the desk."""

    NEW = "new"
    DOUBTFUL = "doubtful"
    """It can be taken, if somebody says so."""
    LOCKED = "locked"
    """It opens with a password that nobody typed yet."""
    KNOWN = "known"
    WRONG = "wrong"


KIND_WORDS = (
    (Kind.NEW, "New"),
    (Kind.DOUBTFUL, "To look at"),
    (Kind.LOCKED, "Under a password"),
    (Kind.WRONG, "Cannot be read"),
    (Kind.KNOWN, "Here already"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """One person's form, as it was read.

    Attributes:
        file: Its name, as the person who chose it knows it.
        place: Where in the file: "Row 7"; empty where the file is one form.
        mark: Which session's form it is: "session-12"; empty where it does not say.
        version: Of the form.
        findings: Sentences on answers that could not be taken as typed.
        notes: Sentences on the reading of the file.
        digest: Tells the file from others; of a row, of its answers.
        problem: Why it cannot be taken, in a sentence; empty where it can.
        locked: The file, where it opens with a password only; to be read again with that.
    """

    file: str
    place: str = ""
    mark: str = ""
    version: str = ""
    answers: Answers = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    digest: str = ""
    source: str = FORM
    problem: str = ""
    locked: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class GivenLine:
    """What taking a form in would do.

    Attributes:
        key: Its place among those read.
        session_id: Whose feedback it becomes; 0 where it cannot be taken.
        words: What it would do, or why it cannot, in words.
    """

    key: int
    given: Given
    kind: Kind
    session_id: int
    words: str

    @property
    def can_be_taken(self) -> bool:
        """Whether it may be ticked."""
        return self.kind in {Kind.NEW, Kind.DOUBTFUL}


def mark_of(session_id: int) -> str:
    """Return what a session's forms are marked with; nobody sees it."""
    return f"session-{session_id}"


def digest_of(answers: Answers) -> str:
    """Return what tells answers from others."""
    return hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()


def compare(
    given: Sequence[Given],
    session_id: int,
    sessions: Mapping[int, str],
    kept: Mapping[int, Sequence[tuple[str, Answers]]],
) -> list[GivenLine]:
    """Return what each form would do, in their order.

    A form belongs to the session it was made for; one that does not say, to the one it is taken in
    at. As many equal answers as the session holds from files already are taken for those: a list
    that grew comes in a second time with its new rows only.

    Args:
        given: As read.
        session_id: Where they are taken in.
        sessions: What those that may get feedback are called, by number.
        kept: What each has from files already: how it came, and the answers.
    """
    here = {
        number: Counter((source, digest_of(answers)) for source, answers in listed)
        for number, listed in kept.items()
    }
    files: set[str] = set()
    lines = []
    for key, one in enumerate(given):
        kind, owner, words = _judged(one, session_id, sessions, here, files)
        lines.append(GivenLine(key, one, kind, owner, words))
    return lines


def _judged(
    one: Given,
    session_id: int,
    sessions: Mapping[int, str],
    here: Mapping[int, Counter[tuple[str, str]]],
    files: set[str],
) -> tuple[Kind, int, str]:
    if one.locked:
        return Kind.LOCKED, 0, "Type its password below."
    if one.problem:
        return Kind.WRONG, 0, one.problem
    if one.source == FORM and one.digest in files:
        return Kind.KNOWN, session_id, "This very file was chosen twice."
    files.add(one.digest)
    match = _MARK.fullmatch(one.mark)
    owner = int(match[1]) if match else session_id
    if owner not in sessions:
        return Kind.WRONG, 0, "It was made for a session that is no longer there."
    said = [] if owner == session_id else [f"Goes to {sessions[owner]}, whose form it is."]
    same = (one.source, digest_of(one.answers))
    known = here.get(owner)
    if known is not None and known[same] > 0:
        known[same] -= 1
        if one.source == ROW:
            return Kind.KNOWN, owner, "It came with an earlier list."
        said.append("The same answers came in a file already. Tick it if it is another person’s.")
        return Kind.DOUBTFUL, owner, " ".join((*said, *one.findings))
    if one.findings:
        said += [*one.findings, "Ticked, it comes in without that."]
        return Kind.DOUBTFUL, owner, " ".join(said)
    many = len(one.answers)
    said.insert(0, f"{many} answer{'' if many == 1 else 's'}.")
    # Those of a list are of all its rows: told over them.
    return Kind.NEW, owner, " ".join((*said, *(one.notes if one.source == FORM else ())))


def told(form: Questionnaire, answers: Answers, lists: Vocabularies) -> str:
    """Return answers in a line, as they will be kept: "The length was: Right · …"."""
    said = (
        (question.text, in_words(question, answers[question.key], lists))
        for question in form.questions()
        if question.key in answers
    )
    return " · ".join(f"{question.rstrip('?:')}: {words}" for question, words in said)


def columns_of(form: Questionnaire, headings: Iterable[str]) -> list[str | None]:
    """Return which question each column of a list answers, by its heading; each question once."""
    known = {
        _plain(words): question.key
        for question in form.questions()
        for words in (question.text, question.key)
    }
    found: list[str | None] = []
    for heading in headings:
        # Programs that make forms number their questions, or star those that must be answered.
        key = known.get(_plain(re.sub(r"^\s*\d{1,2}[.)]\s*", "", heading)))
        found.append(None if key in found else key)
    return found


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
