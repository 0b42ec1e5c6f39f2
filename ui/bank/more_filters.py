"""更多条件: all by which questions are found besides type, status and level."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from dongan_training import clock
from dongan_training.bank import filtering, queries
from dongan_training.bank.filtering import Filter
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from ui.bank.known_field import KnownField
from ui.kit import Desk, FormDialog, Words, moment_text, row

LAST_ARTICLE, FIRST_EDITION, LAST_EDITION = 2000, 1948, 2100
PERIODS = (7, 30, 90)  # days
CITED = N_("写了依据"), N_("没有依据")
EXPLAINED = N_("有解析"), N_("没有解析")
PICTURED = N_("有图"), N_("没有图")
IN_PASSAGE = N_("材料题"), N_("不是材料题")
MEASURED = N_("难度实测过"), N_("难度没有实测过")
FOR_REVIEW = N_("依据待复核"), N_("依据不用复核")
USED = N_("试卷用过"), N_("试卷没有用过")
ANSWERS = {
    "cited": CITED,
    "explained": EXPLAINED,
    "measured": MEASURED,
    "pictured": PICTURED,
    "in_passage": IN_PASSAGE,
    "for_review": FOR_REVIEW,
    "used": USED,
}


@dataclass(eq=False)
class DayUnfit(UserError):
    text: str
    message = N_("“{text}”不是日期。")
    advice = N_("请选择一项，或按 2026-11-23 这样书写。")


class MoreFilters(FormDialog):
    """Fields that say nothing keep everything; ``wanted`` is what is set when it closes."""

    holds_work = False

    def __init__(self, desk: Desk, wanted: Filter, parent: QWidget | None = None):
        super().__init__(_("更多条件"), _("筛选"), parent)
        self.wanted = wanted
        with desk.workspace.read() as session:
            tags = filtering.tags_in_use(session)
            chapters = filtering.chapters_in_use(session)
            regulations = filtering.regulations_cited(session)
            files = dict.fromkeys(one.file_name for one in queries.imports(session))
        self.tag = KnownField(tags, wanted.tag)
        self.chapter = KnownField(chapters, wanted.chapter)
        self.source = KnownField(list(files), wanted.source)
        self.regulation = KnownField(regulations, wanted.regulation)
        self.article = _number(LAST_ARTICLE, wanted.article)
        self.last_article = _number(LAST_ARTICLE, wanted.last_article)
        self.edition = _number(LAST_EDITION, wanted.edition, FIRST_EDITION)
        self.cited = _answers(_("依据"), wanted.cited, CITED)
        self.explained = _answers(_("解析"), wanted.explained, EXPLAINED)
        self.pictured = _answers(_("题中图片"), wanted.pictured, PICTURED)
        self.in_passage = _answers(_("材料"), wanted.in_passage, IN_PASSAGE)
        self.measured = _answers(_("实测难度"), wanted.measured, MEASURED)
        self.for_review = _answers(_("复核"), wanted.for_review, FOR_REVIEW)
        self.used = _answers(_("试卷"), wanted.used, USED)
        self.changed = _days(wanted.changed_since)
        self._build()

    def _build(self) -> None:
        self.row(_("标签"), self.tag)
        self.row(_("章节"), _by_piece(self.chapter))
        self.row(_("导入自"), _by_piece(self.source))
        self.row(_("依据的文件"), _by_piece(self.regulation))
        articles = row(self.article, Words(_("至"), "muted"), self.last_article, None)
        self.row(_("第几条"), articles, _("只填前一格，就只找这一条。"))
        self.article.setAccessibleName(_("从第几条"))
        self.last_article.setAccessibleName(_("到第几条"))
        self.row(_("版本（年份）"), self.edition)
        for label, pair in (
            (_("有没有"), (self.cited, self.explained)),
            ("", (self.pictured, self.in_passage)),
            (_("用过没有"), (self.used, self.measured)),
        ):
            beside = row(*pair)
            for place in range(len(pair)):
                beside.layout().setStretch(place, 1)
            self.row(label, beside)
        self.row(_("依据的版本"), self.for_review)
        self.row(_("改动日期不早于"), self.changed, _("新增的也算；可以写 2026-11-01 这样的日期。"))

    def save(self) -> None:
        article, last = self._articles()
        self.wanted = replace(
            self.wanted,
            tag=self.tag.currentText().strip(),
            regulation=self.regulation.currentText().strip().strip("《》"),
            article=article,
            last_article=last,
            chapter=self.chapter.currentText().strip(),
            source=self.source.currentText().strip(),
            cited=self.cited.currentData(),
            explained=self.explained.currentData(),
            measured=self.measured.currentData(),
            edition=_value(self.edition),
            pictured=self.pictured.currentData(),
            in_passage=self.in_passage.currentData(),
            for_review=self.for_review.currentData(),
            used=self.used.currentData(),
            changed_since=self._since(),
        )

    def _articles(self) -> tuple[int | None, int | None]:
        """From and to; one alone, and both alike, name one article."""
        said = {_value(self.article), _value(self.last_article)} - {None}
        return (min(said), max(said) if len(said) > 1 else None) if said else (None, None)

    def _since(self) -> datetime | None:
        typed = self.changed.currentText().strip()
        place = self.changed.findText(typed)
        if place >= 0 or not typed:
            return self.changed.itemData(max(place, 0))
        try:
            return datetime.fromisoformat(typed).astimezone()
        except ValueError:
            raise DayUnfit(typed) from None


def conditions(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    """Each further condition in words, and the filter without it."""
    yield from _named(wanted)
    yield from _rests_on(wanted)
    for field, (yes, no) in ANSWERS.items():
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


def _by_piece(field: KnownField) -> KnownField:
    field.lineEdit().setPlaceholderText(_("写名称的一部分即可"))
    return field


def _days(since: datetime | None) -> QComboBox:
    """Some days back from today, and any day that is typed."""
    today = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    field = QComboBox(editable=True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItem(_("不限"), None)
    field.addItem(_("今天"), today)
    for days in PERIODS:
        field.addItem(_("近 {count} 天").format(count=days), today - timedelta(days=days))
    if since is not None:
        field.setCurrentText(clock.local(since).date().isoformat())
    return field


def _number(last: int, value: int | None, first: int = 1) -> QSpinBox:
    """A number whose lowest step means none."""
    field = QSpinBox(minimum=first - 1, maximum=last, value=value or first - 1)
    field.setSpecialValueText(_("不限"))
    return field


def _value(field: QSpinBox) -> int | None:
    return None if field.value() == field.minimum() else field.value()


def _answers(name: str, value: bool | None, said: tuple[str, str]) -> QComboBox:
    """What is asked stands in the answers themselves: two of these share a line."""
    field = QComboBox()
    field.setAccessibleName(name)
    yes, no = said
    field.addItem(_("{what}：不限").format(what=name), None)
    field.addItem(_(yes), True)
    field.addItem(_(no), False)
    field.setCurrentIndex(field.findData(value))
    return field
