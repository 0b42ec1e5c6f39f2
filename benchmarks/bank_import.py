"""Importing 10,000 questions from Excel, against calamine and a bare executemany.

Ours reads, recognises, judges, compares with the bank and stores; the yardstick reads the
same cells and inserts the same two rows a question into tables of the same shape, with the
same pragmas, in one transaction.
"""

import json
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figure import ROUNDS, Figure, compare, print_table
from dongan_training.accounts.actor import Actor
from dongan_training.bank import formats, intake
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.exporting import export
from dongan_training.progress import Silent
from dongan_training.storage.base import new_id
from dongan_training.storage.database import BUSY_TIMEOUT_MS, CACHE_KB, FILE
from dongan_training.workspace import Workspace

QUESTIONS = 10_000
GOAL = 3
AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
ACTS = ("迟到", "缺席", "请托", "瞒报", "挪用", "推诿", "泄密", "漏登", "超支", "越权")
PLACES = ("会议", "村务", "党费", "档案", "选举", "公开", "采购", "值班", "学习", "帮扶")
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
    """Import the same workbook both ways, each round into an empty bank of its own."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["DONGAN_MACHINE"] = str(Path(name, "machine"))
        book = Path(name, "题库.xlsx")
        export(drafts(QUESTIONS), book)
        rounds = [Path(name, f"round-{number}") for number in range(2 * (ROUNDS + 1))]
        banks = [Workspace.open(folder) for folder in rounds]
        fresh = iter(banks[: ROUNDS + 1])
        bare = iter(rounds[ROUNDS + 1 :])
        figure = compare(
            "10,000 questions in / calamine, executemany",
            lambda: _import(next(fresh), book),
            lambda: _insert(next(bare), book),
            GOAL,
        )
        for bank in banks:
            bank.close()
    return [figure]


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


def _import(workspace: Workspace, book: Path) -> None:
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
        assert report.stored == QUESTIONS


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
