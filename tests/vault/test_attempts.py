from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.vault.attempts import Attempts
from prevent_desk.vault.model import Role, TooSoon, WrongSecret
from prevent_desk.vault.service import unlock
from tests.vault.desks import PASSPHRASE, bytes_of


def test_the_delay_doubles_up_to_half_a_minute_and_stays_there() -> None:
    delays = [Attempts.delay(count).total_seconds() for count in range(9)]
    assert delays == [0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert Attempts.delay(10_000).total_seconds() == 30


def test_a_try_before_the_delay_is_over_is_not_even_looked_at(
    folder: Path, clock: SetClock
) -> None:
    attempts = Attempts()
    with pytest.raises(WrongSecret) as wrong:
        unlock(folder, Role.COORDINATOR, "not it", clock=clock, attempts=attempts)
    assert wrong.value.wait == timedelta(seconds=1)
    with pytest.raises(TooSoon, match="Wait 1 second before"):
        unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=attempts)
    clock.move(timedelta(seconds=1))
    unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=attempts).close()


def test_wrong_tries_are_counted_told_and_audited_at_the_next_unlock(
    folder: Path, clock: SetClock
) -> None:
    from prevent_desk.store import audit

    attempts = Attempts()
    before = bytes_of(folder)
    for tries in (1, 2, 3):
        with pytest.raises(WrongSecret) as wrong:
            unlock(folder, Role.DEPUTY, f"wrong {tries}", clock=clock, attempts=attempts)
        assert wrong.value.failed == tries
        clock.move(timedelta(seconds=30))
    assert bytes_of(folder) == before
    desk = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=attempts)
    assert desk.failed_before == 3
    assert desk.notices == ("3 wrong tries were made just before.",)
    noted = audit.records(desk.store, newest=2)[1]
    assert (noted.action, noted.detail) == ("wrong tries before this unlock", {"count": 3})
    desk.close(backup=False)
    again = unlock(folder, Role.COORDINATOR, PASSPHRASE, clock=clock, attempts=attempts)
    assert again.failed_before == 0
    again.close(backup=False)


def test_putting_the_clock_back_does_not_close_the_desk_for_a_year(clock: SetClock) -> None:
    attempts, desk = Attempts(), Path("Desk")
    attempts.fail(desk, clock.now())
    clock.move(timedelta(days=-365))
    with pytest.raises(TooSoon):
        attempts.refuse_if_too_soon(desk, clock.now())
    clock.move(timedelta(seconds=1))
    attempts.refuse_if_too_soon(desk, clock.now())
