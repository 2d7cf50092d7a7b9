"""A plan kept as bytes is read back equal in every record; what is not ours is refused in words."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import date

import pytest

from prevent_desk.core.errors import Damaged, Refused
from prevent_desk.plan.model.legend import RAG_LEGEND
from prevent_desk.plan.model.records import Field, Measure, PlanContents
from prevent_desk.plan.model.versions import kept
from tests.plan.desks import Desk
from tests.plan.summary_sample import action, plan


def lively(desk: Desk) -> PlanContents:
    """Return a plan with something in every field of every record."""
    one = desk.id("O1-03")
    desk.plans.set_progress([one], "behind", "No answer “yet”.\nReally 𝔖.")
    desk.plans.set_progress([one], "ongoing", "")
    desk.plans.add_update(one, "Chased.\nTwice.", "COLP", date(2015, 11, 3))
    desk.plans.set_measure(desk.detail("O2-01").criteria[0].id, Measure("workshops", "xxx", "0"))
    desk.plans.set_field([one], Field.DUE, "31/3/2016")
    return desk.plans.contents(desk.plan_id)


def test_every_record_comes_back_as_it_was(desk: Desk) -> None:
    contents = lively(desk)
    assert kept.unpack(kept.pack(contents)) == contents
    assert kept.pack(kept.unpack(kept.pack(contents))) == kept.pack(contents)


@pytest.mark.parametrize("contents", [plan(), plan(action(1, leads=(), progress=None))])
def test_small_and_empty_plans_come_back_too(contents: PlanContents) -> None:
    other = replace(contents, head=replace(contents.head, legend=RAG_LEGEND))
    assert kept.unpack(kept.pack(other)) == other


def test_a_field_that_a_later_program_added_is_empty_in_an_older_version(desk: Desk) -> None:
    contents = lively(desk)
    file = json.loads(zlib.decompress(kept.pack(contents)))
    at = file["names"]["ActionDetail"].index("lineage")
    del file["names"]["ActionDetail"][at]
    actions = file["plan"][list(file["names"]["PlanContents"]).index("actions")]
    for one in actions:
        del one[at]
    found = kept.unpack(zlib.compress(json.dumps(file).encode()))
    assert [one.lineage for one in found.actions] == [""] * 14
    assert found.actions[2].row == contents.actions[2].row


def test_what_a_newer_program_wrote_is_refused(desk: Desk) -> None:
    file = json.loads(zlib.decompress(kept.pack(desk.plans.contents(desk.plan_id))))
    file["format"] = kept.FORMAT + 1
    with pytest.raises(Refused, match="newer Prevent Desk"):
        kept.unpack(zlib.compress(json.dumps(file).encode()))


@pytest.mark.parametrize("spoiled", [b"", b"\x00" * 40, zlib.compress(b"{}"), zlib.compress(b"[")])
def test_bytes_that_are_no_version_are_damaged(spoiled: bytes) -> None:
    with pytest.raises(Damaged):
        kept.unpack(spoiled)


def test_a_version_with_a_flipped_or_missing_byte_is_never_another_plan(desk: Desk) -> None:
    contents = desk.plans.contents(desk.plan_id)
    data = kept.pack(contents)
    for at in range(0, len(data), max(1, len(data) // 40)):
        for spoiled in (data[:at], data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]):
            with pytest.raises(Damaged):
                kept.unpack(spoiled)
