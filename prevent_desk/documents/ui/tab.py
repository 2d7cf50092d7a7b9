"""The tab of documents: the register, and the document that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.documents.model.records import Document
from prevent_desk.documents.ui import acts
from prevent_desk.documents.ui.around import Around
from prevent_desk.documents.ui.pane import DocumentPane
from prevent_desk.documents.ui.words import agreed_words, standing_chip
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.ui.face import LogColumn, LogFace
from prevent_desk.logbook.ui.log_tab import LogTab
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.two_lines import Cell


def how_many(around: Around) -> int:
    """Return how many documents there are."""
    return around.services.documents.log.count(Query())


class DocumentsTab(LogTab[Document]):
    """Satisfies `ui.tabs_page.Tab`."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        self._around = around
        self._kinds = around.services.lists_of_terms()["document_kind"]
        face: LogFace[Document] = LogFace(
            [
                LogColumn("Document", self._title, sort="title"),
                LogColumn("In force", _in_force, sort="agreed"),
                LogColumn("Next review", self._review, sort=""),
                LogColumn("Draft", _draft),
            ],
            "Filter documents",
            "No document yet",
            "Strategy, policy, equality assessment, terms of reference: each version with where it "
            "was agreed and when it is looked at again.",
            "file-text",
            "&Add document",
        )
        super().__init__(around.services.documents.log, around, face, parent)
        self.pane = DocumentPane(around)
        self.begin(self.pane)

    def add(self) -> None:
        """Enter a document."""
        made = acts.add(self._around)
        if made:
            self.reach(made)

    def open_record(self, record: Document) -> None:
        """Show the newest file there is; else ask what is different."""
        shown = next((one for one in record.versions if one.file_id is not None), None)
        if shown is not None:
            acts.show_file(self._around, shown)
        else:
            acts.change(self._around, record)

    def show_record(self, record: Document | None) -> None:
        """Show a document at the right."""
        self.pane.show_document(record)

    def record_commands(self, record: Document) -> list[Command]:
        """Return what can be done with a document."""
        around = self._around
        found = [
            Command("New version", partial(acts.add_version, around, record), "plus"),
            Command("Change document", partial(acts.change, around, record), "pencil"),
        ]
        if record.draft is not None:
            agree = partial(acts.agree, around, record, record.draft)
            found.insert(0, Command("Say the draft was agreed", agree, "check"))
        if record.ended is None:
            withdraw = partial(acts.withdraw, around, record)
            found.append(Command("Withdraw document", withdraw, "archive", by_verb=True))
        else:
            found.append(Command("Bring back", partial(acts.restore, around, record), "rotate-ccw"))
        return found

    # Cells

    def _title(self, one: Document) -> Cell:
        kind = self._kinds.label(one.kind)
        words = f"{kind} · {one.owner}" if one.owner else kind
        return Cell(one.title, words, "file-text", strong=True)

    def _review(self, one: Document) -> Cell:
        words, icon, tone = standing_chip(one, self._around.clock.today())
        return Cell(words, say_short(one.review) if one.review else "", icon, tone)


def _in_force(one: Document) -> Cell:
    now = one.in_force
    return Cell(now.words, agreed_words(now)) if now is not None else Cell("None agreed")


def _draft(one: Document) -> Cell:
    draft = one.draft
    return Cell(draft.words, f"since {say_short(draft.at.date())}") if draft else Cell("")
