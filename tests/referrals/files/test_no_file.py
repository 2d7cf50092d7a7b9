"""A file of a referral is kept, read, shown and found without standing on the disk in plain."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.leaks.searching import hits

_SESSION = """
import json, secrets, sys
from datetime import UTC, datetime
from pathlib import Path

from tests.leaks.noticing import Opened, forgotten_files
from tests.referrals.files.test_files import mail, pdf, word

# What makes the files tries temporary ones out; from here on nothing may.
opened = Opened()

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from prevent_desk.app import schema
from prevent_desk.core.clock import SetClock
from prevent_desk.exports import preview
from prevent_desk.referrals import service
from prevent_desk.referrals.ui.files.incoming import _png
from prevent_desk.store.engine import create_store
from prevent_desk.ui import jobs, theme
from prevent_desk.ui.file_view import FileDialog
from tests.referrals.desks import Desk

desk_folder, marks = Path(sys.argv[1]), sys.argv[2:]
app = QApplication([])
theme.install(app, scheme="light")
schema.know_all_tables()
clock = SetClock(datetime(2025, 11, 25, 14, 2, tzinfo=UTC))
store = create_store(desk_folder / "vault.pdv", secrets.token_bytes(32), "desk", clock, "officer")
desk = Desk(store, service.build(store, clock), clock)
files, made = desk.services.files, desk.add()
picture = QImage(300, 200, QImage.Format.Format_RGB32)
picture.fill(QColor("#4F43A8"))
picture.setText("Comment", marks[4])
for name, content in (
    (f"{marks[0]}.pdf", pdf(marks[1])), ("letter.docx", word(marks[2])),
    ("message.eml", mail(marks[3])), ("photo.png", _png(picture)),
    ("note.txt", marks[5].encode()),
):
    files.add(made, name, content)
files.read_words()
shown = []
for file in files.of(made):
    dialog = FileDialog(file.title, file.file.size, preview.drawn)
    dialog.show()
    dialog.show_content(files.content(file.file.id), files.words(file.file.id))
    until = QDeadlineTimer(20_000)
    while jobs.running() and not until.hasExpired():
        app.processEvents()
    shown.append(dialog.stack.currentWidget() is not dialog.waiting)
    dialog.close()
forgotten = forgotten_files(desk_folder)
store.close()
print(json.dumps({
    "shown": shown, "written": sorted(opened.written),
    "forgotten": [name for name, held in forgotten.items()
                  if any(mark.encode() in held for mark in marks)],
}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="what is open is asked of /proc")
def test_files_are_shown_and_read_without_a_file_on_disk(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("desk", "home", "temporary", "work")}
    for place in places.values():
        place.mkdir()
    marks = [f"zweihander{number}mark" for number in range(6)]
    root = Path(__file__).resolve().parents[3]
    home = {"HOME": str(places["home"]), "TMPDIR": str(places["temporary"])}
    done = subprocess.run(
        [sys.executable, "-B", "-c", _SESSION, str(places["desk"]), *marks],
        cwd=places["work"], capture_output=True, text=True, check=False,
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["shown"] == [True] * 5
    assert told["forgotten"] == []
    assert list(places["temporary"].iterdir()) == []
    assert list(places["work"].iterdir()) == []
    written = [Path(name) for name in told["written"] if name != os.devnull]
    assert [one for one in written if not one.is_relative_to(places["desk"])] == []
    # The control: the same words would be found, were they there.
    (places["work"] / "planted").write_text(marks[0])
    assert hits(places.values(), marks) == [("planted", marks[0])]
