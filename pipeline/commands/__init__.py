"""What the commands of `openbogo` do, a module each, and what they share: answers, rows, places."""
