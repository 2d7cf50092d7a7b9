"""Everything known of one human being: what was told and by which referral, links, referrals."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.core.clock import local
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.earlier import reasons_told
from prevent_desk.referrals.model.people import SUBJECT, Contact, Group, Link, LinkKind, ordinal
from prevent_desk.referrals.model.people_told import Fact, Kind, facts, refs_of
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.people.person_dialog import role_words
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import Glyph, Rule, WrapLabel


class PersonPage(QScrollArea):
    """Shows one human being.

    Signals:
        merge_asked: They shall be linked with somebody else as the same person.
        take_back_asked: A link shall be taken back; carries it.
        person_opened: Somebody else shall be shown; carries their row.
    """

    merge_asked = Signal()
    take_back_asked = Signal(object)
    person_opened = Signal(int)

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._group: Group | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("pane", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 14, 20, 48)
        self._column.setSpacing(6)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.merge_button: Button | None = None
        self.contact_buttons: list[Button] = []
        self.undo_buttons: dict[int, Button] = {}

    def group(self) -> Group | None:
        """Return who is on show."""
        return self._group

    def show_group(self, group: Group | None) -> None:
        """Show a human being, or nobody."""
        if group == self._group:
            return
        same = bool(group and self._group and group.head_id == self._group.head_id)
        place = self.verticalScrollBar().value() if same else 0
        self._group = group
        self._fill()
        self.verticalScrollBar().setValue(place)

    def first_button(self) -> Button | None:
        """Return where the keyboard begins."""
        return self.merge_button

    # Inside

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            _forget(item.widget())
        self.contact_buttons, self.undo_buttons, self.merge_button = [], {}, None
        group = self._group
        if group is None:
            return
        self._column.addWidget(self._head(group))
        self._told(group)
        self._contacts(group)
        self._links(group)

    def _head(self, group: Group) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(8)
        row.addWidget(WrapLabel(group.name, "h1"), 1)
        number = group.referrals
        words = "No referral" if not number else "1 referral" if number == 1 else (
            f"{number} referrals"
        )  # fmt: skip
        tone = "amber" if number > 1 else "grey"
        row.addWidget(Chip(words, "refresh-cw" if number > 1 else "", tone))
        self.merge_button = Button("&Merge with…", "git-merge")
        self.merge_button.clicked.connect(self.merge_asked)
        row.addWidget(self.merge_button)
        return head

    def _told(self, group: Group) -> None:
        told = facts(group, self._around.clock.today())
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        place = 0
        for kind in Kind:
            some = [fact for fact in told if fact.kind is kind]
            for number, fact in enumerate(some):
                if not number:
                    heading = WrapLabel(kind.value, "small")
                    grid.addWidget(heading, place, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(WrapLabel(_words(fact)), place, 1, Qt.AlignmentFlag.AlignTop)
                by = WrapLabel(", ".join(fact.refs), "meta")
                by.setAccessibleName(f"Told in {', '.join(fact.refs)}")
                grid.addWidget(by, place, 2, Qt.AlignmentFlag.AlignTop)
                place += 1
        holder = QWidget()
        holder.setLayout(grid)
        grid.setContentsMargins(0, 4, 0, 8)
        if place:
            self._column.addWidget(holder)
        else:
            self._column.addWidget(WrapLabel("Nothing was told but what stands above.", "small"))

    def _contacts(self, group: Group) -> None:
        self._heading("Referrals and calls")
        number = group.referrals
        relations = self._around.services.forms.list_of("relation")
        seen: set[int] = set()
        for contact in group.contacts:
            counted = contact.is_referral and contact.episode_id not in seen
            seen.add(contact.episode_id)
            said = role_words(contact.role, relations)
            if counted:
                said = f"{ordinal(number)} referral"
                number -= 1
            elif contact.role == SUBJECT:
                said = "Call for advice"
            self._column.addWidget(self._contact(contact, said))

    def _contact(self, contact: Contact, said: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        go = Button(contact.ref, kind="link")
        go.setAccessibleName(f"Open {contact.line}")
        position = {"episode": contact.episode_id}
        go.clicked.connect(lambda: self._around.open_view("desk", position))
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        self.contact_buttons.append(go)
        words = QVBoxLayout()
        words.setSpacing(1)
        how = contact.how_it_stands
        day = say_short(contact.state_on)
        words.addWidget(WrapLabel(f"{how[:1].upper()}{how[1:]}, {day}"))
        came = f"{said} · received {say_short(contact.received.date())}"
        words.addWidget(WrapLabel(came, "meta"))
        if contact.last_reason:
            words.addWidget(WrapLabel(contact.last_reason, "support"))
        if contact.pattern:
            words.addWidget(WrapLabel(f"On the pattern: {contact.pattern}", "support"))
        row.addLayout(words, 1)
        return holder

    def _links(self, group: Group) -> None:
        held = [link for link in group.links if link.holds]
        parts: list[tuple[str, list[Link]]] = [
            ("Relatives", [one for one in held if one.kind is LinkKind.RELATIVE]),
            ("Linked as the same person", [one for one in held if one.kind is LinkKind.SAME]),
            ("Not the same person", [one for one in held if one.kind is LinkKind.NOT_SAME]),
            ("Links taken back", [one for one in group.links if not one.holds]),
        ]
        for heading, links in parts:
            if links:
                self._heading(heading)
                for link in links:
                    self._column.addWidget(self._link(group, link))

    def _link(self, group: Group, link: Link) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 6)
        row.setSpacing(10)
        row.addWidget(Glyph(_ICONS[link.kind], "text2", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(WrapLabel(self._between(group, link), "h3"))
        for reason in reasons_told(link.reasons):
            words.addWidget(WrapLabel(f"{_SIGNS[reason.kind]} {reason.text}", "small"))
        if link.reason:
            words.addWidget(WrapLabel(f"“{link.reason}”", "support"))
        words.addWidget(WrapLabel(self._by_whom(link), "meta"))
        row.addLayout(words, 1)
        own = {one.id for one in group.people}
        if link.kind is not LinkKind.SAME and not {link.a_id, link.b_id} <= own:
            other = link.other(own)
            go = Button("Open", kind="link", small=True)
            go.setAccessibleName(f"Open {self._name(group, other)}")
            go.clicked.connect(partial(self.person_opened.emit, other))
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        if link.holds:
            undo = Button("Undo link…", kind="link", small=True)
            undo.setAccessibleName(f"Undo link: {self._between(group, link)}")
            undo.clicked.connect(partial(self.take_back_asked.emit, link))
            row.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
            self.undo_buttons[link.id] = undo
        return holder

    def _between(self, group: Group, link: Link) -> str:
        own = {one.id for one in group.people}
        other = link.other(own)
        if link.kind is LinkKind.RELATIVE:
            relation = self._around.services.forms.list_of("relation").label(
                link.relation_of(other)
            )
            return f"{self._name(group, other)} – {relation.lower()}"
        if link.kind is LinkKind.NOT_SAME:
            return self._name(group, other)
        return f"{self._name(group, link.a_id)} and {self._name(group, link.b_id)}"

    def _name(self, group: Group, person_id: int) -> str:
        for one in group.people:
            if one.id == person_id:
                refs = refs_of(one, group.contacts)
                return f"{one.name} ({refs[0]})" if refs else one.name
        other = (group.others or {}).get(person_id)
        return other.name if other else "Somebody"

    def _by_whom(self, link: Link) -> str:
        you = self._around.services.by()

        def who(by: str) -> str:
            return "you" if by == you else by

        said = f"Decided by {who(link.by)}, {say_short(local(link.at).date())}"
        if link.ended is not None:
            why = f": {link.ended_reason}" if link.ended_reason else ""
            ended = say_short(local(link.ended).date())
            said += f" · taken back by {who(link.ended_by)}, {ended}{why}"
        return said

    def _heading(self, words: str) -> None:
        self._column.addSpacing(6)
        self._column.addWidget(Rule())
        self._column.addSpacing(4)
        self._column.addWidget(WrapLabel(words, "h2"))


_ICONS = {LinkKind.SAME: "link", LinkKind.NOT_SAME: "user-x", LinkKind.RELATIVE: "users"}
_SIGNS = {"for": "✓", "part": "?", "against": "✗"}


def _words(fact: Fact) -> str:
    return f"{fact.words} – {fact.note}" if fact.note else fact.words


def _forget(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
