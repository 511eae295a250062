"""The faults that a build notices: some are put into a report, and looked for."""
