"""`openbogo releases`, `diff` and `verify`: the releases there are, compared, and verified.

What belongs here: wording. What does not: comparing or verifying, which `pipeline/release/` does.
"""

import json
from dataclasses import asdict
from pathlib import Path

from pipeline.release.described import find_release
from pipeline.release.diff import as_json as diff_json
from pipeline.release.diff import as_text, diff_releases
from pipeline.release.errors import first_of
from pipeline.release.history import publications
from pipeline.release.manifest import MANIFEST
from pipeline.release.verify import verify


def listing(outputs: Path, *, as_json: bool) -> str:
    """The publications, oldest first, and which of them are still there."""
    done = publications(outputs)
    there = {path.parent.name for path in (outputs / "releases").glob(f"*/{MANIFEST}")}
    if as_json:
        entries = [asdict(entry) | {"there": entry.release_id in there} for entry in done]
        return json.dumps(entries, ensure_ascii=False, indent=2)
    if not done:
        return f"no release was published in {outputs}"
    lines = []
    for entry in done:
        state = "" if entry.release_id in there else "  (deleted)"
        if entry is done[-1]:
            state += "  ← latest"
        lines.append(
            f"{entry.number:>4}  {entry.release_id}  {len(entry.reports):>5,} reports  "
            f"{entry.rows:>11,} rows{state}"
        )
    return "\n".join([*lines, "", f"what each changed: {outputs / 'history'}"])


def compare(outputs: Path, before: str, after: str, as_json: bool) -> tuple[str, bool]:
    """What differs between two releases, and whether they are identical.

    Raises:
        ReleaseError: one of them is not there, or is no release.
    """
    diff = diff_releases(find_release(outputs, before), find_release(outputs, after))
    if as_json:
        return json.dumps(
            diff_json(diff), ensure_ascii=False, indent=2, default=str
        ), diff.identical
    return as_text(diff), diff.identical


def verification(folder: Path) -> tuple[str, bool]:
    """What came of each question, and whether the release is whole.

    Raises:
        ReleaseError: it is no release.
    """
    lines, whole = [str(folder.resolve())], True
    for answer in verify(folder):
        whole = whole and not answer.failures
        lines.append(f"{'FAIL' if answer.failures else 'ok':>4}  {answer.question}")
        if answer.failures:
            lines.append(first_of(list(answer.failures)))
    return "\n".join([*lines, "whole" if whole else "NOT WHOLE: do not use it"]), whole
