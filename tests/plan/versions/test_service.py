"""Versions through the service: frozen for good, undone to the letter, copied into a new year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.plan.model.records import Field, Measure, PlanContents
from prevent_desk.plan.model.versions.records import Forward
from prevent_desk.plan.service import Plans
from prevent_desk.plan.service.versions import Versions
from prevent_desk.store import audit
from tests.plan.desks import Desk
from tests.plan.versions.telling import fingerprint

TODAY = date(2015, 11, 25)
NEXT = Forward("Prevent Delivery Plan 2016/17", "2016/2017")


def test_a_frozen_version_is_the_plan_in_every_record(desk: Desk, versions: Versions) -> None:
    desk.plans.set_progress([desk.id("O1-03")], "behind", "No answer.")
    desk.plans.add_update(desk.id("O1-03"), "Chased.", "COLP", date(2015, 11, 3))
    desk.plans.set_measure(desk.detail("O2-01").criteria[0].id, Measure("workshops", "xxx", "0"))
    made = versions.freeze(desk.plan_id, " V1.7/11/15 ", TODAY, "  Prevent  Board ", "Two changes.")
    assert versions.contents(made) == desk.plans.contents(desk.plan_id)
    (version,) = versions.versions(desk.plan_id)
    assert (version.id, version.stamp, version.on) == (made, "V1.7/11/15", TODAY)
    assert (version.agreed_by, version.note) == ("Prevent Board", "Two changes.")
    assert version.at == datetime(2015, 11, 25, 14, 2, tzinfo=UTC)
    assert version.counts == desk.plans.counts(desk.plan_id)
    assert desk.plans.head(desk.plan_id).version == "V1.7/11/15"


def test_nothing_done_later_changes_a_frozen_version(desk: Desk, versions: Versions) -> None:
    made = versions.freeze(desk.plan_id, "V2", TODAY)
    as_it_stood = versions.contents(made)
    desk.plans.set_field([desk.id("O1-01")], Field.TEXT, "Other words.")
    desk.plans.remove_actions([desk.id("O1-02")])
    desk.plans.set_progress([desk.id("O1-03")], "behind")
    assert versions.contents(made) == as_it_stood
    assert versions.versions()[0].counts.total == 14


def test_one_undo_takes_a_version_back_to_the_letter_and_redo_brings_it(
    desk: Desk, versions: Versions
) -> None:
    before = fingerprint(desk.store)
    made = versions.freeze(desk.plan_id, "V1.7/11/15", TODAY, "The board")
    frozen, after = versions.contents(made), fingerprint(desk.store)
    assert desk.store.undo_label() == "freezing of V1.7/11/15"
    desk.store.undo()
    assert versions.versions() == []
    assert desk.plans.head(desk.plan_id).version == "V1.6/5/15"
    assert fingerprint(desk.store) == before
    with pytest.raises(Refused):
        versions.contents(made)
    desk.store.redo()
    assert fingerprint(desk.store) == after
    assert versions.contents(made) == frozen


def test_removing_a_plan_takes_its_versions_along_and_undo_brings_all_back(
    desk: Desk, versions: Versions
) -> None:
    first = versions.freeze(desk.plan_id, "V2", TODAY, "The board")
    desk.plans.set_field([desk.id("O1-01")], Field.TEXT, "Other words.")
    second = versions.freeze(desk.plan_id, "V3", TODAY)
    before, kept = fingerprint(desk.store), [versions.contents(one) for one in (first, second)]
    desk.plans.remove_plan(desk.plan_id)
    assert versions.versions() == []
    desk.store.undo()
    assert fingerprint(desk.store) == before
    assert [versions.contents(one) for one in (first, second)] == kept
    desk.store.redo()
    assert versions.versions() == []


@pytest.mark.parametrize(
    ("stamp", "on", "said"),
    [
        ("  ", TODAY, "needs a stamp"),
        ("v1.7/11/15", TODAY, "frozen already, as at 25 Nov 2015"),
        ("V1.8", date(2015, 11, 26), "26 Nov 2015 is still to come"),
        ("V" * 41, TODAY, "at most 40"),
    ],
)
def test_what_cannot_be_a_version_is_refused_in_words(
    desk: Desk, versions: Versions, stamp: str, on: date, said: str
) -> None:
    versions.freeze(desk.plan_id, "V1.7/11/15", TODAY)
    with pytest.raises(Refused, match=said):
        versions.freeze(desk.plan_id, stamp, on)
    assert len(versions.versions()) == 1


def test_a_plan_that_is_gone_cannot_be_frozen(desk: Desk, versions: Versions) -> None:
    desk.plans.remove_plan(desk.plan_id)
    for act in (
        lambda: versions.freeze(desk.plan_id, "V2", TODAY),
        lambda: versions.copy_forward(desk.plan_id, NEXT),
        lambda: versions.next_stamp(desk.plan_id, TODAY),
    ):
        with pytest.raises(Refused):
            act()


def test_what_is_written_while_a_plan_is_packed_is_in_the_version(
    desk: Desk, versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Plans.contents
    times: list[int] = []

    def meanwhile(plans: Plans, plan_id: int, lead: str | None = None) -> PlanContents:
        found = whole(plans, plan_id, lead)
        if not times:
            times.append(1)
            plans.set_field([desk.id("O1-01")], Field.TEXT, "Written meanwhile.")
        return found

    monkeypatch.setattr(Plans, "contents", meanwhile)
    made = versions.freeze(desk.plan_id, "V2", TODAY)
    assert versions.contents(made).actions[0].row.text == "Written meanwhile."


def test_freezing_can_be_stopped_and_writes_nothing(desk: Desk, versions: Versions) -> None:
    before = fingerprint(desk.store)
    with pytest.raises(Stopped):
        versions.freeze(desk.plan_id, "V2", TODAY, stopped=lambda: True)
    assert fingerprint(desk.store) == before
    assert desk.store.undo_label() is None


def test_the_next_stamp_follows_the_working_copys_and_passes_those_used(
    desk: Desk, versions: Versions
) -> None:
    assert versions.next_stamp(desk.plan_id, TODAY) == "V1.7/11/15"
    versions.freeze(desk.plan_id, "V1.7/11/15", TODAY)
    assert versions.next_stamp(desk.plan_id, TODAY) == "V1.8/11/15"


def test_a_plan_copied_forward_keeps_lineage_words_and_targets(
    desk: Desk, versions: Versions
) -> None:
    one = desk.id("O1-03")
    desk.plans.set_progress([one], "behind", "No answer.")
    desk.plans.set_field([one], Field.START, "1/4/2015")
    desk.plans.set_field([one], Field.DUE, "31/3/2016")
    desk.plans.set_measure(desk.detail("O1-03").criteria[0].id, Measure("visits", "20", "4"))
    made = versions.copy_forward(desk.plan_id, NEXT)
    old, new = desk.plans.contents(desk.plan_id), desk.plans.contents(made)
    assert (new.head.title, new.head.years, new.head.version) == (NEXT.title, NEXT.years, "")
    assert new.head.preamble == old.head.preamble
    assert new.head.legend == old.head.legend
    assert [a.lineage for a in new.actions] == [a.lineage for a in old.actions]
    assert len({a.lineage for a in new.actions}) == 14
    assert [a.row.ref for a in new.actions] == [a.row.ref for a in old.actions]
    copied = new.actions[2]
    assert copied.row.text == old.actions[2].row.text
    assert (copied.row.progress, copied.row.reason, copied.history) == (None, "", ())
    assert (copied.row.start, copied.row.due) == (date(2016, 4, 1), date(2017, 3, 31))
    assert copied.row.timescale == "2016-2017"
    assert copied.criteria[0].measure == Measure("visits", "20", "")
    assert copied.updates == ()
    assert copied.row.comments == ""
    assert [h.heading for h in new.activities] == [h.heading for h in old.activities]


def test_progress_comments_and_days_come_along_where_that_is_wanted(
    desk: Desk, versions: Versions
) -> None:
    one = desk.id("O1-03")
    desk.plans.set_progress([one], "behind", "No answer.")
    desk.plans.set_measure(desk.detail("O1-03").criteria[0].id, Measure("visits", "20", "4"))
    given = Forward("Plan", "2016", keep_progress=True, keep_comments=True, years_later=0)
    made = versions.copy_forward(desk.plan_id, given)
    old, new = desk.detail("O1-03"), desk.plans.contents(made).actions[2]
    assert (new.row.progress, new.row.reason) == ("behind", "No answer.")
    (step,) = new.history
    assert (step.before, step.after) == (None, "behind")
    assert step.reason == "Carried forward from Prevent Delivery Plan 2015/2016"
    assert [u.text for u in new.updates] == [u.text for u in old.updates]
    assert new.row.comments == old.row.comments
    assert new.row.timescale == old.row.timescale
    assert new.criteria[0].measure == Measure("visits", "20", "4")


def test_a_copy_is_one_act_and_the_old_plan_stays_as_it_was(desk: Desk, versions: Versions) -> None:
    before, old = fingerprint(desk.store), desk.plans.contents(desk.plan_id)
    versions.copy_forward(desk.plan_id, NEXT)
    assert desk.plans.contents(desk.plan_id) == old
    assert desk.store.undo_label() == "new plan Prevent Delivery Plan 2016/17"
    desk.store.undo()
    assert fingerprint(desk.store) == before


def test_a_copy_can_be_stopped_and_tells_how_far_it_is(desk: Desk, versions: Versions) -> None:
    before, heard = fingerprint(desk.store), []
    with pytest.raises(Stopped):
        versions.copy_forward(desk.plan_id, NEXT, stopped=lambda: True)
    assert fingerprint(desk.store) == before
    versions.copy_forward(desk.plan_id, NEXT, lambda *told: heard.append(told))
    assert heard == [(14, 14, "Copying actions")]
    with pytest.raises(Refused, match="needs a title"):
        versions.copy_forward(desk.plan_id, Forward(" ", "2016"))


def test_freezing_leaves_its_trace_in_the_audit(desk: Desk, versions: Versions) -> None:
    versions.freeze(desk.plan_id, "V2", TODAY, "The board")
    newest = audit.records(desk.store, newest=1)[0]
    assert (newest.action, newest.label) == ("changed", "freezing of V2")
