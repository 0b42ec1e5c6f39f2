"""检查题库: what smells among the questions in use, by kind, and the questions it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent

from dongan_training import clock
from dongan_training.bank import filtering
from dongan_training.bank.check_sheet import write_smells
from dongan_training.bank.checking import SMELLS, Smell, SmellKind, check
from dongan_training.bank.filtering import Filter, FoundRow
from dongan_training.bank.models import Question, QuestionVersion
from dongan_training.bank.question_view import question_views
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.subjects import places_shown
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.bank.finding_cards import FindingCards
from ui.bank.shows_history import ShowsHistory
from ui.bank.subject_field import SubjectField
from ui.jobs import Job
from ui.kit import (
    EXCEL,
    Button,
    Chip,
    Column,
    Desk,
    EmptyState,
    LoadingState,
    Page,
    PrimaryButton,
    RowsModel,
    Table,
    TableCard,
    Tag,
    Tone,
    Words,
    beside,
    flow,
)

LIST_WIDTH, CARDS_WIDTH = 560, 420
TONES = {
    SmellKind.SKEWED_KEYS: Tone.ATTENTION,
    SmellKind.ARTICLE_OUT_OF_RANGE: Tone.BAD,
    SmellKind.RETIRED_EDITION: Tone.BAD,
    SmellKind.UPCOMING_EDITION: Tone.ATTENTION,
    SmellKind.UNKNOWN_EDITION: Tone.ATTENTION,
    SmellKind.UNREGISTERED: Tone.ATTENTION,
    SmellKind.CONTRADICTION: Tone.BAD,
    SmellKind.NEAR_DUPLICATE: Tone.INFO,
    SmellKind.ODD_WORDING: Tone.ATTENTION,
}


@dataclass(frozen=True)
class Checked:
    """What a check found, and the questions it looked at."""

    smells: Sequence[Smell]
    rows: Sequence[FoundRow]


@dataclass(frozen=True)
class SmellLine:
    """One finding as the list shows it."""

    id: int
    kind: SmellKind
    told: str
    stem: str
    smell: Smell


class CheckPage(ShowsHistory, Page):
    """Begins by itself; Enter opens the question, F5 checks anew."""

    title = N_("检查题库")
    shows = frozenset({Question, QuestionVersion})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.checked: Checked | None = None
        self._chosen: SmellKind | None = None
        with self.workspace.read() as session:
            self.subject = SubjectField(places_shown(session), _("全部题库"))
        self.told = Words(look="heading")
        self.stale = Words(_("检查以后题库又有改动。"), "attention")
        self.lines = RowsModel(
            Column(_("种类"), "kind", tag=_kind_tag, width=120),
            Column(_("题干"), "stem"),
            Column(_("说明"), "told", muted=True),
            parent=self,
        )
        self.table = Table(self.lines, "bank-check")
        self.cards = FindingCards()
        self.chips = {kind: Chip(_(SMELLS[kind]), TONES[kind]) for kind in SmellKind}
        self.keyboard_first = self.table
        self._build()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.checked is None and self.jobs.running is None:
            self.check()

    def refresh(self) -> None:
        """What was found stays, but the bank is another since."""
        self.stale.setVisible(self.checked is not None)
        if self.checked is not None:
            self._show_line(self.table.current())

    def try_again(self) -> None:
        self.check()

    def check(self) -> None:
        """Look at every question in use of the subject."""
        if self.jobs.running is None:
            self.show_state(LoadingState(_("正在检查题库……")))
            job = Job(_("检查题库"), self._checking())
            job.done.connect(self._show)
            job.failed.connect(self.explain)
            job.cancelled.connect(self._on_cancelled)
            self.jobs.start(job)

    def export(self) -> None:
        """Write what was found as an Excel file."""
        checked = self.checked
        if checked is None:
            return
        name = _("题库检查结果") + ".xlsx"
        path = self.desk.dialogs.save_file(self, _("导出检查结果"), name, EXCEL)
        if path is None:
            return
        at = clock.now()

        def work(_progress: Progress) -> Path:
            write_smells(checked.smells, checked.rows, path, at=at)
            return path

        job = Job(_("导出检查结果"), work)
        job.done.connect(self._on_exported)
        job.failed.connect(self.explain)
        self.jobs.start(job)

    def change(self, question_id: str) -> None:
        """Open the editor with a question."""
        self.navigator.go("bank-edit", question_id=question_id)

    def show_in_bank(self) -> None:
        """Go to the first question of the finding, or to all of its type, in the bank."""
        line = self.table.current()
        if line is not None and line.smell.question_ids:
            self.navigator.go("bank", question_id=line.smell.question_ids[0])
        elif line is not None:
            wanted = Filter(kind=line.smell.type)
            self.navigator.go("bank", wanted=wanted)

    def _checking(self) -> Callable[[Progress], Checked]:
        wanted = Filter(subject_id=self.subject.subject_id)
        today = clock.local(clock.now()).date()

        def work(progress: Progress) -> Checked:
            progress.step(0, 0, _("正在读取题目"))
            with self.workspace.read() as session:
                rows = filtering.find(session, wanted)
                known = register(session)
            return Checked(check(rows, known, today, progress), rows)

        return work

    def _build(self) -> None:
        again = PrimaryButton(_("重新检查"), self.check, icon="refresh-cw")
        again.setToolTip("F5")
        self.saving = Button(_("导出"), self.export, icon="download", shortcut="Ctrl+S")
        self.place = Button(_("在题库中看"), self.show_in_bank, icon="library-big")
        self.subject.setAccessibleName(_("题库"))
        self.subject.setMinimumWidth(180)
        tools = (self.place, self.saving, again)
        self.body.addWidget(flow(self.subject, self.told, self.stale, None, *tools, spacing=10))
        self.stale.hide()
        nothing = EmptyState("circle-check", _("没有发现问题。"))
        self.table.set_empty(nothing)
        left = TableCard(self.table, *self.chips.values())
        self.body.addWidget(beside((left, LIST_WIDTH, 1), (self.cards, CARDS_WIDTH, 0)), 1)

    def _connect(self) -> None:
        self.subject.activated.connect(self.check)
        self.table.picked.connect(self._show_line)
        self.table.opened.connect(self._on_opened)
        self.cards.asked.connect(self.change)
        self.cards.past_asked.connect(self.show_history)
        for kind, chip in self.chips.items():
            chip.clicked.connect(lambda _checked=False, kind=kind: self._narrow(kind))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.show_in_bank)

    def _show(self, checked: Checked) -> None:
        self.checked = checked
        stems = {row.id: " ".join(row.stem.split()) for row in checked.rows}
        self.show_content()
        self.stale.hide()
        self._narrow(None)
        self.lines.show(
            [
                SmellLine(n, one.kind, one.message, _stem(one, stems), one)
                for n, one in enumerate(checked.smells)
            ]
        )
        told = _("{questions} 题，{count} 处要看")
        self.told.setText(told.format(questions=len(checked.rows), count=len(checked.smells)))
        for kind, chip in self.chips.items():
            count = sum(one.kind is kind for one in checked.smells)
            chip.setText(f"{_(SMELLS[kind])} {count}")
            chip.setVisible(count > 0)
        self.saving.setEnabled(bool(checked.smells))
        self.cards.setVisible(bool(checked.smells))
        self.table.pick(0)
        self._show_line(self.table.current())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self, kind: SmellKind | None) -> None:
        """Show one kind alone; the same again shows all."""
        self._chosen = None if kind is self._chosen else kind
        for one, chip in self.chips.items():
            chip.setChecked(one is self._chosen)
        chosen = self._chosen
        self.lines.filter(keep=None if chosen is None else lambda line: line.kind is chosen)
        if self.table.current() is None:
            self.table.pick(0)

    def _show_line(self, line: SmellLine | None) -> None:
        ids = line.smell.question_ids if line is not None else ()
        self.place.setEnabled(line is not None)
        with self.workspace.read() as session:
            views = question_views(session, ids[: self.cards.most])
        self.cards.show_finding(line.smell.message if line else "", views, len(ids))

    def _on_opened(self, line: SmellLine) -> None:
        if line.smell.question_ids:
            self.change(line.smell.question_ids[0])
        else:
            self.show_in_bank()

    def _on_cancelled(self) -> None:
        start = PrimaryButton(_("开始检查"), self.check, icon="play")
        if self.checked is not None:
            self.show_content()
        else:
            self.show_state(EmptyState("library-big", _("检查已停止，题库没有改动。"), start))

    def _on_exported(self, path: Path) -> None:
        self.say(_("已写入“{name}”。").format(name=path.name))


def _stem(smell: Smell, stems: dict[str, str]) -> str:
    return stems[smell.question_ids[0]] if smell.question_ids else ""


def _kind_tag(kind: SmellKind) -> Tag:
    return Tag(_(SMELLS[kind]), TONES[kind])
