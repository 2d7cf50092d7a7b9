"""What is asked of a support plan, a session, a review and the end of a case, as questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from prevent_desk.core.money import read_cost, say_cost
from prevent_desk.core.questionnaire import (
    Answer,
    Answers,
    Condition,
    Kind,
    Question,
    Questionnaire,
    Section,
    as_date,
    tidy,
)
from prevent_desk.core.vocabulary import Term, Vocabulary
from prevent_desk.referrals.model.reviews import Review
from prevent_desk.referrals.model.sessions import Session
from prevent_desk.referrals.model.support import ASKS, Item, Plan

FACTORS = "factors_found"
"""The list of the factors an assessment found; made for each case."""


def plan_form() -> Questionnaire:
    """Return the four things the Act asks of a plan, and a note."""
    asks = [
        Question(ask.field, f"{number}. {ask.label}", Kind.LONG, ask.asks, wide=True)
        for number, ask in enumerate(ASKS, 1)
    ]
    note = Question("note", "Note", Kind.LONG, wide=True)
    return _form("support_plan", "", (*asks, note))


def plan_answers(plan: Plan) -> dict[str, Answer]:
    """Return a plan's texts as answers."""
    texts = {ask.field: str(getattr(plan, ask.field)) for ask in ASKS}
    return tidy({**texts, "note": plan.note})


def factor_list(factors: Sequence[tuple[str, str]]) -> Vocabulary:
    """Return factors (code, words) as a list to choose from."""
    return Vocabulary(FACTORS, "Factors found", tuple(Term(*one) for one in factors))


def item_form(*, has_factors: bool) -> Questionnaire:
    """Return what is asked of a piece of support; factors where an assessment found some."""
    questions = [
        Question("kind", "Type of support", Kind.CHOICE, vocabulary="support_type"),
        Question("provider", "Provider", Kind.LINE),
        Question("contact", "Contact there", Kind.LINE, "A role and a way to reach them."),
        Question("need", "Need it answers", Kind.LONG, wide=True),
        Question("goal", "Goal", Kind.LONG, wide=True),
        Question("sign", "Sign of success", Kind.LONG, wide=True),
        Question("starts", "Begins", Kind.DATE),
        Question("ends", "Ends", Kind.DATE),
        Question("planned", "Sessions planned", Kind.NUMBER),
        Question("cost", "Cost", Kind.LINE, "In pounds; empty while unknown."),
    ]
    if has_factors:
        told = Question(
            "factors", "Factors it answers", Kind.CHOICES, vocabulary=FACTORS, wide=True
        )
        questions.insert(4, told)
    return _form("support_item", "", tuple(questions))


def item_answers(item: Item) -> dict[str, Answer]:
    """Return a piece of support as answers."""
    texts = {key: getattr(item, key) for key in ("kind", "need", "goal", "sign")}
    texts |= {"provider": item.provider, "contact": item.contact, "cost": say_cost(item.cost_pence)}
    texts["planned"] = "" if item.planned is None else str(item.planned)
    days = {"starts": item.starts, "ends": item.ends}
    found: dict[str, Answer] = {**texts, **{k: day.isoformat() for k, day in days.items() if day}}
    return tidy({**found, "factors": list(item.factors)})


def half_typed(answers: Answers, wrong: Collection[str]) -> dict[str, Answer]:
    """Return what stands in a piece of support and is no day, number or amount yet."""
    days = {key for key in ("starts", "ends") if as_date(answers.get(key)) is None}
    found = {key: answers.get(key) for key in sorted({*days, *wrong})}
    return {key: one for key, one in found.items() if isinstance(one, str) and one.strip()}


def item_of(answers: Answers, before: Item) -> tuple[Item, dict[str, str]]:
    """Return a piece of support with what was answered, and what is wrong in words by question.

    What is not well formed leaves the former value as it was.
    """
    wrong: dict[str, str] = {}

    def text(key: str) -> str:
        answer = answers.get(key, "")
        return answer.strip() if isinstance(answer, str) else ""

    now = replace(
        before,
        kind=text("kind"),
        need=text("need"),
        goal=text("goal"),
        sign=text("sign"),
        provider=text("provider"),
        contact=text("contact"),
    )
    factors = answers.get("factors", [])
    now = replace(now, factors=tuple(str(one) for one in factors) if factors else ())
    starts, ends = as_date(answers.get("starts")), as_date(answers.get("ends"))
    if starts is not None or not text("starts"):
        now = replace(now, starts=starts)
    if ends is not None or not text("ends"):
        now = replace(now, ends=ends)
    if text("planned").isdecimal() and len(text("planned")) <= 3:
        now = replace(now, planned=int(text("planned")))
    elif not text("planned"):
        now = replace(now, planned=None)
    else:
        wrong["planned"] = "Write a number of sessions, such as 6."
    try:
        now = replace(now, cost_pence=read_cost(text("cost")))
    except ValueError:
        wrong["cost"] = f"“{text('cost')}” is no amount. Try “1,250” or “12.50”."
    if now.starts and now.ends and now.ends < now.starts:
        wrong["ends"] = "It ends before it begins."
    return now, wrong


def approve_form() -> Questionnaire:
    """Return what is asked when a panel approved a plan."""
    day = Question("on", "Panel of", Kind.DATE)
    by = Question("by", "Approved by", Kind.LINE, "The chair, or as it was minuted.")
    return _form("approve_plan", "", (day, by))


def session_form() -> Questionnaire:
    """Return what is asked when a session is corrected."""
    questions = (
        Question("on", "Day", Kind.DATE),
        Question("item", "Piece of support", Kind.CHOICE, vocabulary="items"),
        Question("result", "How it went", Kind.CHOICE, vocabulary="session_result"),
        Question("words", "What came of it", Kind.LONG, wide=True),
    )
    return _form("session", "", questions)


def session_answers(one: Session) -> dict[str, Answer]:
    """Return a session as answers."""
    return tidy(
        {
            "on": one.on.isoformat(),
            "item": one.item,
            "result": one.result.value,
            "words": one.words,
        }
    )


def item_list(names: Mapping[str, str]) -> Vocabulary:
    """Return pieces of support (lineage to words) as a list to choose from."""
    return Vocabulary("items", "Pieces of support", tuple(Term(*one) for one in names.items()))


def words_form(text: str, hint: str = "") -> Questionnaire:
    """Return one question for a few words."""
    return _form("words", "", (Question("words", text, Kind.LONG, hint, wide=True),))


def due_form(*, with_kind: bool) -> Questionnaire:
    """Return what is asked when a review gets its day."""
    kind = (Question("kind", "Which review", Kind.CHOICE, vocabulary="review_kind"),)
    return _form("due", "", (*(kind if with_kind else ()), Question("due", "Due", Kind.DATE)))


def held_form(*, with_kind: bool) -> Questionnaire:
    """Return what is asked when a review was held and its record is still to come."""
    kind = (Question("kind", "Which review", Kind.CHOICE, vocabulary="review_kind"),)
    questions = (
        *(kind if with_kind else ()),
        Question("held", "Held on", Kind.DATE),
        Question("present", "Who was present", Kind.LONG, wide=True),
    )
    return _form("held", "", questions)


def review_form(*, is_correction: bool, is_of_support: bool) -> Questionnaire:
    """Return what is asked when a review is written up or corrected."""
    day = (Question("held", "Held on", Kind.DATE),) if is_correction else ()
    goes_on = Condition("result", ("continue", "change"))
    coming = (Question("next_due", "Next review", Kind.DATE, show_if=goes_on),)
    questions = (
        *day,
        Question("result", "What came of it", Kind.CHOICE, vocabulary="review_result"),
        *(coming if is_of_support and not is_correction else ()),
        Question("present", "Who was present", Kind.LONG, wide=True),
        Question("words", "What was found and decided", Kind.LONG, wide=True),
    )
    return _form("review", "", questions)


def review_answers(one: Review) -> dict[str, Answer]:
    """Return a review as answers."""
    texts = {"present": one.present, "words": one.words, "result": one.result}
    return tidy({**texts, "held": one.held.isoformat() if one.held else ""})


def closing_form(*, was_adopted: bool, tells_retention: bool) -> Questionnaire:
    """Return what is asked as a case comes to its end."""
    why = Question("exit_reason", "Reason for leaving", Kind.CHOICE, vocabulary="exit_reason")
    keep = Question("retention", "How long the record is kept", Kind.CHOICE, vocabulary="retention")
    questions = (
        *((why,) if was_adopted else ()),
        *((keep,) if tells_retention else ()),
        Question(
            "reasons",
            "Reasons, in full",
            Kind.LONG,
            "What was decided and why, so that somebody who was not there understands it.",
            wide=True,
        ),
        Question(
            "onward",
            "Who helps from here on",
            Kind.LONG,
            "Which service, from when; or why nobody has to.",
            wide=True,
        ),
    )
    return _form("closing", "For the record", questions)


def told_form() -> Questionnaire:
    """Return what is asked about telling the referrer."""
    no = Condition("is_told", ("no",))
    yes = Condition("is_told", ("yes",))
    questions = (
        Question("is_told", "Was the referrer told of the outcome?", Kind.YES_NO),
        Question("on", "Told on", Kind.DATE, show_if=yes),
        Question(
            "words",
            "What was said",
            Kind.LONG,
            "Kept with the referrer, apart from the record.",
            show_if=yes,
            wide=True,
        ),
        Question("not_told", "Why not", Kind.LONG, show_if=no, wide=True),
    )
    return _form("told", "", questions)


def no_support_form() -> Questionnaire:
    """Return the question of s.36(6) where no support is given."""
    questions = (
        Question("answer", "Are they referred to health or social care?", Kind.YES_NO),
        Question(
            "referred_to",
            "To whom",
            Kind.CHOICE,
            vocabulary="signposted_to",
            show_if=Condition("answer", ("yes",)),
        ),
        Question("on", "Decided on", Kind.DATE),
        Question("outcome", "What came of it, or why not", Kind.LONG, wide=True),
    )
    return _form("no_support", "", questions)


def _form(code: str, title: str, questions: tuple[Question, ...]) -> Questionnaire:
    return Questionnaire(code, "1", title, (Section(code, title, questions),))
