"""The family of programs: reading, claims and checks."""
