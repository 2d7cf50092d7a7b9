"""Does everything that an installation ships with work here? Asked of a wheel and of a bundle."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_desk import paths
from prevent_desk.core.clock import SystemClock
from prevent_desk.core.errors import DeskError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from prevent_desk.ui.forms import Form


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was checked, and how it stands in a sentence."""

    name: str
    ok: bool
    text: str


def check_all() -> list[Checked]:
    """Check all that ships, and what makes and reads files; nothing stays on disk."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = _application()
    checked = [
        _checked(name, act)
        for name, act in (
            ("forms", _forms),
            ("icons", _icons),
            ("fonts", _fonts),
            ("questionnaires", _questionnaires),
            ("migrations", _migrations),
            ("worker", _worker),
            ("exports", _exports),
            ("readers", _readers),
        )
    ]
    del app
    return checked


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    from prevent_desk.ui import theme

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    theme.install(app)
    return app


def _checked(name: str, act: Callable[[], str]) -> Checked:
    try:
        return Checked(name, True, act())
    except DeskError as error:
        return Checked(name, False, error.sentence())
    except Exception as error:  # noqa: BLE001 - a check reports whatever is wrong
        return Checked(name, False, f"{type(error).__name__}: {error}")


def _forms() -> str:
    import importlib
    import pkgutil

    from PySide6.QtWidgets import QWidget

    import prevent_desk
    from prevent_desk.ui import forms

    for found in pkgutil.walk_packages(prevent_desk.__path__, "prevent_desk."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    kinds = [form for form in _all_forms(forms.Form) if hasattr(form, "ui")]
    for form in kinds:
        form(QWidget())
    if len(kinds) < len(list(paths.forms().rglob("*.ui"))):
        raise AssertionError("A form is shipped that nothing opens.")
    return f"{len(kinds)} open, with every widget they name."


def _all_forms(kind: type[Form]) -> list[type[Form]]:
    return [form for child in kind.__subclasses__() for form in (child, *_all_forms(child))]


def _icons() -> str:
    from prevent_desk.ui import icons

    for name in icons.names():
        icons.pixmap(name, 16, "#000000")
    return f"{len(icons.names())} drawn."


def _fonts() -> str:
    from PySide6.QtGui import QFontDatabase

    from prevent_desk.ui import fonts

    fonts.load()
    if "Inter" not in QFontDatabase.families():
        raise AssertionError("Inter is not there.")
    return "Inter is there."


def _questionnaires() -> str:
    from prevent_desk.referrals.service.forms import PAF, REFERRAL, SCREENING, VAF, Forms

    forms = Forms()
    asked = sum(len(list(forms.form(code).questions())) for code in (REFERRAL, VAF, PAF, SCREENING))
    return f"4 forms with {asked} questions, {len(forms.vocabularies())} lists"


def _migrations() -> str:
    from prevent_desk.store.schema import revisions, shipped_schema
    from prevent_desk.store.upgrade import load_all

    loaded = load_all()
    if loaded != list(reversed(revisions())) or shipped_schema()[0] != loaded[0]:
        raise AssertionError("Migrations and schema.sql do not agree.")
    return f"{len(loaded)} load; a new desk begins at {loaded[0]}."


def _worker() -> str:
    from prevent_desk.workers import child

    if child.run("prevent_desk.workers.trial:echo", b"words") != b"words":
        raise AssertionError("The worker does not answer.")
    return "Answers."


def _exports() -> str:
    from prevent_desk.app.demo import make_demo

    with tempfile.TemporaryDirectory(prefix="prevent-desk-") as place:
        desk, made = make_demo(Path(place), SystemClock())
        told = ", ".join(f"{file.name} {file.stat().st_size:,} bytes" for file in made)
        if not desk.is_dir() or not all(file.stat().st_size for file in made):
            raise AssertionError("An export is empty.")
    return f"{told}."


def _readers() -> str:
    """Have a small plan of each kind read by a limited child: its parsers must all be shipped."""
    from io import BytesIO

    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    from prevent_desk.plan.reading import inside
    from prevent_desk.readers import handed
    from prevent_desk.workers import child
    from prevent_desk.workers.limits import Limits

    document, target = _small_document(), f"{inside.__name__}:read"
    locked = bytes(ECMA376Agile.encrypt("self-check", BytesIO(document)))
    files = {
        ".docx": document,
        ".ods": _small_ods(),
        "a password": handed.pack(locked, "self-check"),
    }
    for name, payload in files.items():
        answer = child.run(target, payload, limits=Limits())
        if b"Check the readers" not in answer:
            raise AssertionError(f"{name} is not read.")
    # Nothing small makes an .xls; that its parser loads is all that can be said of it.
    import prevent_desk.readers.old_workbook  # noqa: F401

    return f"{', '.join(files)} are read."


_PLAN = (("Action", "Lead", "Timescale"), ("Check the readers", "Officer", "Now"))


def _small_document() -> bytes:
    space = "http://schemas.openxmlformats.org"
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
        + "</w:tr>"
        for row in _PLAN
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{space}/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{space}/wordprocessingml/2006/main">'
            f"<w:body><w:tbl>{rows}</w:tbl></w:body></w:document>",
            # msoffcrypto seals what is under 4 KB in a way that its own check does not take.
            "room.txt": " " * 2**13,
        }
    )


def _small_ods() -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        "<t:table-row>"
        + "".join(f"<t:table-cell><x:p>{text}</x:p></t:table-cell>" for text in row)
        + "</t:table-row>"
        for row in _PLAN
    )
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<o:document-content xmlns:o="{urn}:office:1.0" '
            f'xmlns:t="{urn}:table:1.0" xmlns:x="{urn}:text:1.0"><o:body><o:spreadsheet>'
            f'<t:table t:name="Plan">{rows}</t:table></o:spreadsheet></o:body>'
            "</o:document-content>",
        }
    )


def _zipped(parts: dict[str, str]) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
