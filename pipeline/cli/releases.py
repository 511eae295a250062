"""`openbogo releases`, `diff` and `verify`: the releases there are, compared, and verified.

What belongs here: wording. What does not: comparing or verifying, which `pipeline/release/` does.
"""

from dataclasses import asdict
from pathlib import Path

from pipeline.cli.answer import Answer, CommandError
from pipeline.cli.lookup import folder_of
from pipeline.release.diff import as_json as diff_json
from pipeline.release.diff import as_text, diff_releases
from pipeline.release.errors import first_of
from pipeline.release.history import HISTORY, publications
from pipeline.release.manifest import MANIFEST
from pipeline.release.verify import verify


def listing(outputs: Path) -> Answer:
    """The publications, oldest first, and which of them are still there.

    Raises:
        CommandError: there is none yet.
    """
    done = publications(outputs)
    if not done:
        raise CommandError(
            f"no release is noted in {outputs / HISTORY}: run `openbogo build` first",
            {"releases": []},
        )
    there = {path.parent.name for path in (outputs / "releases").glob(f"*/{MANIFEST}")}
    data = {"releases": [asdict(e) | {"there": e.release_id in there} for e in done]}
    lines = []
    for entry in done:
        state = "" if entry.release_id in there else "  (deleted)"
        if entry is done[-1]:
            state += "  ← latest"
        lines.append(
            f"{entry.number:>4}  {entry.release_id}  {len(entry.reports):>5,} reports  "
            f"{entry.rows:>11,} rows{state}"
        )
    return Answer("\n".join([*lines, "", f"what each changed: {outputs / HISTORY}"]), data)


def compare(outputs: Path, before: str, after: str) -> Answer:
    """What differs between two releases; exit code 1 if anything does.

    Raises:
        CommandError: nothing is published here yet.
        ReleaseError: one of them is not there, or is no release.
    """
    diff = diff_releases(folder_of(outputs, before), folder_of(outputs, after))
    return Answer(as_text(diff), diff_json(diff), code=0 if diff.identical else 1)


def verification(folder: Path) -> Answer:
    """What came of each question; exit code 1 if the release is not whole.

    Raises:
        CommandError: there is no release in it.
        ReleaseError: the release does not say what is in it.
    """
    if not (folder / MANIFEST).is_file():
        raise CommandError(
            f"{folder} is no release: {MANIFEST} is missing; give the folder of one, such as "
            "outputs/releases/ID (`openbogo releases` lists them)"
        )
    lines, questions = [str(folder.resolve())], []
    for answer in verify(folder):
        lines.append(f"{'FAIL' if answer.failures else 'ok':>4}  {answer.question}")
        if answer.failures:
            lines.append(first_of(list(answer.failures)))
        questions.append(asdict(answer))
    whole = not any(question["failures"] for question in questions)
    lines.append("whole" if whole else "NOT WHOLE: do not use it")
    data = {"path": str(folder.resolve()), "whole": whole, "questions": questions}
    return Answer("\n".join(lines), data, code=0 if whole else 1)
