"""The family of budgets: reading, claims and checks."""
