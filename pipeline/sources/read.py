"""The door of the pipeline: a file of raw/ becomes a Source, or an error that says why not.

A new format is a reader and a line in `READERS`.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.errors import ReportError
from pipeline.sources import limits
from pipeline.sources.html_page import read_html
from pipeline.sources.hwp.reader import read_hwp
from pipeline.sources.hwpx.hwpml import read_hml
from pipeline.sources.hwpx.reader import read_hwpx
from pipeline.sources.markdown import read_markdown
from pipeline.sources.office.docx import read_docx
from pipeline.sources.office.odt import read_odt
from pipeline.sources.office.xlsx import read_xlsx
from pipeline.sources.pdf.reader import read_pdf
from pipeline.sources.plain import read_text
from pipeline.sources.sidecar import ENDING, read_sidecar
from pipeline.sources.source import Source
from pipeline.state.names import decode_korean, is_text
from pipeline.vocabulary.messages import message

Reader = Callable[[str, bytes], Source]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".hwpx": read_hwpx,
    ".hwp": read_hwp,
    ".hml": read_hml,
    ".docx": read_docx,
    ".odt": read_odt,
    ".xlsx": read_xlsx,
    ".pdf": read_pdf,
}


def read_source(raw: Path, file: str) -> Source:
    """Read one file below `raw`.

    Raises:
        ReportError: the file is empty, too large, of an unknown format, or not what it says.
        OSError: the disk does not give it.
    """
    path = raw / file
    _refuse_name(file)
    _refuse_unless_file(file, path)
    if path.suffix == ENDING:
        raise ReportError(
            file,
            message("there is no report {stem} beside this note", stem=path.stem),
            message("name the note for its report, such as 2025-12.hwpx.toml, or remove it"),
        )
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReportError(
            file,
            message("files ending in '{suffix}' are not read", suffix=path.suffix),
            message("add the report as one of: {names}", names=", ".join(sorted(READERS))),
        )
    source = reader(file, _content(file, path))
    if not source.text.strip():
        raise ReportError(
            file, message("the file is empty: no text is in it"), message("copy the report again")
        )
    return replace(source, sidecar=read_sidecar(raw, file))


def _refuse_name(file: str) -> None:
    """A name is published and printed: it has to be text."""
    if is_text(file):
        return
    korean = decode_korean(file)
    raise ReportError(
        file,
        message("its name, or that of its folder, has bytes that are no text"),
        message("rename it{value}", value=f", to {korean} for example" if korean else ""),
    )


def _refuse_unless_file(file: str, path: Path) -> None:
    if path.is_file():
        return
    if path.is_symlink():
        problem = "a link to a folder is not followed" if path.is_dir() else "a link to no file"
        raise ReportError(file, problem, message("copy into raw/ what it should lead to"))
    if path.is_dir():
        raise ReportError(
            file, message("the folder cannot be listed"), message("let it be read, or remove it")
        )
    if path.exists():
        raise ReportError(
            file, message("it is neither a file nor a folder"), message("remove it from raw/")
        )
    path.stat()  # gone: the disk says so


def _content(file: str, path: Path) -> bytes:
    size = path.stat().st_size
    if size > limits.FILE_BYTES:
        raise ReportError(
            file,
            message(
                "{size:,} bytes is more than a report has (limit {file_bytes:,})",
                size=size,
                file_bytes=limits.FILE_BYTES,
            ),
            message("check that the file is one report"),
        )
    data = path.read_bytes()
    if not data:
        raise ReportError(file, message("the file is empty"), message("copy the report again"))
    return data
