"""Fills a practice desk with cases at every stage; nobody in them ever lived.

The cast is that of the design's pictures, so that pictures and desk show the same: Kris Hallam's
third referral with the name spelt three ways, an anonymous caller about a family, a case with
support running, one that ended half a year ago, a call for advice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from prevent_desk.core.clock import Clock
from prevent_desk.referrals.practice import cases
from prevent_desk.referrals.practice.hand import Hand
from prevent_desk.store.session import Store

Scene = Callable[[Hand], None]


def fill_practice(store: Store, clock: Clock) -> str:
    """Live through every case, oldest day first; nothing of it can be undone.

    Returns:
        The reference of the case that has most to show: support that runs.
    """
    hand = Hand(store, clock)
    for days_ago, hour, minute, scene in sorted(cases.scenes(), key=lambda one: -_minutes(one)):
        hand.at(days_ago, hour, minute)
        scene(hand)
    _draft(hand)
    store.close_history()
    return hand.shown


def _minutes(scene: tuple[int, int, int, Scene]) -> int:
    """Return how many minutes before today's midnight to come a scene plays."""
    days_ago, hour, minute, _ = scene
    return (days_ago + 1) * 24 * 60 - hour * 60 - minute


def _draft(hand: Hand) -> None:
    """Leave one referral half told, as a call that was cut off leaves it."""
    now, intake = hand.at(0), hand.services.intake
    draft = replace(
        intake.begin(),
        started=now,
        danger="no",
        danger_at=now,
        people=({"given_name": "Lena", "birth": "about 15"},),
        answers={"concern": "Classmates say she shares clips of executions.", "medium": "phone"},
    )
    intake.keep(draft)
