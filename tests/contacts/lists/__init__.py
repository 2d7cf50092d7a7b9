"""Distribution lists: who belongs, who came and went, what leaves the desk."""
