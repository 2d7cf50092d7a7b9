"""Forms, e-mails and files that come in: dropped or chosen, looked at, then made a referral."""
