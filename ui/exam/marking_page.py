"""阅卷: short answers one after the other, without names, points by marking point."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.scoring import plain_number
from dongan_training.exam.hand_marking import GivenPoints, mark_answer
from dongan_training.exam.hand_marks import hand_rule_words
from dongan_training.exam.marking_desk import (
    BlindAnswer,
    MarkingTask,
    answers_to_mark,
    marking_tasks,
)
from dongan_training.exam.models import AnswerMark, Attempt, Exam, KeyCorrection
from dongan_training.texts import N_, _
from ui.exam.blind_answer_card import BlindAnswerCard
from ui.kit import Card, Desk, EmptyState, Leaving, Meter, Page, Words, beside, flow


class MarkingPage(Page):
    """A pile of answers in an order that tells nothing; Enter saves and shows the next.

    What another marker saves meanwhile changes the counts, never what is being typed here.
    """

    title = N_("阅卷")
    shows = frozenset({Exam, Attempt, AnswerMark, KeyCorrection})

    def __init__(self, desk: Desk, exam_id: str):
        super().__init__(desk)
        self.exam_id = exam_id
        self.tasks: tuple[MarkingTask, ...] = ()
        self.pile: tuple[BlindAnswer, ...] = ()
        self.answer: BlindAnswer | None = None
        self._marker = desk.actor.name
        self.questions, self.marker = QComboBox(), QLineEdit(self._marker)
        self.progress, self.meter = Words(look="small"), Meter(_("阅卷进度"))
        self.rule = Words(look="small").wrapped()
        self.stem, self.model = Words(look="heading").wrapped(), Words().wrapped()
        self.card = BlindAnswerCard()
        self._build()
        self.refresh()
        self._show_answer(self._next_open() or next(iter(self.pile), None))

    def refresh(self) -> None:
        """Read counts and states anew; the answer shown and what is typed stay."""
        with self.workspace.read() as session:
            exam = session.get_one(Exam, self.exam_id)
            self.tasks = marking_tasks(session, self.exam_id, marker=self._marker)
            self.set_title(self.title, exam.title)
            self.rule.setText(hand_rule_words(exam.hand_rule))
            task = self._task()
            self.pile = () if task is None else self._read_pile(session, task.item_id)
        self._list_questions()
        if task is None or not any(one.answers for one in self.tasks):
            self._nothing_to_mark()
            return
        self.show_content()
        self._show_progress(task)
        if self.answer is not None:
            self.card.tell_state(self._same(self.answer) or self.answer, len(self.pile))

    def first_field(self) -> QWidget | None:
        """The keyboard goes to the points."""
        return next(iter(self.card.points.fields), None) or super().first_field()

    def unsaved(self) -> str:
        if self.answer is None or self.card.points.says(self.answer.parts, self.answer.comment):
            return ""
        return _("第 {place} 份答案的打分").format(place=self.answer.place)

    def choose_question(self) -> None:
        """Go to another question: to the first answer that waits for this marker."""
        if self._may_go_on():
            self._change_pile()
        elif self.answer is not None:
            self.questions.setCurrentIndex(self.questions.findData(self.answer.item_id))

    def _change_pile(self) -> None:
        self.answer = None
        self.refresh()
        self._show_answer(self._next_open() or next(iter(self.pile), None))

    def take_marker(self) -> None:
        """Let somebody else mark, with a pile in an order of their own."""
        name = self.marker.text().strip()
        if not name or name == self._marker:  # losing the keyboard tells of the same name again
            return
        with QSignalBlocker(self.marker):  # a question takes the keyboard away
            if self._may_go_on():
                self._marker = name
                self._change_pile()
            else:
                self.marker.setText(self._marker)

    def save(self) -> None:
        """Save the points of this answer, then show the next that waits for this marker."""
        answer = self.answer
        if answer is not None and self._keep(answer):
            self._go_on_after(answer)

    def _may_go_on(self) -> bool:
        """Ask what becomes of points that are typed and not saved."""
        what = self.unsaved()
        leaving = self.desk.dialogs.leaving(self, what) if what else Leaving.DROP
        if leaving is Leaving.SAVE and self.answer is not None:
            return self._keep(self.answer)
        return leaving is Leaving.DROP

    def _keep(self, answer: BlindAnswer) -> bool:
        """Save the points of this answer; tells whether they could be."""
        typed = self.card.points
        given = GivenPoints(self._marker, typed.points, typed.comment.text())
        with self.explaining():
            with self.workspace.begin() as session:
                mark_answer(
                    session,
                    attempt_id=answer.attempt_id,
                    item_id=answer.item_id,
                    given=given,
                    by=self.desk.actor,
                    at=clock.now(),
                )
            self.refresh()
            return True
        return False

    def step(self, by: int) -> None:
        """Show the answer before or after, marked or not."""
        if self.answer is not None:
            place = self.answer.place - 1 + by
            if 0 <= place < len(self.pile) and self._may_go_on():
                self._show_answer(self.pile[place])

    def _go_on_after(self, answer: BlindAnswer) -> None:
        following = self._next_open(after=answer.place)
        if following is not None:
            self.notice.clear()
            self._show_answer(following)
            return
        self._show_answer(self._same(answer))
        other = next((one for one in self.tasks if one.mine), None)
        if other is None:
            self.say(_("没有等您阅的答案了。"))
        else:
            told = _("这道题没有等您阅的答案了。{form} 卷第 {number} 题还有 {count} 份。")
            self.say(told.format(form=other.form, number=other.number, count=other.mine))
            self.questions.setFocus()

    def _next_open(self, after: int = 0) -> BlindAnswer | None:
        """The next answer that waits for this marker, from the start again after the last."""
        waiting = [one for one in self.pile if one.mine]
        return next((one for one in waiting if one.place > after), next(iter(waiting), None))

    def _same(self, answer: BlindAnswer) -> BlindAnswer | None:
        return next((one for one in self.pile if one.attempt_id == answer.attempt_id), None)

    def _read_pile(self, session: Session, item_id: str) -> tuple[BlindAnswer, ...]:
        return answers_to_mark(session, exam_id=self.exam_id, item_id=item_id, marker=self._marker)

    def _task(self) -> MarkingTask | None:
        """The question chosen; first, one that has answers for this marker."""
        chosen = self.questions.currentData()
        known = next((one for one in self.tasks if one.item_id == chosen), None)
        first = next((one for one in self.tasks if one.mine), next(iter(self.tasks), None))
        return known or first

    def _list_questions(self) -> None:
        """Change the words of the list in place: it may be open under somebody's hand."""
        task = self._task()
        self.questions.blockSignals(True)
        if [self.questions.itemData(n) for n in range(self.questions.count())] != [
            one.item_id for one in self.tasks
        ]:
            self.questions.clear()
            for one in self.tasks:
                self.questions.addItem("", one.item_id)
        for place, one in enumerate(self.tasks):
            told = _("{form} 卷第 {number} 题　{points} 分　待我阅 {mine}").format(
                form=one.form, number=one.number, points=plain_number(one.points), mine=one.mine
            )
            self.questions.setItemText(place, told)
        if task is not None:
            self.questions.setCurrentIndex(self.questions.findData(task.item_id))
        self.questions.blockSignals(False)

    def _show_progress(self, task: MarkingTask) -> None:
        self.meter.set_value(task.done, task.answers)
        told = _("阅完 {done} / {answers}　待我阅 {mine}").format(
            done=task.done, answers=task.answers, mine=task.mine
        )
        if task.disputed:
            told += _("　有分歧 {count}").format(count=task.disputed)
        self.progress.setText(told)
        self.stem.setText(f"{task.number}. {task.stem}")
        self.model.setText(task.model or _("题库没有给参考答案。"))
        self.card.points.ask_for(task.parts)

    def _show_answer(self, answer: BlindAnswer | None) -> None:
        self.answer = answer
        if answer is not None:
            self.card.show_answer(answer, len(self.pile))

    def _build(self) -> None:
        self.questions.setAccessibleName(_("题目"))
        self.questions.setMinimumWidth(260)
        self.marker.setAccessibleName(_("阅卷人"))
        self.marker.setFixedWidth(140)
        self.meter.setMinimumWidth(120)
        who = Words(_("阅卷人"))
        parts = (self.questions, self.progress, self.meter, None, who, self.marker)
        bar = flow(*parts, spacing=12)
        task = Card(_("题目"))
        for label, words in (("", self.stem), (_("参考答案"), self.model), ("", self.rule)):
            if label:
                task.body.addWidget(Words(label, "small"))
            task.body.addWidget(words)
        task.body.addStretch(1)
        self.body.addWidget(bar)
        self.body.addWidget(beside((task, 300, 420), (self.card, 380, 680)), 1)
        self.questions.activated.connect(self.choose_question)
        self.marker.editingFinished.connect(self.take_marker)
        self.card.saved.connect(self.save)
        self.card.stepped.connect(self.step)

    def _nothing_to_mark(self) -> None:
        advice = _("有人交卷，并且卷上有简答题时，答案会列在这里。")
        self.show_state(EmptyState("file-pen-line", _("没有要人工阅的答案。"), advice=advice))
