"""Entitlement follows from the class's conditions and nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dongan_training.certificates.entitlement import Conditions, Standing, lacks, words_of

ALL = Conditions(needs_exam=True, needs_full_hours=True, needs_no_absence=True)
GOOD = Standing(hours=8, full_hours=8, absences=0, unfinished_lessons=0, score=92, passed=True)


def test_whoever_passed_was_there_and_has_all_hours_is_entitled():
    assert lacks(ALL, GOOD) == ()


def test_everything_that_is_lacking_is_said_at_once():
    standing = replace(GOOD, hours=4, absences=1, score=54, passed=False)
    assert lacks(ALL, standing) == ("考试 54 分，不合格", "学时 4，应满 8", "缺勤 1 场")


def test_nobody_is_entitled_while_a_lesson_is_still_to_come():
    assert lacks(ALL, replace(GOOD, unfinished_lessons=1)) == ("还有 1 场课没有结束",)


def test_leave_beyond_the_share_stands_in_the_way_whatever_the_conditions():
    relaxed = Conditions(needs_exam=False, needs_full_hours=False, needs_no_absence=False)
    words = "请假超过本班学时的 1/7，按退学处理"
    assert lacks(relaxed, replace(GOOD, leave_beyond=7)) == (words,)


@given(
    st.builds(Conditions, st.booleans(), st.booleans(), st.booleans()),
    st.builds(
        Standing,
        hours=st.sampled_from([0, 4, 8]),
        full_hours=st.just(8),
        absences=st.integers(0, 2),
        unfinished_lessons=st.just(0),
        score=st.none() | st.integers(0, 100),
        passed=st.booleans(),
    ),
)
def test_a_condition_that_is_not_asked_never_stands_in_the_way(conditions, standing):
    relaxed = Conditions(needs_exam=False, needs_full_hours=False, needs_no_absence=False)
    assert lacks(relaxed, standing) == ()
    entitled = (
        (standing.passed or not conditions.needs_exam)
        and (standing.hours >= 8 or not conditions.needs_full_hours)
        and (standing.absences == 0 or not conditions.needs_no_absence)
    )
    assert (lacks(conditions, standing) == ()) == entitled


def test_where_electives_differ_no_one_number_of_hours_is_named():
    assert words_of(ALL, 8) == ("考试合格", "修满 8 学时", "没有缺勤")
    assert words_of(ALL, None) == ("考试合格", "修满本人应修学时", "没有缺勤")
