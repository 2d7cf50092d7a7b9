"""The minutes of a meeting as plain blocks: what each section says, and what it still lacks.

What they must hold: the domain notes, 2.6. People of cases stand in them by reference only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model.records import Meeting
from prevent_desk.panels.model.sealing import Approval, Sealed, shown
from prevent_desk.panels.model.spoken import Named
from prevent_desk.referrals.model.papers.content import (
    Block,
    Facts,
    Grid,
    Heading,
    NewPage,
    Paper,
    Words,
)

FORM = "panel-minutes/1"
"""Which shape a frozen content has."""

NOT_RECORDED = "Not recorded"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the minutes still lack.

    Attributes:
        item_id: The point of the agenda where it is given; None: the meeting as a whole.
        place: What is opened there: "rationale", "teller", "action:12".
        words: One sentence's beginning: "The rationale is missing".
    """

    item_id: int | None
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the minutes.

    Attributes:
        key: "head", "room", "actions", "item:5", "close".
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    item_id: int | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """The minutes as they will read.

    Attributes:
        named: Where words name people of cases.
    """

    meeting: Meeting
    sections: tuple[Section, ...]
    named: tuple[Named, ...] = ()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything still lacking, in the order of the paper."""
        return tuple(gap for section in self.sections for gap in section.gaps)


def frozen(draft: MinutesDraft, approval: Approval, refs: Iterable[str]) -> dict[str, Any]:
    """Return minutes as plain values, to be sealed; equal minutes give equal values."""
    return {
        "form": FORM,
        "title": title(draft.meeting),
        "meeting": draft.meeting.id,
        "on": draft.meeting.starts.date().isoformat(),
        "marking": draft.meeting.marking,
        "cases": list(refs),
        "approved": {
            "on": approval.on.isoformat(),
            "by": approval.by.strip(),
            "how": approval.how.strip(),
        },
        "sections": [
            {
                "key": section.key,
                "item": section.item_id,
                "title": section.title,
                "blocks": [_plain(block) for block in section.blocks],
            }
            for section in draft.sections
        ],
    }


def thawed(content: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return the sections of a frozen content."""
    return tuple(
        Section(
            str(one["key"]),
            str(one["title"]),
            tuple(_block(block) for block in one["blocks"]),
            one["item"],
        )
        for one in content["sections"]
    )


def title(meeting: Meeting) -> str:
    """Return what the paper is called; never a name."""
    return f"Minutes of the panel of {say_date(meeting.starts.date())}"


@dataclass(frozen=True, slots=True)
class Printed:
    """What a paper of minutes says beside its sections."""

    marking: str
    export_id: str
    today: date
    made_at: datetime
    practice: bool = False


def paper(head: str, sections: Sequence[Section], printed: Printed, sealed: Sealed | None) -> Paper:
    """Return minutes as a paper; sealed ones end with their seal, and what was added since."""
    blocks: list[Block] = []
    for section in (*sections, *(added(sealed) if sealed else ())):
        blocks += [Heading(2, section.title), *section.blocks]
    status = "Approved by the chair and sealed" if sealed else "Draft, not approved by the chair"
    return Paper(
        overline="Channel panel",
        title=head,
        subtitle=f"{status}. People are named by reference only.",
        marking=printed.marking,
        running=head if sealed else f"DRAFT · {head}",
        export_id=printed.export_id,
        current_to=printed.today,
        made_at=printed.made_at,
        notice="Practice desk – all people are invented" if printed.practice else "",
        blocks=tuple(blocks),
    )


def added(sealed: Sealed) -> tuple[Section, ...]:
    """Return what stands after sealed minutes: what was added since, and their seal."""
    approval = sealed.approval
    said: tuple[Block, ...] = (
        Facts(
            (
                ("Approved", f"{say_date(approval.on)} by {approval.by}, {approval.how}"),
                ("Version", str(sealed.version)),
                ("SHA-256", shown(sealed.sha256)),
            )
        ),
        Words(
            "The fingerprint is of the words of these minutes. Prevent Desk compares it whenever "
            "they are opened.",
            is_support=True,
        ),
    )
    seal = Section("seal", "Seal", said)
    if not sealed.addenda:
        return (seal,)
    blocks: list[Block] = []
    for number, one in enumerate(sealed.addenda, 1):
        where = f" to {one.item}" if one.item else ""
        blocks.append(Heading(3, f"Addendum {number}{where}, {say_short(one.on)}"))
        blocks.append(Words(one.words))
        approved = f"Approved by {one.approved_by}. " if one.approved_by else ""
        blocks.append(Words(f"{approved}Seal: {shown(one.sha256)}", is_support=True))
    return (Section("added", "Added since", tuple(blocks)), seal)


def _plain(block: Block) -> list[Any]:
    if isinstance(block, Heading):
        return ["heading", block.level, block.text]
    if isinstance(block, Words):
        return ["words", block.text, block.is_support]
    if isinstance(block, Facts):
        return ["facts", [list(row) for row in block.rows]]
    if isinstance(block, NewPage):
        return ["page"]
    return ["grid", list(block.headings), [list(row) for row in block.rows], list(block.shares)]


def _block(plain: Sequence[Any]) -> Block:
    kind, *said = plain
    match kind:
        case "heading":
            return Heading(int(said[0]), str(said[1]))
        case "words":
            return Words(str(said[0]), bool(said[1]))
        case "page":
            return NewPage()
        case "facts":
            return Facts(tuple((str(name), str(fact)) for name, fact in said[0]))
        case _:
            rows = tuple(tuple(str(cell) for cell in row) for row in said[1])
            shares = tuple(float(share) for share in said[2])
            return Grid(tuple(map(str, said[0])), rows, shares)
