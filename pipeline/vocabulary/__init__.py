"""Words, markers, units and agencies: TOML with examples that tests run, and typed loaders."""
