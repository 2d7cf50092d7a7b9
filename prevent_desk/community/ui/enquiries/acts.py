"""What can be done with an enquiry, wherever it is shown."""

from __future__ import annotations

from prevent_desk.actions.model.records import NewAction, Source
from prevent_desk.actions.ui.dialogs import NewDialog
from prevent_desk.community.model.enquiries import Enquiry, Stage
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.engagement.acts import run
from prevent_desk.community.ui.enquiries.dialogs import (
    AdviceDialog,
    DecisionDialog,
    EnquiryDialog,
    FollowDialog,
)
from prevent_desk.community.ui.owed import actions_around


def add(around: Around) -> int | None:
    """Ask for a new enquiry; return its key, None where none was entered."""
    dialog = EnquiryDialog(around)
    return dialog.made if run(around, dialog, "The enquiry is entered") else None


def change(around: Around, enquiry: Enquiry) -> None:
    """Ask what is different of an enquiry."""
    run(around, EnquiryDialog(around, enquiry), f"{enquiry.ref} is changed")


def advise(around: Around, enquiry: Enquiry) -> None:
    """Ask what was advised."""
    run(around, AdviceDialog(around, enquiry), f"Advice on {enquiry.ref.lower()} is kept")


def decide(around: Around, enquiry: Enquiry) -> None:
    """Ask what was decided."""
    run(around, DecisionDialog(around, enquiry), f"{enquiry.ref} is decided")


def follow(around: Around, enquiry: Enquiry) -> None:
    """Ask how it went."""
    run(around, FollowDialog(around, enquiry), f"{enquiry.ref} is closed")


def next_step(around: Around, enquiry: Enquiry) -> None:
    """Ask for what the enquiry waits for; of a closed one what is different."""
    {
        Stage.ADVICE: advise, Stage.DECISION: decide, Stage.FOLLOW: follow, Stage.CLOSED: change,
    }[enquiry.stage](around, enquiry)  # fmt: skip


def reopen(around: Around, enquiry: Enquiry) -> None:
    """Take the decision back."""
    around.acts.do(
        lambda: around.services.enquiries.reopen(enquiry.id), None,
        said=f"{enquiry.ref} is open again",
    )  # fmt: skip


def remove(around: Around, enquiry: Enquiry) -> None:
    """Take an enquiry entered by mistake away."""
    around.acts.do(
        lambda: around.services.enquiries.remove(enquiry.id), None,
        said=f"{enquiry.ref} is removed",
    )  # fmt: skip


def follow_up(around: Around, enquiry: Enquiry) -> None:
    """Ask for an action that follows from an enquiry."""
    asked = NewAction("", source=Source.HAND, source_id=enquiry.id, source_words=enquiry.ref)
    NewDialog(actions_around(around), around.owner.window(), asked=asked).exec()
