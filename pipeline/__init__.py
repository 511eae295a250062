"""openbogo: Korean government reports (업무보고) as validated open data."""
