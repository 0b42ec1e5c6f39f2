"""At the door: who is let in, what is recorded, and what each refusal says."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance import queries
from dongan_training.attendance.answers import Door, answer_scan
from dongan_training.attendance.checkin import (
    HasLeftRoll,
    HasWithdrawn,
    LessonOver,
    NotArrived,
    NothingToTakeBack,
    OtherClass,
    Outcome,
    OutsideLesson,
    ReasonMissing,
    SheetEntry,
    TooEarly,
    UnknownBadge,
    VoidBadge,
    check_in,
    check_in_by_name,
    check_in_from_sheet,
    check_out,
    check_out_by_name,
    take_back,
)
from dongan_training.attendance.models import CheckIn, Direction, Method
from dongan_training.people.roll import leave_roll
from dongan_training.people.units import Named
from dongan_training.training.badge_code import badge_code
from dongan_training.training.badges import reprint_badge
from dongan_training.training.enrolment import withdraw
from dongan_training.training.models import Enrolment, Plan
from tests.attendance.conftest import add_class, enrol, give_badges


def scan(hall, name, minutes, act=check_in):
    with hall.workspace.begin() as session:
        return act(
            session,
            code=hall.codes[name],
            lesson_id=hall.lesson_id,
            method=Method.SCANNER,
            by=hall.by,
            at=hall.at(minutes),
        )


def by_name(hall, name, minutes, act=check_in_by_name):
    with hall.workspace.begin() as session:
        return act(
            session,
            enrolment_id=hall.enrolments[name],
            lesson_id=hall.lesson_id,
            by=hall.by,
            at=hall.at(minutes),
        )


def events(hall):
    with hall.workspace.read() as session:
        return [
            (one.direction, one.repeated, one.method)
            for one in session.scalars(select(CheckIn).order_by(CheckIn.id))
        ]


def acts(hall):
    with hall.workspace.read() as session:
        assert audit.verify(session) == ()
        return list(session.scalars(select(AuditEntry.act).order_by(AuditEntry.number)))


def test_an_arrival_before_the_start_is_on_time_and_tells_who_and_where(hall):
    arrival = scan(hall, "欧阳𬱖", -3)
    assert arrival.outcome is Outcome.ON_TIME
    assert (arrival.name, arrival.unit) == (
        "欧阳𬱖",
        Named("莲塘村党总支", "白牙市镇", "白牙市镇莲塘村党总支"),
    )
    assert arrival.seat == "2 号"
    assert events(hall) == [(Direction.IN, False, Method.SCANNER)]


@pytest.mark.parametrize(
    ("minutes", "outcome", "late"),
    [
        (-30, Outcome.ON_TIME, 0),
        (0, Outcome.ON_TIME, 0),
        (0.9, Outcome.ON_TIME, 0),  # the starting minute itself
        (1, Outcome.LATE, 1),
        (11.5, Outcome.LATE, 11),
        (30.9, Outcome.LATE, 30),
        (31, Outcome.TOO_LATE, 31),
        (180, Outcome.TOO_LATE, 180),
    ],
)
def test_how_late_somebody_is_counts_in_whole_minutes(hall, minutes, outcome, late):
    arrival = scan(hall, "陈敏", minutes)
    assert (arrival.outcome, arrival.minutes) == (outcome, late)


def test_a_second_scan_tells_the_first_arrival_and_is_kept_once_a_minute(hall):
    scan(hall, "陈敏", -9)
    for seconds in (2, 10, 59):
        again = scan(hall, "陈敏", -9 + seconds / 60)
        assert (again.outcome, again.first_at) == (Outcome.REPEATED, hall.at(-9))
    assert [repeated for _direction, repeated, _method in events(hall)] == [False]
    scan(hall, "陈敏", -7)
    scan(hall, "陈敏", -6.5)
    assert [repeated for _direction, repeated, _method in events(hall)] == [False, True]


def test_who_comes_back_after_signing_out_is_no_repeat(hall):
    scan(hall, "陈敏", -9)
    assert scan(hall, "陈敏", 60, check_out).outcome is Outcome.LEFT_EARLY
    assert scan(hall, "陈敏", 70).outcome is Outcome.RETURNED
    left = scan(hall, "陈敏", 165, check_out)  # fifteen minutes before the end
    assert left.outcome is Outcome.LEFT
    assert scan(hall, "陈敏", 165.5, check_out).first_at == hall.at(165)


def test_the_latest_way_out_counts(hall):
    scan(hall, "陈敏", -9)
    scan(hall, "陈敏", 160, check_out)
    assert scan(hall, "陈敏", 178, check_out).outcome is Outcome.LEFT
    with hall.workspace.read() as session:
        row = next(iter(queries.register(session, lesson_id=hall.lesson_id, now=hall.at(300))))
    assert row.left_at == hall.at(178)


def test_the_badge_of_a_person_who_left_the_roll_opens_no_door(hall):
    with hall.workspace.begin() as session:
        person_id = session.get_one(Enrolment, hall.enrolments["陈敏"]).person_id
        leave_roll(session, person_id=person_id, by=hall.by, at=hall.at(-60))
    with pytest.raises(HasLeftRoll, match="陈敏已离册"):
        scan(hall, "陈敏", -3)
    assert events(hall) == []


def test_signing_out_without_having_signed_in_is_refused(hall):
    with pytest.raises(NotArrived, match="陈敏还没有签到，不能签退。"):
        scan(hall, "陈敏", 180, check_out)
    assert events(hall) == []


def test_too_early_says_when_the_door_opens(hall):
    with pytest.raises(TooEarly, match="08:00 开始签到"):
        scan(hall, "陈敏", -30.1)
    with pytest.raises(TooEarly, match="2026-11-23 08:00 开始签到"):
        scan(hall, "陈敏", -24 * 60)


def test_after_the_lesson_nobody_can_arrive(hall):
    with pytest.raises(LessonOver, match="11:30 已经结束"):
        scan(hall, "陈敏", 180.1)


def test_a_person_of_another_class_is_told_which(hall):
    with hall.workspace.begin() as session:
        other = add_class(session, session.scalar(select(Plan)), 3, hall.starts_at)
        person = session.get_one(Enrolment, hall.enrolments["陈敏"]).person
        codes = give_badges(session, enrol(session, other, [person]), hall.at(-60))
    hall.codes.update(codes)
    with pytest.raises(OtherClass, match="陈敏报名的是“第四季度基层党务工作者培训班 · 第3期”"):
        scan(hall, "陈敏", -3)
    assert events(hall) == []


def test_a_reprint_makes_the_lost_badge_void_and_the_new_one_valid(hall):
    with hall.workspace.begin() as session:
        enrolment_id = hall.enrolments["陈敏"]
        new = reprint_badge(session, enrolment_id=enrolment_id, by=hall.by, at=hall.at(-60))
    with pytest.raises(VoidBadge, match="陈敏的这张胸牌已作废。"):
        scan(hall, "陈敏", -3)
    hall.codes["陈敏"] = new.code
    assert scan(hall, "陈敏", -2).outcome is Outcome.ON_TIME


def test_who_has_withdrawn_is_told_so_and_not_that_the_badge_is_void(hall):
    with hall.workspace.begin() as session:
        enrolments = [hall.enrolments["陈敏"]]
        withdraw(session, enrolment_ids=enrolments, reason="外出", by=hall.by, at=hall.at(-60))
    with pytest.raises(HasWithdrawn, match="陈敏已退出本班。"):
        scan(hall, "陈敏", -3)


def test_a_badge_the_data_do_not_know_is_refused(hall):
    hall.codes["陈敏"] = badge_code(hall.workspace.vault, "W" * 16)
    with pytest.raises(UnknownBadge):
        scan(hall, "陈敏", -3)


@pytest.mark.parametrize(
    ("code", "outcome", "sentence"),
    [
        ("https://example.org/x", Outcome.NOT_A_BADGE, "这是一个网址，不是胸牌。"),
        ("陈敏", Outcome.NOT_A_BADGE, "这不是东安培训的胸牌二维码。"),
        ("DA1.ABCDEFGH.X.Y", Outcome.OTHER_COUNTY, "这是别处（签发标识 ABCDEFGH）制作的胸牌"),
    ],
)
def test_the_door_answers_a_code_that_is_no_badge_of_ours(hall, code, outcome, sentence):
    with hall.workspace.begin() as session:
        door = Door(hall.lesson_id, Method.CAMERA)
        answer = answer_scan(session, code=code, door=door, by=hall.by, at=hall.at(-3))
    assert (answer.outcome, answer.passed) == (outcome, False)
    assert answer.sentence.startswith(sentence)
    assert "没有签到" in answer.advice
    assert events(hall) == []


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        (-3, "08:27:00 签到成功"),
        (11, "08:41:00 签到，迟到 11 分钟"),
        (45, "09:15:00 到，迟到 45 分钟，超过 30 分钟，计缺勤"),
    ],
)
def test_the_door_answers_an_arrival_in_one_sentence(hall, minutes, sentence):
    door = Door(hall.lesson_id, Method.SCANNER)
    with hall.workspace.begin() as session:
        code, at = hall.codes["陈敏"], hall.at(minutes)
        first = answer_scan(session, code=code, door=door, by=hall.by, at=at)
        again = answer_scan(session, code=code, door=door, by=hall.by, at=at)
    assert (first.sentence, first.passed) == (sentence, True)
    assert again.sentence == f"{sentence[:5]} 已经登记过，这次不重复计"


def test_checking_in_by_name_is_logged(hall):
    arrival = by_name(hall, "王芳", 5)
    assert (arrival.outcome, arrival.minutes) == (Outcome.LATE, 5)
    assert by_name(hall, "王芳", 180, check_out_by_name).outcome is Outcome.LEFT
    assert [method for _direction, _repeated, method in events(hall)] == [Method.BY_HAND] * 2
    assert acts(hall) == ["attendance.by_hand"] * 2


def test_scanning_a_badge_is_not_in_the_log_of_sensitive_acts(hall):
    scan(hall, "陈敏", -3)
    assert acts(hall) == []


def test_an_arrival_is_entered_from_paper_with_its_own_time(hall):
    line = SheetEntry(hall.enrolments["唐建国"], hall.lesson_id, hall.at(-5), "停电")
    with hall.workspace.begin() as session:
        arrival = check_in_from_sheet(session, line=line, by=hall.by, at=hall.at(24 * 60))
    assert (arrival.outcome, arrival.at) == (Outcome.ON_TIME, hall.at(-5))
    assert acts(hall) == ["attendance.from_sheet"]


@pytest.mark.parametrize(
    ("minutes", "reason", "refusal"),
    [(-5, "  ", ReasonMissing), (-31, "停电", OutsideLesson), (181, "停电", OutsideLesson)],
)
def test_an_entry_from_paper_needs_a_reason_and_a_time_of_the_lesson(
    hall, minutes, reason, refusal
):
    line = SheetEntry(hall.enrolments["唐建国"], hall.lesson_id, hall.at(minutes), reason)
    with pytest.raises(refusal), hall.workspace.begin() as session:
        check_in_from_sheet(session, line=line, by=hall.by, at=hall.at(24 * 60))
    assert events(hall) == []


def test_nobody_can_be_entered_as_arriving_in_the_future(hall):
    line = SheetEntry(hall.enrolments["唐建国"], hall.lesson_id, hall.at(20), "停电")
    with pytest.raises(OutsideLesson), hall.workspace.begin() as session:
        check_in_from_sheet(session, line=line, by=hall.by, at=hall.at(10))


def test_a_wrong_arrival_is_taken_back_by_a_further_event(hall):
    by_name(hall, "王芳", -5)
    with hall.workspace.begin() as session:
        take_back(
            session,
            enrolment_id=hall.enrolments["王芳"],
            lesson_id=hall.lesson_id,
            reason="选错了人",
            by=hall.by,
            at=hall.at(-4),
        )
    assert [one[0] for one in events(hall)] == [Direction.IN, Direction.TAKEN_BACK]
    assert acts(hall) == ["attendance.by_hand", "attendance.take_back"]
    assert scan(hall, "王芳", -3).outcome is Outcome.ON_TIME


def test_taking_back_what_never_was_is_refused(hall):
    with pytest.raises(NothingToTakeBack), hall.workspace.begin() as session:
        take_back(
            session,
            enrolment_id=hall.enrolments["王芳"],
            lesson_id=hall.lesson_id,
            reason="选错了人",
            by=hall.by,
            at=hall.at(-4),
        )


def test_a_lesson_of_the_same_class_later_that_day_has_its_own_door(hall):
    scan(hall, "陈敏", -3)
    hour = timedelta(hours=6)
    with hall.workspace.begin() as session:
        arrival = check_in(
            session,
            code=hall.codes["陈敏"],
            lesson_id=hall.afternoon_id,
            method=Method.SCANNER,
            by=hall.by,
            at=hall.at(-3) + hour,
        )
    assert arrival.outcome is Outcome.ON_TIME


def test_eight_doors_scanning_one_badge_at_once_record_one_arrival(hall):
    with ThreadPoolExecutor(max_workers=8) as doors:
        outcomes = list(doors.map(lambda _door: scan(hall, "陈敏", -3).outcome, range(8)))
    assert sorted(outcomes) == [Outcome.ON_TIME, *[Outcome.REPEATED] * 7]
    assert len(events(hall)) == 1
