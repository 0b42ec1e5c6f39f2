"""Pictures of the attendance page, the door desk and their dialogs."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import cycle

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from dongan_training import clock
from dongan_training.attendance import queries
from dongan_training.attendance.answers import Answer
from dongan_training.attendance.carried_rows import Kind
from dongan_training.attendance.carrying import Weighed, gather
from dongan_training.attendance.checkin import Outcome
from dongan_training.attendance.evidence import Photograph, keep_evidence
from dongan_training.attendance.merging_rows import Beside
from dongan_training.attendance.models import CheckIn, Direction, LeaveState
from dongan_training.attendance.refused import Refused, Said, Why
from dongan_training.attendance.spot_checks import draw_spot_check, spot_checks, tell_found
from dongan_training.attendance.walk_ins import Newcomer, let_in
from dongan_training.people.units import Named
from dongan_training.texts import _
from dongan_training.training.models import Lesson
from ui.attendance.by_name_dialog import ByNameDialog
from ui.attendance.door_desk import DoorDesk
from ui.attendance.entry_dialogs import EntryDialog, LeaveDialog, SheetDialog, TakeBackDialog
from ui.attendance.evidence_dialog import EvidenceDialog
from ui.attendance.group_dialog import GroupDialog
from ui.attendance.merge_dialog import MergeDialog
from ui.attendance.signs_dialog import SignsDialog
from ui.attendance.spot_check_dialog import SpotCheckDialog
from ui.attendance.walk_in_dialog import WalkInDialog
from ui.attendance.walk_ins_dialog import WalkInsDialog
from ui.kit import Desk
from ui.kit.screen import Screen, in_window


def _lesson_id(desk: Desk) -> str:
    """The lesson most people came to; without any, the first one."""
    with desk.workspace.read() as session:
        busy = session.scalar(select(CheckIn.lesson_id).order_by(CheckIn.id).limit(1))
        found = busy or session.scalar(select(Lesson.id).order_by(Lesson.starts_at).limit(1))
    assert found, "the demo has lessons"
    return found


def _page(desk: Desk) -> QWidget:
    return in_window(desk, "attendance", lesson_id=_lesson_id(desk))


def _door(desk: Desk, outcome: Outcome, sentence: str, advice: str = "") -> QWidget:
    lesson_id = _lesson_id(desk)
    door = DoorDesk(desk, lesson_id)
    with desk.workspace.read() as session:
        person = queries.register(session, lesson_id=lesson_id, now=clock.now())[0]
    door.show_answer(
        Answer(
            outcome=outcome,
            at=clock.now(),
            sentence=sentence.format(name=person.name),
            advice=advice,
            name="" if outcome is Outcome.NOT_A_BADGE else person.name,
            unit=Named(person.org, person.township, person.township + person.org),
            seat=person.seat,
        )
    )
    return door


def _with_photo(desk: Desk) -> QWidget:
    door = _door(desk, Outcome.ON_TIME, _("08:27:06 签到成功"))
    picture = QBuffer()
    drawn = QImage(413, 578, QImage.Format.Format_RGB32)
    drawn.fill("#7d8fa6")  # a photo that shows nobody
    drawn.save(picture, "JPG")
    door.card.show_message(replace(door.card.message, photo=bytes(picture.data())))
    return door


def _waiting(desk: Desk) -> QWidget:
    return DoorDesk(desk, _lesson_id(desk))


def _by_name(desk: Desk) -> QWidget:
    dialog = ByNameDialog(desk, _lesson_id(desk), Direction.IN)
    dialog.search.setText("c")
    return dialog


def _entry(desk: Desk, kind: type[EntryDialog]) -> QWidget:
    lesson_id = _lesson_id(desk)
    with desk.workspace.read() as session:
        lesson = queries.lesson_choice(session, lesson_id)
        people = queries.register(session, lesson_id=lesson_id, now=clock.now())[:2]
    return kind(desk, lesson, people)


def _group(desk: Desk) -> QWidget:
    return GroupDialog(desk, _lesson_id(desk))


def _walk_in(desk: Desk) -> QWidget:
    dialog = WalkInDialog(desk, _lesson_id(desk), "何婷")
    dialog.said.setText("芦洪市镇樟木村")
    return dialog


def _walk_ins(desk: Desk) -> QWidget:
    """With somebody who has just come."""
    with desk.workspace.begin() as session:
        lesson = queries.lesson_choice(session, _lesson_id(desk))
        name = queries.register(session, lesson_id=lesson.id, now=clock.now())[3].name
        newcomer = Newcomer(name, "芦洪市镇樟木村")
        let_in(session, lesson_id=lesson.id, newcomer=newcomer, by=desk.actor, at=lesson.starts_at)
    return WalkInsDialog(desk, lesson.class_id)


def _spot_check(desk: Desk) -> QWidget:
    """One who is there, one who is not, and eight still to be called."""
    lesson_id = _lesson_id(desk)
    with desk.workspace.begin() as session:
        lesson = queries.lesson_choice(session, lesson_id)
        at = lesson.starts_at + (lesson.ends_at - lesson.starts_at) / 2
        draw_spot_check(session, lesson_id=lesson_id, count=10, seed=5, by=desk.actor, at=at)
        called = spot_checks(session, [lesson_id])[0].called
        for one, found in zip(called, (True, False), strict=False):
            tell_found(session, call_id=one.id, found=found, by=desk.actor, at=at)
    return SpotCheckDialog(desk, lesson)


def _signs(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        lesson = queries.lesson_choice(session, _lesson_id(desk))
    return SignsDialog(desk, lesson.class_id)


def _evidence(desk: Desk) -> QWidget:
    lesson_id = _lesson_id(desk)
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill("#e9e6df")
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(data, "PNG")
    photograph = Photograph("签到表.png", "image/png", bytes(data.data().data()))
    with desk.workspace.begin() as session:
        keep_evidence(
            session, lesson_id=lesson_id, photograph=photograph, by=desk.actor, at=clock.now()
        )
        lesson = queries.lesson_choice(session, lesson_id)
    return EvidenceDialog(desk, lesson)


def _doors() -> tuple[tuple[str, Callable[[Desk], QWidget]], ...]:
    return (
        ("door-waiting", _waiting),
        ("door-photo", _with_photo),
        ("door-on-time", partial(_door, outcome=Outcome.ON_TIME, sentence=_("08:27:06 签到成功"))),
        (
            "door-repeated",
            partial(_door, outcome=Outcome.REPEATED, sentence=_("08:27 已经登记过，这次不重复计")),
        ),
        (
            "door-void",
            partial(
                _door,
                outcome=Outcome.VOID_BADGE,
                sentence=_("{name}的这张胸牌已作废。"),
                advice=_("没有签到。请出示新胸牌，或改用“手工签到”。"),
            ),
        ),
    )


def _merge(desk: Desk) -> QWidget:
    """The file of a second door: half the class is known, one is new, many are refused."""
    with desk.workspace.read() as session:
        lesson_id = _lesson_id(desk)
        lesson = session.get_one(Lesson, lesson_id)
        people = queries.register(session, lesson_id=lesson_id, now=clock.now())
        file = gather(session, class_id=lesson.class_id, at=clock.now())
    leave = {"kind": "病假", "reason": _("住院"), "state": LeaveState.APPROVED}
    refused = [
        Refused(
            one.enrolment_id,
            why,
            one.name,
            file.lessons[lesson_id],
            clock.now(),
            said,
            leave if said is Said.LEAVE else {},
            leave | {"state": LeaveState.REFUSED} if said is Said.LEAVE else {},
        )
        for one, why, said in zip(people, cycle(Why), cycle(Said), strict=False)
    ]
    beside = Beside({Kind.WALK_INS: [{}, {}], Kind.LEAVE: [{}]})
    weighed = Weighed(file.events[:1], len(file.events) - 1, tuple(refused), beside)
    return MergeDialog("二号门.json", weighed)


SCREENS = (
    Screen("attendance", _page),
    *(Screen(name, build) for name, build in _doors()),
    Screen("attendance-by-name", _by_name),
    Screen("attendance-from-sheet", partial(_entry, kind=SheetDialog)),
    Screen("attendance-leave", partial(_entry, kind=LeaveDialog)),
    Screen("attendance-group", _group),
    Screen("attendance-walk-in", _walk_in),
    Screen("attendance-walk-ins", _walk_ins),
    Screen("attendance-spot-check", _spot_check),
    Screen("attendance-signs", _signs),
    Screen("attendance-evidence", _evidence),
    Screen("attendance-take-back", partial(_entry, kind=TakeBackDialog)),
    Screen("attendance-merge", _merge),
)
