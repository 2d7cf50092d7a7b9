"""A draft becomes a referral in one act: its people, its answers, its first states, who told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import intake
from prevent_desk.referrals.model.intake import About, Draft, Linked
from prevent_desk.referrals.model.people import Decision, LinkKind
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.tables import EpisodeTable, PersonTable
from prevent_desk.store import search
from tests.referrals.desks import Desk

KRIS = {
    "given_name": "Kris",
    "family_name": "Hallam",
    "birth": "12.05.2008",
    "home_area": "hackney",
}


at = datetime.fromisoformat


def draft(desk: Desk, **more: object) -> Draft:
    return replace(desk.services.intake.begin(), danger="no", **more)  # type: ignore[arg-type]


def test_only_the_urgency_question_is_compulsory(desk: Desk) -> None:
    with pytest.raises(Refused, match="in danger"):
        desk.services.intake.record(desk.services.intake.begin())
    made = desk.services.intake.record(draft(desk))
    episode = desk.services.episodes.episode(made)
    assert (episode.ref, episode.names) == ("PD-2025-001", "Name not known")
    assert episode.state is State.RECEIVED


def test_every_answer_lands_in_its_column_and_stays_an_answer(desk: Desk) -> None:
    made = desk.services.intake.record(
        draft(
            desk,
            people=(KRIS,),
            answers={
                "concern": "He spoke of a list.",
                "concern_type": "xrw",
                "noticed": "2025-11-20",
                "received_at": "2025-11-25T13:50",
                "medium": "phone",
                "sector": "education",
                "city_link": "student",
            },
        )
    )
    episode = desk.services.episodes.episode(made)
    person = episode.subjects[0]
    assert (person.given, person.family, person.born) == ("Kris", "Hallam", date(2008, 5, 12))
    assert (person.born_told, person.head_id) == ("12.05.2008", person.id)
    assert episode.received == at("2025-11-25T13:50")
    assert (episode.medium, episode.sector, episode.city_link) == ("phone", "education", "student")
    assert (episode.home_area, episode.noticed) == ("hackney", date(2025, 11, 20))
    assert episode.answers["birth"] == "12.05.2008"
    assert episode.answers["concern"] == "He spoke of a list."


def test_who_told_stands_nowhere_but_apart(desk: Desk) -> None:
    made = desk.services.intake.record(
        draft(
            desk,
            people=({"description": "a family of four"},),
            about=About.UNKNOWN,
            answers={
                "anonymous": "yes",
                "identified_name": "Ama Owusu",
                "identified_phone": "07700900123",
                "safe_contact": "none",
                "promised": "Nobody hears that Ama called.",
                "concern": "They fly in two weeks.",
            },
        )
    )
    episode = desk.services.episodes.episode(made)
    assert episode.names == "Name not known (a family of four)"
    assert episode.is_anonymous
    assert "Ama" not in repr(episode)
    told = desk.services.episodes.referrer(made)
    assert (told.name, told.phone, told.safe_way) == ("Ama Owusu", "07700900123", "none")
    assert told.promised == "Nobody hears that Ama called."
    with desk.store.reading() as session:
        assert not search.find(session, "Owusu")
        assert not search.find(session, "07700900123")
        assert search.find(session, "two weeks")
    assert "Ama" not in str(desk.store.undo_label())


def test_a_family_is_several_people_of_one_referral(desk: Desk) -> None:
    people: tuple[dict[str, str], ...] = (
        {"given_name": "Ines", "family_name": "Sorel"},
        {"given_name": "Luc"},
        {},
    )
    made = desk.services.intake.record(draft(desk, people=people, about=About.GROUP))
    episode = desk.services.episodes.episode(made)
    assert episode.names == "Ines Sorel, Luc"
    assert len(episode.subjects) == 2


def test_every_answer_about_each_of_a_family_is_kept(desk: Desk) -> None:
    """What fits no column of a person stands beside them in words; nobody nameless is left out."""
    people = (
        {"description": "family of three", "home_area": "hackney"},
        {"given_name": "Ines", "family_name": "Sorel", "interpreter": "yes"},
        {"birth": "about 9", "dependants": {"state": "no", "evidence": "Lives with an aunt."}},
    )
    made = desk.services.intake.record(draft(desk, people=people, about=About.GROUP))
    episode = desk.services.episodes.episode(made)
    assert episode.names == "Ines Sorel, Name not known"
    ines, child = (one for one in episode.people if one.role == "subject")
    assert "nterpreter" in ines.note
    assert ines.note.endswith(": Yes")
    assert child.person.born_told == "about 9"
    assert "Lives with an aunt." in child.note


def test_decisions_about_one_of_a_family_follow_their_place(desk: Desk) -> None:
    """The first place only says what the family is called: the decision is about the second."""
    known = desk.services.episodes.episode(desk.add("Luc", "Sorel")).subjects[0].id
    people: tuple[dict[str, str], ...] = (
        {"description": "family of three"},
        {"given_name": "Luc", "family_name": "Sorel"},
    )
    links = (Linked(1, Decision(known, LinkKind.SAME, "Same school"), "Luc Sorel"),)
    made = desk.services.intake.record(draft(desk, people=people, about=About.GROUP, links=links))
    (luc,) = desk.services.episodes.episode(made).subjects
    assert luc.head_id == known


def test_a_family_nobody_can_name_is_one_row_that_says_so(desk: Desk) -> None:
    people = ({"description": "family of four, upstairs"},)
    made = desk.services.intake.record(draft(desk, people=people, about=About.GROUP))
    assert desk.services.episodes.episode(made).names == "Name not known (family of four, upstairs)"


def test_a_danger_handed_over_is_the_second_state(desk: Desk) -> None:
    handed = {"handed_at": "2025-11-25T14:10", "to_whom": "999", "reference": "CAD 4711"}
    started = at("2025-11-25T14:02")
    made = desk.services.intake.record(
        replace(draft(desk), danger="yes", handed=handed, started=started)
    )
    episode = desk.services.episodes.episode(made)
    assert [move.now for move in episode.moves] == [State.RECEIVED, State.IMMEDIATE_RISK]
    assert episode.state is State.IMMEDIATE_RISK
    assert episode.moves[1].on == at("2025-11-25T14:10")
    assert episode.handed_over == "999, 25 Nov 2025, 14:10, reference CAD 4711"


def test_a_call_for_advice_needs_no_name_and_makes_no_referral(desk: Desk) -> None:
    made = desk.services.intake.record(
        draft(desk, advice=True, advised={"advised": "Speak to the school first.", "urgent": "no"})
    )
    episode = desk.services.episodes.episode(made)
    assert episode.state is State.ADVICE_ONLY
    assert episode.moves[0].details["advised"] == "Speak to the school first."


def test_decisions_about_earlier_contacts_are_kept_in_the_same_act(desk: Desk) -> None:
    earlier = desk.person_of(desk.add("Chris", "Hallem"))
    same = Linked(0, Decision(earlier, LinkKind.SAME))
    made = desk.services.intake.record(draft(desk, people=(KRIS,), links=(same,)))
    assert desk.services.episodes.episode(made).subjects[0].head_id == earlier
    desk.store.undo()
    with desk.store.reading() as session:
        assert session.query(EpisodeTable).count() == 1
        assert session.query(PersonTable).count() == 1


def test_undo_brings_the_words_back_as_a_draft_and_the_reference_is_not_used_again(
    desk: Desk,
) -> None:
    told = draft(desk, people=(KRIS,))
    desk.services.intake.keep(told)
    desk.services.intake.record(told)
    assert desk.services.intake.drafts() == []
    desk.store.undo()
    (back,) = desk.services.intake.drafts()
    assert back.title == "Kris Hallam"
    again = desk.services.intake.draft(back.key)
    assert again is not None
    made = desk.services.intake.record(again)
    assert desk.services.episodes.episode(made).ref == "PD-2025-002"


def test_files_belong_to_the_referral_and_undo_leaves_their_bytes(desk: Desk) -> None:
    kept = desk.services.intake.keep_file("mail.eml", b"From: x", "a call", kind="mail")
    made = desk.services.intake.record(draft(desk, files=(kept,)))
    with desk.store.reading() as session:
        row = session.get(EpisodeTable, made)
        assert row is not None
        assert [(one.title, one.kind) for one in row.files] == [("mail.eml", "mail")]


def test_many_drafts_live_side_by_side_and_say_what_is_next(desk: Desk) -> None:
    service = desk.services.intake
    one = replace(service.begin(), people=(KRIS,))
    two = replace(service.begin(), danger="no", answers={"identified_name": "Ama Owusu"})
    service.keep(one)
    service.keep(two)
    told = {info.title: info.section for info in service.drafts()}
    assert told == {"Kris Hallam": "Danger now?", "No name yet": "Who is it about?"}
    gone = service.discard(one.key)
    assert [info.key for info in service.drafts()] == [two.key]
    assert gone is not None
    service.keep(gone)
    assert len(service.drafts()) == 2


def test_what_is_kept_reads_back_as_it_was(desk: Desk) -> None:
    told = draft(
        desk,
        people=(KRIS, {"given_name": "Luc"}),
        about=About.GROUP,
        links=(Linked(1, Decision(3, LinkKind.NOT_SAME, "Brother", reasons=("a",)), "Krystal"),),
        next_steps={"mash": "yes"},
        danger_at=at("2025-11-25T14:00"),
    )
    assert intake.from_json(told.key, intake.to_json(told)) == told
