import pytest
from sqlalchemy import select

from dongan_training.accounts import audit
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.storage.versions import Tombstone
from dongan_training.training import enrolment, planning, queries
from dongan_training.training.models import Enrolment, Lesson, TrainingClass
from dongan_training.training.planning import ClassFacts


def test_a_class_makes_the_plan_of_its_year_and_gets_a_code(workspace, class_id):
    with workspace.read() as session:
        card = queries.class_card(session, class_id)
        plan = queries.plans(session)[0]
    assert (card.code, card.title) == ("2026Q4-01", "第四季度基层党务工作者培训班 · 第1期")
    assert (plan.year, plan.classes, plan.quarters) == (2026, 1, (0, 0, 0, 1))


def test_classes_of_a_quarter_are_numbered_in_the_order_they_are_added(
    workspace, class_id, trainer, now
):
    with workspace.begin() as session:
        for quarter in (4, 1):
            facts = ClassFacts(name="又一班", quarter=quarter)
            planning.add_class(session, year=2026, facts=facts, by=trainer, at=now)
    with workspace.read() as session:
        codes = [card.code for card in queries.classes(session, year=2026)]
    assert codes == ["2026Q4-02", "2026Q4-01", "2026Q1-01"]


def test_a_second_plan_for_a_year_is_refused(workspace, class_id, trainer, now):
    with pytest.raises(planning.PlanExists, match="2026 年"), workspace.begin() as session:
        planning.make_plan(session, year=2026, by=trainer, at=now)


@pytest.mark.parametrize("year", [0, 226, 20266, 10**20])
def test_a_year_nobody_plans_for_is_refused(workspace, trainer, now, year):
    with pytest.raises(planning.YearImpossible), workspace.begin() as session:
        planning.make_plan(session, year=year, by=trainer, at=now)
    with pytest.raises(planning.YearImpossible), workspace.begin() as session:
        facts = ClassFacts(name="班", quarter=4)
        planning.add_class(session, year=year, facts=facts, by=trainer, at=now)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (ClassFacts(name="  ", quarter=4), planning.ClassNameMissing),
        (ClassFacts(name="班" * 81, quarter=4), planning.ClassNameTooLong),
        (ClassFacts(name="班", quarter=5), planning.QuarterImpossible),
        (ClassFacts(name="班", quarter=1, quota=-1), planning.QuotaImpossible),
        (ClassFacts(name="班", quarter=1, quota=10**20), planning.QuotaImpossible),
    ],
)
def test_impossible_facts_of_a_class_are_refused_and_leave_nothing(
    workspace, trainer, now, facts, refusal
):
    with pytest.raises(refusal), workspace.begin() as session:
        planning.add_class(session, year=2026, facts=facts, by=trainer, at=now)
    with workspace.read() as session:
        assert queries.plans(session) == []


def test_a_quota_never_falls_below_the_people_enrolled(
    workspace, class_id, add_people, trainer, now
):
    people = add_people(["陈敏", "邓建国"])
    with workspace.begin() as session:
        enrolment.enrol_people(session, class_id=class_id, person_ids=people, by=trainer, at=now)
    facts = ClassFacts(name="班", quarter=4, quota=1)
    with pytest.raises(planning.QuotaBelowEnrolled) as refused, workspace.begin() as session:
        planning.change_class(session, class_id=class_id, facts=facts, by=trainer, at=now)
    assert refused.value.told() == "这个班已有 2 名学员，名额不能减到 1。"


def test_a_class_moved_to_another_quarter_takes_the_next_number_there(
    workspace, class_id, trainer, now
):
    with workspace.begin() as session:
        other = ClassFacts(name="一季度班", quarter=1)
        planning.add_class(session, year=2026, facts=other, by=trainer, at=now)
        moved = ClassFacts(name="改名的班", quarter=1)
        planning.change_class(session, class_id=class_id, facts=moved, by=trainer, at=now)
    with workspace.read() as session:
        assert queries.class_card(session, class_id).code == "2026Q1-02"


def test_a_class_in_which_nothing_happened_is_deleted_with_all_that_hangs_on_it(
    workspace, class_id, lesson_id, add_people, trainer, now
):
    people = add_people(["陈敏"])
    with workspace.begin() as session:
        enrolment.enrol_people(session, class_id=class_id, person_ids=people, by=trainer, at=now)
    with workspace.begin() as session:
        planning.remove_class(session, class_id=class_id, by=trainer, at=now)
    with workspace.read() as session:
        for kind in (TrainingClass, Lesson, Enrolment):
            assert session.scalars(select(kind)).all() == []
        buried = {one.kind for one in session.scalars(select(Tombstone))}
        assert buried == {"training_class", "lesson", "enrolment"}
        assert audit.verify(session) == ()


def test_a_class_where_somebody_checked_in_cannot_be_deleted(
    workspace, class_id, lesson_id, add_people, trainer, now
):
    people = add_people(["陈敏"])
    with workspace.begin() as session:
        places = enrolment.enrol_people(
            session, class_id=class_id, person_ids=people, by=trainer, at=now
        )
        seen = CheckIn(
            lesson_id=lesson_id,
            enrolment_id=places.added[0],
            at=now,
            method=Method.SCANNER,
            actor="李老师",
        )
        session.add(seen)
    with pytest.raises(planning.ClassInUse), workspace.begin() as session:
        planning.remove_class(session, class_id=class_id, by=trainer, at=now)
    with workspace.read() as session:
        assert queries.class_card(session, class_id).enrolled == 1
