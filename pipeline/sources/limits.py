"""The most of a file that is read, in one place. A report is far below every one of these.

They bound memory and time, so that no file, broken or hostile, can stop the other reports.
"""

SECONDS = 120.0
"""Processor time that reading a report takes at most; a long one takes ten."""

PATIENCE = 600.0
"""Seconds by the clock that reading a report takes at most, also while the machine does more."""

MEMORY_BYTES = 1536 * 1024 * 1024
"""Memory of a process that reads reports; reading a long one takes some 500 MB."""

FILE_BYTES = 64 * 1024 * 1024
"""Size of a file in raw/; reports have some hundred kilobytes. Not even opened beyond this."""

CHARACTERS = 2_000_000
"""Characters of a report's canonical text; a long report has 70,000."""

LINES = 200_000
"""Lines of it, empty ones included; a long report has 2,000."""

LINE_CHARACTERS = 20_000
"""Characters of a line; the longest row of a table has 3,000."""

DIGITS = 100
"""Digits of one number, with or without commas: none of a report has twenty."""

ROW_BYTES = 1_900_000
"""Bytes of a row as CSV: DuckDB reads none of more than 2,000,000."""

TABLE_COLUMNS = 512
"""Columns of one table; an organisation chart drawn as a table has 40."""

TABLE_CELLS = 50_000
"""Cells of one table."""

ARCHIVE_ENTRIES = 4_096
"""Files in an archive; an HWPX has a dozen, and one more for each picture."""

ARCHIVE_PART_BYTES = 32 * 1024 * 1024
"""Unpacked bytes of all parts that are read of an archive; 100 pages have some 3 MB."""

ARCHIVE_RATIO = 200
"""Unpacked to packed bytes of a part above `ARCHIVE_RATIO_FROM`; XML of reports has 10 to 30."""

ARCHIVE_RATIO_FROM = 4 * 1024 * 1024

XML_DEPTH = 256
"""Elements inside elements; a table in a table in a table has 40."""

PDF_PAGES = 2_000

PDF_PAGE_OBJECTS = 200_000
"""Texts, lines and pictures that one page of a PDF draws; a page full of hatching has 12,000."""

PDF_OBJECTS = 2_000_000
"""The same for all pages."""

OCR_PAGES = 40
"""Pages of a PDF that are pictures and are read by text recognition; one takes some ten seconds."""
