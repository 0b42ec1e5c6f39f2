"""换版: a new edition in the place of another, and beside the form all that it reaches."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QSizePolicy, QWidget

from dongan_training import clock
from dongan_training.bank.regulations import keeping
from dongan_training.bank.regulations.models import RegulationEdition
from dongan_training.bank.regulations.register import Edition, EditionName, Register
from dongan_training.bank.regulations.typed import TypedFacts, typed_facts
from dongan_training.errors import UserError
from dongan_training.texts import N_, _, sentences
from ui.bank.affected_tabs import AffectedTabs
from ui.bank.edition_dialog import EditionFields
from ui.bank.foreseeing import Foreseen, Registered, Wanted, foreseeing, registering, taking_back
from ui.bank.scrolled import Scrolled
from ui.jobs import Job, QuietJob
from ui.kit import Card, Desk, Page, PrimaryButton, Tone, Words, beside, row, stack

PAUSE = 300  # milliseconds without a key before the form is read anew
FORM_WIDTH, TABS_WIDTH = 400, 520
LEAST_FORM = 340  # pixels of the form; what is longer scrolls
LOW = 560  # pixels of a window in which the page scrolls: there the form is as long as it is
HINT = N_("写明改号、改动、删除和新增的条。没有写到的条按“没有说明”复核。")
FORESEEN = N_(
    "{new}：{changed} 题待复核，{same} 题可以沿用；"
    "{papers} 份试卷、{plans} 份细目表用到有变化的条文。"
)
LATER = N_("新版 {day} 才施行。可以到那天再从“换版记录”沿用；现在沿用，在此之前组卷会有提示。")
EXAMPLE = N_("44-49→49-54；50→56 改；117 删；新 55；其余不变")


class ReplacingPage(Page):
    """Left the form, right what it means; nothing is stored until 登记换版."""

    title = N_("换版")
    shows = frozenset({RegulationEdition})

    def __init__(self, desk: Desk, title: str = "", year: int = 0):
        super().__init__(desk)
        self.old = QComboBox()
        self.name = QComboBox(editable=True)
        self.fields = EditionFields(clock.local(clock.now()).year)
        self.changes = QPlainTextEdit(placeholderText=_(EXAMPLE))
        self.carry = QCheckBox(_("同时把没有变化的题目沿用到新版"), checked=True)
        self.later = Words(look="small").wrapped()
        self._carry_is_chosen = False
        self.told = Words(look="heading").wrapped()
        self.problem = Words(look="bad").wrapped()
        self.reached = AffectedTabs()
        self.register = PrimaryButton(_("登记换版"), self.store, shortcut="Ctrl+Return").large()
        self.review = PrimaryButton(_("去复核"), self.go_to_review, icon="flag").large()
        self.done: Registered | None = None
        self._known = Register(())
        self._is_reading = False
        self._shows_known = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self._offer(EditionName(title, year))
        self.keyboard_first = self.old if not title else self.fields.year
        self._show_done()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.window().height() < LOW
        needed = max(self._inner.sizeHint().height(), LEAST_FORM)
        self._room.setMinimumHeight(needed if is_low else LEAST_FORM)

    def refresh(self) -> None:
        self._offer(self.old.currentData())

    def wanted(self) -> Wanted:
        """What the form says now."""
        fields = self.fields
        facts = TypedFacts(
            in_force=fields.in_force.text(),
            issued=fields.issued.text(),
            articles=fields.articles.text(),
            chapters=fields.chapters.toPlainText(),
            source=fields.source.toPlainText(),
        )
        name = EditionName(self.name.currentText(), fields.year.value())
        return Wanted(
            self.old.currentData(),
            name,
            facts,
            self.changes.toPlainText(),
            self.carry.isChecked(),
        )

    def store(self) -> None:
        """Register the replacement; from then on its questions wait for review."""
        if self.done is None and self.old.currentData() is not None:
            self._timer.stop()
            self.register.setEnabled(False)
            job = Job(_("登记换版"), registering(self.desk, self.wanted()))
            job.done.connect(self._on_stored)
            job.failed.connect(self.explain)
            job.finished.connect(self._on_finished)
            self.jobs.start(job)

    def take_back(self) -> None:
        """Undo the replacement that was just registered."""
        if self.done is not None:
            job = Job(_("撤销换版"), taking_back(self.desk, self.done.done.id))
            job.done.connect(self._on_taken_back)
            job.failed.connect(self.explain)
            self.jobs.start(job)

    def go_to_review(self) -> None:
        """Go to the questions that wait."""
        self.navigator.go("citation-review")

    def foresee(self) -> None:
        """Work out anew what the form means; one reading at a time."""
        if self.done is not None or self.old.currentData() is None:
            return
        if self._is_reading:
            self._timer.start()
            return
        self._is_reading = True
        job = QuietJob(_("核对换版"), foreseeing(self.desk, self.wanted()))
        job.done.connect(self._show)
        job.failed.connect(self._show_problem)
        job.finished.connect(self._on_read)
        self.jobs.start(job)

    def _build(self) -> None:
        fields = self.fields
        self.changes.setTabChangesFocus(True)
        self.changes.setFixedHeight(96)
        self.name.lineEdit().setPlaceholderText(_("与旧版相同"))
        self.later.hide()
        for titles in (self.old, self.name):  # long titles must not widen the form
            titles.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        form = Card()
        inner = stack(
            _field(_("旧版"), self.old),
            _field(_("新版的名称，改名时才改"), self.name),
            _field(_("新版的年份"), fields.year),
            _field(_("施行日期"), fields.in_force),
            _field(_("一共几条"), fields.articles),
            _field(_("条文对照"), self.changes),
            Words(_(HINT), "small").wrapped(),
            self.carry,
            self.later,
            _field(_("印发日期"), fields.issued),
            _field(_("各章，一行一章"), fields.chapters),
            _field(_("来源"), fields.source),
            None,
            spacing=10,
        )
        self._inner, self._room = inner, Scrolled(inner)
        self._room.setMinimumHeight(LEAST_FORM)
        form.body.addWidget(self._room, 1)
        foot = row(None, self.review, self.register)
        left = stack(form, foot, spacing=14)
        left.layout().setStretch(0, 1)
        meaning = Card()
        meaning.body.addWidget(self.told)
        meaning.body.addWidget(self.problem)
        meaning.body.addWidget(self.reached, 1)
        self.body.addWidget(beside((left, FORM_WIDTH, 0), (meaning, TABS_WIDTH, 1)), 1)
        self.form = form

    def _connect(self) -> None:
        fields = self.fields
        self._timer.timeout.connect(self.foresee)
        self.old.activated.connect(self._on_old)
        self.name.editTextChanged.connect(self._on_new)
        fields.year.valueChanged.connect(self._on_new)
        for line in (fields.in_force, fields.issued, fields.articles):
            line.textEdited.connect(self._wait)
        for text in (self.changes, fields.chapters):
            text.textChanged.connect(self._wait)
        self.carry.clicked.connect(self._on_carry)
        self.reached.opened.connect(self._open_question)

    def _offer(self, chosen: EditionName | None) -> None:
        with self.workspace.read() as session:
            self._known = keeping.register(session)
        self.old.clear()
        for title in self._known.titles:
            for edition in reversed(self._known.editions_of(title)):
                self.old.addItem(str(edition.name), edition.name)
        place = next((n for n in range(self.old.count()) if self.old.itemData(n) == chosen), 0)
        self.old.setCurrentIndex(place)
        if not self.name.currentText():
            self._on_old()

    def _on_old(self) -> None:
        old: EditionName | None = self.old.currentData()
        if old is None:
            return
        self.name.clear()
        self.name.addItems(list(self._known.titles))
        self.name.setEditText(old.title)
        self.fields.year.setValue(max(old.year + 1, clock.local(clock.now()).year))
        self._on_new()

    def _on_new(self) -> None:
        """An edition that is registered already keeps its facts."""
        name = EditionName(keeping.bare_title(self.name.currentText()), self.fields.year.value())
        known: Edition | None = self._known.find(name)
        for field in self.fields.facts:
            field.setEnabled(known is None)
        if known is not None:
            self.fields.show_facts(typed_facts(known))
        elif self._shows_known:  # they were those of another edition
            self.fields.show_facts(TypedFacts())
        self._shows_known = known is not None
        self._wait()

    def _on_carry(self) -> None:
        self._carry_is_chosen = True

    def _advise(self, new: Edition) -> None:
        """Before the new edition is in force, its citations would warn at each assembly."""
        is_later = new.since > clock.local(clock.now()).date()
        self.later.setText(_(LATER).format(day=new.since.isoformat()))
        self.later.setVisible(is_later)
        if not self._carry_is_chosen:
            self.carry.setChecked(not is_later)

    def _wait(self) -> None:
        self._timer.start()

    def _on_read(self) -> None:
        self._is_reading = False

    def _show(self, found: Foreseen) -> None:
        if self.done is None:
            self.told.setText(
                _(FORESEEN).format(
                    new=found.plan.new.name,
                    changed=len(found.affected.disturbed),
                    same=len(found.affected.unchanged),
                    papers=len(found.affected.papers),
                    plans=len(found.affected.blueprints),
                )
            )
            self.problem.hide()
            self._advise(found.plan.new)
            self.reached.show_foreseen(found)
            self.register.setEnabled(True)

    def _show_problem(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.told.setText(_("现在还不能登记"))
        self.problem.setText(str(error))
        self.problem.show()
        self.reached.show_nothing()
        self.register.setEnabled(False)

    def _on_stored(self, done: Registered) -> None:
        self.done = done
        told = done.done.told()
        if done.carried:
            carried = _("{count} 题已沿用到新版。").format(count=done.carried)
            told = sentences([told, carried])
        self.told.setText(told)
        self._show_done()
        self.say(told, Tone.GOOD, undo=self.take_back)

    def _on_taken_back(self, told: str) -> None:
        self.done = None
        self._show_done()
        self.say(told)
        self.foresee()

    def _on_finished(self) -> None:
        self.register.setEnabled(self.done is None)

    def _show_done(self) -> None:
        """What is registered is not changed any more, only reviewed or undone."""
        is_done = self.done is not None
        self.form.setEnabled(not is_done)
        self.register.setVisible(not is_done)
        waiting = self.done is not None and self.done.done.for_review > 0
        self.review.setVisible(waiting)
        if waiting:
            self.review.setFocus()

    def _open_question(self, question_id: str) -> None:
        self.navigator.go("bank", question_id=question_id)


def _field(label: str, field: QWidget) -> QWidget:
    words = Words(label, "small")
    words.setBuddy(field)
    field.setAccessibleName(label)
    return stack(words, field, spacing=4)
