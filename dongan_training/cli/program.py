"""The command line as a whole: the nouns, and how a failure is told."""

import importlib
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import typer
from typer.exceptions import TyperException

from dongan_training import texts
from dongan_training.cli.arguments import split_globals
from dongan_training.cli.framing import framed, wrong_use
from dongan_training.errors import Cancelled, UserError
from dongan_training.texts import N_, _

# Noun and module, whose `app` is a Typer of verbs. The modules are imported after the language
# is chosen, so `help=_("…")` speaks it.
NOUNS = (
    ("demo", "demo"),
    ("people", "people"),
    ("plan", "plan"),
    ("course", "course"),
    ("class", "training_class"),
    ("attendance", "attendance"),
    ("hours", "hours"),
    ("activity", "activity"),
    ("closing", "closing"),
    ("evaluation", "evaluation"),
    ("bank", "bank"),
    ("exam", "exam"),
    ("certificates", "certificates"),
    ("designs", "designs"),
    ("settings", "settings"),
    ("report", "report"),
    ("log", "log"),
    ("backup", "backup"),
    ("doctor", "doctor"),
)
DONE, FAILED = 0, 1
INTERRUPTED = 130  # what typer makes of Ctrl+C while a command runs


def run(arguments: Sequence[str]) -> int:
    """Run one command; give 0 for done, 1 for a user error, 2 for wrong usage."""
    options, rest = split_globals(arguments)
    texts.use_language(options.language or "zh")
    _write_utf8()
    try:
        from dongan_training.cli.face import Face  # its help texts speak the language chosen

        _require_readable(rest)
        program = typer.main.get_command(framed(_program(rest)))
        ended = program.main(rest, prog_name="main.py", obj=Face(options), standalone_mode=False)
        return _cancelled() if ended == INTERRUPTED else int(ended or DONE)
    except TyperException as error:
        print(*wrong_use(error), sep="\n", file=sys.stderr)
        return error.exit_code
    except UserError as error:
        print(error.told(), error.advised(), sep="\n", file=sys.stderr)
        return FAILED
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        return _cancelled()
    except SystemExit as ended:  # a pipe that nobody reads any more
        return int(ended.code or DONE)


@dataclass(eq=False)
class UnreadableArgument(UserError):
    argument: str
    message = N_("参数“{argument}”不是有效的文字。")
    advice = N_("没有改动。请检查终端的字符编码（应为 UTF-8），再输入一次。")


def _require_readable(arguments: Sequence[str]) -> None:
    """Refuse bytes that are no text, but for the name of a file that is there under it."""
    for argument in arguments:
        shown = argument.encode(errors="replace").decode()
        if shown != argument and not os.path.lexists(argument):
            raise UnreadableArgument(shown)


def _write_utf8() -> None:
    """Let pipes carry UTF-8 on every system; a sign nobody can show is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _cancelled() -> int:
    print(_("已取消：没有完成的一步没有存入，此前完成的都在。"), file=sys.stderr)
    return FAILED


def _program(arguments: Sequence[str]) -> typer.Typer:
    """Build the noun that is asked for; all of them only where it takes the list of nouns.

    Reading every module and every signature cost each command three seconds.
    """
    program = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        help=_("东安培训：一个乡镇的培训，从计划到证书。"),
        epilog=_(
            "每个命令都可以加：--data 文件夹（数据放在哪里；也可以用环境变量 DONGAN_DATA），"
            "--lang zh 或 en（语言）。不写命令就打开窗口。"
        ),
    )
    asked = [one for one in NOUNS if one[0] in arguments[:1]]
    for noun, name in asked or NOUNS:
        module = importlib.import_module(f"dongan_training.cli.{name}")
        program.add_typer(module.app, name=noun)
    return program
