"""Questions are found by everything that is known of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from dongan_training.bank import different_texts, filtering, subjects
from dongan_training.bank.changing import Filed, add_question, change_question
from dongan_training.bank.difficulty import Measure, expected_facility, record_measures
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import Discrimination, Filter, Level, Order, Sorting
from dongan_training.bank.finding import UnknownQuestion, find_question
from dongan_training.bank.importing import storing
from dongan_training.bank.importing.intake import accept
from dongan_training.bank.models import Question, QuestionStatus
from dongan_training.bank.queries import current_drafts, imports
from dongan_training.bank.versioning import newest
from dongan_training.exam.models import Paper, PaperItem
from dongan_training.storage.base import short_code
from tests.bank.questions import illustrated

CITED = "《中国共产党纪律处分条例》（2023年修订）第{}条"
LIMIT = Draft(
    QuestionType.SINGLE_CHOICE,
    "留党察看处分期限最长（ ）。",
    options=("一年", "二年"),
    answer=("B",),
    difficulty="易",
    citation=CITED.format("十三"),
    tags=("必考", "期限"),
)
FILL = Draft(
    QuestionType.FILL_BLANK,
    "开除党籍期满____年",
    answer=(("五", "5"),),
    difficulty="0.4",
    chapter="第二章 违纪与纪律处分",
    explanation="见该条。",
    citation=f"{CITED.format('九')}至第十一条",
    points=2.5,
)
OPEN = illustrated(Draft(QuestionType.SHORT_ANSWER, "看图简述。", answer=("一年。",)), 1)
VILLAGE = Draft(
    QuestionType.TRUE_FALSE,
    "村务公开可以只公开结果。",
    answer=(False,),
    tags=("必考",),
    points=1.0,
)


@pytest.fixture
def found(workspace, trainer, now):
    for name, drafts in (("纪律", [LIMIT, FILL, OPEN]), ("村务", [VILLAGE])):
        with workspace.begin() as session:
            accept(
                session,
                drafts=drafts,
                subject_name=name,
                file_name=f"{name}.docx",
                by=trainer,
                at=now,
            )

    def found(**wanted):
        with workspace.read() as session:
            rows = filtering.find(session, Filter(**wanted))
            assert filtering.count(session, Filter(**wanted)) == len(rows)
            assert filtering.find_ids(session, Filter(**wanted)) == [row.id for row in rows]
        return [row.stem for row in rows]

    return found


@pytest.mark.parametrize(
    ("wanted", "drafts"),
    [
        ({}, (LIMIT, FILL, OPEN, VILLAGE)),
        ({"text": "开除"}, (FILL,)),
        ({"text": "年", "kind": QuestionType.FILL_BLANK}, (FILL,)),
        ({"tag": "必考"}, (LIMIT, VILLAGE)),
        ({"tag": "必"}, ()),
        ({"level": Level.EASY}, (LIMIT,)),
        ({"level": Level.MIDDLE}, (OPEN, VILLAGE)),
        ({"level": Level.HARD}, (FILL,)),
        ({"regulation": "纪律处分条例"}, (LIMIT, FILL)),
        ({"article": 10}, (FILL,)),
        ({"article": 13, "edition": 2023}, (LIMIT,)),
        ({"article": 13, "edition": 2018}, ()),
        ({"article": 9, "last_article": 12}, (FILL,)),
        ({"article": 11, "last_article": 13, "text": "党"}, (LIMIT, FILL)),
        ({"chapter": "第二章"}, (FILL,)),
        ({"chapter": "二%"}, ()),
        ({"source": "村务"}, (VILLAGE,)),
        ({"source": ".docx", "explained": True}, (FILL,)),
        ({"cited": False}, (OPEN, VILLAGE)),
        ({"cited": True, "explained": False}, (LIMIT,)),
        ({"measured": True}, ()),
        ({"measured": False, "text": "村务"}, (VILLAGE,)),
        ({"pointed": True}, (FILL, VILLAGE)),
        ({"pointed": False, "text": "党"}, (LIMIT,)),
        ({"least_points": 2}, (FILL,)),
        ({"least_points": 1, "most_points": 1.5}, (VILLAGE,)),
        ({"most_points": 0.5}, ()),
        ({"hand": "李"}, (LIMIT, FILL, OPEN, VILLAGE)),
        ({"hand": "王老师"}, ()),
        ({"pictured": True}, (OPEN,)),
        ({"pictured": False, "tag": "期限"}, (LIMIT,)),
        ({"status": QuestionStatus.RETIRED}, ()),
        ({"status": None, "text": "村务"}, (VILLAGE,)),
    ],
)
def test_each_condition_keeps_what_fits(found, wanted, drafts):
    assert found(**wanted) == [draft.stem for draft in drafts]


def test_a_measured_difficulty_outweighs_the_declared_one(workspace, found):
    with workspace.begin() as session:
        (one,) = filtering.find_ids(session, Filter(tag="期限"))
        record_measures(session, {one: Measure(0.2, None, 30)})
    assert found(level=Level.HARD) == [LIMIT.stem, FILL.stem]
    assert found(level=Level.HARD, measured=True) == [LIMIT.stem]


def test_questions_are_found_by_how_well_they_discriminate(workspace, found):
    measured = {LIMIT: 0.3, FILL: 0.2, OPEN: 0.19, VILLAGE: -0.1}
    with workspace.begin() as session:
        ids = filtering.find_ids(session, Filter())
        told = zip(ids, measured.values(), strict=True)
        record_measures(session, {one: Measure(0.5, index, 30) for one, index in told})
    for draft, one in zip(measured, Discrimination, strict=True):
        assert found(discrimination=one) == [draft.stem]
    with workspace.begin() as session:
        record_measures(session, {ids[0]: Measure(0.9, None, 3)})
    assert found(discrimination=Discrimination.GOOD) == []


def test_questions_are_found_by_all_who_had_a_hand_in_them(workspace, found, trainer, now):
    with workspace.begin() as session:
        (one,) = filtering.find_ids(session, Filter(tag="期限"))
        for name in ("王老师", "赵主任", "王老师"):
            by = replace(trainer, name=name)
            draft = replace(LIMIT, explanation=f"{name}改过。", points=3.0)
            change_question(session, question_id=one, draft=draft, by=by, at=now)
        new = replace(VILLAGE, stem="新写的一题。")
        filed = Filed(session.get_one(Question, one).subject_id)
        add_question(session, draft=new, filed=filed, by=replace(trainer, name="赵主任"), at=now)
    assert found(hand="王老师") == found(hand=trainer.name, least_points=3) == [LIMIT.stem]
    assert found(hand="赵") == [LIMIT.stem, "新写的一题。"]
    assert found(hand="%") == []
    with workspace.read() as session:
        assert different_texts.hands_in_use(session) == sorted([trainer.name, "王老师", "赵主任"])


def test_one_of_two_imports_of_the_same_file_is_told_apart(workspace, found, trainer, now):
    again = replace(VILLAGE, stem="村务公开又一题。")
    with workspace.begin() as session:
        accept(
            session, drafts=[again], subject_name="村", file_name="村务.docx", by=trainer, at=now
        )
        newest, first, _other = imports(session)
    assert found(source="村务.docx") == [VILLAGE.stem, again.stem]
    assert found(brought_by=newest) == [again.stem]
    assert found(brought_by=first) == [VILLAGE.stem]


def test_an_import_stored_in_portions_is_found_whole(workspace, found, trainer, now, monkeypatch):
    monkeypatch.setattr(storing, "CHUNK", 2)
    drafts = [replace(VILLAGE, stem=f"分批第 {n} 题。") for n in range(5)]
    with workspace.begin() as session:
        accept(session, drafts=drafts, subject_name="村", file_name="分批", by=trainer, at=now)
        newest = imports(session)[0]
    assert found(brought_by=newest) == [one.stem for one in drafts]


def test_questions_below_a_shared_text_are_found_or_left_out(workspace, found, trainer, now):
    below = [replace(VILLAGE, stem=f"材料第 {n} 问。", passage="某村……") for n in (1, 2)]
    with workspace.begin() as session:
        accept(session, drafts=below, subject_name="村", file_name="材料", by=trainer, at=now)
    assert found(in_passage=True) == [one.stem for one in below]
    assert found(in_passage=False, tag="必考") == [LIMIT.stem, VILLAGE.stem]


def test_chapter_and_explanation_follow_the_newest_version(workspace, found, trainer, now):
    with workspace.begin() as session:
        (one,) = filtering.find_ids(session, Filter(tag="期限"))
        (draft,) = current_drafts(session, [one])
        draft = replace(draft, chapter="第九章", explanation="两年。")
        change_question(session, question_id=one, draft=draft, by=trainer, at=now)
        assert different_texts.chapters_in_use(session) == ["第九章", FILL.chapter]
    assert found(chapter="第九章", explained=True) == [LIMIT.stem]


def test_a_subject_stands_for_all_below_it(workspace, found, trainer, now):
    with workspace.begin() as session:
        whole = subjects.add_subject(session, name="全部", parent_id=None, by=trainer, at=now)
        village = subjects.find_subject(session, "村务").id
        subjects.move_subject(session, subject_id=village, parent_id=whole, by=trainer, at=now)
    assert found(subject_id=whole) == [VILLAGE.stem]
    assert found(subject_id="none") == []


def test_a_long_list_is_read_in_pieces(workspace, found):
    with workspace.read() as session:
        first = filtering.find(session, Filter(), limit=3)
        rest = filtering.find(session, Filter(), limit=3, offset=3)
    assert [row.stem for row in first + rest] == found()


@pytest.mark.parametrize("sorting", [Sorting(by, down) for by in Order for down in (False, True)])
def test_a_list_has_each_order_both_ways_and_in_pieces(workspace, found, sorting):
    for text in ("", "。"):
        with workspace.read() as session:
            rows = filtering.find(session, Filter(text=text), sorting=sorting)
            pieces = [
                filtering.find(session, Filter(text=text), sorting=sorting, limit=1, offset=place)
                for place in range(len(rows))
            ]
            assert [row for piece in pieces for row in piece] == rows
            ids = filtering.find_ids(session, Filter(text=text), sorting=sorting)
        assert ids == [row.id for row in rows]
        keys = [IN_ORDER[sorting.by](row) for row in rows]
        assert keys == sorted(keys, reverse=sorting.descending)


IN_ORDER = {
    Order.ARRIVAL: lambda row: row.id,
    Order.TYPE: lambda row: str(row.type),
    Order.STEM: lambda row: row.stem,
    Order.CITATION: lambda row: row.citation or "",
    Order.DIFFICULTY: lambda row: expected_facility(row.difficulty, row.facility),
    Order.STATUS: lambda row: str(row.status),
}


def test_the_choices_are_what_the_bank_holds(workspace, found):
    with workspace.read() as session:
        assert different_texts.tags_in_use(session) == sorted(["必考", "期限"])
        assert different_texts.regulations_cited(session) == ["中国共产党纪律处分条例"]


def test_a_question_is_named_by_its_id_or_the_end_of_it(workspace, found):
    with workspace.begin() as session:
        one = filtering.find_ids(session, Filter(tag="期限"))[0]
        assert find_question(session, one) == find_question(session, f"[{short_code(one)}]") == one
        for wrong in ("", "1234", "zzzzzzzzz", "%%%%%%%%"):
            with pytest.raises(UnknownQuestion):
                find_question(session, wrong)
        session.execute(sa.update(Question).values(status=QuestionStatus.RETIRED))
        assert filtering.find_one(session, one).status is QuestionStatus.RETIRED
        with pytest.raises(NoResultFound):
            filtering.find_one(session, "none")


def test_used_and_lately_changed_questions_are_told_apart(workspace, trainer, now):
    with workspace.begin() as session:
        accept(
            session,
            drafts=[Draft(QuestionType.TRUE_FALSE, f"第 {n} 题。", answer=(True,)) for n in (1, 2)],
            subject_name="纪律",
            file_name="题",
            by=trainer,
            at=now,
        )
        used, other = filtering.find_ids(session, Filter())
        version = newest(session, [used])[used]
        paper = Paper(title="试卷", blueprint={}, seed=1, made_at=now, full_marks=1)
        session.add(paper)
        session.flush()
        session.add(PaperItem(paper_id=paper.id, position=1, version_id=version.id, points=1))
        later = now + timedelta(days=1)
        for question in (used, other):
            (draft,) = current_drafts(session, [question])
            if question == used:
                draft = replace(draft, points=2.0)
            change_question(session, question_id=question, draft=draft, by=trainer, at=later)
        assert filtering.find_ids(session, Filter(used=True)) == [used]  # by an older version
        assert filtering.find_ids(session, Filter(used=False)) == [other]
        assert filtering.find_ids(session, Filter(changed_since=later)) == [used]
        assert len(filtering.find_ids(session, Filter(changed_since=now))) == 2
