"""What came in from outside: a filled form, an e-mail, any file; and what of it goes where.

A form's answers are placed under their sections before anything is recorded. Who wrote a mail, and
who filled a form, is the referrer: kept apart from everything else, from the first moment on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from enum import Enum

from prevent_desk.core.answers import Finding, in_words
from prevent_desk.core.dates import say_date
from prevent_desk.core.questionnaire import (
    Answer,
    Answers,
    Question,
    Questionnaire,
    Section,
    is_empty,
)
from prevent_desk.core.vocabulary import Vocabularies

CONCERN = "concern"
"""The question that the words of a mail answer."""


class Kind(Enum):
    """What came in; the values are those of `EpisodeFileTable.kind`."""

    FORM = "form"
    MAIL = "mail"
    FILE = "other"


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file to be kept with the referral.

    Attributes:
        kind: "form", "mail" or "other", as the referral's files are sorted.
        is_referrers: It shows who the referrer is: the form and the mail themselves do.
    """

    name: str
    data: bytes = field(repr=False)
    kind: str = Kind.FILE.value
    is_referrers: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail, as it says of itself.

    Attributes:
        sender: "Name <address>", or what stands there.
        at: When it says it was sent; None where it does not say.
    """

    sender: str
    to: str
    at: datetime | None
    subject: str
    text: str

    def sender_parts(self) -> tuple[str, str]:
        """Return the sender's name and address; either may be empty."""
        name, address = parseaddr(self.sender)
        return name.strip(), address.strip()

    def said_when(self) -> str:
        """Return when it was sent: "Tue 3 Nov 2026, 10:00"; "" where it does not say."""
        return f"{say_date(self.at.date())}, {self.at:%H:%M}" if self.at else ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that came back and have no place in the form.

    Attributes:
        where: As a person can find it: a question's text, or the field's name.
    """

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in, read; nothing of it is in the desk yet.

    Attributes:
        name: Of the file.
        form: In the version it was filled in; None where there is no form in it.
        answers: By question key.
        findings: Answers to look at, a sentence each.
        unplaced: What stood in a field and has no place.
        notes: What else is to be told, a sentence each.
        files: What is to be kept: the file itself first, then what was attached to it.
        problem: Why it was kept as a mere file, in one sentence; empty otherwise.
    """

    name: str
    kind: Kind
    form: Questionnaire | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    mail: Mail | None = None
    notes: tuple[str, ...] = ()
    files: tuple[ArrivedFile, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Prefill:
    """What an intake begins with.

    Attributes:
        form: Code of the form.
        version: Of the form.
        answers: By question key, those about the referrer among them.
        files: To be kept with the referral when it is recorded.
    """

    form: str
    version: str
    answers: dict[str, Answer]
    files: tuple[ArrivedFile, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of the preview.

    Attributes:
        said: The answer in words.
        before: What stood there, where it differs and something did.
        finding: What is to be looked at; empty for nothing.
    """

    question: Question
    said: str
    before: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True)
class PreviewSection:
    """A section of the form with what was answered in it."""

    section: Section
    letter: str
    lines: tuple[AnswerLine, ...]


def preview(
    arrived: Arrived, vocabularies: Vocabularies, before: Answers | None = None
) -> list[PreviewSection]:
    """Return every answer that was placed under its section; sections without one are left out.

    Args:
        arrived: What came in.
        vocabularies: Every list.
        before: Answers there are already, where the form is for a referral under way.
    """
    if arrived.form is None:
        return []
    found: dict[str, str] = {}
    for finding in arrived.findings:
        found[finding.key] = " ".join(
            part for part in (found.get(finding.key), finding.said) if part
        )
    sections = []
    for letter, section in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", arrived.form.sections, strict=False):
        lines = []
        for question in section.questions:
            said = in_words(question, arrived.answers.get(question.key), vocabularies)
            was = in_words(question, (before or {}).get(question.key), vocabularies)
            if said or question.key in found:
                differs = was if was != said else ""
                lines.append(AnswerLine(question, said, differs, found.get(question.key, "")))
        if lines:
            sections.append(PreviewSection(section, letter, tuple(lines)))
    return sections


def prefill(arrived: Arrived, form: Questionnaire) -> Prefill:
    """Return what an intake begins with.

    A form's answers are taken under its own version; of a mail the words become the concern and the
    sender becomes who first had it. What had no place stands at the end of "anything else".

    Args:
        arrived: What came in.
        form: The newest referral form, for what is no form itself.
    """
    answers = {key: answer for key, answer in arrived.answers.items() if not is_empty(answer)}
    asked = arrived.form or form
    if arrived.mail is not None:
        for key, text in _of_mail(arrived.mail, bool(arrived.answers)).items():
            if asked.question(key) is not None and is_empty(answers.get(key)):
                answers[key] = text
    if arrived.unplaced and asked.question(_REST) is not None:
        answers[_REST] = _with_rest(answers.get(_REST), arrived.unplaced)
    if asked.question("medium") is not None:
        answers.setdefault("medium", _medium(arrived))
    return Prefill(asked.code, asked.version, answers, arrived.files)


_REST = "other_information"


def _of_mail(mail: Mail, has_form: bool) -> dict[str, str]:
    name, address = mail.sender_parts()
    told = {"identified_name": name, "identified_email": address}
    if not has_form:
        told[CONCERN] = "\n\n".join(part for part in (mail.subject, mail.text) if part)
    return {key: text for key, text in told.items() if text}


def _with_rest(answer: Answer | None, unplaced: tuple[Unplaced, ...]) -> str:
    said = answer if isinstance(answer, str) else ""
    rest = "\n".join(f"{one.where}: {one.text}" for one in unplaced)
    return "\n\n".join(part for part in (said, f"From the form, without a place:\n{rest}") if part)


def _medium(arrived: Arrived) -> str:
    if arrived.form is not None:
        return "form"
    return "email" if arrived.mail is not None else "other"


def said_of(arrived: Arrived) -> str:
    """Return what came in, in one line: "34 answers in 9 sections"."""
    if arrived.form is not None:
        sections = [
            section
            for section in arrived.form.sections
            if any(question.key in arrived.answers for question in section.questions)
        ]
        answers = _count(len(arrived.answers), "answer")
        said = f"{answers} in {_count(len(sections), 'section')}"
    elif arrived.mail is not None:
        words = len(re.findall(r"\w+", arrived.mail.text))
        said = f"E-mail, {_count(words, 'word')}"
    else:
        said = "A file to keep"
    attached = len(arrived.files) - 1
    return f"{said}, {_count(attached, 'attachment')}" if attached > 0 else said


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
