"""Where things are, what changed, which code runs. Standard library only."""
