"""Anonymous forms are typed in by digits and added up; nothing says whose they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance.evaluation import (
    DIMENSIONS,
    Form,
    FormEmpty,
    FormUnreadable,
    NothingEntered,
    questions_of,
    read_form,
    record_form,
    summary,
    take_last_back,
)
from dongan_training.attendance.evaluation_sheet import (
    EvaluationPaper,
    draw_evaluation_form,
    draw_evaluation_summary,
)
from dongan_training.training.models import Course, LessonCourse
from tests.printing.reading import flat, page_texts


def enter(hall, *typed):
    with hall.workspace.begin() as session:
        for one in typed:
            form = read_form(questions_of(session, hall.class_id), one)
            record_form(session, class_id=hall.class_id, form=form, by=hall.by, at=hall.at(300))


def added_up(hall):
    with hall.workspace.read() as session:
        return summary(session, hall.class_id)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=13), st.sampled_from(["", " 讲得好，再来"]))
def test_what_is_typed_comes_back_as_it_was_meant(levels, comment):
    questions = [f"问题{number}" for number in range(len(levels))]
    form = read_form(questions, "".join(map(str, levels)) + comment)
    assert [form.marks.get(one, 0) for one in questions] == levels
    assert form.comment == comment.strip()


def test_width_and_blanks_are_forgiven_and_wrong_counts_refused():
    assert read_form(DIMENSIONS, "４４ 3-1 好").marks == {
        "培训方案": 4,
        "组织实施": 4,
        "后勤保障": 3,
        "师资水平": 1,
    }
    for typed in ("4434", "443444", "4454 3", "", "很满意"):
        with pytest.raises(FormUnreadable):
            read_form(DIMENSIONS, typed)


def test_forms_are_added_up_by_question(hall):
    enter(hall, "44444 讲得好", "43210", "33333 讲得好")
    found = added_up(hall)
    assert found.forms == 3
    assert found.questions[0].counts == (2, 1, 0, 0)
    assert found.questions[3].counts == (1, 1, 0, 1)
    assert found.questions[4].answers == 2
    assert found.comments == ("讲得好", "讲得好")
    assert found.satisfied == 12 / 14


def test_the_log_knows_that_a_form_came_in_and_nothing_of_what_it_says(hall):
    enter(hall, "44441 伙食差")
    with hall.workspace.read() as session:
        entry = session.scalars(select(AuditEntry)).one()
    assert entry.act == "evaluation.enter"
    assert "伙食差" not in str(vars(entry))


def test_an_empty_form_is_none_and_a_slip_can_be_taken_back(hall):
    with pytest.raises(FormEmpty):
        enter(hall, "00000")
    enter(hall, "44444", "11111")
    with hall.workspace.begin() as session:
        take_last_back(session, class_id=hall.class_id, by=hall.by, at=hall.at(301))
    assert added_up(hall).satisfied == 1
    with hall.workspace.begin() as session:
        take_last_back(session, class_id=hall.class_id, by=hall.by, at=hall.at(301))
    with hall.workspace.begin() as session, pytest.raises(NothingEntered):
        take_last_back(session, class_id=hall.class_id, by=hall.by, at=hall.at(301))


def test_a_form_asks_for_the_courses_of_the_class_too_and_prints(hall, tmp_path):
    with hall.workspace.begin() as session:
        course = Course(name="《纪律处分条例》解读")
        session.add(course)
        session.flush()
        for lesson_id in (hall.lesson_id, hall.afternoon_id):
            session.add(LessonCourse(lesson_id=lesson_id, course_id=course.id))
        session.flush()
        questions = questions_of(session, hall.class_id)
        record_form(
            session,
            class_id=hall.class_id,
            form=Form({"培训方案": 4}, "讲得好"),
            by=hall.by,
            at=hall.at(300),
        )
    assert questions == [*DIMENSIONS, "《纪律处分条例》解读"]
    form, told = tmp_path / "form.pdf", tmp_path / "summary.pdf"
    draw_evaluation_form(form, EvaluationPaper("第2期", "县委组织部", tuple(questions)))
    draw_evaluation_summary(told, "第2期", "县委组织部", added_up(hall))
    assert flat("".join(page_texts(form))).count("《纪律处分条例》解读") == 2
    text = flat("".join(page_texts(told)))
    assert text.index("100.0%") < text.index("意见建议：1.讲得好")


def test_opinions_that_do_not_fit_below_the_table_go_on_over_the_next_pages(hall, tmp_path):
    enter(hall, *(f"44444 意见{number}说完" for number in range(80)))
    told = tmp_path / "summary.pdf"
    assert draw_evaluation_summary(told, "第2期", "县委组织部", added_up(hall)) == 3
    pages = [flat(one) for one in page_texts(told)]
    assert ["培训方案" in one for one in pages] == [True, False, False]
    assert all(f"意见{number}说完" in "".join(pages) for number in range(80))
    assert "第3页共3页" in pages[2]
