"""登记学习活动: what was held, and who came, by name or only by number."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from dongan_training import clock
from dongan_training.attendance.activities import (
    MOST_HEADS,
    MOST_TIMES,
    ActivityFacts,
    activity_facts,
    change_activity,
    record_activity,
)
from dongan_training.attendance.activity_kinds import kinds
from dongan_training.people import queries as people_queries
from dongan_training.people.models import Person
from dongan_training.texts import _, clauses
from dongan_training.training.hours import MOST, STEP
from dongan_training.training.name_list import ListedName, MatchedNames, match_names
from ui.kit import Desk, FormDialog, Words, row
from ui.people.unit_field import UnitField

PROBLEMS_TOLD = 5


class ActivityDialog(FormDialog):
    """Names that fit nobody keep nothing back: the activity is stored, and they are told."""

    def __init__(self, desk: Desk, activity_id: str = "", parent: QWidget | None = None):
        heading = _("修改学习活动") if activity_id else _("登记学习活动")
        super().__init__(heading, "", parent)
        self._desk = desk
        self._activity_id = activity_id
        self._matched = MatchedNames((), ())
        self.setMinimumWidth(560)
        with desk.workspace.read() as session:
            self._kinds = kinds(session)
            units = people_queries.units(session)
            known = activity_facts(session, activity_id) if activity_id else None
            named = [session.get_one(Person, one).name for one in known.person_ids] if known else []
        self._named = dict(zip(known.person_ids, named, strict=True)) if known else {}
        self.kind = QComboBox()
        for kind in self._kinds:
            self.kind.addItem(kind.shown, kind.name)
        self.row(_("种类"), self.kind)
        self.title = self.line(_("名称"), hint=_("学了什么，例如“学习纪律处分条例第八章”。"))
        today = clock.local(clock.now()).date()
        self.day = QDateEdit(_qdate(known.held_on if known else today))
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.hours = QDoubleSpinBox(decimals=1, singleStep=STEP, maximum=MOST)
        told = _("每位参加人计多少学时；不计学时填 0。")
        self.row(_("日期"), _pair(_("日期"), self.day, _("学时"), self.hours), told)
        self.unit = UnitField(units)
        self.unit.insertItem(0, _("全县 / 不限单位"), "")
        self.unit.choose("")
        self.row(_("党组织"), self.unit)
        self.times, self.heads = QSpinBox(), QSpinBox()
        self.times.setRange(1, MOST_TIMES)
        self.heads.setRange(0, MOST_HEADS)
        told = _("几次合并登记时写次数。到会人数比名单多时，按人数上报。")
        self.row(_("次数"), _pair(_("次数"), self.times, _("人数"), self.heads), told)
        self.place, self.lecturer = QLineEdit(), QLineEdit()
        self.row(_("地点"), _pair(_("地点"), self.place, _("主讲人"), self.lecturer))
        self.names = QPlainTextEdit()
        self.names.setPlaceholderText(_("每行一个姓名；同名的在后面写单位，例如：陈敏 莲塘村"))
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(110)
        self.row(_("参加人"), self.names)
        if known:
            self._fill(known)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def problems(self) -> str:
        """Names of the list that fit nobody, or several."""
        found = self._matched.problems
        told = [f"{one.name}：{one.message}" for one in found[:PROBLEMS_TOLD]]
        if len(found) > PROBLEMS_TOLD:
            told.append(_("共 {count} 个姓名没有登记").format(count=len(found)))
        return clauses(told)

    def save(self) -> None:
        by, at = self._desk.actor, clock.now()
        with self._desk.workspace.begin() as session:
            wanted = [
                ListedName(number, *_parts(line))
                for number, line in enumerate(self.names.toPlainText().splitlines(), start=1)
                if line.strip()
            ]
            kept = [one for one in self._named if self._named[one] in {w.name for w in wanted}]
            fresh = [one for one in wanted if one.name not in self._named.values()]
            self._matched = match_names(session, fresh)
            facts = self._facts(tuple(dict.fromkeys((*kept, *self._matched.person_ids))))
            if self._activity_id:
                change_activity(session, activity_id=self._activity_id, facts=facts, by=by, at=at)
            else:
                record_activity(session, facts=facts, by=by, at=at)

    def _facts(self, person_ids: tuple[str, ...]) -> ActivityFacts:
        day = self.day.date()
        return ActivityFacts(
            kind=self.kind.currentData(),
            title=self.title.text(),
            held_on=date(day.year(), day.month(), day.day()),
            hours=self.hours.value(),
            times=self.times.value(),
            headcount=self.heads.value(),
            place=self.place.text(),
            lecturer=self.lecturer.text(),
            org_unit_id=self.unit.chosen() or None,
            person_ids=person_ids,
        )

    def _fill(self, known: ActivityFacts) -> None:
        self.kind.setCurrentIndex(self.kind.findData(known.kind))
        self.title.setText(known.title)
        self.unit.choose(known.org_unit_id or "")
        self.hours.setValue(known.hours)
        self.times.setValue(known.times)
        self.heads.setValue(known.headcount)
        self.place.setText(known.place)
        self.lecturer.setText(known.lecturer)
        self.names.setPlainText("\n".join(self._named.values()))


def _parts(line: str) -> tuple[str, str]:
    """陈敏 莲塘村 is a name and an organisation; 陈 敏 is a name spread by a blank."""
    words = line.replace("　", " ").split()
    if len(words) > 1 and len(words[0]) > 1:
        return words[0], "".join(words[1:])
    return "".join(words), ""


def _pair(first_name: str, first: QWidget, name: str, second: QWidget) -> QWidget:
    """Two fields in one line, so that the whole form is in sight."""
    first.setAccessibleName(first_name)
    second.setAccessibleName(name)
    line = row(first, Words(name), second, spacing=12)
    for place in (0, 2):
        line.layout().setStretch(place, 1)
    return line


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
