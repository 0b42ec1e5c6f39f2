"""学员: figures on top, then everybody with attendance, exam and hours."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QMenu, QVBoxLayout, QWidget

from dongan_training.attendance.status import AttendanceStatus
from dongan_training.people.order import post_rank, stroke_key
from dongan_training.reports.class_overview import (
    ClassOverview,
    ExamState,
    LessonMark,
    OverviewRow,
)
from dongan_training.texts import N_, _
from dongan_training.training.queries import LessonRow
from ui.kit import (
    Chip,
    Column,
    EmptyState,
    FigureCard,
    IconButton,
    PrimaryButton,
    RowsModel,
    SearchField,
    TableCard,
    Tag,
    Tone,
    flow,
    spread_name,
)
from ui.training.removable_rows import RemovableRows
from ui.training.wording import exam_tag, lesson_titles, mark_tag, marks_tag, not_yet

MOST_COLUMNS = 4  # lessons with a column of their own; more share one
ALL, CARE = 0, 1
Order = Callable[[OverviewRow], object]


def _by_number(one: OverviewRow) -> object:
    return one.number


def _as_chosen(_one: OverviewRow) -> object:
    return 0  # the rows come in the order that the settings choose for all lists


def _by_strokes(one: OverviewRow) -> object:
    return (stroke_key(one.name), one.number)


def _by_pinyin(one: OverviewRow) -> object:
    return (one.pinyin, one.name, one.number)


def _by_unit(one: OverviewRow) -> object:
    return (one.township, one.org, stroke_key(one.name))


def _by_post(one: OverviewRow) -> object:
    return (post_rank(one.post), stroke_key(one.name))


ORDERS: tuple[tuple[str, Order], ...] = (
    (N_("按设置的顺序"), _as_chosen),
    (N_("按姓氏笔画排序"), _by_strokes),
    (N_("按拼音排序"), _by_pinyin),
    (N_("按单位排序"), _by_unit),
    (N_("按职务排序"), _by_post),
    (N_("按编号排序"), _by_number),
)


class RosterTab(QWidget):
    """Shows a ClassOverview; what to do with the rows marked is asked of the page."""

    adding = Signal()
    withdrawing = Signal(object)  # the rows marked
    reprinting = Signal(object)  # one row
    placing = Signal(object)  # one row

    def __init__(self) -> None:
        super().__init__()
        self.people = FigureCard(_("学员"))
        self.attendance = FigureCard(_("出勤率"))
        self.exam = FigureCard(_("考试"))
        self.certificates = FigureCard(_("可发证书"))
        self.search = SearchField(_("姓名、拼音首字母、单位"))
        self.search.setFixedWidth(240)
        self.everybody, self.care = Chip(""), Chip("", Tone.ATTENTION)
        self.chips = QButtonGroup(self)
        self.order = QComboBox()
        self.order.setAccessibleName(_("排序"))
        self.more = IconButton("ellipsis", _("对所选学员"), self._open_menu)
        self.rows: RowsModel
        self.table: RemovableRows
        self._overview: ClassOverview | None = None
        self._card: TableCard | None = None
        self._heads: list[str] | None = None
        self._build()

    def show_overview(self, overview: ClassOverview) -> None:
        """Show the class as it stands."""
        self._overview = overview
        heads = lesson_titles(overview.lessons)
        if heads != self._heads:
            self._heads = heads
            self._build_table(overview.lessons)
        self._show_figures(overview)
        self.everybody.setText(_("全部 {count}").format(count=len(overview.rows)))
        waiting = sum(one.needs_care for one in overview.rows)
        self.care.setText(_("待处理 {count}").format(count=waiting))
        self.care.set_tone(Tone.ATTENTION if waiting else Tone.QUIET)
        self._show_rows()

    def filter(self) -> None:
        """Show who fits the search and the chip."""
        only_care = self.chips.checkedId() == CARE
        self.rows.filter(self.search.text(), _needs_care if only_care else None)

    def _build(self) -> None:
        for number, chip in ((ALL, self.everybody), (CARE, self.care)):
            self.chips.addButton(chip, number)
        self.everybody.setChecked(True)
        for title, order in ORDERS:
            self.order.addItem(_(title), order)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 14, 0, 0)
        body.setSpacing(14)
        figures = (self.people, self.attendance, self.exam, self.certificates)
        body.addWidget(flow(*figures, spacing=16))
        self.search.searched.connect(self.filter)
        self.chips.idClicked.connect(self.filter)
        self.order.activated.connect(self._show_rows)

    def _build_table(self, lessons: Sequence[LessonRow]) -> None:
        """Make the table anew: the lessons of the class are its columns."""
        self.rows = RowsModel(
            Column(_("序"), "number", muted=True, width=60),
            Column(_("姓名"), "name", spread_name, sort=_by_pinyin, bold=True, width=110),
            Column(_("所在党组织"), "org"),
            Column(_("职务"), "post", muted=True, width=130),
            *_lesson_columns(lessons),
            Column(_("考试"), "exam", tag=exam_tag, sort=_score, width=120),
            Column(_("学时"), "hours", _hours, width=72),
            find=("pinyin", "township"),
            parent=self,
        )
        self.table = RemovableRows(self.rows, "class-roster")
        add = PrimaryButton(_("添加学员"), self.adding.emit, icon="user-plus")
        advice = _("从花名册里选人，或者导入乡镇报来的名单。")
        self.table.set_empty(EmptyState("users", _("还没有学员。"), add, advice=advice))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu_at)
        self.table.opened.connect(self.placing)
        self.table.removing.connect(self._withdraw)
        card = TableCard(
            self.table, self.search, self.everybody, self.care, None, self.order, self.more
        )
        if self._card is not None:
            self.layout().removeWidget(self._card)
            self._card.deleteLater()
        self._card = card
        self.layout().addWidget(card, 1)

    def _show_rows(self) -> None:
        assert self._overview is not None, "rows are shown after an overview came"
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.show(sorted(self._overview.rows, key=self.order.currentData()))
        self.filter()

    def _show_figures(self, overview: ClassOverview) -> None:
        card = overview.card
        quota = _("名额 {quota}").format(quota=card.quota) if card.quota else _("不限名额")
        self.people.set_value(str(card.enrolled), quota)
        rate = overview.attendance_rate
        away = _("缺勤 {absent} · 请假 {leave}").format(
            absent=overview.count(AttendanceStatus.ABSENT),
            leave=overview.count(AttendanceStatus.ON_LEAVE),
        )
        if rate is None:
            self.attendance.set_value("–", not_yet(overview))
        else:
            self.attendance.set_value(f"{rate:.1%}", away)
        self._show_exam(overview)
        lacking = len(overview.rows) - overview.entitled
        self.certificates.set_value(
            _("{count} 份").format(count=overview.entitled),
            _("{count} 份未达条件").format(count=lacking) if lacking else "",
        )

    def _show_exam(self, overview: ClassOverview) -> None:
        done = overview.exam_count(ExamState.PASSED, ExamState.FAILED)
        if not overview.exams:
            self.exam.set_value("–", _("还没有安排考试"))
            return
        passed = overview.exam_count(ExamState.PASSED)
        rate = _("合格率 {rate:.0%}").format(rate=passed / done) if done else ""
        self.exam.set_value(_("{count} 人已考").format(count=done), rate)

    def _open_menu(self) -> None:
        self._menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _open_menu_at(self, place: QPoint) -> None:
        self._menu().popup(self.table.viewport().mapToGlobal(place))

    def _menu(self) -> QMenu:
        """What can be done with the rows marked."""
        marked = self.table.selected()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, slot, fits in (
            (_("座位和分组…"), self._place, len(marked) == 1),
            (_("补发胸牌…"), self._reprint, len(marked) == 1),
            (_("复制所选行"), self.table.copy, bool(marked)),
            (_("办理退学…"), self._withdraw, bool(marked)),
        ):
            action = menu.addAction(text, slot)
            action.setEnabled(fits)
        return menu

    def _withdraw(self) -> None:
        if marked := self.table.selected():
            self.withdrawing.emit(marked)

    def _reprint(self) -> None:
        self.reprinting.emit(self.table.selected()[0])

    def _place(self) -> None:
        self.placing.emit(self.table.selected()[0])


def _lesson_columns(lessons: Sequence[LessonRow]) -> list[Column]:
    if len(lessons) > MOST_COLUMNS:
        return [Column(_("考勤"), "marks", tag=marks_tag, sort=_absences, width=110)]
    return [
        Column(
            title, "marks", tag=partial(_tag_at, place), sort=partial(_status_at, place), width=112
        )
        for place, title in enumerate(lesson_titles(lessons))
    ]


def _tag_at(place: int, marks: Sequence[LessonMark | None]) -> Tag | None:
    mark = marks[place]
    return mark_tag(mark) if mark else None


def _status_at(place: int, one: OverviewRow) -> str | None:
    mark = one.marks[place]
    return mark.status if mark else None


def _absences(one: OverviewRow) -> int:
    return one.absences


def _score(one: OverviewRow) -> float | None:
    return one.exam.score


def _hours(hours: float) -> str:
    return f"{hours:g}"


def _needs_care(one: OverviewRow) -> bool:
    return one.needs_care
