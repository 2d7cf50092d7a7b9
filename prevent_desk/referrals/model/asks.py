"""What each step of a referral asks for, as questions: drawn, checked and read out as any form's.

Source: the domain notes, 2.1 (what must be recorded to leave a state), 2.2, 2.4 and 2.8.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prevent_desk.core.questionnaire import Answers, Condition, Kind, Question, is_asked, is_empty


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of a step, and whether the step may be taken without its answer."""

    question: Question
    required: bool = True

    @property
    def key(self) -> str:
        """The answer's name in a move's details."""
        return self.question.key


def unanswered(asks: Iterable[Ask], answers: Answers) -> list[Ask]:
    """Return the questions that stand in the way: asked, required and without an answer."""
    return [
        ask
        for ask in asks
        if ask.required and is_asked(ask.question, answers) and is_empty(answers.get(ask.key))
    ]


def _ask(
    key: str,
    text: str,
    kind: Kind = Kind.LINE,
    *,
    hint: str = "",
    of: str = "",
    when: tuple[str, ...] = (),
    required: bool = True,
) -> Ask:
    condition = Condition(when[0], when[1:]) if when else None
    question = Question(
        key, text, kind, hint, vocabulary=of, show_if=condition, wide=kind is Kind.LONG
    )
    return Ask(question, required)


def _maybe(
    key: str,
    text: str,
    kind: Kind = Kind.LINE,
    *,
    hint: str = "",
    of: str = "",
    when: tuple[str, ...] = (),
) -> Ask:
    return _ask(key, text, kind, hint=hint, of=of, when=when, required=False)


DANGER = _ask(
    "danger",
    "Is anybody in danger now?",
    Kind.YES_NO,
    hint="If so: 999 first, then record it as an immediate risk (F9).",
)
MEDIUM = _ask("medium", "How it arrived", Kind.CHOICE, of="medium")
SECTOR = _ask("sector", "Sector of the referral", Kind.CHOICE, of="sector")

REASON = _ask("reason", "Reason", Kind.LONG)

IMMEDIATE = (
    _ask("handed_at", "When it was handed over", Kind.MOMENT),
    _ask("to_whom", "To whom", hint="999, a force, an officer's role."),
    _maybe("reference", "Their reference", hint="CAD or incident number."),
    _maybe("children", "Children at risk told to MASH", Kind.YES_NO),
)
AFTER_DANGER = (_ask("answer", "What the police did or said", Kind.LONG),)

PASSED = (
    _ask("to_whom", "To whom", hint="City of London Police, Prevent team."),
    _maybe("how", "By what way", hint="Secure mail, the national form."),
    _maybe("reference", "Police reference"),
)
_MASH_HINT = "Under 18, or the age is not known: a copy goes to children's social care."
MASH = (
    _ask("mash", "Copy sent to MASH", Kind.YES_NO, hint=_MASH_HINT),
    _ask("mash_on", "Sent on", Kind.DATE, when=("mash", "yes")),
    _ask("mash_why", "Why not", when=("mash", "no", "not_known")),
)
MASH_UNLESS = tuple(Ask(ask.question, required=False) for ask in MASH)
"""Where the age is not known: offered, not demanded."""

SCREENED = (_maybe("reference", "Police reference"),)
GROUNDS = (
    _ask("grounds_by", "Reasonable grounds decided by", Kind.CHOICE, of="grounds_by"),
    _ask(
        "grounds",
        "Reasonable grounds",
        Kind.LONG,
        hint="Why there are grounds to believe that the person is susceptible (s.36).",
    ),
)
PANEL = (
    _ask("panel_on", "Panel", Kind.MOMENT),
    _ask("invited", "Invited", Kind.CHOICES, of="agency"),
    _maybe("invited_also", "Others invited"),
    _maybe("where", "Where", hint="A room, or by video."),
)
DECISION = (
    _ask("decision", "Decision", Kind.CHOICE, of="panel_decision"),
    _ask("how_decided", "How it was decided", Kind.CHOICE, of="how_decided"),
    _ask("votes", "Votes", when=("how_decided", "majority", "chair"), hint="5 for, 2 against."),
    _maybe(
        "dissent",
        "Dissent",
        Kind.LONG,
        when=("how_decided", "majority", "chair"),
        hint="Which agency, and why.",
    ),
    _ask("chair", "In the chair"),
    _ask("present", "Who was present", Kind.CHOICES, of="agency"),
    _maybe("present_also", "Others present"),
    _ask("information", "What is needed", Kind.LONG, when=("decision", "defer")),
)
CONSENT = (
    _ask(
        "necessary",
        "Why support is necessary and proportionate",
        Kind.LONG,
    ),
    _ask("asker", "Who will ask for consent"),
    _ask("asked_how", "How and when", hint="At a home visit on 4 December."),
)
ADOPTED = (
    _ask("approved_on", "Plan approved by the panel on", Kind.DATE),
    _maybe("case_officer", "Who runs the case"),
)
REVIEWED = (
    _ask("next_review", "Next review", Kind.DATE),
    _ask("review_result", "What the review found", Kind.LONG),
)
EXITED = (
    _ask("exit_reason", "Reason for leaving", Kind.CHOICE, of="exit_reason"),
    _ask("closing", "Closing report", Kind.LONG),
    _ask(
        "exit_assessment", "Exit assessment", hint="Date and what it showed, or why there is none."
    ),
)
DECLINED = (
    _ask("exit_reason", "Reason for leaving", Kind.CHOICE, of="exit_reason"),
    _ask("closing", "What was offered and how it was declined", Kind.LONG),
)
AFTER_EXIT = (
    _ask("result", "Result", Kind.CHOICE, of="post_exit_result"),
    _ask("found", "What was found", Kind.LONG),
    _maybe("present", "Who took part"),
)
SIGNPOSTED = (
    _ask("to", "Signposted to", Kind.CHOICES, of="signposted_to"),
    _ask("agency", "Agency or person there"),
    _ask("taken_up", "Was it taken up?", Kind.CHOICE, of="taken_up"),
    _ask("taken_up_on", "On", Kind.DATE, when=("taken_up", "accepted", "declined")),
)
TAKEN_UP = (
    _ask("taken_up", "Was it taken up?", Kind.CHOICE, of="taken_up"),
    _ask("taken_up_on", "On", Kind.DATE, when=("taken_up", "accepted", "declined")),
)
NO_ACTION = (_ask("why", "Reason not progressed", Kind.CHOICE, of="reason_not_progressed"),)
SCHOOL = (
    _ask("school", "School or college"),
    _ask("contact", "Who has it there", hint="Role: designated safeguarding lead."),
    _ask("agreed", "What was agreed", Kind.LONG),
    _maybe("ask_again", "Ask again on", Kind.DATE),
)
INTELLIGENCE = (
    _ask("to_whom", "Passed to", hint="City of London Police, intelligence unit."),
    _maybe("reference", "Their reference"),
)
POLICE_LED = (
    _ask("handed_on", "Handed over on", Kind.DATE),
    _ask("to_whom", "To whom"),
    _maybe("reference", "Police reference"),
    _maybe("left", "What the council still does", Kind.LONG),
)
REFUSED = (
    _maybe(
        "again_on",
        "Assess again on",
        Kind.DATE,
        hint="The panel may look again after a time it chooses (s.36).",
    ),
)
TRANSFER = (
    _ask("transfer_to", "Handed to", Kind.CHOICE, of="transfer_to"),
    _ask("area", "Receiving area", Kind.CHOICE, of="home_area"),
    _ask("contact", "Contact there", hint="Role and way to reach them."),
    _ask("sent", "What was sent", Kind.LONG, hint="The least that they need."),
    _ask("sent_on", "Sent on", Kind.DATE),
    _ask("answer", "Their answer", Kind.CHOICE, of="transfer_answer"),
    _ask("accepted_on", "Accepted on", Kind.DATE, when=("answer", "accepted")),
)
TRANSFER_ANSWER = (
    _ask("answer", "Their answer", Kind.CHOICE, of="transfer_answer"),
    _ask("accepted_on", "Accepted on", Kind.DATE, when=("answer", "accepted")),
    _maybe("contact", "Contact there"),
)
TRANSFERRED_IN = (
    _ask("area", "From which area", Kind.CHOICE, of="home_area"),
    _ask("contact", "Contact there"),
    _ask("accepted_on", "Accepted here on", Kind.DATE),
    _maybe("received", "What was received", Kind.LONG),
)
ADVICE = (
    _ask("advised", "What was advised", Kind.LONG),
    _ask("urgent", "Was it urgent?", Kind.YES_NO),
)
CLOSED = (_ask("retention", "Retention category", Kind.CHOICE, of="retention"),)
