"""The program ends between two units of recording a meeting's decisions; trying again completes it.

A unit of the store is whole or not there (`tests/store`), so these are all the moments there are:
`--campaign 2` tries every one, otherwise the two after which something could be recorded twice or
be left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from prevent_desk.panels.model.becoming import Became, Outcome
from prevent_desk.store.session import Store
from tests.panels.desks import Desk, build

AFTER_THE_REVIEW = 3
"""Units until the first case's review is written up; its decision does not say so yet."""


class _KilledError(BaseException):
    """The end of the process: nothing answers it."""


class _Ending:
    """A store's units of work, of which only so many come about."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left, self.made = 1_000, 0
        write = Store.writing

        @contextmanager
        def writing(store: Store, label: str | None, *, group: str = "") -> Iterator[Session]:
            if self.left == 0:
                raise _KilledError
            with write(store, label, group=group) as session:
                yield session
            self.left -= 1
            self.made += 1

        patch.setattr(Store, "writing", writing)


def _recorded(desk: Desk) -> list[Outcome]:
    # Who comes back has services of a new process: nothing remembered helps.
    return build(desk.store, desk.clock).becoming.record(desk.told.meeting)


def _in_records(desk: Desk) -> list[object]:
    """Return what the five records say; without keys, which a second try counts on."""
    told: list[object] = []
    for item_id, episode_id in zip(desk.told.cases, desk.told.episodes, strict=True):
        referrals, decision = desk.services.referrals, desk.services.decisions.of_item(item_id)
        episode, reviews = (
            referrals.episodes.episode(episode_id),
            referrals.reviews.of(episode_id),
        )
        told += [(one.was, one.now, one.reason) for one in episode.moves]
        told += [(one.kind, one.due, one.held, one.words) for one in reviews]
        health = referrals.closings.no_support(episode_id)
        told += [episode.pattern, health.answer if health else ""]
        told += [decision.moved_id is not None, decision.review_id is not None]
    return told


def test_ended_half_way_the_screen_says_so_and_trying_again_completes_it(
    held: Desk, monkeypatch: pytest.MonkeyPatch, campaign: int
) -> None:
    before, ending = _in_records(held), _Ending(monkeypatch)
    held.pass_time(minutes=5)
    outcomes = [one.became for one in _recorded(held)]
    whole, units = _in_records(held), ending.made
    held.store.undo()
    ends = (AFTER_THE_REVIEW, units - 1) if campaign == 1 else range(units)
    for end in ends:
        assert _in_records(held) == before
        ending.left = end
        with pytest.raises(_KilledError):
            _recorded(held)
        ending.left = 1_000
        seen = {one.became for one in held.services.becoming.preview(held.told.meeting)}
        assert Became.READY in seen, f"after {end} units"
        assert [one.became for one in _recorded(held)] == outcomes, f"after {end} units"
        assert _in_records(held) == whole, f"after {end} units"
        held.store.undo()
        if end:
            held.store.undo()
