"""The list of referrals at the left of the room."""
