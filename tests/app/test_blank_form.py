"""The blank referral form by the command, without a desk: what is left, how it ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from prevent_desk.app.command_line import run
from prevent_desk.referrals.reading.received import receive
from prevent_desk.referrals.service.forms import Forms
from tests.exports.reading import run_poppler


@pytest.mark.parametrize("name", ["form.pdf", "form.docx"])
def test_a_form_taken_out_can_be_taken_in_again(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert run(["export", "referral-form", "--to", str(path), "--office", "City of Kestrel"]) == 0
    arrived = receive(path, Forms(), date(2026, 11, 22))
    assert arrived.form is not None
    assert (arrived.answers, arrived.problem) == ({}, "")


def test_it_bears_the_office_where_it_goes_and_its_marking(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    assert run([
        "export", "referral-form", "--to", str(path), "--for-pen", "--office", "City of Kestrel",
        "--send-to", "the Prevent desk", "--marking", "OFFICIAL",
    ]) == 0  # fmt: skip
    assert not PdfReader(path).get_fields()
    said = " ".join(run_poppler("pdftotext", path.read_bytes(), after=("-",)).split())
    assert "City of Kestrel" in said
    assert "send it to the Prevent desk" in said
    assert "OFFICIAL when completed" in said


@pytest.mark.parametrize(
    ("arguments", "sign"),
    [
        (["--to", "form.txt"], "is no name for this form"),
        (["--to", "form.docx", "--for-pen"], "is no name for this form"),
        (["--to", "form.pdf", "--marking", "TOP SECRET"], "nothing above OFFICIAL-SENSITIVE"),
        (["--to", "no/such/folder/form.pdf"], "folder"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_leaves_nothing(
    arguments: list[str],
    sign: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", "referral-form", *arguments]) == 1
    said = capsys.readouterr().err
    assert sign in said
    assert len(said.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
