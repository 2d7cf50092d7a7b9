"""The document at the right of the list: how it stands, its versions, what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_short
from prevent_desk.documents.model.records import Document, State, Version
from prevent_desk.documents.ui import acts
from prevent_desk.documents.ui.around import Around
from prevent_desk.documents.ui.words import agreed_words, standing_chip
from prevent_desk.ui.widgets.empty_state import EmptyState


class DocumentPane(Pane):
    """Shows one document."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("The document", parent)
        self._around = around

    def show_document(self, one: Document | None) -> None:
        """Show a document; None shows that none is chosen."""
        self.begin()
        if one is None:
            self.add(EmptyState("file-text", "No document chosen"))
            self.done()
            return
        around = self._around
        kinds = around.services.lists_of_terms()["document_kind"]
        self.head(
            # The number by which Undo speaks of it.
            " · ".join(
                part for part in (f"Document {one.id}", kinds.label(one.kind), one.owner) if part
            ),
            one.title,
            [standing_chip(one, around.clock.today())],
            [
                Act("Change", partial(acts.change, around, one), "pencil"),
                Act("Bring back", partial(acts.restore, around, one), "rotate-ccw")
                if one.ended
                else Act("Withdraw", partial(acts.withdraw, around, one), "archive"),
            ],
        )
        if one.review is not None and one.ended is None:
            self.words(f"To be looked at again by {say_short(one.review)}.")
        new = Act("New version", partial(acts.add_version, around, one), "plus")
        self.section("Versions", [self._entry_of(one, version) for version in one.versions], new)
        if not one.versions:
            self.words("No version was entered.")
        if one.note:
            self.section("Note", [Entry(one.note)])
        self.done()

    def _entry_of(self, one: Document, version: Version) -> Entry:
        around = self._around
        lines = [agreed_words(version), version.changes]
        if version.file_name:
            lines.append(version.file_name)
        can = [Act("Change", partial(acts.change_version, around, one, version))]
        if version.file_id is not None:
            can.insert(0, Act("Open file", partial(acts.show_file, around, version)))
        if version.state is State.DRAFT:
            can.insert(0, Act("Agreed…", partial(acts.agree, around, one, version)))
            can.append(Act("Remove", partial(acts.remove_version, around, version)))
        now = one.in_force
        is_now = now is not None and now.id == version.id and one.ended is None
        icon, tone = ("circle-check", "green") if is_now else ("circle-dashed", "")
        if version.state is State.DRAFT:
            icon = "file-pen"
        return Entry(
            f"{version.words}, in force" if is_now else version.words,
            "\n".join(line for line in lines if line),
            icon,
            tone,
            can,
        )
