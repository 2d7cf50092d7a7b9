"""A workbook or document under a password, opened in memory; runs in a limited child.

Nothing of it ever touches a disk. How often a password is stretched is said by the file itself,
which may ask for hours; the child's clock ends that.
"""

from __future__ import annotations

from io import BytesIO

from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile
from olefile import OleFileIO

from prevent_desk.readers import guard, refusals
from prevent_desk.readers.refusals import refusal

_EVERYBODYS = "VelvetSweatshop"
"""Excel's own password for a workbook that is only to be read: it opens without asking."""
_HOW = "EncryptionInfo"
_MOST_OF_HOW = 2**16


def unlocked(data: bytes, password: str) -> bytes:
    """Return what stands under the password.

    Raises:
        Refused: No password was given (`refusals.PASSWORD`) or not the right one
            (`WRONG_PASSWORD`), it is locked in a way that is not known here (`OTHER_LOCK`),
            damaged or too large.
    """
    try:
        _check_how(data)
        file = OOXMLFile(BytesIO(data))
        file.load_key(password=password or _EVERYBODYS, verify_password=True)
    except (InvalidKeyError, UnicodeEncodeError) as error:
        raise refusal(refusals.WRONG_PASSWORD if password else refusals.PASSWORD) from error
    except (DecryptionError, FileFormatError, NotImplementedError) as error:
        raise refusal(refusals.OTHER_LOCK) from error
    except Exception as error:
        raise refusal(guard.code_of(error)) from error
    opened = BytesIO()
    try:
        # A seal over the whole; the older way of locking has none.
        file.decrypt(opened, verify_integrity=file.type == "agile")
    except Exception as error:
        raise refusal(guard.code_of(error)) from error
    if opened.tell() > guard.MOST_BYTES:
        raise refusal(refusals.TOO_LARGE)
    return opened.getvalue()


def _check_how(data: bytes) -> None:
    """Refuse entities in what says how it is locked: that is XML from outside as well."""
    with OleFileIO(BytesIO(data)) as container:
        if not container.exists(_HOW):
            raise FileFormatError(_HOW)
        how = container.openstream(_HOW).read(_MOST_OF_HOW + 1)
    if len(how) > _MOST_OF_HOW or guard.declares(how):
        raise refusal(refusals.DECLARATIONS)
