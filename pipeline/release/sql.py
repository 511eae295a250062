"""Names and texts in SQL that is put together."""


def quoted(name: str) -> str:
    """A name, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, whatever is in it."""
    return "'" + text.replace("'", "''") + "'"
