"""One question is followed over the exams that asked it."""

import pytest

from dongan_training.exam.analysing import analyse_exam
from dongan_training.exam.analysis import Verdict
from dongan_training.exam.handing_in import close_exam
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.question_history import question_history
from tests.exam.test_analysing import crowd, sit_exam  # noqa: F401  a fixture


def test_each_exam_stands_on_a_line_and_all_together_above(
    workspace,
    hall,
    crowd,  # noqa: F811  pytest hands fixtures over by their names
    trainer,
    now,
):
    sit_exam(workspace, hall.exam_id, crowd, [n % 8 for n in range(24)], by=trainer, at=now)
    with workspace.begin() as session:
        close_exam(session, exam_id=hall.exam_id, by=trainer, at=now)
        offer = Offer(hall.paper_id, minutes=45, pass_mark=15, title="补测")
        second = open_exam(session, class_id=hall.class_id, offer=offer, by=trainer, at=now)
        nobody = Offer(hall.paper_id, minutes=45, pass_mark=15, title="没有人考")
        open_exam(session, class_id=hall.class_id, offer=nobody, by=trainer, at=now)
    sit_exam(workspace, second, crowd[:6], [0, 10, 10, 10, 10, 10], by=trainer, at=now)
    with workspace.read() as session:
        items = analyse_exam(session, hall.exam_id).items
        hard = min(items, key=lambda one: one.facility)
        found = question_history(session, hard.question_id)
    by_title = {one.title: one for one in found.uses}
    assert set(by_title) == {"第四季度党纪学习教育测试", "补测"}
    first, again = by_title["第四季度党纪学习教育测试"], by_title["补测"]
    assert (first.facility, first.discrimination) == (hard.facility, hard.discrimination)
    assert (first.form, first.number, first.version) == ("A", hard.number, 1)
    assert (first.is_over, again.is_over) == (True, False)
    assert first.class_code == "2026Q4-01"
    assert (again.taken, again.discrimination, again.verdict) == (6, None, Verdict.TOO_FEW)
    assert found.taken == 30
    assert found.facility == pytest.approx((24 * first.facility + 6 * again.facility) / 30)
    assert found.discrimination == first.discrimination


def test_a_question_nobody_was_asked_has_no_history(workspace, hall):
    with workspace.read() as session:
        item = analyse_exam(session, hall.exam_id).items[0]
        found = question_history(session, item.question_id)
    assert found.uses == ()
    assert (found.taken, found.facility, found.discrimination) == (0, None, None)
