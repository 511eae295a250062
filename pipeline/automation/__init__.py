"""Builds that nobody starts: a look at raw/, a daily build, and a note of what failed."""
