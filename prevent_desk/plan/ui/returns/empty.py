"""What stands in the table's place: nothing sent, nothing back, nothing changed, nothing left."""

from __future__ import annotations

from datetime import date

from prevent_desk.plan.model.partners.records import Comparison, RegisterLine, State
from prevent_desk.plan.ui.returns import said
from prevent_desk.plan.ui.returns.model import DifferencesModel
from prevent_desk.ui.widgets.empty_state import EmptyState


def show_nothing_sent(state: EmptyState, *, has_plan: bool) -> None:
    """Say that there is no register yet, and offer to send where there is a plan to send."""
    if not has_plan:
        state.show_text(
            "No delivery plan yet",
            "Bring one in or start one; partners get their workbooks from it.",
            icon="layout-list",
        )
        state.set_buttons("")
        return
    state.show_text(
        "No workbook sent yet",
        "Each lead gets a workbook with only their actions. What comes back is compared here, word"
        " by word, before anything is written.",
        icon="inbox",
    )
    state.set_buttons("Send to partners…", "mail", "Bring in returns…", "file-input")


def show_nothing_back(state: EmptyState, line: RegisterLine, today: date) -> None:
    """Say what was sent to an agency that has not answered, and offer a chaser."""
    send = line.send
    due = f", due {said.day(send.due, today)}" if send.due else ""
    chased = f" Chased {said.day(send.chased[-1], today)}." if send.chased else ""
    state.show_text(
        f"Nothing has come back from {send.agency}",
        f"{send.file_name}, sent {said.day(send.sent, today)}{due}.{chased}"
        " Drop the file anywhere on this page when it comes.",
        icon=said.state_look(line).icon,
    )
    state.set_buttons("Bring in returns…", "file-input", "Draft a chaser", "mail")


def show_nothing_changed(
    state: EmptyState, line: RegisterLine, comparison: Comparison | None
) -> None:
    """Say that a return holds nothing to decide."""
    agency, merged = line.send.agency, line.state is State.MERGED
    notes = " ".join(comparison.notes) if comparison else ""
    state.show_text(
        f"The return of {agency} is merged" if merged else f"{agency} changed nothing",
        notes or "Every cell came back as it was sent. There is nothing to decide.",
        icon="circle-check",
    )
    state.set_buttons("", "", "" if merged else "Take this return out", "trash-2")


def show_nothing_left(state: EmptyState, model: DifferencesModel) -> None:
    """Say why no difference is in sight: the filter, or everything is decided."""
    if model.kinds:
        names = ", ".join(sorted(said.KINDS[kind].counted for kind in model.kinds))
        rest = " that wait for a decision" if model.only_open else ""
        state.set_filtered("Nothing to show here", f"Shown: {names}{rest}.")
        return
    state.show_text(
        "Everything is decided",
        "Apply writes it into the plan. “All” shows what was decided.",
        icon="check-check",
    )
    state.set_buttons("")
