"""`openbogo export`: the files of a release that only some want, made when they ask.

What belongs here: wording. What does not: making a file, which `pipeline/release/` does.
"""

import shutil
from pathlib import Path

from pipeline.cli.answer import Answer, CommandError
from pipeline.cli.language import say
from pipeline.release.duckdb_file import DUCKDB_FILE, write_duckdb
from pipeline.release.reader import open_release_folder
from schemas import TABLES


def export(release: Path, form: str, file: Path) -> Answer:
    """Make a DuckDB file of a release.

    Args:
        release: its folder.
        form: of the file; there is only `duckdb`.
        file: where to; it must not be there.

    Raises:
        CommandError: the file is there already, or another version of the program made the release.
    """
    if file.exists():
        raise CommandError("{path} is there already; name another file", path=file)
    if (release / DUCKDB_FILE).is_file():
        shutil.copyfile(release / DUCKDB_FILE, file)
    else:
        declared = {table.name: tuple(table.polars_schema) for table in TABLES}
        found = {table.name: tuple(table.types) for table in open_release_folder(release).tables}
        if found != declared:
            raise CommandError(
                "another version of openbogo made this release: use it, or build again"
            )
        draft = file.with_name(f".{file.name}.part")
        draft.unlink(missing_ok=True)
        write_duckdb(TABLES, release / "parquet", draft)
        draft.rename(file)
    size = file.stat().st_size
    text = say("{path}: {megabytes:,.1f} MB", path=file, megabytes=size / 1e6)
    return Answer(text, {"path": str(file), "format": form, "bytes": size})
