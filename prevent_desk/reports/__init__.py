"""Reports: the figures of a period, from every log, each opening its records."""
