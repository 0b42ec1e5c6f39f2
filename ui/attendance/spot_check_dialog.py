"""抽点: ten people named at random, called out, and marked as here or not."""

import secrets

from PySide6.QtWidgets import QSpinBox, QWidget

from dongan_training import clock
from dongan_training.attendance.queries import LessonChoice
from dongan_training.attendance.spot_checks import (
    MOST,
    USUAL_COUNT,
    Called,
    draw_spot_check,
    spot_checks,
    tell_found,
)
from dongan_training.people.units import Named
from dongan_training.texts import _
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    RowsModel,
    Table,
    Tag,
    Tone,
    Words,
    WorkDialog,
    hour_and_minute,
    row,
    spread_name,
)


class SpotCheckDialog(WorkDialog):
    """Shows the latest spot check of the lesson; answers are stored one by one."""

    def __init__(self, desk: Desk, lesson: LessonChoice, parent: QWidget | None = None):
        super().__init__(_("抽点"), parent)
        self._desk = desk
        self._lesson = lesson
        self.resize(760, 600)
        self.count = QSpinBox()
        self.count.setRange(1, MOST)
        self.count.setValue(USUAL_COUNT)
        self.count.setAccessibleName(_("抽几人"))
        self.draw = PrimaryButton(_("随机抽点"), self.draw_names, icon="refresh-cw")
        self.count.lineEdit().returnPressed.connect(self.draw_names)
        self.told = Words("", "muted")
        self.people = RowsModel(
            Column(_("序号"), "number", width=64),
            Column(_("姓名"), "name", spread_name, bold=True, width=140),
            Column(_("单位"), "unit", _unit),
            Column(_("座位"), "seat", width=90),
            Column(_("结果"), "found", tag=_found, width=90),
            parent=self,
        )
        self.table = Table(self.people, "spot-check")
        advice = _("从已签到、没有签退的人里随机抽取，请逐个点名。")
        self.table.set_empty(EmptyState("users", _("还没有抽点。"), advice=advice))
        self.here = Button(_("在场"), self.mark_here, icon="check", shortcut="F5")
        self.missing = Button(_("不在"), self.mark_missing, icon="x", shortcut="F6")
        self._lay_out()
        self._read()

    def draw_names(self) -> None:
        """Name people by chance."""
        with self.explaining():
            with self._desk.workspace.begin() as session:
                draw_spot_check(
                    session,
                    lesson_id=self._lesson.id,
                    count=self.count.value(),
                    seed=secrets.randbits(32),
                    by=self._desk.actor,
                    at=clock.now(),
                )
            self.notice.hide()
            self._read()
            self.table.setFocus()

    def mark_here(self) -> None:
        """The person marked is there."""
        self._answer(found=True)

    def mark_missing(self) -> None:
        """The person marked is not there."""
        self._answer(found=False)

    def _answer(self, *, found: bool) -> None:
        called: Called | None = self.table.current()
        if called is None:
            return
        number = self.table.currentIndex().row()
        with self.explaining():
            with self._desk.workspace.begin() as session:
                tell_found(
                    session, call_id=called.id, found=found, by=self._desk.actor, at=clock.now()
                )
            self._read()
            self.table.pick(min(number + 1, self.people.rowCount() - 1))

    def _read(self) -> None:
        with self._desk.workspace.read() as session:
            latest = next(iter(spot_checks(session, [self._lesson.id])), None)
        self.people.show(latest.called if latest else ())
        for button in (self.here, self.missing):
            button.setEnabled(latest is not None)
        if latest is None:
            return
        if latest.is_open:
            words = _("{time} 抽点，{count} 人待核对").format(
                time=hour_and_minute(latest.at),
                count=sum(one.found is None for one in latest.called),
            )
        else:
            words = _("{time} 抽点，{here} 人在场，{missing} 人不在").format(
                time=hour_and_minute(latest.at),
                here=len(latest.called) - latest.missing,
                missing=latest.missing,
            )
        self.told.setText(words)
        self.table.pick(0)

    def _lay_out(self) -> None:
        body = self._body
        body.addWidget(row(self.count, Words(_("人")), self.draw, None, self.told))
        body.addWidget(self.table, 1)
        hint = Words(_("不在的人会列入“异常提示”，考勤由人核对后更正。"), "small").wrapped()
        body.addWidget(hint)
        body.addWidget(row(self.here, self.missing, None, Button(_("关闭"), self.accept)))


def _unit(unit: Named) -> str:
    return unit.full


def _found(found: bool | None) -> Tag:
    if found is None:
        return Tag(_("未核对"), Tone.QUIET)
    return Tag(_("在场"), Tone.GOOD) if found else Tag(_("不在"), Tone.BAD)
