"""What a file is by its first bytes, whatever its name says."""

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive, as HWPX and Word files are"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an OLE file, as HWP 5 and old Word files are"),
    (b"HWP Document File", "an HWP file of the 1990s"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"{\\rtf", "an RTF file"),
)


def kind_of_file(data: bytes) -> str:
    """What the bytes are, in words; a file without a known signature is called unknown."""
    return next((name for start, name in SIGNATURES if data.startswith(start)), "of unknown kind")
