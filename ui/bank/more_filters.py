"""更多条件: all by which questions are found besides type, status and level."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from dongan_training import clock
from dongan_training.bank import filtering
from dongan_training.bank.filtering import Filter
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from ui.bank.known_field import KnownField
from ui.kit import Desk, FormDialog

LAST_ARTICLE, FIRST_EDITION, LAST_EDITION = 2000, 1948, 2100
PERIODS = (7, 30, 90)  # days


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
            regulations = filtering.regulations_cited(session)
        self.tag = KnownField(tags, wanted.tag)
        self.regulation = KnownField(regulations, wanted.regulation)
        self.article = _number(LAST_ARTICLE, wanted.article)
        self.edition = _number(LAST_EDITION, wanted.edition, FIRST_EDITION)
        self.pictured = _answers(wanted.pictured, _("有图"), _("没有图"))
        self.for_review = _answers(wanted.for_review, _("待复核"), _("不用复核"))
        self.used = _answers(wanted.used, _("用过"), _("没有用过"))
        self.changed = _days(wanted.changed_since)
        self.row(_("标签"), self.tag)
        self.row(_("依据的文件"), self.regulation, _("写名称的一部分即可。"))
        self.row(_("第几条"), self.article)
        self.row(_("版本（年份）"), self.edition)
        self.row(_("题中图片"), self.pictured)
        self.row(_("依据的版本"), self.for_review)
        self.row(_("试卷"), self.used, _("用过：进过任何一份试卷。"))
        self.row(_("改动日期不早于"), self.changed, _("新增的也算；可以写 2026-11-01 这样的日期。"))

    def save(self) -> None:
        self.wanted = replace(
            self.wanted,
            tag=self.tag.currentText().strip(),
            regulation=self.regulation.currentText().strip().strip("《》"),
            article=_value(self.article),
            edition=_value(self.edition),
            pictured=self.pictured.currentData(),
            for_review=self.for_review.currentData(),
            used=self.used.currentData(),
            changed_since=self._since(),
        )

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
    if wanted.tag:
        yield _("标签：{tag}").format(tag=wanted.tag), replace(wanted, tag="")
    if wanted.regulation:
        told = _("依据：{title}").format(title=wanted.regulation)
        yield told, replace(wanted, regulation="")
    if wanted.article is not None:
        yield _("第 {number} 条").format(number=wanted.article), replace(wanted, article=None)
    if wanted.basis is not None:
        told = _("依据：{title}").format(title=wanted.basis.told())
        yield told, replace(wanted, basis=None)
    if wanted.edition is not None:
        yield _("{year} 年版").format(year=wanted.edition), replace(wanted, edition=None)
    if wanted.pictured is not None:
        told = _("有图") if wanted.pictured else _("没有图")
        yield told, replace(wanted, pictured=None)
    if wanted.for_review is not None:
        told = _("依据待复核") if wanted.for_review else _("依据不用复核")
        yield told, replace(wanted, for_review=None)
    if wanted.used is not None:
        told = _("用过") if wanted.used else _("没有用过")
        yield told, replace(wanted, used=None)
    if wanted.changed_since is not None:
        day = clock.local(wanted.changed_since).date().isoformat()
        told = _("{day} 以来改过").format(day=day)
        yield told, replace(wanted, changed_since=None)


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


def _answers(value: bool | None, yes: str, no: str) -> QComboBox:
    field = QComboBox()
    for told, one in ((_("不限"), None), (yes, True), (no, False)):
        field.addItem(told, one)
    field.setCurrentIndex(field.findData(value))
    return field
