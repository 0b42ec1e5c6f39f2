"""One paper: read it through in each form, sign it off, print it."""

from pathlib import Path

from PySide6.QtWidgets import QButtonGroup

from dongan_training import clock
from dongan_training.bank.scoring import LETTERS, plain_number, type_name
from dongan_training.exam.models import Paper, PaperItem, PaperSignOff, PaperSwap, SignOffKind
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.queries import PaperView, paper_view
from dongan_training.exam.signing_off import SignOff, sign_offs
from dongan_training.exam.swapping import last_swap, take_back_swap
from dongan_training.progress import Progress
from dongan_training.texts import N_, _, clauses
from ui.exam.open_exam_dialog import OpenExamDialog
from ui.exam.paper_menu import PaperMenu
from ui.exam.print_paper_dialog import PrintPaperDialog
from ui.exam.signing_dialogs import ApproveDialog
from ui.exam.swap_dialog import SwapDialog
from ui.exam.wording import approval_tag, points
from ui.kit import (
    Button,
    Chip,
    Column,
    Desk,
    Page,
    Pill,
    PrimaryButton,
    RowsModel,
    Table,
    TableCard,
    Tone,
    Words,
    flow,
    moment_text,
)


class PaperPage(Page):
    """Questions with options and key as the chosen form has them."""

    title = N_("试卷")
    shows = frozenset({Paper, PaperItem, PaperSignOff, PaperSwap})

    def __init__(
        self,
        desk: Desk,
        paper_id: str,
        remarks: tuple[str, ...] = (),
    ):
        super().__init__(desk)
        self.paper_id = paper_id
        self.view: PaperView | None = None
        self.chips = QButtonGroup(self)
        self.state = Pill()
        self.facts = Words(look="muted")
        self.history = Words(look="small").wrapped()
        self.more = PaperMenu(self)
        self.leaving = False  # the paper is gone
        self.lines = RowsModel(
            Column(_("题号"), "number", width=64),
            Column(_("题型"), "type", type_name, width=132),
            Column(_("题干"), "stem"),
            Column(_("选项"), "options", _options),
            Column(_("答案"), "key", bold=True, width=110),
            Column(_("分值"), "points", points, width=64),
            Column(_("依据"), "citation", muted=True, width=180),
            parent=self,
        )
        self.table = Table(self.lines, "paper-lines")
        self.offer = PrimaryButton(_("安排考试"), self.open_exam, icon="calendar-days")
        self.approval = PrimaryButton(_("审定"), self.approve, icon="check")
        self._build()
        self.refresh()
        if remarks:
            told = _("试卷已组好。请注意：{told}。").format(told=clauses(remarks))
            self.say(told, Tone.ATTENTION)

    def refresh(self) -> None:
        if self.leaving:
            return
        form = self.form
        with self.workspace.read() as session:
            self.view = paper_view(session, self.paper_id, form=form)
            told = sign_offs(session, self.paper_id)
            has_swaps = last_swap(session, self.paper_id) is not None
        paper = self.view.row
        self.set_title(paper.title, _("{form} 卷").format(form=form))
        self.facts.setText(
            _("{count} 题　满分 {points} 分").format(
                count=paper.questions, points=plain_number(paper.full_marks)
            )
        )
        self.state.set_tag(approval_tag(paper))
        self.approval.setVisible(paper.approved_at is None)
        self.offer.setVisible(paper.approved_at is not None)
        self.more.allow(paper, has_swaps=has_swaps)
        self.history.setText(_history(told))
        self.history.setVisible(bool(told))
        self.lines.show(self.view.lines)
        if self.table.current() is None:
            self.table.pick(0)

    @property
    def form(self) -> str:
        """The letter of the form that is shown."""
        chosen = self.chips.checkedButton()
        return chosen.property("letter") if chosen else "A"

    def approve(self) -> None:
        """Ask who approves, and sign the paper off."""
        self.dialog = ApproveDialog(self.desk, self.paper_id, self)
        self.dialog.accepted.connect(self._tell_approved)
        self.dialog.open()

    def open_exam(self) -> None:
        """Offer this paper to a class."""
        self.dialog = OpenExamDialog(self.desk, paper_id=self.paper_id, parent=self)
        self.dialog.accepted.connect(self._go_to_board)
        self.dialog.open()

    def swap(self) -> None:
        """Choose another question for the one on the row, while the paper is a draft."""
        line = self.table.current()
        if line is None or self.view is None:
            return
        if self.view.row.approved_at is not None:
            self.show_history()
            return
        self.dialog = SwapDialog(self.desk, line.item_id, self)
        self.dialog.accepted.connect(self._tell_swapped)
        self.dialog.open()

    def take_back(self) -> None:
        """Undo the last change of a question."""
        with self.explaining():
            with self.workspace.begin() as session:
                take_back_swap(session, paper_id=self.paper_id, by=self.desk.actor, at=clock.now())
            self.say(_("已换回原来的题。"))

    def show_history(self) -> None:
        """Show how the question on the row worked in past exams."""
        line = self.table.current()
        if line is not None:
            self.navigator.go("question-history", question_id=line.question_id)

    def print_paper(self) -> None:
        """Ask for sheets and type size, then show the form as it will be printed."""
        title = self.view.row.title
        self.dialog = PrintPaperDialog(self, paper_id=self.paper_id, title=title, form=self.form)
        self.dialog.open()

    def print_key(self) -> None:
        """Show the answer key of the form as it will be printed."""
        from dongan_training.exam.printed.papers import write_key
        from ui.kit.preview import Document, preview  # loads the PDF reader

        printing = Printing(self.form)

        def draw(path: Path, progress: Progress) -> None:
            with self.workspace.read() as session:
                write_key(session, self.paper_id, path, printing)

        name = _("{title}（{form}卷）{kind}").format(
            title=self.view.row.title, form=self.form, kind=_("参考答案")
        )
        self.shown = preview(self, Document(name, f"{name}.pdf", draw))

    def _build(self) -> None:
        with self.workspace.read() as session:
            letters = paper_view(session, self.paper_id).row.forms
        chips = []
        for number, letter in enumerate(letters):
            chip = Chip(_("{form} 卷").format(form=letter))
            chip.setProperty("letter", letter)
            chip.setChecked(number == 0)
            self.chips.addButton(chip, number)
            chips.append(chip)
        self.chips.idClicked.connect(self.refresh)
        printing = Button(_("打印试卷"), self.print_paper, icon="printer", shortcut="Ctrl+P")
        key = Button(_("打印答案"), self.print_key, icon="printer")
        tools = (self.state, None, self.more, key, printing, self.offer, self.approval)
        self.body.addWidget(flow(*chips, self.facts, *tools, spacing=10))
        self.body.addWidget(self.history)
        self.body.addWidget(TableCard(self.table), 1)
        self.table.opened.connect(self.swap)

    def _tell_swapped(self) -> None:
        self.say(_("已换题。题号、分值不变。"), undo=self.take_back)

    def _tell_approved(self) -> None:
        self.offer.setFocus()  # the next step, where the button for this one was
        self.say(_("试卷已审定，可以安排考试。"))

    def _go_to_board(self) -> None:
        """Rules, seats and codes come next, and stand there."""
        self.navigator.go("exam-board", exam_id=self.dialog.exam_id)


def _history(told: list[SignOff]) -> str:
    """One line for each step, the last first."""
    return "\n".join(
        _("{what}　{name}　{at}　{remark}")
        .format(
            what=_("审定") if one.kind is SignOffKind.APPROVED else _("退回草稿"),
            name=one.actor,
            at=moment_text(one.at),
            remark=one.remark,
        )
        .rstrip("　")
        for one in reversed(told)
    )


def _options(options: tuple[str, ...]) -> str:
    lettered = zip(LETTERS, options, strict=False)
    return "　".join(f"{letter}. {text}" for letter, text in lettered)
