"""The history of releases: one entry a publication, the same for the same releases in order."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.release import commit, history
from pipeline.release.commit import link_tree, staging
from pipeline.release.diff import diff_releases
from pipeline.release.history import publications, record
from pipeline.release.prune import prune

Publish = Callable[[Path, int], str]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def put(outputs: Path, release: Path) -> str:
    """Publish a release that was built elsewhere, as a build does, and record nothing."""
    with staging(outputs) as folder:
        link_tree(release, folder)
        commit.publish(folder, outputs, release.name)
    return release.name


@pytest.fixture
def publish(releases: dict[int, Path]) -> Publish:
    """Publish a release of its own for each amount, and record it as a build does."""

    def put_and_record(outputs: Path, amount: int) -> str:
        latest = outputs / "latest" / "manifest.json"
        before = json.loads(latest.read_text("utf-8"))["release_id"] if latest.exists() else None
        release_id = put(outputs, releases[amount])
        record(outputs, before)
        return release_id

    return put_and_record


def test_each_publication_is_an_entry_with_what_it_changed(outputs: Path, publish: Publish) -> None:
    assert publications(outputs) == []
    one, two = publish(outputs, 1), publish(outputs, 2)
    assert publish(outputs, 2) == two  # nothing new: no entry
    assert publish(outputs, 1) == one  # going back is one
    done = publications(outputs)
    assert [(p.number, p.release_id, p.replaced) for p in done] == [
        (1, one, None),
        (2, two, one),
        (3, one, two),
    ]
    history = outputs / "history"
    assert "the first release" in (history / f"0001-{one}.md").read_text("utf-8")
    assert "amount_krw 1 → 2" in (history / f"0002-{two}.md").read_text("utf-8")
    assert "amount_krw 2 → 1" in (history / f"0003-{one}.md").read_text("utf-8")
    changes = json.loads((history / f"0002-{two}.json").read_text("utf-8"))
    assert diff_releases(outputs / "releases" / one, outputs / "releases" / two) == diff_releases(
        outputs / "releases" / one, outputs / "releases" / two, stated=True
    )
    (table,) = changes["tables"]
    assert (table["table"], table["rows_changed"]) == ("budget_components", 1)
    assert json.loads((history / "index.json").read_text("utf-8"))["latest"] == one


def test_same_releases_in_the_same_order_give_the_same_bytes(
    tmp_path: Path, publish: Publish
) -> None:
    for name in ("a", "b"):
        for amount in (1, 2, 3):
            publish(tmp_path / name, amount)
    assert files(tmp_path / "a" / "history") == files(tmp_path / "b" / "history")


def test_a_build_killed_before_it_was_noted_is_noted_by_the_next(
    outputs: Path, publish: Publish, releases: dict[int, Path]
) -> None:
    one = publish(outputs, 1)
    two = put(outputs, releases[2])
    # … killed here; the next build finds two as the latest
    record(outputs, two)
    assert [(p.release_id, p.replaced) for p in publications(outputs)] == [(one, None), (two, one)]


def test_a_release_from_before_there_was_a_history_is_entered_first(
    outputs: Path, publish: Publish, releases: dict[int, Path]
) -> None:
    one = put(outputs, releases[1])
    two = publish(outputs, 2)
    assert [(p.release_id, p.replaced) for p in publications(outputs)] == [(one, None), (two, one)]


def test_a_release_that_was_deleted_is_said_not_to_be_compared(
    outputs: Path, tmp_path: Path, publish: Publish
) -> None:
    one = publish(outputs, 1)
    (outputs / "releases" / one).rename(tmp_path / "gone")
    two = publish(outputs, 2)
    text = (outputs / "history" / f"0002-{two}.md").read_text("utf-8")
    assert f"not compared: {one} is no longer in" in text


@pytest.mark.parametrize("content", ["", "[]", '{"releases": [{}]}', '{"releases": 1}'])
def test_a_broken_index_is_named(outputs: Path, content: str) -> None:
    (outputs / "history").mkdir(parents=True)
    (outputs / "history" / "index.json").write_text(content, "utf-8")
    with pytest.raises(ValueError, match=r"index\.json is no index of releases"):
        publications(outputs)


def test_releases_too_large_to_hold_are_not_compared_by_row(
    outputs: Path, monkeypatch: pytest.MonkeyPatch, publish: Publish
) -> None:
    monkeypatch.setattr(history, "COMPARED_ROWS", 10)
    one, two = (publish(outputs, amount) for amount in (1, 2))
    text = (outputs / "history" / f"0002-{two}.md").read_text("utf-8")
    assert f"rows not compared, as there are more than 10; `openbogo diff {one} {two}`" in text
    content = json.loads((outputs / "history" / f"0002-{two}.json").read_text("utf-8"))
    assert (content["reports_added"], content["reports_removed"]) == ([], [])
    assert "not_compared" in content


def test_old_releases_go_and_the_last_ones_and_the_latest_stay(
    outputs: Path, publish: Publish
) -> None:
    one, two, three = (publish(outputs, amount) for amount in (1, 2, 3))
    (outputs / "releases" / "of-somebody").mkdir()
    assert prune(outputs, 3) == []
    assert prune(outputs, 1) == [one, two]
    there = {path.name for path in (outputs / "releases").iterdir()}
    assert there == {three, "of-somebody"}
    assert [entry.release_id for entry in publications(outputs)] == [one, two, three]
    # Published again, the first is the last; the link alone keeps one as well.
    assert publish(outputs, 1) == one
    (outputs / "latest").unlink()
    (outputs / "latest").symlink_to(f"releases/{three}")
    assert prune(outputs, 1) == []
    assert not list(outputs.glob(".staging-*"))
