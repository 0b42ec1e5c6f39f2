"""Read what trainers gave from a table: a column of names or numbers, and one of points."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.overall.weighing import WHOLE
from dongan_training.sheets.headings import find_headings
from dongan_training.sheets.tables import read_tables
from dongan_training.texts import N_, _
from dongan_training.training.finding import find_enrolments

HEADS = {
    "number": ("序号", "序", "编号", "学号"),
    "name": ("姓名", "学员", "学员姓名", "名字"),
    "points": ("成绩", "分数", "得分", "平时成绩", "平时", "平时分", "评分"),
}
MOST_TOLD = 5


@dataclass(eq=False)
class NoPointsInFile(UserError):
    message = N_("表格里没有找到“姓名”（或“序号”）和“成绩”两列。")
    advice = N_("没有保存。请在第一行写上列名。")


@dataclass(eq=False)
class RowsDoNotFit(UserError):
    count: int
    rows: str
    message = N_("有 {count} 行不能用：{rows}")
    advice = N_("没有保存。请改正表格后再试。")


@dataclass(frozen=True)
class _Line:
    """One row of the file: whom it means and what it gives, as written."""

    row: int
    who: str
    points: str


def read_given(session: Session, class_id: str, path: Path) -> dict[str, float]:
    """Give the percents of a file by enrolment; raises RowsDoNotFit with all that is wrong.

    A row without points says nothing about that person.
    """
    lines = list(_lines(path))
    if not lines:
        raise NoPointsInFile
    percents: dict[str, float] = {}
    problems = []
    for line in lines:
        try:
            (enrolment_id,) = find_enrolments(session, class_id, [line.who])
            percents[enrolment_id] = _percent(line.points)
        except UserError as error:
            problems.append(_("第 {row} 行，{told}").format(row=line.row, told=error.told()))
        except ValueError:
            told = _("第 {row} 行，“{points}”不是 0 到 100 的分数。")
            problems.append(told.format(row=line.row, points=line.points))
    if problems:
        raise RowsDoNotFit(len(problems), "".join(problems[:MOST_TOLD]))
    return percents


def _lines(path: Path) -> Iterator[_Line]:
    for table in read_tables(path):
        heads = find_headings(table, HEADS, required=("points",))
        if heads is None or not {"number", "name"} & set(heads.columns):
            continue
        for row in table.rows[heads.index + 1 :]:
            who = heads.text(row, "number").strip() or heads.text(row, "name").strip()
            points = heads.text(row, "points").strip()
            if who and points:
                yield _Line(row.number, who, points)


def _percent(text: str) -> float:
    percent = float(text)
    if not 0 <= percent <= WHOLE:
        raise ValueError(text)
    return percent
