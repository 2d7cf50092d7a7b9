"""Plan health: what a plan still lacks, said as hints that open the very cell.

    hints < placeholders < rules, repeats < examination

`examination.Examination` is the whole of it for one plan: it is given what it looks at, holds the
hints, and looks again only at the rows that change.
"""
