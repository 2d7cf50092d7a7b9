"""The page of people: found by the guard's search, shown with everything told of them, merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.referrals.model.people import Group, Link, LinkKind, heads
from prevent_desk.referrals.model.people_told import parted
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.people.merge_dialog import MergeDialog, PartDialog
from prevent_desk.referrals.ui.people.person_page import PersonPage
from prevent_desk.referrals.ui.people.person_search import PersonSearch
from prevent_desk.referrals.ui.people.pick_dialog import PickDialog
from prevent_desk.ui import messages, theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import WrapLabel

VIEW = "people"
_LIST_WIDTH = 340


class PeopleForm(Form):
    """forms/referrals/people_view.ui."""

    ui = "referrals/people_view.ui"
    splitter: QSplitter
    list_pane: QWidget
    list_layout: QVBoxLayout
    title_label: WrapLabel
    pages: QStackedWidget
    person_holder: QWidget
    person_layout: QVBoxLayout
    empty_page: QWidget
    empty_state: EmptyState


class PeopleView(QWidget):
    """Finds people and shows one; satisfies `prevent_desk.ui.page.Page`.

    A position: `{"person": 7}`, any row of theirs.
    """

    title = "People"
    icon = "users"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self._around, self._people = around, around.services.people
        self._person = 0
        self.form = form = PeopleForm(self)
        self.search = PersonSearch(around, "Ctrl F")
        form.list_layout.addWidget(self.search, 1)
        self.page = PersonPage(around)
        form.person_layout.addWidget(self.page)
        form.splitter.setStretchFactor(1, 1)
        self._set_widths()
        theme.changed.connect(self._set_widths)
        form.empty_state.first_clicked.connect(lambda: around.open_view("intake", {}))
        self.search.person_shown.connect(self._show)
        self.search.person_chosen.connect(self._enter)
        self.page.merge_asked.connect(self.merge)
        self.page.take_back_asked.connect(self.take_back)
        self.page.person_opened.connect(self._open)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.box.setFocus)
        self._show_page(None)
        self.search.search()

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is."""
        return (Command(self.title, lambda: None),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        group = self.page.group()
        if group is None:
            return ()
        found = [Command(f"Merge {group.name} with somebody", self.merge, "git-merge")]
        found += [
            Command(f"Undo a link of {group.name}: {number}", partial(self.take_back, link), "x")
            for number, link in enumerate(group.decisions, 1)
        ]
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return nothing: people come with referrals."""
        return None

    def position(self) -> dict[str, Any]:
        """Return who is on show."""
        return {"person": self._person} if self._person else {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show a person; one that is no longer there is passed over in silence."""
        person = position.get("person")
        if isinstance(person, int) and person:
            self._show(person)

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""

    def reload(self) -> None:
        """Show the store as it is now."""
        if self._person:
            self._show(self._person)
        self.search.search()

    def shown_count(self) -> str:
        """Return how many people there are."""
        count = self._people.count()
        return "1 person" if count == 1 else f"{count:,} people"

    # Acts

    def merge(self) -> None:
        """Ask with whom, show both side by side, and link them."""
        group = self.page.group()
        if group is None:
            return
        pick = PickDialog(self._around, group.name, group.head_id, self)
        if pick.exec():
            self.merge_with(pick.picked)

    def merge_with(self, head_id: int) -> None:
        """Show the person on show beside another, and link them if they are said to be one."""
        one = self.page.group()
        if one is None:
            return
        other = self._people.group(head_id)
        a, b = one.people[0].id, other.people[0].id
        refused = self._people.clash(a, b, LinkKind.SAME)
        dialog = MergeDialog(one, other, self._around.clock.today(), refused, self)
        dialog.write = lambda reason: self._people.link(a, b, LinkKind.SAME, reason)
        if dialog.exec():
            self._done("Linked as the same person")

    def take_back(self, link: Link) -> None:
        """Show what stays with whom, and take a link back."""
        group = self.page.group()
        if group is None:
            return
        dialog = PartDialog(_said(link), self._sides(group, link), self)
        if not dialog.exec():
            return
        try:
            self._people.unlink(link.id, dialog.reason())
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self._done("Link taken back")

    # Inside

    def _set_widths(self) -> None:
        """Give the list the same share at every size of text."""
        self.form.splitter.setSizes([theme.px(_LIST_WIDTH), theme.px(3 * _LIST_WIDTH)])

    def _done(self, said: str) -> None:
        self._around.desk.saved()
        self._around.acts.changed.emit()
        self._around.desk.toast(said, undo=True)

    def _sides(self, group: Group, link: Link) -> dict[str, tuple[str, ...]]:
        """Return who keeps which referrals without a link, by name."""
        rest = [
            (one.a_id, one.b_id)
            for one in group.decisions
            if one.kind is LinkKind.SAME and one.id != link.id
        ]
        after = heads([one.id for one in group.people], rest)
        sides = parted(group, lambda person_id: after[person_id])
        names = {one.id: one.name for one in group.people}
        found: dict[str, tuple[str, ...]] = {}
        for head, refs in sides.items():
            name = names.get(head, "")
            found[name if name not in found else f"{name}, the other"] = refs
        return found

    def _show(self, person_id: int) -> None:
        if not person_id:
            return
        try:
            group = self._people.group(person_id)
        except Refused:
            self._person = 0
            self._show_page(None)
            return
        self._person = person_id
        self._show_page(group)
        self.search.choose(group.head_id)
        self._around.desk.page_changed()

    def _show_page(self, group: Group | None) -> None:
        self.page.show_group(group)
        if group is None:
            self._say_nobody()
        shown = self.form.person_holder if group is not None else self.form.empty_page
        self.form.pages.setCurrentWidget(shown)

    def _say_nobody(self) -> None:
        state = self.form.empty_state
        if self._people.count():
            state.show_text(
                "No person is shown",
                "Search by name, date of birth, address or phone. Spelling does not have to be "
                "right.",
                icon="users",
            )
            state.set_buttons("")
        else:
            state.show_text(
                "Nobody is recorded yet", "People come with the referrals that tell of them."
            )
            state.set_buttons("New referral", "plus")

    def _enter(self, head_id: int) -> None:
        """Show a person and go into their page."""
        self._show(head_id)
        button = self.page.first_button()
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, person_id: int) -> None:
        self._around.open_view(VIEW, {"person": person_id})

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the search box."""
        super().focusInEvent(event)
        self.search.box.setFocus(event.reason())


def _said(link: Link) -> str:
    return _WORDS[link.kind]


_WORDS = {
    LinkKind.SAME: "They will be two people again; every record stays as it was told.",
    LinkKind.NOT_SAME: "The two will be offered to one another again as possible matches.",
    LinkKind.RELATIVE: "Their records will no longer show one another.",
}
