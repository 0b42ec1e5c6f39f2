"""Reads a folder of real banks and prints what was expected and what was found.

    python -m benchmarks.corpus_table CORPUS_DIR [-v] [-o docs/corpus.md]

The folder holds ``expected.json``: a list of files with their counts by type. Files elsewhere
in the folder are read and listed too, without expectation. ``-o`` writes the table as a page.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.bank import formats
from dongan_training.bank.drafts import Reading
from dongan_training.errors import UserError
from dongan_training.progress import Silent

HEAD = (
    "| file | expected | found | answered | problems | ms |",
    "|---|---|---|---|---|---|",
)
PAGE = """# What the reader finds in real banks

Made by `python -m benchmarks.corpus_table CORPUS_DIR -o docs/corpus.md`. The files were written
by people who do not know this program; they may not be shipped, so they lie beside the project.
What was expected was counted by hand.

{files} files; of the {known} with an expectation {same} agree in every type. {found} of {wanted}
expected questions were found with their type; {answered} of all {all} questions found have a key.
A ≠ marks a difference: in hengliy_template.xls the block 问答题 below the choice is a question
too, and three passages of qtmenxia_mayuan_1-16.md have two written questions each that the list
of expectations leaves out. L03 has no answers, and essays of GIFT have no place for one.
These files were at hand while the reader was written; [unseen.md](unseen.md) tells of others.
"""


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
    parser.add_argument("-o", "--output", type=Path, help="write the table as a page")
    asked = parser.parse_args()
    rows = table(asked.corpus)
    if asked.output:
        lines = [page_head([row for row, _reading in rows]), *HEAD]
        lines += [shown(row) for row, _reading in rows]
        asked.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    print("\n".join(HEAD))
    for row, reading in rows:
        print(shown(row))
        if asked.verbose and reading is not None:
            for problem in reading.problems:
                print(
                    f"    {problem.line} {problem.kind}: {problem.message} | {problem.text[:60]!r}"
                )
            for draft in reading.drafts:
                if draft.warnings:
                    print(f"    {draft.line} ! {draft.warnings} | {draft.stem[:40]!r}")


def page_head(rows: Sequence[Row]) -> str:
    """What the table shows, in numbers."""
    known = [row for row in rows if row.expected is not None]
    same = [row for row in known if row.expected == row.found]
    wanted = sum(sum((row.expected or {}).values()) for row in known)
    short = sum(
        max(0, count - row.found.get(kind, 0))
        for row in known
        for kind, count in (row.expected or {}).items()
    )
    return PAGE.format(
        files=len(rows),
        known=len(known),
        same=len(same),
        wanted=wanted,
        found=wanted - short,
        answered=sum(row.answered for row in rows),
        all=sum(sum(row.found.values()) for row in rows),
    )


def table(corpus: Path) -> list[tuple[Row, Reading | None]]:
    """Read every bank and layout below ``corpus``."""
    listed = json.loads((corpus / "expected.json").read_text("utf-8"))
    expected = {one["file"]: one["counts"] for one in listed}
    files = [
        path
        for folder in ("banks", "layouts", "gift", "qti3")
        for path in sorted((corpus / folder).rglob("*"))
        if path.is_file() and (folder in ("banks", "layouts") or path.suffix in (".gift", ".zip"))
    ]
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
