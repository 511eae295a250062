"""The family of audit: reading, claims and checks."""
