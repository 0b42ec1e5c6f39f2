"""Lists of training had elsewhere, as portals and superiors hand them out, and their import."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.sheets.headings import find_headings
from dongan_training.sheets.tables import read_tables
from dongan_training.texts import N_, _
from dongan_training.training.models import OutsideTraining
from dongan_training.training.name_list import COLUMNS as NAME_COLUMNS
from dongan_training.training.name_list import ListedName, match_each

COLUMNS = {
    **NAME_COLUMNS,
    "title": (
        *("班次", "班次名称", "培训班", "培训班名称", "培训班次", "培训名称", "课程", "课程名称"),
        *("专题", "培训项目", "项目名称", "培训内容", "培训主题", "学习内容", "活动名称"),
    ),
    "organizer": ("主办单位", "举办单位", "培训机构", "平台", "来源"),
    "hours": (
        *("学时", "培训学时", "完成学时", "累计学时", "学时数", "获得学时", "认定学时", "折算学时"),
        *("总学时", "学分", "获得学分", "取得学分", "累计学分", "完成学分"),
    ),
    "ended": (
        *("结束时间", "结束日期", "完成时间", "完成日期", "结业时间", "培训时间", "培训日期"),
        *("学习时间", "学习日期", "起止时间", "培训起止时间", "时间", "日期"),
    ),
}
MOST_HOURS = 2000.0
DAY = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")
MONTH = re.compile(r"(20\d\d)\D{1,2}(\d{1,2})(?!\d)")


@dataclass(eq=False)
class NoOutsideList(UserError):
    file: str
    message = N_("在“{file}”里没有找到“姓名”一栏。")
    advice = N_("没有导入。请使用有“姓名”“培训班名称”“学时”等栏目的表格。")


@dataclass(frozen=True)
class OutsideRow:
    """One row of a list: who it names, and what they attended; hours as written."""

    row: int
    name: str
    org: str
    title: str
    organizer: str
    hours: str
    ended: str


@dataclass(frozen=True)
class OutsideProblem:
    """A row that was not taken."""

    row: int
    name: str
    message: str


@dataclass(frozen=True)
class OutsideReport:
    """What a list came to; the same row a second time only changes what is different."""

    added: int
    changed: int
    same: int
    problems: tuple[OutsideProblem, ...]


def read_outside(path: Path) -> list[OutsideRow]:
    """Read a list as portals and superiors hand it out; heads may be written in many ways."""
    rows = []
    for table in read_tables(path):
        headings = find_headings(table, COLUMNS, required=("name",))
        if headings is None:
            continue
        for row in table.rows[headings.index + 1 :]:
            said = {field: headings.text(row, field) for field in COLUMNS}
            if said["name"] or said["title"] or said["hours"]:
                rows.append(OutsideRow(row=row.number, **said))
    if not rows:
        raise NoOutsideList(path.name)
    return rows


def import_outside(
    session: Session,
    *,
    rows: Sequence[OutsideRow],
    year: int,
    usual: str,
    by: Actor,
    at: datetime,
) -> OutsideReport:
    """Credit people with what a list says; ``usual`` is the title of rows that name none."""
    kept = {
        (one.person_id, one.title): one
        for one in session.scalars(select(OutsideTraining).where(OutsideTraining.year == year))
    }
    counts = {"added": 0, "changed": 0, "same": 0}
    problems = []
    meant = match_each(session, [ListedName(row.row, row.name, row.org) for row in rows])
    for row, found in zip(rows, meant, strict=True):
        problem = _problem(row, year, found.problem)
        if problem or found.person_id is None:
            problems.append(OutsideProblem(row.row, row.name, problem))
            continue
        key = (found.person_id, row.title or usual)
        said = {"organizer": row.organizer, "hours": _hours(row.hours), "ended_on": _day(row.ended)}
        if key not in kept:
            kept[key] = OutsideTraining(person_id=key[0], year=year, title=key[1])
            session.add(kept[key])
            counts["added"] += 1
        else:
            is_same = all(getattr(kept[key], name) == value for name, value in said.items())
            counts["same" if is_same else "changed"] += 1
        for name, value in said.items():
            setattr(kept[key], name, value)
    session.flush()
    audit.record(session, by=by, at=at, act="outside.import", subject=str(year), details=counts)
    return OutsideReport(**counts, problems=tuple(problems))


def _problem(row: OutsideRow, year: int, unmatched: str) -> str:
    if not row.name:
        return _("这一行没有姓名。")
    if unmatched:
        return unmatched
    if _hours(row.hours) is None:
        return _("学时“{hours}”不是数。").format(hours=row.hours)
    ended = _day(row.ended)
    if row.ended and ended is None:
        return _("日期“{day}”不对。").format(day=row.ended)
    if ended and ended.year != year:
        return _("日期“{day}”不在 {year} 年。").format(day=row.ended, year=year)
    return ""


def _hours(text: str) -> float | None:
    bare = text.strip().removesuffix("学时").removesuffix("小时").strip()
    try:
        hours = float(bare or 0)
    except ValueError:
        return None
    return round(hours * 2) / 2 if 0 <= hours <= MOST_HOURS else None


def _day(text: str) -> date | None:
    """The last day that a text like 2026.3.2-2026.3.6 names; of a month alone the 1st."""
    found = DAY.findall(text) or [(*month, "1") for month in MONTH.findall(text)]
    try:
        return date(*map(int, found[-1])) if found else None
    except ValueError:
        return None
