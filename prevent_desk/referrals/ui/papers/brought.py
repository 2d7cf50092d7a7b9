"""How papers are reached: from a record's menu, and from the list."""

from __future__ import annotations

from collections.abc import Sequence

from prevent_desk.referrals.model.papers.wanted import Kind
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.ui.around import Around
from prevent_desk.ui.page import Command


def of_record(around: Around, episode: Episode) -> Sequence[Command]:
    """Return the papers of one referral."""

    def open_for(kind: Kind, *, person: bool = False) -> None:
        # Loaded when wanted: a record that is only read does without.
        from prevent_desk.referrals.ui.papers.dialog import Begin, PaperDialog

        PaperDialog(around, episode.id, Begin(kind, person)).exec()

    return (
        Command(
            "Take the referral out…",
            lambda: open_for(Kind.SUMMARY),
            "file-output",
            words="export print pdf word case summary record paper",
        ),
        Command(
            "Print the chronology…",
            lambda: open_for(Kind.CHRONOLOGY),
            "printer",
            words="export timeline pdf word as at",
        ),
    )


def of_list(around: Around) -> Sequence[Command]:
    """Return what is taken out of all referrals."""

    def register() -> None:
        from prevent_desk.referrals.ui.papers.register_dialog import RegisterDialog

        RegisterDialog(around).exec()

    def blank_form() -> None:
        from prevent_desk.referrals.ui.receiving.blank_dialog import BlankDialog

        BlankDialog(around).exec()

    return (
        Command(
            "Register as Excel…",
            register,
            "file-spreadsheet",
            words="export workbook list of referrals counts",
        ),
        Command(
            "Blank referral form…",
            blank_form,
            "file-output",
            words="empty fillable pdf word print pen school partner send",
        ),
    )
