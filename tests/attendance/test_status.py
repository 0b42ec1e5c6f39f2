"""How events, leave and the rules of a lesson become an attendance."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training.attendance.events import Event
from dongan_training.attendance.models import Direction, LeaveState
from dongan_training.attendance.status import AttendanceStatus, Rules, judge

START = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # half past eight in China
RULES = Rules(START, START + timedelta(hours=3))
IN, OUT, BACK = Direction.IN, Direction.OUT, Direction.TAKEN_BACK
OVER = 300


def at(minutes):
    return START + timedelta(minutes=minutes)


def judged(*events, leave=None, now=OVER):
    steps = [Event(at(minutes), direction) for minutes, direction in events]
    return judge(RULES, events=steps, leave=leave, now=at(now))


@pytest.mark.parametrize(
    ("events", "status", "explanation"),
    [
        ([(-3, IN)], "present", "08:27 到"),
        ([(0.5, IN)], "present", "08:30 到"),
        ([(11, IN)], "late", "08:41 到，迟到 11 分钟"),
        ([(30, IN)], "late", "09:00 到，迟到 30 分钟"),
        ([(31, IN)], "absent", "09:01 到，迟到 31 分钟，超过 30 分钟，计缺勤"),
        ([(-3, IN), (165, OUT)], "present", "08:27 到；11:15 签退"),
        ([(-3, IN), (164, OUT)], "left_early", "08:27 到；11:14 离开，早退 16 分钟"),
        ([(11, IN), (100, OUT)], "left_early", "08:41 到，迟到 11 分钟；10:10 离开，早退 80 分钟"),
        ([(-3, IN), (60, OUT), (70, IN)], "present", "08:27 到"),
        ([(-3, IN), (-2, BACK)], "absent", "没有签到，也没有请假"),
        ([(-3, IN), (-2, BACK), (2, IN)], "late", "08:32 到，迟到 2 分钟"),
    ],
)
def test_events_are_judged_by_the_rules_of_the_lesson(events, status, explanation):
    attendance = judged(*events)
    assert (attendance.status, attendance.explanation) == (status, explanation)


@pytest.mark.parametrize(
    ("leave", "now", "status", "explanation"),
    [
        (None, -60, "not_yet", "还没有签到"),
        (None, 30, "not_yet", "还没有签到"),
        (None, 31, "absent", "没有签到，也没有请假"),
        (LeaveState.ASKED, -60, "not_yet", "还没有签到；请假待批准"),
        (LeaveState.REFUSED, 30, "not_yet", "还没有签到；请假未准"),
        (LeaveState.APPROVED, -60, "on_leave", "已请假"),
        (LeaveState.APPROVED, OVER, "on_leave", "已请假"),
        (LeaveState.ASKED, OVER, "absent", "没有签到；请假未获批准"),
        (LeaveState.REFUSED, OVER, "absent", "没有签到；请假未准"),
    ],
)
def test_without_an_arrival_leave_and_the_hour_decide(leave, now, status, explanation):
    attendance = judged(leave=leave, now=now)
    assert (attendance.status, attendance.explanation) == (status, explanation)


def test_being_there_counts_more_than_leave():
    assert judged((-3, IN), leave=LeaveState.APPROVED).status is AttendanceStatus.PRESENT


def test_who_never_signs_out_has_not_left_early():
    assert judged((-3, IN)).left_at is None


def test_an_entry_from_paper_recorded_later_tells_the_earlier_moment():
    scanned, from_paper = Event(at(20)), Event(at(-5), counter=1, told=True, reason="停电")
    attendance = judge(RULES, events=[scanned, from_paper], leave=None, now=at(OVER))
    assert attendance.explanation == "08:25 到；补录：停电"


def test_a_clock_set_back_between_two_scans_does_not_make_anybody_punctual():
    late, after = Event(at(20), counter=1), Event(at(-5), counter=2)
    attendance = judge(RULES, events=[after, late], leave=None, now=at(OVER))
    assert attendance.explanation == "08:50 到，迟到 20 分钟；本机时钟曾被调慢，按扫码先后计"


def test_who_signs_out_on_a_clock_set_back_is_not_blamed_for_leaving_early():
    came, left = Event(at(-3), counter=1), Event(at(-40), OUT, counter=2)
    attendance = judge(RULES, events=[came, left], leave=None, now=at(OVER))
    assert (attendance.status, attendance.left_at) == (AttendanceStatus.PRESENT, None)


moments = st.integers(-60, 400)
steps = st.lists(st.tuples(moments, st.sampled_from([IN, OUT, BACK])), max_size=8)
leaves = st.none() | st.sampled_from(LeaveState)


@given(events=steps, leave=leaves)
def test_once_the_lesson_is_over_everybody_has_a_final_status(events, leave):
    assert judged(*events, leave=leave).status is not AttendanceStatus.NOT_YET


@given(events=steps, leave=leaves, now=moments)
def test_only_who_arrived_can_be_present_late_or_early_gone(events, leave, now):
    attendance = judged(*events, leave=leave, now=now)
    came = {AttendanceStatus.PRESENT, AttendanceStatus.LATE, AttendanceStatus.LEFT_EARLY}
    assert (attendance.status in came) <= (attendance.arrived_at is not None)


@given(events=steps)
def test_nothing_before_a_step_that_takes_back_matters(events):
    assert judged(*events, (0, BACK), (-3, IN)) == judged((-3, IN))
