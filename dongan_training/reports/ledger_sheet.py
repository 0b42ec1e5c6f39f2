"""The hours ledger as an Excel file: one line a person, and every source on a second sheet."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from dongan_training import clock
from dongan_training.attendance.papers import STATUS_NAMES
from dongan_training.reports.ledger import LedgerEntry
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Sheet, workbook
from dongan_training.texts import _, listed


def write_ledger(entries: Sequence[LedgerEntry], path: Path, *, year: int, at: datetime) -> None:
    """Write the ledger to ``path``, whole or not at all (errors of dongan_training.saving)."""
    save_whole(path, workbook([_summary(entries, year, at), _sources(entries, year)]))


def _summary(entries: Sequence[LedgerEntry], year: int, at: datetime) -> Sheet:
    rows = [
        (
            number,
            one.name,
            one.township,
            one.org,
            one.post,
            listed(one.categories),
            one.earned,
            one.quota or None,
            _verdict(one),
        )
        for number, one in enumerate(entries, start=1)
    ]
    return Sheet(
        name=_("学时台账"),
        title=_("{year}年度学时台账").format(year=year),
        heads=[
            *(_("序号"), _("姓名"), _("乡镇"), _("所在党组织"), _("职务"), _("类别")),
            *(_("已修学时"), _("应修学时"), _("是否达标")),
        ],
        rows=rows,
        note=_("截至 {day}，共 {people} 人").format(
            day=f"{clock.local(at):%Y-%m-%d}", people=len(entries)
        ),
    )


def _verdict(one: LedgerEntry) -> str:
    if not one.quota:
        return "—"
    return _("达标") if one.is_enough else _("差 {hours:g}").format(hours=one.missing)


def _when(moment: datetime) -> str:
    """An activity is entered by its day alone."""
    local = clock.local(moment)
    return f"{local:%Y-%m-%d}" if local.time() == time() else f"{local:%Y-%m-%d %H:%M}"


def _sources(entries: Sequence[LedgerEntry], year: int) -> Sheet:
    rows = [
        (
            one.name,
            one.org,
            _when(line.starts_at),
            line.class_title,
            line.lesson_title,
            _(STATUS_NAMES[line.status]),
            line.explanation,
            line.earned,
        )
        for one in entries
        for line in one.lines
    ]
    return Sheet(
        name=_("学时来源"),
        title=_("{year}年度学时来源").format(year=year),
        heads=[
            *(_("姓名"), _("所在党组织"), _("时间"), _("培训班"), _("场次")),
            *(_("考勤"), _("说明"), _("学时")),
        ],
        rows=rows,
        note=_("每半学时都对应一场课；未到和请假不计学时。"),
    )
