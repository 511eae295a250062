"""The releases in the order in which they were published.

    outputs/history/index.json          one entry a publication; written last
    outputs/history/0002-<id>.md        what it changed against the release it replaced
    outputs/history/0002-<id>.json      the same for machines

They stand beside the releases, not in them: which release came before is no property of the data,
and the same reports must give the same bytes. Nothing here holds a clock time; the same releases
in the same order give the same history.

What belongs here: the index and its entries. What does not: comparing (`diff`).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.release.diff import as_json, as_text, diff_releases
from pipeline.release.manifest import MANIFEST
from pipeline.state.whole_files import replace_text
from pipeline.vocabulary.messages import message

HISTORY = "history"
INDEX = "index.json"
COMPARED_ROWS = 2_000_000
"""Rows of a release above which a build neither compares nor verifies them: both read all of it."""


@dataclass(frozen=True)
class Publication:
    """One time a release became the latest."""

    number: int
    """From 1, in order."""
    release_id: str
    replaced: str | None
    """Id of the release that was the latest before."""
    title: str
    reports: tuple[str, ...]
    rows: int
    """Of all tables."""
    changes: str
    """Name of the changelog beside the index, without ending."""


def publications(outputs: Path) -> list[Publication]:
    """All publications, oldest first; none if nothing was published yet.

    Raises:
        ValueError: the index is there and is none.
    """
    path = outputs / HISTORY / INDEX
    if not path.exists():
        return []
    try:
        entries = json.loads(path.read_text("utf-8"))["releases"]
        return [Publication(**entry | {"reports": tuple(entry["reports"])}) for entry in entries]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            message(
                "{path} is no index of releases ({error}); move it away", path=path, error=error
            )
        ) from error


def record(outputs: Path, before: str | None) -> None:
    """Note that `outputs/latest` was published, with what it changed.

    Noted twice, or noted late because the build that published it was killed, gives the same.

    Args:
        before: id of the release that was the latest before the build, None if there was none.
    """
    done = publications(outputs)
    manifest = json.loads((outputs / "latest" / MANIFEST).read_text("utf-8"))
    release_id = manifest["release_id"]
    if done and done[-1].release_id == release_id:
        return
    if before not in (None, release_id) and (not done or done[-1].release_id != before):
        done.append(_enter(outputs, done, _manifest(outputs, before) or {"release_id": before}))
    done.append(_enter(outputs, done, manifest))
    entries = [asdict(entry) for entry in done]
    text = json.dumps({"latest": release_id, "releases": entries}, ensure_ascii=False, indent=2)
    replace_text(outputs / HISTORY / INDEX, text + "\n")


def _enter(outputs: Path, done: list[Publication], manifest: Mapping[str, Any]) -> Publication:
    """The entry of a release, its changelog written."""
    release_id = manifest["release_id"]
    replaced = done[-1].release_id if done else None
    number = len(done) + 1
    entry = Publication(
        number=number,
        release_id=release_id,
        replaced=replaced,
        title=manifest.get("title", ""),
        reports=tuple(manifest.get("reports", ())),
        rows=sum(manifest.get("tables", {}).values()),
        changes=f"{number:04}-{release_id}",
    )
    text, data = _changes(outputs, entry)
    folder = outputs / HISTORY
    folder.mkdir(exist_ok=True)
    replace_text(folder / f"{entry.changes}.md", f"# {text}\n")
    content = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    replace_text(folder / f"{entry.changes}.json", content + "\n")
    return entry


def _changes(outputs: Path, entry: Publication) -> tuple[str, dict[str, Any]]:
    about = {"before": entry.replaced, "after": entry.release_id}
    if entry.replaced is None:
        return f"{entry.release_id}: the first release", about
    gone = [id_ for id_ in (entry.replaced, entry.release_id) if _manifest(outputs, id_) is None]
    if gone:
        reason = f"not compared: {', '.join(gone)} is no longer in {outputs.name}/releases"
        return f"{entry.replaced} → {entry.release_id}: {reason}", about | {"not_compared": reason}
    before, after = (_manifest(outputs, id_) or {} for id_ in (entry.replaced, entry.release_id))
    if max(sum(m["tables"].values()) for m in (before, after)) > COMPARED_ROWS:
        reason = (
            f"rows not compared, as there are more than {COMPARED_ROWS:,}; "
            f"`openbogo diff {entry.replaced} {entry.release_id}` compares them"
        )
        reports = {
            "reports_added": sorted(set(after["reports"]) - set(before["reports"])),
            "reports_removed": sorted(set(before["reports"]) - set(after["reports"])),
        }
        lines = [f"- {kind.replace('_', ' ')}: {len(ids):,}" for kind, ids in reports.items()]
        text = "\n".join([f"{entry.replaced} → {entry.release_id}: {reason}", "", *lines])
        return text, about | reports | {"not_compared": reason}
    releases = outputs / "releases"
    diff = diff_releases(releases / entry.replaced, releases / entry.release_id, stated=True)
    text = as_text(diff, shared_reports_only=True)
    return text, as_json(diff, shared_reports_only=True)


def _manifest(outputs: Path, release_id: str | None) -> dict[str, Any] | None:
    try:
        path = outputs / "releases" / str(release_id) / MANIFEST
        return dict(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return None
