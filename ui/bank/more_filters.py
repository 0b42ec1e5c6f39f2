"""更多条件: all by which questions are found besides type, status and level."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from dongan_training import clock
from dongan_training.bank import different_texts, queries
from dongan_training.bank.filtering import DISCRIMINATIONS, Filter
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from ui.bank.filter_words import ANSWERS
from ui.bank.known_field import KnownField
from ui.kit import Desk, FormDialog, Words, add_row, beside, form_in, row

LAST_ARTICLE, FIRST_EDITION, LAST_EDITION = 2000, 1948, 2100
MOST_POINTS = 1000
HALF, WIDE = 300, 800  # pixels
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
            tags = different_texts.tags_in_use(session)
            chapters = different_texts.chapters_in_use(session)
            regulations = different_texts.regulations_cited(session)
            hands = different_texts.hands_in_use(session)
            files = dict.fromkeys(one.file_name for one in queries.imports(session))
        self.tag = KnownField(tags, wanted.tag)
        self.chapter = KnownField(chapters, wanted.chapter)
        self.source = KnownField(list(files), wanted.source)
        self.hand = KnownField(hands, wanted.hand)
        self.changed = _days(wanted.changed_since)
        self.regulation = KnownField(regulations, wanted.regulation)
        self.edition = _number(LAST_EDITION, wanted.edition, FIRST_EDITION)
        self.article = _number(LAST_ARTICLE, wanted.article)
        self.last_article = _number(LAST_ARTICLE, wanted.last_article)
        self.least_points = _points(wanted.least_points)
        self.most_points = _points(wanted.most_points)
        self.discrimination = _choice({None: _("不限"), **DISCRIMINATIONS}, wanted.discrimination)
        self.answers = {
            field: _choice({None: _("不限"), True: yes, False: no}, getattr(wanted, field))
            for field, (_name, yes, no) in ANSWERS.items()
        }
        left, right = QWidget(), QWidget()
        self._build(form_in(left), form_in(right))
        self.form.addRow(beside((left, HALF, 1), (right, HALF, 1), spacing=32))
        self.setMinimumWidth(WIDE)
        self.tag.setFocus()

    def _build(self, left: QFormLayout, right: QFormLayout) -> None:
        add_row(left, _("标签"), self.tag)
        add_row(left, _("章节"), _by_piece(self.chapter))
        add_row(left, _("导入自"), _by_piece(self.source))
        add_row(left, _("经手人"), _by_piece(self.hand), _("写过、导入过或改过题的人。"))
        day = _("新增的也算；也可写 2026-11-01。")
        add_row(left, _("改动日期不早于"), self.changed, day)
        add_row(left, _("依据的文件"), _by_piece(self.regulation))
        add_row(left, _("版本（年份）"), self.edition)
        from_to = _span(self.article, self.last_article)
        add_row(left, _("第几条"), from_to, _("只填前一格，就只找这一条。"))
        self.article.setAccessibleName(_("从第几条"))
        self.last_article.setAccessibleName(_("到第几条"))
        add_row(right, _("几分"), _span(self.least_points, self.most_points))
        self.least_points.setAccessibleName(_("从几分"))
        self.most_points.setAccessibleName(_("到几分"))
        add_row(right, _("实测区分度"), self.discrimination)
        for field, (name, _yes, _no) in ANSWERS.items():
            add_row(right, _(name), self.answers[field])

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
            hand=self.hand.currentText().strip(),
            edition=_value(self.edition),
            least_points=_value(self.least_points),
            most_points=_value(self.most_points),
            discrimination=self.discrimination.currentData(),
            changed_since=self._since(),
            **{field: choice.currentData() for field, choice in self.answers.items()},
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


def _points(value: float | None) -> QDoubleSpinBox:
    field = QDoubleSpinBox(minimum=0, maximum=MOST_POINTS, singleStep=0.5, decimals=1)
    field.setSpecialValueText(_("不限"))
    field.setValue(value or 0)
    return field


def _value(field: QSpinBox | QDoubleSpinBox) -> Any:
    return None if field.value() == field.minimum() else field.value()


def _span(first: QWidget, last: QWidget) -> QWidget:
    return row(first, Words(_("至"), "muted"), last, None)


def _choice(said: Mapping[Any, str], value: object) -> QComboBox:
    field = QComboBox()
    for meaning, told in said.items():
        field.addItem(_(told), meaning)
    field.setCurrentIndex(field.findData(value))
    return field
