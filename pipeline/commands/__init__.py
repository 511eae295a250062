"""What the longer commands of `openbogo` do: text to print, and how it went."""
