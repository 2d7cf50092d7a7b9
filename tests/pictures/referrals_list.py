"""The list of referrals, what is due, and the limits: empty, some, many, and nothing fits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from prevent_desk.app.demo import new_practice_desk
from prevent_desk.app.shell import Shell
from prevent_desk.core.clock import SystemClock
from prevent_desk.referrals.model.listing import Filter, Sort, Which
from prevent_desk.referrals.practice import fill_practice
from prevent_desk.referrals.ui.list.pane import ReferralList
from prevent_desk.ui import theme
from tests.benchmarks import many_referrals
from tests.pictures.camera import Camera
from tests.pictures.locked import new_window


def list_screens(camera: Camera, place: Path) -> None:
    """Take list, filters, what is due and the limits of a practice desk, then the other sizes."""
    desk = new_practice_desk(place / "referrals-some", SystemClock())
    fill_practice(desk.store, SystemClock())
    window = new_window(place, desk.folder)
    window.show()
    window.gate.opened.emit(desk)
    camera.settle()
    shell = window.shell
    assert isinstance(shell, Shell)
    _some(camera, window, shell)
    desk.close(backup=False)
    window.deleteLater()
    _sizes(camera, place)


def _some(camera: Camera, window: QWidget, shell: Shell) -> None:
    shell.open_page("Referrals", {"view": "desk"})
    camera.settle()
    pane = _pane(window)
    pane.take(Filter())
    camera.take("04l_list", window)
    pane.open_filters()
    pane.take(Filter(sector="education", sort=Sort.DUE))
    camera.settle()
    camera.take("04l_filters", window)
    pane.take(replace(pane.filter(), text="zanzibar"))
    camera.settle()
    pane.form.more_button.setChecked(False)
    camera.take("04l_nothing_fits", window)
    pane.take(Filter(which=Which.ALL))
    theme.set_text_percent(150)
    camera.settle()
    camera.take("04l_list_text150", window)
    theme.set_text_percent(100)
    shell.open_page("Referrals", {"view": "due"})
    camera.settle()
    camera.take("04l_due", window)
    for title in ("Deadlines", "Bank holidays"):
        shell.open_page("Settings", {"section": title})
        camera.settle()
        camera.take(f"12_settings_{title.split()[0].lower()}", window)


def _sizes(camera: Camera, place: Path) -> None:
    """Take the list and what is due of an empty desk and of one with 10,000 referrals."""
    for count, name in ((0, "none"), (10_000, "10000")):
        desk = new_practice_desk(place / f"referrals-{name}", SystemClock())
        many_referrals.fill(desk.store, count)
        window = new_window(place, desk.folder)
        window.show()
        window.gate.opened.emit(desk)
        camera.settle()
        shell = window.shell
        assert isinstance(shell, Shell)
        shell.open_page("Referrals", {"view": "desk"})
        camera.settle()
        _pane(window).take(Filter(which=Which.ALL))
        camera.settle()
        camera.take(f"04l_list_{name}", window)
        shell.open_page("Referrals", {"view": "due"})
        camera.settle()
        camera.take(f"04l_due_{name}", window)
        desk.close(backup=False)
        window.deleteLater()


def _pane(window: QWidget) -> ReferralList:
    (found,) = (one for one in window.findChildren(ReferralList) if one.isVisible())
    return found
