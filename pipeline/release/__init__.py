"""All facts to one release: Parquet, CSV, DuckDB, descriptor, dictionary, checksums."""
