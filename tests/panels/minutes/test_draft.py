"""The minutes as they will read."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta

from prevent_desk.panels.model import minutes
from prevent_desk.panels.model.minutes import MinutesDraft, Section
from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.model.sealing import Approval
from prevent_desk.panels.tables import InviteTable, ItemTable, PresenceTable
from prevent_desk.referrals.model.papers.content import Facts, Grid, Heading, Words
from prevent_desk.referrals.tables import EpisodeTable, ReferrerTable
from tests.panels.desks import Desk
from tests.panels.minutes import meeting


def words_of(section: Section) -> str:
    """Return everything a section says, a line each."""
    found = [section.title]
    for block in section.blocks:
        if isinstance(block, Heading | Words):
            found.append(block.text)
        elif isinstance(block, Facts):
            found += [": ".join(row) for row in block.rows]
        elif isinstance(block, Grid):
            found += [" | ".join(row) for row in (block.headings, *block.rows)]
    return "\n".join(found)


def section_of(draft: MinutesDraft, title: str) -> str:
    """Return the words of the section whose title begins so."""
    return words_of(next(one for one in draft.sections if one.title.startswith(title)))


def test_the_head_says_when_how_and_under_whom_the_panel_met(read: Desk) -> None:
    head = section_of(read.services.minutes.draft(read.told.meeting), "The meeting")
    for wanted in ("Wednesday 26 November 2025", "10:00 to 10:40", "Virtual", "OFFICIAL-SENSITIVE",
                   "A. Marsh", "S. Hale", "Read at 10:01", "Counter-Terrorism"):  # fmt: skip
        assert wanted in head


def test_attendance_tells_agency_role_and_times_and_who_apologised(read: Desk) -> None:
    room = section_of(read.services.minutes.draft(read.told.meeting), "Attendance")
    assert "Children’s Social Care | P. Ndlovu | Deputy, for D. Quist" in room
    assert "City school | H. Bright | Guest for Case C" in room
    assert "Probation: F. Varga" in room
    assert "None declared." in room


def test_a_case_tells_information_by_agency_risk_decision_reasons_and_dissent(read: Desk) -> None:
    case = section_of(read.services.minutes.draft(read.told.meeting), "Case C")
    assert "City school | Attendance fell from 96% to 71% since September." in case
    assert "Protective | Protective: an aunt he trusts sees him weekly. | City school" in case
    assert "Risk to self: sleep and mood, waiting list since June. | Barts Health" in case
    assert "By majority: 6 for, 1 against" in case
    assert "Isolation and the manifesto are new; support may turn it." in case
    assert "Dissent: Barts Health: Would defer until a mental-health view is in." in case
    assert "Who asks for consent: D. Quist" in case
    assert "Next review: 14 Jan 2026" in case
    assert "Is told by DS R. Cole: that it was heard" in case
    assert "Ask CAMHS for a view on sleep | Barts Health (Dr L. Shah) | 10 Dec 2025" in case
    assert "Met: chair, police and 6 more" in case


def test_votes_stand_only_where_it_was_not_unanimous(read: Desk) -> None:
    draft = read.services.minutes.draft(read.told.meeting)
    assert "Unanimous" in section_of(draft, "Case D")
    assert " for, " not in section_of(draft, "Case D")


def test_where_no_support_is_given_the_health_question_is_answered(read: Desk) -> None:
    case = section_of(read.services.minutes.draft(read.told.meeting), "Case D")
    assert "Health or social care: Not considered" in case


def test_a_case_put_off_unheard_says_no_more_than_that(read: Desk) -> None:
    draft = read.services.minutes.draft(read.told.meeting)
    assert "not talked about" in section_of(draft, "Case B")
    assert not [gap for gap in draft.gaps if gap.item_id == read.told.cases[1]]


def test_cases_stand_by_reference_and_nobody_of_them_is_named(read: Desk) -> None:
    draft = read.services.minutes.draft(read.told.meeting)
    told = "\n".join(map(words_of, draft.sections))
    assert meeting.ref(read, 2) in told
    for name in ("Hallam", "Kris", "Orrin", "Tarrant", "Selby", "Whitcombe"):
        assert name not in told


def test_what_is_missing_leads_to_its_place_at_the_desk(held: Desk) -> None:
    held.services.decisions.set(held.told.cases[2], rationale="", teller="")
    draft = held.services.minutes.draft(held.told.meeting)
    places = {gap.place: gap.item_id for gap in draft.gaps}
    assert places["decision:rationale"] == held.told.cases[2]
    assert places["decision:teller"] == held.told.cases[2]
    assert "Rationale: Not recorded" in section_of(draft, "Case C")
    assert any(gap.place.startswith("action:") for gap in draft.gaps)


def test_a_line_that_was_struck_is_in_no_minutes(held: Desk) -> None:
    line = held.services.lines.of_item(held.told.cases[3])[0]
    held.services.lines.strike(line.id, "Said of another case")
    draft = held.services.minutes.draft(held.told.meeting)
    assert "No concern in either school." not in section_of(draft, "Case D")


def test_the_officers_private_note_is_never_read_for_minutes(read: Desk) -> None:
    services = read.services
    assert services.lines.private(read.told.meeting, read.told.cases[2]) == meeting.PRIVATE
    approval = Approval(read.clock.today(), "A. Marsh", "by e-mail")
    sealed = services.minutes.to_seal(read.told.meeting, approval, practice=False)
    draft = services.minutes.draft(read.told.meeting)
    whole = json.dumps([sealed.content, dataclasses.asdict(sealed.paper)], default=str)
    whole += "\n".join(map(words_of, draft.sections))
    assert "Attendance fell" in whole
    assert "Xylograph" not in whole
    assert "frightened" not in whole


def test_a_name_typed_in_the_notes_is_told_with_its_place(held: Desk) -> None:
    held.services.lines.add(
        held.told.cases[2], LineKind.CONCERN, "Mr Hallam’s son says it was a joke", speaker="Panel"
    )
    named = held.services.minutes.draft(held.told.meeting).named
    assert [(one.found, one.item_id) for one in named] == [("Hallam’s", held.told.cases[2])]
    assert "joke" in named[0].words


def test_names_are_struck_out_when_sealed_unless_they_are_said_to_be_none(held: Desk) -> None:
    held.services.lines.add(
        held.told.cases[2], LineKind.CONCERN, "Kris Hallam wrote it; Ash trees burn", speaker=""
    )
    approval = Approval(held.clock.today(), "A. Marsh", "by e-mail", frozenset({"Ash"}))
    content = held.services.minutes.to_seal(held.told.meeting, approval, practice=False).content
    told = json.dumps(content, ensure_ascii=False)
    assert "[the person] wrote it; Ash trees burn" in told
    assert "Hallam" not in told
    assert "Kris" not in told


def test_a_word_kept_as_no_name_keeps_the_name_written_otherwise_out(held: Desk) -> None:
    words = "ash trees burn, says Ash; Kris, Hallam agreed"
    held.services.lines.add(held.told.cases[2], LineKind.CONCERN, words, speaker="")
    approval = Approval(held.clock.today(), "A. Marsh", "by e-mail", frozenset({"ash"}))
    content = held.services.minutes.to_seal(held.told.meeting, approval, practice=False).content
    told = json.dumps(content, ensure_ascii=False)
    assert "ash trees burn, says [the person]; [the person] agreed" in told


def test_what_was_said_of_a_case_taken_off_or_put_off_later_stands_in_the_minutes(
    held: Desk,
) -> None:
    for state, wanted in (("dropped", "Taken off the agenda: Yes"), ("deferred", "Deferred: Yes")):
        with held.store.writing(None) as session:
            session.get_one(ItemTable, held.told.cases[2]).state = state
        case = section_of(held.services.minutes.draft(held.told.meeting), "Case C")
        assert wanted in case
        for kept in ("96% to 71%", "Isolation and the manifesto", "Would defer", "Ask CAMHS"):
            assert kept in case


def test_every_line_of_a_decision_stands_in_the_minutes_once(held: Desk) -> None:
    services = held.services
    first = services.lines.add(held.told.cases[2], LineKind.DECISION, "Offer support", speaker="")
    second = "Housing is asked to move the family"
    services.lines.add(held.told.cases[2], LineKind.DECISION, second, speaker="Panel")
    services.decisions.set(held.told.cases[2], line_id=first, words="Offer support from January")
    case = section_of(services.minutes.draft(held.told.meeting), "Case C")
    assert f"Panel: {second}" in case
    assert case.count("Offer support from January") == 1
    assert "\nOffer support\n" not in case


def test_a_guest_of_the_family_and_why_somebody_left_name_nobody_of_a_case(held: Desk) -> None:
    with held.store.writing(None) as session:
        guest = session.get_one(InviteTable, held.told.invites["school"])
        guest.name = "J. Hallam"
        times = session.query(PresenceTable).filter_by(invite_id=guest.id).one()
        times.why = "to ring Kris"
    draft = held.services.minutes.draft(held.told.meeting)
    assert {one.found for one in draft.named} == {"Hallam", "Kris"}
    paper = held.services.minutes.paper(held.told.meeting, "PD-E-0001", practice=False)
    told = "\n".join(row for block in paper.blocks if isinstance(block, Grid)
                     for row in map(" | ".join, block.rows))  # fmt: skip
    assert "J. [the person] | Guest for Case C" in told
    assert "(to ring [the person])" in told


def test_who_stayed_to_the_end_was_in_the_room_until_then(read: Desk) -> None:
    room = section_of(read.services.minutes.draft(read.told.meeting), "Attendance")
    assert "A. Marsh | Chair | 10:00–10:40" in room


def test_a_referrer_who_asked_not_to_be_named_is_struck_out_wherever_typed(held: Desk) -> None:
    with held.store.writing(None) as session:
        row = session.query(ReferrerTable).filter_by(episode_id=held.told.episodes[2]).one()
        row.is_anonymous, row.name, row.phone = True, "Ama Owusu", "020 7946 0321"
        assert session.get(EpisodeTable, row.episode_id) is not None
    held.services.lines.add(
        held.told.cases[4], LineKind.INFORMATION, "Mrs Owusu rang again from 02079460321",
        speaker="Panel",
    )  # fmt: skip
    held.services.decisions.set(held.told.cases[2], told_what="Ama is thanked")
    draft = held.services.minutes.draft(held.told.meeting)
    told = "\n".join(map(words_of, draft.sections))
    assert "[the referrer] rang again from [the referrer]" in told
    assert "Owusu" not in told
    assert "Ama" not in told.replace("Amara", "")


def test_the_minutes_own_texts_stand_in_the_draft(held: Desk) -> None:
    service = held.services.minutes
    service.set_text(held.told.meeting, "other", "The terms of reference are due in March.")
    assert "terms of reference" in section_of(service.draft(held.told.meeting), "Close")


def test_the_confidentiality_statement_stays_for_the_next_minutes(held: Desk) -> None:
    service = held.services.minutes
    service.set_text(held.told.meeting, "confidentiality", "Said here, stays here.")
    head = section_of(service.draft(held.told.meeting), "The meeting")
    assert "Said here, stays here." in head
    held.store.undo()
    # Undo takes back this meeting's own text; what the next ones begin with is a setting.
    assert "Said here, stays here." in service.texts(held.told.meeting)["confidentiality"]


def test_frozen_minutes_come_back_as_they_were(read: Desk) -> None:
    draft = read.services.minutes.draft(read.told.meeting)
    approval = Approval(read.clock.today(), "A. Marsh", "by e-mail")
    frozen = minutes.frozen(draft, approval, ["PD-2025-003"])
    thawed = minutes.thawed(json.loads(json.dumps(frozen)))
    assert [one.blocks for one in thawed] == [one.blocks for one in draft.sections]


def test_minutes_tell_the_day_a_panel_was_held_and_the_one_it_was_planned_for(held: Desk) -> None:
    planned = meeting.at(10) + timedelta(days=1)
    held.set_meeting(starts=planned, ends=planned + timedelta(hours=2))
    head = section_of(held.services.minutes.draft(held.told.meeting), "The meeting")
    assert "Date: Wednesday 26 November 2025, planned for Thursday 27 November 2025" in head
