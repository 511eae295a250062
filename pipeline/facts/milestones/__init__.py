"""The family of milestones: reading, claims and checks."""
