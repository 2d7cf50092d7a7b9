"""Story 4 (DOMAIN, section 10): six partners, four returns, and no cell loses text."""

from __future__ import annotations

from datetime import date

from prevent_desk.plan.model.partners.records import Keep, Kind, State
from tests.plan.returns.partners import PARTNERS, Office, Sheet, filled


def test_four_of_six_come_back_and_the_plan_holds_every_word(office: Office) -> None:
    desk, returns = office.desk, office.services.returns
    desk.plans.add_update(desk.id("O1-03"), "Product launch, 9 trainers.", "", date(2015, 9, 19))
    was = desk.row("O1-03").comments
    office.send(*PARTNERS)

    def police(sheet: Sheet) -> None:
        sheet.type("O1-03", "Your update", "12 HR leads recorded; 4 firms outstanding.")
        sheet.type("O1-01", "Progress", "Green").delete("O1-06")

    def education(sheet: Sheet) -> None:
        column = sheet.text("O1-03", "Comments/progress")
        sheet.type("O1-03", "Comments/progress", f"{column}\nTwo colleges asked for the product.")

    def health(sheet: Sheet) -> None:
        sheet.type("O1-05", "Progress", "amber")

    got = {
        "City Police": office.receive("City Police", filled(office.files["City Police"], police)),
        "Education": office.receive("Education", filled(office.files["Education"], education)),
        "Barts Health": office.receive(
            "Barts Health", filled(office.files["Barts Health"], health)
        ),
        "Adult Social Care": office.receive("Adult Social Care"),
    }
    desk.plans.add_update(desk.id("O1-03"), "Chair told.", "", date(2015, 11, 24))

    # Row by row: one missing row is kept, one word is mended, two that changed the same comment.
    missing = office.difference(got["City Police"], "O1-06", "row missing")
    amber = office.difference(got["Barts Health"], "O1-05", "progress")
    assert (missing.proposed, amber.kind) == (Keep.KEEP_ROW, Kind.FIX)
    assert office.difference(got["City Police"], "O1-03", "comments").kind is Kind.BOTH
    office.decide(got["Barts Health"], amber.key, Keep.THEIRS, "Behind")
    said = []
    for return_id in got.values():
        returns.take_all_clear(return_id)
        said.append(returns.apply(return_id).sentence())
    assert said == [
        "The return of City Police is in the plan: 1 cell and 1 update.",
        "The return of Education is in the plan: 1 update.",
        "The return of Barts Health is in the plan: 1 cell.",
        "The return of Adult Social Care changes nothing in the plan.",
    ]

    assert desk.row("O1-03").comments == "\n".join(
        [
            was,
            "24 Nov 2015: Chair told.",
            "25 Nov 2015 – City Police: 12 HR leads recorded; 4 firms outstanding.",
            "25 Nov 2015 – Education: Two colleges asked for the product.",
        ]
    )
    assert "O1-06" in desk.refs()
    assert (desk.row("O1-01").progress, desk.row("O1-05").progress) == ("on_target", "behind")
    assert desk.detail("O1-05").history[0].by == "Barts Health"

    lines = returns.register(desk.plan_id, date(2015, 12, 20))
    assert {line.send.agency: line.state for line in lines} == {
        "City Police": State.MERGED,
        "Education": State.MERGED,
        "Barts Health": State.MERGED,
        "Adult Social Care": State.BLANK,
        "Probation": State.OVERDUE,
        "Housing": State.OVERDUE,
    }
    labels = []
    for _ in range(3):
        labels.append(office.store.undo_label())
        office.store.undo()
    assert labels == ["return of Barts Health", "return of Education", "return of City Police"]
    assert desk.row("O1-03").comments == f"{was}\n24 Nov 2015: Chair told."
