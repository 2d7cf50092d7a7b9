"""The two cases of the practice desk in which support was given: one runs, one has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from prevent_desk.core.dates import add_months
from prevent_desk.core.questionnaire import Answer, Answers
from prevent_desk.referrals.model.consent import Outcome, Told
from prevent_desk.referrals.model.reviews import Kind
from prevent_desk.referrals.model.sessions import Result
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.support import Item
from prevent_desk.referrals.practice.hand import Hand

_Played = tuple[int, int, int, Callable[[Hand], None]]
_FOUND: Answers = {
    "E03": {"state": "present", "evidence": "Says that the group is the first to want her."},
    "E10": {"state": "absent", "evidence": "Family worried and helpful."},
    "E13": {"state": "not_known"},
    "I02": {"state": "partly", "evidence": "Speaks of them and us when the group is named."},
    "C02": {"state": "absent", "evidence": "No contact beyond the chat."},
}
_LATER: Answers = {
    **_FOUND,
    "E03": {"state": "partly", "evidence": "Has joined the choir; still writes to one of them."},
    "I02": {"state": "absent", "evidence": "Speaks of single people again."},
}


def running() -> Iterator[_Played]:
    """Support that runs, with fewer sessions recorded than planned."""
    known: dict[str, int] = {}

    def begins(hand: Hand) -> None:
        known["one"] = one = hand.record(
            {
                "given_name": "Ewa", "family_name": "Zielińska", "birth": "03/03/2006",
                "gender": "female", "home_area": "city_of_london", "city_link": "resident",
                "address": "5 Fann Row", "town": "London", "postcode": "EC1Y 0TH",
            },
            {
                "medium": "form", "sector": "education", "sub_source": "university",
                "concern": "Flatmates say she no longer eats with them and quotes a group that "
                "calls for violence.",
                "concern_type": "extreme_right_wing",
                "identified_name": "Dr L. Brandt", "identified_role": "Student welfare",
                "identified_organisation": "City university", "feedback": "yes",
            },
        )  # fmt: skip
        hand.pass_on(one, "CP/25/0602")

    def to_panel(hand: Hand) -> None:
        _to_panel(hand, known["one"], "She quotes it at length and has left her friends.")
        _assess(hand, known["one"], "initial", _FOUND)

    def adopts(hand: Hand) -> None:
        one = known["one"]
        _consented(hand, one)
        item = _planned(hand, one)
        assessments = hand.services.assessments
        assessments.answer_factor(one, "E03", item=item.lineage)
        assessments.answer_factor(one, "I02", reason="Watched in the sessions; nothing more now.")
        hand.move(
            one,
            State.ADOPTED,
            "Consent is given and the plan is complete.",
            approved_on=hand.today.isoformat(),
            case_officer="City Police Prevent officer",
        )
        hand.shown = hand.services.episodes.episode(one).ref

    def session(hand: Hand) -> None:
        item = _item(hand, known["one"])
        words = "Talked about the choir and who she misses."
        hand.services.sessions.log(known["one"], item, hand.today, Result.HELD, words)

    def missed(hand: Hand) -> None:
        item = _item(hand, known["one"])
        hand.services.sessions.log(known["one"], item, hand.today, Result.NOT_ATTENDED)

    yield (122, 9, 20, begins)
    yield (112, 15, 0, to_panel)
    yield (100, 11, 0, adopts)
    yield (72, 16, 0, session)
    yield (36, 16, 0, missed)


def ended() -> Iterator[_Played]:
    """Support that ended a good half year ago: its first review after exit is due."""
    known: dict[str, int] = {}

    def begins(hand: Hand) -> None:
        known["one"] = one = hand.record(
            {
                "given_name": "Samir", "family_name": "Haddad", "birth": "21/11/1995",
                "gender": "male", "home_area": "city_of_london", "city_link": "resident",
            },
            {
                "medium": "phone", "sector": "friends_family",
                "concern": "His sister fears that he means to travel to a war.",
                "concern_type": "islamist",
                "identified_name": "Rana Haddad", "identified_relation": "relative",
                "identified_phone": "07700 900733",
            },
        )  # fmt: skip
        hand.pass_on(one, "CP/24/0215")

    def to_panel(hand: Hand) -> None:
        _to_panel(hand, known["one"], "He has asked about flights and sold his car.")
        _assess(hand, known["one"], "initial", _FOUND)

    def adopts(hand: Hand) -> None:
        one = known["one"]
        _consented(hand, one)
        item = _planned(hand, one)
        hand.services.assessments.answer_factor(one, "E03", item=item.lineage)
        hand.services.assessments.answer_factor(one, "I02", item=item.lineage)
        hand.move(
            one,
            State.ADOPTED,
            "Consent is given and the plan is complete.",
            approved_on=hand.today.isoformat(),
        )

    def session(hand: Hand) -> None:
        words = "Spoke of his sister and of work."
        item = _item(hand, known["one"])
        hand.services.sessions.log(known["one"], item, hand.today, Result.HELD, words)

    def reviewed(hand: Hand) -> None:
        _review(hand, known["one"], Kind.REVIEW, "He works again and sees his sister.", "exit")
        _assess(hand, known["one"], "review", _LATER)

    def ends(hand: Hand) -> None:
        one, services = known["one"], hand.services
        services.closings.tell_referrer(one, hand.today, "That support has ended well.")
        services.closings.write(one, "onward", "His GP and the employer's welfare service.")
        services.closings.write(one, "exit_reason", "concern_reduced")
        services.closings.write(one, "reasons", "He works, sees his family, and has let go of it.")
        hand.move(
            one,
            State.EXITED,
            "The panel agreed that the concern is much reduced.",
            exit_reason="concern_reduced",
            closing="Six sessions held; work and family hold him.",
            exit_assessment="See the review's assessment.",
        )
        _review(hand, one, Kind.EXIT, "Closing report agreed.", "continue")

    yield (430, 10, 30, begins)
    yield (421, 14, 0, to_panel)
    yield (410, 11, 0, adopts)
    for number in range(6):
        yield (395 - 14 * number, 17, 0, session)
    yield (315, 15, 0, reviewed)
    yield (205, 15, 30, ends)


def _to_panel(hand: Hand, one: int, grounds: str) -> None:
    """Take a referral from the police through a panel that adopts it to the asking of consent."""
    hand.move(one, State.SCREENING, "With the City Police Prevent officer.")
    hand.move(
        one,
        State.INFORMATION_GATHERING,
        "There are reasonable grounds.",
        grounds_by="police",
        grounds=grounds,
    )
    for check in hand.ask(one, ("police_prevent", "mental_health")):
        hand.reply(check)
    agencies: Answer = ["police_prevent", "mental_health", "adult_social_care"]
    hand.move(
        one,
        State.PANEL_SCHEDULED,
        "Everybody has answered.",
        panel_on=f"{hand.today.isoformat()}T14:00",
        invited=agencies,
        where="By video",
    )
    hand.move(
        one,
        State.PANEL_DECISION,
        "Support is necessary and proportionate; nothing else reaches it.",
        decision="adopt",
        how_decided="unanimous",
        chair="Chair of the panel",
        present=agencies,
    )
    hand.move(
        one,
        State.CONSENT_PENDING,
        "To be asked at a meeting in person.",
        necessary="The group has taken the place of friends and family.",
        asker="Prevent officer",
        asked_how="In person, within a week",
    )


def _assess(hand: Hand, one: int, stage: str, answers: Answers) -> None:
    assessments = hand.services.assessments
    made = assessments.start(one, "VAF", stage, hand.today, "Prevent officer")
    assessments.keep(made, answers)
    assessments.finish(made)


def _consented(hand: Hand, one: int) -> None:
    told = Told(
        Outcome.GIVEN,
        on=hand.today,
        sought_by="Prevent officer",
        asked_on=hand.today,
        method="in_person",
        given_by="self",
        capacity="yes",
        scope="Mentoring once a fortnight; what is shared with whom was explained",
    )
    hand.services.consents.record(one, hand.subject(one), told)


def _planned(hand: Hand, one: int) -> Item:
    supports = hand.services.supports
    plan = supports.begin(one)
    for field, words in (
        ("consent_how", "In person, this week, by the Prevent officer."),
        ("nature", "Mentoring about belonging and about what the group claims."),
        ("persons", "An approved intervention provider; the case officer."),
        ("how_when", "Every second week for three months, at a place of the person's choice."),
    ):
        supports.write(plan, field, words)
    item = supports.write_item(
        plan,
        Item(
            kind="mentoring",
            need="Belonging",
            factors=("E03",),
            goal="Friends outside the group",
            sign="Goes somewhere each week by choice",
            provider="Intervention provider",
            starts=hand.today,
            ends=add_months(hand.today, 3),
            planned=6,
        ),
    )
    supports.approve(plan, hand.today, "Channel panel")
    return item


def _item(hand: Hand, one: int) -> str:
    plan = hand.services.supports.current(one)
    return plan.items[0].lineage if plan and plan.items else ""


def _review(hand: Hand, one: int, kind: Kind, words: str, result: str) -> None:
    reviews = hand.services.reviews
    planned = next((r.id for r in reviews.of(one) if r.kind is kind and r.held is None), None)
    made = reviews.hold(one, planned, kind, hand.today, "Police, council, mental health")
    due = None if result == "exit" else hand.today + timedelta(days=90)
    reviews.write_up(made, "Police, council, mental health", words, result, due)
