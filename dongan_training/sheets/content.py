"""The bytes of a file that somebody gave: never more than a bound, every refusal in words."""

from pathlib import Path

from dongan_training.errors import reason_of
from dongan_training.sheets.refusals import MissingFile, TooLarge, Unreachable

MEGABYTE = 1024 * 1024


def content_of(path: Path, largest: int) -> bytes:
    """Read a file of at most ``largest`` bytes. Raises MissingFile, Unreachable or TooLarge."""
    try:
        with path.open("rb") as stream:
            content = stream.read(largest + 1)
    except FileNotFoundError as error:
        raise MissingFile(path.name) from error
    except OSError as error:
        raise Unreachable(path.name, reason_of(error)) from error
    except ValueError as error:  # a NUL inside the name
        raise Unreachable(path.name, str(error)) from error
    if len(content) > largest:
        raise TooLarge(path.name, largest // MEGABYTE)
    return content
