"""What papers of a referral say: told once, printed as PDF or as a Word file."""
