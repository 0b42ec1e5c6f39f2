"""换题: another question of the bank for one of a draft, the nearest in difficulty first."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.bank.scoring import LETTERS, type_name
from dongan_training.errors import UserError
from dongan_training.exam.swapping import Choice, Substitute, substitutes_for, swap_question
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.exam.wording import index_words
from ui.jobs import QuietJob
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Words,
    WorkDialog,
    row,
)

PAUSE = 250  # milliseconds without a key before the bank is searched


class SwapDialog(WorkDialog):
    """What fits the same cell of the blueprint; ``swapped`` is the question that came in."""

    def __init__(self, desk: Desk, item_id: str, parent: QWidget | None = None):
        super().__init__(_("换题"), parent)
        self.resize(980, 620)
        self.desk, self.item_id = desk, item_id
        self.choice: Choice | None = None
        self.swapped: Substitute | None = None
        self.outgoing = Words(look="muted").wrapped()
        self.search = SearchField(_("题干"))
        self.found = RowsModel(
            Column(_("题干"), "stem"),
            Column(_("章节"), "chapter", width=120, muted=True),
            Column(_("难度 P"), "facility", index_words, width=76),
            Column(_("相差"), "difference", _signed, width=72),
            Column(_("用过"), "uses", _times, width=72),
            parent=self,
        )
        self.table = Table(self.found, "substitutes")
        self.nothing = EmptyState("search", _("正在查找合适的题…"))
        self.table.set_empty(self.nothing)
        self.shown = Words().wrapped()
        self.told = Words(look="muted")
        self.take = PrimaryButton(_("换成这道题"), self.swap)
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._lay_out()
        self._timer.timeout.connect(self.look)
        self.search.searched.connect(self._timer.start)
        self.table.opened.connect(self.swap)
        self.table.picked.connect(self._show)
        self._show(None)
        self.look()
        self.search.setFocus()

    def look(self) -> None:
        """Find in the background what fits: a large bank takes a second."""
        typed = self.search.text()

        def work(progress: Progress) -> Choice:
            with self.desk.workspace.read() as session:
                return substitutes_for(session, item_id=self.item_id, search=typed)

        job = QuietJob(_("查找可换的题"), work)
        job.done.connect(self.show_choice)
        job.failed.connect(self.refuse)
        self.desk.jobs.start(job)

    def show_choice(self, choice: Choice) -> None:
        """Show what was found."""
        self.choice = choice
        out = choice.outgoing
        told = _("{form} 卷第 {number} 题　{kind}　难度 P {facility}　{stem}")
        self.outgoing.setText(
            told.format(
                form=out.form,
                number=out.number,
                kind=type_name(out.type),
                facility=index_words(out.facility),
                stem=out.stem,
            )
        )
        self.nothing.setParent(None)
        advice = _("向题库添加同一科目、章节、题型的题，或者放宽命题细目表后重新组卷。")
        self.nothing = EmptyState("search", _("题库里没有合适的题。"), advice=advice)
        self.table.set_empty(self.nothing)
        self.found.show(choice.substitutes)
        if choice.substitutes:
            self.table.pick(0)
        self.told.setText(_("合适的 {count} 道，难度最接近的在前").format(count=choice.total))
        self._show(self.table.current())

    def refuse(self, error: Exception) -> None:
        """Say why this question cannot be changed."""
        self.explain(error)
        self.take.setEnabled(False)

    def swap(self) -> None:
        """Put the question of the row in place of the other."""
        line = self.table.current()
        if line is None:
            return
        try:
            with self.desk.workspace.begin() as session:
                swap_question(
                    session,
                    item_id=self.item_id,
                    version_id=line.version_id,
                    by=self.desk.actor,
                    at=clock.now(),
                )
        except UserError as error:
            self.refuse(error)
        else:
            self.swapped = line
            self.accept()

    def _show(self, line: Substitute | None) -> None:
        self.take.setEnabled(line is not None)
        if line is None or self.choice is None:
            self.shown.setText("")
            return
        options = [f"{letter}. {text}" for letter, text in zip(LETTERS, line.options, strict=False)]
        mean = _("换后本卷平均难度 {before} → {after}").format(
            before=f"{self.choice.outgoing.form_facility:.3f}",
            after=f"{self.choice.mean_with(line):.3f}",
        )
        source = _("依据：{citation}").format(citation=line.citation) if line.citation else ""
        key = _("答案：{key}").format(key=line.key)
        lines = (line.stem, "　".join(options), "　".join(filter(None, (key, source, mean))))
        self.shown.setText("\n".join(filter(None, lines)))

    def _lay_out(self) -> None:
        self._body.addWidget(self.outgoing)
        self._body.addWidget(TableCard(self.table, self.search), 1)
        self._body.addWidget(self.shown)
        cancel = Button(_("取消"), self.reject)
        self._body.addWidget(row(self.told, None, cancel, self.take))


def _signed(difference: float) -> str:
    shown = round(difference, 2) or 0.0  # never −0.00
    return f"{shown:+.2f}".replace("-", "−") if shown else "0.00"


def _times(uses: int) -> str:
    return _("{count} 次").format(count=uses) if uses else "–"
