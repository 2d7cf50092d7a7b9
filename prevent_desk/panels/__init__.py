"""Channel panels: meetings, the desk while one runs, decisions and minutes."""
