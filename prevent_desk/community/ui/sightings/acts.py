"""What can be done with a sighting: one act each, told by a toast with its Undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from prevent_desk.actions.model.records import NewAction, Source
from prevent_desk.actions.ui.around import Around as ActionsAround
from prevent_desk.actions.ui.dialogs import NewDialog
from prevent_desk.community.model.sightings import SIGHTING, Police, Sighting
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.sightings.blank_dialog import BlankDialog
from prevent_desk.community.ui.sightings.dialog import SightingDialog
from prevent_desk.community.ui.sightings.digest_dialog import DigestDialog
from prevent_desk.community.ui.sightings.feedback_dialog import FeedbackDialog
from prevent_desk.community.ui.sightings.reports_dialog import ReportsDialog
from prevent_desk.community.ui.sightings.small_dialogs import (
    RemovedDialog,
    RulesDialog,
    TensionDialog,
)
from prevent_desk.community.ui.sightings.words import PAGE, TAB
from prevent_desk.ui import messages


def add(around: Around, photos: Sequence[Path] = ()) -> int | None:
    """Log a sighting, beginning with photos; return its key, or None where it was not logged."""
    dialog = SightingDialog(around)
    dialog.photos.add(photos)
    if not around.acts.by_dialog(dialog, "Sighting logged"):
        return None
    return dialog.made


def change(around: Around, one: Sighting) -> None:
    """Change a sighting."""
    around.acts.by_dialog(SightingDialog(around, one), f"{one.called} changed")


def remove(around: Around, one: Sighting) -> None:
    """Take a sighting out of the log."""
    if messages.ask(
        around.owner.window(),
        f"Take {one.called.lower()} out of the log?",
        "It was recorded by mistake, or twice. Its number is not given again; Undo brings it back.",
        "Take out",
    ):
        around.acts.do(
            lambda: around.services.sightings.remove(one.id), None,
            said=f"{one.called} taken out of the log",
        )  # fmt: skip


def say_removed(around: Around, one: Sighting) -> None:
    """Ask when it was taken away."""
    around.acts.by_dialog(RemovedDialog(around, one), f"Removal of {one.called.lower()} noted")


def still_there(around: Around, one: Sighting) -> None:
    """Note that it is still there."""
    around.acts.do(
        lambda: around.services.sightings.say_removed(one.id, None), None,
        said=f"{one.called} counts as still there",
    )  # fmt: skip


def say_police(around: Around, one: Sighting, police: Police) -> None:
    """Note whether it was passed to police."""
    around.acts.do(
        lambda: around.services.sightings.say_police(one.id, police), None,
        said=f"{one.called}: {police.words.lower()}",
    )  # fmt: skip


def note_tension(around: Around, one: Sighting) -> None:
    """Ask what it may mean for the community."""
    around.acts.by_dialog(TensionDialog(around, one), f"Tension of {one.called.lower()} noted")


def answer(around: Around, one: Sighting) -> None:
    """Draft an answer to whoever reported it, and note it."""
    dialog = FeedbackDialog(around, one)
    if dialog.exec():
        around.desk.saved()
        around.acts.changed.emit()


def not_told(around: Around, one: Sighting) -> None:
    """Take back that whoever reported it was told."""
    around.acts.do(
        lambda: around.services.sightings.say_feedback(one.id, "", None), None,
        said=f"Answer on {one.called.lower()} taken back",
    )  # fmt: skip


def put_forward(around: Around, one: Sighting) -> None:
    """Put a sighting forward for the local profile."""
    around.acts.do(
        lambda: around.services.sightings.put_forward([one.id], around.clock.today()), None,
        said=f"{one.called} put forward for the CTLP",
    )  # fmt: skip


def take_back(around: Around, one: Sighting) -> None:
    """Take a sighting back from the local profile."""
    around.acts.do(
        lambda: around.services.sightings.put_forward([one.id], None), None,
        said=f"{one.called} taken back from the CTLP",
    )  # fmt: skip


def ask_action(around: Around, one: Sighting) -> None:
    """Ask somebody to do something about it."""
    services = around.services
    beside = ActionsAround(
        services.actions, services.contacts, around.desk, around.clock, around.acts,
        around.working_days, around.owner,
    )  # fmt: skip
    asked = NewAction("", source=Source.HAND, source_id=one.id, source_words=one.called)
    NewDialog(beside, around.owner.window(), asked=asked).exec()


def change_rules(around: Around) -> None:
    """Ask what counts as a repeat; a setting, so there is no Undo of it."""
    if RulesDialog(around).exec():
        around.acts.changed.emit()
        around.desk.toast("Repeats are counted by the new rule")


def read_report(around: Around, path: Path | None = None) -> None:
    """Read a partner's report in: a form, a workbook or an e-mail."""
    chosen = path or _ask_report(around)
    if chosen is None:
        return
    dialog = ReportsDialog(around, chosen)
    if dialog.exec() and dialog.taken is not None:
        taken = dialog.taken
        around.desk.saved()
        around.acts.changed.emit()
        said = SIGHTING.counted(len(taken.ids))
        around.desk.toast(f"{said} taken in", undo=True, icon="file-input")
        around.open_view(PAGE, {"tab": TAB, "ids": list(taken.ids)})


def blank_form(around: Around) -> None:
    """Take out the form or the workbook partners report with."""
    BlankDialog(around).exec()


def make_digest(around: Around) -> None:
    """Make the monthly digest."""
    dialog = DigestDialog(around)
    dialog.exec()
    if dialog.saved is not None:
        around.acts.changed.emit()


def _ask_report(around: Around) -> Path | None:
    chosen, _filter = QFileDialog.getOpenFileName(
        around.owner.window(),
        "A partner’s report",
        "",
        "Reports (*.pdf *.xlsx *.xls *.ods *.csv *.eml *.txt *.msg);;All files (*)",
    )
    return Path(chosen) if chosen else None
