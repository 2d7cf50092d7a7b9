"""The practice desk holds cases at every stage, and nobody in it is real."""

from __future__ import annotations

from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.practice import fill_practice
from prevent_desk.referrals.tables import EpisodeTable
from tests.referrals.desks import Desk


def test_the_practice_cases_keep_every_guard_and_stand_at_every_stage(desk: Desk) -> None:
    shown = fill_practice(desk.store, desk.clock)
    with desk.store.reading() as session:
        rows = list(session.query(EpisodeTable).order_by(EpisodeTable.received))
        known = {row.names: State(row.state) for row in rows}
        passed_over = [row.ref for row in rows for move in row.moves if move.exception]
    assert known == {
        "Chris Hallem": State.NOT_ADOPTED_SIGNPOSTED,
        "Kristopher Hallam": State.NOT_ADOPTED_NFA,
        "Krystal Hallam": State.TRANSFERRED_OUT,
        "Kris Hallam": State.SCREENING,
        "Samir Haddad": State.EXITED,
        "Ewa Zielińska": State.ADOPTED,
        "Jordan Pryce": State.NOT_ADOPTED_SIGNPOSTED,
        "Tomasz Wilk": State.CONSENT_PENDING,
        "Daniel Osei-Boateng": State.INFORMATION_GATHERING,
        "Amira Khalid": State.PANEL_SCHEDULED,
        "Name not known": State.ADVICE_ONLY,
        "Name not known (family with three children)": State.PASSED_TO_POLICE,
    }
    assert not passed_over
    assert desk.store.undo_label() is None
    found = desk.services.episodes.find(shown)
    assert found is not None
    assert desk.services.episodes.episode(found).names == "Ewa Zielińska"
    assert [draft.title for draft in desk.services.intake.drafts()] == ["Lena"]


def test_the_third_referral_is_known_as_one(desk: Desk) -> None:
    fill_practice(desk.store, desk.clock)
    (third,) = (
        episode
        for number in range(1, 13)
        if (found := desk.services.episodes.find(f"PD-2025-{number:03}")) is not None
        and (episode := desk.services.episodes.episode(found)).names == "Kris Hallam"
    )
    assert desk.services.people.times_of([third.id]) == {third.id: 3}
    assert desk.services.people.needs_pattern(third.id)
