"""命题细目表: cells, rules and named questions, with what the bank says to each change at once."""

import secrets

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QStackedWidget

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionVersion
from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.exam.blueprint import Blueprint
from dongan_training.exam.blueprint_file import read_blueprint
from dongan_training.exam.blueprint_rows import (
    CellRow,
    rows_of,
    sections_of,
    with_another_cell,
    with_another_section,
    with_row,
    without_row,
)
from dongan_training.exam.mending import Shelves, feedback
from dongan_training.exam.models import Paper
from dongan_training.exam.papers import PaperMade, store_paper, try_paper
from dongan_training.exam.saved_blueprints import (
    change_blueprint,
    keep_blueprint,
    saved_blueprint,
)
from dongan_training.exam.stock import question_pool
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.exam.blueprint_lines import cell_line, missing_words
from ui.exam.blueprint_rules import BlueprintRules
from ui.exam.cell_form import CellForm
from ui.exam.question_rules import QuestionRules
from ui.exam.wording import points
from ui.jobs import Job
from ui.kit import (
    Button,
    Card,
    Chip,
    Column,
    Desk,
    Page,
    PrimaryButton,
    RowsModel,
    Table,
    TableCard,
    Tag,
    Words,
    beside,
    flow,
)

USUAL = (
    (QuestionType.SINGLE_CHOICE, 20, 2.0),
    (QuestionType.MULTIPLE_CHOICE, 15, 2.0),
    (QuestionType.TRUE_FALSE, 15, 2.0),
)
USUAL_FORMS = 2
PAUSE = 150  # milliseconds without a change before all cells are judged together
LARGEST_SEED = 2**31


class BlueprintPage(Page):
    """The cells at the left, the marked one with its fields at the right."""

    title = N_("命题细目表")
    shows = frozenset({Question, QuestionVersion, Paper})

    def __init__(self, desk: Desk, blueprint_id: str = ""):
        super().__init__(desk)
        self.blueprint_id = blueprint_id
        self.rows: tuple[CellRow, ...] = ()
        self.name = QLineEdit(placeholderText=_("如：第四季度党纪学习教育测试"))
        self.rules, self.cell = BlueprintRules(), CellForm()
        self.named = QuestionRules(desk)
        self.cells = RowsModel(
            Column(_("大题"), "section", _counted, width=56),
            Column(_("题型"), "type", type_name, width=132),
            Column(_("范围"), "where"),
            Column(_("题数"), "count", width=60),
            Column(_("分值"), "points", points, width=60),
            Column(_("题库能给"), "available", width=88),
            Column(_("核对"), "state", tag=_same, width=96),
            parent=self,
        )
        self.table = Table(self.cells, "blueprint-cells")
        self.total, self.verdict = Words(look="heading"), Words().wrapped()
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._build()
        self._open()
        self._watch()
        self.refresh()
        self.table.pick(0)
        self._kept = self._asked()

    def unsaved(self) -> str:
        if self._asked() == self._kept:
            return ""
        title = self.name.text().strip()
        return _("命题细目表“{title}”").format(title=title) if title else _("这份命题细目表")

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self._pool = question_pool(session)
        self._shelves_for: tuple[object, ...] = ()
        self.cell.offer(self._pool)
        self.judge()

    def blueprint(self) -> Blueprint:
        """What the fields ask for now, whether or not it can be filled."""
        asked = Blueprint(self.name.text().strip(), sections_of(self.rows), **self.rules.rules())
        return self.named.into(asked)

    def judge(self) -> None:
        """Tell of each cell at once what the bank can give; of all together a moment later."""
        wanted = self.blueprint()
        kept = wanted.fixed, wanted.excluded, wanted.rest
        if self._shelves_for != kept:
            self._shelves, self._shelves_for = Shelves.of(self._pool, wanted), kept
        self._feedback = feedback(wanted, self._shelves, forms=self.rules.forms.value())
        self.cells.show([cell_line(number, one) for number, one in enumerate(self._feedback)])
        self.total.setText(
            _("{count} 题，满分 {points} 分").format(
                count=wanted.count, points=plain_number(wanted.full_marks)
            )
        )
        self._show_feedback()
        self._timer.start()

    def judge_together(self) -> None:
        """Tell what cannot be filled when all cells are drawn at once, and whom to blame."""
        wanted = self.blueprint()
        missing = self._shelves.missing_for(wanted, forms=self.rules.forms.value())
        told = missing_words(missing) if self.rows else _("请先加一个大题。")
        self.verdict.set_look("bad" if told else "good")
        self.verdict.setText(told or _("题库够用。"))
        self.assembling.setEnabled(not told)

    def save(self) -> None:
        """Keep the blueprint, or what was changed in it."""
        with self.explaining():
            facts = {"forms": self.rules.forms.value(), "by": self.desk.actor, "at": clock.now()}
            wanted = self.blueprint()
            with self.workspace.begin() as session:
                if self.blueprint_id:
                    kept = self.blueprint_id
                    change_blueprint(session, blueprint_id=kept, blueprint=wanted, **facts)
                else:
                    kept = keep_blueprint(session, blueprint=wanted, **facts)
            self.blueprint_id, self._kept = kept, self._asked()
            self.became.emit({"blueprint_id": kept})
            self.say(_("命题细目表“{title}”已保存。").format(title=wanted.title))

    def assemble(self) -> None:
        """Draw the forms in the background and go to the paper."""
        with self.explaining():
            wanted, forms = read_blueprint(self.blueprint().to_data()), self.rules.forms.value()
            by, seed = self.desk.actor, secrets.randbelow(LARGEST_SEED)

            def work(progress: Progress) -> PaperMade:
                with self.workspace.read() as session:
                    drawn = try_paper(
                        session, blueprint=wanted, forms=forms, seed=seed, progress=progress
                    )
                with self.workspace.begin() as session:
                    return store_paper(
                        session, drawn, blueprint=wanted, seed=seed, by=by, at=clock.now()
                    )

            job = Job(_("组卷"), work)
            job.done.connect(self._show_made)
            job.failed.connect(self.explain)
            self.assembling.setEnabled(False)
            job.finished.connect(self.judge_together)
            self.jobs.start(job)

    def add_cell(self) -> None:
        """Add a cell to the section of the marked one."""
        at = self._place()
        if at is not None:
            self._set_rows(with_another_cell(self.rows, at), at + 1)

    def add_section(self) -> None:
        """Add a section of a type that is not there yet."""
        used = {one.type for one in self.rows}
        kind = next((one for one in QuestionType if one not in used), QuestionType.SINGLE_CHOICE)
        rows = with_another_section(self.rows, kind, 5, 2.0)
        self._set_rows(rows, len(rows) - 1)
        self.cell.type.setFocus()

    def remove_cell(self) -> None:
        """Take the marked cell away."""
        at = self._place()
        if at is not None:
            self._set_rows(without_row(self.rows, at), max(at - 1, 0))

    def _set_rows(self, rows: tuple[CellRow, ...], at: int) -> None:
        self.rows = rows
        self.judge()
        if rows:
            self.table.pick(at)
        self._show_cell()

    def _change_cell(self, row: CellRow) -> None:
        at = self._place()
        if at is not None:
            self.rows = with_row(self.rows, at, row)
            self.judge()

    def _place(self) -> int | None:
        line = self.table.current()
        return line.id if line else None

    def _show_cell(self) -> None:
        at = self._place()
        self.cell.show_row(self.rows[at] if at is not None else None)
        for button in (self.another, self.drop):
            button.setEnabled(at is not None)
        self._show_feedback()

    def _show_feedback(self) -> None:
        at = self._place()
        one = self._feedback[at] if at is not None and at < len(self._feedback) else None
        if one is None:
            self.cell.say("", "muted")
        elif one.mends:
            self.cell.say(_("{told}。").format(told=one.in_words()), "bad")
        else:
            told = _("需要 {needed} 道，题库能给 {available} 道。")
            stock = one.stock
            self.cell.say(told.format(needed=stock.needed, available=stock.available), "muted")

    def _asked(self) -> tuple[Blueprint, int]:
        return self.blueprint(), self.rules.forms.value()

    def _show_made(self, made: PaperMade) -> None:
        self.say(_("已组成试卷“{title}”。").format(title=self.name.text().strip()))
        self.navigator.go("paper", paper_id=made.id, remarks=made.remarks)

    def _open(self) -> None:
        if self.blueprint_id:
            with self.workspace.read() as session:
                row = saved_blueprint(session, self.blueprint_id)
            blueprint, forms = row.blueprint, row.forms
        else:
            blueprint, forms = Blueprint("", ()), USUAL_FORMS
            for usual in USUAL:
                self.rows = with_another_section(self.rows, *usual)
        self.name.setText(blueprint.title)
        self.rules.show_rules(blueprint, forms)
        self.named.show_rules(blueprint)
        self.rows = rows_of(blueprint) or self.rows

    def _watch(self) -> None:
        self._timer.timeout.connect(self.judge_together)
        self.rules.changed.connect(self.judge)
        self.named.changed.connect(self.judge)
        self.cell.changed.connect(self._change_cell)
        self.table.picked.connect(self._show_cell)
        self.chips.idClicked.connect(self.pile.setCurrentIndex)

    def _build(self) -> None:
        self.keyboard_first = self.name
        self.name.setAccessibleName(_("试卷标题"))
        self.name.setMinimumWidth(280)
        self.keeping = Button(_("保存"), self.save, icon="save", shortcut="Ctrl+S")
        self.assembling = PrimaryButton(_("组卷"), self.assemble, icon="file-text")
        self.another = Button(_("加一格"), self.add_cell, icon="plus", shortcut="Ctrl+N")
        adding = Button(_("加大题"), self.add_section, icon="plus", shortcut="Ctrl+Shift+N")
        self.drop = Button(_("删除"), self.remove_cell, icon="trash-2")
        self.body.addWidget(flow(self.name, self.total, None, self.keeping, self.assembling))
        self.body.addWidget(self.rules)
        self.chips, self.pile = QButtonGroup(self), QStackedWidget()
        chips = [Chip(_("细目")), Chip(_("指定试题"))]
        for number, chip in enumerate(chips):
            self.chips.addButton(chip, number)
        chips[0].setChecked(True)
        marked = Card(_("这一格"))
        marked.body.addWidget(self.cell)
        marked.body.addStretch(1)
        cells = TableCard(self.table, self.another, adding, None, self.drop)
        self.pile.addWidget(beside((cells, 420, 700), (marked, 300, 380)))
        self.pile.addWidget(self.named)
        self.body.addWidget(flow(*chips))
        self.body.addWidget(self.pile, 1)
        self.body.addWidget(self.verdict)


def _counted(number: int) -> str:
    return str(number)


def _same(tag: Tag) -> Tag:
    return tag
