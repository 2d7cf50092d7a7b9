"""Lines as they are kept: wordings, striking, actions, the officer's own note, Undo by name."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from prevent_desk.actions.model.records import Owner, Source
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.records import LineKind, NoteLine
from tests.panels.desks import Desk

INFO, ACTION = LineKind.INFORMATION, LineKind.ACTION


def line(desk: Desk, words: str = "Attendance fell.", kind: LineKind = INFO, **more: object) -> int:
    given = {"speaker_id": desk.told.invites["school"]} | more
    return desk.services.lines.add(desk.told.cases[2], kind, words, **given)  # type: ignore[arg-type]


def only(desk: Desk) -> NoteLine:
    (found,) = desk.services.lines.of_item(desk.told.cases[2])
    return found


def test_a_line_says_when_it_was_begun_and_who_said_it(live: Desk) -> None:
    line(live, said=datetime.combine(date(2025, 11, 26), datetime.min.time().replace(hour=10)))
    found = only(live)
    assert (f"{found.said:%H:%M}", found.speaker, found.initials) == ("10:00", "City school", "HB")


def test_somebody_outside_the_room_is_named_as_typed(live: Desk) -> None:
    line(live, speaker_id=None, speaker="GP letter")
    assert (only(live).speaker, only(live).initials) == ("GP letter", "")


def test_every_wording_of_a_line_stays_on_record(live: Desk) -> None:
    key = line(live)
    live.services.lines.reword(key, "Attendance fell to 71%.")
    live.services.lines.set_kind(key, LineKind.CONCERN)
    live.services.lines.set_speaker(key, None, "Panel")
    told = live.services.lines.versions(key)
    assert [one.words for one in told] == ["Attendance fell.", *["Attendance fell to 71%."] * 3]
    assert [one.speaker for one in told] == [*["City school"] * 3, "Panel"]
    assert only(live).first == "Attendance fell."


def test_what_changes_nothing_leaves_no_wording(live: Desk) -> None:
    key = line(live)
    live.services.lines.reword(key, "Attendance fell. ")
    assert len(live.services.lines.versions(key)) == 1
    assert only(live).first == ""


def test_one_visit_to_a_line_is_one_undo(live: Desk) -> None:
    key = line(live)
    for words in ("Attendance f", "Attendance fell a", "Attendance fell a lot."):
        live.services.lines.reword(key, words, group="visit")
    live.store.undo()
    assert only(live).words == "Attendance fell."


def test_a_struck_line_stays_on_show_with_its_reason_and_takes_no_change(live: Desk) -> None:
    key = line(live)
    with pytest.raises(Refused):
        live.services.lines.strike(key, "  ")
    live.services.lines.strike(key, "said twice")
    assert only(live).struck == "said twice"
    with pytest.raises(Refused, match="struck"):
        live.services.lines.reword(key, "Other words.")
    live.services.lines.let_stand(key)
    assert only(live).struck == ""


def test_an_action_line_asks_its_speakers_agency_at_once(live: Desk) -> None:
    line(live, "Name one trusted adult by 3 dec", ACTION, due=date(2025, 12, 3), due_told="3 dec")
    (made,) = live.services.actions.of_source(Source.PANEL, live.told.meeting)
    assert made.owner.organisation_id == live.told.organisations["school"]
    assert (made.owner.seat, made.due) == ("panel_lead", date(2025, 12, 3))
    assert (made.case_ref, made.source_words) == ("PD-2025-003", "Panel 26 Nov 2025")
    assert only(live).owed_id == made.id
    live.store.undo()
    assert live.services.actions.of_source(Source.PANEL, live.told.meeting) == []


def test_an_information_line_becomes_an_action_once(live: Desk) -> None:
    key = line(live)
    made = live.services.lines.make_action(key, Owner(told="School link worker"))
    assert live.services.actions.one(made).owner.told == "School link worker"
    assert only(live).kind is ACTION
    with pytest.raises(Refused, match="already"):
        live.services.lines.make_action(key)
    live.store.undo()
    assert (only(live).kind, only(live).owed_id) == (INFO, None)


def test_nothing_is_written_into_sealed_notes(live: Desk) -> None:
    key = line(live)
    live.set_meeting(state="approved")
    lines = live.services.lines
    for act in (
        lambda: line(live, "More."),
        lambda: lines.reword(key, "Other."),
        lambda: lines.strike(key, "wrong"),
        lambda: lines.make_action(key),
    ):
        with pytest.raises(Refused, match="sealed"):
            act()
    # The store is free again after each refusal.
    assert only(live).words == "Attendance fell."


def test_labels_of_undo_name_the_case_by_its_letter_only(live: Desk) -> None:
    key, labels = line(live), []
    lines = live.services.lines
    labels.append(live.store.undo_label())
    for act in (
        lambda: lines.reword(key, "Kris Hallam was seen."),
        lambda: lines.make_action(key),
        lambda: lines.strike(key, "Kris Hallam was not seen"),
        lambda: lines.keep_private(live.told.meeting, live.told.cases[2], "About Kris Hallam"),
        lambda: lines.add(live.told.items[8], INFO, "Of Kris Hallam"),
    ):
        act()
        labels.append(live.store.undo_label())
    assert labels == [
        "line of Case C", "change of a line of Case C", "action 1 of Case C",
        "striking of a line of Case C", "private working note", "line of the notes",
    ]  # fmt: skip


def test_the_own_note_is_kept_by_point_and_one_visit_is_one_undo(live: Desk) -> None:
    lines, (meeting, case) = live.services.lines, (live.told.meeting, live.told.cases[2])
    for words in ("Ring", "Ring the school"):
        lines.keep_private(meeting, case, words, group="visit")
    lines.keep_private(meeting, None, "Long meeting")
    assert lines.privates(meeting) == {case: "Ring the school", None: "Long meeting"}
    live.store.undo()
    live.store.undo()
    assert lines.private(meeting, case) == ""


def test_lines_are_counted_without_those_struck(live: Desk) -> None:
    line(live)
    live.services.lines.strike(line(live, "Twice."), "said twice")
    assert live.services.lines.counts(live.told.meeting) == {live.told.cases[2]: 1}
