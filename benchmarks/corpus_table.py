"""Reads a folder of real banks and prints what was expected and what was found.

    python -m benchmarks.corpus_table CORPUS_DIR [-v]

The folder holds ``expected.json``: a list of files with their counts by type. Files elsewhere
in the folder are read and listed too, without expectation.
"""

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dongan_training.bank import formats
from dongan_training.bank.drafts import Reading
from dongan_training.errors import UserError
from dongan_training.progress import Silent


@dataclass(frozen=True)
class Row:
    """One file of the corpus."""

    name: str
    expected: dict[str, int] | None
    found: dict[str, int]
    answered: int
    problems: dict[str, int]
    seconds: float
    refused: str = ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="show every problem")
    asked = parser.parse_args()
    print("| file | expected | found | answered | problems | ms |")
    print("|---|---|---|---|---|---|")
    for row, reading in table(asked.corpus):
        print(shown(row))
        if asked.verbose and reading is not None:
            for problem in reading.problems:
                print(
                    f"    {problem.line} {problem.kind}: {problem.message} | {problem.text[:60]!r}"
                )
            for draft in reading.drafts:
                if draft.warnings:
                    print(f"    {draft.line} ! {draft.warnings} | {draft.stem[:40]!r}")


def table(corpus: Path) -> list[tuple[Row, Reading | None]]:
    """Read every bank and layout below ``corpus``."""
    listed = json.loads((corpus / "expected.json").read_text("utf-8"))
    expected = {one["file"]: one["counts"] for one in listed}
    files = sorted(path for folder in ("banks", "layouts") for path in (corpus / folder).iterdir())
    return [read(path, expected.get(f"{path.parent.name}/{path.name}")) for path in files]


def read(path: Path, expected: dict[str, int] | None) -> tuple[Row, Reading | None]:
    """Read one file, whatever comes of it."""
    started = time.perf_counter()
    try:
        reading = formats.read(path, Silent())
    except UserError as error:
        return Row(path.name, expected, {}, 0, {}, time.perf_counter() - started, str(error)), None
    spent = time.perf_counter() - started
    found = Counter(str(draft.type) for draft in reading.drafts)
    answered = sum(bool(draft.answer) for draft in reading.drafts)
    problems = Counter(str(problem.kind) for problem in reading.problems)
    return Row(path.name, expected, dict(found), answered, dict(problems), spent), reading


def shown(row: Row) -> str:
    """One line of the table; a difference is marked."""
    same = row.expected is None or row.expected == row.found
    expected = "" if row.expected is None else _counts(row.expected)
    found = row.refused or _counts(row.found)
    mark = "" if same else " ≠"
    return (
        f"| {row.name} | {expected} | {found}{mark} | {row.answered} | {_counts(row.problems)} "
        f"| {row.seconds * 1000:.0f} |"
    )


def _counts(counts: dict[str, int]) -> str:
    return " ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "0"


if __name__ == "__main__":
    main()
