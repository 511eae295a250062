"""The `openbogo` command: a module a command, each returning an `Answer`."""
