"""Desks that are ready: made once in a whole run, and copied for each test that asks.

What is copied is a real encrypted file with its key; only the making (0.15 s for an empty store,
6 s for the practice desk) is not done again. Whichever process comes first makes it; the others
wait for it. A test that is about the making itself calls `create_store` or `create_desk`.
"""

from __future__ import annotations

import pickle
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QLockFile

from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.store.engine import create_store, open_store
from prevent_desk.store.session import Store

Told = TypeVar("Told")
VAULT_ID = "desk-of-the-tests"
FILE = "vault.pdv"

_places: list[Path] = []


class Filled(NamedTuple, Generic[Told]):
    """An open store, and what its filling told (ids, say)."""

    store: Store
    told: Told


def keep_in(place: Path) -> None:
    """Say which folder the processes of this run share."""
    place.mkdir(exist_ok=True)
    _places[:] = [place]


def folder(make: Callable[[Path], Told], to: Path) -> Told:
    """Copy what `make` writes into a folder.

    Args:
        make: A function of a module: its name stands for what it makes. It gets an empty folder,
            closes what it opened there, and returns what a test must know (keys, ids).
        to: The folder for this test's own copy; made where it is missing.
    """
    return _copied(_name(make), make, to)


def store(
    folder: Path,
    clock: Clock,
    fill: Callable[[Store, Clock], Told],
    *,
    actor: str = "coordinator",
    more: str = "",
) -> Filled[Told]:
    """Open this test's own copy of a store that `fill` filled; the caller closes it.

    Args:
        folder: Where `vault.pdv` goes.
        clock: Tells the filling its moment, and the open store from then on.
        fill: A function of a module; its name, the moment and `more` stand for what it makes.
        actor: The role of the slot that works.
        more: Tells apart what one name makes differently.
    """
    # Here and not above: a test of one part need not wait for every other part.
    from prevent_desk.app import schema

    schema.know_all_tables()

    def make(to: Path) -> tuple[bytes, Told]:
        key = secrets.token_bytes(32)
        begun = SetClock(clock.now())
        made = create_store(to / FILE, key, VAULT_ID, begun, actor)
        try:
            told = fill(made, begun)
            made.close_history()
        finally:
            made.close()
        return key, told

    # The machine's clock never says the same twice; what it fills is of today all the same.
    moment = f"{clock.now():%Y%m%dT%H%M%S}" if isinstance(clock, SetClock) else "today"
    name = "-".join(part for part in (_name(fill), moment, actor, more) if part)
    key, told = _copied(name, make, folder)
    return Filled(open_store(folder / FILE, key, VAULT_ID, clock, actor), told)


def empty_store(folder: Path, clock: Clock, *, actor: str = "coordinator") -> Store:
    """Open this test's own copy of a store that holds nothing; the caller closes it."""
    return store(folder, clock, nothing, actor=actor).store


def nothing(_store: Store, _clock: Clock) -> None:
    """Fill nothing in."""


def _copied(name: str, make: Callable[[Path], Told], to: Path) -> Told:
    to.mkdir(parents=True, exist_ok=True)
    if not _places:  # used outside a run of tests
        return make(to)
    place = _places[0] / name
    lock = QLockFile(f"{place}.lock")
    # Only the end of its process frees it: the practice desk takes long on a busy machine.
    lock.setStaleLockTime(0)
    if not lock.lock():
        raise OSError(f"{place} cannot be locked: {lock.error()}")
    try:
        told = place.with_name(f"{name}.told")
        if not told.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            made = make(place)
            told.write_bytes(pickle.dumps(made))
    finally:
        lock.unlock()
    shutil.copytree(place, to, dirs_exist_ok=True)
    found: Told = pickle.loads(told.read_bytes())
    return found


def _name(make: Callable[..., object]) -> str:
    if "<" in make.__qualname__:
        raise ValueError(f"{make.__qualname__} can make one thing today and another tomorrow")
    return f"{make.__module__}.{make.__qualname__}"
