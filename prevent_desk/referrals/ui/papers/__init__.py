"""Taking referrals out: papers of one, and the register of all."""
