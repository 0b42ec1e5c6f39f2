"""Set a room up: when one may enter and hand in, how often, with what, and the way out."""

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from dongan_training import clock
from dongan_training.exam.rules import (
    LATEST_ENTRY,
    MOST_ATTEMPTS,
    SittingRules,
    change_rules,
    rules_of,
)
from dongan_training.exam.station import needs_password, set_quit_password
from dongan_training.texts import _
from ui.exam.machine_memory import remember_use, stays_with_one
from ui.kit import Desk, FormDialog, row

SHOWN_TIME = "yyyy-MM-dd HH:mm"


class MomentField(QWidget):
    """A moment that may be left open."""

    def __init__(self, moment: datetime | None, open_words: str, name: str):
        super().__init__()
        self.open = QCheckBox(open_words)
        self.field = QDateTimeEdit(displayFormat=SHOWN_TIME)
        self.field.setAccessibleName(name)
        shown = clock.local(moment or clock.now())
        self.field.setDateTime(QDateTime.fromSecsSinceEpoch(int(shown.timestamp())))
        self.open.setChecked(moment is None)
        self.open.toggled.connect(self.field.setDisabled)
        self.field.setEnabled(moment is not None)
        self._as_given = moment
        self._as_shown = self.field.dateTime()
        line = row(self.field, self.open, None, spacing=12)
        self.setLayout(line.layout())

    def moment(self) -> datetime | None:
        """What is set; None where it is left open. What was not touched stays to the second."""
        if self.open.isChecked():
            return None
        if self._as_given is not None and self.field.dateTime() == self._as_shown:
            return self._as_given
        whole_minutes = self.field.dateTime().toSecsSinceEpoch() // 60 * 60
        return datetime.fromtimestamp(whole_minutes, UTC)


class RoomSetupDialog(FormDialog):
    """The rules of one exam beside its paper and marks."""

    def __init__(self, desk: Desk, exam_id: str, parent: QWidget | None = None):
        super().__init__(_("考场设置"), parent=parent)
        self.desk, self.exam_id = desk, exam_id
        self.setMinimumWidth(600)
        with desk.workspace.read() as session:
            rules, has_password = rules_of(session, exam_id), needs_password(session, exam_id)
        self.room = self.line(_("考场"), rules.room)
        self.starts = MomentField(rules.starts_at, _("随时可以开考"), _("开考时间"))
        self.row(_("开考时间"), self.starts)
        self.late = _spin(LATEST_ENTRY, -1 if rules.late_entry is None else rules.late_entry, -1)
        self.late.setSpecialValueText(_("不限"))
        self.row(_("迟到入场"), self.late, _("开考后多少分钟以内可以入场。"))
        self.ends = MomentField(rules.ends_at, _("不限"), _("入场截止"))
        self.row(_("入场截止"), self.ends, _("过了这时不能再开考；已开考的人不受影响。"))
        self.earliest = _spin(LATEST_ENTRY, rules.earliest_hand_in)
        self.row(_("最早交卷"), self.earliest, _("从本人开考算起；0 为随时可以交卷。"))
        self.attempts = QSpinBox(minimum=1, maximum=MOST_ATTEMPTS, value=rules.attempts_allowed)
        self.row(_("可以考几次"), self.attempts, _("多次时取最高分。"))
        self.book = _choice((_("闭卷"), False), (_("开卷"), True), rules.open_book)
        self.row(_("形式"), self.book)
        orders = (_("按卷别的题序"), False), (_("每人题序不同"), True)
        self.order = _choice(*orders, rules.personal_order)
        self.row(_("题序"), self.order, _("有人开考以后不能再改。"))
        results = (_("成绩以后公布"), False), (_("交卷后显示成绩"), True)
        self.result = _choice(*results, rules.shows_result)
        self.row(_("成绩"), self.result)
        uses = (_("轮流使用：交卷后回到登录画面"), False), (_("一人一机：交卷后停在回执"), True)
        self.use = _choice(*uses, stays_with_one())
        self.row(_("本机"), self.use, _("只管这台电脑，下次进入考场时生效。"))
        self.password = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        if has_password:
            self.password.setPlaceholderText(_("已设置，不改就不用填"))
        told = _("退出全屏考试画面时要输入；只保存它的散列值，忘了可以在这里重设。")
        self.row(_("退出密码"), self.password, told)
        self.no_password = QCheckBox(_("不要密码，退出时只问一次"))
        self.no_password.setChecked(not has_password)
        self.no_password.toggled.connect(self.password.setDisabled)
        self.password.setDisabled(not has_password)
        self.form.addRow("", self.no_password)

    def save(self) -> None:
        """Set the rules, and the password where one was typed in or taken away."""
        rules = SittingRules(
            starts_at=self.starts.moment(),
            ends_at=self.ends.moment(),
            late_entry=None if self.late.value() < 0 else self.late.value(),
            earliest_hand_in=self.earliest.value(),
            attempts_allowed=self.attempts.value(),
            open_book=self.book.currentData(),
            personal_order=self.order.currentData(),
            shows_result=self.result.currentData(),
            room=self.room.text().strip(),
        )
        here = {"exam_id": self.exam_id, "by": self.desk.actor, "at": clock.now()}
        with self.desk.workspace.begin() as session:
            change_rules(session, rules=rules, **here)
            typed = "" if self.no_password.isChecked() else self.password.text()
            taken_away = self.no_password.isChecked() and needs_password(session, self.exam_id)
            if typed or taken_away:
                set_quit_password(session, password=typed, **here)
        remember_use(stays=self.use.currentData())


def _spin(most: int, value: int, least: int = 0) -> QSpinBox:
    field = QSpinBox(minimum=least, maximum=most, value=value)
    field.setSuffix(_(" 分钟"))
    return field


def _choice(first: tuple[str, bool], second: tuple[str, bool], chosen: bool) -> QComboBox:
    box = QComboBox()
    for words, value in (first, second):
        box.addItem(words, value)
    box.setCurrentIndex(box.findData(chosen))
    return box
