"""Marks as Excel files: the list for the office, and the one that is posted, masked."""

from datetime import datetime
from pathlib import Path

from dongan_training import clock
from dongan_training.exam.bands import band_name
from dongan_training.exam.mark_list import MarkList, MarkRow, masked_name, state_name
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Cell, Sheet, workbook
from dongan_training.texts import _


def write_marks(marks: MarkList, path: Path, *, at: datetime) -> None:
    """Write everybody with names, whole or not at all (errors of dongan_training.saving)."""
    heads = [
        *(_("名次"), _("序号"), _("姓名"), _("乡镇"), _("所在党组织"), _("卷")),
        *(_("成绩"), _("补考后"), _("等次"), _("情况"), _("回执码")),
    ]
    rows = [_full(one) for one in marks.rows]
    title = _("{title}成绩册").format(title=marks.exam.title)
    save_whole(path, workbook([Sheet(_("成绩"), title, heads, rows, _told(at))]))


def write_posted_marks(marks: MarkList, path: Path, *, at: datetime) -> None:
    """Write the list that may hang on a wall: names masked, without what failed people got."""
    heads = [_("名次"), _("姓名"), _("乡镇"), _("成绩"), _("等次")]
    rows = [_posted(one) for one in marks.rows if one.band is not None and one.passed]
    title = _("{title}成绩公示").format(title=marks.exam.title)
    save_whole(path, workbook([Sheet(_("公示"), title, heads, rows, _told(at))]))


def _full(one: MarkRow) -> list[Cell]:
    band = band_name(one.band) if one.band else ""
    return [
        *(one.rank, one.number, one.name, one.township, one.unit, one.form),
        *(one.score, one.final, band, one.remark or state_name(one.state), one.receipt),
    ]


def _posted(one: MarkRow) -> list[Cell]:
    band = band_name(one.band) if one.band else ""
    return [one.rank, masked_name(one.name), one.township, one.final, band]


def _told(at: datetime) -> str:
    return _("截至 {moment}").format(moment=f"{clock.local(at):%Y-%m-%d %H:%M}")
