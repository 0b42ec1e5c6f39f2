"""One class as an Excel file: figures, and each person's attendance, marks, hours, certificate."""

from datetime import datetime
from pathlib import Path

from dongan_training import clock
from dongan_training.attendance.corrections import CORRECTION_NAMES
from dongan_training.attendance.papers import STATUS_NAMES
from dongan_training.reports.class_overview import (
    ClassOverview,
    ExamState,
    LessonMark,
    OverviewRow,
)
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Cell, Sheet, workbook
from dongan_training.texts import N_, _, clauses

EXAM_NAMES = {
    ExamState.NO_EXAM: N_("没有考试"),
    ExamState.NOT_YET: N_("未考"),
    ExamState.SITTING: N_("正在考"),
    ExamState.PASSED: N_("合格"),
    ExamState.FAILED: N_("不合格"),
    ExamState.MISSED: N_("缺考"),
}


def write_class_report(overview: ClassOverview, path: Path, *, at: datetime) -> None:
    """Write the report to ``path``, whole or not at all (errors of dongan_training.saving)."""
    sheets = [_people(overview, at), _figures(overview, at), _corrections(overview, at)]
    save_whole(path, workbook(sheets))


def _people(overview: ClassOverview, at: datetime) -> Sheet:
    heads = [
        *(_("序号"), _("姓名"), _("乡镇"), _("所在党组织"), _("职务")),
        *(lesson.title for lesson in overview.lessons),
        *(_("考试"), _("成绩"), _("学时"), _("证书编号"), _("备注")),
    ]
    return Sheet(
        name=_("学员"),
        title=_("{title}学员情况表").format(title=overview.card.title),
        heads=heads,
        rows=[_row(row) for row in overview.rows],
        note=_told(at),
    )


def _row(row: OverviewRow) -> list[Cell]:
    remarks = "" if row.certificate else clauses(row.lacks)
    return [
        *(row.number, row.name, row.township, row.org, row.post),
        *map(_mark, row.marks),
        *(_(EXAM_NAMES[row.exam.state]), row.exam.score, row.hours, row.certificate, remarks),
    ]


def _figures(overview: ClassOverview, at: datetime) -> Sheet:
    rate = overview.attendance_rate
    passed, failed = (overview.exam_count(state) for state in (ExamState.PASSED, ExamState.FAILED))
    rows: list[tuple[Cell, ...]] = [
        (_("学员"), len(overview.rows)),
        (_("名额"), overview.card.quota or None),
        (_("出勤率（%）"), None if rate is None else round(rate * 100, 1)),
        (_("参加考试"), passed + failed),
        (_("考试合格"), passed),
        (_("符合发证条件"), overview.entitled),
        (_("已发证书"), sum(bool(row.certificate) for row in overview.rows)),
    ]
    return Sheet(
        name=_("汇总"),
        title=_("{title}汇总表").format(title=overview.card.title),
        heads=[_("项目"), _("数值")],
        rows=rows,
        note=_told(at),
    )


def _corrections(overview: ClassOverview, at: datetime) -> Sheet:
    return Sheet(
        name=_("手工更正"),
        title=_("{title}考勤手工更正记录").format(title=overview.card.title),
        heads=[
            *(_("时间"), _("场次"), _("姓名"), _("所在党组织")),
            *(_("更正"), _("原因"), _("经手人")),
        ],
        rows=[
            (
                f"{clock.local(one.at):%Y-%m-%d %H:%M}",
                *(one.lesson, one.name, one.org),
                *(_(CORRECTION_NAMES[one.kind]), one.reason, one.actor),
            )
            for one in overview.corrections
        ],
        note=_told(at),
    )


def _mark(mark: LessonMark | None) -> str:
    """Nothing where a lesson was not somebody's own."""
    return mark.leave or _(STATUS_NAMES[mark.status]) if mark else ""


def _told(at: datetime) -> str:
    return _("截至 {moment}").format(moment=f"{clock.local(at):%Y-%m-%d %H:%M}")
