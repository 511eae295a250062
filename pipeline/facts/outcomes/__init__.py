"""The family of outcomes: reading, claims and checks."""
