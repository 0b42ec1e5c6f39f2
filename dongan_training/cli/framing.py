"""What frames every command: its help, and what is said of wrong use, in the language spoken.

Typer says these in English, and where Chinese leaves it no blank to wrap at it cuts the help.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from dongan_training.texts import N_, _, breadth

NAMES, INDENT = 28, 2  # cells of a terminal
# What Typer puts into a usage, and what it calls the kinds of values.
FOLLOWS = {"[OPTIONS]": N_("[选项]"), "COMMAND [ARGS]...": N_("命令 …")}
KINDS = {
    "str": N_("文字"),
    "list[str]": N_("文字，可写多次"),
    "path": N_("文件"),
    "list[path]": N_("文件，可写多个"),
    **dict.fromkeys(("int", "int range"), N_("整数")),
    **dict.fromkeys(("float", "float range"), N_("数字")),
}
# How it words wrong use.
VALUE = "Invalid value for '(?P<name>.*?)': "
WRONG = (
    (
        r"No such command '(?P<name>.*?)'\. Did you mean (?P<near>.*)\?",
        N_("没有 {name} 这个命令。您要的是不是 {near}？"),
    ),
    (r"No such command '(?P<name>.*)'\.", N_("没有 {name} 这个命令。")),
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.*)\)",
        N_("没有 {name} 这个选项。相近的有 {near}。"),
    ),
    (r"No such option: (?P<name>\S+)", N_("没有 {name} 这个选项。")),
    (r"Missing command\.", N_("还要写一个命令。")),
    (
        r"Missing \w+ '(?P<name>[^']*)'.*\. Choose from:\s*(?P<choices>.*)",
        N_("还要写 {name}，可以是：{choices}。"),
    ),
    (r"Missing \w+ '(?P<name>[^']*)'.*", N_("还要写 {name}。")),
    (
        r"Got unexpected extra argument\(s\) \((?P<rest>.*)\)",
        N_("多写了 {rest}。几个词连在一起时请加引号。"),
    ),
    (r"Option '(?P<name>.*)' requires .*", N_("{name} 后面还要写一个值。")),
    (r"Option '(?P<name>.*)' does not take a value\.", N_("{name} 后面不写值。")),
    (
        VALUE + r"Value error, '(?P<value>.*)' is not one of (?P<choices>.*)\.",
        N_("{name} 不能是“{value}”，可以是：{choices}。"),
    ),
    (VALUE + "Input should be a valid integer.*", N_("{name} 应当是整数。")),
    (VALUE + "Input should be a valid number.*", N_("{name} 应当是数字。")),
    (
        VALUE + r"Input should be greater than or equal to (?P<least>\S+)",
        N_("{name} 不能小于 {least}。"),
    ),
    (
        VALUE + r"Input should be less than or equal to (?P<most>\S+)",
        N_("{name} 不能大于 {most}。"),
    ),
    (VALUE + "(?P<reason>.*)", N_("{name} 的值不对：{reason}")),
)


def framed(program: typer.Typer) -> typer.Typer:
    """Let a program and all below it speak for themselves."""
    program.info.cls = Noun
    for command in program.registered_commands:
        command.cls = Verb
    for group in program.registered_groups:
        group.cls = Noun
        if group.typer_instance is not None:
            framed(group.typer_instance)
    return program


class Verb(TyperCommand):
    """A command."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_usage(self, ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(_help(self, ctx)))


class Noun(TyperGroup):
    """Commands under one name; alone it shows its help."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_usage(self, ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        commands = [self.commands[name] for name in self.list_commands(ctx)]
        lines = ((one.name or "", one.help or "") for one in commands if not one.hidden)
        formatter.write("\n".join([*_help(self, ctx), *_titled(_("命令"), list(lines))]))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args and self.no_args_is_help:
            typer.echo(ctx.get_help())
            raise typer.Exit(2)
        return super().parse_args(ctx, args)


def wrong_use(error: TyperException) -> Iterator[str]:
    """Say what is wrong with a command line, how it is written, and where more is told."""
    message = error.format_message()
    found = ((re.fullmatch(pattern, message, re.DOTALL), told) for pattern, told in WRONG)
    yield next((_(told).format(**_facts(match)) for match, told in found if match), message)
    if context := getattr(error, "ctx", None):
        yield context.get_usage()
        yield _("用 {command} --help 可以看到写法。").format(command=context.command_path)


def _facts(match: re.Match[str]) -> dict[str, str]:
    return {
        name: " ".join(text.replace("'", "").split()) for name, text in match.groupdict().items()
    }


def _usage(command: TyperCommand | TyperGroup, context: Any) -> str:
    pieces = [_(FOLLOWS.get(one, one)) for one in command.collect_usage_pieces(context)]
    return _("用法：{command}").format(command=" ".join([context.command_path, *pieces]))


def _help(command: TyperCommand | TyperGroup, context: Any) -> Iterator[str]:
    yield _usage(command, context)
    for words in (command.help, command.epilog):
        if words:
            yield from ("", *_wrapped(words, ""))
    shown = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    for title, kind in ((_("参数"), TyperArgument), (_("选项"), TyperOption)):
        lines = [(_names(one, context), _meaning(one)) for one in shown if isinstance(one, kind)]
        yield from _titled(title, lines)


def _names(one: TyperArgument | TyperOption, context: Any) -> str:
    names = (
        [one.display_name_raw]
        if isinstance(one, TyperArgument)
        else [*one.opts, *one.secondary_opts]
    )
    if isinstance(one, TyperOption) and one.is_flag:
        return ", ".join(names)
    kind = one.display_type(context).strip("<>")
    return ", ".join(names) + f" <{_(KINDS.get(kind, kind))}>"


def _meaning(one: TyperArgument | TyperOption) -> str:
    if "--help" in one.opts:
        return _("显示这份说明。")
    told = one.help or ""
    if one.required:
        told += _("（必填）")
    elif one.default not in (None, "", False) and not callable(one.default) and one.show_default:
        value = one.default.value if isinstance(one.default, Enum) else one.default
        told += _("（默认 {value}）").format(value=value)
    return told


def _titled(title: str, lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names to the left, meanings beside them; below them where a name is long."""
    if not lines:
        return
    yield from ("", _("{title}：").format(title=title))
    broad = min(NAMES, max(breadth(name) for name, _meaning in lines))
    for name, meaning in lines:
        start = " " * (INDENT + broad + INDENT)
        told = list(_wrapped(meaning, start))
        if breadth(name) <= broad and told:
            told[0] = " " * INDENT + name + start[INDENT + breadth(name) :] + told[0].lstrip()
            yield from told
        else:
            yield from (" " * INDENT + name, *told)


def _wrapped(text: str, start: str) -> Iterator[str]:
    """Lines as broad as the terminal; Chinese breaks between any two characters."""
    room, line = shutil.get_terminal_size().columns - 1, start
    for piece in re.findall(r"[!-~]+\s*|\s*[^!-~]", text):
        if breadth(line + piece.rstrip()) > room and line != start:
            yield line.rstrip()
            line, piece = start, piece.lstrip()
        line += piece
    if line.strip():
        yield line.rstrip()
