"""The list at the right: who belongs, who came and went, and how its addresses are taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from prevent_desk.contacts.model.directory import Form
from prevent_desk.contacts.model.lists import USE_WORDS, Belonging, ContactList, Use
from prevent_desk.contacts.model.lists import Rule as ListRule
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.lists import acts, members_dialog
from prevent_desk.contacts.ui.lists.rules_edit import said
from prevent_desk.contacts.ui.pane_parts import Act, Pane
from prevent_desk.contacts.ui.words import counted
from prevent_desk.core.dates import say_short
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel

_MOST_NAMED = 12


class ListPane(Pane):
    """Shows one list, and what can be done with it."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("The list", parent)
        self._around = around
        self.shown: Belonging | None = None

    def show_list(self, shown: Belonging | None) -> None:
        """Show a list as it is today; None shows that none is chosen."""
        self.shown = shown
        self.begin()
        if shown is None:
            self.add(EmptyState("list", "No list chosen"))
            self.done()
            return
        self._head(shown)
        self._belongs(shown)
        self._since(shown)
        self._warnings(shown)
        self._take(shown)
        self.done()

    def show_counting(self, kept: ContactList) -> None:
        """Show a list while it is still being read who belongs to it."""
        self.shown = None
        self.begin()
        self.head("List", kept.name, [("rebuilds itself", "refresh-cw", "blue")], [])
        self.words("Counting who belongs to it.")
        self.done()

    # Inside

    def _head(self, shown: Belonging) -> None:
        people = counted(len(shown.members), "person", "people")
        self.head(
            "List",
            shown.kept.name,
            [(people, "users", "grey"), ("rebuilds itself", "refresh-cw", "blue")],
            [
                Act("See everybody", partial(acts.members, self._around, shown.kept), "users"),
                Act("Take away", partial(acts.remove, self._around, shown.kept), "trash-2"),
            ],
        )
        if shown.kept.purpose:
            self.words(shown.kept.purpose)

    def _belongs(self, shown: Belonging) -> None:
        kept = shown.kept
        self.section("Who belongs", [], Act("Edit rules", partial(acts.change, self._around, kept)))
        for place, (rule, count) in enumerate(zip(kept.rules, shown.counts, strict=True)):
            self._counted(shown.kept, _icon(rule), "green", said(rule), count, str(place))
        if not kept.rules:
            self.words("No rule yet: only those added by hand.")
        self._counted(
            shown.kept, "plus", "text2", "Added by hand", len(shown.by_hand), members_dialog.BY_HAND
        )
        self._counted(
            shown.kept,
            "minus",
            "text2",
            "Left out by hand",
            len(shown.left_out),
            members_dialog.LEFT_OUT,
        )

    def _counted(
        self, kept: ContactList, icon: str, ink: str, words: str, count: int, only: str
    ) -> None:
        """Add a line with its count; the count opens who they are."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Glyph(icon, ink), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(WrapLabel(words), 1, Qt.AlignmentFlag.AlignVCenter)
        button = self.link(
            Act(f"{count:,}", partial(acts.members, self._around, kept, only)), words
        )
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add(holder)

    def _since(self, shown: Belonging) -> None:
        last = shown.kept.last
        if last is None:
            self.section("Not used yet", [])
            self.words("From its first use on, who came and went is told here.")
            return
        self.section(f"Since you last {USE_WORDS[last.how]}, {self._day(last)}", [])
        lines = [
            ("user-plus", "green", "Added", _who(one.contact.name, one.contact.organisation))
            for one in shown.added
        ]
        lines += [("user-minus", "red", "Dropped", one.words) for one in shown.dropped]
        lines += [
            ("mail", "blue", "Address", f"{one.contact.name}, was {before or 'none'}")
            for one, before in shown.moved
        ]
        for icon, tone, word, who in lines[:_MOST_NAMED]:
            self.add(_change(icon, tone, word, who))
        if len(lines) > _MOST_NAMED:
            self.words(f"{len(lines) - _MOST_NAMED} more; see everybody.")
        if not lines:
            self.words("Nobody came, nobody went.")

    def _day(self, use: Use) -> str:
        day = use.at.astimezone(self._around.clock.now().tzinfo).date()
        return say_short(day)

    def _warnings(self, shown: Belonging) -> None:
        personal, silent = len(shown.personal), len(shown.without_address)
        if not personal and not silent:
            return
        self.add(Rule())
        if personal:
            words = counted(
                personal,
                "address is personal, not an agency account",
                "addresses are personal, not agency accounts",
            )
            self._warned(shown.kept, words, members_dialog.PERSONAL)
        if silent:
            words = counted(silent, "person has", "people have")
            self._warned(shown.kept, f"{words} no e-mail address", members_dialog.NO_ADDRESS)

    def _warned(self, kept: ContactList, words: str, only: str) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(Glyph("triangle-alert", "amber"), 0, middle)
        row.addWidget(WrapLabel(words), 1, middle)
        see = Act("See", partial(acts.members, self._around, kept, only))
        row.addWidget(self.link(see, words), 0, middle)
        self.add(holder)

    def _take(self, shown: Belonging) -> None:
        self.add(Rule())
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        for words, icon, act in self._ways(shown):
            row.addWidget(self.button(words, icon, act))
        self.add(holder)
        self.words(
            "Copying is written to the export register and leaves the clipboard after 60 seconds. "
            "Nothing is sent from here."
        )

    def _ways(self, shown: Belonging) -> Sequence[tuple[str, str, Callable[[], object]]]:
        return (
            ("Copy for BCC", "", partial(acts.copy, self._around, shown)),
            ("Draft e-mail", "mail", partial(acts.draft, self._around, shown)),
            ("CSV", "download", partial(acts.take_out, self._around, shown, Form.CSV)),
            (
                "Mail merge", "file-spreadsheet",
                partial(acts.take_out, self._around, shown, Form.WORKBOOK),
            ),
        )  # fmt: skip

    def button(self, words: str, icon: str, run: Callable[[], object]) -> Button:
        """Return a small button of the pane, which keeps the keyboard when it is filled anew."""
        made = Button(words, icon, small=True)
        made.clicked.connect(lambda _on=False: run())
        self.know(made)
        return made


def _icon(rule: ListRule) -> str:
    if SeatKind.PANEL_LEAD.value in rule.seats:
        return "user-check"
    if rule.sectors == ("education",):
        return "graduation-cap"
    return "tag" if rule.topics else "users"


def _who(name: str, organisation: str) -> str:
    return ", ".join(part for part in (name, organisation) if part)


def _change(icon: str, tone: str, word: str, who: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 1, 0, 1)
    row.setSpacing(6)
    row.addWidget(Glyph(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    kind = WrapLabel(word, "strong")
    kind.setWordWrap(False)
    kind.setProperty("tone", tone)
    row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(WrapLabel(who), 1)
    return holder
