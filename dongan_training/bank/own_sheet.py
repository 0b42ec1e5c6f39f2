"""Rows of our own workbooks that tolerant reading would not give back exactly.

People edit what we export, so a row is read like any other. Where that would change a question
(a stem that begins like a number, a blank whose answer holds a ``/``), the whole question lies in
a hidden sheet under a mark of its row. An edited row has another mark and is read as it stands.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

NAME = "_dongan"
LONGEST_CELL = 30_000  # Excel allows 32,767
GAPS = re.compile(r"[\s_]+")


def mark_of(cells: Sequence[str]) -> str:
    """The mark of a row by what its cells say; numbers in the first column may change."""
    said = [GAPS.sub("", cell) for cell in cells[1:]]
    while said and not said[-1]:
        said.pop()
    return blake2b("\x1f".join(said).encode("utf-8", "replace"), digest_size=16).hexdigest()


def row_of(cells: Sequence[str], record: Mapping[str, Any]) -> list[str]:
    """The row of the hidden sheet for one question."""
    written = json.dumps(record, ensure_ascii=True)
    parts = range(0, len(written), LONGEST_CELL)
    return [mark_of(cells), *(written[start : start + LONGEST_CELL] for start in parts)]


def records_in(rows: Iterable[Sequence[str]]) -> dict[str, dict[str, Any]]:
    """The questions of a hidden sheet by their marks; what is none is overlooked."""
    found = {}
    for mark, *parts in rows:
        try:
            record = json.loads("".join(parts))
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            found[mark] = record
    return found
