"""What each paper of a referral says, section by section; nothing in it is added up or scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.answers import in_words
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.core.questionnaire import Answers, Questionnaire, is_empty
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model import sessions as session_counts
from prevent_desk.referrals.model.assessments.records import Assessment, FoundFactor
from prevent_desk.referrals.model.checks import REPLY_WORDS, Check
from prevent_desk.referrals.model.closure import Closing, NoSupport
from prevent_desk.referrals.model.consent import Consent, Position, giver_words, looks
from prevent_desk.referrals.model.papers.content import Block, Facts, Grid, Heading, Words
from prevent_desk.referrals.model.papers.wanted import Kind, Wanted
from prevent_desk.referrals.model.records import Episode, Person, Referrer
from prevent_desk.referrals.model.reviews import Review
from prevent_desk.referrals.model.sessions import Session
from prevent_desk.referrals.model.support import ASKS, Plan
from prevent_desk.referrals.model.timeline import Line

UNNAMED = "The referrer asked not to be named."
_OF_PERSON = frozenset({"individual"})
"""Sections of the form that say who somebody is: left out of papers by reference."""


@dataclass(frozen=True, slots=True)
class ConsentOf:
    """Where consent stands for one person, and how it came there."""

    person: Person
    position: Position
    history: Sequence[Consent]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything a paper is told from.

    Attributes:
        referrer: None where they asked not to be named: their record is not even here.
        form: The form the referral was given on.
        assessments: The finished ones with their forms, oldest first.
        lines: The chronology as it is wanted.
    """

    episode: Episode
    referrer: Referrer | None
    form: Questionnaire
    lists: Vocabularies
    today: date
    checks: Sequence[Check]
    assessments: Sequence[tuple[Assessment, Questionnaire]]
    factors: Sequence[FoundFactor]
    consents: Sequence[ConsentOf]
    plan: Plan | None
    sessions: Sequence[Session]
    reviews: Sequence[Review]
    closing: Closing
    no_support: NoSupport | None
    lines: Sequence[Line]
    files: Sequence[str]

    def label(self, vocabulary: str, code: str) -> str:
        """Return the words of a code; the code itself where no list has it."""
        found = self.lists.get(vocabulary)
        return found.label(code) if found else code


def blocks(told: Gathered, wanted: Wanted) -> tuple[Block, ...]:
    """Return what a paper of this kind says."""
    if wanted.kind is Kind.CHRONOLOGY:
        return (*_at_a_glance(told, wanted), *_chronology(told, wanted))
    if wanted.kind is Kind.FORM:
        return tuple(_as_given(told, wanted))
    parts: list[Block] = [*_at_a_glance(told, wanted), *_people(told, wanted), *_told(told, wanted)]
    parts += _referrer(told, wanted)
    for part in (_checks, _assessments, _consent, _support, _reviews, _end):
        parts += part(told)
    if wanted.kind is Kind.RECORD:
        parts += _files(told)
        parts += _chronology(told, wanted)
    return tuple(parts)


def _as_given(told: Gathered, wanted: Wanted) -> Iterator[Block]:
    """Yield the form as it was filled: what the police or another area takes a referral over by."""
    one = told.episode
    yield Facts((("Reference", one.ref), ("Received", _received(told))))
    for letter, section in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", told.form.sections, strict=False):
        is_hidden = section.key in _OF_PERSON and not wanted.with_names
        if section.about == "desk" or is_hidden:
            continue
        is_referrers = section.about == "referrer"
        referrers = (told.referrer.answers or {}) if told.referrer else {}
        given = referrers if is_referrers else one.answers
        rows = tuple(
            (question.text, words)
            for question in section.questions
            if (words := in_words(question, given.get(question.key), told.lists))
        )
        if rows:
            yield Heading(2, f"{letter}  {section.title}")
            yield Facts(rows)
    if told.referrer is None and one.is_anonymous:
        yield Words(UNNAMED)
    yield Words(told.form.source, is_support=True)


def _at_a_glance(told: Gathered, wanted: Wanted) -> Iterator[Block]:
    one = told.episode
    is_now = wanted.as_at is None
    stands = f"{one.state.words} since {say_date(one.state_on)}"
    if wanted.as_at is not None:
        # A day that is rewound to does not know what was decided after it.
        known = [move for move in one.moves if move.at.date() <= wanted.as_at]
        stands = f"{known[-1].now.words} since {say_date(known[-1].on.date())}" if known else ""
    rows = (
        ("Reference", one.ref),
        ("Stands" if is_now else "Stood", stands),
        ("Received", _received(told)),
        ("Came from", _joined(told.label("sector", one.sector), _source(told))),
        ("Concern", told.label("concern", one.concern)),
        ("First came to light", say_date(one.noticed) if one.noticed else ""),
        ("Immediate danger", _danger(told)),
        ("Link to the City", told.label("city_link", one.city_link)),
        ("Home area", told.label("home_area", one.home_area)),
        ("Responsible area", told.label("home_area", one.responsible_area)),
    )
    later = (
        ("Outcome", told.label("outcome", one.outcome)),
        ("Police reference", one.police_ref),
        ("National reference", one.pcmt),
        ("Comment on the pattern", one.pattern),
    )
    yield Facts(tuple(row for row in (*rows, *(later if is_now else ())) if row[1]))


def _received(told: Gathered) -> str:
    one = told.episode
    medium = told.label("medium", one.medium) if one.medium else ""
    day = f"{say_date(one.received.date())}, {one.received:%H:%M}"
    return _joined(day, medium[:1].lower() + medium[1:])


def _source(told: Gathered) -> str:
    return told.label("sub_source", told.episode.source) if told.episode.source else ""


def _danger(told: Gathered) -> str:
    one = told.episode
    words = {"yes": "Yes", "no": "No", "not_known": "Not known"}.get(one.danger, "")
    at = f", answered {one.danger_at:%H:%M}" if words and one.danger_at else ""
    return ". ".join(part for part in (f"{words}{at}", one.handed_over) if part)


def _people(told: Gathered, wanted: Wanted) -> Iterator[Block]:
    yield Heading(2, "Who it is about")
    day = told.episode.received.date()
    subjects = [one for one in told.episode.people if one.role == "subject"]
    for number, one in enumerate(subjects, 1):
        person = one.person
        if len(told.episode.subjects) > 1:
            yield Heading(3, person.name if wanted.with_names else f"Person {number}")
        age = person.age_on(day)
        about = "about " if person.is_approximate else ""
        rows: list[tuple[str, str]] = []
        if wanted.with_names:
            born = say_date(person.born) if person.born else person.born_told
            rows += [
                ("Name", person.name),
                ("Also known as", ", ".join(person.aliases)),
                ("Born", born),
            ]
        rows += [
            ("Age when referred", f"{about}{age}" if age is not None else "not known"),
            ("Gender", told.label("gender", person.gender)),
            ("Ethnicity", told.label("ethnicity", person.ethnicity)),
            ("Health", person.health if wanted.kind is Kind.RECORD else ""),
        ]
        if wanted.with_names:
            place = _joined(person.address, person.town, person.postcode)
            rows += [
                ("Address", place),
                ("Earlier addresses", "\n".join(person.earlier)),
                ("Phone", "\n".join(person.phones)),
                ("E-mail", "\n".join(person.emails)),
                ("Online", "\n".join(person.online)),
                ("Language", person.language),
                ("Nationality", person.nationality),
                ("Also told", one.note),
            ]
        yield Facts(tuple(row for row in rows if row[1]))
    yield from _others(told, wanted)


def _others(told: Gathered, wanted: Wanted) -> Iterator[Block]:
    others = [one for one in told.episode.people if one.role != "subject"]
    if others:
        yield Heading(3, "Others")
        yield Facts(
            tuple(
                (
                    told.label("relation", one.role),
                    _joined(one.person.name if wanted.with_names else "", one.note) or "recorded",
                )
                for one in others
            )
        )


def _told(told: Gathered, wanted: Wanted) -> Iterator[Block]:
    yield Heading(2, "What was told")
    form = told.form.without("referrer")
    shown = False
    for section in form.sections:
        if section.key in _OF_PERSON and not wanted.with_names:
            continue
        if section.about == "desk" and wanted.kind is not Kind.RECORD:
            continue
        rows = tuple(
            (question.text, words)
            for question in section.questions
            if (words := in_words(question, told.episode.answers.get(question.key), told.lists))
        )
        if rows:
            shown = True
            yield Heading(3, section.title)
            yield Facts(rows)
    if not shown:
        yield Words("Nothing was written on the form.")


def _referrer(told: Gathered, wanted: Wanted) -> Iterator[Block]:
    yield Heading(2, "Who told us")
    if told.referrer is None:
        yield Words(UNNAMED if told.episode.is_anonymous else "Nobody is recorded.")
        return
    if wanted.kind is not Kind.RECORD:
        # Papers that go to a panel say where a concern came from, never from whom.
        place = _joined(told.label("sector", told.episode.sector), _source(told))
        yield Words(place or "Not recorded.")
        return
    one = told.referrer
    rows = (
        ("Name", one.name),
        ("Role", one.role),
        ("Organisation", one.organisation),
        ("Phone", one.phone),
        ("E-mail", one.email),
        ("Safe way to reach them", one.safe_way),
        ("Promised", one.promised),
        ("Wants to hear", {"yes": "Yes", "no": "No"}.get(one.wants_feedback, "")),
        ("Told", _joined(say_date(one.told_on) if one.told_on else "", one.told)),
    )
    yield Facts(tuple(row for row in rows if row[1]) or (("Name", "not recorded"),))


def _checks(told: Gathered) -> Iterator[Block]:
    if not told.checks:
        return
    yield Heading(2, "Known to which services")
    rows = []
    for one in told.checks:
        reply = REPLY_WORDS.get(one.known, "")
        if one.withdrawn:
            reply = f"Withdrawn: {one.withdrawn}"
        rows.append(
            (
                one.name,
                say_short(one.asked_on),
                reply or "No reply yet",
                say_short(one.replied_on) if one.replied_on else "",
                one.words,
            )
        )
    yield Grid(
        ("Agency", "Asked", "Reply", "Replied", "What they said"), tuple(rows), (3, 2, 2, 2, 5)
    )


def _assessments(told: Gathered) -> Iterator[Block]:
    for assessment, form in told.assessments:
        stage = told.label("assessment_stage", assessment.stage)
        yield Heading(2, f"{form.title}: {stage[:1].lower()}{stage[1:]}")
        yield Words(f"{say_date(assessment.on)}, {assessment.author}.", is_support=True)
        yield from _answers(told, form, assessment.answers)
        for one in assessment.addenda:
            yield Words(f"Added {say_short(one.at.date())} ({one.by}): {one.words}")
    if told.factors:
        yield Heading(3, "What is done about each factor")
        yield Facts(
            tuple(
                (one.factor.text, ", ".join(one.items) or one.reason or "Not answered yet")
                for one in told.factors
            )
        )


def _answers(told: Gathered, form: Questionnaire, answers: Answers) -> Iterator[Block]:
    for section in form.sections:
        rows = tuple(
            (question.text, in_words(question, answer, told.lists))
            for question in section.questions
            if not is_empty(answer := answers.get(question.key))
        )
        if rows:
            yield Heading(3, section.title)
            yield Facts(rows)


def _consent(told: Gathered) -> Iterator[Block]:
    yield Heading(2, "Consent")
    for one in told.consents:
        yield Words(one.position.words)
        rows = []
        for entry in one.history:
            said = entry.told
            reasons = _joined(said.scope, said.reason)
            who = giver_words(said)
            rows.append((say_short(entry.day), looks(said.outcome)[0], who, reasons))
        if rows:
            yield Grid(("Day", "Outcome", "By", "What and why"), tuple(rows), (2, 2, 3, 6))


def _support(told: Gathered) -> Iterator[Block]:
    plan = told.plan
    if plan is None:
        return
    yield Heading(2, f"Support plan, version {plan.number}")
    approved = f"Approved {say_date(plan.approved_on)}" if plan.approved_on else "Not approved yet"
    yield Words(_joined(approved, plan.approved_by) + ".", is_support=True)
    yield Facts(tuple((ask.label, getattr(plan, ask.field) or "Not said yet") for ask in ASKS))
    if plan.items:
        yield Grid(
            ("Support", "Answers", "Goal", "Provider", "Sessions"),
            tuple(
                (
                    told.label("support_type", item.kind),
                    item.need,
                    item.goal,
                    item.provider,
                    session_counts.count(told.sessions, item).words,
                )
                for item in plan.items
            ),
            (3, 3, 3, 3, 3),
        )
    counted = session_counts.counted(told.sessions)
    if counted:
        yield Heading(3, "Sessions with a dated record")
        rows = tuple(
            (say_short(one.on), one.result.words, one.provider, one.words) for one in counted
        )
        yield Grid(("Day", "What happened", "Provider", "Record"), rows, (2, 2, 3, 6))


def _reviews(told: Gathered) -> Iterator[Block]:
    if not told.reviews:
        return
    yield Heading(2, "Reviews")
    rows = tuple(
        (
            one.kind.words,
            say_short(one.due) if one.due else "",
            say_short(one.held) if one.held else "To come",
            one.words if one.written_up else ("Not written up yet" if one.held else ""),
            told.label("review_result", one.result) if one.result else "",
        )
        for one in told.reviews
    )
    yield Grid(("Review", "Due", "Held", "What was said", "Result"), rows, (3, 2, 2, 5, 2))


def _end(told: Gathered) -> Iterator[Block]:
    closing, asked = told.closing, told.no_support
    rows = [
        ("Reason", told.label("exit_reason", closing.exit_reason)),
        ("In words", closing.reasons),
        ("Support from now on", closing.onward),
        ("Retention", told.label("retention", closing.retention)),
    ]
    if asked is not None:
        answer = {"yes": "Yes", "no": "No"}.get(asked.answer, asked.answer)
        to = told.label("signposted_to", asked.referred_to) if asked.referred_to else ""
        rows.append(("Health or social care considered", _joined(answer, to, asked.outcome)))
    for step, passed in closing.passed.items():
        rows.append((f"Passed over: {step.value.replace('_', ' ')}", passed.reason))
    kept = tuple(row for row in rows if row[1])
    if kept:
        yield Heading(2, "How it ended")
        yield Facts(kept)


def _files(told: Gathered) -> Iterator[Block]:
    if told.files:
        yield Heading(2, "Files kept with it")
        yield Words("\n".join(told.files))


def _chronology(told: Gathered, wanted: Wanted) -> Iterator[Block]:
    yield Heading(2, "Chronology")
    if wanted.as_at is not None:
        yield Words(f"As recorded by the end of {say_date(wanted.as_at)}.", is_support=True)
    if not told.lines:
        yield Words("Nothing is recorded.")
        return
    rows = []
    for line in told.lines:
        tags = " · ".join(tag.text for tag in line.tags)
        passed = f"Passed over: {line.exception}" if line.exception else ""
        added = [f"Added {one.when} ({one.who}): {one.body}" for one in line.addenda]
        body = "\n".join(part for part in (line.title, tags, line.body, passed, *added) if part)
        ref = f"\n{line.ref}" if wanted.whole_person else ""
        rows.append((f"{line.when}{ref}", body, line.who))
    yield Grid(("When", "What", "Who"), tuple(rows), (2.7, 8, 2.2))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
