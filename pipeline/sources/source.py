"""What every format reader returns: the canonical text of one file and where it came from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One file of raw/, decoded."""

    file: str
    """Path below raw/, with forward slashes."""
    format: str
    """txt, md, html, pdf, hwpx or hwp."""
    text: str
    """Canonical text. Every character position published anywhere counts in it."""
    text_origin: str
    """text_layer, ocr or markup."""
    encoding: str
    sha256: str
    """SHA-256 of the file's bytes, in hex."""
    bytes: int
    """Size of the file."""

    @property
    def collection(self) -> str:
        """The folder of raw/ the file stands in: one office's reports."""
        return self.file.partition("/")[0]

    @property
    def stem(self) -> str:
        """Name of the file without its folder and ending."""
        return self.file.rpartition("/")[2].rpartition(".")[0]
