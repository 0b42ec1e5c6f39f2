import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import Rule
from dongan_training.exam.models import Exam
from dongan_training.exam.queries import exams, papers
from dongan_training.exam.rearranging import offer_of
from tests.exam.conftest import NAMES
from tests.exam.test_analysing import sit
from ui.exam.codes_dialog import CodesDialog
from ui.exam.exam_page import ExamPage
from ui.exam.open_exam_dialog import OpenExamDialog
from ui.exam.paper_dialog import PaperDialog
from ui.exam.paper_page import PaperPage
from ui.exam.results_page import ResultsPage


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


@pytest.fixture
def asked(desk):
    keys = []
    desk.navigator.asked.connect(lambda key, arguments: keys.append((key, arguments)))
    return keys


def test_an_empty_list_says_what_to_do(desk, shown):
    page = shown(ExamPage(desk))
    assert page.exams.rowCount() == 0
    assert not page.room.isEnabled()
    assert not page.more.ending.isEnabled()


def test_the_lists_lead_to_room_results_and_paper(desk, hall, shown, asked):
    page = shown(ExamPage(desk))
    page.room.click()
    page.more.results.trigger()
    page.marks.click()
    page.tabs.setCurrentIndex(1)
    page.looking.click()
    assert asked == [
        ("exam-room", {"exam_id": hall.exam_id}),
        ("exam-results", {"exam_id": hall.exam_id}),
        ("exam-marks", {"exam_id": hall.exam_id}),
        ("paper", {"paper_id": hall.paper_id}),
    ]


def test_ending_an_exam_asks_and_says_how_many_were_collected(
    desk,
    hall,
    shown,
    start,
    qtbot,
):
    start(0)
    page = shown(ExamPage(desk))
    page.more.ending.trigger()
    assert "还没交卷的 1 人" in desk.dialogs.asked[0].loss
    assert "收卷 1 份" in page.notice.text()
    with desk.workspace.read() as session:
        assert session.get_one(Exam, hall.exam_id).closed_at is not None
    qtbot.waitUntil(lambda: not page.room.isEnabled())


def test_an_exam_nobody_began_is_changed_in_its_form_and_taken_back(desk, hall, shown, qtbot):
    page = shown(ExamPage(desk))
    page.more.changing.trigger()
    form = page.dialog
    assert (form.minutes.value(), form.mark.value(), form.paper.currentData()) == (
        45,
        15,
        hall.paper_id,
    )
    assert not form.training_class.isEnabled()
    form.minutes.setValue(60)
    form.rule.setCurrentIndex(form.rule.findData(Rule.PENALTY))
    form.submit.click()
    assert page.notice.text() == "安排已修改。"
    with desk.workspace.read() as session:
        offer = offer_of(session, hall.exam_id)
    assert (offer.minutes, offer.marking.multiple_choice) == (60, Rule.PENALTY)
    page.more.withdrawing.trigger()
    assert "试卷和考试码都在" in desk.dialogs.asked[0].keep
    assert "的安排已撤销" in page.notice.text()
    qtbot.waitUntil(lambda: page.exams.rowCount() == 0)
    assert not page.more.isEnabled()


def test_an_exam_somebody_began_is_no_longer_changed(desk, hall, shown, start):
    start(0)
    page = shown(ExamPage(desk))
    assert not page.more.changing.isEnabled() and not page.more.withdrawing.isEnabled()
    assert page.more.ending.isEnabled()


def test_the_paper_form_tells_at_once_what_the_bank_lacks(desk, bank, shown):
    form = shown(PaperDialog(desk))
    for line in form.lines.values():
        line.count.setValue(2)
    assert form.missing.text() == "第 5 大题简答题需要 2 道，题库只有 0 道。"
    assert not form.submit.isEnabled()
    form.lines[QuestionType.SHORT_ANSWER].count.setValue(0)
    assert form.missing.text() == "题库够用。"
    assert form.total.text() == "8 题，满分 16 分"
    form.submit.click()
    assert "缺少试卷标题" in form.notice.text()
    form.name.setText("结业测试")
    form.submit.click()
    assert form.result() == PaperDialog.DialogCode.Accepted
    with desk.workspace.read() as session:
        (paper,) = papers(session)
    assert (paper.id, paper.title, paper.forms) == (form.paper_id, "结业测试", ("A", "B"))


def test_a_paper_is_read_in_each_form_and_signed_off(desk, bank, shown, qtbot, trainer, now):
    form = shown(PaperDialog(desk))
    form.name.setText("卷")
    for kind, line in form.lines.items():
        line.count.setValue(3 if kind is QuestionType.SINGLE_CHOICE else 0)
    form.submit.click()
    page = shown(PaperPage(desk, form.paper_id))
    first = [row.stem for row in page.lines.rows]
    page.chips.button(1).click()
    assert sorted(row.stem for row in page.lines.rows) == sorted(first)
    assert page.subtitle == "B 卷"
    page.approval.click()
    page.dialog.submit.click()
    qtbot.waitUntil(lambda: page.offer.isVisible())
    assert not page.approval.isVisible()


def test_an_exam_is_offered_with_the_usual_pass_mark(desk, enrolments, paper_id, shown):
    form = shown(OpenExamDialog(desk, paper_id=paper_id))
    assert form.mark.value() == pytest.approx(14.4)
    form.submit.click()
    with desk.workspace.read() as session:
        (exam,) = exams(session)
    assert (exam.id, exam.minutes, exam.title) == (form.exam_id, 45, "第四季度党纪学习教育测试")


def test_without_a_signed_paper_nothing_can_be_offered(desk, enrolments, shown):
    form = shown(OpenExamDialog(desk))
    assert not form.submit.isEnabled()
    assert "审定" in form.notice.text()


def test_codes_are_listed_and_copied(desk, hall, shown, qapp):
    dialog = shown(CodesDialog(desk, hall.class_id, "测试"))
    dialog.table.copy_all()
    text = qapp.clipboard().text()
    assert all(code in text for code in hall.codes)
    assert all(name in text for name in NAMES)


def test_results_before_anybody_handed_in_say_so(desk, hall, shown):
    page = shown(ResultsPage(desk, hall.exam_id))
    assert not page.item_table.isVisible()


def test_results_show_charts_and_questions(desk, hall, shown, start, trainer, now):
    for person, share in enumerate((1, 0.5, 0.8)):
        sit(desk.workspace, start, person, share, by=trainer, at=now)
    page = shown(ResultsPage(desk, hall.exam_id))
    assert page.subtitle == "第四季度党纪学习教育测试　3 人"
    told = page.figures.text().replace("\u2060", "").replace("\u00a0", " ")
    assert "平均 19.0　中位数 21　标准差 6.2　最高 24　最低 12" in told
    assert page.bands.accessibleName().startswith("分数分布：60以下 1、")
    assert page.items.rowCount() == 10


def test_results_follow_while_others_hand_in(desk, hall, shown, start, trainer, now, qtbot):
    sit(desk.workspace, start, 0, 1, by=trainer, at=now)
    page = shown(ResultsPage(desk, hall.exam_id))
    sit(desk.workspace, start, 1, 1, by=trainer, at=now)
    qtbot.waitUntil(lambda: page.subtitle.endswith("2 人"))
