"""Is the person searched for among the four shown? On a sample; the benchmark runs them all."""

from __future__ import annotations

import pytest

from prevent_desk.referrals.model.matching import Index
from tests.referrals.matching import generated
from tests.referrals.matching.people import Judged, judge, people, searches, traditions


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(people())


def _said(judged: Judged) -> str:
    return "\n".join(f"{one.slip}: {one.sought}" for one in judged.missed)


def test_people_are_found_by_the_searches_of_the_file(index: Index, campaign: int) -> None:
    judged = judge(index, searches()[:: max(1, 8 // campaign)])
    assert judged.share("more") >= 0.98, _said(judged)
    assert judged.share("name") >= 0.92, _said(judged)
    assert len(judged.wrongly_strong) <= max(1, judged.absent // 100)


def test_people_are_found_with_slips_the_matcher_was_not_made_with(
    index: Index, campaign: int
) -> None:
    asked = generated.searches(campaign, people(), traditions(), each=4 * campaign)
    judged = judge(index, asked)
    assert judged.share("more") >= 0.97, _said(judged)
    assert judged.share("name") >= 0.85, _said(judged)
