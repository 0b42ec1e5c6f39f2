import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from dongan_training.accounts.models import AuditEntry
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion
from dongan_training.bank.scoring import Marking, Rule
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.finding import (
    ExamUnknown,
    PaperUnknown,
    SeveralMeant,
    find_exam,
    find_paper,
)
from dongan_training.exam.models import Attempt, AttemptState, Paper, PaperItem
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.papers import (
    BadFormCount,
    CannotFill,
    make_paper,
    try_paper,
)
from dongan_training.exam.printed.answer_key_sheet import draw_answer_key
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.printed.look import look_of
from dongan_training.exam.printed.paper_sheet import draw_exam_paper
from dongan_training.exam.printed.papers import OtherPaper, printed_key, printed_paper
from dongan_training.exam.printed.punctuation import Punctuation
from dongan_training.exam.queries import exams, paper_view, papers
from dongan_training.exam.signing_off import approve_paper
from tests.exam.conftest import BLUEPRINT

TRUE_FALSE = QuestionType.TRUE_FALSE


def test_a_bank_too_small_is_named_and_no_paper_is_left(workspace, bank, trainer, now):
    blueprint = Blueprint("大卷", (Section(TRUE_FALSE, 20, 1),))
    with workspace.begin() as session, pytest.raises(CannotFill) as refusal:
        make_paper(session, blueprint=blueprint, forms=1, seed=1, by=trainer, at=now)
    assert "判断题需要 20 道，题库只有 8 道" in str(refusal.value)
    with workspace.read() as session:
        assert papers(session) == []


@pytest.mark.parametrize("forms", [0, 31])
def test_a_paper_has_between_one_and_thirty_forms(workspace, bank, forms):
    with workspace.read() as session, pytest.raises(BadFormCount):
        try_paper(session, blueprint=BLUEPRINT, forms=forms, seed=1)


def test_retired_questions_and_questions_without_a_key_stay_out(workspace, bank):
    with workspace.begin() as session:
        judged = session.scalars(
            select(QuestionVersion).where(QuestionVersion.type == TRUE_FALSE)
        ).all()
        judged[0].answer = []
        session.execute(
            update(Question)
            .where(Question.id == judged[1].question_id)
            .values(status=QuestionStatus.RETIRED)
        )
    blueprint = Blueprint("卷", (Section(TRUE_FALSE, 8, 1),))
    with workspace.read() as session, pytest.raises(CannotFill) as refusal:
        try_paper(session, blueprint=blueprint, forms=1, seed=1)
    assert refusal.value.shortages[0].available == 6


def test_a_section_may_ask_for_a_subject(workspace, bank):
    wanted = Section(TRUE_FALSE, 2, 1, subject=bank)
    other = Section(TRUE_FALSE, 2, 1, subject="农村工作")
    with workspace.read() as session:
        try_paper(session, blueprint=Blueprint("卷", (wanted,)), forms=1, seed=1)
        with pytest.raises(CannotFill, match="农村工作"):
            try_paper(session, blueprint=Blueprint("卷", (other,)), forms=1, seed=1)


def test_a_paper_keeps_its_questions_whatever_happens_in_the_bank(workspace, paper_id, bank):
    with workspace.read() as session:
        before = paper_view(session, paper_id)
    with workspace.begin() as session:
        session.execute(update(QuestionVersion).values(current=False))
        session.execute(update(Question).values(status=QuestionStatus.RETIRED))
    with workspace.read() as session:
        assert paper_view(session, paper_id) == before


def test_approving_twice_keeps_the_first_name_and_is_logged_once(workspace, paper_id, trainer, now):
    other = type(trainer)("王主任", trainer.device)
    with workspace.begin() as session:
        approve_paper(session, paper_id=paper_id, by=other, at=now)
    with workspace.read() as session:
        assert session.get_one(Paper, paper_id).approved_by == "李老师"
        acts = session.scalars(select(AuditEntry.act)).all()
    assert acts.count("paper.approve") == 1


def test_the_key_is_told_in_the_letters_of_the_form(workspace, paper_id):
    with workspace.read() as session:
        views = [paper_view(session, paper_id, form=letter) for letter in "AB"]
    for view in views:
        for line in view.lines:
            words = {line.options["ABCD".index(letter)] for letter in line.key if line.options}
            if line.type is QuestionType.SINGLE_CHOICE:
                assert words == {"严重警告"}
            elif line.type is QuestionType.MULTIPLE_CHOICE:
                assert words == {"警告", "严重警告", "开除党籍"}
            elif line.type is TRUE_FALSE:
                assert line.key == "√"
            else:
                assert line.key == "五 / 5；警告"
    assert views[0].lines != views[1].lines


def test_a_paper_is_printed_without_its_key_and_the_key_apart(workspace, hall, tmp_path):
    with workspace.read() as session:
        paper = printed_paper(session, hall.paper_id, form="B")
        key = printed_key(session, hall.paper_id, form="B")
    draw_exam_paper(tmp_path / "paper.pdf", paper, look_of(Printing(), Punctuation()))
    draw_answer_key(tmp_path / "key.pdf", key)
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "paper.pdf").pages)
    assert "少选得 2 分，错选不得分" in text
    assert "考试时间 45 分钟" in text
    assert "参考答案" not in text
    told = "".join(page.extract_text() for page in PdfReader(tmp_path / "key.pdf").pages)
    assert "参考答案" in told
    assert all(answer.answer in told for section in key.sections for answer in section.answers)


def test_a_paper_of_several_exams_is_printed_for_the_one_that_is_meant(
    workspace, hall, class_id, trainer, now, tmp_path
):
    with workspace.begin() as session:
        strict = Marking(Rule.ALL_OR_NOTHING)
        offer = Offer(hall.paper_id, minutes=30, pass_mark=12, title="补测", marking=strict)
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)
        other = make_paper(session, blueprint=BLUEPRINT, forms=1, seed=9, by=trainer, at=now).id
    with workspace.read() as session:
        with pytest.raises(OtherPaper, match="补测"):
            printed_paper(session, other, exam_id=exam_id)
        newest = printed_paper(session, hall.paper_id)
        first = printed_paper(session, hall.paper_id, exam_id=hall.exam_id)
        key = printed_key(session, hall.paper_id, exam_id=hall.exam_id)
        assert printed_paper(session, hall.paper_id, exam_id=exam_id) == newest
    assert (newest.title, newest.facts[0]) == ("补测", "考试时间 30 分钟")
    assert (first.title, first.facts[0]) == ("第四季度党纪学习教育测试", "考试时间 45 分钟")
    assert "少选得 2 分" in first.sections[1].instruction
    assert "少选得 2 分" not in newest.sections[1].instruction
    assert "少选得 2 分" in key.sections[1].rule


def test_papers_and_exams_are_found_by_what_people_type(workspace, hall, bank, trainer, now):
    with workspace.read() as session:
        assert find_paper(session, hall.paper_id[:20]) == hall.paper_id
        assert find_paper(session, BLUEPRINT.title) == hall.paper_id
        for text in (hall.exam_id, "2026q4-01", BLUEPRINT.title):
            assert find_exam(session, text) == hall.exam_id
        for text in ("", "没有", "0"):
            with pytest.raises(ExamUnknown):
                find_exam(session, text)
            with pytest.raises(PaperUnknown):
                find_paper(session, text)
    with workspace.begin() as session:
        make_paper(session, blueprint=BLUEPRINT, forms=1, seed=2, by=trainer, at=now)
    with (
        workspace.read() as session,
        pytest.raises(SeveralMeant, match=f"{BLUEPRINT.title}（{hall.paper_id}）"),
    ):
        find_paper(session, BLUEPRINT.title)


def test_the_list_of_exams_tells_how_far_each_is(workspace, hall, start):
    start(0)
    with workspace.read() as session:
        (row,) = exams(session)
    assert (row.enrolled, row.sitting, row.handed_in, row.pass_rate) == (6, 1, 0, None)
    assert row.class_code == "2026Q4-01"


def test_a_question_whose_blanks_have_no_order_says_so_on_paper(workspace, bank, trainer, now):
    blueprint = Blueprint("填空卷", (Section(QuestionType.FILL_BLANK, 2, 2),))
    with workspace.begin() as session:
        made = make_paper(session, blueprint=blueprint, forms=1, seed=1, by=trainer, at=now)
        first = session.scalars(
            select(QuestionVersion).join(PaperItem, PaperItem.version_id == QuestionVersion.id)
        ).first()
        first.order_free = True
    with workspace.read() as session:
        (section,) = printed_paper(session, made.id).sections
    hints = [one.stem.endswith("（各空次序不限）") for one in section.questions]
    assert sorted(hints) == [False, True]


def test_the_pass_rate_is_of_those_whose_marks_count(workspace, hall, start, now):
    attempts = [start(person) for person in range(4)]
    with workspace.begin() as session:
        for attempt_id, score in zip(attempts, (24, 3, 24, None), strict=True):
            attempt = session.get_one(Attempt, attempt_id)
            attempt.state, attempt.score = AttemptState.HANDED_IN, score
        session.get_one(Attempt, attempts[2]).annulled_at = now
    with workspace.read() as session:
        (row,) = exams(session)
    assert (row.handed_in, row.marked, row.passed, row.pass_rate) == (4, 2, 1, 0.5)
