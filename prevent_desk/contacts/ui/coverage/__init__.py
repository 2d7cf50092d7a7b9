"""The coverage map: sectors by what they are covered in."""
