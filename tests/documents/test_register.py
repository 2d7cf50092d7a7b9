"""Documents entered, agreed, replaced and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from prevent_desk.contacts.model.people import NewOrganisation
from prevent_desk.core.errors import Refused
from prevent_desk.documents.model.records import NewDocument, NewVersion, Standing, State
from prevent_desk.documents.service.log import DocumentFigures
from prevent_desk.documents.service.register import as_new, next_draft
from prevent_desk.logbook.model.period import By, Period
from prevent_desk.logbook.model.query import Query
from prevent_desk.store import search
from tests.documents.conftest import TODAY, Desk


def standing(desk: Desk, document: int) -> Standing:
    return desk.documents.one(document).standing(TODAY)


@pytest.mark.parametrize(
    ("review", "stands"),
    [
        (TODAY - timedelta(days=1), Standing.LATE),
        (TODAY, Standing.SOON),
        (TODAY + timedelta(days=60), Standing.SOON),
        (TODAY + timedelta(days=61), Standing.IN_FORCE),
        (None, Standing.NO_REVIEW),
    ],
)
def test_a_document_stands_by_the_review_of_the_version_in_force(
    desk: Desk, review: date | None, stands: Standing
) -> None:
    policy = desk.policy(review=review)
    assert standing(desk, policy) is stands
    chosen = Query(chosen={"standing": frozenset({stands.value})})
    assert desk.documents.log.ids(chosen) == [policy]


def test_a_draft_beside_a_version_in_force_changes_nothing_until_it_is_agreed(desk: Desk) -> None:
    policy = desk.policy(review=TODAY - timedelta(days=3))
    draft = desk.documents.add_version(policy, next_draft(desk.documents.one(policy)))
    one = desk.documents.one(policy)
    assert (one.in_force.version, one.draft.version) == ("1.0", "1.1")  # type: ignore[union-attr]
    assert standing(desk, policy) is Standing.LATE
    desk.documents.change_version(
        draft, NewVersion("1.1", TODAY, "The board", TODAY + timedelta(days=365))
    )
    one = desk.documents.one(policy)
    assert one.in_force is not None
    assert (one.in_force.version, one.in_force.state, one.draft) == ("1.1", State.AGREED, None)
    assert standing(desk, policy) is Standing.IN_FORCE
    assert desk.documents.log.ids(Query(sort="agreed")) == [policy]


def test_a_document_never_agreed_is_a_draft_only(desk: Desk) -> None:
    policy = desk.policy(agreed=None, review=None)
    assert standing(desk, policy) is Standing.DRAFT


@pytest.mark.parametrize(
    ("version", "words"),
    [
        (NewVersion("2", TODAY + timedelta(days=1)), "lies ahead"),
        (NewVersion("2", TODAY, "", TODAY - timedelta(days=1)), "before the day it was agreed"),
        (NewVersion("2", None, "", TODAY), "A draft has no review"),
        (NewVersion(" 1.0 "), "a version 1.0 of it already"),
    ],
)
def test_a_wrong_version_is_refused_and_changes_nothing(
    desk: Desk, version: NewVersion, words: str
) -> None:
    policy = desk.policy()
    before = desk.documents.one(policy)
    with pytest.raises(Refused, match=words):
        desk.documents.add_version(policy, version)
    assert desk.documents.one(policy) == before


def test_a_document_needs_a_title_and_a_kind(desk: Desk) -> None:
    for new in (NewDocument("policy", "  "), NewDocument("", "Strategy")):
        with pytest.raises(Refused):
            desk.documents.add(new)
    assert desk.documents.log.count(Query()) == 0


def test_every_act_is_taken_back_by_one_undo(desk: Desk) -> None:
    policy = desk.policy()
    before = desk.documents.one(policy)
    version = before.versions[0].id
    acts = (
        lambda: desk.documents.change(policy, NewDocument("strategy", "Other", None, "Police")),
        lambda: desk.documents.withdraw(policy),
        lambda: desk.documents.add_version(policy, NewVersion("2.0", TODAY)),
        lambda: desk.documents.change_version(version, NewVersion("1.0", TODAY, "Elsewhere")),
        lambda: desk.documents.remove_version(version),
    )
    for act in acts:
        act()
        assert desk.documents.one(policy) != before
        desk.store.undo()
        assert desk.documents.one(policy) == before
    desk.store.undo()
    assert desk.documents.log.count(Query()) == 0


def test_undo_says_the_kind_and_number_of_a_document_and_never_its_title(desk: Desk) -> None:
    titled = NewDocument("policy", "Policy after the case of Kemal Kestle")
    one = desk.documents.add(titled, NewVersion("1.0", TODAY))
    said = [desk.store.undo_label()]
    for act in (
        lambda: desk.documents.change(one, replace(titled, note="Goes to the board.")),
        lambda: desk.documents.add_version(one, NewVersion("1.1")),
        lambda: desk.documents.withdraw(one),
    ):
        act()
        said.append(desk.store.undo_label())
    own = f"document {one} (policy)"
    assert said == [
        "new document (policy)", f"change of {own}", f"new version of {own}", f"withdrawal of {own}"
    ]  # fmt: skip


def test_a_withdrawn_document_stays_in_the_register_and_can_come_back(desk: Desk) -> None:
    policy = desk.policy()
    desk.documents.withdraw(policy, date(2025, 11, 1))
    assert standing(desk, policy) is Standing.WITHDRAWN
    desk.documents.restore(policy)
    assert standing(desk, policy) is Standing.IN_FORCE


def test_the_file_of_a_version_comes_back_as_it_went_in(desk: Desk) -> None:
    new = NewVersion("1.0", TODAY, file_name="Policy.pdf", content=b"%PDF-1.7 words")
    policy = desk.documents.add(NewDocument("policy", "Policy"), new)
    (version,) = desk.documents.one(policy).versions
    assert (version.file_name, version.file_size) == ("Policy.pdf", 14)
    assert desk.documents.file(version.id) == ("Policy.pdf", b"%PDF-1.7 words")
    desk.documents.change_version(version.id, NewVersion("1.1", TODAY))
    assert desk.documents.file(version.id) == ("Policy.pdf", b"%PDF-1.7 words")


def test_versions_are_found_by_who_agreed_them(desk: Desk) -> None:
    policy = desk.policy()
    desk.policy("Terms of reference", kind="terms", agreed=None, review=None)
    assert desk.documents.log.ids(Query(words="safer city")) == [policy]


def test_a_period_counts_what_was_agreed_in_it_and_opens_just_that(desk: Desk) -> None:
    policy = desk.policy()
    desk.policy("Strategy", kind="strategy", agreed=date(2025, 3, 1), review=TODAY)
    figures = DocumentFigures(desk.documents.log).figures
    summer = Period(date(2025, 5, 1), date(2025, 7, 31))
    (agreed, late) = figures(summer, By.EVENT)
    assert (agreed.value, agreed.ids, late.value) == (1, (policy,), 0)
    assert desk.documents.log.ids(Query.from_json(agreed.position["query"])) == [policy]
    assert figures(summer, By.RECORDED)[0].value == 0
    assert figures(Period(TODAY, TODAY), By.RECORDED)[0].value == 2


def test_an_organisation_is_told_what_was_agreed_of_its_documents(desk: Desk) -> None:
    contacts = desk.services.contacts
    police = contacts.organisations.add(NewOrganisation("City Police", "police"))
    contacts.history.sources.append(desk.documents.happenings)
    new = NewDocument("protocol", "Memorandum with the regional team", police)
    document = desk.documents.add(new, NewVersion("1.0", date(2025, 6, 12)))
    (line,) = contacts.history.of(police)
    assert (line.on, line.words) == (
        date(2025, 6, 12),
        "Memorandum with the regional team 1.0 agreed",
    )
    assert line.position == {"tab": "documents", "record": document}
    assert desk.documents.one(document).owner == "City Police"
    assert as_new(desk.documents.one(document)).owner == ""


def test_what_was_agreed_in_a_period_and_entered_after_it_is_a_late_entry(desk: Desk) -> None:
    policy = desk.policy()
    figures = DocumentFigures(desk.documents.log).figures
    summer, today = Period(date(2025, 5, 1), date(2025, 7, 31)), Period(TODAY, TODAY)
    assert figures(summer, By.EVENT)[0].late == (policy,)
    assert figures(today, By.RECORDED)[0].late == (policy,)
    assert figures(Period(date(2025, 6, 1), None), By.EVENT)[0].late == ()


def test_a_draft_counts_as_recorded_on_the_day_it_was_said_to_be_agreed(desk: Desk) -> None:
    policy = desk.policy(agreed=None, review=None)
    (draft,) = desk.documents.one(policy).versions
    desk.clock.moment = datetime(2025, 12, 3, 10, 0, tzinfo=UTC)
    desk.documents.change_version(draft.id, NewVersion("1.0", date(2025, 12, 1), "Board"))
    figures = DocumentFigures(desk.documents.log).figures
    assert figures(Period(date(2025, 12, 3), date(2025, 12, 3)), By.RECORDED)[0].value == 1
    assert figures(Period(TODAY, TODAY), By.RECORDED)[0].value == 0
    assert figures(Period(None, date(2025, 12, 2)), By.EVENT)[0].late == (policy,)


def test_a_version_of_long_ago_that_is_entered_today_does_not_hide_the_draft(desk: Desk) -> None:
    policy = desk.policy(agreed=None, review=None)
    desk.documents.add_version(policy, NewVersion("0.9", date(2020, 3, 1), "Board"))
    one = desk.documents.one(policy)
    assert one.in_force is not None
    assert one.draft is not None
    assert (one.in_force.version, one.draft.version) == ("0.9", "1.0")


def test_search_finds_a_document_by_its_versions_after_change_and_undo(desk: Desk) -> None:
    def found(words: str) -> list[int]:
        with desk.store.reading() as session:
            return [one.object_id for one in search.find(session, words, 9)]

    policy = desk.policy()
    assert found("partnership board") == [policy]
    desk.documents.add_version(policy, NewVersion("1.1", changes="A chapter on venues"))
    assert found("venues") == [policy]
    desk.store.undo()
    assert found("venues") == []
    desk.store.redo()
    (draft, _first) = desk.documents.one(policy).versions
    desk.documents.remove_version(draft.id)
    assert found("venues") == []


def test_the_calendar_shows_each_review_on_its_day_in_the_tone_of_its_standing(desk: Desk) -> None:
    late = desk.policy("Late", review=date(2025, 11, 3))
    soon = desk.policy("Soon", review=date(2025, 11, 28))
    gone = desk.policy("Gone", review=date(2025, 11, 30))
    desk.policy("Later", review=date(2026, 6, 1))
    desk.policy("Draft", agreed=None, review=None)
    desk.documents.withdraw(gone)
    log = desk.documents.log
    shown = log.days(Query(), date(2025, 11, 1), date(2025, 11, 30))
    assert [(one.id, one.tone) for one in shown] == [
        (late, "red"), (soon, "amber"), (gone, "grey"),
    ]  # fmt: skip
    assert shown == [log.entry(desk.documents.one(one.id)) for one in shown]
    assert [one.id for one in log.days(Query(words="soon"), TODAY, date(2026, 12, 1))] == [soon]
