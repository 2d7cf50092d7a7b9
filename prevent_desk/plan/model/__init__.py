"""What a delivery plan is made of, and the rules over it; no Qt, no database, no clock."""
