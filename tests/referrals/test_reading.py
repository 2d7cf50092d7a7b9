"""A referral is read back as it was kept, and its referrer stands apart."""

from __future__ import annotations

from datetime import date

from prevent_desk.store import search
from tests.referrals.desks import Desk


def test_a_referral_reads_back_without_its_referrer(desk: Desk) -> None:
    made = desk.add(
        person={"born": date(2008, 5, 12)},
        referrer={"name": "Ama Owusu", "is_anonymous": True},
        answers={"concern_words": "a manifesto he read online"},
    )
    episode = desk.services.episodes.episode(made)
    assert (episode.ref, episode.names) == ("PD-2025-001", "Kris Hallam")
    assert episode.subjects[0].age_on(date(2025, 11, 25)) == 17
    assert episode.is_anonymous
    assert "Owusu" not in repr(episode)
    assert desk.services.episodes.referrer(made).name == "Ama Owusu"


def test_search_finds_what_was_told_and_never_who_told_it(desk: Desk) -> None:
    made = desk.add(
        referrer={"name": "Ama Owusu"}, answers={"concern_words": "a manifesto he read online"}
    )
    with desk.store.reading() as session:
        (hit,) = search.find(session, "hallam manifesto")
        assert (hit.kind, hit.object_id) == ("referral", made)
        assert not search.find(session, "Owusu")
