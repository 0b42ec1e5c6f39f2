"""Running a command as a script would."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from dongan_training.cli.program import run

Command = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def command(data_folder, capsys) -> Command:
    """Run a command on the data folder; gives its exit code, JSON or text, and error text."""

    def command(*words: object):
        code = run([*map(str, words), "--data", str(data_folder)])
        told = capsys.readouterr()
        is_json = "--json" in words and told.out
        return code, json.loads(told.out) if is_json else told.out, told.err

    return command
