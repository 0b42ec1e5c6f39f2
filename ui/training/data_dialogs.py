"""班别 and 场地: what new classes and timetables start from, as lists to be changed."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.people.facts import LIST_MARKS
from dongan_training.texts import _, listed
from dongan_training.training import kinds, venues
from dongan_training.training.kinds import KindFacts
from dongan_training.training.planning import LARGEST_QUOTA
from dongan_training.training.venues import VenueFacts
from ui.kit import (
    Button,
    Column,
    DangerButton,
    Desk,
    EmptyState,
    FormDialog,
    ListDialog,
    PrimaryButton,
    RowsModel,
    Table,
    Tone,
    flow,
)


class VenuesDialog(ListDialog):
    """Rooms with their seats; what is proposed for a timetable fits into them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("排课时会避开已占用和坐不下的场地。座位填 0 表示不限。")
        super().__init__(_("场地"), told, parent)
        self.setMinimumWidth(680)
        self.desk = desk
        self.rows = RowsModel(
            Column(_("名称"), "name", bold=True),
            Column(_("类型"), "kind", muted=True, width=140),
            Column(_("座位"), "capacity", _or_unlimited, width=90),
            parent=self,
        )
        self.table = Table(self.rows, "venues")
        self.table.set_empty(EmptyState("map-pin", _("还没有场地。"), advice=_("在下面填写。")))
        self.name = QLineEdit(placeholderText=_("例如：镇政府三楼会议室"))
        self.kind = QComboBox(editable=True)
        self.kind.addItems([_(word) for word in venues.KINDS])
        self.seats = QSpinBox(maximum=venues.MOST_SEATS, specialValueText=_("不限"))
        named = ((self.name, _("名称")), (self.kind, _("类型")), (self.seats, _("座位")))
        for field, words in named:
            field.setAccessibleName(words)
        self.name.setMinimumWidth(220)
        self.keep = PrimaryButton(_("保存场地"), self.keep_venue)
        self.remove = DangerButton(_("去掉"), self.remove_venue)
        self._body.addWidget(flow(self.name, self.kind, self.seats, self.keep, spacing=10))
        self.fill(self.table, self.remove)
        self.table.picked.connect(self._show)
        self.name.returnPressed.connect(self.keep_venue)
        self.refresh()

    def refresh(self) -> None:
        """Read the rooms anew."""
        with self.desk.workspace.read() as session:
            self.rows.show(venues.venues(session))
        self.remove.setEnabled(bool(self.rows.rows))

    def keep_venue(self) -> None:
        """Add the room in the fields, or change the one of its name."""
        facts = VenueFacts(self.name.text(), self.seats.value(), self.kind.currentText())
        try:
            with self.desk.workspace.begin() as session:
                venues.keep_venue(session, facts=facts, by=self.desk.actor, at=clock.now())
        except UserError as error:
            self.explain(error)
            return
        self.notice.show_text(_("已保存“{name}”。").format(name=facts.name.strip()), Tone.GOOD)
        self.refresh()

    def remove_venue(self) -> None:
        """Take the room with the cursor off the list; it can be typed in again."""
        if row := self.table.current():
            with self.desk.workspace.begin() as session:
                by, now = self.desk.actor, clock.now()
                venues.remove_venue(session, name=row.name, by=by, at=now)
            told = _("已去掉“{name}”；课程表里写着它的地方不变。").format(name=row.name)
            self.notice.show_text(told, Tone.GOOD)
            self.refresh()

    def _show(self, row: VenueFacts | None) -> None:
        if row is not None:
            self.name.setText(row.name)
            self.kind.setCurrentText(row.kind)
            self.seats.setValue(row.capacity)


class KindsDialog(ListDialog):
    """Kinds of classes; a class that exists keeps what it says."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("新建培训班时按班别带出对象、名额和结业条件；已有的培训班不变。")
        super().__init__(_("班别"), told, parent)
        self.setMinimumWidth(820)
        self.desk = desk
        self.form: KindDialog | None = None
        self.rows = RowsModel(
            Column(_("班别"), "name", bold=True, width=160),
            Column(_("对象"), "targets", listed, muted=True),
            Column(_("名额"), "quota", _or_unlimited, width=80),
            Column(_("考试"), "needs_exam", _yes_or_no, width=72),
            Column(_("学时"), "needs_full_hours", _yes_or_no, width=72),
            Column(_("全勤"), "needs_no_absence", _yes_or_no, width=72),
            parent=self,
        )
        self.table = Table(self.rows, "kinds")
        self.add = PrimaryButton(_("添加班别"), self.add_kind, icon="plus")
        self.change = Button(_("修改"), self.change_kind)
        self.remove = DangerButton(_("去掉"), self.remove_kind)
        self.fill(self.table, self.add, self.change, self.remove)
        self.table.opened.connect(self.change_kind)
        self.refresh()

    def refresh(self) -> None:
        """Read the kinds anew."""
        with self.desk.workspace.read() as session:
            self.rows.show(kinds.kinds(session))
        self.remove.setEnabled(len(self.rows.rows) > 1)

    def add_kind(self) -> None:
        """Open the form for another kind."""
        self._ask(KindFacts(""))

    def change_kind(self) -> None:
        """Open the form for the kind with the cursor."""
        if row := self.table.current():
            self._ask(row)

    def remove_kind(self) -> None:
        """Take the kind with the cursor off the list."""
        row: KindFacts | None = self.table.current()
        if row is None:
            return
        with self.desk.workspace.begin() as session:
            left = [one for one in kinds.kinds(session) if one.name != row.name]
            kinds.keep_kinds(session, wanted=left, by=self.desk.actor, at=clock.now())
        self.notice.show_text(_("已去掉“{name}”。").format(name=row.name), Tone.GOOD)
        self.refresh()

    def _ask(self, kind: KindFacts) -> None:
        self.form = KindDialog(self.desk, kind, self)
        self.form.accepted.connect(self.refresh)
        self.form.open()


class KindDialog(FormDialog):
    """One kind of class; without a name it is a new one."""

    def __init__(self, desk: Desk, kind: KindFacts, parent: QWidget | None = None):
        super().__init__(_("修改班别") if kind.name else _("添加班别"), "", parent)
        self.desk, self.kind = desk, kind
        self.name = self.line(_("名称"), kind.name)
        self.targets = self.line(_("对象"), "、".join(kind.targets))
        self.targets.setPlaceholderText(_("例如：支部书记、村民代表"))
        self.quota = QSpinBox(maximum=LARGEST_QUOTA, specialValueText=_("不限名额"))
        self.quota.setValue(kind.quota)
        self.row(_("名额"), self.quota)
        self.needs_exam = QCheckBox(_("考试合格"))
        self.needs_full_hours = QCheckBox(_("学时修满"))
        self.needs_no_absence = QCheckBox(_("没有缺勤"))
        conditions = (self.needs_exam, self.needs_full_hours, self.needs_no_absence)
        wanted = (kind.needs_exam, kind.needs_full_hours, kind.needs_no_absence)
        for box, is_wanted in zip(conditions, wanted, strict=True):
            box.setChecked(is_wanted)
        self.row(_("结业条件"), flow(*conditions, spacing=16))

    def save(self) -> None:
        targets = LIST_MARKS.split(self.targets.text().strip())
        facts = KindFacts(
            name=self.name.text().strip(),
            targets=tuple(word for word in targets if word),
            quota=self.quota.value(),
            needs_exam=self.needs_exam.isChecked(),
            needs_full_hours=self.needs_full_hours.isChecked(),
            needs_no_absence=self.needs_no_absence.isChecked(),
        )
        with self.desk.workspace.begin() as session:
            known = kinds.kinds(session)
            wanted = [facts if one.name == self.kind.name else one for one in known]
            wanted += [] if self.kind.name else [facts]
            kinds.keep_kinds(session, wanted=wanted, by=self.desk.actor, at=clock.now())


def _or_unlimited(count: int) -> str:
    return str(count) if count else _("不限")


def _yes_or_no(is_so: bool) -> str:
    return "√" if is_so else "–"
