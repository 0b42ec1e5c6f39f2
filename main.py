"""Starts the window, or hands its arguments to the command line."""

import os
import sys
from collections.abc import Sequence

from dongan_training.cli.arguments import split_globals


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; give the exit code."""
    options, command = split_globals(arguments)
    if not command:
        if options.language:
            os.environ["DONGAN_LANG"] = options.language  # before what this machine remembers
        from ui.app import start  # neither face loads the other

        return start(options.data)

    try:
        from dongan_training.cli.program import run
    except KeyboardInterrupt:  # nothing has begun yet
        return 1
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
