"""Looking at all sources of a register, and putting into raw/ what is new there.

    raw/<agency>/<name>           the file, as it came
    raw/<agency>/<name>.toml      the note: what the register says, source_url, retrieved_on
    outputs/gathered.json         what was last seen at each address

A file that changed is kept beside the older one, under its name and the day; which of them is
published is decided as for any two files of a report.

What belongs here: what is new, names, notes. What does not: the network (`download`), and links
(`links`).
"""

import contextlib
import datetime
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.collect.download import Answer, FetchError, Rules, Validators, fetch
from pipeline.collect.links import links
from pipeline.collect.register import Register, Source, read_register, registers
from pipeline.errors import ReportError
from pipeline.message import message
from pipeline.sources.read import READERS
from pipeline.state.whole_files import lock_file, replace_text
from pipeline.state.workspace import REGISTER, SIDECAR, Workspace

_NOTE = "gathered.json"
_PAGE_BYTES = 5_000_000
_LONGEST = 120  # bytes of a name without its ending
_FILENAME = re.compile(r"filename(\*)?\s*=\s*(?:UTF-8'[^']*')?\"?([^\";]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Gathered:
    """The results of one look at all registers."""

    new: tuple[str, ...]
    """Files below raw/ that came."""
    unchanged: int
    """Addresses that hold what they held before."""
    problems: tuple[str, ...]
    """Failed downloads, one line each."""


@dataclass(frozen=True)
class _Look:
    """One look at the sources of a register."""

    register: Register
    seen: dict[str, Any]
    """Address to what it held last; what is seen now is entered."""
    today: datetime.date


def due_collections(workspace: Workspace, now: float) -> list[str]:
    """The collections whose register says that it is time to look. A broken one is told by it."""
    looked = _read_notes(workspace)["looked"]
    found = []
    for path in registers(workspace.raw):
        try:
            hours = read_register(path).every_hours
        except ReportError:
            hours = 24.0
        if now - looked.get(path.parent.name, 0.0) >= hours * 3600:
            found.append(path.parent.name)
    return found


def gather(workspace: Workspace, now: datetime.datetime) -> Gathered:
    """Look at every source of every register that is due.

    Raises:
        BusyError: another process is looking.
    """
    busy = message("another process looks for reports of {home}", home=workspace.home)
    with lock_file(workspace.outputs / ".gather.lock", busy):
        note = _read_notes(workspace)
        new: list[str] = []
        problems: list[str] = []
        unchanged = 0
        for collection in due_collections(workspace, now.timestamp()):
            note["looked"][collection] = now.timestamp()
            try:
                register = read_register(workspace.raw / collection / REGISTER)
            except ReportError as error:
                problems.append(str(error))
                continue
            look = _Look(register, note["seen"], now.date())
            for url, source in _addresses(register, problems):
                try:
                    file = _take(workspace, look, url, source)
                except (FetchError, OSError) as error:
                    problems.append(str(error))
                    continue
                unchanged += file is None
                new += [file] if file else []
                replace_text(workspace.outputs / _NOTE, json.dumps(note))
        replace_text(workspace.outputs / _NOTE, json.dumps(note))
    return Gathered(tuple(new), unchanged, tuple(problems))


def _addresses(register: Register, problems: list[str]) -> Iterator[tuple[str, Source]]:
    """The addresses of files: those of the register, and those that its pages link to."""
    for source in register.sources:
        if not source.page:
            yield source.url, source
            continue
        with tempfile.TemporaryFile() as page:
            try:
                rules = Rules(register.hosts, _PAGE_BYTES, register.allow_private)
                answer = fetch(source.url, rules, Validators(), page)
            except FetchError as error:
                problems.append(str(error))
                continue
            page.seek(0)
            base = answer.url if answer else source.url
            for url in links(page.read(), base, source.pattern):
                yield url, source


def _take(workspace: Workspace, look: _Look, url: str, source: Source) -> str | None:
    """Put what an address holds into raw/, and note it; None if it holds what it held."""
    register, seen, today = look.register, look.seen, look.today
    before = seen.get(url, {})
    folder = workspace.raw / register.collection
    there = "file" in before and (workspace.raw / before["file"]).is_file()
    known = Validators(before.get("etag", ""), before.get("modified", ""))
    rules = Rules(register.hosts, register.max_bytes, register.allow_private)
    # Hidden until it is whole: what is half there is no report.
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".coming-") as part:
        answer = fetch(url, rules, known if there else Validators(), part.file)
        if answer is None:
            return None
        part.flush()
        os.fsync(part.fileno())
        seen[url] = asdict(answer.validators) | {
            "sha256": answer.sha256,
            "file": before.get("file"),
        }
        if there and before.get("sha256") == answer.sha256:
            return None
        path = _free(folder, _name(answer), today)
        note = source.note | {"source_url": answer.url, "retrieved_on": today}
        replace_text(path.with_name(path.name + SIDECAR), _toml(note))
        os.link(part.name, path)
        os.chmod(path, 0o644)
    file = path.relative_to(workspace.raw).as_posix()
    seen[url]["file"] = file
    return file


def _name(answer: Answer) -> str:
    """The name of the file: as its sender says, else as its address ends."""
    named = _FILENAME.findall(answer.disposition)
    given = next((unquote(name) for star, name in named if star), None)
    given = given or next((_decode(unquote(name)) for _, name in named), None)
    name = unicodedata.normalize("NFC", given or unquote(urlsplit(answer.url).path))
    name = re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[/\\]", name)[-1]).lstrip(". ~").strip()
    stem, ending = os.path.splitext(name)
    if ending.lower() not in READERS or not stem:
        raise FetchError(f"{answer.url}: '{name}' is named like no format that is read")
    while len(stem.encode()) > _LONGEST:
        stem = stem[:-1]
    return f"{stem}{ending.lower()}"


def _decode(name: str) -> str:
    """A name in a header, which servers send in bytes of their own encoding."""
    for encoding in ("utf-8", "cp949"):
        with contextlib.suppress(UnicodeError):
            return name.encode("latin-1").decode(encoding)
    return name


def _free(folder: Path, name: str, today: datetime.date) -> Path:
    """A name that no file has: a later version is named for its day."""
    stem, ending = os.path.splitext(name)
    names = [name, f"{stem}-{today}{ending}"]
    names += [f"{stem}-{today}-{number}{ending}" for number in range(2, 1000)]
    for free in names:
        if not (folder / free).exists() and not (folder / (free + SIDECAR)).exists():
            return folder / free
    raise FetchError(f"{folder.name}/{name}: a thousand versions of it in one day")


def _toml(note: Mapping[str, object]) -> str:
    lines = []
    for key, value in note.items():
        is_day = isinstance(value, datetime.date)
        lines.append(f"{key} = {value if is_day else json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines)


def _read_notes(workspace: Workspace) -> dict[str, Any]:
    try:
        note = json.loads((workspace.outputs / _NOTE).read_text("utf-8"))
        return {"looked": dict(note["looked"]), "seen": dict(note["seen"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"looked": {}, "seen": {}}
