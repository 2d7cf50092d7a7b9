"""Distribution lists: which there are, who belongs, and addresses taken from them."""
