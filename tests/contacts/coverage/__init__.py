"""The coverage map: sectors by what covers them."""
