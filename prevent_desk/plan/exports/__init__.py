"""Plan records to workbook and PDF; no Qt, no database."""
