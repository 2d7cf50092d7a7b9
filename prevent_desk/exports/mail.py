"""Messages as drafts: .eml files that open in the mail program, to be looked at and sent by hand.

`X-Unsent: 1` opens one in Outlook as a message under way. Neither sender nor date is in it: the
mail program puts them in when it is sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from prevent_desk.core.errors import Refused

_KINDS = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
    ".ics": ("text", "calendar"),
}
_MOST_SUBJECT = 200
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a message.

    Attributes:
        about: What its type says besides, as mail programs read it: {"method": "REQUEST"}.
    """

    name: str
    data: bytes
    about: Mapping[str, str] = field(default_factory=dict)


def draft(
    to: tuple[str, str] | None,
    subject: str,
    text: str,
    attached: Sequence[Attached] = (),
    bcc: Sequence[str] = (),
) -> bytes:
    """Return a draft as the bytes of an .eml file.

    No header can be added by what is given: line ends and controls in names, addresses and the
    subject become blanks before they are written.

    Args:
        to: The receiver's name, which may be empty, and address; None leaves it to be filled in.
        subject: One line.
        text: The message; plain text.
        attached: Files that go with it.
        bcc: Addresses of receivers who do not see one another; no names, for none is needed.

    Raises:
        Refused: An address is none.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to is not None:
        message["To"] = _address(*to)
    if bcc:
        message["Bcc"] = tuple(_address("", address) for address in bcc)
    message["Subject"] = one_line(subject)[:_MOST_SUBJECT]
    message.set_content(_plain(text), cte="quoted-printable")
    for file in attached:
        main, sub = _KINDS.get(_suffix(file.name), ("application", "octet-stream"))
        message.add_attachment(
            file.data,
            maintype=main,
            subtype=sub,
            filename=one_line(file.name),
            params=dict(file.about) or None,
        )
    return message.as_bytes()


def one_line(text: str) -> str:
    """Return a text as a header may hold it: on one line, without controls or turned direction."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) not in {"Cf", "Cs"})
    return _BREAKS.sub(" ", shown).strip()


def _address(name: str, address: str) -> Address:
    try:
        return Address(display_name=one_line(name), addr_spec=one_line(address))
    except (ValueError, IndexError, MessageError) as error:
        raise Refused(
            f"“{one_line(address)[:60]}” is not an e-mail address.",
            next_step="Correct it, or leave it empty.",
        ) from error


def _plain(text: str) -> str:
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )


def _suffix(name: str) -> str:
    return name[name.rfind(".") :].lower() if "." in name else ""
