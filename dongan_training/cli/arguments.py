"""The options that may stand anywhere on the command line; read before either face is loaded."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training import paths, texts


@dataclass(frozen=True)
class Globals:
    """Which data folder to work on, and the language named; None where none is."""

    data: Path
    language: texts.Language | None


def split_globals(arguments: Sequence[str]) -> tuple[Globals, list[str]]:
    """Take ``--data`` and ``--lang`` out of the arguments, wherever they stand.

    What is left names a command; nothing left means the window.
    """
    parser = argparse.ArgumentParser(prog="main.py", add_help=False, allow_abbrev=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--lang", choices=texts.LANGUAGES)
    known, rest = parser.parse_known_args(arguments)
    language = known.lang or texts.language_from_environment()
    return Globals(known.data or paths.data_folder(), language), rest
