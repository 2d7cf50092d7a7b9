"""What was decided before this referral shows every earlier one of the same human being once."""

from __future__ import annotations

from prevent_desk.referrals.model.people import LinkKind
from tests.referrals.desks import Desk


def test_a_third_referral_shows_the_first_and_the_second_that_were_linked_before(
    desk: Desk,
) -> None:
    names = ("Chris Hallem", "Kristopher Hallam", "Kris Hallam")
    made = [desk.add(*name.split()) for name in names]
    first, second, third = (desk.person_of(one) for one in made)
    people = desk.services.people
    people.link(second, first, LinkKind.SAME)
    people.link(third, first, LinkKind.SAME)
    (told,) = desk.services.earlier.of(made[2])
    assert sorted(card.name for card in told.decided) == sorted(names[:2])
