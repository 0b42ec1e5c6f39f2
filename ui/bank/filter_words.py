"""The conditions of a filter in words: as answers of its form, and as chips below it."""

from collections.abc import Iterator
from dataclasses import replace

from dongan_training import clock
from dongan_training.bank.filtering import DISCRIMINATIONS, Filter
from dongan_training.bank.scoring import plain_number
from dongan_training.texts import N_, _
from ui.kit import moment_text

# What can be asked for or ruled out: the field of a Filter, its name, and both answers.
ANSWERS = {
    "cited": (N_("依据"), N_("写了依据"), N_("没有依据")),
    "explained": (N_("解析"), N_("有解析"), N_("没有解析")),
    "pointed": (N_("分值"), N_("写了分值"), N_("没有写分值")),
    "pictured": (N_("题中图片"), N_("有图"), N_("没有图")),
    "in_passage": (N_("材料"), N_("材料题"), N_("不是材料题")),
    "measured": (N_("实测难度"), N_("难度实测过"), N_("难度没有实测过")),
    "used": (N_("试卷"), N_("试卷用过"), N_("试卷没有用过")),
    "for_review": (N_("复核"), N_("依据待复核"), N_("依据不用复核")),
}


def conditions(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    """Each further condition in words, and the filter without it."""
    yield from _named(wanted)
    yield from _rests_on(wanted)
    yield from _worth(wanted)
    for field, (_name, yes, no) in ANSWERS.items():
        value = getattr(wanted, field)
        if value is not None:
            yield _(yes if value else no), replace(wanted, **{field: None})
    if wanted.changed_since is not None:
        day = clock.local(wanted.changed_since).date().isoformat()
        told = _("{day} 以来改过").format(day=day)
        yield told, replace(wanted, changed_since=None)


def _named(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    if wanted.tag:
        yield _("标签：{tag}").format(tag=wanted.tag), replace(wanted, tag="")
    if wanted.chapter:
        yield _("章节：{chapter}").format(chapter=wanted.chapter), replace(wanted, chapter="")
    if wanted.source:
        yield _("导入自：{name}").format(name=wanted.source), replace(wanted, source="")
    if wanted.hand:
        yield _("经手人：{name}").format(name=wanted.hand), replace(wanted, hand="")
    if (taken := wanted.brought_by) is not None:
        told = _("{at} 导入的“{name}”").format(at=moment_text(taken.at), name=taken.file_name)
        yield told, replace(wanted, brought_by=None)


def _rests_on(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    if wanted.regulation:
        told = _("依据：{title}").format(title=wanted.regulation)
        yield told, replace(wanted, regulation="")
    if wanted.article is not None:
        told = _("第 {number} 条") if wanted.last_article is None else _("第 {number} 至 {last} 条")
        told = told.format(number=wanted.article, last=wanted.last_article)
        yield told, replace(wanted, article=None, last_article=None)
    if wanted.basis is not None:
        told = _("依据：{title}").format(title=wanted.basis.told())
        yield told, replace(wanted, basis=None)
    if wanted.edition is not None:
        yield _("{year} 年版").format(year=wanted.edition), replace(wanted, edition=None)


def _worth(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    least, most = wanted.least_points, wanted.most_points
    if least is not None or most is not None:
        yield _points(least, most), replace(wanted, least_points=None, most_points=None)
    if wanted.discrimination is not None:
        yield _(DISCRIMINATIONS[wanted.discrimination]), replace(wanted, discrimination=None)


def _points(least: float | None, most: float | None) -> str:
    if most is None:
        return _("{points} 分以上").format(points=plain_number(least or 0))
    if least is None:
        return _("{points} 分以下").format(points=plain_number(most))
    if least == most:
        return _("{points} 分").format(points=plain_number(least))
    told = _("{least} 至 {most} 分")
    return told.format(least=plain_number(least), most=plain_number(most))
