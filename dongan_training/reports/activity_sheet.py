"""Study activities and the counts reported upward, and who is short of hours, as Excel files."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dongan_training import clock
from dongan_training.attendance.activity_kinds import Kind
from dongan_training.attendance.activity_queries import (
    ActivityRow,
    Count,
    Period,
    counts_by_township,
    counts_of,
)
from dongan_training.reports.ledger import LedgerEntry
from dongan_training.reports.shortfall import behind, shortfalls
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Cell, Sheet, workbook
from dongan_training.texts import _, listed


def write_activities(
    rows: Sequence[ActivityRow], known: Sequence[Kind], path: Path, *, period: Period
) -> None:
    """Write counts and list to ``path``, whole or not at all (errors of dongan_training.saving)."""
    told = _("{first} 至 {last}").format(first=period.first, last=period.last)
    totals = _counts(_("学习活动统计"), counts_of(rows, known), told)
    townships = _counts(_("分乡镇统计"), counts_by_township(rows, known), told)
    save_whole(path, workbook([totals, townships, _list(rows, told)]))


def write_shortfall(entries: Sequence[LedgerEntry], path: Path, *, year: int, at: datetime) -> None:
    """Write who is short and by how much, by township and by name."""
    told = _("截至 {day}").format(day=f"{clock.local(at):%Y-%m-%d}")
    townships = Sheet(
        name=_("分乡镇"),
        title=_("{year}年度学时差额（分乡镇）").format(year=year),
        heads=[_("乡镇"), _("有应修学时的人数"), _("已达标"), _("未达标"), _("共差学时")],
        rows=[
            (one.township, one.people, one.reached, one.behind, one.missing)
            for one in shortfalls(entries)
        ],
        note=told,
    )
    people = Sheet(
        name=_("名单"),
        title=_("{year}年度学时未达标名单").format(year=year),
        heads=[
            *(_("乡镇"), _("姓名"), _("所在党组织"), _("职务"), _("类别")),
            *(_("已修学时"), _("应修学时"), _("还差")),
        ],
        rows=[
            (
                *(one.township, one.name, one.org, one.post, listed(one.categories)),
                *(one.earned, one.quota, one.missing),
            )
            for one in behind(entries)
        ],
        note=told,
    )
    save_whole(path, workbook([townships, people]))


def _counts(title: str, counts: Sequence[Count], told: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (one.township or _("全县"), one.kind.name, one.times, one.kind.times_unit, one.heads)
        for one in counts
    ]
    heads = [_("乡镇"), _("种类"), _("次数"), _("单位"), _("人次")]
    return Sheet(name=title, title=title, heads=heads, rows=rows, note=told)


def _list(rows: Sequence[ActivityRow], told: str) -> Sheet:
    return Sheet(
        name=_("活动清单"),
        title=_("学习活动清单"),
        heads=[
            *(_("日期"), _("种类"), _("名称"), _("乡镇"), _("党组织"), _("地点"), _("主讲人")),
            *(_("次数"), _("人次"), _("学时"), _("备注")),
        ],
        rows=[
            (
                *(one.held_on.isoformat(), one.kind, one.title, one.township, one.org),
                *(one.place, one.lecturer, one.times, one.heads, one.hours, one.note),
            )
            for one in rows
        ],
        note=told,
    )
