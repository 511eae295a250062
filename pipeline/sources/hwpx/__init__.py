"""HWPX files: paragraphs, tables, numbering and notes."""
