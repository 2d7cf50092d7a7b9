"""A partner's workbook: only their actions, what they may fill open, the rest locked.

What makes it known again when it comes back is said in `plan/model/partners/sending.py`; why its
cells are locked and open as they are, in decision 12.
"""

from __future__ import annotations

from collections.abc import Sequence

from prevent_desk.core.dates import say_date, say_short
from prevent_desk.exports import mail
from prevent_desk.exports.workbook import locking
from prevent_desk.exports.workbook.book import Book, Furniture
from prevent_desk.plan.exports import partner_book_help, partner_book_table
from prevent_desk.plan.exports.action_plan import full_title
from prevent_desk.plan.exports.partner_orders import Order, joined
from prevent_desk.plan.model.partners import sending
from prevent_desk.plan.model.partners.packs import Pack
from prevent_desk.plan.model.partners.sending_messages import first_message
from prevent_desk.workers.child import Report


def write(order: Order, report: Report | None = None) -> bytes:
    """Return the workbook's bytes; without a password equal packs give equal bytes.

    Args:
        order: The pack, and its password.
        report: Told how far it is, in actions.

    Raises:
        Refused: A text does not fit into a cell of Excel.
    """
    pack = order.pack
    book = Book()
    head = pack.contents.head
    furniture = Furniture(
        marking=pack.marking,
        left=f"{full_title(head)} – {pack.agency.name}",
        right="Practice desk: all people are invented" if pack.practice else "",
        below=" · ".join(_stamp(pack)),
    )
    long_texts = partner_book_table.say(book, pack, furniture, facts(pack), report)
    partner_book_help.say(book, pack, furniture)
    partner_book_table.say_long(book, pack, furniture, long_texts)
    _hide_baseline(book, pack)
    book.keep(sending.PACK_PROPERTY, sending.PACK_NAME, pack.pack)
    made = book.packed(f"{full_title(head)} – {pack.agency.name}", pack.made_at)
    return locking.locked(made, order.password) if order.password else made


def facts(pack: Pack) -> list[str]:
    """Return what the file says of itself under its title, each a few words."""
    return [
        *_stamp(pack),
        *([f"Please send it back by {say_date(pack.due)}"] if pack.due else []),
        *(["Practice desk: all people are invented"] if pack.practice else []),
    ]


def _stamp(pack: Pack) -> list[str]:
    version = pack.contents.head.version
    return [
        f"Pack {pack.pack}",
        *([f"Version {version}"] if version else []),
        f"Sent {say_short(pack.sent)}",
    ]


def write_draft(order: Order, workbook: bytes) -> bytes:
    """Return the draft of the message that a workbook goes with; nothing where none is wanted.

    Raises:
        Refused: The agency's address is none.
    """
    letter = order.letter
    if letter is None:
        return b""
    message = first_message(letter)
    to = (letter.agency.contact, letter.agency.email) if letter.agency.email else None
    attached = [mail.Attached(letter.file_name, workbook)] if letter.is_attached else []
    return mail.draft(to, message.subject, message.text, attached)


def write_in_child(orders: Sequence[Order], report: Report | None = None) -> bytes:
    """The work of a child process: each workbook and its message; see `partner_orders`."""
    whole = sum(len(order.pack.rows) for order in orders)
    done = 0
    made: list[tuple[bytes, bytes]] = []
    for order in orders:
        began = done

        def told(so_far: int, _of: int, what: str, began: int = began) -> None:
            if report is not None:
                report(began + so_far, whole, what)

        told(0, 0, f"{order.pack.agency.name}: action")
        workbook = write(order, told)
        made.append((workbook, write_draft(order, workbook)))
        done += len(order.pack.rows)
    return joined(made)


def _hide_baseline(book: Book, pack: Pack) -> None:
    rows = sending.hidden_rows(pack.pack, pack.rows)
    wide = max(len(row) for row in rows)
    sheet = book.sheet(sending.BASELINE_SHEET, [20.0] * wide)
    for row in rows:
        sheet.row(row, partner_book_table.PLAIN, points=15.0)
    sheet.hide()
    sheet.protect()
