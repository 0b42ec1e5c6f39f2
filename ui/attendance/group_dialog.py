"""集体签到: a branch that came together, marked in the list or pasted as names."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from dongan_training import clock
from dongan_training.attendance import queries
from dongan_training.attendance.answers import Answer
from dongan_training.attendance.group_sign_in import check_in_group, names_meant
from dongan_training.texts import _, clauses, listed
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    Tone,
    Words,
    WorkDialog,
    row,
    spread_name,
    stack,
)

NAMES_TOLD = 6


class GroupDialog(WorkDialog):
    """``answered`` carries what the door says to each of them, after the commit."""

    answered = Signal(object)

    def __init__(self, desk: Desk, lesson_id: str, parent: QWidget | None = None):
        super().__init__(_("集体签到"), parent)
        self._desk = desk
        self._lesson_id = lesson_id
        self.resize(860, 560)
        self.search = SearchField(_("姓名、单位、组别"))
        self.people = RowsModel(
            Column(_("序号"), "number", width=64),
            Column(_("姓名"), "name", spread_name, bold=True, width=120),
            Column(_("所在党组织"), "org"),
            find=("pinyin", "township", "group"),
            parent=self,
        )
        self.table = Table(self.people, "group")
        self.table.set_empty(EmptyState("users", _("没有还未签到的人。")))
        self.names = QPlainTextEdit()
        self.names.setAccessibleName(_("名单"))
        self.names.setPlaceholderText(_("也可以把名单粘贴到这里，\n每行一个姓名或序号"))
        self.names.setTabChangesFocus(True)
        self.mark = Button(_("按名单选中"), self.mark_names)
        self.submit = PrimaryButton(_("集体签到"), self.check_in)
        self._lay_out()
        self.search.searched.connect(self.people.filter)
        self.search.going_down.connect(self.table.setFocus)
        self.table.selectionModel().selectionChanged.connect(self._count)
        with desk.workspace.read() as session:
            rows = queries.register(session, lesson_id=lesson_id, now=clock.now())
        self._rows = [one for one in rows if one.arrived_at is None]
        self.people.show(self._rows)
        self._count()
        self.search.setFocus()

    def mark_names(self) -> None:
        """Mark those whom the pasted list names, and tell which names fit nobody."""
        meant = names_meant(self._rows, self.names.toPlainText())
        self.search.clear()
        self.people.filter()
        wanted = {one.enrolment_id for one in meant.rows}
        chosen, flags = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        chosen.clear()
        for number, one in enumerate(self.people.rows):
            if one.enrolment_id in wanted:
                chosen.select(self.people.index(number, 0), flags.Select | flags.Rows)
        told = []
        if meant.unknown:
            told.append(_("不在名单上或者已经签到：{names}").format(names=_some(meant.unknown)))
        if meant.ambiguous:
            told.append(_("有同名，请写序号：{names}").format(names=_some(meant.ambiguous)))
        self.notice.show_text(clauses(told), Tone.ATTENTION)

    def check_in(self) -> None:
        """Let everybody marked in."""
        ids = [one.enrolment_id for one in self.table.selected()]
        with self.explaining():
            with self._desk.workspace.begin() as session:
                answers = check_in_group(
                    session,
                    lesson_id=self._lesson_id,
                    enrolment_ids=ids,
                    by=self._desk.actor,
                    at=clock.now(),
                )
            self.accept()
            self.answered.emit(answers)

    def reject(self) -> None:
        """Close without checking anybody in; ask first where a choice would be lost."""
        marked = len(self.table.selected())
        if marked > 1 or self.names.toPlainText().strip():  # the list marks one by itself
            self.ask_to_drop(_("选中的人还没有签到，粘贴的名单也没有保存，关闭后要重新选。"))
        else:
            super().reject()

    def _count(self) -> None:
        count = len(self.table.selected())
        words = _("集体签到 {count} 人").format(count=count) if count else _("集体签到")
        self.submit.setText(words)
        self.submit.setEnabled(count > 0)

    def _lay_out(self) -> None:
        right = stack(self.names, row(self.mark, None))
        right.setFixedWidth(240)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self.table, 1)
        halves.addWidget(right)
        hint = Words(_("请先核对本人都在场；逐人记入日志。Ctrl+A 选中列出的所有人。"), "muted")
        self._body.addWidget(hint.wrapped())
        self._body.addWidget(self.search)
        self._body.addLayout(halves, 1)
        self._body.addWidget(row(None, Button(_("取消"), self.reject), self.submit))


def told_answers(answers: Sequence[Answer]) -> tuple[str, Tone]:
    """What came of a group, in one line."""
    passed = sum(one.passed for one in answers)
    refused = [f"{one.name}：{one.sentence}" for one in answers if not one.passed]
    words = _("集体签到 {count} 人。").format(count=passed)
    if not refused:
        return words, Tone.GOOD
    return f"{words} {clauses(refused[:NAMES_TOLD])}", Tone.ATTENTION


def _some(names: Sequence[str]) -> str:
    return listed(names[:NAMES_TOLD])
