"""试题编辑: one question, or a passage with its questions, beside what candidates will see."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup

from dongan_training import clock
from dongan_training.bank.cautions import cautions, lacks_something, twin_caution
from dongan_training.bank.different_texts import tags_in_use
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.editing import (
    PassageMissing,
    SavedWork,
    Work,
    WorkItem,
    latest_subject,
    new_work,
    open_work,
    save_work,
    subject_chapters,
)
from dongan_training.bank.models import Question, QuestionVersion, Subject
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.subjects import add_subject, below, tree
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from ui.bank.editor.edit_steps import EditSteps
from ui.bank.editor.editor_keys import EditorKeys
from ui.bank.editor.filing_part import FilingPart, SubjectMissing
from ui.bank.editor.passage_items import EditsPassage
from ui.bank.editor.passage_part import PassagePart
from ui.bank.editor.preview import Preview
from ui.bank.editor.question_form import QuestionForm
from ui.bank.editor.written import put_cursor_at_end
from ui.bank.scrolled import Scrolled
from ui.bank.shows_history import ShowsHistory
from ui.bank.wording import SHORT_TYPES, short_stem
from ui.kit import Button, Card, Chip, Desk, Page, PrimaryButton, beside, flow, stack

FORM_WIDTH, PREVIEW_WIDTH, LEAST_HEIGHT = 520, 400, 260
PAUSE = 250  # milliseconds without a key before the cautions are looked up


class EditorPage(EditsPassage, ShowsHistory, Page):
    """Ctrl+S saves, Ctrl+Enter saves and goes on, Ctrl+Z takes typing back over all fields."""

    own_keys = (
        ("Alt+1 … 8", N_("标出正确选项")),
        ("Alt+↑ / ↓", N_("移动选项、要点或小题")),
        ("Alt+T", N_("换题型")),
        ("Ctrl+PgUp / PgDown", N_("上一道、下一道小题")),
        ("Alt+V", N_("切换屏幕和纸面")),
        ("Ctrl+Z / Ctrl+Y", N_("撤销、重做所有字段里的填写")),
    )
    title = N_("编辑试题")
    shows = frozenset({Subject, Question, QuestionVersion})

    def __init__(
        self,
        desk: Desk,
        question_id: str = "",
        subject_id: str = "",
        kind: str = QuestionType.SINGLE_CHOICE,
        citation: str = "",
    ):
        super().__init__(desk)
        self.question_id = question_id
        self._is_refused = False
        self._place = 0  # of the sub-question in the form
        self.steps = EditSteps(self)
        self.kinds = {one: Chip(_(name)) for one, name in SHORT_TYPES.items()}
        self.passage_chip = Chip(_("材料题"))
        self._today = clock.local(clock.now()).date()
        with self.workspace.read() as session:
            self._register = register(session)
            self._start = new_work(subject_id or latest_subject(session), QuestionType(kind))
        self._kept = self._work = self._start
        self.form = QuestionForm(self._register, self._today)
        self.filing = FilingPart()
        self.passage = PassagePart()
        self.preview = Preview(desk)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self.refresh()
        if citation:
            self.form.citation.setText(citation)  # proposed by a review; not saved yet
        self.keyboard_first = self.form.stem

    @property
    def work(self) -> Work:
        """What stands in the form now."""
        status = self.filing.status.currentData()
        items = list(self._work.items)
        here = replace(items[self._place], draft=self.form.draft())
        items[self._place] = here
        passage, pictures = self.passage.written if self.passage_chip.isChecked() else (None, ())
        return Work(
            subject_id=self.filing.subject.subject_id or "",
            items=tuple(replace(one, status=status) for one in items),
            passage=passage,
            reason=self.filing.reason.text().strip(),
            pictures=pictures,
        )

    def unsaved(self) -> str:
        work = replace(self.work, reason="")
        if not self.question_id:  # that its type was chosen is nothing to lose
            work = replace(work, passage=work.passage or None)
            work = work.of_kind(self._kept.items[0].draft.type)
        if work == self._kept:
            return ""
        stem = short_stem(self.form.stem.written)
        return _("试题“{stem}”").format(stem=stem) if stem else _("这道试题")

    def refresh(self) -> None:
        """Read the question anew, unless somebody is changing it."""
        with self.workspace.read() as session:
            places = tree(session)
            is_free = self._kept is self._start or not self.unsaved()
            work = open_work(session, self.question_id) if self.question_id else self._start
            if is_free:  # reads every question of the subject
                inside = below(places, work.subject_id) if work.subject_id else ()
                self.form.know(subject_chapters(session, list(inside)), tags_in_use(session))
        self.filing.know(places)
        if is_free:
            self._open(work)

    def explain(self, error: Exception) -> None:
        super().explain(error)
        self._is_refused = True

    def save(self) -> None:
        """Store all of it; each question that is other now gets a new version."""
        try:
            saved = self._store()
        except UserError as error:
            self.explain(error)
            self._go_to_lack(error)
        else:
            self._open_saved(saved)
            self.say(saved.told())

    def _go_to_lack(self, error: UserError) -> None:
        """Put the keyboard where something is missing: it may stand below what is in sight."""
        if isinstance(error, SubjectMissing):
            self.filing.subject.setFocus()
        elif isinstance(error, PassageMissing):
            self.passage.text.setFocus()
        else:
            faulty = (n for n, draft in enumerate(self.work.drafts) if lacks_something(draft))
            place = next(faulty, self._place)
            if place != self._place:
                self._choose_item(place)
            self.form.lacking().setFocus()

    def save_and_go_on(self) -> None:
        """Save, then write the next question, or go back to the list."""
        was_new = not self.question_id
        self.save()
        if self.unsaved() or not self.question_id:
            return  # it could not be saved, and says why
        if was_new:
            self._begin_next()
        else:
            self.navigator.back()

    def _build(self) -> None:
        save = PrimaryButton(_("保存"), self.save, icon="save", shortcut="Ctrl+S")
        self.past = Button(_("历次版本"), self._ask_past, icon="clock", shortcut="Ctrl+H")
        self.next = Button(_("保存，再写一题"), self.save_and_go_on, shortcut="Ctrl+Return")
        self.back = Button(_("保存并返回"), self.save_and_go_on, shortcut="Ctrl+Return")
        chips = (*self.kinds.values(), self.passage_chip)
        self.body.addWidget(flow(*chips, None, self.past, self.next, self.back, save, spacing=10))
        self.kind_group = QButtonGroup(self)
        for one in self.kinds.values():
            self.kind_group.addButton(one)
            one.setToolTip("Alt+T")
        content = stack(self.passage, self.form, self.filing, None, spacing=14)
        content.layout().setContentsMargins(0, 0, 10, 0)
        self.area = Scrolled(content)
        self.area.setMinimumHeight(LEAST_HEIGHT)
        card = Card()
        card.body.setContentsMargins(18, 14, 8, 14)
        card.body.addWidget(self.area)
        self.body.addWidget(beside((card, FORM_WIDTH, 3), (self.preview, PREVIEW_WIDTH, 2)), 1)

    def _connect(self) -> None:
        for part in (self.form, self.filing, self.passage):
            part.changed.connect(self._note)
        self.form.picture_asked.connect(self.choose_picture)
        for part in (self.form, self.passage.text):
            part.refused.connect(self.explain)
        self.passage.chosen.connect(self._choose_item)
        self.passage.moved.connect(self.move_item)
        self.passage.picture.clicked.connect(self.choose_passage_picture)
        self.passage.more.clicked.connect(self.add_item)
        self.passage.fewer.clicked.connect(self.drop_item)
        self.passage_chip.clicked.connect(self._on_passage)
        self.kind_group.buttonToggled.connect(self._on_kind)
        self._pause.timeout.connect(self._look)
        self.keys = EditorKeys(self)

    def _open(self, work: Work) -> None:
        ids = [one.question_id for one in work.items]
        place = ids.index(self.question_id) if self.question_id in ids else 0
        self._show(work, place)
        self.filing.reason.clear()
        self._kept = replace(self.work, reason="")
        self.steps.begin(self.work)
        is_new = not self.question_id
        self.next.setVisible(is_new)
        for part in (self.back, self.past):
            part.setVisible(not is_new)
        self.set_title(_("新建试题") if is_new else _("修改试题"))
        self._look()

    def _show(self, work: Work, place: int) -> None:
        self._work, self._place = work, place
        item = work.items[place]
        chip = self.kinds[item.draft.type]
        self.kind_group.blockSignals(True)
        chip.setChecked(True)
        self.kind_group.blockSignals(False)
        self.passage_chip.setChecked(work.passage is not None)
        self.passage.show_passage(work.passage, work.pictures)
        self.form.show_draft(item.draft)
        status = item.status if item.question_id else work.items[0].status
        self.filing.show_filed(work.subject_id, status, is_new=not self.question_id)
        self.passage.show_items([False] * len(work.items), place)
        self._preview()

    def _note(self) -> None:
        if self._is_refused:
            self._is_refused = False
            self.notice.clear()  # somebody is mending it
        work = self.work
        self._work = work
        self.steps.note(work)
        self._preview()
        self._pause.start()

    def _preview(self) -> None:
        self.preview.show_drafts(self.work.drafts, self._place)

    def _look(self) -> None:
        """Say beside each field what is to be said."""
        work = self.work
        own = work.items[self._place].question_id
        said = list(cautions(work.drafts[self._place], self._register, self._today))
        with self.workspace.read() as session:
            twin = twin_caution(session, work.drafts[self._place], own)
        is_begun = bool(self.question_id or self.unsaved())  # an empty form is nobody's mistake
        self.form.say([*said, twin] if twin else said if is_begun else ())
        faulty = [lacks_something(draft) for draft in work.drafts]
        self.passage.show_items(faulty, self._place)
        self.keys.settling.start()

    def _store(self) -> SavedWork:
        work = self.work
        name = self.filing.new_name
        by, at = self.desk.actor, clock.now()
        before = self._kept if self.question_id else None
        with self.workspace.begin() as session:
            if name:
                made = add_subject(session, name=name, parent_id=None, by=by, at=at)
                work = replace(work, subject_id=made)
            return save_work(session, work=work, before=before, by=by, at=at)

    def _open_saved(self, saved: SavedWork) -> None:
        self.question_id = saved.question_ids[self._place]
        self._kept = self._start = replace(self.work, reason="")
        self.refresh()
        self.became.emit({"question_id": self.question_id})

    def _begin_next(self) -> None:
        """An empty question of the same type and chapter, in the same subject."""
        last = self.work.items[0].draft
        draft = Draft(last.type, "", points=last.points, chapter=last.chapter)
        self.question_id = ""
        self._start = Work(self.work.subject_id, (WorkItem(draft),))
        self._open(self._start)
        self.became.emit({"subject_id": self._start.subject_id, "kind": str(last.type)})
        put_cursor_at_end(self.form.stem)

    def go_to(self, work: Work | None) -> None:
        """Show a state of the form from before or after."""
        if work is not None:
            self._show(work, work.place_after(self.work, self._place))
            self.filing.reason.setText(work.reason)
            self._pause.start()

    def _ask_past(self) -> None:
        self.show_history(self._work.items[self._place].question_id or self.question_id)

    def _on_kind(self, chip: Chip, is_on: bool) -> None:
        if is_on:
            self.form.set_kind(next(one for one, it in self.kinds.items() if it is chip))
