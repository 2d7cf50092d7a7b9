"""Keys, unlock, lock, backups: who may open the desk."""
