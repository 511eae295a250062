"""The Korean texts: none is missing, none names what is not there, each is Korean."""

import ast
import inspect
import re
import string
from pathlib import Path

import click
import pytest

from pipeline.cli.language import help_key
from pipeline.cli.main import main
from pipeline.reconcile.catalogue import CHECKS
from pipeline.vocabulary.messages import Message, in_korean, korean, message
from schemas import TABLE, TABLES, TableSpec
from schemas.korean import check_text, korean_texts

TEXTS = korean_texts()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables_columns_and_values_are_explained_in_korean(table: TableSpec) -> None:
    silent = [column.name for column in table.columns if column.ko_description is None]
    assert silent == [], f"add them to schemas/korean.toml, below [table.{table.name}]"
    assert table.ko_description is not None
    for text in (table.ko_description, *(str(column.ko_description) for column in table.columns)):
        assert re.search("[가-힣]", text), text
        assert text.endswith((".", "…")), text
    unnamed = [c.name for c in table.columns if c.values is not None and c.ko_values is None]
    assert unnamed == [], "add them to schemas/korean.toml, below [values]"


def test_checks_are_explained_in_korean_those_that_ask_the_same_alike() -> None:
    silent = [check.id for check in CHECKS if check_text(check.id) is None]
    assert silent == [], "add them to schemas/korean.toml, below [checks]"
    texts = {check.description: str(check_text(check.id)) for check in CHECKS}
    for check in CHECKS:
        assert check_text(f"{check.id}/an-office-2023-03") == texts[check.description]
    assert all(re.search("[가-힣]", text) and text.endswith(".") for text in texts.values())
    assert len(set(texts.values())) == len(texts)


def test_no_text_is_of_something_that_is_not_there() -> None:
    for table, texts in TEXTS["table"].items():
        assert set(texts) - {"_"} <= set(TABLE[table].polars_schema), table
    columns = [(table, column) for table in TABLES for column in table.columns]
    used = {
        column.name for table, column in columns if column.name not in TEXTS["table"][table.name]
    }
    assert set(TEXTS["shared"]) <= used
    for name, labels in TEXTS["values"].items():
        of = [c for t, c in columns if name in (c.name, f"{t.name}.{c.name}") and c.values]
        assert of, name
        assert any(set(labels) == set(column.values or ()) for column in of), name
    asked = {check.id for check in CHECKS}
    by_name = {check.name for check in CHECKS if check.id not in TEXTS["checks"]}
    assert set(TEXTS["checks"]) <= asked | by_name


def test_a_value_is_called_what_its_own_column_calls_it() -> None:
    assert TABLE["milestones"].column("status").labels == {"planned": "예정", "done": "완료"}
    assert TABLE["audit_findings"].column("status").labels["done"] == "완료"
    assert TABLE["indicators"].column("part").labels["from"] == "변화 전"
    assert TABLE["budget_execution"].column("as_of").ko_description == "값의 기준일."
    assert TABLE["reports"].column("as_of").ko_description != "값의 기준일."
    assert TABLE["budget_execution"].column("department").labels == {}


_ERRORS = (
    *("CommandError", "OcrError", "PackagesError", "ReleaseError", "UnreadableError"),
    *("WorkersError", "XmlError"),
)
_TEMPLATE = {"message": 0, "say": 0, "fault": 1, "at_line": 1} | dict.fromkeys(_ERRORS, 0)
"""Functions and errors that take a template, and which argument it is."""


def _templates(root: Path) -> set[str]:
    """The template of every `message`, `say`, `fault` and `at_line` of the program."""
    calls = [
        node
        for path in (root / "pipeline").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _TEMPLATE
    ]
    templates = [call.args[_TEMPLATE[call.func.id]] for call in calls]
    # Only the modules that make them pass templates on.
    return {node.value for node in templates if isinstance(node, ast.Constant)}


def test_errors_that_people_see_are_messages(root: Path) -> None:
    plain = [
        f"{path.name}:{node.lineno}"
        for path in (root / "pipeline").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in _ERRORS
        and isinstance(node.args[0], ast.JoinedStr)
    ]
    assert plain == [], "give them a template and its arguments, which know their Korean"


def test_what_a_build_says_while_it_works_is_a_message(root: Path) -> None:
    plain = [
        f"{path.name}:{node.lineno}"
        for path in (root / "pipeline").rglob("*.py")
        if path.parent.name != "defs" or path.name in ("run.py", "table_assets.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("info", "warning", "error")
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert plain == [], "make them of message(), which knows its Korean"


def _helps() -> set[str]:
    commands = [main, *main.commands.values()]
    texts = [text for command in commands for text in (command.help, command.epilog) if text]
    for command in commands:
        options = [*command.params, command.get_help_option(click.Context(command))]
        texts += [option.help for option in options if getattr(option, "help", None)]
    return {help_key(inspect.cleandoc(text)) for text in texts}


def test_every_message_has_its_korean_and_no_other_is_there(root: Path) -> None:
    said = _templates(root) | _helps()
    assert said - set(korean()) == set(), "add them to pipeline/vocabulary/messages.toml"
    assert set(korean()) - said == set()


@pytest.mark.parametrize("template", sorted(korean()))
def test_both_languages_have_the_same_arguments(template: str) -> None:
    def names(text: str) -> set[tuple[str | None, str | None]]:
        return {(name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name}

    assert names(korean()[template]) == names(template)
    assert re.search("[가-힣]", korean()[template]) or template == korean()[template]


def test_a_message_is_its_english_and_knows_its_korean() -> None:
    near = message(" (did you mean {near}?)", near="actual")
    said = message("{table} has no column {name}{near}; there are: {names}", table="staffing",
                   name="actuel", near=near, names="a, b")  # fmt: skip
    assert isinstance(said, Message)
    assert said == "staffing has no column actuel (did you mean actual?); there are: a, b"
    assert in_korean(said) == "staffing 표에 actuel 열은 없습니다 (혹시 actual?). 있는 열: a, b"
    assert in_korean("plain") == "plain"
