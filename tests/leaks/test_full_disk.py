"""A disk that takes no more: one clear sentence, the words stay on the screen, nothing is lost."""

from __future__ import annotations

import sys

import pytest

from tests.leaks.desks import Place, child, heard, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on files to grow")


@pytest.mark.parametrize("where", ["cell", "update"])
def test_words_that_could_not_be_saved_stay_and_go_in_later(place: Place, where: str) -> None:
    made = child(place, "full_disk", where=where)
    try:
        refused, later = heard(made), heard(made)
    finally:
        made.kill()
        made.communicate()
    assert refused["on_screen"]
    # Under the cell, or in a dialog; once, and by the status bar until it is saved.
    told = [refused["note"]] if where == "cell" else [" ".join(one) for one in refused["told"]]
    assert len(told) == 1
    assert "Not saved since" in told[0]
    assert "PD-111" in told[0]
    assert refused["status"].startswith("Not saved since")
    assert later["committed"]
    assert later["status"].startswith("Saved ")
    services = opened(place)
    try:
        sheet = services.plans.sheet(services.plans.plans()[0].id)
        assert sheet.rows[0].timescale == "Saved before"
        assert "No room for these words." in repr(services.plans.detail(sheet.rows[5].id))
        assert services.desk.check().ok
    finally:
        services.desk.close(backup=False)
