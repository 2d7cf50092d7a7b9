"""Killed at any moment of an intake, the desk holds nearly all that was written down.

At most 80 characters and 2 s of typing are lost, wherever it was typed: into the concern, into what
is kept apart about the caller, into the line that finds a person.
"""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field

import pytest

from prevent_desk.ui.autosave import LONGEST_MS, MOST_CHARACTERS
from tests.leaks.desks import Place, child, heard, opened
from tests.leaks.test_kill_while_typing import KEYS_TYPED, RHYTHMS, Key


@dataclass
class Killed:
    """What the teller told before she was killed."""

    draft: str
    keys: list[Key] = field(default_factory=list)


def killed_while_telling(
    place: Place, chance: random.Random, where: str, rhythm: str, *, fault: bool = False
) -> Killed:
    made = child(
        place, "teller", where=where, rhythm=rhythm, seed=chance.randrange(10**6), fault=fault
    )
    # The moment of death is chance; nothing is timed by it.
    death = threading.Timer(chance.uniform(0, 0.02), made.kill)
    try:
        said = Killed(heard(made)["draft"])
        for _ in range(chance.randint(*KEYS_TYPED[rhythm])):
            told = heard(made)
            said.keys.append(Key(told["typed"], told["pressed_ms"], told["taken_ms"]))
    finally:
        death.start()
    made.communicate()
    death.join()
    return said


def lost(place: Place, where: str, said: Killed) -> list[Key]:
    """Open the desk again; return the keys that are gone."""
    services = opened(place)
    try:
        draft = services.referrals.intake.draft(said.draft)
        kept = ""
        if draft is not None:
            found = draft.answers.get({"caller": "safe_contact"}.get(where, where), "")
            kept = draft.finding if where == "name" else str(found)
        return [key for key in said.keys if not kept.startswith(key.typed)]
    finally:
        services.desk.close(backup=False)


@pytest.mark.parametrize("where", ["concern", "caller", "name"])
def test_an_intake_outlives_a_kill(place: Place, campaign: int, where: str) -> None:
    chance = random.Random(f"telling {where}")
    for turn in range(campaign):
        rhythm = RHYTHMS[(turn + len(where)) % len(RHYTHMS)]
        said = killed_while_telling(place, chance, where, rhythm)
        keys = lost(place, where, said)
        assert len(keys) <= MOST_CHARACTERS
        assert not keys or keys[-1].pressed_ms - keys[0].taken_ms <= LONGEST_MS


def test_an_intake_that_keeps_no_drafts_is_caught(place: Place) -> None:
    """The planted fault: the campaign above must see words that were not kept while typing."""
    chance = random.Random("fault of telling")
    said = killed_while_telling(place, chance, "concern", "burst", fault=True)
    assert len(lost(place, "concern", said)) > MOST_CHARACTERS


def test_what_was_told_is_on_the_screen_again_after_a_kill(place: Place) -> None:
    said = killed_while_telling(place, random.Random(7), "concern", "burst")
    again = child(place, "teller", back=said.draft)
    try:
        found = heard(again)["found"]["concern"]
    finally:
        again.kill()
        again.communicate()
    assert said.keys[-1].typed.startswith(found[: len(said.keys[-1].typed)])
    assert len(found) >= len(said.keys[-1].typed) - MOST_CHARACTERS
