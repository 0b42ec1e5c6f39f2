"""Fails where a text has no English, an English text no source, or a ``{field}`` got lost."""

import string
import sys
from collections.abc import Iterator

from resources.locale import catalogue


def fields(text: str) -> set[str]:
    """The names in braces, whatever their format."""
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


def faults() -> Iterator[str]:
    """Say everything that is wrong with the English catalogue."""
    english = {message.id: message.string for message in catalogue.english() if message.id}
    wanted = {message.id for message in catalogue.gathered() if message.id}
    yield from (f"no English: {text}" for text in sorted(wanted - english.keys()))
    yield from (f"no longer in the sources: {text}" for text in sorted(english.keys() - wanted))
    for text in sorted(wanted & english.keys()):
        if not english[text]:
            yield f"no English: {text}"
        elif fields(text) != fields(english[text]):
            yield f"other fields in English: {text}"
    if catalogue.ENGLISH.with_suffix(".mo").read_bytes() != catalogue.compiled(catalogue.english()):
        yield "dongan.mo is older than dongan.po: run python -m resources.locale.update"


if __name__ == "__main__":
    found = list(faults())
    print("\n".join(found) or "The English catalogue is complete.")
    sys.exit(1 if found else 0)
