"""The tab "Referral" of a record: the answers as given, and who gave them, apart."""
