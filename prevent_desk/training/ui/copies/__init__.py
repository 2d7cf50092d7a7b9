"""The tab of product copies: lent, reported on, tried, asked back."""
