"""The family of staffing: reading, claims and checks."""
