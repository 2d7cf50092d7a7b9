"""A referral while it is being told: what is kept of it, and what its steps say.

Everything may be empty but the answer to the urgency question. What is typed is kept as typed, well
formed or not, so that a lock or a crash loses none of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from prevent_desk.core import birth
from prevent_desk.core.answers import filled, in_words
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answer, Answers, Questionnaire, is_empty, tidy
from prevent_desk.core.vocabulary import Vocabularies
from prevent_desk.referrals.model.people import Decision, LinkKind
from prevent_desk.referrals.model.records import NO_NAME, Person

DRAFTS = "referrals/intake/"
"""How the keys of kept drafts begin."""

INDIVIDUAL = "individual"
"""The section of the form that is answered for each person by themselves."""

NOTHING_YET = "Nothing typed yet"


class About(StrEnum):
    """Whom a referral is about, as far as the caller can tell."""

    PERSON = "person"
    UNKNOWN = "unknown"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that will belong to the referral; its bytes are kept in the vault already.

    Attributes:
        file_id: Of `store.attachments`.
        kind: "form", "mail", "letter", "photo", "other".
        is_referrers: It shows who the referrer is.
    """

    file_id: int
    title: str
    kind: str = "other"
    is_referrers: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A decision about an earlier contact of one of the draft's people.

    Attributes:
        place: Of the person in the draft, from 0.
        name: Of the earlier person, to say what was decided.
    """

    place: int
    decision: Decision
    name: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A referral, or a call for advice, before it is recorded.

    Attributes:
        key: Under which it is kept: "referrals/intake/3".
        started: When the first word was typed, local time.
        people: The answers of the section about the person, for each; never empty.
        answers: All other answers of the form, the referrer's and the desk's among them.
        danger: The urgency question: "yes", "no", "not_known", or empty.
        danger_at: When it was answered, local time.
        handed: What `asks.IMMEDIATE` asks, where there is danger.
        advice: Whether advice is all the caller wanted.
        advised: What `asks.ADVICE` asks.
        next_steps: What is to happen next, by key: {"police": "yes", "mash": "yes"}.
        links: What was decided about earlier contacts.
        finding: What stands in the line to find or add a person, not yet taken.
        source: What it began as: "" typed, "form" a form that came in, "mail".
        ref: Of the referral it became; empty until it is recorded.
    """

    key: str
    started: datetime
    form: str
    form_version: str
    about: About = About.PERSON
    people: tuple[Answers, ...] = ({},)
    answers: Answers = field(default_factory=dict)
    danger: str = ""
    danger_at: datetime | None = None
    handed: Answers = field(default_factory=dict)
    advice: bool = False
    advised: Answers = field(default_factory=dict)
    next_steps: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Linked, ...] = ()
    files: tuple[DraftFile, ...] = ()
    finding: str = ""
    source: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class DraftInfo:
    """A kept draft, as a list shows it.

    Attributes:
        title: Whom it is about, as far as is known; never who told.
        kept: When its words were last kept (UTC).
        section: What has to be answered next: "Danger now?".
    """

    key: str
    title: str
    kept: datetime
    section: str


class Standing(StrEnum):
    """How far a step is."""

    DONE = "done"
    OPEN = "open"
    LOOK = "look"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the intake, as the list at its left shows it."""

    key: str
    title: str
    said: str
    standing: Standing


# What is kept


def to_json(draft: Draft) -> str:
    """Return a draft as it is kept."""
    body = asdict(draft)
    del body["key"]
    body["started"] = draft.started.isoformat()
    body["danger_at"] = draft.danger_at.isoformat() if draft.danger_at else ""
    body["people"] = [tidy(one) for one in draft.people]
    for name in ("answers", "handed", "advised"):
        body[name] = tidy(body[name])
    return json.dumps(body, ensure_ascii=False)


def from_json(key: str, text: str) -> Draft | None:
    """Return a kept draft; None for what is none (of another version of the program)."""
    try:
        body = json.loads(text)
        return _from_body(key, body)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _from_body(key: str, body: dict[str, Any]) -> Draft:
    at = body.get("danger_at", "")
    links = [
        Linked(
            one["place"],
            Decision(
                one["decision"]["person_id"],
                LinkKind(one["decision"]["kind"]),
                one["decision"].get("reason", ""),
                one["decision"].get("relation", ""),
                tuple(one["decision"].get("reasons", ())),
            ),
            one.get("name", ""),
        )
        for one in body.get("links", ())
    ]
    return Draft(
        key=key,
        started=datetime.fromisoformat(body["started"]),
        form=body["form"],
        form_version=body["form_version"],
        about=About(body.get("about", About.PERSON)),
        people=tuple(dict(one) for one in body.get("people", ())) or ({},),
        answers=dict(body.get("answers", {})),
        danger=body.get("danger", ""),
        danger_at=datetime.fromisoformat(at) if at else None,
        handed=dict(body.get("handed", {})),
        advice=bool(body.get("advice")),
        advised=dict(body.get("advised", {})),
        next_steps=dict(body.get("next_steps", {})),
        links=tuple(links),
        files=tuple(DraftFile(**one) for one in body.get("files", ())),
        finding=body.get("finding", ""),
        source=body.get("source", ""),
        ref=body.get("ref", ""),
    )


def is_blank(draft: Draft) -> bool:
    """Return whether nothing at all was told: there is nothing to keep."""
    told = (draft.answers, draft.handed, draft.advised, *draft.people)
    more = (draft.danger, draft.finding.strip(), draft.files, draft.links, draft.next_steps)
    return not (any(more) or any(tidy(one) for one in told))


# Whom it is about


def person_of(form: Questionnaire, answers: Answers, about: About, today: date) -> Person:
    """Return a person as the answers tell of them; keys are 0."""
    told = {
        key.removeprefix("person."): answer
        for key, answer in filled(form, answers).items()
        if key.startswith("person.")
    }
    born = _born(_text(told.get("born")), today)
    named = bool(_text(told.get("given")) or _text(told.get("family")))
    return Person(
        id=0,
        head_id=0,
        label="" if named else label_of(_text(told.get("label"))),
        given="" if about is About.UNKNOWN else _text(told.get("given")),
        family="" if about is About.UNKNOWN else _text(told.get("family")),
        aliases=_several(told.get("aliases")),
        born=born.full_date if born else None,
        born_year=born.year if born and not born.is_full else None,
        is_approximate=bool(born and born.approximate),
        born_told=_text(told.get("born")),
        gender=_text(told.get("gender")),
        ethnicity=_text(told.get("ethnicity")),
        health="\n".join(_several(told.get("health"))),
        address=_text(told.get("address")),
        town=_text(told.get("town")),
        postcode=_text(told.get("postcode")).upper(),
        earlier=_several(told.get("earlier")),
        home_area=_text(told.get("home_area")),
        phones=_several(told.get("phones")),
        emails=_several(told.get("emails")),
        online=_several(told.get("online")),
        language=_text(told.get("language")),
        nationality=_text(told.get("nationality")),
    )


def label_of(description: str) -> str:
    """Return what somebody without a name is called: "Name not known (family of four)"."""
    said = description.strip().strip('()“”"')
    if not said or said.casefold().startswith(NO_NAME.casefold()):
        return said or NO_NAME
    return f"{NO_NAME} ({said})"


def people_of(form: Questionnaire, draft: Draft, today: date) -> list[Person]:
    """Return whom the draft tells of, one at least."""
    return [person for _place, person in people_by_place(form, draft, today)]


def people_by_place(form: Questionnaire, draft: Draft, today: date) -> list[tuple[int, Person]]:
    """Return whom the draft tells of, one at least, each with their place among its people."""
    told = [(place, one) for place, one in enumerate(draft.people) if tidy(one)] or [(0, {})]
    if draft.about is About.PERSON:
        told = told[:1]
    people = [(place, person_of(form, one, draft.about, today)) for place, one in told]
    if draft.about is About.GROUP:
        # The first place may say no more than what the group is called and where it lives.
        return [one for one in people if one[0] or _is_someone(one[1])] or people[:1]
    return people


def _is_someone(person: Person) -> bool:
    own = (person.given, person.family, person.born_told, person.gender, person.phones)
    return any((*own, person.aliases, person.emails, person.online))


def own_words(form: Questionnaire, answers: Answers, lists: Vocabularies) -> str:
    """Return in words what a person's answers say that no column of a person holds."""
    asked = (q for q in form.questions() if not q.fills.startswith("person."))
    told = ((q.text, in_words(q, answers.get(q.key), lists)) for q in asked)
    return "\n".join(f"{text}: {said}" for text, said in told if said)


def is_child(form: Questionnaire, draft: Draft, today: date) -> bool | None:
    """Return whether any person is under 18; None where no age is known."""
    ages = []
    for answers in draft.people:
        born = _born(_text(filled(form, answers).get("person.born")), today)
        ages.append(born.is_child(today) if born else None)
    if any(ages):
        return True
    under = draft.answers.get("under_18")
    if under in {"yes", "no"}:
        return under == "yes"
    return None if None in ages else False


def title_of(form: Questionnaire, draft: Draft, today: date) -> str:
    """Return whom a draft is about, for lists; never who told."""
    names = [person.name for person in people_of(form, draft, today)]
    title = ", ".join(dict.fromkeys(names))
    if title == NO_NAME and draft.about is About.PERSON:
        return "Call for advice" if draft.advice else "No name yet"
    return title


# Its steps


def steps(form: Questionnaire, draft: Draft, today: date, undecided: int = 0) -> list[Step]:
    """Return the steps in their order.

    Args:
        form: The referral form.
        draft: As told so far.
        today: Ages count from it.
        undecided: How many possible earlier contacts wait for a decision.
    """
    referrers = [
        question.key
        for section in form.sections
        if section.about == "referrer"
        for question in section.questions
    ]
    found = [_danger_step(draft), _who_step(form, draft, today, undecided)]
    concern = not is_empty(draft.answers.get("concern"))
    told = any(not is_empty(draft.answers.get(key)) for key in referrers)
    anonymous = draft.answers.get("anonymous") == "yes"
    agreed = "police" in draft.next_steps or not is_empty(draft.answers.get("promised"))
    if draft.advice:
        advised = not is_empty(draft.advised.get("advised"))
        found.append(_step("advice", "What was advised?", "No referral is made", advised))
    found.append(_step("concern", "What is the concern?", "Words, kind, where", concern))
    said = "Stays anonymous" if anonymous else "Kept apart" if told else "May stay anonymous"
    found.append(_step("referrer", "Who is telling us?", said, told))
    if not draft.advice:
        found.append(_step("next", "What happens next?", "Police, MASH, promises", agreed))
    return found


def next_step(form: Questionnaire, draft: Draft, today: date) -> str:
    """Return the title of the first step that is still open; of the last where none is."""
    found = steps(form, draft, today)
    still = (step for step in found if step.standing is not Standing.DONE)
    return next(still, found[-1]).title


def _danger_step(draft: Draft) -> Step:
    at = f"{draft.danger_at:%H:%M}" if draft.danger_at else ""
    if draft.danger == "yes":
        handed = _text(draft.handed.get("to_whom"))
        if not handed:
            return Step("danger", "Danger now?", "Yes – not handed over yet", Standing.URGENT)
        said = f"Yes – handed over to {handed}"
    elif draft.danger:
        said = f"{'No' if draft.danger == 'no' else 'Not known'} – answered {at}"
    else:
        said = "Ask this first"
    return _step("danger", "Danger now?", said, bool(draft.danger))


def _who_step(form: Questionnaire, draft: Draft, today: date, undecided: int) -> Step:
    people = people_of(form, draft, today)
    known = [person for person in people if person.name != NO_NAME]
    done = bool(known) or draft.about is About.UNKNOWN
    if undecided:
        said = f"{undecided} possible earlier contact{'s' if undecided > 1 else ''}"
        return Step("who", "Who is it about?", said, Standing.LOOK)
    elif known:
        said = known[0].name if len(known) == 1 else f"{len(known)} people"
    else:
        said = NO_NAME if draft.about is About.UNKNOWN else "One, several, or not known"
    return _step("who", "Who is it about?", said, done)


def _step(key: str, title: str, said: str, done: bool) -> Step:
    return Step(key, title, said, Standing.DONE if done else Standing.OPEN)


# Inside


def _born(told: str, today: date) -> birth.Born | None:
    try:
        return birth.read(told, today)
    except Refused:
        return None


def _text(answer: Answer | None) -> str:
    return " ".join(answer.split()) if isinstance(answer, str) else ""


def _several(answer: Answer | None) -> tuple[str, ...]:
    """Return an answer of several things: parted by semicolons or lines, rows in a line each."""
    if isinstance(answer, str):
        parts: Sequence[str] = answer.replace("\n", ";").split(";")
    elif isinstance(answer, list):
        parts = [
            one if isinstance(one, str) else ", ".join(v.strip() for v in one.values() if v.strip())
            for one in answer
        ]
    else:
        parts = ()
    return tuple(part.strip() for part in parts if part.strip())
