"""Working like a spreadsheet: what a paste, a fill or a replacement would do, before it is done."""
