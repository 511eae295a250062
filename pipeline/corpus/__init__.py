"""Many reports: incremental reading, an agency merged and validated, what would be lost."""
