"""Commands that speak the language of whoever calls them: help, and errors of a wrong call.

What belongs here: what click would say in English only. What does not: the words
(`pipeline/vocabulary/messages.toml`), any one command.
"""

import functools
import inspect
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from pipeline.cli.language import language, say, translate

ASKING_FOR_HELP = ["-h", "--help"]
_KOREAN_WIDTH = 0.6
"""Characters of a line of Korean, which take up to two cells each, for one of English."""


class LocalizedCommand(click.Command):
    """A command whose help, and whose errors of a wrong call, are in the language of the reader."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments.

        Raises:
            UsageError: there is more than the command takes, or an option lacks its value.
        """
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(say("too much: {names}", names=" ".join(rest)), ctx)
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """All of it; lines of Korean have fewer letters."""
        if language() == "ko":
            formatter.width = int(formatter.width * _KOREAN_WIDTH)
        super().format_help(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("Usage:") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The purpose of the command."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translate(inspect.cleandoc(self.help or "")))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options; what click adds to a text, such as a default, stays as it is."""
        found = [(p, p.get_help_record(ctx)) for p in self.get_params(ctx)]
        with formatter.section(say("Options")):
            formatter.write_dl([
                (record[0], record[1].replace(p.help or "", translate(p.help or ""), 1))
                for p, record in found
                if record is not None and isinstance(p, click.Option)
            ])  # fmt: skip

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The text behind everything."""
        if self.epilog:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(translate(inspect.cleandoc(self.epilog)))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first sentence of what it is for, never cut."""
        return translate(inspect.cleandoc(self.help or "")).partition("\n")[0].rstrip(".")


class LocalizedGroup(LocalizedCommand, click.Group):
    """Commands in the order in which they are used, not of the alphabet."""

    command_class = LocalizedCommand

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take up a command. How it is asked for help is kept by the first who asks: asked here."""
        cmd.get_help_option(click.Context(cmd, help_option_names=ASKING_FOR_HELP))
        super().add_command(cmd, name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(say("Commands")):
            formatter.write_dl([(n, c.get_short_help_str()) for n, c in self.commands.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The text below the commands, without a line between: help fits a screen."""
        if self.epilog:
            with formatter.indentation():
                formatter.write_text(translate(inspect.cleandoc(self.epilog)))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run it, and say in the reader's language what was called the wrong way."""
        run = functools.partial(super().main, args, prog_name, complete_var, False, **extra)
        if not standalone_mode:
            return run()
        try:
            code: object = run()
        except click.UsageError as error:
            _refuse(error)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo(say("Aborted!"), err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _refuse(error: click.UsageError) -> NoReturn:
    """Say how a command is called, and what was wrong; a call without anything gets help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError) or language() != "ko":
        error.show()
        sys.exit(error.exit_code)
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        path = error.ctx.command_path
        click.echo(say("Try '{command} -h' for help.", command=path) + "\n", err=True)
    click.echo(say("Error: {problem}", problem=_problem(error)), err=True)
    sys.exit(error.exit_code)


def _problem(error: click.UsageError) -> str:
    """The reason why a call was wrong."""
    if isinstance(error, click.NoSuchOption | click.exceptions.NoSuchCommand):
        if isinstance(error, click.NoSuchOption):
            reason = say("there is no option {option}", option=error.option_name)
        else:
            reason = say("there is no command {command}", command=error.command_name)
        near = ", ".join(error.possibilities or ())
        return reason + (say(" (did you mean {near}?)", near=near) if near else "")
    if isinstance(error, click.BadOptionUsage):
        named = error.ctx.command.params if error.ctx else []
        flags = [name for p in named if getattr(p, "is_flag", False) for name in p.opts]
        if error.option_name in flags:
            return say("{option} takes no value", option=error.option_name)
        return say("{option} needs a value", option=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return say("{parameter} is missing", parameter=error.param.get_error_hint(error.ctx))
    if isinstance(error, click.BadParameter):
        hint = error.param.get_error_hint(error.ctx) if error.param else error.param_hint
        why = (_expected_values(error.param.type) if error.param else "") or error.message
        return say("{parameter} cannot be this: {why}", parameter=hint, why=why)
    return error.format_message()


def _expected_values(kind: click.ParamType[Any]) -> str:
    """The names that click has for a type in English only."""
    if isinstance(kind, click.Choice):
        return say("choose one of {names}", names=", ".join(kind.choices))
    if not isinstance(kind, click.IntRange):
        return ""
    if kind.max is None:
        return say("a whole number from {least} is expected", least=kind.min)
    return say("a whole number from {least} to {most} is expected", least=kind.min, most=kind.max)


class LocalizedPath(click.Path):
    """A path of a file or folder; what is wrong with it is said in the language of the reader."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        path = Path(value)
        if not self.file_okay and path.is_file():
            self.fail(say("{path} is a file, and a folder is meant", path=value), param, ctx)
        if not self.dir_okay and path.is_dir():
            self.fail(say("{path} is a folder, and a file is meant", path=value), param, ctx)
        if self.exists and not path.exists():
            reason = (
                say("there is no file {path}", path=value)
                if self.file_okay
                else say("there is no folder {path}", path=value)
            )
            self.fail(reason, param, ctx)
        return super().convert(value, param, ctx)


class Number(click.IntRange):
    """A whole number in a range, which is called N in help."""

    name = "n"

    def _describe_range(self) -> str:
        """Nothing in help: what it is for says it, and an error says what is expected."""
        return ""
