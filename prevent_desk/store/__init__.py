"""The encrypted file: the only room that opens databases."""
