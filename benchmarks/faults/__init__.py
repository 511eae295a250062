"""What a build notices when a figure of a report is wrong: faults are put in, and looked for."""
