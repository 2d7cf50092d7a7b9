"""Killed at any moment of typing, the desk holds all it said was saved and nearly all the rest.

At most 80 characters and 2 s of typing are lost (SECURITY 3.8, T4). Time is the typist's own: from
the first key that is lost to the last that was taken, so a slow machine makes no difference.
"""

from __future__ import annotations

import json
import random
import threading
from dataclasses import dataclass, field
from typing import Any

import pytest

from prevent_desk.store.drafts import Drafts
from prevent_desk.ui.autosave import LONGEST_MS, MOST_CHARACTERS
from tests.leaks.desks import Place, child, heard, opened

KEYS = {"cell": "plan/cell/{0}/comments", "update": "plan/update/{0}"}
KEYS_TYPED = {"burst": (100, 700), "steady": (5, 25), "thinking": (3, 12)}
RHYTHMS = tuple(KEYS_TYPED)


@dataclass(frozen=True)
class Key:
    """What stood in the field after a key, and when it was pressed and taken (ms)."""

    typed: str
    pressed_ms: int
    taken_ms: int


@dataclass
class Heard:
    """What the typist told before she was killed.

    Attributes:
        row: The action she was typing for.
        keys: Each key since the last save.
        saved: What she was told is saved, by action.
    """

    row: int = 0
    keys: list[Key] = field(default_factory=list)
    saved: list[tuple[int, str]] = field(default_factory=list)

    def take(self, told: dict[str, Any]) -> None:
        if "typed" in told:
            self.keys.append(Key(told["typed"], told["pressed_ms"], told["taken_ms"]))
        elif "saved" in told:
            self.saved.append((told["row"], told["saved"]))
            self.keys.clear()
        elif "row" in told:
            self.row = told["row"]


def killed_while_typing(
    place: Place, chance: random.Random, where: str, rhythm: str, *, fault: bool = False
) -> Heard:
    """Let a typist work, kill her after some keys, at a moment of chance; return what she told."""
    made = child(
        place, "typist", where=where, rhythm=rhythm, seed=chance.randrange(10**6), fault=fault
    )
    said = Heard()
    # The moment of death is chance; nothing is timed by it.
    death = threading.Timer(chance.uniform(0, 0.02), made.kill)
    try:
        assert heard(made) == {"open": True}
        keys = chance.randint(*KEYS_TYPED[rhythm])
        for _ in range(keys):
            said.take(heard(made))
    finally:
        death.start()
    rest, _ = made.communicate()
    death.join()
    for line in rest.splitlines(keepends=True):
        if line.endswith("\n"):
            said.take(json.loads(line))
    return said


def lost(place: Place, where: str, said: Heard) -> tuple[list[str], list[Key]]:
    """Open the desk again; return what was saved and is gone, and the keys that are gone."""
    services = opened(place)
    try:
        details = {row: services.plans.detail(row) for row, _ in said.saved}
        gone = [
            text
            for row, text in said.saved
            if text not in [update.text for update in details[row].updates]
            and text not in details[row].row.comments
        ]
        kept = Drafts(services.desk.store).get(KEYS[where].format(said.row))
        # Saved, but killed before that could be told.
        whole = {update.text for update in services.plans.detail(said.row).updates}
        known = {kept.text if kept else "", *whole}
        return gone, [
            key for key in said.keys if not any(text.startswith(key.typed) for text in known)
        ]
    finally:
        services.desk.close(backup=False)


@pytest.mark.parametrize("where", ["cell", "update"])
def test_typing_outlives_a_kill(place: Place, campaign: int, where: str) -> None:
    chance = random.Random(f"typing {where}")
    # Both places together meet every rhythm in the smallest campaign too.
    for turn in range(2 * campaign):
        rhythm = RHYTHMS[(turn + len(where)) % len(RHYTHMS)]
        said = killed_while_typing(place, chance, where, rhythm)
        gone, keys = lost(place, where, said)
        assert gone == []
        assert len(keys) <= MOST_CHARACTERS
        assert not keys or keys[-1].pressed_ms - keys[0].taken_ms <= LONGEST_MS


def test_a_desk_that_keeps_no_drafts_is_caught(place: Place) -> None:
    """The planted fault: the campaign above must see words that were not kept while typing."""
    chance = random.Random("fault")
    for _ in range(5):
        said = killed_while_typing(place, chance, "cell", "burst", fault=True)
        _, keys = lost(place, "cell", said)
        if len(keys) > MOST_CHARACTERS:
            return
    raise AssertionError("words were lost, and not noticed")


@pytest.mark.parametrize("placed", [False, True], ids=["first-session", "place-remembered"])
def test_what_was_typed_is_on_the_screen_again_after_a_kill(place: Place, placed: bool) -> None:
    typed = {"cell": "Half a sentence", "update": "Half an update"}
    made = child(place, "returning", row=5, placed=placed, **typed)
    try:
        assert heard(made) == {"kept": True}
    finally:
        made.kill()
        made.communicate()
    again = child(place, "returning")
    try:
        found = heard(again)
    finally:
        again.kill()
        again.communicate()
    assert found["cell"] == "Half a sentence!"
    assert found["update"] == "Half an update"
