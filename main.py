"""Starts the window, or hands its arguments to the command line."""

import sys
from collections.abc import Sequence
from pathlib import Path


def wanted_window(arguments: Sequence[str]) -> tuple[bool, Path | None]:
    """Tell whether the window is wanted, and on which data folder, if one is named."""
    match arguments:
        case []:
            return True, None
        case ["--data", folder]:
            return True, Path(folder)
        case [one] if one.startswith("--data="):
            return True, Path(one.removeprefix("--data="))
    return False, None


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; give the exit code."""
    window, folder = wanted_window(arguments)
    if window:
        from ui.app import start  # neither face loads the other

        return start(folder)

    try:
        from dongan_training.cli.program import run
    except KeyboardInterrupt:  # nothing has begun yet
        return 1
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
