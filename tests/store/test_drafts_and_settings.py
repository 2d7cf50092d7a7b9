"""Drafts and settings: quiet, inside the vault, back after a restart."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from prevent_desk.core.clock import SetClock
from prevent_desk.store.drafts import Draft, Drafts
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings
from tests.store.conftest import again


def test_a_draft_comes_back_with_its_cursor(store: Store, path: Path, clock: SetClock) -> None:
    Drafts(store).keep("plan.action.1.text", "half a sen", 4)
    Drafts(store).keep("plan.action.1.text", "half a sentence", 9)
    store.close()
    opened = again(path, clock)
    kept = Draft("half a sentence", 9, clock.now())
    assert Drafts(opened).get("plan.action.1.text") == kept
    assert Drafts(opened).take("plan.action.1.text") == kept
    assert Drafts(opened).get("plan.action.1.text") is None
    assert Drafts(opened).take("plan.action.1.text") is None
    opened.close()


def test_drafts_stand_oldest_first_and_empty_ones_are_forgotten(
    store: Store, clock: SetClock
) -> None:
    drafts = Drafts(store)
    for key in "bca":
        drafts.keep(key, key)
        clock.move(timedelta(seconds=1))
    drafts.keep("c", "")
    assert list(drafts.all()) == ["b", "a"]


def test_drafts_are_quiet(store: Store) -> None:
    told: list[object] = []
    store.on_change.append(told.append)
    Drafts(store).keep("a", "words")
    Settings(store).put("b", 1)
    assert told == []
    assert store.undo_label() is None


def test_a_setting_is_any_json_value(store: Store, path: Path, clock: SetClock) -> None:
    settings = Settings(store)
    values = {"a": [1, None, "é"], "b": {"x": {"y": 0.5}}, "c": False, "d": 0, "e": ""}
    for name, value in values.items():
        settings.put(name, value)
    store.close()
    opened = again(path, clock)
    assert {name: Settings(opened).get(name, "none") for name in values} == values
    opened.close()


def test_none_forgets_a_setting(store: Store) -> None:
    settings = Settings(store)
    settings.put("a", 1)
    settings.put("a", None)
    assert settings.get("a", "default") == "default"
    assert Settings(store).get("a", "default") == "default"


def test_a_setting_that_is_so_already_is_not_written(store: Store) -> None:
    settings = Settings(store)
    settings.put("a", [1, 2])
    generation = store.generation
    settings.put("a", [1, 2])
    assert store.generation == generation


def test_a_value_handed_out_is_the_callers_own(store: Store) -> None:
    settings = Settings(store)
    settings.put("a", [1])
    settings.get("a").append(2)
    assert settings.get("a") == [1]
