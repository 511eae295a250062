"""The coming release while it is made step by step, before it has a name.

    outputs/work/release/content/     what will be published
    outputs/work/release/files        what the files in it were made from, once they are whole
    outputs/work/release/site         the same of the site

What belongs here: that folder. What does not: what is in it (`build`), and publishing (`commit`).
"""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.state.whole_files import replace_text


@dataclass(frozen=True)
class Stage:
    """A folder in which a release is made."""

    folder: Path

    @property
    def content(self) -> Path:
        """The release that will be published."""
        return self.folder / "content"

    @contextlib.contextmanager
    def begin(self) -> Iterator[Path]:
        """An empty `content`; what was there is gone, with what was noted of it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.content.mkdir(parents=True)
        yield self.content

    def drop(self, part: str) -> None:
        """Remove a folder of `content`, with what was noted of it."""
        (self.folder / part).unlink(missing_ok=True)
        shutil.rmtree(self.content / part, ignore_errors=True)

    def note(self, part: str, made_from: str) -> None:
        """Say what a part was made from: it is whole then."""
        replace_text(self.folder / part, made_from)

    def noted(self, part: str) -> str | None:
        """The hashes a part was made from, or None where it is not whole."""
        try:
            return (self.folder / part).read_text("utf-8")
        except OSError:
            return None
