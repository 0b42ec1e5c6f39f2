"""待复核: questions whose article a new edition changed, worked through one after the other."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionVersion
from dongan_training.bank.question_view import question_views
from dongan_training.bank.regulations import settling
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.regulations.models import CitationReview, EditionReplacement
from dongan_training.bank.regulations.settling import Settled, WaitingRow
from dongan_training.texts import N_, _
from ui.bank.citation_card import CitationCard, worst
from ui.bank.question_card import QuestionCard
from ui.bank.shows_history import ShowsHistory
from ui.bank.undo_steps import UndoSteps
from ui.bank.wording import cited_place, type_tag
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    Meter,
    Page,
    RowsModel,
    Table,
    TableCard,
    Tag,
    Tone,
    Words,
    beside,
    stack,
)

LIST_WIDTH, CARD_WIDTH = 520, 440
AT_ONCE = 200  # questions listed: others come up as these are settled


@dataclass(frozen=True)
class ReviewLine:
    """One question that waits, as the list shows it."""

    id: tuple[str, str]
    type: QuestionType
    stem: str
    change: Tag
    place: str
    row: WaitingRow


class CitationReviewPage(ShowsHistory, Page):
    """Enter cites the new edition and goes on; F2 writes another source, Del retires."""

    title = N_("待复核")
    shows = frozenset({CitationReview, EditionReplacement, Question, QuestionVersion})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.lines = RowsModel(
            Column(_("题型"), "type", tag=type_tag, width=68),
            Column(_("题干"), "stem"),
            Column(_("变化"), "change", tag=_itself, width=110),
            Column(_("原来的依据"), "place", muted=True, width=120),
            parent=self,
        )
        self.table = Table(self.lines, "citation-review")
        self.told = Words(look="heading")
        self.meter = Meter(_("复核进度"))
        self.citation = CitationCard()
        self.card = QuestionCard()
        self.steps = UndoSteps(self)
        self.keyboard_first = self.table
        self._build()
        self._connect()
        self.refresh()
        self.table.pick(0)

    def refresh(self) -> None:
        near = max(self.table.currentIndex().row(), 0)
        with self.workspace.read() as session:
            rows = settling.waiting_questions(session, AT_ONCE)
            progress = settling.review_progress(session)
            self.citation.know(register(session), clock.local(clock.now()).date())
        self.lines.show([_line(one) for one in rows])
        told = _("已复核 {done} 题，共 {total} 题。")
        if progress.total - progress.done > len(rows):
            told = _("已复核 {done} 题，共 {total} 题；先列出 {listed} 题。")
        counts = {"done": progress.done, "total": progress.total, "listed": len(rows)}
        self.told.setText(told.format(**counts))
        self.meter.set_value(progress.done, max(progress.total, 1))
        if self.table.current() is None and rows:
            self.table.pick(min(near, len(rows) - 1))
        self._show_line(self.table.current())

    def cite(self) -> None:
        """Let the question cite what stands in the field."""
        text, line = self.citation.field.text(), self.table.current()
        if line is not None and text.strip() == line.row.citation:
            self._settle_unchanged(line)
            return
        self._settle(
            lambda session, key: settling.cite_anew(
                session, question_id=key, citation=text, by=self.desk.actor, at=clock.now()
            ),
            _("依据已改为：{citation}").format(citation=text.strip()),
        )

    def _settle_unchanged(self, line: ReviewLine) -> None:
        """Nothing was written: where the new edition has the place, the old one is wanted."""
        if line.row.proposed:
            self.keep()
        else:
            told = _("这道题没有现成的新依据：请写明新的依据，或者保持原样，或者停用。")
            self.say(told, Tone.INFO)
            self.citation.edit()

    def keep(self) -> None:
        """Leave the question as it is."""
        self._settle(
            lambda session, key: settling.keep_as_it_is(
                session, question_id=key, by=self.desk.actor, at=clock.now()
            ),
            _("已确认，题目和依据不变。"),
        )

    def retire(self) -> None:
        """Use the question no more."""
        self._settle(
            lambda session, key: settling.retire(
                session, question_id=key, by=self.desk.actor, at=clock.now()
            ),
            _("题目已停用；已经生成的试卷不受影响。"),
        )

    def change_current(self) -> None:
        """Open the editor with the question; saving it ends the waiting."""
        line = self.table.current()
        if line is not None:
            cited = self.citation.field.text().strip()
            self.navigator.go("bank-edit", question_id=line.row.id, citation=cited)

    def open_register(self) -> None:
        """Go to the register."""
        self.navigator.go("regulations")

    def _build(self) -> None:
        register = Button(_("法规"), self.open_register, icon="library-big")
        empty = EmptyState(
            "circle-check",
            _("没有题目待复核。"),
            register,
            advice=_("在“法规”里登记换版以后，依据有变化的题目到这里逐题复核。"),
        )
        self.table.set_empty(empty)
        left = TableCard(self.table, self.told, None, self.meter)
        self.meter.setMinimumWidth(160)
        right = stack(self.citation, self.card, spacing=14)
        right.layout().setStretch(1, 1)
        self.right = right
        self.body.addWidget(beside((left, LIST_WIDTH, 1), (right, CARD_WIDTH, 0)), 1)

    def _connect(self) -> None:
        self.table.picked.connect(self._show_line)
        self.table.opened.connect(self._on_opened)
        self.citation.cited.connect(self.cite)
        self.citation.left.connect(self.table.setFocus)
        self.citation.kept.connect(self.keep)
        self.citation.retired.connect(self.retire)
        self.card.past_asked.connect(self.show_history)
        self.card.asked.connect(self.change_current)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table, self.retire)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        QShortcut(QKeySequence("F2"), self, self.citation.edit)

    def _on_opened(self, line: ReviewLine) -> None:
        """Enter takes what is proposed; where nothing is, somebody has to write it."""
        if line.row.proposed:
            self.cite()
        else:
            self.citation.edit()

    def _show_line(self, line: ReviewLine | None) -> None:
        self.right.setVisible(line is not None)
        if line is None:
            return
        self.citation.show_row(line.row)
        with self.workspace.read() as session:
            for view in question_views(session, [line.row.id]):
                self.card.show_view(view)

    def _settle(self, step: Callable[[Session, str], Settled], told: str) -> None:
        line = self.table.current()
        if line is None:
            return
        with self.explaining():
            with self.workspace.begin() as session:
                done = step(session, line.row.id)
            self.steps.done(told, lambda: self._take_back(done))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, done: Settled) -> None:
        with self.workspace.begin() as session:
            is_back = settling.settle_back(session, done, by=self.desk.actor, at=clock.now())
        told = _("已撤销。") if is_back else _("这道题后来又改过，保持现状。")
        self.steps.said_back(told)
        self._go_to(done.question_id)

    def _go_to(self, question_id: str) -> None:
        numbers = (n for n, one in enumerate(self.lines.rows) if one.row.id == question_id)
        number = next(numbers, None)
        if number is not None:
            self.table.pick(number)


def _line(row: WaitingRow) -> ReviewLine:
    stem = " ".join(row.stem.split())
    place = cited_place(row.citation)
    return ReviewLine((row.id, row.replacement_id), row.type, stem, worst(row), place, row)


def _itself(tag: Tag) -> Tag:
    return tag
