"""Document to published tables. One module a table family."""
