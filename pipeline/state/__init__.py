"""The places of things, what changed, which code runs. Standard library only."""
