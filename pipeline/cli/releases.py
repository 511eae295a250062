"""`openbogo releases`, `diff` and `verify`: the releases there are, compared, and verified.

What belongs here: wording. What does not: comparing or verifying, which `pipeline/release/` does.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.cli.answer import Answer, CommandError
from pipeline.cli.language import localize, say
from pipeline.cli.lookup import folder_of
from pipeline.release.diff import as_json as diff_json
from pipeline.release.diff import as_text, diff_releases
from pipeline.release.errors import first_of
from pipeline.release.history import HISTORY, publications
from pipeline.release.manifest import MANIFEST
from pipeline.release.prune import prune
from pipeline.release.verify import verify
from pipeline.state.whole_files import BusyError
from pipeline.state.workspace import Workspace


def listing(outputs: Path) -> Answer:
    """The publications, oldest first, and which of them are still there.

    Raises:
        CommandError: there is none yet.
    """
    done = publications(outputs)
    if not done:
        raise CommandError(
            "no release is noted in {path}: run `openbogo build` first",
            path=outputs / HISTORY,
            more={"releases": []},
        )
    there = {path.parent.name for path in (outputs / "releases").glob(f"*/{MANIFEST}")}
    data: dict[str, list[Any]] = {
        "releases": [asdict(e) | {"there": e.release_id in there} for e in done]
    }
    data["removed"] = []
    lines = []
    for entry in done:
        state = "" if entry.release_id in there else "  " + say("(deleted)")
        if entry is done[-1]:
            state += "  " + say("← latest")
        lines.append(
            say(
                "{number:>4}  {release}  {reports:>5,} reports  {rows:>11,} rows",
                number=entry.number,
                release=entry.release_id,
                reports=len(entry.reports),
                rows=entry.rows,
            )
            + state
        )
    lines += ["", say("what each changed: {path}", path=outputs / HISTORY)]
    return Answer("\n".join(lines), data)


def prune_releases(workspace: Workspace, keep: int) -> Answer:
    """The same, once all releases but the last ones were removed.

    Raises:
        CommandError: a build is running, or there is no release yet.
    """
    try:
        with workspace.lock():
            removed = prune(workspace.outputs, keep)
    except BusyError as error:
        raise CommandError(error.args[0]) from error
    answer = listing(workspace.outputs)
    return Answer(answer.text, {**answer.data, "removed": removed})


def compare(outputs: Path, before: str, after: str) -> Answer:
    """The differences between two releases; exit code 1 if anything does.

    Raises:
        CommandError: nothing is published here yet.
        ReleaseError: one of them is not there, or is no release.
    """
    diff = diff_releases(folder_of(outputs, before), folder_of(outputs, after))
    return Answer(localize(as_text(diff)), diff_json(diff), code=0 if diff.identical else 1)


def verification(folder: Path) -> Answer:
    """The answer to each question; exit code 1 if the release is not whole.

    Raises:
        CommandError: there is no release in it.
        ReleaseError: the release does not say what is in it.
    """
    if not (folder / MANIFEST).is_file():
        raise CommandError(
            "{folder} is no release: {file} is missing; give the folder of one, such as "
            "outputs/releases/ID (`openbogo releases` lists them)",
            folder=folder,
            file=MANIFEST,
        )
    lines, questions = [str(folder.resolve())], []
    for answer in verify(folder):
        verdict = say("FAIL") if answer.failures else say("  ok")
        lines.append(f"{verdict}  {localize(answer.question)}")
        if answer.failures:
            lines.append(localize(first_of(answer.failures)))
        questions.append(asdict(answer))
    whole = not any(question["failures"] for question in questions)
    lines.append(say("whole") if whole else say("NOT WHOLE: do not use it"))
    data = {"path": str(folder.resolve()), "whole": whole, "questions": questions}
    return Answer("\n".join(lines), data, code=0 if whole else 1)
