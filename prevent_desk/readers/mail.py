"""An e-mail saved as .eml: who, when, what, and its attachments; runs in a limited child.

Headers are taken as words and never as proof of who wrote. A text in HTML becomes plain text;
nothing it points to is fetched, and what it hides is left out.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

from prevent_desk.readers import guard, refusals
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report

MOST_PARTS = 200
MOST_TEXT = 200_000
MOST_HEADER = 1_000
MOST_ATTACHMENTS = 50
_DEEPEST = 12

CUT, FROM_HTML, REMOTE, LEFT_OUT, NESTED = "cut", "html", "remote", "left_out", "nested"
"""What may be told of a mail besides its text."""

_HEADER = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|mime-version|return-path|x-unsent)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_LOOKED_AT = 8_192


def in_child(payload: bytes, _report: Report | None = None) -> bytes:
    """Return the mail as JSON.

    Its keys: "from", "to", "date" (ISO with offset, or ""), "subject", "text", "notes",
    "attachments" (each "name", "kind", and "data" in base64).

    Raises:
        Refused: It is no mail, or one with more in it than a mail needs; a code of `refusals`.
    """
    head = payload.lstrip()[:_LOOKED_AT]
    if b"\0" in head or len(_HEADER.findall(head)) < 2:
        raise refusal(refusals.NOT_A_MAIL)
    try:
        message = BytesParser(policy=_POLICY).parsebytes(payload)
        return json.dumps(_Mail(message).told()).encode()
    except Exception as error:
        # The standard library's parser was not written for hostile mail and fails in many ways.
        code = getattr(error, "code", "")
        raise refusal(code if code in refusals.CODES else guard.code_of(error)) from error


_POLICY = policy.default.clone(max_line_length=None)


class _Mail:
    """One message, taken apart."""

    def __init__(self, message: EmailMessage) -> None:
        self._message = message
        self._notes: set[str] = set()

    def told(self) -> dict[str, object]:
        """Return what is told of it."""
        plain, html, files = self._parts()
        text = "\n\n".join(part for part in plain if part.strip())
        if not text.strip() and html:
            text = "\n\n".join(self._from_html(part) for part in html)
            self._notes.add(FROM_HTML)
        if len(text) > MOST_TEXT:
            self._notes.add(CUT)
        return {
            "from": self._header("From"),
            "to": self._header("To"),
            "date": self._date(),
            "subject": self._header("Subject"),
            "text": _tidy(text)[:MOST_TEXT],
            "attachments": files,
            "notes": sorted(self._notes),
        }

    def _parts(self) -> tuple[list[str], list[str], list[dict[str, str]]]:
        plain: list[str] = []
        html: list[str] = []
        files: list[dict[str, str]] = []
        for part in self._leaves():
            kind = part.get_content_type()
            is_text = kind in {"text/plain", "text/html"} and not _is_attached(part)
            if is_text:
                (plain if kind == "text/plain" else html).append(_words(part))
            elif len(files) < MOST_ATTACHMENTS:
                files.append(self._file(part, len(files) + 1))
            else:
                self._notes.add(LEFT_OUT)
        return plain, html, files

    def _leaves(self) -> Iterator[EmailMessage]:
        """Yield what holds something, a message inside the message whole."""
        stack: list[tuple[EmailMessage, int]] = [(self._message, 0)]
        seen = 0
        while stack:
            part, depth = stack.pop()
            seen += 1
            if seen > MOST_PARTS or depth > _DEEPEST:
                raise refusal(refusals.TOO_MANY_PARTS)
            if part.get_content_maintype() == "multipart" and part.is_multipart():
                below = part.get_payload()
                kids = [kid for kid in below if isinstance(kid, EmailMessage)]
                stack += [(kid, depth + 1) for kid in reversed(kids)]
            else:
                yield part

    def _file(self, part: EmailMessage, number: int) -> dict[str, str]:
        if part.get_content_type() == "message/rfc822":
            self._notes.add(NESTED)
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            whole = first.as_bytes() if isinstance(first, EmailMessage) else b""
            name = _name(part, f"message {number}.eml")
            return _told_file(name if name.lower().endswith(".eml") else f"{name}.eml", whole)
        data = part.get_payload(decode=True)
        return _told_file(
            _name(part, f"attachment {number}"), data if isinstance(data, bytes) else b""
        )

    def _header(self, name: str) -> str:
        try:
            text = str(self._message.get(name, ""))
        except Exception:  # noqa: BLE001 - a broken header is as good as none
            return ""
        return _one_line(text)[:MOST_HEADER]

    def _date(self) -> str:
        try:
            moment: datetime = parsedate_to_datetime(str(self._message.get("Date", "")))
            return moment.isoformat()
        except Exception:  # noqa: BLE001 - a broken date is as good as none
            return ""

    def _from_html(self, html: str) -> str:
        reader = _Html()
        reader.feed(html[: 8 * MOST_TEXT])
        reader.close()
        if reader.is_remote:
            self._notes.add(REMOTE)
        return reader.text()


class _Html(HTMLParser):
    """Plain words out of HTML: line ends where blocks end, nothing of scripts, styles and images.

    Attributes:
        is_remote: It would have fetched something from elsewhere.
    """

    _SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "object"})
    _BLOCKS = frozenset(
        {"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "hr", "pre",
         "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer"}
    )  # fmt: skip
    _EMPTY = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "base", "wbr", "area"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.is_remote = False
        self._out: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        given = {key: value or "" for key, value in attrs}
        source = given.get("src", "") + given.get("background", "")
        if tag == "link" or re.match(r"\s*(?:https?:|//|ftp:|file:|\\\\)", source):
            self.is_remote = True
        if tag in self._EMPTY:
            self._out.append("\n" if tag in {"br", "hr"} else "")
            return
        if self._silent or tag in self._SILENT or _is_hidden(given.get("style", "")):
            self._silent.append(tag)
        elif tag in self._BLOCKS:
            self._out.append("\n• " if tag == "li" else "\n")
        elif tag in {"td", "th"}:
            self._out.append("\t")

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if self._silent:
            # Ends that belong to nothing inside are passed over; an end further out ends all.
            if tag in self._silent:
                while self._silent.pop() != tag:
                    pass
            return
        if tag in {"p", "div", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}:
            self._out.append("\n")

    def handle_data(self, data: str) -> None:
        """Take words that are seen."""
        if not self._silent:
            self._out.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def text(self) -> str:
        """Return what was read."""
        return "".join(self._out)


def _is_hidden(style: str) -> bool:
    told = style.replace(" ", "").lower()
    return "display:none" in told or "visibility:hidden" in told or "font-size:0" in told


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _words(part: EmailMessage) -> str:
    """Return a text part's words, whatever it says of its letters."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    said = part.get_content_charset() or "utf-8"
    for charset in (said, "utf-8", "cp1252"):
        try:
            return raw.decode(charset)
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")


def _name(part: EmailMessage, otherwise: str) -> str:
    """Return an attachment's name: a name alone, never a path."""
    try:
        name = _one_line(str(part.get_filename() or ""))
    except Exception:  # noqa: BLE001 - a broken header is as good as none
        name = ""
    name = re.split(r"[\\/]", name)[-1].strip(" .")
    return name[-180:] or otherwise


def _told_file(name: str, data: bytes) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(data).decode("ascii")}


def _one_line(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _tidy(text: str) -> str:
    """Return a text with at most one empty line between two others, and nothing unprintable."""
    text = re.sub(r"\r\n?", "\n", text.encode("utf-8", "replace").decode("utf-8"))
    text = "".join(c for c in text if c in "\t\n" or c.isprintable() or c == "\u00a0")
    text = "\n".join(line.rstrip() for line in text.replace("\u00a0", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
