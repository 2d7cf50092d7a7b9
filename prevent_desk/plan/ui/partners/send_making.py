"""Workbooks and messages made beside the window: all of them are saved, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prevent_desk.core.errors import Refused
from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports import files
from prevent_desk.plan.exports.partner_orders import TARGET, Order, parted
from prevent_desk.plan.model.partners.packs import Pack, Wish, Written
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.model.partners.sending_messages import Letter
from prevent_desk.plan.service.partners import Sending
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.vault import passphrase

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_WORDS_OF_PASSWORD = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dialog's fields ask for.

    Attributes:
        passwords: Each workbook opens with a password of its own.
        drafts: A draft message for each.
        attached: The workbook goes with its draft.
    """

    wish: Wish
    passwords: bool
    drafts: bool
    attached: bool
    folder: Path


@dataclass(frozen=True, slots=True)
class SentFile:
    """What was saved for one agency.

    Attributes:
        message: The draft's name; empty for none.
        password: Held by the window that shows it, and by nothing else; empty for none.
    """

    agency: Agency
    actions: int
    workbook: str
    message: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one sending left behind: files in a folder, lines in the register."""

    folder: Path
    files: tuple[SentFile, ...]
    send_ids: tuple[int, ...]


def send(sending: Sending, wanted: Wanted, make: Make, *, practice: bool) -> Work[Sent]:
    """Return the work of one sending; for `ui.jobs`."""

    def work(report: Report, stopped: Stopped) -> Sent:
        packs = sending.packs(wanted.wish, practice=practice)
        if not packs:
            raise Refused(
                "None of the chosen agencies leads an action.", next_step="Choose another."
            )
        if stopped():
            raise StoppedError
        orders = [
            Order(
                pack,
                passphrase.generate(_WORDS_OF_PASSWORD) if wanted.passwords else "",
                letter(pack, wanted) if wanted.drafts else None,
            )
            for pack in packs
        ]
        made = parted(make(TARGET, orders, report=report, stopped=stopped))
        report(0, 0, "Saving")
        given = [
            file
            for order, (workbook, draft) in zip(orders, made, strict=True)
            for file in (
                (order.pack.file_name, workbook),
                *([(order.pack.message_name, draft)] if draft else []),
            )
        ]
        saved = files.save_all(wanted.folder, given, stopped)
        each = len(given) // len(orders)
        names = [path.name for path in saved]
        try:
            ids = _record(sending, orders, names[::each], wanted)
        except BaseException:
            # A workbook that the register does not know could not be read when it comes back.
            files.remove(saved)
            raise
        return Sent(
            wanted.folder,
            tuple(
                SentFile(
                    order.pack.agency,
                    len(order.pack.rows),
                    names[number * each],
                    names[number * each + 1] if wanted.drafts else "",
                    order.password,
                )
                for number, order in enumerate(orders)
            ),
            tuple(ids),
        )

    return work


def letter(pack: Pack, wanted: Wanted) -> Letter:
    """Return what the message with a workbook speaks of."""
    return Letter(
        head=pack.contents.head,
        agency=pack.agency,
        count=len(pack.rows),
        pack=pack.pack,
        file_name=pack.file_name,
        due=pack.due,
        marking=pack.marking,
        is_encrypted=wanted.passwords,
        is_attached=wanted.attached,
        practice=pack.practice,
    )


def _record(
    sending: Sending, orders: Sequence[Order], names: Sequence[str], wanted: Wanted
) -> list[int]:
    return sending.record(
        [
            Written(order.pack, name, wanted.passwords)
            for order, name in zip(orders, names, strict=True)
        ]
    )
