"""Accessible PDF papers: every document tagged, its fonts embedded, its structure checkable.

reportlab draws and does not tag. This kit tags once for every paper to come: `document.Document`
takes headings, paragraphs, lists, tables and figures in reading order and writes the file.
"""
