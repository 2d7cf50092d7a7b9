"""Killed at any moment of a meeting, the desk holds every line it showed as kept.

Of the line being typed at most 80 characters and 2 s are lost. `--campaign 25` makes 50 kills; the
figures are printed.
"""

from __future__ import annotations

import json
import random
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from prevent_desk.core.clock import local
from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.records import ItemKind
from prevent_desk.ui.autosave import LONGEST_MS, MOST_CHARACTERS
from tests.leaks.desks import Place, child, heard, opened
from tests.leaks.minute_taker import LETTER_MS
from tests.leaks.test_kill_while_typing import Key

KILLS = 2
KEYS = (20, 90)
"""After how many keys, at least and at most, the end may come."""


@dataclass
class Killed:
    """What the minute taker told before she was killed.

    Attributes:
        kept: The lines shown as kept, in order.
        item: The point of the agenda of the line being typed.
        keys: Of the line being typed.
    """

    kept: list[str] = field(default_factory=list)
    item: int = 0
    keys: list[Key] = field(default_factory=list)


@dataclass(frozen=True)
class Lost:
    """What was gone: lines, characters of the last line, and the time they were typed in."""

    lines: list[str]
    characters: int
    ms: int


def live_meeting(place: Place) -> int:
    """Hold a meeting on the desk, with points to write under."""
    services = opened(place)
    try:
        meetings, now = services.panels.meetings, local(services.clock.now())
        starts = datetime.combine(now.date(), now.time().replace(second=0, microsecond=0))
        key = meetings.add(NewMeeting(starts=starts, ends=starts + timedelta(hours=2)))
        for number in range(3):
            services.panels.agenda.add(key, ItemKind.OTHER, f"Point {number}")
        meetings.begin(key)
        return key
    finally:
        services.desk.close(backup=False)


def killed(
    place: Place, meeting: int, chance: random.Random, *, fault: bool = False, letter_ms: int
) -> Killed:
    made = child(
        place, "minute_taker", meeting=meeting, seed=chance.randrange(10**6), fault=fault,
        letter_ms=letter_ms,
    )  # fmt: skip
    # The moment of death is chance; nothing is timed by it.
    death = threading.Timer(chance.uniform(0, 0.15), made.kill)
    said = Killed()
    try:
        assert heard(made)["open"]
        for _ in range(chance.randint(*KEYS)):
            told = heard(made)
            if "kept" in told:
                said.kept.append(told["kept"])
                said.keys.clear()
            else:
                said.item = told["item"]
                said.keys.append(Key(told["typed"], told["pressed_ms"], told["taken_ms"]))
    finally:
        death.start()
    rest, _ = made.communicate()
    death.join()
    _take_rest(said, rest)
    return said


def _take_rest(said: Killed, rest: str) -> None:
    """Take in what she told between the last look and her death."""
    for line in rest.splitlines():
        if not line.endswith("}"):
            continue
        told = json.loads(line)
        if "kept" in told:
            said.kept.append(told["kept"])
            said.keys.clear()
        else:
            said.item = told["item"]
            said.keys.append(Key(told["typed"], told["pressed_ms"], told["taken_ms"]))


def lost(place: Place, meeting: int, said: Killed) -> Lost:
    """Open the desk again; return what is gone."""
    services = opened(place)
    try:
        lines = [one.words for one in services.panels.lines.of_meeting(meeting)]
        draft = services.panels.half_typed.of(meeting, said.item)
        services.panels.half_typed.forget(meeting, said.item)
    finally:
        services.desk.close(backup=False)
    half = draft.words if draft is not None else ""
    there = [half, *lines[-1:]]
    gone = [key for key in said.keys if not any(one.startswith(key.typed) for one in there)]
    missing = [one for one in said.kept if one not in lines]
    ms = gone[-1].pressed_ms - gone[0].taken_ms if gone else 0
    return Lost(missing, len(gone), max(0, ms))


def test_a_meeting_outlives_kills(
    place: Place, campaign: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance, meeting = random.Random("minutes"), live_meeting(place)
    told: list[Lost] = []
    kept = 0
    for _turn in range(KILLS * campaign):
        said = killed(place, meeting, chance, letter_ms=LETTER_MS)
        kept += len(said.kept)
        told.append(lost(place, meeting, said))
    with capsys.disabled():
        print(
            f"\n{len(told)} kills at {1000 // LETTER_MS} characters a second: {kept} lines shown "
            f"as kept, {sum(len(one.lines) for one in told)} of them lost; of the line being typed "
            f"at most {max(one.characters for one in told)} characters, "
            f"{max(one.ms for one in told)} ms"
        )
    assert not [one.lines for one in told if one.lines]
    assert all(one.characters <= MOST_CHARACTERS for one in told)
    assert all(one.ms <= LONGEST_MS for one in told)


def test_a_desk_that_keeps_no_half_typed_line_is_caught(place: Place) -> None:
    """The planted fault: the campaign must see words that were not kept while typing."""
    chance, meeting = random.Random("fault of minutes"), live_meeting(place)
    most = 0
    for _turn in range(4):
        said = killed(place, meeting, chance, fault=True, letter_ms=0)
        most = max(most, lost(place, meeting, said).characters)
    # A line is rarely longer than 80 letters: what is caught is that nothing of it was kept.
    assert most >= 10
