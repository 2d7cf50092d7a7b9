"""What can be done with a campaign and its stakeholders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from prevent_desk.community.model.profile import Campaign, Day, Stakeholder, Theme
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.profile.answer_dialog import AnswerDialog
from prevent_desk.community.ui.profile.answers_dialog import AnswersDialog
from prevent_desk.community.ui.profile.attendance_dialog import AttendanceDialog
from prevent_desk.community.ui.profile.campaign_dialog import AskDialog, CampaignDialog, DayDialog
from prevent_desk.community.ui.profile.returns_dialog import ReturnsDialog
from prevent_desk.community.ui.profile.send_dialogs import FormsDialog, ReminderDialog
from prevent_desk.community.ui.profile.small_dialogs import (
    ContactDialog,
    DeclineDialog,
    NoteDialog,
    PlanDialog,
    ThemeDialog,
)
from prevent_desk.outgoing import kept_files

_KINDS = "Returns (*.pdf *.xlsx *.xls *.ods *.eml)"


def begin(around: Around) -> int:
    """Begin a campaign; return its number, 0 where none was begun."""
    dialog = CampaignDialog(around)
    return dialog.made if around.acts.by_dialog(dialog, "The campaign has begun") else 0


def change(around: Around, campaign: Campaign) -> None:
    """Ask what is different of a campaign."""
    around.acts.by_dialog(CampaignDialog(around, campaign), "The campaign is changed")


def end(around: Around, campaign: Campaign) -> None:
    """Say that a campaign is over."""
    around.acts.do(
        partial(around.services.profiles.end, campaign.id), None, said="The campaign is over"
    )


def reopen(around: Around, campaign: Campaign) -> None:
    """Go on with a campaign that was over."""
    around.acts.do(
        partial(around.services.profiles.reopen, campaign.id), None, said="The campaign goes on"
    )


def ask(around: Around, campaign: Campaign) -> None:
    """Ask who is to be asked."""
    AskDialog(around, campaign).exec()


def send(around: Around, campaign: Campaign) -> None:
    """Make each stakeholder's form and the draft that carries it."""
    FormsDialog(around, campaign).exec()
    around.acts.changed.emit()


def remind(around: Around, campaign: Campaign) -> None:
    """Draft reminders to who has not answered."""
    ReminderDialog(around, campaign).exec()
    around.acts.changed.emit()


def take_in(around: Around, campaign: Campaign, paths: Sequence[Path] = ()) -> None:
    """Take returns in; asks for the files where none are given."""
    if not paths:
        names, _kind = QFileDialog.getOpenFileNames(around.owner, "Returns", "", _KINDS)
        paths = [Path(name) for name in names]
    if not paths:
        return
    dialog = ReturnsDialog(around, campaign, paths)
    if dialog.exec() and dialog.taken:
        returns = "1 return" if dialog.taken == 1 else f"{dialog.taken} returns"
        around.desk.saved()
        around.acts.changed.emit()
        around.desk.toast(f"{returns} taken in", undo=True)


def answers(around: Around, campaign: Campaign) -> None:
    """Show what was answered, question by question, and the themes drawn from it."""
    AnswersDialog(around, campaign).exec()
    around.acts.changed.emit()


def add_day(around: Around, campaign: Campaign) -> None:
    """Ask for a day of the campaign."""
    around.acts.by_dialog(DayDialog(around, campaign), "The day is entered")


def change_day(around: Around, campaign: Campaign, day: Day) -> None:
    """Ask what is different of a day."""
    around.acts.by_dialog(DayDialog(around, campaign, day), "The day is changed")


def remove_day(around: Around, day: Day) -> None:
    """Take a day out, with who came."""
    around.acts.do(
        partial(around.services.profile_days.remove, day.id), None, said="The day is taken out"
    )


def attendance(around: Around, campaign: Campaign, day: Day) -> None:
    """Say who was invited to a day, who came, and who sent apologies."""
    around.acts.by_dialog(AttendanceDialog(around, campaign, day), "Attendance is noted")


def set_contact(around: Around, one: Stakeholder) -> None:
    """Ask whom to ask there."""
    around.acts.by_dialog(ContactDialog(around, one), "The contact is noted")


def note(around: Around, one: Stakeholder, *, called: bool = False) -> None:
    """Note a call, or anything else."""
    around.acts.by_dialog(NoteDialog(around, one, called=called), "The note is kept")


def decline(around: Around, one: Stakeholder) -> None:
    """Note why nothing will come."""
    around.acts.by_dialog(DeclineDialog(around, one), "They are no longer reminded")


def answer(around: Around, one: Stakeholder) -> None:
    """Type in what they answered, or change it."""
    around.acts.by_dialog(AnswerDialog(around, one), "Their answers are kept")


def remove(around: Around, one: Stakeholder) -> None:
    """Say that they are not asked after all."""
    around.acts.do(
        partial(around.services.profiles.remove, one.id), None, said="They are no longer asked"
    )


def show_file(around: Around, one: Stakeholder) -> None:
    """Show the file that came back."""
    profiles = around.services.profiles
    found = profiles.file(one.id)
    if found is not None:
        noted = partial(profiles.note_taken_out, one.id)
        kept_files.show(around.owner, around.desk, *found, noted)


def change_theme(around: Around, theme: Theme) -> None:
    """Ask what is different of a theme."""
    dialog = ThemeDialog(around, theme.campaign_id, theme)
    around.acts.by_dialog(dialog, "The theme is changed")


def to_plan(around: Around, theme: Theme) -> None:
    """Ask which action of the plan takes a theme up."""
    around.acts.by_dialog(PlanDialog(around, theme), "It is noted where the theme went")


def remove_theme(around: Around, theme: Theme) -> None:
    """Take a theme out."""
    around.acts.do(
        partial(around.services.profile_themes.remove, theme.id), None,
        said="The theme is taken out",
    )  # fmt: skip
