"""Assessments on a real store: drafts are quiet, finished ones stay, factors are answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Kind
from prevent_desk.referrals.service.forms import PAF, SCREENING, VAF
from prevent_desk.referrals.tables import SupportItemTable, SupportPlanTable
from prevent_desk.store import search
from prevent_desk.store.drafts import Drafts
from tests.referrals.assessments.samples import FIRST, TODAY, factor, finished
from tests.referrals.desks import Desk


def plan(desk: Desk, episode: int, number: int, *items: dict[str, Any]) -> None:
    """Write a support plan straight into the tables."""
    now = desk.clock.now().replace(tzinfo=None)
    texts = ("consent_how", "nature", "persons", "how_when", "approved_by", "note")
    with desk.store.writing(None) as session:
        row = SupportPlanTable(
            episode_id=episode, number=number, approved_on=None, at=now, by="coordinator",
            **dict.fromkeys(texts, ""),
        )  # fmt: skip
        for place, item in enumerate(items):
            columns = dict.fromkeys(
                ("kind", "need", "factors", "goal", "sign", "provider", "contact"), ""
            )
            row.items.append(
                SupportItemTable(
                    position=place, starts=None, ends=None, planned=None, cost_pence=None,
                    **columns | item,
                )
            )  # fmt: skip
        session.add(row)


def test_the_vaf_has_22_factors_in_three_dimensions_and_the_paf_none(desk: Desk) -> None:
    forms = desk.services.forms
    sizes = [
        sum(question.kind is Kind.FACTOR for question in section.questions)
        for section in forms.form(VAF).sections
    ]
    assert [size for size in sizes if size] == [13, 6, 3]
    assert all(question.kind is Kind.LONG for question in forms.form(PAF).questions())
    assert forms.form(SCREENING).sections


def test_beginning_an_assessment_is_one_act_on_the_newest_version(desk: Desk) -> None:
    episode = desk.add()
    made = desk.services.assessments.start(episode, VAF, "initial", TODAY, " Officer ")
    one = desk.services.assessments.get(made)
    assert (one.form, one.form_version, one.author, one.is_finished) == (
        VAF, desk.services.forms.versions(VAF)[-1], "Officer", False,
    )  # fmt: skip
    assert desk.store.undo_label() == "draft Vulnerability assessment, PD-2025-001"
    assert desk.services.assessments.drafts(episode) == 1
    desk.store.undo()
    assert desk.services.assessments.of(episode) == []


def test_typing_is_kept_quietly_and_never_stands_in_the_way_of_undo(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    made = service.start(episode, VAF, "initial", TODAY, "Officer")
    label = desk.store.undo_label()
    service.keep(made, FIRST)
    service.keep(made, FIRST | {"summary": "More"})
    assert service.get(made).answers["summary"] == "More"
    assert desk.store.undo_label() == label
    desk.store.undo()
    assert service.of(episode) == []
    desk.store.redo()
    assert service.get(made).answers["summary"] == "More"


def test_finishing_makes_it_read_only_and_undo_gives_the_draft_back(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    made = finished(desk, episode, FIRST)
    assert service.get(made).is_finished
    assert service.get(made).answers == FIRST
    assert not [key for key in Drafts(desk.store).all() if "assessment" in key]
    with pytest.raises(Refused, match="finished"):
        service.keep(made, {"summary": "Rewritten"})
    with pytest.raises(Refused):
        service.finish(made)
    with pytest.raises(Refused):
        service.discard(made)
    assert desk.store.undo_label() == "finishing Vulnerability assessment, PD-2025-001"
    desk.store.undo()
    assert not service.get(made).is_finished
    assert service.get(made).answers == FIRST


def test_what_is_added_stands_beside_a_finished_one_and_changes_nothing_in_it(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    made = finished(desk, episode, FIRST)
    service.add(made, "The uncle is the mother's brother.")
    one = service.get(made)
    assert one.answers == FIRST
    assert [(added.by, added.words) for added in one.addenda] == [
        ("coordinator", "The uncle is the mother's brother.")
    ]
    with desk.store.reading() as session:
        assert [hit.object_id for hit in search.find(session, "uncle brother")] == [episode]


def test_a_new_one_begins_with_the_last_answers_each_to_be_confirmed(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    finished(desk, episode, FIRST | {"changed": "Told last time"})
    made = service.start(episode, VAF, "review", TODAY, "Officer", from_last=True)
    draft = service.get(made)
    assert draft.answers == FIRST
    assert draft.carried == frozenset(FIRST)
    with pytest.raises(Refused, match="still has the answer of the last assessment"):
        service.finish(made)
    service.keep(made, draft.answers, carried=())
    assert service.finish(made).is_finished


def test_what_cannot_be_is_refused_in_words(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    made = service.start(episode, VAF, "initial", TODAY, "Officer")
    for act in (
        lambda: service.start(episode, VAF, "initial", date(2025, 12, 1), "Officer"),
        lambda: service.start(episode, VAF, "initial", TODAY, " "),
        lambda: service.finish(made),
        lambda: service.add(made, "To a draft"),
        lambda: service.add(made, " "),
    ):
        with pytest.raises(Refused):
            act()


def test_a_discarded_draft_comes_back_with_its_words(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    made = service.start(episode, VAF, "initial", TODAY, "Officer")
    service.keep(made, FIRST)
    service.discard(made)
    assert service.of(episode) == []
    desk.store.undo()
    assert service.get(made).answers == FIRST


def test_found_factors_wait_for_support_or_a_reason(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    assert service.unanswered_factors(episode) == []
    finished(desk, episode, FIRST)
    assert [one.factor.key for one in service.unanswered_factors(episode)] == ["E01", "I02"]
    service.answer_factor(episode, "I02", reason="Said once, in anger, and taken back.")
    assert [one.factor.key for one in service.unanswered_factors(episode)] == ["E01"]
    assert desk.store.undo_label() == "answer to factor I02, PD-2025-001"
    plan(desk, episode, 1, {"lineage": "a", "need": "Being heard at school", "factors": "E01"})
    assert service.unanswered_factors(episode) == []


def test_an_item_answers_by_its_lineage_as_long_as_the_newest_plan_has_it(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    finished(desk, episode, FIRST)
    plan(desk, episode, 1, {"lineage": "a", "kind": "mentoring", "need": "Belonging"})
    service.answer_factor(episode, "E01", item="a")
    (answered,) = [one for one in service.found_factors(episode) if one.is_answered]
    assert answered.factor.key == "E01"
    assert "Belonging" in answered.items[0]
    plan(desk, episode, 2, {"lineage": "a", "need": "Belonging, at the club"})
    assert "at the club" in service.found_factors(episode)[0].items[0]
    plan(desk, episode, 3, {"lineage": "b", "need": "Something else"})
    assert [one.factor.key for one in service.unanswered_factors(episode)] == ["E01", "I02"]
    with pytest.raises(Refused, match="not in the newest support plan"):
        service.answer_factor(episode, "I02", item="a")
    with pytest.raises(Refused):
        service.answer_factor(episode, "I02")
    with pytest.raises(Refused):
        service.answer_factor(episode, "I02", item="b", reason="Both")


def test_the_newest_finished_assessment_with_factors_counts(desk: Desk) -> None:
    episode = desk.add()
    service = desk.services.assessments
    finished(desk, episode, FIRST)
    finished(desk, episode, {"formulation": "How it fits together"}, form=PAF)
    assert [one.factor.key for one in service.unanswered_factors(episode)] == ["E01", "I02"]
    finished(desk, episode, {"E01": factor("absent"), "C02": factor("partly")}, "review")
    draft = service.start(episode, VAF, "review", TODAY, "Officer")
    service.keep(draft, {"E05": factor("present")})
    assert [one.factor.key for one in service.unanswered_factors(episode)] == ["C02"]
