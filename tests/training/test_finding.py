import pytest

from dongan_training import texts
from dongan_training.people.finding import PersonAmbiguous, PersonUnknown
from dongan_training.training import finding, planning
from dongan_training.training.planning import ClassFacts


@pytest.mark.parametrize(
    "way", ["2026Q4-01", "2026q4-01", "第四季度基层党务工作者培训班", "党务", "第1期"]
)
def test_a_class_is_found_by_code_and_name(workspace, class_id, way):
    with workspace.read() as session:
        assert finding.find_class(session, way) == class_id


def test_a_class_is_found_by_its_chinese_title_in_english_too(workspace, class_id):
    texts.use_language("en")
    try:
        with workspace.read() as session:
            for way in ("第1期", "No. 1"):
                assert finding.find_class(session, way) == class_id
    finally:
        texts.use_language("zh")


def test_a_class_is_found_by_its_id_and_a_beginning_of_it(workspace, class_id):
    with workspace.read() as session:
        assert finding.find_class(session, class_id) == class_id
        assert finding.find_class(session, class_id[:30]) == class_id


def test_an_unknown_class_is_named_in_the_refusal(workspace, class_id):
    with workspace.read() as session, pytest.raises(finding.ClassUnknown, match="2026Q4-09"):
        finding.find_class(session, "2026Q4-09")


def test_a_name_of_two_classes_is_refused_with_their_codes(workspace, class_id, trainer, now):
    with workspace.begin() as session:
        facts = ClassFacts(name="第四季度基层党务工作者培训班", quarter=4)
        planning.add_class(session, year=2026, facts=facts, by=trainer, at=now)
    with workspace.read() as session, pytest.raises(finding.ClassAmbiguous) as refused:
        finding.find_class(session, "第四季度基层党务工作者培训班")
    assert refused.value.codes == "2026Q4-01、2026Q4-02"


def test_a_lesson_is_found_by_code_and_id(workspace, lesson_id):
    with workspace.read() as session:
        assert finding.find_lesson(session, "2026Q4-01-1") == lesson_id
        assert finding.find_lesson(session, lesson_id) == lesson_id


@pytest.mark.parametrize("text", ["2026Q4-01-2", "2026Q3-01-1", "上午", ""])
def test_an_unknown_lesson_is_refused(workspace, lesson_id, text):
    with workspace.read() as session, pytest.raises(finding.LessonUnknown):
        finding.find_lesson(session, text)


def test_people_are_found_by_name_and_id_and_two_of_one_name_are_told_apart(workspace, add_people):
    one, two, other = add_people(["王芳", "王芳", "陈敏"])
    with workspace.read() as session:
        assert finding.find_people(session, ["陈敏", two]) == [other, two]
        with pytest.raises(PersonAmbiguous, match=f"{one}（莲塘村党总支）"):
            finding.find_people(session, ["王芳"])
        with pytest.raises(PersonUnknown, match="李四"):
            finding.find_people(session, ["李四"])
