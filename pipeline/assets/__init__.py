"""The Dagster graph: thin; it carries data and verdicts, and calls the packages below it."""
