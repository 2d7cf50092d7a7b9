"""People: the tab of a record, and the page that shows everything known of one person."""
