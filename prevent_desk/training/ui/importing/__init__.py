"""Staff lists and completions taken in from files: file, columns, what each row would do."""
