"""Pictures of exams: lists, a paper, its dialogs, the room from sign-in to receipt, results."""

from functools import partial

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.candidate_view import (
    ExamNotice,
    ShownOption,
    ShownQuestion,
    SittingView,
)
from dongan_training.exam.handing_in import Receipt
from dongan_training.exam.queries import exams, papers
from dongan_training.exam.signing_in import Candidate
from dongan_training.texts import _
from ui.exam import marks_screens, paper_screens, room_screens
from ui.exam.change_exam_dialog import ChangeExamDialog
from ui.exam.codes_dialog import CodesDialog
from ui.exam.leave_dialog import LeaveDialog
from ui.exam.open_exam_dialog import OpenExamDialog
from ui.exam.paper_dialog import PaperDialog
from ui.exam.paper_page import PaperPage
from ui.exam.print_paper_dialog import PrintPaperDialog
from ui.exam.room_panels import ConfirmPanel, NoticePanel, ReceiptPanel, SignInPanel
from ui.exam.sitting import Sitting
from ui.kit import ConfirmDialog, Desk, Page, Question, Tone
from ui.kit.screen import Screen, in_window

OPTIONS = ("警告、严重警告", "撤销党内职务", "记过、降级", "留党察看、开除党籍")
STEM = "根据《中国共产党纪律处分条例》，对党员的纪律处分种类包括哪些？"
NOTICE = ExamNotice("", "第四季度党纪学习教育测试", 45, 50, 100, 60, "少选得 1 分，错选不得分")
PERSON = Candidate("", "陈敏", "白牙市镇莲塘村党总支", 12, "12")
LAST_SECONDS = 4 * 60
WITHOUT_OPTIONS = (QuestionType.TRUE_FALSE, QuestionType.SHORT_ANSWER)
PASSAGE = (
    "某村党支部书记李某，在落实产业奖补政策时，未经集体研究，将本村符合条件的三户农户漏报，却把自己亲属"
    "的果园列入申报名单。群众反映后，镇纪委进行了核实。请根据上述材料，回答第 33—35 题。"
)


def _picture() -> bytes:
    image = QImage(420, 160, QImage.Format.Format_RGB32)
    image.fill(QColor("#E5EEF9"))
    with QPainter(image) as painter:
        for place, high in enumerate((50, 90, 120, 70)):
            painter.fillRect(40 + place * 95, 150 - high, 55, high, QColor("#1F4E8C"))
    data = QBuffer()
    data.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(data, "PNG")
    return data.data().data()


def _question(number: int) -> ShownQuestion:
    kind, answer, blanks = QuestionType.MULTIPLE_CHOICE, ("A", "B", "D"), 0
    if number == 32:
        kind, answer = QuestionType.TRUE_FALSE, (True,)
    elif number == 48:
        kind, answer, blanks = QuestionType.FILL_BLANK, (["五"], ["警告"]), 2
    elif number == 49:
        kind, answer = QuestionType.SHORT_ANSWER, ("咬耳扯袖、红脸出汗成为常态。",)
    elif number > 18:
        answer = ()
    shown = zip("ABCD", OPTIONS, "ABCD", strict=True)
    return ShownQuestion(
        item_id=str(number),
        number=number,
        type=kind,
        points=2,
        rule=NOTICE.rule if kind is QuestionType.MULTIPLE_CHOICE else "",
        stem="对党员的纪律处分有 ____ 种，其中最轻的是 ____ 。" if blanks else STEM,
        options=()
        if blanks or kind in WITHOUT_OPTIONS
        else tuple(ShownOption(*one) for one in shown),
        passage=PASSAGE if number == 33 else "",
        pictures=(_picture(),) if number == 33 else (),
        blanks=blanks,
        answer=answer,
        flagged=number in (7, 15),
    )


def _sitting(desk: Desk, *, number: int = 18, left: float = 27 * 60 + 41) -> Sitting:
    allotted = NOTICE.minutes * 60.0
    questions = tuple(_question(one) for one in range(1, NOTICE.questions + 1))
    sitting = Sitting(
        desk,
        SittingView(
            attempt_id="",
            title=NOTICE.title,
            form="A",
            name=PERSON.name,
            unit=PERSON.unit,
            seconds_allotted=allotted,
            seconds_used=allotted - left,
            place=number - 1,
            questions=questions,
        ),
    )
    sitting.header.show_saved(clock.now())
    return sitting


def _large(desk: Desk) -> QWidget:
    sitting = _sitting(desk)
    for _step in range(4):
        sitting.zoom_in()
    return sitting


def _unsaved(desk: Desk) -> QWidget:
    sitting = _sitting(desk)
    sitting.header.show_unsaved()
    sitting.notice.show_text(_("磁盘已满，刚才这一步没有保存。"), Tone.BAD)
    return sitting


def _handing_in(desk: Desk) -> QWidget:
    sitting = _sitting(desk)
    question = sitting.hand_in_question()
    sitting.deleteLater()  # nobody sees it, and its clock would go on
    return ConfirmDialog(question)


def _on_ground(desk: Desk, panel: QWidget) -> Page:
    """Put a panel on the ground that the room gives it."""
    page = Page(desk)
    page.body.setContentsMargins(0, 0, 0, 0)
    page.body.addWidget(panel, 1)
    return page


def _sign_in(desk: Desk) -> QWidget:
    return _on_ground(desk, SignInPanel(NOTICE, desk.navigator.back))


def _confirm(desk: Desk) -> QWidget:
    return _on_ground(desk, ConfirmPanel(NOTICE, PERSON))


def _notice(desk: Desk) -> QWidget:
    return _on_ground(desk, NoticePanel(NOTICE, PERSON))


def _receipt(desk: Desk, score: float | None = None) -> QWidget:
    receipt = Receipt("K7MQ2X", "陈敏", clock.now(), 48, 50, False, score, 100)
    return _on_ground(desk, ReceiptPanel(NOTICE, receipt))


def _leave(desk: Desk) -> QWidget:
    told = _("考试画面会关闭，学员不能再在这台电脑上登录，直到重新进入考场。")
    question = Question(_("监考人员：确定退出考场？"), told, _("退出考场"))
    return LeaveDialog(desk, "", question)


def _papers(desk: Desk) -> QWidget:
    window = in_window(desk, "exam")
    window.page.tabs.setCurrentIndex(1)
    return window


def _paper(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        paper = papers(session)[0]
    return in_window(desk, "paper", paper_id=paper.id)


def _print_paper(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        paper = papers(session)[0]
    page = PaperPage(desk, paper.id)
    page.deleteLater()  # only its dialog is seen
    dialog = PrintPaperDialog(page, paper_id=paper.id, title=paper.title, form="A")
    dialog.setParent(None)
    return dialog


def _of_exam(desk: Desk, key: str) -> QWidget:
    with desk.workspace.read() as session:
        exam = exams(session)[-1]
    return in_window(desk, key, exam_id=exam.id)


def _too_few(desk: Desk) -> QWidget:
    dialog = PaperDialog(desk)
    dialog.lines[QuestionType.TRUE_FALSE].count.setValue(300)
    return dialog


def _codes(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        exam = exams(session)[-1]
    return CodesDialog(desk, exam.class_id, exam.title)


def _resit(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        exam = exams(session)[-1]
    return OpenExamDialog(desk, paper_id=exam.paper_id, class_id=exam.class_id, resit_of=exam.id)


def _change(desk: Desk) -> QWidget:
    with desk.workspace.read() as session:
        exam = exams(session)[-1]
    return ChangeExamDialog(desk, exam)


SCREENS = (
    Screen("exams", partial(in_window, key="exam")),
    Screen("exam-papers", _papers),
    Screen("exam-paper", _paper),
    Screen("exam-print-paper", _print_paper),
    Screen("exam-make-paper", PaperDialog),
    Screen("exam-make-paper-too-few", _too_few),
    Screen("exam-open", OpenExamDialog),
    Screen("exam-open-resit", _resit),
    Screen("exam-change", _change),
    Screen("exam-codes", _codes),
    Screen("exam-sign-in", _sign_in),
    Screen("exam-confirm", _confirm),
    Screen("exam-notice", _notice),
    Screen("exam-sitting", _sitting),
    Screen("exam-sitting-true-false", partial(_sitting, number=32)),
    Screen("exam-sitting-blanks", partial(_sitting, number=48)),
    Screen("exam-sitting-large", _large),
    Screen("exam-sitting-last-minutes", partial(_sitting, left=LAST_SECONDS)),
    Screen("exam-sitting-unsaved", _unsaved),
    Screen("exam-hand-in", _handing_in),
    Screen("exam-receipt", _receipt),
    Screen("exam-receipt-score", partial(_receipt, score=86.5)),
    Screen("exam-sitting-passage", partial(_sitting, number=33)),
    Screen("exam-sitting-short-answer", partial(_sitting, number=49)),
    Screen("exam-leave", _leave),
    Screen("exam-results", partial(_of_exam, key="exam-results")),
    *marks_screens.SCREENS,
    *paper_screens.SCREENS,
    *room_screens.SCREENS,
)
