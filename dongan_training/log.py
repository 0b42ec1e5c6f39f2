"""The rotating log, and how a failure is told without telling anything of people.

Neither log nor crash report holds the words of an exception: a failed statement or a
missing key often quotes a name or a number. Kinds of exceptions and places in the
program are what a developer needs, and are all that is written.
"""

import logging
import re
import traceback
from pathlib import Path

from dongan_training import __version__, paths

FOLDER = "logs"
_LONG_NUMBER = re.compile(r"\d{7,}[\dXx]?")
_NAME = "dongan_training"


def start(data_folder: Path) -> Path:
    """Write the log into ``data_folder`` from now on; gives back the folder of the logs.

    Where the disk lets nobody write there, nothing is logged: a full disk must not keep
    people from their data.
    """
    from logging.handlers import RotatingFileHandler  # brings sockets along: not before needed

    folder = data_folder / FOLDER
    stop()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return folder
    handler = RotatingFileHandler(
        folder / "dongan.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger(_NAME)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.info("opened by version %s", __version__)
    return folder


def stop() -> None:
    """Close the log file, so that its folder can be moved or removed."""
    logger = logging.getLogger(_NAME)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def mask(text: str) -> str:
    """Hide every long number: identity cards, phones, badges."""
    return _LONG_NUMBER.sub(lambda found: "*" * len(found[0]), text)


def trace_of(error: BaseException) -> str:
    """Tell where an exception came from, through all its causes, without its words."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append("\n".join([_kind(current), *_places(current)]))
        current = current.__cause__ or current.__context__
    return "\ncaused by ".join(parts)


def _kind(error: BaseException) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}"


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    """Cut a path to what lies inside the program: the rest may name the user."""
    path = Path(filename)
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    folder = paths.program_folder()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))

    def formatException(self, ei: object) -> str:  # noqa: N802  the name logging asks for
        error = ei[1] if isinstance(ei, tuple) else None
        return trace_of(error) if isinstance(error, BaseException) else ""
