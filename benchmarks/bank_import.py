"""Importing 10,000 and 100,000 questions from Excel, against calamine and a bare executemany.

Ours reads, recognises, judges, compares with the bank and stores; the yardstick reads the
same cells and inserts the same two rows a question into tables of the same shape, with the
same pragmas, in one transaction. By the processor's seconds; the memory is the most that a
process of its own takes, the interpreter and all libraries included.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figure import Figure, compare_work, memory, print_table
from dongan_training import paths
from dongan_training.accounts.actor import Actor
from dongan_training.bank import formats
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.exporting import export
from dongan_training.bank.importing import intake
from dongan_training.progress import Silent
from dongan_training.storage.base import new_id
from dongan_training.storage.database import BUSY_TIMEOUT_MS, CACHE_KB, FILE
from dongan_training.workspace import Workspace

SIZES = {10_000: 5, 100_000: 3}  # questions, and rounds
GOAL = 3
MEMORY_GOAL = 300.0  # MB
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
ACTS = ("迟到", "缺席", "请托", "瞒报", "挪用", "推诿", "泄密", "漏登", "超支", "越权")
PLACES = ("会议", "村务", "党费", "档案", "选举", "公开", "采购", "值班", "学习", "帮扶")
# The kernel hands a parent's peak on to its children in getrusage, but not in /proc.
ALONE = """
import re, sys
from pathlib import Path
from benchmarks.bank_import import take_in
from dongan_training.workspace import Workspace
folder, book, questions = sys.argv[1:]
take_in(Workspace.open(Path(folder)), Path(book), int(questions))
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""
INSERT_SUBJECT = "INSERT INTO subject (id, device, counter, name) VALUES (?, '', 1, '纪律学习')"
INSERT_IMPORT = (
    "INSERT INTO bank_import (id, device, counter, file_name, at, actor, question_count)"
    " VALUES (?, '', 1, '题库.xlsx', '2026-11-23 00:30:00.000000', '李老师', 10000)"
)
INSERT_QUESTION = (
    "INSERT INTO question (id, device, counter, subject_id, status, import_id)"
    " VALUES (?, '', 1, ?, 'in_use', ?)"
)
INSERT_VERSION = (
    "INSERT INTO question_version (id, device, counter, question_id, number, current, type, stem,"
    " options, answer, fingerprint, explanation, points, difficulty, chapter, citation,"
    " source_line, made_at) VALUES (?, '', 1, ?, 1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " '2026-11-23 00:30:00.000000')"
)


def measure() -> list[Figure]:
    """Import the same workbooks both ways, each round into an empty bank of its own."""
    figures = []
    with tempfile.TemporaryDirectory() as name:
        os.environ["DONGAN_MACHINE"] = str(Path(name, "machine"))
        for questions, rounds in SIZES.items():
            book = Path(name, f"题库{questions}.xlsx")
            export(drafts(questions), book)
            figures.append(_compare(Path(name), book, questions, rounds))
        figures.append(_memory(Path(name), book, questions))
    return figures


def _compare(folder: Path, book: Path, questions: int, rounds: int) -> Figure:
    folders = [folder / f"{questions}-{number}" for number in range(2 * (rounds + 1))]
    banks = [Workspace.open(one) for one in folders]
    fresh, bare = iter(banks[: rounds + 1]), iter(folders[rounds + 1 :])
    figure = compare_work(
        f"{questions:,} questions in / calamine, executemany",
        lambda: take_in(next(fresh), book, questions),
        lambda: _insert(next(bare), book),
        GOAL,
        rounds,
    )
    for bank in banks:
        bank.close()
    return figure


def _memory(folder: Path, book: Path, questions: int) -> Figure:
    told = [str(folder / "memory"), str(book), str(questions)]
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *told],
        cwd=paths.program_folder(),
        check=True,
        capture_output=True,
        text=True,
    )
    megabytes = int(done.stdout) * 1024 / 1_000_000
    return memory(f"peak memory of {questions:,} in", megabytes, MEMORY_GOAL)


def drafts(count: int) -> list[Draft]:
    """Make questions of three types that resemble each other as little as real ones do."""
    return [_draft(number) for number in range(count)]


def _draft(number: int) -> Draft:
    act, place = ACTS[number % 10], PLACES[number // 10 % 10]
    article = number % 158 + 1
    stem = f"党员{number:x}号在{place}中有{act}情形{number // 100}次的，应当按第{article}条"
    shared = {
        "explanation": f"见第{article}条，{place}中的{act}按情节轻重处理。",
        "citation": f"《条例》第{article}条",
        "difficulty": ("易", "中", "难")[number % 3],
    }
    if number % 4 == 3:
        return Draft(QuestionType.TRUE_FALSE, f"{stem}处理。", answer=(number % 8 == 3,), **shared)
    options = tuple(f"{what}{number % 7 + 1}个月" for what in ("警告", "记过", "察看", "停职"))
    kind, answer = QuestionType.SINGLE_CHOICE, ("ABCD"[number % 4],)
    if number % 4 == 2:
        kind, answer = QuestionType.MULTIPLE_CHOICE, ("A", "C")
    return Draft(kind, f"{stem}给予（　）。", options, answer, **shared)


def take_in(workspace: Workspace, book: Path, questions: int) -> None:
    """Read a workbook and store all it holds."""
    reading = formats.read(book, Silent())
    with workspace.begin() as session:
        found = intake.preview(session, reading)
        ready = found.in_state(intake.State.GOOD, intake.State.SIMILAR)
        report = intake.accept(
            session,
            drafts=[entry.draft for entry in ready],
            subject_name="纪律学习",
            file_name=book.name,
            by=Actor("李老师", workspace.device),
            at=AT,
        )
        assert report.stored == questions


def _insert(folder: Path, book: Path) -> None:
    from python_calamine import CalamineWorkbook

    connection = _connect(folder / FILE)
    rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()[1:]
    subject, taken = new_id(), new_id()
    ids = [new_id() for _row in rows]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(INSERT_SUBJECT, (subject,))
    connection.execute(INSERT_IMPORT, (taken,))
    connection.executemany(INSERT_QUESTION, [(one, subject, taken) for one in ids])
    versions = [_version(one, row) for one, row in zip(ids, rows, strict=True)]
    connection.executemany(INSERT_VERSION, versions)
    connection.execute("COMMIT")
    connection.close()


def _version(question_id: str, row: Sequence[object]) -> tuple[object, ...]:
    number, kind, stem, *options, key, explanation, citation, chapter, difficulty = row[:-4]
    points = row[-4]  # behind it stand tags, marking points and the passage
    return (
        new_id(),
        question_id,
        kind,
        stem,
        json.dumps(options, ensure_ascii=False),
        json.dumps([key], ensure_ascii=False),
        question_id,
        explanation,
        points or None,
        difficulty,
        chapter,
        citation,
        number,
    )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        f"cache_size=-{CACHE_KB}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def main() -> None:
    """Print the table of this module alone."""
    print_table(measure())


if __name__ == "__main__":
    main()
