"""What happened in each case of the practice desk, and how many days ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prevent_desk.core.questionnaire import Answer
from prevent_desk.referrals.model.checks import KNOWN
from prevent_desk.referrals.model.intake import About
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.model.timeline import Kind
from prevent_desk.referrals.practice import supported
from prevent_desk.referrals.practice.hand import Hand

Scene = Callable[[Hand], None]
Played = tuple[int, int, int, Scene]
"""Days ago, hour, minute, and what happens."""

_SCHOOL: dict[str, Answer] = {"medium": "form", "sector": "education", "sub_source": "school"}
_AGENCIES = (
    "police_prevent", "childrens_social_care", "nhs_trust", "adult_social_care", "school",
    "early_help", "housing", "youth_justice",
)  # fmt: skip


def scenes() -> Iterator[Played]:
    """Yield everything that happens, in no order."""
    for case in (_hallam, _krystal, _family, _osei, _khalid, _wilk, _pryce, _advice):
        yield from case()
    yield from supported.running()
    yield from supported.ended()


def _hallam() -> Iterator[Played]:
    """Three referrals of one boy, spelt three ways."""
    known: dict[str, int] = {}

    def first(hand: Hand) -> None:
        known["first"] = hand.record(
            {
                "given_name": "Chris", "family_name": "Hallem", "birth": _kris(hand, "%d/%m/%Y"),
                "gender": "male", "address": "14 Well Walk", "town": "London",
                "postcode": "E8 3PN", "home_area": "hackney", "city_link": "student",
            },
            {
                **_SCHOOL,
                "concern": "Drew symbols of a banned group on his exercise book.",
                "concern_type": "extreme_right_wing",
                "identified_name": "Ms P. Varga", "identified_role": "Safeguarding lead",
                "identified_organisation": "City school",
            },
        )  # fmt: skip

    def first_ends(hand: Hand) -> None:
        one = known["first"]
        hand.pass_on(one, "CP/22/0411", mash="yes", mash_on=hand.today.isoformat())
        hand.move(one, State.SCREENING, "Looked at with the police.")
        hand.no_support(one, "The school's counsellor sees him weekly.")
        hand.move(
            one,
            State.NOT_ADOPTED_SIGNPOSTED,
            "Curiosity after a history lesson; no link to radicalisation.",
            to=["education"],
            agency="The school's safeguarding lead",
            taken_up="accepted",
            taken_up_on=hand.today.isoformat(),
        )

    def second(hand: Hand) -> None:
        known["second"] = hand.record(
            {
                "given_name": "Kristopher", "family_name": "Hallam",
                "birth": _kris(hand, "%m/%d/%Y"),
                "gender": "male", "address": "14 Well Walk", "town": "London",
                "postcode": "E8 3PN", "home_area": "hackney", "city_link": "student",
            },
            {
                **_SCHOOL,
                "concern": "Shared a video that praises an attacker.",
                "concern_type": "extreme_right_wing",
            },
        )  # fmt: skip

    def second_ends(hand: Hand) -> None:
        one = known["second"]
        hand.pass_on(one, "CP/24/1187", mash="yes", mash_on=hand.today.isoformat())
        hand.same(one, known["first"], ["Same house", "Day and month look swapped"])
        hand.no_support(one, "Nothing was found that a service could help with.")
        hand.move(
            one,
            State.NOT_ADOPTED_NFA,
            "The video was sent to everybody in his year; he reported it himself.",
            why="no_vulnerability",
        )

    def third(hand: Hand) -> None:
        known["third"] = one = hand.record(
            {
                "given_name": "Kris", "family_name": "Hallam", "birth": _kris(hand, "%d.%m.%Y"),
                "gender": "male", "address": "3 Cobb Street", "town": "London",
                "postcode": "E1 7LB", "home_area": "hackney", "city_link": "student",
            },
            {
                **_SCHOOL,
                "medium": "phone",
                "concern": "He has begun to talk about a manifesto he read online and will not "
                "say who sent it.",
                "concern_type": "fascination_violence",
                "identified_name": "Ms P. Varga", "identified_role": "Safeguarding lead",
                "identified_organisation": "City school", "feedback": "yes",
                "promised": "We tell you within a week whether it goes further.",
            },
            next_steps={"police": "yes", "mash": "yes"},
        )  # fmt: skip
        hand.pass_on(one, "CP/25/0932", mash="yes", mash_on=hand.today.isoformat())

    def linked(hand: Hand) -> None:
        reasons = ["Sounds the same: Hallam / Hallem", "Same date of birth"]
        hand.same(known["third"], known["first"], reasons)
        hand.move(known["third"], State.SCREENING, "With the City Police Prevent officer.")

    def asked(hand: Hand) -> None:
        known["check"] = hand.ask(known["third"], _AGENCIES)[0]

    def replied(hand: Hand) -> None:
        first_check = known["check"]
        hand.reply(first_check, KNOWN, "Two reports of fighting, no arrest.", "Prevent officer")
        hand.reply(first_check + 1, KNOWN, "Early Help closed last year.", "MASH")
        for number in (2, 4, 6):
            hand.reply(first_check + number)

    def rang(hand: Hand) -> None:
        words = "His form teacher has noticed no change since Monday. Will ring on Friday."
        hand.write(known["third"], Kind.CALL, words, "School safeguarding lead")

    yield (1353, 9, 40, first)
    yield (1350, 15, 5, first_ends)
    yield (511, 11, 20, second)
    yield (509, 16, 30, second_ends)
    yield (6, 9, 31, third)
    yield (6, 9, 52, linked)
    yield (5, 14, 10, asked)
    yield (2, 16, 5, replied)
    yield (1, 10, 15, rang)


def _kris(hand: Hand, form: str) -> str:
    """Return the birthday of the boy of 17, as one or the other wrote it."""
    return f"{hand.born(17, 12, 5):{form}}"


def _krystal() -> Iterator[Played]:
    known: dict[str, int] = {}

    def begins(hand: Hand) -> None:
        known["one"] = hand.record(
            {
                "given_name": "Krystal", "family_name": "Hallam",
                "birth": f"{hand.born(22, 1, 6).year}",
                "gender": "female", "address": "16 Well Walk", "town": "London",
                "postcode": "E8 3PN", "home_area": "area_kent", "city_link": "visitor",
            },
            {
                "medium": "email", "sector": "police",
                "concern": "Named in a report from a demonstration.",
                "concern_type": "conflicted_multiple",
            },
        )  # fmt: skip

    def ends(hand: Hand) -> None:
        hand.move(
            known["one"],
            State.TRANSFERRED_OUT,
            "She has moved to Kent.",
            transfer_to="both",
            area="area_kent",
            contact="Kent Prevent coordinator",
            sent="The form and the police reference.",
            sent_on=hand.today.isoformat(),
            answer="accepted",
            accepted_on=hand.today.isoformat(),
        )

    yield (303, 10, 0, begins)
    yield (296, 11, 0, ends)


def _family() -> Iterator[Played]:
    def begins(hand: Hand) -> None:
        one = hand.record(
            {"description": "family with three children", "home_area": "not_known"},
            {
                "medium": "phone", "sector": "friends_family", "sub_source": "anonymous",
                "concern": "Relatives fly to Turkey in two weeks with three children. The "
                "children have been given new names and miss school.",
                "concern_type": "islamist", "under_18": "yes",
                "anonymous": "yes", "identified_name": "Aunt of the children",
                "identified_phone": "07700 900461", "safe_contact": "No safe way",
                "promised": "Your name is not passed on. We act today.",
            },
            about=About.GROUP,
            next_steps={"police": "yes", "mash": "yes"},
        )  # fmt: skip
        hand.pass_on(one, "CP/25/0950", mash="yes", mash_on=hand.today.isoformat())

    yield (1, 14, 20, begins)


def _osei() -> Iterator[Played]:
    known: dict[str, int] = {}

    def begins(hand: Hand) -> None:
        known["one"] = one = hand.record(
            {
                "given_name": "Daniel", "family_name": "Osei-Boateng", "birth": "23/02/1991",
                "gender": "male", "home_area": "city_of_london", "city_link": "resident",
                "address": "Flat 9, 20 Hart Lane", "town": "London", "postcode": "EC2Y 5HN",
            },
            {
                "medium": "email", "sector": "health", "sub_source": "gp_hospital",
                "concern": "Told his GP that he understands people who drive into crowds.",
                "concern_type": "no_ideology_identified",
                "identified_role": "GP", "identified_organisation": "City surgery",
            },
        )  # fmt: skip
        hand.pass_on(one, "CP/25/0911")

    def gathers(hand: Hand) -> None:
        one = known["one"]
        hand.move(one, State.SCREENING, "With the police.")
        hand.move(
            one,
            State.INFORMATION_GATHERING,
            "He names places and has stopped his treatment.",
            grounds_by="police",
            grounds="He speaks of crowds, has no support and has left his treatment.",
        )
        first = hand.ask(one, ("police_prevent", "mental_health", "adult_social_care", "housing"))
        known["check"] = first[0]

    def replied(hand: Hand) -> None:
        hand.reply(known["check"], words="Nothing on record.", by="Prevent officer")

    yield (19, 11, 45, begins)
    yield (14, 9, 30, gathers)
    yield (9, 12, 0, replied)


def _khalid() -> Iterator[Played]:
    known: dict[str, int] = {}

    def begins(hand: Hand) -> None:
        known["one"] = one = hand.record(
            {
                "given_name": "Amira", "family_name": "Khalid", "birth": "30/09/1998",
                "gender": "female", "home_area": "tower_hamlets", "city_link": "worker",
            },
            {
                "medium": "phone", "sector": "community", "sub_source": "business",
                "concern": "A colleague found leaflets in the printer and heard her say that "
                "the next ones would be for the staff kitchen.",
                "concern_type": "left_wing",
                "identified_role": "HR manager", "identified_organisation": "An insurer",
            },
        )  # fmt: skip
        hand.pass_on(one, "CP/25/0899")

    def panel(hand: Hand) -> None:
        one = known["one"]
        hand.move(one, State.SCREENING, "With the police.")
        hand.move(
            one,
            State.INFORMATION_GATHERING,
            "The leaflets call for sabotage.",
            grounds_by="local_authority",
            grounds="She spreads calls for sabotage at work and speaks of a group.",
        )
        check = hand.ask(one, ("police_prevent", "adult_social_care"))[0]
        hand.reply(check, KNOWN, "Seen at two protests, no offence.", "Prevent officer")
        hand.reply(check + 1)

    def called(hand: Hand) -> None:
        hand.move(
            known["one"],
            State.PANEL_SCHEDULED,
            "Everybody has answered.",
            panel_on=f"{_following(hand)}T10:00",
            invited=["police_prevent", "adult_social_care", "mental_health"],
            where="By video",
        )

    yield (13, 9, 5, begins)
    yield (9, 13, 0, panel)
    yield (2, 9, 45, called)


def _following(hand: Hand) -> str:
    """Return the third working day after the hand's day."""
    return hand.working_day(3).isoformat()


def _wilk() -> Iterator[Played]:
    known: dict[str, int] = {}

    def begins(hand: Hand) -> None:
        known["one"] = one = hand.record(
            {
                "given_name": "Tomasz", "family_name": "Wilk", "birth": "1979",
                "gender": "male", "home_area": "city_of_london", "city_link": "rough_sleeper",
            },
            {
                "medium": "in_person", "sector": "health", "sub_source": "gp_hospital",
                "concern": "On the ward he said that a cell of friends would avenge him.",
                "concern_type": "no_ideology_identified",
            },
        )  # fmt: skip
        hand.pass_on(one, "CP/25/0871")

    def decided(hand: Hand) -> None:
        one = known["one"]
        hand.move(one, State.SCREENING, "With the police.")
        hand.move(
            one,
            State.INFORMATION_GATHERING,
            "He repeats it when he is calm.",
            grounds_by="police",
            grounds="He names nobody but repeats the wish when calm.",
        )
        hand.move(
            one,
            State.PANEL_SCHEDULED,
            "Nobody else needs asking.",
            panel_on=f"{hand.today.isoformat()}T14:00",
            invited=["police_prevent", "homelessness", "mental_health"],
        )
        hand.move(
            one,
            State.PANEL_DECISION,
            "Support with housing and treatment is likely to take the ground from it.",
            decision="adopt",
            how_decided="unanimous",
            chair="Chair of the panel",
            present=["police_prevent", "homelessness", "mental_health"],
        )
        hand.move(
            one,
            State.CONSENT_PENDING,
            "The outreach worker knows him best.",
            necessary="He asks for help himself and nothing else reaches him.",
            asker="Outreach worker",
            asked_how="On the evening round",
        )

    yield (24, 15, 30, begins)
    yield (7, 16, 0, decided)


def _pryce() -> Iterator[Played]:
    known: dict[str, int] = {}

    def begins(hand: Hand) -> None:
        known["one"] = one = hand.record(
            {
                "given_name": "Jordan", "family_name": "Pryce", "birth": "17/07/2003",
                "gender": "not_specified", "home_area": "islington", "city_link": "worker",
            },
            {
                "medium": "email", "sector": "other",
                "concern": "Writes that they are being drawn into a chat group and want out.",
                "concern_type": "incel", "feedback": "yes",
            },
        )  # fmt: skip
        hand.pass_on(one, "CP/25/0850")

    def ends(hand: Hand) -> None:
        one = known["one"]
        hand.move(one, State.SCREENING, "With the police.")
        hand.no_support(one, "Talking therapy through the GP.", "gp")
        hand.move(
            one,
            State.NOT_ADOPTED_SIGNPOSTED,
            "They have left the group by themselves and want somebody to talk to.",
            to=["gp", "voluntary_faith"],
            agency="GP and a helpline",
            taken_up="waiting",
        )

    yield (32, 10, 10, begins)
    yield (21, 11, 30, ends)


def _advice() -> Iterator[Played]:
    def asks(hand: Hand) -> None:
        hand.record(
            {},
            {
                "medium": "phone", "sector": "community", "sub_source": "faith_group",
                "concern": "May a hall be let to a speaker whose talks are online?",
            },
            advised={
                "advised": "Look at the talks first, ask for the text, use the hire agreement.",
                "urgent": "no",
            },
        )  # fmt: skip

    yield (4, 12, 30, asks)
