"""结班: the checklist that fills itself, and the button that ends in one archive."""

from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QWidget

from dongan_training import clock
from dongan_training.attendance.models import (
    CheckIn,
    ClassClosing,
    Evaluation,
    Evidence,
    Leave,
    WalkIn,
)
from dongan_training.certificates.models import Certificate
from dongan_training.exam.models import Attempt, Exam
from dongan_training.progress import Progress
from dongan_training.reports.checklist import closing_of
from dongan_training.reports.closing import (
    ITEM_NAMES,
    STATE_NAMES,
    Closing,
    ItemKind,
    ItemState,
    note_closed,
    told_items,
)
from dongan_training.texts import N_, _
from dongan_training.training.models import Enrolment, Lesson, TrainingClass
from ui.jobs import Job
from ui.kit import (
    Button,
    Card,
    Desk,
    FileKind,
    Line,
    Page,
    Pill,
    PrimaryButton,
    Question,
    Tag,
    Tone,
    Words,
    moment_text,
    row,
)
from ui.reports.evaluation_dialog import EvaluationDialog

MARKS = {
    ItemState.DONE: Tag("√", Tone.GOOD),
    ItemState.OPEN: Tag("!", Tone.ATTENTION),
    ItemState.NOT_NEEDED: Tag("–", Tone.QUIET),
}


class ClosingPage(Page):
    """Every line leads to where it is done; nothing here is ticked by hand."""

    title = N_("结班")
    shows = frozenset(
        {TrainingClass, Lesson, Enrolment, CheckIn, Leave, WalkIn, Evidence}
        | {Exam, Attempt, Certificate, Evaluation, ClassClosing}
    )
    patience = 500

    def __init__(self, desk: Desk, class_id: str):
        super().__init__(desk)
        self.class_id = class_id
        self.closing: Closing
        self.told = Words(look="heading")
        self.closed = Words("", "muted").wrapped()
        self.close_button = PrimaryButton(_("结班并归档"), self.close_class, icon="save").large()
        self.card = Card(_("结班清单"))
        self._holder = QWidget()
        self.buttons: dict[ItemKind, Button] = {}
        self.card.body.addWidget(self._holder)
        head = Card()
        line = row(self.told, None, self.close_button)
        head.body.addWidget(line)
        head.body.addWidget(self.closed)
        self.body.addWidget(head)
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self.closing = closing_of(session, class_id=self.class_id, at=clock.now())
        card = self.closing.overview.card
        self.set_title(self.title, card.title)
        count = len(self.closing.open_items)
        self.told.setText(_("还缺 {count} 项").format(count=count) if count else self._whole())
        self.closed.setText(_closed_words(self.closing))
        again = self.closing.closed is not None
        self.close_button.setText(_("重新归档") if again else _("结班并归档"))
        self._show_items()

    def _whole(self) -> str:
        done = self.closing.closed is not None
        return _("资料齐全，已经结班") if done else _("资料齐全，可以结班")

    def close_class(self) -> None:
        """Write the archive and note that the class is closed."""
        card = self.closing.overview.card
        lacking = told_items([one.kind for one in self.closing.open_items])
        if lacking:
            question = Question(
                _("还有资料不齐"),
                _("缺：{items}。归档包里会注明，补齐以后可以再归档一次。").format(items=lacking),
                _("仍然归档"),
            )
            if not self.desk.dialogs.confirm(self, question):
                return
        kind = FileKind(_("归档包"), (".zip",))
        name = _("{code} 归档包.zip").format(code=card.code)
        path = self.desk.dialogs.save_file(self, _("结班并归档"), name, kind)
        if path is None:
            return
        job = Job(_("归档"), self._work(path))
        job.done.connect(self._tell_closed)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def evaluate(self) -> None:
        """Open the entry of evaluation forms."""
        self.dialog = EvaluationDialog(self.desk, self.closing.overview.card, self)
        self.dialog.open()

    def _work(self, path: Path):  # type: ignore[no-untyped-def]  # what a Job runs
        class_id, by, workspace = self.class_id, self.desk.actor, self.workspace

        def work(progress: Progress) -> Path:
            from dongan_training.reports.class_archive import write_archive  # loads ReportLab

            at = clock.now()
            with workspace.read() as session:
                done = write_archive(
                    session, class_id=class_id, path=path, at=at, progress=progress
                )
            with workspace.begin() as session:
                note_closed(
                    session,
                    class_id=class_id,
                    digest=done.digest,
                    lacking=done.lacking,
                    by=by,
                    at=at,
                )
            return path

        return work

    def _tell_closed(self, path: Path) -> None:
        self.say(_("已结班，归档包保存在“{path}”。").format(path=path))

    def _show_items(self) -> None:
        here = self.window().focusWidget()  # also while a dialog lies above
        focused = next((kind for kind, one in self.buttons.items() if one is here), None)
        old, self._holder = self._holder, QWidget()
        self.buttons = {}
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(10, 0, 10, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(1, 150)
        for number, one in enumerate(self.closing.items):
            tag = MARKS[one.state]
            mark = Pill(tag.text, tag.tone)
            mark.setAccessibleName(_(STATE_NAMES[one.state]))
            mark.setToolTip(_(STATE_NAMES[one.state]))
            button = self.buttons[one.kind] = Button(_(ACTIONS[one.kind]))
            button.clicked.connect(self._go)
            button.setAccessibleName(f"{_(ITEM_NAMES[one.kind])} {_(ACTIONS[one.kind])}")
            parts = (mark, Words(_(ITEM_NAMES[one.kind])), Words(one.remark, "muted").cut(), button)
            for column, part in enumerate(parts):
                grid.addWidget(part, 2 * number, column)
            grid.addWidget(Line(), 2 * number + 1, 0, 1, 4)
        self.card.body.replaceWidget(old, self._holder)
        old.deleteLater()
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def _go(self) -> None:
        kind = next(kind for kind, one in self.buttons.items() if one is self.sender())
        match kind:
            case ItemKind.EVALUATION:
                self.evaluate()
            case ItemKind.CERTIFICATES:
                self.navigator.go("certificates", class_id=self.class_id)
            case ItemKind.SHEET | ItemKind.ATTENDANCE if self.closing.overview.lessons:
                last = self.closing.overview.lessons[-1]
                self.navigator.go("attendance", lesson_id=last.id)
            case ItemKind.MARKS if self.closing.exams:
                self.navigator.go("exam-results", exam_id=self.closing.exams[0].id)
            case _:
                tab = TABS.get(kind, "summary")
                self.navigator.go("class", class_id=self.class_id, tab=tab)


ACTIONS = {
    ItemKind.PLAN: N_("学员"),
    ItemKind.TIMETABLE: N_("课程表"),
    ItemKind.SHEET: N_("签到"),
    ItemKind.ATTENDANCE: N_("考勤"),
    ItemKind.EXAM: N_("考试"),
    ItemKind.MARKS: N_("成绩"),
    ItemKind.CERTIFICATES: N_("证书"),
    ItemKind.EVALUATION: N_("录入问卷"),
}
TABS = {
    ItemKind.PLAN: "people",
    ItemKind.TIMETABLE: "timetable",
    ItemKind.SHEET: "timetable",
    ItemKind.ATTENDANCE: "attendance",
    ItemKind.EXAM: "exam",
    ItemKind.MARKS: "exam",
}


def _closed_words(closing: Closing) -> str:
    """When it was closed; before that, what closing does."""
    closed = closing.closed
    if closed is None:
        return _("清单由程序自动填写。归档包是一个压缩文件，含目录、签到表、试卷、成绩和证书。")
    told = _("{moment} 由{who}结班。").format(moment=moment_text(closed.at), who=closed.by)
    if not closed.lacking:
        return told
    return told + _("当时缺：{items}。").format(items=told_items(closed.lacking))
