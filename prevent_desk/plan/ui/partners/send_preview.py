"""What an agency would be sent, before anything is made: its actions, or its message."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHeaderView, QTableView

from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.partners.packs import Offer
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.model.partners.sending_messages import Letter, actions, first_message
from prevent_desk.plan.model.records import ActionRow
from prevent_desk.plan.ui.partners.send_form import SendForm
from prevent_desk.plan.ui.partners.send_making import Wanted
from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.segmented import Choice

_ACTIONS, _MESSAGE = "actions", "message"
_NO_PACK = "0000-0000"
"""Stands for the pack's number in a message that is only looked at."""


class SendPreview:
    """Shows in the form's own widgets what one agency would get."""

    def __init__(self, form: SendForm, wanted: Callable[[], Wanted], *, practice: bool) -> None:
        self._form, self._wanted, self._practice = form, wanted, practice
        self._offer: Offer | None = None
        form.preview_choice.setAccessibleName("What to look at")
        form.preview_choice.set_choices(
            [Choice(_ACTIONS, "A&ctions"), Choice(_MESSAGE, "M&essage")]
        )
        form.preview_choice.set_value(_ACTIONS)
        self._actions = RowsModel(_preview_columns(self._stage_word), (), form.actions_table)
        table = form.actions_table
        table.setModel(self._actions)
        table.setAccessibleName("Actions in the workbook")
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        _dress_preview(table)
        form.message_text.setAccessibleName("The draft message")

    def show_for(self, offer: Offer, name: str, agency: Agency) -> None:
        """Show what an agency would be sent.

        Args:
            offer: What could be sent of the plan.
            name: The agency, as the plan spells it.
            agency: The agency with its contact, as typed so far.
        """
        form = self._form
        self._offer = offer
        found = offer.rows_for(name, with_all=form.all_check.isChecked())
        form.preview_label.setText(f"{name} gets {actions(len(found))}")
        is_message = form.preview_choice.value() == _MESSAGE
        form.preview_stack.setCurrentIndex(1 if is_message else 0)
        if is_message:
            form.message_text.setPlainText(self._message(offer, agency, len(found)))
        else:
            self._actions.set_rows(found)

    def _message(self, offer: Offer, agency: Agency, count: int) -> str:
        wanted = self._wanted()
        if not wanted.drafts:
            return "No draft is made."
        message = first_message(
            Letter(
                head=offer.head,
                agency=agency,
                count=count,
                pack=_NO_PACK,
                file_name="the workbook",
                due=wanted.wish.due,
                marking=wanted.wish.marking,
                is_encrypted=wanted.passwords,
                is_attached=wanted.attached,
                practice=self._practice,
            )
        )
        to = f"To: {agency.email or '(to be filled in)'}"
        return f"{to}\nSubject: {message.subject}\n\n{message.text}"

    def _stage_word(self, row: ActionRow) -> str:
        stage = self._offer.head.stage(row.progress) if self._offer else None
        return stage.word if stage else NOT_SET


def _preview_columns(stage: Callable[[ActionRow], str]) -> list[Column[ActionRow]]:
    return [
        Column("Ref", lambda row: row.ref),
        Column("Action", lambda row: row.title or row.text),
        Column("Lead", lambda row: ", ".join(row.leads)),
        Column("Progress", stage),
    ]


def _dress_preview(table: QTableView) -> None:
    dress(table)
    header = table.horizontalHeader()
    for at, width in enumerate((76, 0, 130, 92)):
        if width:
            table.setColumnWidth(at, theme.px(width))
        else:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
