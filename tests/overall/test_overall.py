from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.certificates.standing import certificate_rows
from dongan_training.exam.bands import Band
from dongan_training.overall.composing import (
    ExamElsewhere,
    NotGivenByHand,
    PartsDoNotFit,
    PercentDoesNotFit,
    WeightsDoNotFit,
    set_weights,
    weights_of,
)
from dongan_training.overall.given_file import NoPointsInFile, RowsDoNotFit, read_given
from dongan_training.overall.models import GivenResult
from dongan_training.overall.overall_sheet import write_overall
from dongan_training.overall.results import overall_list
from dongan_training.overall.weighing import Part, Source, Weights
from dongan_training.sheets.tables import read_tables
from dongan_training.training.models import TrainingClass
from dongan_training.training.timetable import LessonFacts, add_lesson
from tests.overall.conftest import WEIGHTS


@pytest.fixture
def lesson(workspace, hall, trainer, now):
    """A lesson that is over, so that the class has a list of hours."""
    starts_at = now - timedelta(hours=6)
    facts = LessonFacts("上午", starts_at, starts_at + timedelta(hours=3), hours=4)
    with workspace.begin() as session:
        add_lesson(session, class_id=hall.class_id, facts=facts, by=trainer, at=now)


def rows_of(workspace, hall, now):
    with workspace.read() as session:
        return overall_list(session, hall.class_id, at=now).rows


def test_results_are_weighed_ranked_and_put_into_bands(workspace, lesson, weighed, give, now):
    assert give(p0=90, p1=70) == 2
    rows = rows_of(workspace, weighed, now)
    assert [(one.rank, one.name, one.overall, one.band) for one in rows[:2]] == [
        (1, "陈敏", 96, Band.EXCELLENT),
        (2, "欧阳𬱖", 58, Band.FAILED),
    ]
    assert rows[2].overall is None
    assert rows[2].missing == ("考试", "平时")


def test_a_second_word_counts_and_the_first_stays(workspace, lesson, weighed, give, now):
    give(p0=50)
    assert give(p0=50) == 0
    give(p0=90)
    assert rows_of(workspace, weighed, now)[0].percents["平时"] == 90
    with workspace.read() as session:
        assert len(session.scalars(select(GivenResult)).all()) == 2
        acts = session.scalars(select(AuditEntry.act)).all()
    assert acts.count("overall.give") == 2


def test_hours_can_be_a_part(workspace, lesson, weighed, trainer, now):
    parts = (Part("考试", Source.EXAM, 80, weighed.exam_id), Part("考勤", Source.HOURS, 20))
    with workspace.begin() as session:
        set_weights(session, class_id=weighed.class_id, weights=Weights(parts), by=trainer, at=now)
    assert rows_of(workspace, weighed, now)[0].percents == {"考试": 100, "考勤": 0}
    assert rows_of(workspace, weighed, now)[0].overall == 80


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ((Part("考试", Source.EXAM, 60),), WeightsDoNotFit),
        ((Part("甲", Source.EXAM, 60), Part("甲", Source.GIVEN, 40)), PartsDoNotFit),
        ((Part(" ", Source.EXAM, 100),), PartsDoNotFit),
        ((Part("甲", Source.EXAM, 110), Part("乙", Source.GIVEN, -10)), PartsDoNotFit),
        ((Part("甲", Source.EXAM, 100, "没有的"),), ExamElsewhere),
    ],
)
def test_a_make_up_that_does_not_fit_is_refused(workspace, weighed, trainer, now, parts, error):
    with workspace.begin() as session, pytest.raises(error):
        set_weights(session, class_id=weighed.class_id, weights=Weights(parts), by=trainer, at=now)


def test_points_beyond_100_or_for_another_part_are_refused(workspace, weighed, give):
    with pytest.raises(PercentDoesNotFit):
        give(p0=101)
    with workspace.read() as session:
        assert session.scalars(select(GivenResult)).all() == []


def test_only_what_people_judge_is_given(workspace, weighed, trainer, now):
    from dongan_training.overall.composing import give_results

    with workspace.begin() as session, pytest.raises(NotGivenByHand):
        give_results(
            session, class_id=weighed.class_id, part="考试", percents={}, by=trainer, at=now
        )


def test_a_certificate_may_ask_for_the_overall_result(
    workspace, lesson, weighed, give, trainer, now
):
    give(p0=90, p1=50)
    asking = replace(WEIGHTS, for_certificate=True)
    with workspace.begin() as session:
        set_weights(session, class_id=weighed.class_id, weights=asking, by=trainer, at=now)
        training_class = session.get_one(TrainingClass, weighed.class_id)
        training_class.needs_exam = training_class.needs_full_hours = False
        training_class.needs_no_absence = False
    with workspace.read() as session:
        rows = certificate_rows(session, class_id=weighed.class_id, at=now)
    assert [(one.overall, one.lacks) for one in rows[:3]] == [
        (96, ()),
        (50, ("总评 50 分，不到 60 分",)),
        (None, ("总评还没有齐",)),
    ]


def test_no_parts_take_the_overall_result_away(workspace, weighed, trainer, now):
    with workspace.begin() as session:
        set_weights(session, class_id=weighed.class_id, weights=Weights(), by=trainer, at=now)
        assert weights_of(session, weighed.class_id).parts == ()


def test_a_file_of_points_is_read_by_number_or_name(workspace, weighed, tmp_path):
    path = tmp_path / "平时.csv"
    path.write_text("序号,姓名,平时成绩\n1,陈敏,88.5\n2,欧阳𬱖,\n,唐建国,70\n", encoding="utf-8")
    with workspace.read() as session:
        found = read_given(session, weighed.class_id, path)
    ids = weighed.enrolment_ids
    assert found == {ids[0]: 88.5, ids[2]: 70}


def test_all_that_is_wrong_in_a_file_is_told_at_once(workspace, weighed, tmp_path):
    path = tmp_path / "平时.csv"
    path.write_text("姓名,成绩\n没有的人,88\n陈敏,优\n唐建国,120\n", encoding="utf-8")
    with workspace.read() as session, pytest.raises(RowsDoNotFit) as refused:
        read_given(session, weighed.class_id, path)
    assert str(refused.value).startswith("有 3 行不能用：第 2 行，")
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with workspace.read() as session, pytest.raises(NoPointsInFile):
        read_given(session, weighed.class_id, path)


def test_the_sheet_has_all_parts_and_what_is_missing(
    workspace, lesson, weighed, give, now, tmp_path
):
    give(p0=90)
    path = tmp_path / "总评.xlsx"
    with workspace.read() as session:
        write_overall(overall_list(session, weighed.class_id, at=now), "第2期", path, at=now)
    rows = [row.cells for row in read_tables(path)[0].rows]
    assert "考试 60%" in rows[2]
    assert rows[3][5:9] == ("100", "90", "96", "优秀")
    assert rows[4][-1] == "缺平时"
