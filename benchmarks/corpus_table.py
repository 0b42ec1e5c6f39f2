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
These files were at hand while the reader was written; below stand others that were not.
"""

UNSEEN = """
## Files of our own making

38 files with 1,975 questions of the shipped bank, written as 38 other hands would write them
(`tests/bank/formats/unseen`), each **before** the reader was run on it. What is true of them is
therefore known exactly; how like real files they are is a matter of judgement. Right means type,
options and key as in the file.

| at first sight | files | questions | right | told of | silently wrong | silently lost |
|---|---|---|---|---|---|---|
| first hands (text, JSON, sheets, Word) | 29 | 1521 | 1214 (79.8 %) | 82 | 83 | 142 |
| later hands, after the first faults were mended | 9 | 454 | 296 (65.2 %) | 158 | 0 | 0 |
| these two now, as tests | 38 | 1975 | 1975 | 0 | 0 | 0 |
| keys in words, by place, by flag (pages, JSON, CSV) | 35 | 1088 | 553 (50.8 %) | 372 | 38 | 125 |
| the same by other hands, once the first were read | 27 | 882 | 429 (48.6 %) | 223 | 20 | 210 |
| a third round of them | 15 | 484 | 121 (25.0 %) | 172 | 44 | 147 |
| these three now, all but one as tests | 77 | 2454 | 2421 | 33 | 0 | 0 |

The promise of 99 % at first sight is **not** met by this measure: of 38 hands 26 were read at
once without a fault, and 12 were not. What those wrote is read now: the answers of the person who
sat the exam beside the right ones; answers folded away on a page of Markdown; a source in brackets
below a question; numbers like 【1】; options in the cell of the stem; a form of two columns for
each question; the head 考题; a head in two rows; upright strokes between number, letter and text;
keys that count the options; boxes of which the right ones are ticked. Of the 77 hands whose
options have no letters 34 were read at once; what the others wrote went wrong in silence as
fill-ins whose stem held the options, and is read now.

## Public banks not shipped, and invented ones, by another person

In five rounds somebody who does not know the reader gathered banks from public repositories and
invented others, each with a truth written down beside it. They were measured **once, before
anybody looked into them**, by `python -m benchmarks.unseen_banks DIR`; then the reader was mended,
so each round shows what the mending before it was worth on new files. The public banks belong to
others and are not in this repository.

| round, at first sight | files | questions | right | told of | silently wrong | silently lost |
|---|---|---|---|---|---|---|
| 1 | 21 | 473 | 355 (75.1 %) | 116 | 2 | 0 |
| 2 | 22 | 405 | 324 (80.0 %) | 64 | 5 | 12 |
| 3 | 21 | 417 | 250 (60.0 %) | 87 | 19 | 61 |
| 4 | 23 | 527 | 327 (62.1 %) | 197 | 0 | 3 |
| 5 | 17 | 375 | 238 (63.5 %) | 79 | 3 | 55 |
| public banks of all rounds | 40 | 1041 | 646 (62.1 %) | 246 | 26 | 123 |
| invented banks of all rounds | 64 | 1156 | 848 (73.4 %) | 297 | 3 | 8 |

**The promises of 99 % right and of nothing silently wrong or lost are not met at first sight.**
The files were chosen to be odd, and one strange mark fails a whole file: of 104 files 54 were
read without a fault at once. Kinds of file that are refused with a sentence (.pdf, .odt, .rtf, 57
questions) and banks that hold no whole question count as told of. From round 4 on a question
whose words lie in a draft with a warning counts as told of; rounds 1 to 3 called such a one lost.
Read again after the mending, the rounds have 99.6, 96.0, 95.4, 83.7 and 78.1 % right, nothing
silently lost, and 2 questions silently wrong: `这种说法是（ ）的` with the options 正确 and 错误
and no type, which the truth of round 1 calls a statement and the older list a choice.

Mixtures of habits (`tests/bank/formats/mixing.py`: number, options, place and words of the key,
heads, tags, blanks, drawn at random): of 400 banks with 4,772 questions 56.3 % were right and
12.8 % silently wrong or lost before the rounds; now 95.2 % and 0.4 %. Of 400 banks nobody looked
at (seeds 2000–2399) 93.7 % were right at first, 5.1 % told of, 1.2 % silently wrong or lost.
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
        asked.output.write_text("\n".join(lines) + "\n" + UNSEEN, encoding="utf-8")
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
