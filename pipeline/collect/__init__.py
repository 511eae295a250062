"""Reports that arrive by themselves: what `raw/<agency>/sources.toml` says is looked for.

What belongs here: the register, the network, and what is put into raw/. What does not: reading
reports, and Dagster.
"""
