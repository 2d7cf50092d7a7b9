"""Excel workbooks: every text a text, heights that fit, pages that print, bytes made in memory."""
