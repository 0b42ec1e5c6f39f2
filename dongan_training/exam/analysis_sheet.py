"""The analysis of an exam as an Excel file."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dongan_training import clock
from dongan_training.bank.scoring import type_name
from dongan_training.exam.analysing import ExamAnalysis, GroupResult
from dongan_training.exam.analysis import verdict_words
from dongan_training.exam.analysis_words import fairness_words, summary_lines
from dongan_training.exam.item_results import ItemResult
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Cell, Sheet, workbook
from dongan_training.texts import _, clauses


def write_analysis(found: ExamAnalysis, path: Path, *, at: datetime) -> None:
    """Write all figures, whole or not at all (errors of dongan_training.saving)."""
    title = _("{title}成绩分析").format(title=found.exam.title)
    note = _("截至 {moment}").format(moment=f"{clock.local(at):%Y-%m-%d %H:%M}")
    sheets = [
        Sheet(_("概况"), title, [_("项目"), _("数值")], _summary(found), note),
        Sheet(_("试题"), title, _item_heads(), [_item(one) for one in found.items], note),
        Sheet(_("选项"), title, _option_heads(), _options(found.items), note),
        Sheet(_("卷别"), title, _form_heads(), _forms(found), note),
        _group_sheet(_("乡镇"), title, found.townships, note),
        _group_sheet(_("党组织"), title, found.units, note),
    ]
    save_whole(path, workbook(sheets))


def _summary(found: ExamAnalysis) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[name, value] for name, value in summary_lines(found)]
    rows += [
        [_("{low}–{high} 分（百分制）").format(low=one.low, high=one.high), one.count]
        for one in found.distribution
    ]
    return rows


def _item_heads() -> list[str]:
    return [
        *(_("卷"), _("题号"), _("题型"), _("题干"), _("答案"), _("分值"), _("人数")),
        *(_("未答"), _("难度 P"), _("全对率"), _("区分度 D"), _("题总相关"), _("评价"), _("说明")),
    ]


def _item(one: ItemResult) -> list[Cell]:
    return [
        *(one.form, one.number, type_name(one.type), one.stem, one.key, one.points, one.taken),
        *(one.omitted, _rounded(one.facility), _rounded(one.right_rate)),
        *(_rounded(one.discrimination), _rounded(one.correlation)),
        *(verdict_words(one.verdict), clauses(one.remarks)),
    ]


def _option_heads() -> list[str]:
    return [
        *(_("卷"), _("题号"), _("选项"), _("内容"), _("答案"), _("人数"), _("比例")),
        _("高分组减低分组"),
    ]


def _options(items: Sequence[ItemResult]) -> list[list[Cell]]:
    return [
        [
            *(item.form, item.number, one.label, one.text, "√" if one.is_key else ""),
            *(one.count, _rounded(one.share), _rounded(one.difference)),
        ]
        for item in items
        for one in item.options
    ]


def _form_heads() -> list[str]:
    return [
        *(_("卷"), _("人数"), _("及格"), _("平均分"), _("标准差"), _("信度 α")),
        *(_("与其他卷相差"), _("效应 d"), _("概率 p"), _("公平性")),
    ]


def _forms(found: ExamAnalysis) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for one in found.forms:
        group, fair = one.group, one.fairness
        rows.append(
            [
                *(group.name, group.taken, group.passed, _rounded(group.mean)),
                *(_rounded(group.deviation), _rounded(one.reliability)),
                _rounded(fair.difference) if fair else None,
                _rounded(fair.effect) if fair else None,
                _rounded(fair.probability) if fair else None,
                fairness_words(fair),
            ]
        )
    return rows


def _group_sheet(name: str, title: str, groups: Sequence[GroupResult], note: str) -> Sheet:
    heads = [name, _("人数"), _("及格"), _("及格率"), _("平均分"), _("标准差")]
    rows: list[list[Cell]] = [
        [
            *(one.name or _("未填单位"), one.taken, one.passed, _rounded(one.pass_rate)),
            *(_rounded(one.mean), _rounded(one.deviation)),
        ]
        for one in groups
    ]
    return Sheet(name, title, heads, rows, note)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
