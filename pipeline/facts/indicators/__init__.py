"""The family of indicators: reading, claims and checks."""
