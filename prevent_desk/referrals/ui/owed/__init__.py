"""What is owed in a referral: its actions, whichever panel or person asked for them."""
